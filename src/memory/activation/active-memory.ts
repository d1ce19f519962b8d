/**
 * A model with the hot records of a cube in its cache. Before anything uses the segments they are compared with the
 * cube as it stands, other processes' writes included; what was revised, archived or erased is gone by then.
 */
import { hash } from 'node:crypto';
import type { Conversation, ConversationOptions } from '../../activation/segments/conversation.ts';
import {
  type SegmentBits,
  type SegmentChange,
  type SegmentChoice,
  type SegmentMode,
  segmentTokenBytes,
} from '../../activation/segments/memory-item.ts';
import type { ScheduleRules } from '../../activation/segments/schedule.ts';
import { isMemoryError, MemoryError } from '../../errors/index.ts';
import type { MemoryRecord, RecordKind } from '../../kernel/record.ts';
import type { Scope } from '../../kernel/scope.ts';
import type { Transformer } from '../../models/transformer.ts';
import type { Engine } from '../engine.ts';
import { pendingErasure } from '../vectors/unit-vectors.ts';
import { checkModel, checkOptions, checkTokens, renderTokens } from './activation-options.ts';
import { type HotRecord, hotRecords, type Lasting, nextTurn, type Rendered, segmentKinds } from './hot-records.ts';
import type { ShelfModel, ShelfSegment } from './segment-shelf.ts';

/** Options of `memory.activation.load`. */
export type LoadActivationOptions = Omit<ScheduleRules, 'maxTokens'> & {
  /** Text to token ids, as the model reads it. */
  readonly encode: (text: string) => Int32Array | readonly number[];
  /**
   * Token ids that stand before everything remembered, as the beginning of a chat does (`chatFrame(...).preamble`): read
   * once, counted in no budget. Default: none.
   */
  readonly preamble?: Int32Array | readonly number[];
  /** What a record says to the model (default: its text on a line of its own). */
  readonly render?: (record: MemoryRecord) => string;
  /**
   * Bytes that the segments of this model may take together, in memory and on disk (80 a segment more there). Default
   * 64 MiB; never more than the budget of all models (`memory.activation.budget`).
   */
  readonly budgetBytes?: number;
  /**
   * `independent` (default): every record is read by itself, and a change touches its segment alone. `chained`: records
   * are read one after the other as in a prompt, those that changed last at the end, and a change touches the ones after.
   */
  readonly mode?: SegmentMode;
  /**
   * Bits a number of keys and values while they are held, in memory and on disk: 32 (default, exact), 16, 8 or 4. Fewer
   * put more memories into the same bytes, at the error that docs/activation.md states; `independent` mode only.
   */
  readonly bits?: SegmentBits;
  /** Default: instructions, preferences, profile, facts, procedures, blocks. */
  readonly kinds?: readonly RecordKind[];
  /** Only records of this scope (default: the whole cube). */
  readonly scope?: Scope;
  /** Records that keep their place before all others (default: none). */
  readonly pin?: (record: MemoryRecord) => boolean;
  /** Looks at strengths again after this long without a write, milliseconds (default 60,000). */
  readonly rescheduleMs?: number;
  /**
   * True (default, where the cube can be written): segments are taken from disk and kept there. `read`: what is stored is
   * taken and left as it is. False: the disk is left alone.
   */
  readonly persist?: boolean | 'read';
  /** Shown by `palimpsest kv` (default: `model`). */
  readonly name?: string;
};

/** One decision of the scheduler with its time, milliseconds since the epoch. */
export type LoggedChange = SegmentChange & { readonly at: number };

/** What is held of one record. */
export type ActiveSegment = {
  readonly id: string;
  readonly version: number;
  readonly kind: RecordKind;
  readonly text: string;
  readonly tokens: number;
  readonly bytes: number;
  readonly strength: number;
  readonly lasts: Lasting;
};

