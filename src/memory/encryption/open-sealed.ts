/** From a store and what was said about encryption to the store and the seal that the memory runs on. */
import type { FileKeyRing, RingProtection } from '../../adapters/keys/index.ts';
import { isMemoryError, MemoryError } from '../../errors/index.ts';
import { type CubeSeal, createCubeSeal, type SealLevel } from '../../kernel/sealing/cube-seal.ts';
import { createSealedStore, type SealedStore } from '../../kernel/sealing/sealed-store.ts';
import { type Clock, type Entropy, encryptionNote, type Ids, type KeyRing, type Store } from '../../ports/index.ts';
import { type EncryptionNote, encodeNote, readNote } from './encryption-note.ts';
import type { EncryptionOptions } from './encryption-options.ts';

export type SealingPorts = {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly entropy: Entropy;
  readonly warn: (message: string) => void;
};

/** Without a seal for a cube that is not encrypted. */
export type OpenedStore = { readonly store: Store; readonly seal?: CubeSeal };

/**
 * Opens the seal of a sealed cube; seals a new, empty one where that was asked for.
 *
 * @throws `locked` when the keys are missing or wrong, `incompatible` for a cube that has content and is not sealed
 */
export async function openSealed(
  store: Store,
  options: EncryptionOptions | false | undefined,
  ports: SealingPorts,
): Promise<OpenedStore> {
  const given: EncryptionOptions = options === false || options === undefined ? { seal: 'nothing' } : options;
  const { seal = 'everything', ...where } = given;
  const note = await readNote(store);
  if (note === undefined) return seal === 'nothing' ? { store } : sealNew(store, { ...where, seal }, ports);
  if (given.seal !== undefined && given.asMade !== true && seal !== 'nothing' && seal !== note.level) {
    throw new MemoryError('incompatible', `this cube seals ${note.level}, not ${seal}`, {
      hint: 'leave `seal` out: a cube stays as it was made',
    });
  }
  const ring = await findRing(store, where, ports, true);
  return openWith(store, note, ring, ports);
}

/** Opens a sealed cube with a ring that is there. */
export async function openWith(
  store: Store,
  note: EncryptionNote,
  ring: KeyRing,
  ports: Pick<SealingPorts, 'entropy'>,
): Promise<{ readonly store: SealedStore; readonly seal: CubeSeal }> {
  if (ring.id !== note.ring) {
    throw new MemoryError('locked', 'this is the key ring of another cube', {
      details: { cube: store.cube, ring: ring.id, expected: note.ring, ...placeOf(ring) },
      hint: 'put the key ring that was made with this cube in place',
    });
  }
  const common = { cube: store.cube, ring, entropy: ports.entropy, readOnly: store.readOnly };
  const plain = await createCubeSeal({ ...common, level: note.level });
  if (note.oldIdSecret === undefined) return { store: createSealedStore(store, plain), seal: plain };
  const secret = plain.open(Buffer.from(note.oldIdSecret, 'base64'), oldIdContext(store.cube), 'the secret of old ids');
  if (secret === 'destroyed') throw new MemoryError('locked', 'the key of the settings of this cube is destroyed');
  const seal = await createCubeSeal({ ...common, level: note.level, oldIdSecret: secret });
  return { store: createSealedStore(store, seal), seal };
}

/** What the secret of older ids is tied to. */
export function oldIdContext(cube: string): string {
  return JSON.stringify(['old ids', cube]);
}

