/**
 * Continuous batching: many sequences share one page pool. Each step every running sequence draws one token; waiting
 * ones join when their prompt fits; when pages run out, the youngest sequence gives its cache back and is read again
 * later. Outputs do not depend on who else is running or on the size of the pool.
 */
import { MemoryError } from '../../errors/index.ts';
import { type SamplingOptions, sampleToken } from '../../models/generate.ts';
import type { Transformer } from '../../models/transformer.ts';
import type { SeededRandom } from '../../tensor/index.ts';
import type { CacheBudget, CachePolicy } from '../cache-policy.ts';
import { applyPolicy } from './apply-policy.ts';
import { KvCache, trackingFor } from './kv-cache.ts';
import type { PagePool } from './page-pool.ts';

/** One generation to run. */
export type SequenceRequest = SamplingOptions & {
  readonly id: string;
  readonly prompt: Int32Array;
  readonly maxTokens: number;
  readonly stopTokens?: readonly number[];
  /** The sequence's own stream. */
  readonly random: SeededRandom;
};

/** What a step did to a sequence. */
export type SequenceEvent =
  | { readonly kind: 'started' | 'preempted' | 'finished'; readonly id: string }
  | { readonly kind: 'token'; readonly id: string; readonly token: number };

/** Settings. */
export type SequenceBatchOptions = {
  readonly model: Transformer;
  readonly pool: PagePool;
  /** Compresses each sequence after its steps; a preempted sequence is compressed anew, which may differ. */
  readonly policy?: { readonly policy: CachePolicy; readonly budget: CacheBudget };
};

type Running = { readonly request: SequenceRequest; readonly tokens: number[]; cache: KvCache | undefined };

/** Runs sequences together. */
export class SequenceBatch {
  readonly #options: SequenceBatchOptions;
  #waiting: Running[] = [];
  #running: Running[] = [];

  constructor(options: SequenceBatchOptions) {
    this.#options = options;
  }

  /** Sequences that are not finished. */
  get unfinished(): number {
    return this.#waiting.length + this.#running.length;
  }

  /** Queues a sequence. Throws `budget_exceeded` when it could never fit, even alone. */
  submit(request: SequenceRequest): void {
    const pages = this.#newCache().pagesFor(request.prompt.length + request.maxTokens);
    if (pages > this.#options.pool.maxPages) {
      throw new MemoryError('budget_exceeded', `sequence ${request.id} may need ${pages} pages`, {
        hint: 'raise maxPages, shorten the prompt, or lower maxTokens',
      });
    }
    this.#waiting.push({ request, tokens: [], cache: undefined });
  }

  /** Draws one token for every running sequence, admitting and preempting as pages allow. */
  step(): SequenceEvent[] {
    const events: SequenceEvent[] = [];
    this.#admit();
    for (const sequence of [...this.#running]) {
      if (!this.#running.includes(sequence)) continue;
      const fresh = sequence.cache === undefined;
      const unread = fresh ? [...sequence.request.prompt, ...sequence.tokens] : sequence.tokens.slice(-1);
      sequence.cache ??= this.#newCache();
      if (!this.#makeRoom(sequence, unread.length, events)) continue;
      if (fresh) events.push({ kind: 'started', id: sequence.request.id });
      const token = this.#draw(sequence, Int32Array.from(unread));
      const ended = token === undefined || sequence.tokens.length >= sequence.request.maxTokens;
      if (token !== undefined) events.push({ kind: 'token', id: sequence.request.id, token });
      if (ended) this.#finish(sequence, events);
    }
    return events;
  }

  #newCache(): KvCache {
    const { model, pool, policy } = this.#options;
    return new KvCache({
      layout: model.layout,
      rope: model.rope,
      pool,
      ...(policy && trackingFor(policy.policy.needs)),
    });
  }

  #admit(): void {
    let promised = 0;
    while (this.#waiting.length > 0) {
      const next = this.#waiting[0]!;
      const pages = this.#newCache().pagesFor(next.request.prompt.length + next.tokens.length + 1);
      if (promised + pages > this.#options.pool.freePages && this.#running.length > 0) return;
      promised += pages;
      this.#running.push(this.#waiting.shift()!);
    }
  }

  /** Preempts younger sequences until `unread` tokens fit; false when this one had to go back itself. */
  #makeRoom(sequence: Running, unread: number, events: SequenceEvent[]): boolean {
    // pseudo tokens of a policy need room for a moment
    const count = unread + (this.#options.policy?.policy.needs.futureQueries ?? 0);
    while (sequence.cache!.pagesFor(count) > this.#options.pool.freePages) {
      const youngest = this.#running.at(-1)!;
      youngest.cache?.clear();
      youngest.cache = undefined;
      this.#running.pop();
      this.#waiting.unshift(youngest);
      events.push({ kind: 'preempted', id: youngest.request.id });
      if (youngest === sequence) return false;
    }
    return true;
  }

  #draw(sequence: Running, tokens: Int32Array): number | undefined {
    const { model, policy } = this.#options;
    const { request, cache } = sequence;
    const position = request.prompt.length + sequence.tokens.length - tokens.length;
    const before = position === 0 ? undefined : [...request.prompt, ...sequence.tokens][position - 1];
    const { data } = model.forward({
      tokens,
      memory: cache!,
      positions: position,
      ...(before !== undefined && { previousToken: before }),
    });
    if (policy !== undefined) applyPolicy(cache!, policy.policy, { model, budget: policy.budget });
    const token = sampleToken(data as Float32Array, request, request.random);
    if (request.stopTokens?.includes(token)) return undefined;
    sequence.tokens.push(token);
    return token;
  }

  #finish(sequence: Running, events: SequenceEvent[]): void {
    sequence.cache?.clear();
    this.#running = this.#running.filter((other) => other !== sequence);
    events.push({ kind: 'finished', id: sequence.request.id });
  }
}
