/** Retention gates with their own output for every head (TRIM-KV). */
import { trainGates } from './gates/train-gates.mjs';

/** The rate is planned for 600 steps, and the gates are taken at its last quarter. */
const planned = 600;

export async function train(context) {
  const { warmupDecay } = await context.library('tensor/index.js');
  return trainGates(context, {
    kind: 'per-head',
    steps: 450,
    questions: 16,
    cases: 64,
    // Pressed for size from the first step on, a gate gives some lasting keys up before it can tell them apart, and a
    // retention of nothing has no slope that brings them back.
    ramp: 150,
    decay: 0.3,
    rate: warmupDecay({ peak: 5e-3, steps: planned, decayShare: 0.5 }),
    described: '5e-3, falling linearly from step 300 as if to end at step 600',
  });
}
