/** Retention gates whose output is shared by all heads and layers (global retention). */
import { trainGates } from './gates/train-gates.mjs';

export async function train(context) {
  return trainGates(context, { kind: 'shared', steps: 600, questions: 16, rate: 5e-3, described: '5e-3' });
}
