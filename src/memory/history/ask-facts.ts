/** History questions about somebody's facts: where I lived two moves ago, how often I changed jobs, in which order. */
import type { Scope } from '../../kernel/scope.ts';
import { questionSlots } from '../../plaintext/recall/question-slots.ts';
import { createFactHistory, type FactVersion } from '../../plaintext/revise/fact-history.ts';
import type { FactState } from '../../plaintext/revise/fact-state.ts';
import { seriesFamily } from '../../plaintext/revise/state/series/answer-series.ts';

export type FactsAnswer = { readonly text: string; readonly sources: readonly string[]; readonly path: string };

/** Subject of what a user says of themselves where no name is known. */
const speakerSubject = 'user';
const own = /\b(?:I|my|me|we|our)\b/;
const before = /\bbefore (?:the )?(.+?)[?.\s]*$/i;

/** Words of question that stand for a slot, beside those of recall. */
const moreSlots: readonly (readonly [RegExp, string])[] = [
  [/\b(?:live|lived|living|moved?|moves|cit(?:y|ies)|homes?|addresses)\b/i, 'home.city'],
  [/\b(?:employers?|compan(?:y|ies)|work(?:ed)? (?:for|at))\b/i, 'work.employer'],
  [/\b(?:jobs?|roles?|professions?|positions?)\b/i, 'work.role'],
  [/\b(?:cars?|vehicles?)\b/i, 'possession.vehicle'],
];

/** Answers from the facts of whom the question names; undefined where it asks for no history, or nothing is known. */
export function askFacts(state: FactState, question: string, scope: Scope = {}): FactsAnswer | undefined {
  const place = before.exec(question)?.[1]?.toLowerCase();
  const { family, steps } = seriesFamily(question);
  if (family === 'current' && place === undefined) return undefined;
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
      const values = distinct(history.history(subject, slot, { scope }));
      if (values.length < 2) continue;
      const answer = answerFrom(values, { family, steps, place });
      if (answer === undefined) continue;
      const path = `${slot} of ${subject}: ${values.map(({ value }) => value).join(', ')}`;
      return { text: answer.text, sources: answer.of.flatMap(({ record }) => record.sources), path };
    }
  }
  return undefined;
}

/** Whom a question is about: known subjects that it names, else the user. */
function named(state: FactState, question: string): string[] {
  const lower = question.toLowerCase();
  const subjects = state
    .subjects()
    .filter((subject) => new RegExp(`(?<!\\p{L})${quoted(subject)}(?!\\p{L})`, 'iu').test(lower));
  if (subjects.length > 0 && !own.test(question)) return subjects.map((one) => state.canonical(one));
  return own.test(question) ? [state.canonical(speakerSubject), speakerSubject] : [];
}

const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const distinct = (values: readonly FactVersion[]): FactVersion[] =>
  values.filter(({ value }, index) => value.toLowerCase() !== values[index - 1]?.value.toLowerCase());

type Asked = { readonly family: string; readonly steps: number; readonly place: string | undefined };

function answerFrom(
  values: readonly FactVersion[],
  { family, steps, place }: Asked,
): { readonly text: string; readonly of: readonly FactVersion[] } | undefined {
  if (place !== undefined && family !== 'counting' && family !== 'ordering') {
    const at = values.findLastIndex(
      ({ value }) => place.includes(value.toLowerCase()) || value.toLowerCase() === place,
    );
    const value = at > 0 ? values[at - 1] : undefined;
    if (value !== undefined) return { text: value.value, of: [value] };
  }
  if (family === 'ordering') return { text: values.map(({ value }) => value).join(', '), of: values };
  if (family === 'counting') return { text: String(values.length - 1), of: values };
  if (family !== 'historical') return undefined;
  const value = values.at(-1 - steps);
  return value === undefined ? undefined : { text: value.value, of: [value] };
}
