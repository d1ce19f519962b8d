/** Answers about a value that changed many times: now, n changes back, all in order, how often. From the series alone. */
import { termsOf } from '../concepts.ts';
import { isStopWord } from '../stop-terms.ts';
import { locationAttribute } from './read-revision.ts';
import type { SeriesStore, ValueSeries } from './value-series.ts';

export type SeriesFamily = 'current' | 'historical' | 'ordering' | 'counting';

export type SeriesAnswer = {
  readonly family: SeriesFamily;
  readonly text: string;
  readonly series: ValueSeries;
};

const counts = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const stepsCue = new RegExp(
  `\\b(\\d+|${counts.slice(1).join('|')}) (?:\\w+ ){0,2}?(?:ago|back|before|earlier|prior|previous(?:ly)?)\\b`,
  'i',
);
const onceCue = /\b(?:previous(?:ly)?|before (?:the )?(?:latest|last|current|present|that)|formerly|prior)\b/i;

/** Which kind of question it is, and how many steps back a historical one goes. */
export function seriesFamily(question: string): { readonly family: SeriesFamily; readonly steps: number } {
  if (/\bhow (?:many|often)\b|\bnumber of\b|\bcount\b/i.test(question)) return { family: 'counting', steps: 0 };
  if (
    /\b(?:list|order|sequence|chronological\w*|oldest first|first to (?:the )?(?:last|latest|newest)|one after (?:the )?other|in turn|timeline|all (?:the )?\w+)\b/i.test(
      question,
    )
  )
    return { family: 'ordering', steps: 0 };
  const steps = stepsCue.exec(question)?.[1]?.toLowerCase();
  if (steps !== undefined) {
    const number = /^\d+$/.test(steps) ? Number(steps) : counts.indexOf(steps);
    if (number > 0) return { family: 'historical', steps: number };
  }
  if (onceCue.test(question)) return { family: 'historical', steps: 1 };
  return { family: 'current', steps: 0 };
}

/** The series that a question asks for. */
export function seriesFor(question: string, store: SeriesStore): ValueSeries | undefined {
  const lower = question.toLowerCase();
  const entity = store.entities().find((name) => lower.includes(name.toLowerCase()));
  if (entity === undefined) return undefined;
  const asked = new Set(termsOf(question));
  const named = store
    .attributes(entity)
    .map((attribute) => {
      const terms = termsOf(attribute);
      return { attribute, share: terms.filter((term) => asked.has(term)).length / terms.length, terms: terms.length };
    })
    .filter(({ share, attribute }) => share > 0 && !termsOf(attribute).every(isStopWord))
    .sort((a, b) => b.share - a.share || b.terms - a.terms)[0];
  if (named !== undefined) return store.find(entity, named.attribute);
  const place = /\b(?:where|place|places|location|room|whereabouts|moved?|moves|go|gone|been)\b/i.test(question);
  return place ? store.find(entity, locationAttribute) : undefined;
}

/** Answers from the series; undefined where it is about none of them, or goes back further than is known. */
export function answerSeries(question: string, store: SeriesStore): SeriesAnswer | undefined {
  const series = seriesFor(question, store);
  if (series === undefined) return undefined;
  const { family, steps } = seriesFamily(question);
  const values = series.versions.map(({ value }) => value);
  if (family === 'ordering') return { family, series, text: values.join(', ') };
  if (family === 'counting') {
    const distinct = /\b(?:different|distinct|unique)\b/i.test(question);
    return { family, series, text: String(distinct ? new Set(values).size : Math.max(0, values.length - 1)) };
  }
  const value = values.at(-1 - steps);
  return value === undefined ? undefined : { family, series, text: value };
}
