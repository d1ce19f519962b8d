/**
 * Decoding of masked-diffusion models with a key-value cache (dKV-Cache, arXiv 2505.15781). A token's keys and values
 * change most in the step that turns it from a mask into a token, so they are kept only one step later:
 * at step t everything known before step t - 1 is skipped, the rest is computed anew. The greedy variant computes only
 * what was just decoded, what is decoded now (so the order is drawn beforehand), and a window of masked neighbors.
 */
import type { Transformer, TransformerHooks } from '../../models/transformer.ts';
import { type SeededRandom, sampleDistinct } from '../../tensor/index.ts';
import { PositionCache } from './position-cache.ts';

/** What is reused. `immediate` lacks the delay: the control that shows what the delay is for. */
export type DiffusionCacheMode =
  | { readonly kind: 'none' }
  | { readonly kind: 'prompt' }
  | { readonly kind: 'immediate'; readonly refreshEvery?: number }
  | { readonly kind: 'decode'; readonly refreshEvery?: number }
  | { readonly kind: 'greedy'; readonly refreshEvery?: number; readonly window?: number };

/** A decoding request: one token is committed a step. */
export type MaskedDecoding = {
  readonly model: Transformer;
  readonly prompt: Int32Array;
  /** Masked slots after the prompt. */
  readonly length: number;
  readonly maskToken: number;
  /** Default `decode` with a refresh every 8 steps. */
  readonly mode?: DiffusionCacheMode;
  readonly random: SeededRandom;
  /** 0 takes the most likely token (default 1). */
  readonly temperature?: number;
  readonly hooks?: (step: number) => TransformerHooks;
};

/** The finished sequence and what it cost. */
export type MaskedDecodingResult = {
  readonly sequence: Int32Array;
  /** Tokens computed over tokens that decoding without a cache computes. */
  readonly cost: number;
  /** Step at which each position was decoded; -1 in the prompt. */
  readonly decodedAt: Int32Array;
};

/** Decodes all masked slots: by confidence, or in a random order for the greedy cache. */
export function decodeMasked(request: MaskedDecoding): MaskedDecodingResult {
  const { model, prompt, length, maskToken, random, temperature = 1 } = request;
  const mode = request.mode ?? { kind: 'decode', refreshEvery: 8 };
  const total = prompt.length + length;
  const sequence = new Int32Array(total).fill(maskToken);
  sequence.set(prompt);
  const decodedAt = new Int32Array(total).fill(2 ** 31 - 1);
  decodedAt.fill(-1, 0, prompt.length);
  const order =
    mode.kind === 'greedy'
      ? sampleDistinct(random.split('order'), length, length).map((slot) => prompt.length + slot)
      : undefined;
  const cache = new PositionCache(model.layout, model.rope, total);
  let computed = 0;
  for (let step = 0; step < length; step++) {
    const active = activePositions({ mode, step, decodedAt, order, promptLength: prompt.length });
    computed += active.length;
    const hooks = request.hooks?.(step);
    const { data } = model.forward({
      tokens: Int32Array.from(active, (position) => sequence[position]!),
      positions: Int32Array.from(active),
      memory: cache,
      logits: 'all',
      ...(hooks && { hooks }),
    });
    const draws = random.split(`step ${step}`);
    let best = { position: -1, token: 0, confidence: Number.NEGATIVE_INFINITY };
    active.forEach((position, row) => {
      if (decodedAt[position]! < step) return;
      if (order !== undefined && position !== order[step]) return;
      const logits = (data as Float32Array).subarray(
        row * model.config.vocabulary,
        (row + 1) * model.config.vocabulary,
      );
      const drawn = draw(logits, { maskToken, temperature, uniform: draws.next() });
      if (drawn.confidence > best.confidence) best = { position, ...drawn };
    });
    sequence[best.position] = best.token;
    decodedAt[best.position] = step;
  }
  return { sequence, cost: computed / (length * total), decodedAt };
}

/** Positions to compute at a step, ascending. */
function activePositions(of: {
  readonly mode: DiffusionCacheMode;
  readonly step: number;
  readonly decodedAt: Int32Array;
  readonly order: readonly number[] | undefined;
  readonly promptLength: number;
}): number[] {
  const { mode, step, decodedAt, order, promptLength } = of;
  const all = Array.from(decodedAt.keys());
  if (step === 0 || mode.kind === 'none') return all;
  if (mode.kind === 'prompt') return all.slice(promptLength);
  if (mode.refreshEvery !== undefined && step % mode.refreshEvery === 0) return all;
  if (mode.kind === 'immediate') return all.filter((position) => decodedAt[position]! >= step);
  if (mode.kind === 'decode') return all.filter((position) => decodedAt[position]! >= step - 1);
  const chosen = new Set([order![step]!, order![step - 1]!]);
  const masked = (position: number): boolean => decodedAt[position] !== undefined && decodedAt[position]! >= step;
  const window = mode.window ?? 4;
  const limit = chosen.size + window;
  // walk outwards from the position to be decoded, picking masked slots left and right in turn
  for (let reach = 1; reach < all.length && chosen.size < limit; reach++) {
    for (const position of [order![step]! - reach, order![step]! + reach]) {
      if (chosen.size < limit && masked(position)) chosen.add(position);
    }
  }
  return [...chosen].sort((a, b) => a - b);
}

/** One token from the logits, never the mask, and its probability. */
function draw(
  logits: Float32Array,
  rule: { readonly maskToken: number; readonly temperature: number; readonly uniform: number },
): { token: number; confidence: number } {
  const { maskToken, temperature, uniform } = rule;
  const allowed = Array.from(logits.keys()).filter((token) => token !== maskToken);
  const highest = Math.max(...allowed.map((token) => logits[token]!));
  const scale = temperature === 0 ? 1 : temperature;
  const masses = allowed.map((token) => Math.exp((logits[token]! - highest) / scale));
  const total = masses.reduce((a, b) => a + b, 0);
  let chosen = masses.indexOf(Math.max(...masses));
  if (temperature > 0) {
    let left = uniform * total;
    chosen = masses.findIndex((mass) => {
      left -= mass;
      return left < 0;
    });
    if (chosen < 0) chosen = masses.length - 1;
  }
  return { token: allowed[chosen]!, confidence: masses[chosen]! / total };
}
