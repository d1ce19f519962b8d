/**
 * The key-value cache of one sequence: ragged heads on a paged pool, every slot with its position, source and
 * precision. The model writes through {@link KvCache.attend}; policies look at a {@link KvCache.view} and return
 * plans that {@link KvCache.apply} carries out.
 */
import type { AttentionMemory, AttentionRequest, HeadLayout } from '../../models/attention-memory.ts';
import type { Rope } from '../../models/rope.ts';
import { type SeededRandom, seededRandom } from '../../tensor/index.ts';
import type { CachePlan, CacheView, HeadView, PolicyNeeds, QueryWindow } from '../cache-policy.ts';
import { applyActions } from './apply-plan.ts';
import { attendHead } from './attend-head.ts';
import { HeadStore, type KeyRotation } from './head-store.ts';
import { PagePool } from './page-pool.ts';
import { slotFieldBytes } from './slot-fields.ts';
import { type SourceRef, SourceTable } from './source-table.ts';

/** Gives every new token a log retention per key-value head: [count, kvHeads]. */
export type RetentionGate = {
  logRetention(layer: number, normed: Float32Array, count: number): Float32Array;
};

/** How a cache is made. */
export type KvCacheOptions = {
  readonly layout: HeadLayout;
  readonly rope: Rope;
  /** Pool to draw pages from (default: one of its own). */
  readonly pool?: PagePool;
  /** `stored` (default) rotates keys once; `deferred` keeps them unrotated and rotates on every read. */
  readonly keyRotation?: KeyRotation;
  /** Accumulate attention per slot (default false). */
  readonly trackAttention?: boolean;
  /** Recent queries to keep per layer (default 0). */
  readonly queryWindow?: number;
  readonly gate?: RetentionGate;
  /** `false` lets new tokens of one request see each other both ways (default true). */
  readonly causal?: boolean;
};

/** Sizes of a cache. */
export type CacheStats = {
  /** Slots over all heads. */
  readonly entries: number;
  /** Slots by head, layer-major. */
  readonly headLengths: readonly number[];
  /** Keys, values, scales and masks as stored. */
  readonly contentBytes: number;
  /** Positions, sources, weights and statistics. */
  readonly bookkeepingBytes: number;
};

/** A point to go back to with {@link KvCache.rewind}. */
export type CacheMark = {
  readonly revision: number;
  readonly lengths: readonly number[];
  readonly nextPosition: number;
};

/** Options that satisfy a policy's needs. */
export function trackingFor(needs: PolicyNeeds): Pick<KvCacheOptions, 'trackAttention' | 'queryWindow'> {
  return { trackAttention: needs.attention === 'accumulated', queryWindow: needs.queries };
}

/** One sequence's cache. */
export class KvCache implements AttentionMemory {
  readonly layout: HeadLayout;
  readonly sources: SourceTable;
  readonly #options: KvCacheOptions;
  readonly #pool: PagePool;
  #heads: HeadStore[];
  #queries: { position: number; row: Float32Array }[][];
  #nextPosition = 0;
  #revision = 0;
  #quiet = false;
  #offloaded = new Map<string, readonly SourceRef[]>();
  #openSource = -1;
  #openSourceFrom: number | undefined;

  constructor(options: KvCacheOptions) {
    this.#options = options;
    this.layout = options.layout;
    this.#pool = options.pool ?? new PagePool({ headSize: options.layout.headSize });
    this.sources = new SourceTable();
    const { layers, kvHeads } = options.layout;
    this.#heads = Array.from(
      { length: layers * kvHeads },
      () => new HeadStore(this.#pool, options.rope, options.keyRotation ?? 'stored'),
    );
    this.#queries = Array.from({ length: layers }, () => []);
  }

  /** Position that the next token should take. */
  get nextPosition(): number {
    return this.#nextPosition;
  }

  /** Changes whenever plans, drops or loads change what is stored. */
  get revision(): number {
    return this.#revision;
  }

  /** Tokens stored from now on come from this source; `undefined` ends it. */
  openSource(source: SourceRef | undefined): void {
    this.#openSource = source === undefined ? -1 : this.sources.intern([source]);
    this.#openSourceFrom = undefined;
  }