/** A model that remembers. */
export type ActiveMemory = {
  /** Names model, weights, mode and scope; the same over restarts. */
  readonly key: string;
  readonly mode: SegmentMode;
  /** Tokens that fit the budget. */
  readonly maxTokens: number;
  /** Makes the segments agree with the cube now and gives what changed, with reasons. Cheap when nothing did. */
  refresh(): Promise<readonly SegmentChange[]>;
  /** The same, and strengths are looked at again even where nothing was written. */
  reschedule(): Promise<readonly SegmentChange[]>;
  /** What is held, in the order of injection. */
  segments(): readonly ActiveSegment[];
  /** Tokens of the prompt that the segments stand for, in order, the preamble before them. */
  prompt(): Int32Array;
  /** Decisions so far, oldest first; the last 1,000. */
  log(): readonly LoggedChange[];
  /** Bytes of keys and values in memory. */
  readonly bytes: number;
  /**
   * Starts a conversation that contains what is held; it follows every later change, and drops what was said after a
   * memory that was revised or erased since (`conversation.dropped`).
   */
  open(): Conversation;
  /** Writes the segments to the cube, so that the next load computes nothing anew. */
  save(): Promise<void>;
  /** Saves, zeroes everything in memory and ends its conversations. */
  close(): Promise<void>;
};

const longestLog = 1_000;
const defaultBudgetBytes = 64 * 1024 * 1024;

