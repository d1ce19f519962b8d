/** Turns policy results into named measures: `label @share`. */
import { type EvaluationRequest, evaluatePolicies } from '../../../activation/evaluate/evaluate-policies.ts';
import type { Numbers } from '../judge-claim.ts';

/** Key of a policy's accuracy at a share of the context. */
export function at(label: string, share: number): string {
  return `${label} @${Math.round(1000 * share) / 10}%`;
}

/** Accuracy of every entry at every share; with `sizes` also the kept share of bytes as `label bytes @share`. */
export function policyMeasures(request: EvaluationRequest, options: { readonly sizes?: boolean } = {}): Numbers {
  const measures: Record<string, number> = {};
  for (const row of evaluatePolicies(request)) {
    measures[at(row.label, row.share)] = row.accuracy;
    if (options.sizes) measures[at(`${row.label} bytes`, row.share)] = row.bytes / row.fullBytes;
  }
  return measures;
}

/** Largest of several measures at one share. */
export function bestOf(measures: Numbers, labels: readonly string[], share: number): number {
  return Math.max(...labels.map((label) => measures[at(label, share)]!));
}
