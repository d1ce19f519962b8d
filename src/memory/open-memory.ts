/** `openMemory`: options in, a memory over one cube out. */
import { packageVersion } from '../adapters/system/package-version.ts';
import { MemoryError } from '../errors/index.ts';
import { openCube } from '../kernel/cube.ts';
import { forgetDamaged } from '../kernel/remade-blobs.ts';
import { checkZone, wholeClock } from '../kernel/time.ts';
import { createScanCrew } from '../plaintext/index/dense/scan-crew.ts';
import { modelRoles } from '../plaintext/revise/state/model-roles.ts';
import { chooseStateSchema } from '../plaintext/revise/state/schemas/catalog.ts';
import { trustRules } from '../plaintext/trust/trust-policy.ts';
import type { Embedder, Observer, Store } from '../ports/index.ts';
import { createMemory } from './create-memory.ts';
import { checkEncryption } from './encryption/encryption-options.ts';
import { openSealed } from './encryption/open-sealed.ts';
import { startEngine } from './engine.ts';
import { completeErasure } from './erase/carry-out.ts';
import { finishReceipts } from './erase/finish-receipt.ts';
import { reappliedText, reapplyNoted } from './erase/reapply.ts';
import type { Memory } from './memory.ts';
import type { OpenMemoryOptions } from './open-options.ts';
import { noteSetup } from './past/setup-history.ts';
import type { Settings } from './settings.ts';
import { askOnce } from './state/ask-once.ts';
import { shippedUserSchema } from './state/shipped-schema.ts';
import type { ChooseEmbedder } from './vectors/embedding-space.ts';

const known = new Set<string>([
  'path',
  'store',
  'driver',
  'mustExist',
  'readOnly',
  'durability',
  'busyTimeoutMs',
  'acceptLoss',
  'embedder',
  'admission',
  'trust',
  'zone',
  'stateSchema',
  'models',
  'observer',
  'clock',
  'ids',
  'entropy',
  'encryption',
  'signer',
  'scanThreads',
]);

/**
 * Opens a memory; the file is created when it is not there.
 *
 * Errors: `invalid_input` (options), `not_found` (with `mustExist`), `newer_version`, `corrupt` (also when entries that
 * were acknowledged are missing), `unavailable` (no SQLite driver), `busy`, `locked` (an encrypted cube without its keys).
 *
 * @example
 * const memory = await openMemory({ path: 'me.palimpsest' });
 * await memory.observe({ text: 'I moved to Porto last week', at: '2026-03-02T09:00:00Z' });
 * const { hits } = await memory.recall('where do I live?');
 * await memory.close();
 */
export async function openMemory(options: OpenMemoryOptions = {}): Promise<Memory> {
  checkOptions(options);
  const { systemClock, systemEntropy, systemIds, systemWorkers } = await import('../adapters/system/index.ts');
  const { ids = systemIds, entropy = systemEntropy, observer = () => {} } = options;
  const clock = options.clock === undefined ? systemClock : wholeClock(options.clock);
  const started = performance.now();
  // An observer only watches: what it throws must not undo what is done.
  const notify: Observer = (event) => {
    try {
      observer(event);
    } catch {
      // nobody to tell
    }
  };
  const store = options.store ?? (await openStore(options, { clock, entropy, observer: notify }));
  const warn = (message: string): void => notify({ type: 'warning-raised', cube: store.cube, message });
  try {
    const settings: Settings = {
      path: options.path === ':memory:' ? undefined : options.path,
      readOnly: store.readOnly,
      clock,
      ids,
      entropy,
      embedder: typeof options.embedder === 'object' ? options.embedder : undefined,
      chooseEmbedder: embedderChoice(options.embedder),
      admission: options.admission ?? {},
      trust: trustRules(options.trust),
      zone: options.zone ?? 'UTC',
      state: stateOptions(options, notify),
      ...signerChoice(options),
      ...ledgerChoice(options),
      crew: createScanCrew({
        workers: systemWorkers,
        warn,
        ...(options.scanThreads === undefined ? {} : { most: options.scanThreads }),
      }),
      notify,
    };
    const opened = await openSealed(store, options.encryption, { clock, ids, entropy, warn });
    const cube = await openCube({ ...opened, store: forgetDamaged(opened.store, warn), clock, entropy });
    const engine = await startEngine(cube, settings);
    await engine.exclusive(async () => {
      if (!settings.readOnly) await completeErasure(engine);
      await noteSetup(cube.store, settings, engine.state);
    });
    if (!settings.readOnly) await finishReceipts(engine);
    const reapplied = await reapplyNoted(engine);
    for (const one of reapplied) warn(reappliedText(one));
    notify({ type: 'cube-opened', cube: cube.id, seq: cube.head.seq, ms: performance.now() - started });
    return createMemory(engine, reapplied);
  } catch (error) {
    await store.close().catch(() => undefined);
    throw error;
  }
}

