/** `memory.activation`: hot records as ready-made cache segments of a local model. */
import { MemoryError } from '../../errors/index.ts';
import type { RecordKind } from '../../kernel/record.ts';
import type { Transformer } from '../../models/transformer.ts';
import { retentionSet } from '../../plaintext/forget/retention.ts';
import type { Engine } from '../engine.ts';
import { reportRetention } from '../fading/retention.ts';
import { type ActiveMemory, type LoadActivationOptions, loadActivation } from './active-memory.ts';
import { type Lasting, lastingOf, useOf } from './hot-records.ts';
import type { CrowdedOut, ShelfModel, ShelfSegment } from './segment-shelf.ts';

/** A stored segment beside the record that it came from. */
export type CachedSegment = Omit<ShelfSegment, 'digest'> & {
  /** Absent when the record is not there any more. */
  readonly kind?: RecordKind;
  readonly text?: string;
  /** False: the record has another version by now, or is gone; the segment will not be used. */
  readonly current: boolean;
  readonly uses: number;
  readonly lasts: Lasting;
};

/** What is cached for one model. */
export type CachedModel = Omit<ShelfModel, 'segments' | 'format' | 'version'> & {
  readonly tokens: number;
  readonly bytes: number;
  readonly segments: readonly CachedSegment[];
};

/** What is stored for all models together. */
export type SharedBudget = {
  readonly bytes: number;
  /** Absent where there is none. */
  readonly budgetBytes?: number;
  /** What gave way when it was set. */
  readonly removed: readonly CrowdedOut[];
};

export type ActivationTier = {
  /**
   * Puts hot records into the cache of a model and keeps them true. Errors: `invalid_input` (options), `closed`.
   *
   * @example
   * const { model, tokenizer } = await openCheckpoint(readFileOf('./qwen'));
   * const active = await memory.activation.load(model, { encode: (text) => tokenizer.encode(text) });
   * const talk = active.open();
   * for await (const token of talk.generate({ prompt: tokenizer.encode('Where do I live?'), maxTokens: 20 })) { ... }
   */
  load(model: Transformer, options: LoadActivationOptions): Promise<ActiveMemory>;
  /** What lies in the cube, for which model, at which size, and how long it will last. */
  cached(): Promise<readonly CachedModel[]>;
  /**
   * What all models, names, modes and precisions take on disk together, and the budget that they share: with a number, sets
   * it and removes what does not fit, of the models saved longest ago first; `null` lifts it (default: none, every model has
   * a budget of its own). It is kept in the cube and binds every later load. Errors: `invalid_input`, `read_only`.
   */
  budget(bytes?: number | null): Promise<SharedBudget>;
  /** Removes stored segments, of one model (a key from `cached`) or of all; gives their number. */
  drop(key?: string): Promise<number>;
};

/** The share below which the scheduler lets go, unless a model was loaded with another one. */
const demoteBelow = 0.2;

export function activationTier(engine: Engine): ActivationTier {
  return {
    load: (model, options) => loadActivation(engine, model, options),
    cached: () => engine.exclusive(() => cachedModels(engine)),
    budget: (bytes) => engine.exclusive(() => sharedBudget(engine, bytes)),
    drop: (key) =>
      engine.exclusive(async () => {
        engine.mustWrite();
        if (key !== undefined && !(await engine.shelf.models()).some((model) => model.key === key)) {
          throw new MemoryError('not_found', 'nothing is cached under this key', {
            details: { key: String(key).slice(0, 80) },
            hint: '`palimpsest kv` shows the keys',
          });
        }
        return engine.shelf.drop(key);
      }),
  };
}

async function sharedBudget(engine: Engine, bytes: number | null | undefined): Promise<SharedBudget> {
  let removed: readonly CrowdedOut[] = [];
  if (bytes !== undefined) {
    engine.mustWrite();
    if (bytes !== null && !(Number.isSafeInteger(bytes) && bytes > 0)) {
      throw new MemoryError('invalid_input', `a budget of ${String(bytes).slice(0, 40)} bytes`, {
        hint: 'give a whole number of bytes above 0, or null to lift the budget',
      });
    }
    const blobs = engine.shelf.budgetBlobs(bytes ?? undefined);
    if (bytes !== null) {
      const out = await engine.shelf.crowdedOut(bytes);
      for (const [name, content] of out.blobs) blobs.set(name, content);
      removed = out.removed;
    }
    await engine.cube.store.putBlobs(blobs);
  }
  const models = await engine.shelf.models();
  const budgetBytes = await engine.shelf.budget();
  const stored = models.reduce((sum, { segments }) => segments.reduce((total, one) => total + one.bytes, sum), 0);
  return { bytes: stored, removed, ...(budgetBytes !== undefined && { budgetBytes }) };
}

async function cachedModels(engine: Engine): Promise<readonly CachedModel[]> {
  const models = await engine.shelf.models();
  const usage = await engine.retention.usage();
  const policy = await engine.retention.policy();
  const set = retentionSet(policy.fade.set, policy.fade.unitMs);
  const now = engine.settings.clock.now();
  const found: CachedModel[] = [];
  for (const { format: _, version: __, segments, ...model } of models) {
    const entries = await engine.cube.latest(
      'record',
      segments.map(({ id }) => id),
    );
    const rows = segments.map(({ digest: ___, ...segment }, n): CachedSegment => {
      const entry = entries[n];
      if (entry?.kind !== 'record') {
        return { ...segment, uses: 0, current: false, lasts: { why: 'its record is gone' } };
      }
      const { record } = entry;
      const used = useOf(record, usage);
      const uses = used?.uses ?? 0;
      const { kind, text } = record;
      if (record.version !== segment.version) {
        const why = `replaced by version ${record.version}: it goes when the model is loaded next`;
        return { ...segment, kind, text, uses, current: false, lasts: { why } };
      }
      const report = reportRetention({ item: record, usage: used, centrality: 0, held: false, policy, set, now });
      const lasts = lastingOf(report, { record, set, share: demoteBelow });
      return { ...segment, kind, text, uses, current: true, lasts };
    });
    const sum = (pick: (row: CachedSegment) => number): number => rows.reduce((total, row) => total + pick(row), 0);
    found.push({ ...model, tokens: sum(({ tokens }) => tokens), bytes: sum(({ bytes }) => bytes), segments: rows });
  }
  return found;
}
