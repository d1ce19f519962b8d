/**
 * Remembered texts as ready-made cache segments (the activation memory of MemOS, arXiv 2507.03724): promoted and
 * demoted under a token budget with logged reasons, injected into a conversation instead of being read again, and
 * invalidated with the record version that they render before anything can use them.
 */
import { isMemoryError, MemoryError } from '../../errors/index.ts';
import type { Transformer } from '../../models/transformer.ts';
import type { ColdSegment } from '../engine/cold-segment.ts';
import { makeColdSegment } from '../engine/cold-segment.ts';
import { type CacheMark, KvCache, type KvCacheOptions } from '../engine/kv-cache.ts';
import { floatFields, integerFields } from '../engine/slot-fields.ts';
import type { SourceRef } from '../engine/source-table.ts';
import {
  chooseItems,
  type MemoryItem,
  type SegmentBits,
  type SegmentChange,
  type SegmentChoice,
  type SegmentMode,
  segmentDigest,
  segmentGroup,
  segmentTokenBytes,
} from './memory-item.ts';
import { readSegmentHeads, writeSegmentHeads } from './segment-bytes.ts';

/** Settings. */
export type SegmentMemoryOptions = {
  readonly model: Transformer;
  /** Default `independent`. */
  readonly mode?: SegmentMode;
  /** Tokens that all segments may hold together. */
  readonly maxTokens: number;
  /**
   * Tokens that stand before all segments, as the beginning of a chat does: read once, held exactly and counted in no
   * budget (default: none). Chained segments have read it, independent ones see only themselves.
   */
  readonly preamble?: Int32Array;
  /** Precision of keys and values while they are held (default 32: exact); fewer in `independent` mode only. */
  readonly bits?: SegmentBits;
  /** Cache options of the conversations that {@link SegmentMemory.open} starts. */
  readonly cache?: Omit<KvCacheOptions, 'layout' | 'rope'>;
};

/** What is held of one text. */
export type HeldSegment = {
  readonly source: SourceRef;
  readonly tokens: number;
  readonly bytes: number;
  readonly strength: number;
  /** Names what its keys and values depend on; equal digests hold equal bytes. */
  readonly digest: string;
};

/** How {@link SegmentMemory.sync} decides, and what it may take instead of computing. */
export type SyncOptions<Item extends MemoryItem = MemoryItem> = {
  /** Default: the strongest that fit. */
  readonly choose?: (items: readonly Item[]) => SegmentChoice<Item>;
  /** Bytes of segments by digest, as {@link SegmentMemory.bytesOf} gave them. */
  readonly stored?: ReadonlyMap<string, Uint8Array>;
};

type Built = {
  readonly item: MemoryItem;
  readonly digest: string;
  /** Slots of every head at positions from 0 (independent mode). */
  readonly heads: readonly ColdSegment[];
  /** State of the chain before this segment (chained mode). */
  readonly mark: CacheMark | undefined;
};

const sameSource = (a: SourceRef, b: SourceRef): boolean => a.id === b.id && a.version === b.version;
const sameTokens = (a: Int32Array, b: Int32Array): boolean => a.length === b.length && a.every((x, i) => x === b[i]);

/** Segments of one model. */
export class SegmentMemory {
  readonly #options: SegmentMemoryOptions;
  readonly #mode: SegmentMode;
  readonly #bits: SegmentBits;
  readonly #preamble: Int32Array;
  #built: Built[] = [];
  #chain: KvCache;
  /** Slots of the preamble, every head, once a conversation was opened (independent mode). */
  #before: readonly ColdSegment[] | undefined;

  constructor(options: SegmentMemoryOptions) {
    this.#options = options;
    this.#mode = options.mode ?? 'independent';
    this.#bits = options.bits ?? 32;
    this.#preamble = options.preamble ?? new Int32Array();
    if (this.#bits !== 32 && this.#mode === 'chained') {
      throw new MemoryError('invalid_input', 'chained segments are held in full precision', {
        hint: 'a chain is one running cache: use independent segments with fewer bits',
      });
    }
    this.#chain = this.#newCache();
  }

