/** Retention gates with their own output for every head (TRIM-KV). */
import { trainGates } from './gates/train-gates.mjs';

/** The rate is planned for 900 steps, and the gates are taken before its last third. */
const planned = 900;

export async function train(context) {
  const { warmupDecay } = await context.library('tensor/index.js');
  return trainGates(context, {
    kind: 'per-head',
    steps: 600,
    questions: 16,
    rate: warmupDecay({ peak: 5e-3, steps: planned, decayShare: 0.4 }),
    described: '5e-3, falling linearly from step 540 as if to end at step 900',
  });
}