function stateOptions({ stateSchema, models }: OpenMemoryOptions, notify: Observer): Settings['state'] {
  if (stateSchema === false) return undefined;
  const schema =
    stateSchema === undefined || stateSchema === 'user' ? shippedUserSchema() : chooseStateSchema(stateSchema);
  const version = packageVersion();
  if (models?.state === undefined) return { schema, version };
  const warn = (message: string): void => notify({ type: 'warning-raised', cube: '', message });
  const { model, forget } = askOnce(models.state, warn);
  const onUnusable = (role: string, reason: string): void =>
    warn(`the model's answer as ${role} is not used: ${reason}`);
  return { schema, version, roles: modelRoles(model, { schema, onUnusable }), onRemove: forget };
}

/**
 * Where the key for receipts is: given, in the cube's key ring (then there is nothing to say here), or, for a cube in a
 * file, in the folder of the owner's keys. It is made when the first receipt is signed.
 */
function signerChoice({ signer, path, encryption }: OpenMemoryOptions): Pick<Settings, 'ownerSigner' | 'signer'> {
  if (signer === false) return { signer: async () => undefined };
  if (signer !== undefined) return { signer: async () => signer };
  if (path === undefined || path === ':memory:') return {};
  const folder = typeof encryption === 'object' ? encryption.keyFolder : undefined;
  return {
    ownerSigner: async () => {
      const { defaultKeyFolder, openFileSigner, ownerKeyPath } = await import('../adapters/keys/index.ts');
      return openFileSigner(ownerKeyPath(folder ?? defaultKeyFolder()));
    },
  };
}

/**
 * Where erasures are noted outside the cube: where its key ring or its owner's signing key is. A memory without either
 * (in memory, a store or a ring of the caller's own, `signer: false`) notes nothing.
 */
function ledgerChoice({ signer, path, encryption }: OpenMemoryOptions): Pick<Settings, 'ledger'> {
  if (path === undefined || path === ':memory:') return {};
  const given = typeof encryption === 'object' ? encryption : undefined;
  if (given?.keyRing !== undefined || (signer !== undefined && given?.keyFolder === undefined)) return {};
  return {
    ledger: async (cube) => {
      const { defaultKeyFolder, ledgerPath, openFileLedger } = await import('../adapters/keys/index.ts');
      return openFileLedger(ledgerPath(given?.keyFolder ?? defaultKeyFolder(), cube));
    },
  };
}

/** Loads the shipped table only for a cube that is in its space. */
function embedderChoice(given: OpenMemoryOptions['embedder']): ChooseEmbedder {
  if (given === false) return async () => undefined;
  if (typeof given === 'function') return async (active) => given(active);
  if (given !== undefined) return async () => given;
  let shipped: Embedder | undefined;
  return async () => {
    if (shipped === undefined) {
      const { createStaticEmbedder } = await import('../adapters/embedders/static-embedder.ts');
      shipped = createStaticEmbedder();
    }
    return shipped;
  };
}

async function openStore(
  options: OpenMemoryOptions,
  ports: Pick<Required<OpenMemoryOptions>, 'clock' | 'entropy' | 'observer'>,
): Promise<Store> {
  const { path = ':memory:' } = options;
  if (path === ':memory:') {
    const { createInMemoryStore } = await import('../adapters/in-memory/in-memory-store.ts');
    return createInMemoryStore({ entropy: ports.entropy });
  }
  const { openSqliteStore } = await import('../adapters/sqlite/sqlite-store.ts');
  const { mustExist, readOnly, durability, busyTimeoutMs, acceptLoss, driver } = options;
  const given = { mustExist, readOnly, durability, busyTimeoutMs, acceptLoss, driver };
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return openSqliteStore(path, { ...set, ...ports });
}

function checkOptions(options: OpenMemoryOptions): void {
  if (typeof options !== 'object' || options === null) {
    throw new MemoryError('invalid_input', 'openMemory takes an options object', {
      hint: "openMemory({ path: 'me.palimpsest' })",
    });
  }
  const stranger = Object.keys(options).find((key) => !known.has(key));
  if (stranger !== undefined) {
    throw new MemoryError('invalid_input', `openMemory has no option ${stranger.slice(0, 40)}`, {
      hint: `its options are ${[...known].join(', ')}`,
    });
  }
  if (options.path !== undefined && options.store !== undefined) {
    throw new MemoryError('invalid_input', 'openMemory got both a path and a store', { hint: 'give one of them' });
  }
  if (
    options.path !== undefined &&
    (typeof options.path !== 'string' || options.path === '' || options.path.includes('\0'))
  ) {
    throw new MemoryError('invalid_input', 'path must be a file name', {
      hint: "for example './me.palimpsest', or ':memory:'",
    });
  }
  checkEncryption(options.encryption);
  const { scanThreads = 0 } = options;
  if (!Number.isInteger(scanThreads) || scanThreads < 0 || scanThreads > 3) {
    throw new MemoryError(
      'invalid_input',
      `scanThreads must be a whole number from 0 to 3, got ${String(scanThreads)}`,
      {
        hint: 'leave it out: the machine decides',
      },
    );
  }
  if (options.zone !== undefined) checkZone(options.zone);
}
