/** Yes or no, by what the best sentence about the asked person asserts or denies. */
import type { Candidate } from './evidence-sentences.ts';
import { bestFor, happened } from './list-answers.ts';
import type { QuestionFrame } from './question-frame.ts';
import { type Found, stated } from './reading.ts';
import { relationTerms } from './relation-kinds.ts';

const denial =
  /\b(?:not|never|no longer|nobody|none|hardly|stopped|can stop|no need|quit|gave up|refused?|declined|hates?|hated|dislikes?|can not stand|allergic|avoid(?:s|ed|ing)?|without|against|instead of|rather than|isn't|no)\b/i;
const notOnly =
  /\b(?:not only|not just|why not|no doubt|no problem|can not wait|could not be happier|no matter|not sure if|never stop|never forget)\b/gi;

export type Polarity = { readonly yes: boolean; readonly candidate: Candidate };

/** True when a sentence denies what it is about. */
export function denies(text: string): boolean {
  return denial.test(text.replace(notOnly, ''));
}

/** Who sold it has it no longer. */
const asksHaving = /^(?:do|does) .*\b(?:have|own|drive|ride|keep)\b/i;
const partedWith =
  /\b(?:sold|gave (?:away|the|my|our|it)|given away|got rid of|scrapped|donated|wrote off|traded in|(?:was|got) stolen)\b/i;

/** Undefined when nothing covers the question well enough. */
export function polarity(frame: QuestionFrame, candidates: readonly Candidate[]): Polarity | undefined {
  const enough = frame.hypothetical ? 0.2 : 0.5;
  // "Is my brother vegan?" takes more than a sentence about the brother.
  const whom = relationTerms(frame);
  const asked = frame.terms.filter((term) => !whom.includes(term) && term !== frame.verb);
  const bears = (one: Candidate): boolean =>
    whom.length === 0 || asked.length === 0 || asked.some((term) => one.terms.has(term));
  const usable = candidates.filter((one) => !one.asks && one.about !== 'other' && one.support >= enough && bears(one));
  const best = usable[0];
  if (best === undefined) return undefined;
  // Among sentences that cover the question equally well the newest speaks.
  const equal = usable.filter((one) => one.coverage >= best.coverage - 0.05 && one.score >= best.score - 0.25);
  const newest = equal.reduce((a, b) => (b.evidence.hit.at > a.evidence.hit.at ? b : a), best);
  const parted = asksHaving.test(frame.text) && partedWith.test(newest.text);
  return { yes: (denies(newest.text) || parted) === denies(frame.text), candidate: newest };
}

export function yesNoAnswer(frame: QuestionFrame, candidates: readonly Candidate[]): Found | undefined {
  const found = polarity(frame, candidates);
  if (found === undefined) return undefined;
  const word = found.yes ? 'Yes' : 'No';
  const text = frame.hypothetical && /^would\b/i.test(frame.text) ? `Likely ${word.toLowerCase()}` : word;
  return stated(text, found.candidate);
}

/** "A or B": the alternative that the better sentence speaks for; for "which first" the earlier one. */
export function choiceAnswer(frame: QuestionFrame, candidates: readonly Candidate[]): Found | undefined {
  const first = /\b(?:first|earlier|before)\b/i.test(frame.text);
  const last = /\b(?:last|later|most recent(?:ly)?)\b/i.test(frame.text);
  const options = frame.alternatives.map((option) => ({
    option,
    candidate: bestFor(
      option,
      candidates.filter((one) => !one.asks),
    ),
  }));
  const known = options.flatMap(({ option, candidate }) => (candidate === undefined ? [] : [{ option, candidate }]));
  if (first || last) {
    if (known.length < options.length) return undefined;
    known.sort((a, b) => (first ? 1 : -1) * (happened(a.candidate) - happened(b.candidate)));
  } else known.sort((a, b) => worth(b.candidate) - worth(a.candidate));
  const best = known[0];
  return best === undefined ? undefined : stated(best.option, best.candidate);
}

function worth(candidate: Candidate): number {
  return candidate.score - (denies(candidate.text) ? 0.5 : 0);
}
