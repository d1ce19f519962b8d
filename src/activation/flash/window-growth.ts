/** What a window of tokens needs, from which follows what a token reads and how much memory to set aside. */
import { MemoryError } from '../../errors/index.ts';
import type { NeuronPredictor } from './predictor.ts';

/** Neurons needed, by layer and token. */
export type NeuronTrace = readonly (readonly Int32Array[])[];

/** A predictor that writes down what it says. */
export function tracing(
  predictor: NeuronPredictor,
  layers: number,
): { predictor: NeuronPredictor; trace: NeuronTrace } {
  const trace: Int32Array[][] = Array.from({ length: layers }, () => []);
  return {
    trace,
    predictor: (layer, normed) => {
      const need = predictor(layer, normed);
      trace[layer]!.push(need);
      return need;
    },
  };
}

/** Mean size of the union over `window` tokens in a row, summed over layers: s_agg in the paper. */
export function unionSize(trace: NeuronTrace, window: number): number {
  return trace.reduce((sum, tokens) => {
    const sizes = unions(tokens, window);
    return sum + sizes.reduce((a, b) => a + b, 0) / sizes.length;
  }, 0);
}

/** Neurons that a token reads when those of the last `window` tokens are there: s_agg(window + 1) - s_agg(window). */
export function windowGrowth(trace: NeuronTrace, window: number): number {
  return unionSize(trace, window + 1) - unionSize(trace, window);
}

/** Most neurons that `window` tokens in a row need, by layer. */
export function windowPeaks(trace: NeuronTrace, window: number): number[] {
  return trace.map((tokens) => Math.max(...unions(tokens, window)));
}

/**
 * Shares a budget out to layers in proportion to what they need. Throws `budget_exceeded` when a layer would get nothing.
 */
export function splitBudget(peaks: readonly number[], budgetBytes: number, neuronSize: number): number[] {
  const total = peaks.reduce((a, b) => a + b, 0);
  const capacities = peaks.map((peak) => Math.floor((budgetBytes * peak) / total / neuronSize));
  if (capacities.every((count) => count >= 1)) return capacities;
  throw new MemoryError('budget_exceeded', `${budgetBytes} bytes hold no neuron of some of ${peaks.length} layers`, {
    hint: `a neuron takes ${neuronSize} bytes`,
  });
}

function unions(tokens: readonly Int32Array[], window: number): number[] {
  const sizes: number[] = [];
  for (let to = window; to <= tokens.length; to++) {
    sizes.push(new Set(tokens.slice(to - window, to).flatMap((need) => [...need])).size);
  }
  return sizes;
}
