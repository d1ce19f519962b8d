/**
 * Answers about a value that changed: by the shapes of sentences that need no other to be read, and by frames that were
 * found by comparing statements. What sees more of the course answers.
 */
import { answerSeries, type SeriesAnswer } from '../state/series/answer-series.ts';
import { entitiesIn } from '../state/series/read-revision.ts';
import { createSeriesStore, type SeriesStore } from '../state/series/value-series.ts';
import { answerFrames, type CourseOptions, type FramesAnswer, readShare } from './answer-frames.ts';
import { valueKey } from './frame-tokens.ts';
import type { Told } from './mask-statements.ts';
import { shapedRevisions } from './shaped-revision.ts';

export type CourseAnswer = {
  readonly text: string;
  /** What the course is of. */
  readonly subject: string;
  /** Oldest first, no two in a row the same. */
  readonly values: readonly { readonly value: string; readonly source: string }[];
};

/** Least of whom the same is told, and share of what names somebody that is read, where nothing is worded alike. */
const leastTold = 3;
const mostlyShare = 0.6;

/** True where talk about somebody is mostly of what changes, in words that come back, and something did change. */
function isSure({ asked, values, support: { naming, read, course, induced, told } }: FramesAnswer): boolean {
  if (read < naming * readShare || course < 2) return false;
  // Where nothing is worded alike, the same is to be told of several, and hardly anything else.
  if (induced * 2 < course && (told < leastTold || read < naming * mostlyShare)) return false;
  return asked.family !== 'current' || values.length > 1;
}

/** Is answered by yes or no, not by a value. */
const yesOrNo =
  /^(?:is|are|was|were|am|do|does|did|have|has|had|can|could|will|would|should|shall|may|might|must)(?:n't)? /i;

/** Asks for what happened on a day or in a month, not for a course. */
const dated =
  /^(?:in|on|during|at|around|by|since)? ?(?:(?:early|late|mid) )?(?:january|february|march|april|may|june|july|august|september|october|november|december|\d{4})\b/i;

const kept = new WeakMap<readonly Told[], SeriesStore>();

/** What sentences of known shapes tell; several questions about the same read them once. */
function seriesOf(told: readonly Told[]): SeriesStore {
  const known = kept.get(told);
  if (known !== undefined) return known;
  const store = createSeriesStore();
  told.forEach((one, place) => {
    for (const { entity, attribute, value, start } of shapedRevisions(one))
      store.add(entity, attribute, { value, at: one.at + place / 1e6 + start / 1e9, source: one.source });
  });
  kept.set(told, store);
  return store;
}

/** In talk only what names whom it is about is looked at: most of the rest tells nothing, and there is much of it. */
function shapedAnswer(question: string, told: readonly Told[], talk: boolean): SeriesAnswer | undefined {
  if (!talk) return answerSeries(question, seriesOf(told));
  const names = entitiesIn(question).map((name) => name.toLowerCase());
  if (names.length === 0) return undefined;
  const about = told.filter(({ text }) => names.some((name) => text.toLowerCase().includes(name)));
  const answer = answerSeries(question, seriesOf(about));
  // One statement is no course: what it says is found by reading it, and that nothing changed is not known from it.
  return answer !== undefined && answer.series.versions.length < 2 ? undefined : answer;
}

/** True where known shapes read at least as many versions, and none other than frames do. */
function seesMore({ series: { versions } }: SeriesAnswer, { values }: FramesAnswer): boolean {
  if (versions.length < values.length) return false;
  if (values.length < 2) return true;
  const framed = new Map(values.map(({ source, value }) => [source, valueKey(value)]));
  const numbers = values.filter(({ value }) => /\d/.test(value)).length * 2 > values.length;
  return versions.every(
    ({ source, value }) => (framed.get(source) ?? valueKey(value)) === valueKey(value) && /\d/.test(value) === numbers,
  );
}

/** Answers; undefined where nothing that was told is what the question asks for. `told` is to be in order of time. */
export function answerCourse(
  question: string,
  told: readonly Told[],
  { embed, talk = false }: CourseOptions = {},
): CourseAnswer | undefined {
  if (yesOrNo.test(question.trim()) || (talk && dated.test(question))) return undefined;
  const shaped = shapedAnswer(question, told, talk);
  const found = answerFrames(question, told, { embed, talk });
  const framed = found !== undefined && talk && !isSure(found) ? undefined : found;
  if (shaped !== undefined && (framed === undefined || seesMore(shaped, framed))) {
    const { series, text } = shaped;
    return { text, subject: `${series.attribute} of ${series.entity}`, values: series.versions };
  }
  return framed === undefined ? undefined : { text: framed.text, subject: framed.entity, values: framed.values };
}
