/** Retention gates with their own output for every head (TRIM-KV). */
import { trainGates } from './gates/train-gates.mjs';

const steps = 400;

export async function train(context) {
  const { warmupDecay } = await context.library('tensor/index.js');
  const rate = warmupDecay({ peak: 5e-3, steps, decayShare: 0.4 });
  return trainGates(context, { kind: 'per-head', steps, rate, described: '5e-3, linear decay over the last 40%' });
}
