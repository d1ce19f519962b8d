/** How well a model predicts token streams, and how many feed-forward neurons it fires on them. */
import { denseMemory } from '../../models/attention-memory.ts';
import { argmax } from '../../models/matrix.ts';
import type { FeedForward, Transformer } from '../../models/transformer.ts';

/** Over all streams. */
export type StreamLoss = {
  /** Mean loss a token, nats. */
  readonly loss: number;
  /** Share of neurons that fire for a token, by layer; empty where the layers are replaced. */
  readonly active: readonly number[];
  /** Most likely next token at every position of every stream. */
  readonly greedy: readonly Int32Array[];
};

/** Reads each stream in one pass. */
export function streamLoss(
  model: Transformer,
  streams: readonly Int32Array[],
  feedForward?: () => FeedForward,
): StreamLoss {
  const { vocabulary, layers, mlp } = model.config;
  const fired = new Array<number>(layers).fill(0);
  let loss = 0;
  let predicted = 0;
  let read = 0;
  const greedy = streams.map((tokens) => {
    const replaced = feedForward?.();
    const { data } = model.forward({
      tokens,
      memory: denseMemory(model.layout, model.rope),
      logits: 'all',
      ...(replaced !== undefined && { feedForward: replaced }),
      hooks: {
        onActivation: ({ layer, values }) => {
          for (const value of values) if (value > 0) fired[layer]!++;
        },
      },
    });
    const logits = data as Float32Array;
    read += tokens.length;
    for (let t = 0; t + 1 < tokens.length; t++) {
      const row = logits.subarray(t * vocabulary, (t + 1) * vocabulary);
      const highest = row[argmax(row)]!;
      const mass = row.reduce((sum, logit) => sum + Math.exp(logit - highest), 0);
      loss += Math.log(mass) + highest - row[tokens[t + 1]!]!;
      predicted++;
    }
    return Int32Array.from(tokens, (_, t) => argmax(logits, t * vocabulary, vocabulary));
  });
  const active = feedForward === undefined ? fired.map((count) => count / (read * mlp)) : [];
  return { loss: loss / predicted, active, greedy };
}
