/** What backs an answer that was read from sentences: the features that its confidence is made of. */
import type { Candidate } from './evidence-sentences.ts';
import { namesSomebody } from './fits-type.ts';
import type { QuestionFrame } from './question-frame.ts';
import type { Found } from './reading.ts';
import { toldClauses } from './told-clauses.ts';
import { isPlaceWord } from './word-types.ts';
import { isLight, matchTerms } from './words.ts';

/** All from 0 to 1. */
export type Backing = {
  /** Share of the question's content that the sentence covers, and the same with its context. */
  readonly coverage: number;
  readonly support: number;
  /** Whether the verb that is asked about stands in it; 1 where none is asked about. */
  readonly verb: number;
  /** Whether the answer stands where the question leaves its gap. */
  readonly fit: number;
  /** By how much it was the better one of two. */
  readonly margin: number;
  /** Whether it is of the kind asked for, by its form: 1, 0, or 0.5 where nothing tells. */
  readonly typed: number;
  /** Whether its clause tells it as a fact. */
  readonly told: number;
  /** How many later sentences speak of the same matter and do not repeat it, of three. */
  readonly later: number;
  /** How many others repeat it, of two. */
  readonly repeated: number;
  /** Its length in words, of ten. */
  readonly length: number;
};

/** `candidates`: all that were read. */
export function backingOf(frame: QuestionFrame, found: Found, candidates: readonly Candidate[]): Backing | undefined {
  const source = found.candidates[0];
  if (source === undefined) return undefined;
  const lower = found.text.toLowerCase();
  const clause = toldClauses(source.text).find((one) => one.text.toLowerCase().includes(lower));
  const others = candidates.filter((one) => one !== source && !one.asks && one.about !== 'other');
  const says = (one: Candidate): boolean => one.text.toLowerCase().includes(lower);
  const later = others.filter(
    (one) => one.evidence.hit.at > source.evidence.hit.at && one.coverage >= 0.3 && !says(one),
  ).length;
  return {
    coverage: source.coverage,
    support: source.support,
    verb: frame.verb === undefined || isLight(frame.verb) ? 1 : source.verbSupport,
    fit: Math.min(1, Math.max(0, found.fit ?? 0.5)),
    margin: Math.min(1, Math.max(0, found.margin ?? 0.5)),
    typed: typedAs(frame, found.text, source),
    told: clause === undefined || clause.stance === 'told' ? 1 : clause.stance === 'planned' ? 0.6 : 0.2,
    later: Math.min(3, later) / 3,
    repeated: Math.min(2, others.filter(says).length) / 2,
    length: Math.min(1, matchTerms(found.text).length / 10),
  };
}

function typedAs(frame: QuestionFrame, text: string, source: Candidate): number {
  switch (frame.gap) {
    case 'who':
      return namesSomebody(text) ? 1 : 0;
    case 'where':
      return /\p{Lu}/u.test(text) || text.split(' ').some((word) => isPlaceWord(word.toLowerCase())) ? 1 : 0;
    case 'what': {
      const focus = frame.focusTerm;
      if (focus === undefined) return 0.5;
      return matchTerms(text).includes(focus) || source.ofKind === true || /\p{Lu}|\d/u.test(text) ? 1 : 0;
    }
    default:
      return 0.5;
  }
}
