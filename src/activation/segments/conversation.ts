/**
 * A conversation that starts with what is remembered and never goes on with anything that is not true any more: before
 * every token the segments are compared with the memory, and where they have changed, the conversation's own tokens are
 * read again behind the segments of now. Tokens that came after a segment which was revised or erased since may quote
 * it: they are dropped.
 */
import { MemoryError, throwIfAborted } from '../../errors/index.ts';
import { type SamplingOptions, sampleToken } from '../../models/generate.ts';
import type { Transformer } from '../../models/transformer.ts';
import { type SeededRandom, seededRandom } from '../../tensor/index.ts';
import type { KvCache } from '../engine/kv-cache.ts';
import type { SourceRef } from '../engine/source-table.ts';
import type { SegmentMemory } from './segment-memory.ts';

/** What a conversation runs on. */
export type ConversationOptions = {
  readonly model: Transformer;
  readonly segments: SegmentMemory;
  /** Brings the segments up to date and gives a number that changes whenever they did. */
  readonly current: () => Promise<number>;
  /** Whether a record version that was injected before still holds (default: while its segment is held). */
  readonly holds?: (source: SourceRef) => boolean;
  /** Told whenever the conversation was read again because its memories had changed, with its length in tokens. */
  readonly onReread?: (tokens: number) => void;
  /** Told whenever tokens of the conversation were dropped. */
  readonly onDropped?: (dropped: DroppedTokens) => void;
  readonly onClose?: (conversation: Conversation) => void;
};

/** Tokens that a conversation lost, since they came after memories that do not hold any more and may quote them. */
export type DroppedTokens = {
  readonly tokens: number;
  /** The record versions concerned. */
  readonly sources: readonly SourceRef[];
};

/** A prompt to answer. */
export type ReplyRequest = SamplingOptions & {
  readonly prompt: Int32Array;
  readonly maxTokens: number;
  /** Tokens that end the reply; they are not returned. */
  readonly stopTokens?: readonly number[];
  /** Default: a fixed stream (irrelevant at temperature 0). */
  readonly random?: SeededRandom;
  readonly signal?: AbortSignal;
};

const keyOf = ({ id, version }: SourceRef): string => `${id} ${version}`;

/** One growing sequence behind the segments of a memory. */
export class Conversation {
  readonly #options: ConversationOptions;
  #cache: KvCache | undefined;
  #revision: number | undefined;
  #tokens: number[] = [];
  /** Record versions that were injected, with the number of own tokens at the time. */
  readonly #seen = new Map<string, { readonly source: SourceRef; readonly from: number }>();
  readonly #dropped: DroppedTokens[] = [];
  #closed = false;

  constructor(options: ConversationOptions) {
    this.#options = options;
  }

  /** The conversation's own tokens so far, memories not counted. */
  get tokens(): readonly number[] {
    return this.#tokens;
  }

  /** What was dropped so far, oldest first. */
  get dropped(): readonly DroppedTokens[] {
    return this.#dropped;
  }

  /** The cache as it stands; `undefined` before the first token and after a wipe. */
  get cache(): KvCache | undefined {
    return this.#cache;
  }

  /**
   * Reads tokens and returns the logits after the last one, behind what is left of the conversation (see `dropped`).
   * Throws `closed`, `invalid_input` for no tokens.
   */
  async read(tokens: Int32Array): Promise<Float32Array> {
    if (tokens.length === 0) throw new MemoryError('invalid_input', 'there are no tokens to read');
    return this.#append(await this.#ready(), tokens);
  }

  #append(cache: KvCache, tokens: Int32Array): Float32Array {
    const logits = this.#forward(cache, tokens, 'last');
    for (const token of tokens) this.#tokens.push(token);
    return logits;
  }

  /**
   * Answers a prompt token by token; both stay in the conversation. Throws `conflict` when a memory that the reply may
   * quote was revised or erased meanwhile: the conversation has dropped prompt and reply by then.
   */
  async *generate(request: ReplyRequest): AsyncGenerator<number, void, undefined> {
    const { prompt, maxTokens, stopTokens = [], random = seededRandom('conversation'), signal } = request;
    let logits = await this.read(prompt);
    const drops = this.#dropped.length;
    for (let n = 0; n < maxTokens; n++) {
      throwIfAborted(signal);
      const token = sampleToken(logits, request, random);
      if (stopTokens.includes(token)) return;
      yield token;
      const cache = await this.#ready();
      if (this.#dropped.length > drops) {
        throw new MemoryError('conflict', 'a memory that this reply may quote was revised or erased meanwhile', {
          hint: 'ask again: the conversation goes on from what came before that memory',
        });
      }
      logits = this.#append(cache, Int32Array.of(token));
    }
  }

  /**
   * Drops, out of memory and at once, what was said since the first of the matching record versions was injected, and
   * gives the number of tokens.
   */
  forget(matches: (source: SourceRef) => boolean): number {
    const gone = [...this.#seen.values()].filter(({ source }) => matches(source));
    if (gone.length === 0) return 0;
    const { length } = this.#tokens;
    const from = gone.reduce((least, one) => Math.min(least, one.from), length);
    for (const { source } of gone) this.#seen.delete(keyOf(source));
    for (const [key, { source, from: at }] of this.#seen) if (at > from) this.#seen.set(key, { source, from });
    // what was read behind them was computed from them
    this.wipe();
    if (from === length) return 0;
    this.#tokens.fill(0, from);
    this.#tokens = this.#tokens.slice(0, from);
    const dropped: DroppedTokens = { tokens: length - from, sources: gone.map(({ source }) => source) };
    this.#dropped.push(dropped);
    this.#options.onDropped?.(dropped);
    return dropped.tokens;
  }

  /** Zeroes keys and values at once; the tokens stay, and are read again before the next one. */
  wipe(): void {
    this.#cache?.clear();
    this.#cache = undefined;
  }

  /** Ends the conversation and zeroes what it holds. */
  close(): void {
    this.wipe();
    this.#tokens.fill(0);
    this.#tokens = [];
    this.#seen.clear();
    this.#closed = true;
    this.#options.onClose?.(this);
  }

  async #ready(): Promise<KvCache> {
    if (this.#closed) throw new MemoryError('closed', 'this conversation was closed', { hint: 'open another one' });
    const revision = await this.#options.current();
    if (this.#cache !== undefined && revision === this.#revision) return this.#cache;
    const before = this.#revision;
    const held = this.#options.segments.held().map(({ source }) => source);
    const heldKeys = new Set(held.map(keyOf));
    this.forget((source) => !heldKeys.has(keyOf(source)) && this.#options.holds?.(source) !== true);
    this.wipe();
    for (const source of held) {
      if (!this.#seen.has(keyOf(source))) this.#seen.set(keyOf(source), { source, from: this.#tokens.length });
    }
    const cache = this.#options.segments.open();
    this.#cache = cache;
    this.#revision = revision;
    if (this.#tokens.length > 0) {
      this.#forward(cache, Int32Array.from(this.#tokens), 'none');
      if (before !== undefined) this.#options.onReread?.(this.#tokens.length);
    }
    return cache;
  }

  #forward(cache: KvCache, tokens: Int32Array, logits: 'last' | 'none'): Float32Array {
    const { model, segments } = this.#options;
    const fresh = cache.nextPosition === segments.tokens;
    const previousToken = fresh ? segments.lastToken : this.#tokens.at(-1);
    return model.forward({
      tokens,
      memory: cache,
      positions: cache.nextPosition,
      logits,
      ...(previousToken !== undefined && { previousToken }),
    }).data as Float32Array;
  }
}