  attend(request: AttentionRequest): Float32Array {
    const { layout } = this;
    const { layer, count, positions, queries, keys, values, normed } = request;
    const { heads, kvHeads, headSize } = layout;
    const retention = this.#options.gate?.logRetention(layer, normed, count);
    const out = new Float32Array(count * heads * headSize);
    if (layer === 0 && this.#openSource >= 0) this.#openSourceFrom ??= positions[0]!;
    for (let h = 0; h < kvHeads; h++) {
      const store = this.#heads[layer * kvHeads + h]!;
      for (let r = 0; r < count; r++) {
        const from = (r * kvHeads + h) * headSize;
        store.append(keys.subarray(from, from + headSize), values.subarray(from, from + headSize), {
          position: positions[r]!,
          source: this.#openSource,
          span: positions[r]! - (this.#openSourceFrom ?? positions[r]!),
          logRetention: retention?.[r * kvHeads + h] ?? 0,
        });
      }
      attendHead({
        runs: store.runs(),
        length: store.length,
        count,
        headSize,
        firstQuery: (h * heads) / kvHeads,
        group: heads / kvHeads,
        heads,
        queries,
        out,
        causal: this.#options.causal ?? true,
        track: !this.#quiet && this.#options.trackAttention === true,
        onWeights: request.onWeights,
      });
    }
    if (!this.#quiet) this.#rememberQueries(request);
    if (layer === layout.layers - 1) this.#nextPosition = Math.max(this.#nextPosition, positions[count - 1]! + 1);
    return out;
  }

  /** What policies see. Heads are read when first asked for; `random` (default seeded by the revision) is theirs. */
  view(options: { readonly random?: SeededRandom; readonly futureQueries?: QueryWindow } = {}): CacheView {
    const cached: (HeadView | undefined)[] = [];
    const { kvHeads } = this.layout;
    const heads = Array.from({ length: this.#heads.length }) as HeadView[];
    for (let n = 0; n < heads.length; n++) {
      Object.defineProperty(heads, n, {
        enumerable: true,
        get: () => {
          cached[n] ??= this.#headView(Math.floor(n / kvHeads), n % kvHeads);
          return cached[n];
        },
      });
    }
    const window = this.#queries[0]!;
    return {
      revision: this.#revision,
      layout: this.layout,
      nextPosition: this.#nextPosition,
      heads,
      random: options.random ?? seededRandom(`cache ${this.#revision}`),
      ...(window.length > 0 && {
        queries: {
          positions: Int32Array.from(window, ({ position }) => position),
          layer: (layer: number) => concatenated(this.#queries[layer]!.map(({ row }) => row)),
        },
      }),
      ...(options.futureQueries && { futureQueries: options.futureQueries }),
    };
  }

  /** Carries out a plan. Throws `conflict` for a plan made from an older view, `invalid_input` for a malformed one. */
  apply(plan: CachePlan): void {
    applyActions(this, plan);
    this.#revision++;
  }

  /** The store of one head, for the engine's own parts. */
  headStore(layer: number, head: number): HeadStore {
    return this.#heads[layer * this.layout.kvHeads + head]!;
  }

  /** Drops every slot that came, wholly or in part, from a matching source; returns how many. */
  dropSources(matches: (source: SourceRef) => boolean): number {
    let dropped = 0;
    for (const store of this.#heads) {
      const kept: number[] = [];
      for (let location = 0; location < store.length; location++) {
        const { fields, at } = store.fieldsAt(location);
        if (!this.sources.get(fields.source[at]!).some(matches)) kept.push(location);
      }
      dropped += store.length - kept.length;
      if (kept.length < store.length) store.keep(Int32Array.from(kept));
    }
    // remembered queries were computed from the dropped tokens too
    if (dropped > 0) for (const rows of this.#queries) rows.length = 0;
    if (dropped > 0) this.#revision++;
    return dropped;
  }

  /** Pages that `count` more tokens would take from the pool, over all heads. */
  pagesFor(count: number): number {
    return this.#heads.reduce((sum, store) => sum + store.pagesFor(count), 0);
  }

  /** Sizes now. */
  stats(): CacheStats {
    const headLengths = this.#heads.map((store) => store.length);
    const entries = headLengths.reduce((a, b) => a + b, 0);
    return {
      entries,
      headLengths,
      contentBytes: this.#heads.reduce((sum, store) => sum + store.contentBytes, 0),
      bookkeepingBytes: entries * slotFieldBytes,
    };
  }

  /** A point to return to. */
  mark(): CacheMark {
    return {
      revision: this.#revision,
      lengths: this.#heads.map((store) => store.length),
      nextPosition: this.#nextPosition,
    };
  }

  /** Drops what was appended since the mark; only while no plan has been applied in between. */
  rewind(mark: CacheMark): void {
    if (mark.revision !== this.#revision) throw new RangeError('the cache was changed by a plan since the mark');
    this.#heads.forEach((store, n) => {
      store.truncate(mark.lengths[n]!);
    });
    this.#nextPosition = mark.nextPosition;
  }

  /** Runs `body` without touching statistics and drops whatever it appended (pseudo tokens). */
  probe<T>(body: () => T): T {
    const mark = this.mark();
    this.#quiet = true;
    try {
      return body();
    } finally {
      this.#quiet = false;
      this.rewind(mark);
    }
  }

  /** An independent copy, in its own pool unless one is given. */
  clone(pool: PagePool = new PagePool({ headSize: this.layout.headSize })): KvCache {
    const copy = new KvCache({ ...this.#options, pool });
    copy.#heads = this.#heads.map((store) => store.clone(pool));
    copy.#queries = this.#queries.map((rows) => [...rows]);
    copy.#nextPosition = this.#nextPosition;
    copy.#revision = this.#revision;
    copy.#offloaded = new Map(this.#offloaded);
    for (const refs of this.sources.entries()) copy.sources.intern(refs);
    return copy;
  }

  /** Tickets of slots that were moved to storage, with the sources that they hold. */
  offloaded(): { readonly ticket: string; readonly sources: readonly SourceRef[] }[] {
    return [...this.#offloaded].map(([ticket, sources]) => ({ ticket, sources }));
  }

  /** Records that slots went to storage (called by the engine's own transfer). */
  noteOffload(ticket: string, sources: readonly SourceRef[]): void {
    this.#offloaded.set(ticket, sources);
  }

  /** Records that a ticket is no longer in storage. */
  noteRecall(ticket: string): void {
    this.#offloaded.delete(ticket);
  }

  /** Makes older views and marks invalid. */
  noteChange(): void {
    this.#revision++;
  }

  /** Gives all pages back to the pool. */
  clear(): void {
    for (const store of this.#heads) store.keep(new Int32Array());
    for (const rows of this.#queries) rows.length = 0;
    this.#nextPosition = 0;
    this.#revision++;
  }

  /** Sets the position of the next token (after loading segments, for instance). */
  continueFrom(position: number): void {
    this.#nextPosition = position;
  }

  #rememberQueries({ layer, count, positions, queries }: AttentionRequest): void {
    const keep = this.#options.queryWindow ?? 0;
    if (keep === 0) return;
    const width = this.layout.heads * this.layout.headSize;
    const rows = this.#queries[layer]!;
    for (let r = Math.max(0, count - keep); r < count; r++) {
      rows.push({ position: positions[r]!, row: queries.slice(r * width, (r + 1) * width) });
    }
    rows.splice(0, Math.max(0, rows.length - keep));
  }

  #headView(layer: number, head: number): HeadView {
    const store = this.headStore(layer, head);
    const order = store.order();
    const length = order.length;
    const view = {
      positions: new Int32Array(length),
      mass: new Float32Array(length),
      attention: new Float32Array(length),
      lastAttention: new Float32Array(length),
      logRetention: new Float32Array(length),
    };
    order.forEach((location, i) => {
      const { fields, at } = store.fieldsAt(location);
      view.positions[i] = fields.position[at]!;
      view.mass[i] = fields.mass[at]!;
      view.attention[i] = fields.attention[at]!;
      view.lastAttention[i] = fields.lastAttention[at]!;
      view.logRetention[i] = fields.logRetention[at]!;
    });
    return { layer, head, length, ...view, ...store.read(order) };
  }
}

function concatenated(parts: readonly Float32Array[]): Float32Array {
  const out = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
