/** History questions about somebody's facts: where I lived two moves ago, how often I changed jobs, in which order. */
import { quotePattern } from '../../kernel/quote-pattern.ts';
import { askedOf, namesAround } from '../../plaintext/answer/whose.ts';
import { questionSlots } from '../../plaintext/recall/question-slots.ts';
import { createFactHistory, type FactVersion, type HistoryFilter } from '../../plaintext/revise/fact-history.ts';
import type { FactState } from '../../plaintext/revise/fact-state.ts';
import { type AskedTime, ruledTime } from '../../plaintext/revise/frames/ask-time.ts';
import { neverTold } from '../../plaintext/revise/revise-denial.ts';

export type FactsAnswer = { readonly text: string; readonly sources: readonly string[]; readonly path: string };

/** Subject of what a user says of themselves where no name is known. */
const speakerSubject = 'user';
const own = /\b(?:I|my|me|we|our)\b/;
/** "Where did I live before?": before the last. */
const bareBefore = /\b(?:did|was|were|had)\b.*\bbefore(?: (?:that|this|then|now))?[?.\s]*$/i;
const before = /\bbefore (?:the )?(.+?)[?.\s]*$/i;

/** Words of question that stand for a slot, beside those of recall. */
const moreSlots: readonly (readonly [RegExp, string])[] = [
  [/\b(?:live|lived|living|moved?|moves|cit(?:y|ies)|homes?|addresses)\b/i, 'home.city'],
  [/\b(?:employers?|compan(?:y|ies)|work(?:ed)? (?:for|at))\b/i, 'work.employer'],
  [/\bwhere\b.*\bwork(?:ed|s|ing)?\b/i, 'work.employer'],
  [/\b(?:jobs?|roles?|professions?|positions?)\b/i, 'work.role'],
  [/\b(?:cars?|vehicles?)\b/i, 'possession.vehicle'],
];

/** Answers from the facts of whom the question names; undefined where it asks for no history, or nothing is known. */
export function askFacts(state: FactState, question: string, filter: HistoryFilter = {}): FactsAnswer | undefined {
  const bare = bareBefore.test(question);
  const place = bare ? undefined : before.exec(question)?.[1]?.toLowerCase();
  const asked: AskedTime = bare ? { family: 'historical', steps: 1 } : ruledTime(question);
  if (asked.family === 'current' && place === undefined) return undefined;
  const history = createFactHistory(state);
  const subjects = named(state, question);
  const slots = [
    ...new Set([
      ...moreSlots.flatMap(([words, slot]) => (words.test(question) ? [slot] : [])),
      ...questionSlots(question),
    ]),
  ];
  for (const subject of subjects) {
    for (const slot of slots.filter((one) => one.includes('.'))) {
      const values = distinct(history.history(subject, slot, filter));
      const still =
        asked.family === 'counting' && !asked.distinct
          ? neverChanged(state, { subject, slot, values, filter })
          : undefined;
      if (still !== undefined) return still;
      if (values.length < 2) continue;
      const answer = answerFrom(values, asked, place);
      if (answer === undefined) continue;
      const path = `${slot} of ${subject}: ${values.map(({ value }) => value).join(', ')}`;
      return { text: answer.text, sources: answer.of.flatMap(({ record }) => record.sources), path };
    }
  }
  return undefined;
}

/** Nothing changed, so far as somebody said so: the only change was denied, or they never moved. */
function neverChanged(
  state: FactState,
  asked: {
    readonly subject: string;
    readonly slot: string;
    readonly values: readonly FactVersion[];
    readonly filter: HistoryFilter;
  },
): FactsAnswer | undefined {
  const { subject, slot, values, filter } = asked;
  if (values.length > 1) return undefined;
  const scope = filter.scope === undefined ? {} : { scope: filter.scope };
  const known = filter.asOf?.known ?? Number.POSITIVE_INFINITY;
  const denied = state
    .find('fact', { subject, slot, ended: true, ...scope })
    .filter(({ valid, reason, recorded }) => reason === neverTold && valid.to === valid.from && recorded.at <= known);
  const never =
    slot === 'home.city'
      ? state.find('fact', { subject, slot: 'home.moves', ...scope }).filter(({ recorded }) => recorded.at <= known)
      : [];
  const proof = [...denied, ...never];
  if (proof.length === 0) return undefined;
  return { text: '0', sources: proof.flatMap(({ sources }) => sources), path: `${slot} of ${subject} never changed` };
}

/** Whom a question is about: known subjects that it names, else the user. */
function named(state: FactState, question: string): string[] {
  const whose = askedOf(question);
  if (whose?.kind === 'relation') {
    const names =
      whose.name === undefined
        ? namesAround(state.find('fact', { subject: speakerSubject, slot: `relation.${whose.key}` }), whose.key)
        : [whose.name];
    return [`${speakerSubject}'s ${whose.key}`, ...names].map((one) => state.canonical(one));
  }
  const lower = question.toLowerCase();
  const subjects = state
    .subjects()
    .filter((subject) => new RegExp(`(?<!\\p{L})${quotePattern(subject)}(?!\\p{L})`, 'iu').test(lower));
  if (subjects.length > 0 && !own.test(question)) return subjects.map((one) => state.canonical(one));
  return own.test(question) ? [state.canonical(speakerSubject), speakerSubject] : [];
}

const distinct = (values: readonly FactVersion[]): FactVersion[] =>
  values.filter(({ value }, index) => value.toLowerCase() !== values[index - 1]?.value.toLowerCase());

function answerFrom(
  values: readonly FactVersion[],
  asked: AskedTime,
  place: string | undefined,
): { readonly text: string; readonly of: readonly FactVersion[] } | undefined {
  const one = (value: FactVersion | undefined) =>
    value === undefined ? undefined : { text: value.value, of: [value] };
  switch (asked.family) {
    case 'ordering': {
      const inOrder = asked.reversed ? [...values].reverse() : values;
      return { text: inOrder.map(({ value }) => value).join(', '), of: values };
    }
    case 'counting': {
      const different = new Set(values.map(({ value }) => value.toLowerCase())).size;
      return { text: String(asked.distinct ? different : values.length - 1), of: values };
    }
    default: {
      const at =
        place === undefined
          ? -1
          : values.findLastIndex(({ value }) => place.includes(value.toLowerCase()) || value.toLowerCase() === place);
      if (at > 0) return one(values[at - 1]);
      if (asked.family === 'first') return one(values[0]);
      return asked.family === 'historical' ? one(values.at(-1 - asked.steps)) : undefined;
    }
  }
}