  /** What is held now, in order. */
  held(): readonly HeldSegment[] {
    const tokenBytes = segmentTokenBytes(this.#options.model.layout, this.#bits);
    return this.#built.map(({ item: { source, tokens, strength }, digest }) => ({
      ...{ source, strength, digest },
      tokens: tokens.length,
      bytes: tokens.length * tokenBytes,
    }));
  }

  /** The preamble, and tokens of everything held, in order: the prompt that the segments stand for. */
  prompt(): Int32Array {
    return Int32Array.of(...this.#preamble, ...this.#built.flatMap(({ item }) => [...item.tokens]));
  }

  /** Tokens of {@link prompt}. */
  get tokens(): number {
    return this.#built.reduce((sum, { item }) => sum + item.tokens.length, this.#preamble.length);
  }

  /** Bytes of keys and values. */
  get bytes(): number {
    return this.held().reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /**
   * Makes the segments agree with the current texts: builds new ones, drops those that are gone, changed or crowded
   * out, and returns every decision with its reason. Unchanged segments are reused.
   */
  sync<Item extends MemoryItem>(items: readonly Item[], options: SyncOptions<Item> = {}): SegmentChange[] {
    const { chosen, reasons } = options.choose?.(items) ?? {
      chosen: chooseItems(items, this.#options.maxTokens),
      reasons: new Map<string, string>(),
    };
    const stored = options.stored ?? new Map<string, Uint8Array>();
    const reasonOf = (id: string, otherwise: string): string => reasons.get(id) ?? otherwise;
    const changes: SegmentChange[] = [];
    const old = this.#built;
    for (const { item } of old) {
      const now = items.find(({ source }) => source.id === item.source.id);
      if (now === undefined) changes.push({ kind: 'invalidated', source: item.source, reason: 'its record is gone' });
      else if (!sameSource(now.source, item.source) || !sameTokens(now.tokens, item.tokens)) {
        changes.push({ kind: 'invalidated', source: item.source, reason: `replaced by version ${now.source.version}` });
      } else if (!chosen.includes(now)) {
        changes.push({
          kind: 'demoted',
          source: item.source,
          reason: reasonOf(item.source.id, `strength ${now.strength} is outside the budget`),
        });
      }
    }
    const known = new Set(old.map(({ item }) => item.source.id));
    for (const item of chosen) {
      if (known.has(item.source.id)) continue;
      const reason = reasonOf(item.source.id, `strength ${item.strength} is within the budget`);
      changes.push({ kind: 'promoted', source: item.source, reason });
    }
    if (this.#mode === 'chained') this.#syncChain(chosen, changes, stored);
    else this.#syncIndependent(chosen, changes, stored);
    return changes;
  }

  /**
   * Drops segments of matching sources at once, zeroing their memory, and returns the sources dropped. In chained mode
   * the segments after the first match go too, since they were computed from it; {@link sync} rebuilds them.
   */
  drop(matches: (source: SourceRef) => boolean): SourceRef[] {
    const first = this.#built.findIndex(({ item }) => matches(item.source));
    if (first < 0) return [];
    const gone =
      this.#mode === 'chained' ? this.#built.slice(first) : this.#built.filter(({ item }) => matches(item.source));
    if (this.#mode === 'chained') this.#chain.rewind(this.#built[first]!.mark!);
    for (const { heads } of gone) wipe(heads);
    this.#built = this.#built.filter((built) => !gone.includes(built));
    return gone.map(({ item }) => item.source);
  }

  /** A new cache that holds all segments, ready for the conversation's first token at its next position. */
  open(): KvCache {
    if (this.#mode === 'chained') {
      this.#beginChain();
      const copy = this.#newCache();
      copyChain(this.#chain, copy);
      return copy;
    }
    const cache = this.#afterPreamble();
    const { kvHeads } = this.#options.model.layout;
    let shift = this.#preamble.length;
    for (const { item, heads } of this.#built) {
      const source = cache.sources.intern([item.source]);
      heads.forEach((segment, n) => {
        const store = cache.headStore(Math.floor(n / kvHeads), n % kvHeads);
        segment.fields.source.fill(source);
        store.appendSlots(segment, shift);
      });
      shift += item.tokens.length;
    }
    cache.continueFrom(shift);
    cache.noteChange();
    return cache;
  }

  /** Keys and values of a held segment as bytes, for storage. Throws `RangeError` for a digest that is not held. */
  bytesOf(digest: string): Uint8Array<ArrayBuffer> {
    const place = this.#built.findIndex((built) => built.digest === digest);
    const built = this.#built[place];
    if (built === undefined) throw new RangeError(`no segment ${digest} is held`);
    if (this.#mode === 'independent') return writeSegmentHeads(built.heads);
    const { layers, kvHeads } = this.#chain.layout;
    const ends = this.#built[place + 1]?.mark?.lengths ?? this.#chain.mark().lengths;
    return writeSegmentHeads(
      Array.from({ length: layers * kvHeads }, (_, n) => {
        const from = built.mark!.lengths[n]!;
        const locations = Int32Array.from({ length: ends[n]! - from }, (_, i) => from + i);
        return this.#chain.headStore(Math.floor(n / kvHeads), n % kvHeads).copySlots(locations)[0]!;
      }),
    );
  }

  /** Drops everything, zeroing its memory. */
  clear(): void {
    this.drop(() => true);
    this.#chain.clear();
    if (this.#before !== undefined) wipe(this.#before);
    this.#before = undefined;
  }

  /** The last token of the last segment, or of the preamble: what a model with a token shift needs to go on. */
  get lastToken(): number | undefined {
    return this.#built.at(-1)?.item.tokens.at(-1) ?? this.#preamble.at(-1);
  }

  #newCache(): KvCache {
    const { model, cache } = this.#options;
    return new KvCache({ ...cache, layout: model.layout, rope: model.rope });
  }

  /** A cache that holds the preamble alone. */
  #afterPreamble(): KvCache {
    const cache = this.#newCache();
    if (this.#preamble.length === 0) return cache;
    const { layers, kvHeads } = cache.layout;
    if (this.#before === undefined) {
      this.#options.model.forward({ tokens: this.#preamble, memory: cache, logits: 'none' });
      this.#before = Array.from({ length: layers * kvHeads }, (_, n) =>
        makeColdSegment(cache.headStore(Math.floor(n / kvHeads), n % kvHeads).hotSlots(), {}),
      );
      return cache;
    }
    this.#before.forEach((segment, n) => {
      cache.headStore(Math.floor(n / kvHeads), n % kvHeads).appendSlots(segment);
    });
    cache.continueFrom(this.#preamble.length);
    return cache;
  }

  #beginChain(): void {
    if (this.#preamble.length === 0 || this.#chain.nextPosition > 0) return;
    this.#options.model.forward({ tokens: this.#preamble, memory: this.#chain, logits: 'none' });
  }

  #syncIndependent(
    chosen: readonly MemoryItem[],
    changes: SegmentChange[],
    stored: ReadonlyMap<string, Uint8Array>,
  ): void {
    const old = this.#built;
    this.#built = chosen.map((item) => {
      const kept = old.find(
        (built) => sameSource(built.item.source, item.source) && sameTokens(built.item.tokens, item.tokens),
      );
      if (kept !== undefined) return { ...kept, item };
      const digest = segmentDigest('', item);
      const heads = this.#restored(stored.get(digest), item, changes) ?? this.#read(item);
      return { item, digest, heads, mark: undefined };
    });
    for (const { heads } of old) if (!this.#built.some((built) => built.heads === heads)) wipe(heads);
  }

  /** Heads from storage; `undefined` where there are none or they cannot be read, which is no loss but time. */
  #restored(
    bytes: Uint8Array | undefined,
    item: MemoryItem,
    changes: SegmentChange[],
  ): readonly ColdSegment[] | undefined {
    if (bytes === undefined) return undefined;
    const { source } = item;
    try {
      const heads = readSegmentHeads(bytes, this.#options.model.layout);
      if (heads.some(({ count }) => count !== item.tokens.length)) return undefined;
      changes.push({ kind: 'restored', source, reason: 'its keys and values were stored' });
      return heads;
    } catch (error) {
      if (!isMemoryError(error, 'corrupt')) throw error;
      changes.push({ kind: 'rebuilt', source, reason: `what was stored of it cannot be read: ${error.message}` });
      return undefined;
    }
  }

  #read({ tokens }: MemoryItem): ColdSegment[] {
    const { model } = this.#options;
    const cache = this.#newCache();
    model.forward({ tokens, memory: cache, logits: 'none' });
    const { layers, kvHeads } = model.layout;
    const bits = this.#bits;
    // scales along channels: a short text has few tokens to share one, and every token takes equal room
    const encoding =
      bits === 32 ? {} : { keyBits: bits, valueBits: bits, group: segmentGroup, keyScales: 'channels' as const };
    const heads = Array.from({ length: layers * kvHeads }, (_, n) =>
      makeColdSegment(cache.headStore(Math.floor(n / kvHeads), n % kvHeads).hotSlots(), encoding),
    );
    cache.clear();
    return heads;
  }

  #syncChain(chosen: readonly MemoryItem[], changes: SegmentChange[], stored: ReadonlyMap<string, Uint8Array>): void {
    this.#beginChain();
    let agree = 0;
    while (
      agree < chosen.length &&
      agree < this.#built.length &&
      sameSource(this.#built[agree]!.item.source, chosen[agree]!.source) &&
      sameTokens(this.#built[agree]!.item.tokens, chosen[agree]!.tokens)
    ) {
      agree++;
    }
    const later = this.#built.slice(agree);
    if (later[0] !== undefined) this.#chain.rewind(later[0].mark!);
    this.#built = this.#built.slice(0, agree).map((built, n) => ({ ...built, item: chosen[n]! }));
    for (const item of chosen.slice(agree)) {
      const mark = this.#chain.mark();
      const digest = segmentDigest(this.#built.at(-1)?.digest ?? this.#preamble.join(' '), item);
      const heads = this.#restored(stored.get(digest), item, changes);
      if (heads === undefined) this.#readOn(item);
      else this.#appendToChain(item, heads);
      this.#built.push({ item, digest, heads: [], mark });
      if (later.some((built) => sameSource(built.item.source, item.source))) {
        changes.push({ kind: 'rebuilt', source: item.source, reason: 'a text before it changed' });
      }
    }
  }

  #readOn({ source, tokens }: MemoryItem): void {
    const previous = this.lastToken;
    this.#chain.openSource(source);
    this.#options.model.forward({
      tokens,
      memory: this.#chain,
      positions: this.#chain.nextPosition,
      logits: 'none',
      ...(previous !== undefined && { previousToken: previous }),
    });
    this.#chain.openSource(undefined);
  }

  #appendToChain({ source, tokens }: MemoryItem, heads: readonly ColdSegment[]): void {
    const index = this.#chain.sources.intern([source]);
    const { kvHeads } = this.#chain.layout;
    heads.forEach((segment, n) => {
      segment.fields.source.fill(index);
      this.#chain.headStore(Math.floor(n / kvHeads), n % kvHeads).appendSlots(segment);
    });
    this.#chain.continueFrom(this.#chain.nextPosition + tokens.length);
  }
}

/** Copies contents, sources and position of the chain into a conversation's cache. */
function copyChain(chain: KvCache, into: KvCache): void {
  const { layers, kvHeads } = chain.layout;
  for (const refs of chain.sources.entries()) into.sources.intern(refs);
  for (let n = 0; n < layers * kvHeads; n++) {
    const from = chain.headStore(Math.floor(n / kvHeads), n % kvHeads);
    into.headStore(Math.floor(n / kvHeads), n % kvHeads).appendSlots(makeColdSegment(from.hotSlots(), {}));
  }
  into.continueFrom(chain.nextPosition);
  into.noteChange();
}

function wipe(heads: readonly ColdSegment[]): void {
  for (const { keys, values, fields } of heads) {
    for (const matrix of [keys, values]) {
      if (matrix.kind === 'codes') for (const part of [matrix.codes, matrix.scales, matrix.zeros]) part.fill(0);
      else matrix.data.fill(0);
    }
    for (const name of [...integerFields, ...floatFields]) fields[name].fill(0);
  }
}
