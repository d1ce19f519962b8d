/**
 * Remembered texts as ready-made cache segments (the activation memory of MemOS, arXiv 2507.03724): promoted and
 * demoted under a token budget with logged reasons, injected into a conversation instead of being read again, and
 * invalidated with the record version that they render before anything can use them.
 */
import { MemoryError } from '../../errors/index.ts';
import type { Transformer } from '../../models/transformer.ts';
import type { ColdSegment } from '../engine/cold-segment.ts';
import { makeColdSegment } from '../engine/cold-segment.ts';
import { type CacheMark, KvCache, type KvCacheOptions } from '../engine/kv-cache.ts';
import { floatFields, integerFields } from '../engine/slot-fields.ts';
import type { SourceRef } from '../engine/source-table.ts';
import { chooseItems, type MemoryItem, type SegmentChange, type SegmentMode } from './memory-item.ts';

/** Settings. */
export type SegmentMemoryOptions = {
  readonly model: Transformer;
  /** Default `independent`. */
  readonly mode?: SegmentMode;
  /** Tokens that all segments may hold together. */
  readonly maxTokens: number;
  /** Cache options of the conversations that {@link SegmentMemory.open} starts. */
  readonly cache?: Omit<KvCacheOptions, 'layout' | 'rope'>;
};

type Built = {
  readonly item: MemoryItem;
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
  #built: Built[] = [];
  #chain: KvCache;

  constructor(options: SegmentMemoryOptions) {
    this.#options = options;
    this.#mode = options.mode ?? 'independent';
    if (options.model.config.tokenShift && this.#mode === 'independent') {
      // the first token of a text would have to know the token before it, which depends on its place
      throw new MemoryError('unsupported', 'models with a token shift cannot have independent segments', {
        hint: "use mode 'chained'",
      });
    }
    this.#chain = this.#newCache();
  }

  /** What is held now, in order. */
  held(): readonly { readonly source: SourceRef; readonly tokens: number }[] {
    return this.#built.map(({ item }) => ({ source: item.source, tokens: item.tokens.length }));
  }

  /** Bytes of keys and values. */
  get bytes(): number {
    const { layers, kvHeads, headSize } = this.#options.model.layout;
    return this.held().reduce((sum, { tokens }) => sum + tokens * layers * kvHeads * headSize * 8, 0);
  }

  /**
   * Makes the segments agree with the current texts: builds new ones, drops those that are gone, changed or crowded
   * out, and returns every decision with its reason. Unchanged segments are reused.
   */
  sync(items: readonly MemoryItem[]): SegmentChange[] {
    const chosen = chooseItems(items, this.#options.maxTokens);
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
          reason: `strength ${now.strength} is outside the budget`,
        });
      }
    }
    const known = new Set(old.map(({ item }) => item.source.id));
    for (const item of chosen) {
      if (known.has(item.source.id)) continue;
      changes.push({ kind: 'promoted', source: item.source, reason: `strength ${item.strength} is within the budget` });
    }
    if (this.#mode === 'chained') this.#syncChain(chosen, changes);
    else this.#syncIndependent(chosen);
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
      const copy = this.#newCache();
      copyChain(this.#chain, copy);
      return copy;
    }
    const cache = this.#newCache();
    const { kvHeads } = this.#options.model.layout;
    let shift = 0;
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

  /** The last token of the last segment: what a model with a token shift needs to go on. */
  get lastToken(): number | undefined {
    return this.#built.at(-1)?.item.tokens.at(-1);
  }

  #newCache(): KvCache {
    const { model, cache } = this.#options;
    return new KvCache({ ...cache, layout: model.layout, rope: model.rope });
  }

  #syncIndependent(chosen: readonly MemoryItem[]): void {
    const old = this.#built;
    this.#built = chosen.map((item) => {
      const kept = old.find(
        (built) => sameSource(built.item.source, item.source) && sameTokens(built.item.tokens, item.tokens),
      );
      return kept === undefined ? { item, heads: this.#read(item), mark: undefined } : { ...kept, item };
    });
    for (const { heads } of old) if (!this.#built.some((built) => built.heads === heads)) wipe(heads);
  }

  #read({ tokens }: MemoryItem): ColdSegment[] {
    const { model } = this.#options;
    const cache = this.#newCache();
    model.forward({ tokens, memory: cache, logits: 'none' });
    const { layers, kvHeads } = model.layout;
    const heads = Array.from({ length: layers * kvHeads }, (_, n) =>
      makeColdSegment(cache.headStore(Math.floor(n / kvHeads), n % kvHeads).hotSlots(), {}),
    );
    cache.clear();
    return heads;
  }

  #syncChain(chosen: readonly MemoryItem[], changes: SegmentChange[]): void {
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
      const previous = this.lastToken;
      this.#chain.openSource(item.source);
      this.#options.model.forward({
        tokens: item.tokens,
        memory: this.#chain,
        positions: this.#chain.nextPosition,
        logits: 'none',
        ...(previous !== undefined && { previousToken: previous }),
      });
      this.#chain.openSource(undefined);
      this.#built.push({ item, heads: [], mark });
      if (later.some((built) => sameSource(built.item.source, item.source))) {
        changes.push({ kind: 'rebuilt', source: item.source, reason: 'a text before it changed' });
      }
    }
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
    if (keys.kind === 'float') keys.data.fill(0);
    if (values.kind === 'float') values.data.fill(0);
    for (const name of [...integerFields, ...floatFields]) fields[name].fill(0);
  }
}
