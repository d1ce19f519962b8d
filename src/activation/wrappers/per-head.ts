/** Lets the heads of each layer compete for the layer's budget. */
import { adaptively } from '../policies/allocate.ts';
import { fromScores, type ScoredPolicy } from '../policies/from-scores.ts';

/** Lifts a score-based policy; `safeguard` (default 0.2) is each head's guaranteed share of an even split. */
export function perHead(policy: ScoredPolicy, safeguard = 0.2): ScoredPolicy {
  return fromScores({ ...policy.parts, name: `${policy.name}, adaptive heads`, allocate: adaptively(safeguard) });
}
