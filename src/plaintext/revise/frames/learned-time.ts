/**
 * What a question wants of a course of values, learned from questions of many wordings: rules know the usual ways of
 * asking, and most questions are asked in others ("whom did the present one relieve?").
 */
import { type AskedTime, reversedOrder, ruledTime, stepsIn } from './ask-time.ts';
import { askedClasses, askedFeatures } from './asked-features.ts';
import { askedWeights } from './asked-weights.ts';
import { weightTable } from './weight-table.ts';

const weights = weightTable(askedWeights, 0.05);

/** Logit by which another reading must be ahead of what rules say. */
const margin = 0.5;

/** What is asked; `question` with X for whom it is about. */
export function askedTime(question: string): AskedTime {
  const scores = askedClasses.map(() => 0);
  for (const feature of askedFeatures(question))
    weights.get(feature)?.forEach((weight, at) => {
      scores[at] = (scores[at] as number) + weight;
    });
  const steps = stepsIn(question);
  const ruled = ruledTime(question);
  // Steps are said in numbers; nothing is to be learned about them.
  if (ruled.family === 'historical' && steps !== undefined) return ruled;
  const best = Math.max(...scores);
  const found = askedClasses[scores.indexOf(best)] ?? 'current';
  if (best - (scores[askedClasses.indexOf(classOf(ruled))] as number) < margin) return ruled;
  switch (found) {
    case 'previous':
    case 'back':
      return { family: 'historical', steps: steps ?? 1 };
    case 'ordering':
      return { family: 'ordering', reversed: reversedOrder.test(question) };
    case 'changes':
      return { family: 'counting', distinct: false };
    case 'values':
      return { family: 'counting', distinct: true };
    default:
      return { family: found };
  }
}

function classOf(asked: AskedTime): (typeof askedClasses)[number] {
  if (asked.family === 'historical') return asked.steps === 1 ? 'previous' : 'back';
  if (asked.family === 'counting') return asked.distinct ? 'values' : 'changes';
  return asked.family;
}
