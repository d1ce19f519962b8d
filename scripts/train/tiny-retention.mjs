/** Retention gates with their own output for every head (TRIM-KV). */
import { trainGates } from './gates/train-gates.mjs';

const settings = {
  long: { steps: 1000 },
  asked: { steps: 900, questions: 16 },
  narrow: { steps: 900, budget: 12 },
  light: { steps: 900, capWeight: 1 },
};

export async function train(context) {
  const setting = settings[context.variant ?? 'long'];
  const { warmupDecay } = await context.library('tensor/index.js');
  const rate = warmupDecay({ peak: 5e-3, steps: setting.steps, decayShare: 0.4 });
  return trainGates(context, { kind: 'per-head', rate, described: '5e-3, linear decay over the last 40%', ...setting });
}
