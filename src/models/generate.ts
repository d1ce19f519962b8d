/** Token by token generation with greedy, temperature, top-k and top-p sampling, replayable from a seed. */
import { throwIfAborted } from '../errors/index.ts';
import type { SeededRandom } from '../tensor/index.ts';
import type { AttentionMemory } from './attention-memory.ts';
import { argmax } from './matrix.ts';
import type { Transformer } from './transformer.ts';

/** How the next token is drawn. */
export type SamplingOptions = {
  /** 0 (default) takes the most likely token. */
  readonly temperature?: number;
  /** Keep only the most likely `topK` tokens (default: all). */
  readonly topK?: number;
  /** Keep the smallest set of tokens whose probability reaches `topP` (default 1). */
  readonly topP?: number;
};

/** Draws a token id from one row of logits. */
export function sampleToken(logits: Float32Array, options: SamplingOptions, random: SeededRandom): number {
  const { temperature = 0, topK = logits.length, topP = 1 } = options;
  if (temperature === 0) return argmax(logits);
  const order = Array.from(logits.keys()).sort((a, b) => logits[b]! - logits[a]! || a - b);
  const highest = logits[order[0]!]!;
  const kept = order.slice(0, Math.max(1, topK));
  const masses = kept.map((id) => Math.exp((logits[id]! - highest) / temperature));
  const total = masses.reduce((a, b) => a + b, 0);
  let nucleus = 0;
  let count = 0;
  while (count < kept.length && (count === 0 || nucleus < topP * total)) nucleus += masses[count++]!;
  let left = random.next() * nucleus;
  for (let i = 0; i < count; i++) {
    left -= masses[i]!;
    if (left < 0) return kept[i]!;
  }
  return kept[count - 1]!;
}

/** A generation request. */
export type GenerationRequest = SamplingOptions & {
  readonly model: Transformer;
  readonly memory: AttentionMemory;
  readonly prompt: Int32Array;
  readonly maxTokens: number;
  readonly random: SeededRandom;
  /** Position of the first prompt token (default 0). */
  readonly position?: number;
  /** Token before the prompt, for models with a token shift. */
  readonly previousToken?: number;
  /** Tokens that end the generation; they are not returned. */
  readonly stopTokens?: readonly number[];
  /** Called after every forward pass, for instance to let a cache policy act. */
  readonly afterStep?: (position: number) => void;
  readonly signal?: AbortSignal;
};

/** Yields generated tokens as they are drawn. */
export function* generate(request: GenerationRequest): Generator<number, void, undefined> {
  const { model, memory, prompt, maxTokens, random, stopTokens = [], afterStep, signal } = request;
  let position = request.position ?? 0;
  let previous = request.previousToken;
  let tokens = prompt;
  for (let n = 0; n < maxTokens; n++) {
    throwIfAborted(signal);
    const logits = model.forward({
      tokens,
      memory,
      positions: position,
      ...(previous !== undefined && { previousToken: previous }),
    });
    position += tokens.length;
    previous = tokens[tokens.length - 1];
    afterStep?.(position);
    const token = sampleToken(logits.data as Float32Array, request, random);
    if (stopTokens.includes(token)) return;
    yield token;
    tokens = Int32Array.of(token);
  }
}