/** Makes a ring and notes it in the cube, in this order: a cube never waits for keys that were not kept. */
async function sealNew(
  store: Store,
  options: EncryptionOptions & { readonly seal: SealLevel },
  ports: SealingPorts,
): Promise<OpenedStore> {
  const { seq } = await store.head();
  if (seq > 0 || (await store.jobs()).length > 0) {
    // Another process may have sealed it and written since the note was looked for.
    if ((await readNote(store)) !== undefined) return openSealed(store, options, ports);
    if (options.asMade === true) return { store };
    throw new MemoryError('incompatible', 'this cube is not encrypted', {
      details: { cube: store.cube },
      hint: 'encrypt it with `palimpsest encrypt` (or `encryptCube`), or open it without `encryption`',
    });
  }
  if (store.readOnly) return { store };
  const ring = await findRing(store, options, ports, false);
  const note: EncryptionNote = { level: options.seal, ring: ring.id, at: ports.clock.now() };
  // The cube's own keys first: they are kept before anything is sealed with them.
  const opened = await openWith(store, note, ring, ports);
  try {
    const blobs = await sealedAnew(store, opened.store);
    blobs.set(encryptionNote, encodeNote(note));
    await store.append({ rows: [], changes: [], blobs, absent: [encryptionNote] }, 0);
    return opened;
  } catch (error) {
    // Another process was faster: either it has sealed the cube as well, or the cube is not empty any more.
    if (isMemoryError(error, 'conflict')) return openSealed(store, options, ports);
    throw error;
  }
}

/** A cube without turns may have settings already. */
async function sealedAnew(plain: Store, sealed: SealedStore): Promise<Map<string, Uint8Array | null>> {
  const found = new Map<string, Uint8Array>();
  for (const name of await plain.blobNames('')) {
    const data = await plain.blob(name);
    if (data !== undefined) found.set(name, data);
  }
  const gone = [...found.keys()].map((name) => [name, null] as const);
  return new Map([...gone, ...(await sealed.storedForm(found))]);
}

/** Where the key ring of a cube is, unless a ring was given. */
export async function ringPathOf(cube: string, options: Pick<EncryptionOptions, 'keyFolder'>): Promise<string> {
  const { defaultKeyFolder, ringPath } = await import('../../adapters/keys/index.ts');
  return ringPath(options.keyFolder ?? defaultKeyFolder(), cube);
}

/** How the options protect a key ring. */
export function protectionOf({ passphrase, kms }: EncryptionOptions): RingProtection {
  if (passphrase !== undefined) return { kind: 'passphrase', passphrase };
  return kms === undefined ? { kind: 'file' } : { kind: 'kms', kms };
}

/** The ring that the options mean. Errors: `locked` when it must be there and is not. */
export async function findRing(
  store: Pick<Store, 'cube' | 'readOnly'>,
  options: EncryptionOptions,
  ports: SealingPorts,
  mustExist: boolean,
): Promise<KeyRing> {
  const { keyRing } = options;
  if (keyRing !== undefined) return typeof keyRing === 'function' ? keyRing(store.cube) : keyRing;
  const ring = await openRingOf(store, options, { ...ports, mustExist });
  const wanted = protectionOf(options);
  if (wanted.kind !== 'file' && ring.protection === 'file') {
    ports.warn(
      `the key ring ${ring.path} is not protected by the ${wanted.kind} that was given: anybody who has it can use it`,
    );
  }
  return ring;
}

/** Opens the file of a cube's key ring. Errors: `locked` when a ring that must be there is not. */
export async function openRingOf(
  store: Pick<Store, 'cube' | 'readOnly'>,
  options: EncryptionOptions,
  { mustExist, ...ports }: Pick<SealingPorts, 'clock' | 'ids' | 'entropy'> & { readonly mustExist: boolean },
): Promise<FileKeyRing> {
  const { openFileKeyRing } = await import('../../adapters/keys/index.ts');
  const path = await ringPathOf(store.cube, options);
  const { clock, ids, entropy } = ports;
  try {
    return await openFileKeyRing(path, {
      protection: protectionOf(options),
      mustExist,
      readOnly: store.readOnly,
      clock,
      ids,
      entropy,
    });
  } catch (error) {
    if (!isMemoryError(error, 'not_found')) throw error;
    throw new MemoryError('locked', 'the key ring of this cube is not there', {
      details: { cube: store.cube, path },
      hint: `put it back at ${path}, or name its folder with \`encryption: { keyFolder }\`; without it nothing in the cube can be read`,
      cause: error,
    });
  }
}

function placeOf(ring: KeyRing): { readonly path?: string } {
  return ring.path === undefined ? {} : { path: ring.path };
}
