/** Retention gates with their own output for every head (TRIM-KV). */
import { trainGates } from './gates/train-gates.mjs';

export async function train(context) {
  return trainGates(context, { kind: 'per-head', steps: 600, rate: 5e-3, described: '5e-3' });
}
