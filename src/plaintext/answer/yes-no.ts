/** Yes or no, by what the best sentence about the asked person asserts or denies. */
import type { Candidate } from './evidence-sentences.ts';
import { bestFor, happened } from './list-answers.ts';
import { numberValue } from './quantity-answers.ts';
import type { QuestionFrame } from './question-frame.ts';
import { type Found, stated } from './reading.ts';
import { relationTerms } from './relation-kinds.ts';
import { endsOrCorrects, takesBack } from './said-since.ts';
import { type OverContext, saysOver } from './says-over.ts';
import { asksPlan, type ToldClause, tellsOfOther, toldClauses } from './told-clauses.ts';
import { asksOfOthers } from './whose.ts';
import { isLight, matchTerm } from './words.ts';

const denial =
  /\b(?:not|never|no longer|nobody|none|hardly|stopped|can stop|no need|quit|gave up|refused?|declined|hates?|hated|dislikes?|can not stand|allergic|avoid(?:s|ed|ing)?|without|against|instead of|rather than|isn't|no)\b/i;
const notOnly =
  /\b(?:not only|not just|why not|no doubt|no problem|can not wait|could not be happier|no matter|not sure if|never stop|never forget)\b/gi;

export type Polarity = {
  readonly yes: boolean;
  readonly candidate: Candidate;
  /** 0 to 1: how plainly the clause says it; 1 where it has the question's verb and all that it names. */
  readonly certainty: number;
};

/** True when a sentence denies what it is about. */
export function denies(text: string): boolean {
  return denial.test(text.replace(notOnly, ''));
}

const asksNow = /^(?:do|does|am|is|are|have|has)\b(?! .*\b(?:ever|been|had|gone|done|visited|mentioned)\b)/i;
/** A state that was: what is so now does not follow. */
const wasState = /\b(?:was|were|had|lived|worked|owned|used to|studied|loved|liked|wanted|belonged|believed)\b/i;
/** Looks at a thing without doing what is asked. */
const onlyLooks =
  /\b(?:looked|looking|saw|seen|viewed|watched|tested|tried|read|heard|asked|wondered|checked|talked|spoke|considered|compared|dreamt|applied|rented|hired|borrowed)\b/i;

/** Numbers that a text names, by their value. */
function numbersIn(text: string): number[] {
  return (text.match(/\b(?:\d+(?:[.,]\d+)*|[a-z]+)\b/gi) ?? []).flatMap((word) => {
    const value = /^(?:one|zero)$/i.test(word) ? undefined : numberValue(word);
    return value === undefined ? [] : [value];
  });
}

/** Adjectives that a question ends on, also short ones that recall does not look for: "Is she ill?". */
function saidOf({ words, text }: QuestionFrame): readonly string[] {
  if (!/^(?:am|is|are|was|were)\b/i.test(text)) return [];
  const last = words.filter(({ tag }) => tag !== 'PUNCT').at(-1);
  return last === undefined || last.tag === 'PRON' ? [] : [last.term];
}

/** How sure a no is that rests on what is said to be over. */
const overCertainty = 0.85;

type Reading = { readonly yes: boolean; readonly certainty: number };

/** What the clause that covers most of the question says; undefined where it says nothing of it as a fact. */
function readingOf(frame: QuestionFrame, candidate: Candidate, names: readonly string[]): Reading | undefined {
  if (frame.hypothetical) return { yes: denies(candidate.text) === denies(frame.text), certainty: 0.6 };
  const clauses = toldClauses(candidate.text, names);
  const terms = [...new Set([...frame.terms, ...saidOf(frame)])];
  const cover = (clause: ToldClause): number => terms.filter((term) => clause.terms.has(term)).length;
  let best: ToldClause | undefined;
  for (const clause of clauses) if (best === undefined || cover(clause) > cover(best)) best = clause;
  if (best === undefined || best.joking) return undefined;
  if (frame.whose?.kind === 'own' && !asksOfOthers(frame.original) && tellsOfOther(best)) return undefined;
  const [now, numbers] = [asksNow.test(frame.text), numbersIn(frame.text)];
  if (now && takesBack(best.text)) return undefined;
  if (numbers.some((one) => !numbersIn(best.text).includes(one))) return undefined;
  // The verb alone ("I live in Basel") says nothing of the office.
  const others = terms.filter((term) => term !== frame.verb);
  if (others.length > 0 && !others.some((term) => best.terms.has(term))) return undefined;
  const plan = asksPlan(frame.text);
  const asksDenied = denies(frame.text);
  const verb = frame.verb;
  const light = verb === undefined || isLight(verb);
  const hasVerb = light || best.terms.has(verb);
  const share = cover(best) / Math.max(1, terms.length);
  const plainly = (share >= 0.99 ? 1 : 0.45 + 0.5 * share) * (hasVerb ? 1 : 0.6) * (best.joking ? 0.4 : 1);
  switch (best.stance) {
    case 'nearly':
      // "I nearly sold it": it is still there.
      if (now && endsOrCorrects(best.text)) return { yes: !asksDenied, certainty: 0.6 * plainly };
      return plan ? undefined : { yes: asksDenied, certainty: 0.8 * plainly };
    case 'unreal':
      return plan ? { yes: denies(best.text) === asksDenied, certainty: 0.6 * plainly } : undefined;
    case 'planned':
      return plan ? { yes: denies(best.text) === asksDenied, certainty: 0.8 * plainly } : undefined;
    default:
      break;
  }
  if (now) {
    if (best.stance === 'told' && best.past && wasState.test(best.text)) return undefined;
    if (endsOrCorrects(best.text) && !endsOrCorrects(frame.text)) return { yes: asksDenied, certainty: 0.8 * plainly };
  }
  if (!hasVerb && onlyLooks.test(best.text)) return undefined;
  return { yes: denies(best.text) === asksDenied, certainty: plainly };
}

/** What has to be over where it is asked whether something is so now: what the question names, its verb apart. */
export function overContext(frame: QuestionFrame): OverContext {
  // "Am I on a walking stick?": what closes the question is the thing, whatever it is tagged as.
  const last = frame.words.findLast(({ tag }) => tag !== 'PUNCT')?.term;
  const spare = new Set([
    frame.verb === last ? undefined : frame.verb,
    ...saidOf(frame).filter((term) => !frame.terms.includes(term)),
  ]);
  return {
    asked: frame.text,
    things: new Set([
      ...frame.terms.filter((term) => !spare.has(term)),
      ...frame.people.filter((name) => name !== 'user').map(matchTerm),
    ]),
    own: frame.whose?.kind === 'own' && !asksOfOthers(frame.original),
  };
}

/** The newest sentence, no older than another one, that says that what is asked about is over. */
function overSince(frame: QuestionFrame, candidates: readonly Candidate[], since: number): Candidate | undefined {
  const context = overContext(frame);
  return candidates
    .filter((one) => !one.asks && one.about !== 'other' && one.evidence.hit.at >= since && saysOver(one.text, context))
    .reduce<Candidate | undefined>(
      (a, b) => (a === undefined || b.evidence.hit.at > a.evidence.hit.at ? b : a),
      undefined,
    );
}

/** Undefined when nothing covers the question well enough. `names`: of people around the user. */
export function polarity(
  frame: QuestionFrame,
  candidates: readonly Candidate[],
  names: readonly string[] = [],
): Polarity | undefined {
  const enough = frame.hypothetical ? 0.2 : 0.5;
  // "Is my brother vegan?" takes more than a sentence about the brother.
  const whom = relationTerms(frame);
  const asked = [...frame.terms, ...saidOf(frame)].filter((term) => !whom.includes(term) && term !== frame.verb);
  const bears = (one: Candidate): boolean =>
    whom.length === 0 || asked.length === 0 || asked.some((term) => one.terms.has(term));
  const usable = candidates
    .filter((one) => !one.asks && one.about !== 'other' && one.support >= enough && bears(one))
    .flatMap((candidate) => {
      const reading = readingOf(frame, candidate, names);
      return reading === undefined ? [] : [{ candidate, ...reading }];
    });
  const best = usable[0];
  if (best === undefined) return undefined;
  // Among sentences that cover the question equally well the newest speaks.
  const equal = usable.filter(
    ({ candidate: one }) => one.coverage >= best.candidate.coverage - 0.05 && one.score >= best.candidate.score - 0.25,
  );
  return equal.reduce((a, b) => (b.candidate.evidence.hit.at > a.candidate.evidence.hit.at ? b : a), best);
}

export function yesNoAnswer(
  frame: QuestionFrame,
  candidates: readonly Candidate[],
  names: readonly string[] = [],
): Found | undefined {
  const found = polarity(frame, candidates, names);
  if (found === undefined) return undefined;
  if (asksNow.test(frame.text) && !frame.hypothetical && !asksPlan(frame.text) && found.yes !== denies(frame.text)) {
    const over = overSince(frame, candidates, found.candidate.evidence.hit.at);
    if (over !== undefined) return { ...stated(found.yes ? 'No' : 'Yes', over), certainty: overCertainty };
  }
  const word = found.yes ? 'Yes' : 'No';
  const text = frame.hypothetical && /^would\b/i.test(frame.text) ? `Likely ${word.toLowerCase()}` : word;
  return { ...stated(text, found.candidate), certainty: found.certainty };
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
