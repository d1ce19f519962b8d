/**
 * A conversation that starts with what is remembered and never goes on with anything that is not true any more: before
 * every token the segments are compared with the memory, and where they have changed, the conversation's own tokens are
 * read again behind the segments of now.
 */
import { MemoryError, throwIfAborted } from '../../errors/index.ts';
import { type SamplingOptions, sampleToken } from '../../models/generate.ts';
import type { Transformer } from '../../models/transformer.ts';
import { type SeededRandom, seededRandom } from '../../tensor/index.ts';
import type { KvCache } from '../engine/kv-cache.ts';
import type { SegmentMemory } from './segment-memory.ts';

/** What a conversation runs on. */
export type ConversationOptions = {
  readonly model: Transformer;
  readonly segments: SegmentMemory;
  /** Brings the segments up to date and gives a number that changes whenever they did. */
  readonly current: () => Promise<number>;
  /** Told whenever the conversation was read again because its memories had changed, with its length in tokens. */
  readonly onReread?: (tokens: number) => void;
  readonly onClose?: (conversation: Conversation) => void;
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

/** One growing sequence behind the segments of a memory. */
export class Conversation {
  readonly #options: ConversationOptions;
  #cache: KvCache | undefined;
  #revision: number | undefined;
  #tokens: number[] = [];
  #closed = false;

  constructor(options: ConversationOptions) {
    this.#options = options;
  }

  /** The conversation's own tokens so far, memories not counted. */
  get tokens(): readonly number[] {
    return this.#tokens;
  }

  /** The cache as it stands; `undefined` before the first token and after a wipe. */
  get cache(): KvCache | undefined {
    return this.#cache;
  }

  /** Reads tokens and returns the logits after the last one. Throws `closed`, `invalid_input` for no tokens. */
  async read(tokens: Int32Array): Promise<Float32Array> {
    if (tokens.length === 0) throw new MemoryError('invalid_input', 'there are no tokens to read');
    const cache = await this.#ready();
    const logits = this.#forward(cache, tokens, 'last');
    for (const token of tokens) this.#tokens.push(token);
    return logits;
  }

  /** Answers a prompt token by token; both stay in the conversation. */
  async *generate(request: ReplyRequest): AsyncGenerator<number, void, undefined> {
    const { prompt, maxTokens, stopTokens = [], random = seededRandom('conversation'), signal } = request;
    let logits = await this.read(prompt);
    for (let n = 0; n < maxTokens; n++) {
      throwIfAborted(signal);
      const token = sampleToken(logits, request, random);
      if (stopTokens.includes(token)) return;
      yield token;
      logits = await this.read(Int32Array.of(token));
    }
  }

  /** Zeroes keys and values at once; the tokens stay, and are read again before the next one. */
  wipe(): void {
    this.#cache?.clear();
    this.#cache = undefined;
  }

  /** Ends the conversation and zeroes what it holds. */
  close(): void {
    this.wipe();
    this.#tokens = [];
    this.#closed = true;
    this.#options.onClose?.(this);
  }

  async #ready(): Promise<KvCache> {
    if (this.#closed) throw new MemoryError('closed', 'this conversation was closed', { hint: 'open another one' });
    const revision = await this.#options.current();
    if (this.#cache !== undefined && revision === this.#revision) return this.#cache;
    const before = this.#revision;
    this.wipe();
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