/** Builds the segments of `model`, from disk where they are there and still true. */
export async function loadActivation(
  engine: Engine,
  model: Transformer,
  options: LoadActivationOptions,
): Promise<ActiveMemory> {
  checkModel(model);
  checkOptions(options);
  const { SegmentMemory } = await import('../../activation/segments/segment-memory.ts');
  const { Conversation } = await import('../../activation/segments/conversation.ts');
  const { defaultDemoteBelow, scheduleSegments } = await import('../../activation/segments/schedule.ts');
  const { segmentHeaderBytes } = await import('../../activation/segments/segment-bytes.ts');
  const { modelFingerprint } = await import('../../activation/segments/model-fingerprint.ts');

  const { mode = 'independent', rescheduleMs = 60_000, scope } = options;
  const stores = options.persist !== false && !engine.settings.readOnly;
  const limit = stores ? await engine.exclusive(() => engine.shelf.budget()) : undefined;
  const budgetBytes = Math.min(options.budgetBytes ?? defaultBudgetBytes, limit ?? Number.POSITIVE_INFINITY);
  const { kinds = segmentKinds, pin = () => false, name = 'model', demoteBelow = defaultDemoteBelow } = options;
  const { bits = 32 } = options;
  const preamble = Int32Array.from(options.preamble ?? []);
  checkTokens(preamble, 'the preamble', model.config.vocabulary);
  const tokenBytes = segmentTokenBytes(model.layout, bits);
  const maxTokens = Math.floor(budgetBytes / tokenBytes);
  if (maxTokens < 1) {
    throw new MemoryError('invalid_input', `a budget of ${budgetBytes} bytes holds no token of this model`, {
      hint: `a token takes ${tokenBytes} bytes`,
    });
  }
  const rules: ScheduleRules = { ...options, maxTokens, demoteBelow };
  /** What fits the budget on disk, where every segment has a header. */
  const choose = (items: readonly HotRecord[], held: ReadonlySet<string>, now: number): SegmentChoice<HotRecord> => {
    let room = maxTokens;
    for (;;) {
      const choice = scheduleSegments(items, held, { rules: { ...rules, maxTokens: room }, now });
      const tokens = choice.chosen.reduce((sum, one) => sum + one.tokens.length, 0);
      const spare = budgetBytes - tokens * tokenBytes - choice.chosen.length * segmentHeaderBytes;
      if (spare >= 0 || room <= 0) return choice;
      room = Math.min(room, tokens) + Math.floor(spare / tokenBytes);
    }
  };
  const scoped = [scope?.user, scope?.agent, scope?.session];
  const parts = [modelFingerprint(model), mode, name, ...scoped, ...(bits === 32 ? [] : [bits])];
  // a chain has read what stands before it
  if (preamble.length > 0 && mode === 'chained') parts.push(`after ${preamble.join(' ')}`);
  const key = hash('sha256', JSON.stringify(parts), 'hex').slice(0, 32);
  const { clock } = engine.settings;
  const persist = stores && options.persist !== 'read';
  const render = (record: MemoryRecord): Int32Array => renderTokens(record, options, model.config.vocabulary);

  const segments = new SegmentMemory({ model, mode, maxTokens, bits, preamble });
  const seen = new Map<number, Rendered>();
  const conversations = new Set<Conversation>();
  const log: LoggedChange[] = [];
  let hot: readonly HotRecord[] = [];
  /** Record versions that hold, placed or not. */
  let holds: ReadonlySet<string> = new Set();
  /** Record versions whose stored segments could not be read: they are written again. */
  const spoiled = new Set<string>();
  let allSpoiled = false;
  let stored: ReadonlyMap<string, Uint8Array> = new Map();
  let checkedSeq = -1;
  let scheduledAt = 0;
  /** When a record begins or stops to hold without a write. */
  let turnsAt = Number.POSITIVE_INFINITY;
  let revision = 0;
  let closed = false;

  /** Inside `exclusive`, on a state that has caught up. */
  const bringUpToDate = async (force: boolean): Promise<readonly SegmentChange[]> => {
    if (closed) throw new MemoryError('closed', 'this activation memory was closed', { hint: 'load it again' });
    const { seq } = engine.cube.head;
    const now = clock.now();
    if (seq === checkedSeq && !force && now < turnsAt && now - scheduledAt < rescheduleMs) return [];
    hot = await hotRecords(engine, { kinds, scope, pin, render, demoteBelow }, seen);
    const held = new Set(segments.held().map(({ source }) => source.id));
    const changes = segments.sync(hot, {
      choose: (items) => choose(items, held, now),
      stored,
    });
    for (const { kind, source } of changes) if (kind === 'rebuilt') spoiled.add(`${source.id} ${source.version}`);
    stored = new Map();
    checkedSeq = seq;
    scheduledAt = now;
    turnsAt = nextTurn(seen, now);
    const holding = new Set(hot.map(({ source: { id, version } }) => `${id} ${version}`));
    // conversations also quote what lost its place and was revised only then
    if (changes.length > 0 || [...holds].some((one) => !holding.has(one))) revision += 1;
    holds = holding;
    for (const change of changes) log.push({ ...change, at: now });
    log.splice(0, Math.max(0, log.length - longestLog));
    return changes;
  };
  const current = async (): Promise<number> => {
    await engine.exclusive(() => bringUpToDate(false));
    return revision;
  };

  const active: ActiveMemory = {
    key,
    mode,
    maxTokens,
    refresh: () => engine.exclusive(() => bringUpToDate(false)),
    reschedule: () => engine.exclusive(() => bringUpToDate(true)),
    segments: () => {
      const byId = new Map(hot.map((one) => [one.source.id, one]));
      return segments.held().flatMap(({ source: { id, version }, tokens, bytes }) => {
        const found = byId.get(id);
        if (found === undefined) return [];
        const { record, strength, lasts } = found;
        return [{ id, version, kind: record.kind, text: record.text, tokens, bytes, strength, lasts }];
      });
    },
    prompt: () => segments.prompt(),
    log: () => [...log],
    get bytes() {
      return segments.bytes;
    },
    open() {
      if (closed) throw new MemoryError('closed', 'this activation memory was closed', { hint: 'load it again' });
      const made: ConversationOptions = {
        ...{ model, segments, current },
        holds: ({ id, version }) => holds.has(`${id} ${version}`),
        onDropped: ({ tokens }) => {
          const message = `a conversation lost its last ${tokens} tokens: they may quote memories that were revised or erased`;
          engine.settings.notify({ type: 'warning-raised', cube: engine.cube.id, message });
        },
        onClose: (one) => conversations.delete(one),
      };
      const conversation = new Conversation(made);
      conversations.add(conversation);
      return conversation;
    },
    async save() {
      if (!persist) return;
      await engine.decide(async () => {
        await bringUpToDate(false);
        // What is being erased must not be written back: the erasure has looked at the disk already, or is about to.
        if ((await engine.cube.store.blob(pendingErasure)) !== undefined) return;
        const list: ShelfModel = {
          format: 'palimpsest-kv',
          version: 1,
          ...{ key, name, mode, bits, budgetBytes, savedAt: clock.now() },
          segments: segments.held().map(({ source, tokens, bytes, strength, digest }) => ({
            ...{ id: source.id, version: source.version, tokens, bytes: bytes + segmentHeaderBytes, digest },
            strength: Number.isFinite(strength) ? strength : Number.MAX_VALUE,
          })),
        };
        const bytesOf = (digest: string): Uint8Array => segments.bytesOf(digest);
        const again = ({ id, version }: ShelfSegment): boolean => allSpoiled || spoiled.has(`${id} ${version}`);
        const blobs = await engine.shelf.blobsFor(list, bytesOf, again);
        // one budget for all models: those that were used longest ago give way
        const shared = await engine.shelf.budget();
        const others = shared === undefined ? undefined : await engine.shelf.crowdedOut(shared, list);
        await engine.cube.commit([], new Map([...blobs, ...(others?.blobs ?? [])]));
        for (const { name: other, segments: count } of others?.removed ?? []) {
          const message = `${count} stored segments of ${other} gave way to those of ${name}: both share one budget`;
          engine.settings.notify({ type: 'warning-raised', cube: engine.cube.id, message });
        }
        spoiled.clear();
        allSpoiled = false;
      });
    },
    async close() {
      if (closed) return;
      // Segments can be computed again: a full disk must not keep the memory from closing.
      await active.save().catch((error: unknown) => {
        const message = `segments not saved: ${error instanceof Error ? error.message : 'unknown'}`;
        engine.settings.notify({ type: 'warning-raised', cube: engine.cube.id, message });
      });
      closed = true;
      detach();
      for (const conversation of [...conversations]) conversation.close();
      segments.clear();
    },
  };
  const detach = engine.shelf.attach({
    close: () => active.close(),
    purge: (matches) => {
      const before = segments.bytes;
      const gone = segments.drop(matches);
      // also those that lost their place before they were erased: what was said behind them may quote them
      let tokens = 0;
      for (const conversation of conversations) tokens += conversation.forget(matches);
      if (gone.length + tokens === 0) return { segments: 0, bytes: 0, tokens };
      revision += 1;
      // the conversations' copies hold the same keys and values, and what was computed from them
      for (const conversation of conversations) conversation.wipe();
      const at = clock.now();
      for (const source of gone) log.push({ kind: 'invalidated', source, reason: 'erased', at });
      hot = hot.filter(({ source }) => !matches(source));
      for (const [seq, { record }] of seen) if (matches(record)) seen.delete(seq);
      checkedSeq = -1;
      return { segments: gone.length, bytes: before - segments.bytes, tokens };
    },
  });
  try {
    await engine.exclusive(async () => {
      if (stores) {
        const found = await storedSegments(engine, key);
        allSpoiled = found === undefined;
        stored = found ?? new Map();
      }
      await bringUpToDate(true);
    });
    await active.save();
  } catch (error) {
    detach();
    segments.clear();
    throw error;
  }
  return active;
}

/** `undefined` where anything cannot be read: all is computed again. */
async function storedSegments(engine: Engine, key: string): Promise<ReadonlyMap<string, Uint8Array> | undefined> {
  try {
    return await engine.shelf.bytes(key);
  } catch (error) {
    if (!isMemoryError(error, 'corrupt')) throw error;
    engine.settings.notify({ type: 'warning-raised', cube: engine.cube.id, message: error.message });
    return undefined;
  }
}
