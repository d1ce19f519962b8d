/**
 * Answers about a value that changed: by the shapes of sentences that need no other to be read, and by frames that were
 * found by comparing statements. What sees more of the course answers.
 */
import { splitSentences } from '../../extract/sentences.ts';
import { answerSeries } from '../state/series/answer-series.ts';
import { readRevision } from '../state/series/read-revision.ts';
import { createSeriesStore } from '../state/series/value-series.ts';
import { answerFrames, type FramesAnswer } from './answer-frames.ts';
import type { Told } from './induce-frames.ts';
import type { EmbedTexts } from './vectors.ts';

export type CourseAnswer = {
  readonly text: string;
  /** What the course is of. */
  readonly subject: string;
  /** Oldest first, no two in a row the same. */
  readonly values: readonly { readonly value: string; readonly source: string }[];
};

export type CourseOptions = {
  readonly embed?: EmbedTexts | undefined;
  /** True for people's talk, in which most sentences tell no value: only what rests on enough is answered. Default false. */
  readonly talk?: boolean;
};

/** Share of the statements about somebody in talk that must be read before courses are made of them. */
const readShare = 0.4;

/** True where talk about somebody is mostly of what changes, in words that come back, and something did change. */
function isSure({ asked, values, support: { naming, read, course, induced } }: FramesAnswer): boolean {
  if (read < naming * readShare || course < 2 || induced * 2 < course) return false;
  return asked.family !== 'current' || values.length > 1;
}

/** Is answered by yes or no, not by a value. */
const yesOrNo =
  /^(?:is|are|was|were|am|do|does|did|have|has|had|can|could|will|would|should|shall|may|might|must)(?:n't)? /i;

export function answerCourse(
  question: string,
  told: readonly Told[],
  { embed, talk = false }: CourseOptions = {},
): CourseAnswer | undefined {
  const store = createSeriesStore();
  told.forEach(({ text, at, source }, place) => {
    for (const { start, end, question: asks } of splitSentences(text)) {
      const revision = asks ? undefined : readRevision(text.slice(start, end));
      if (revision !== undefined)
        store.add(revision.entity, revision.attribute, {
          value: revision.value,
          at: at + place / 1e6 + start / 1e9,
          source,
        });
    }
  });
  if (yesOrNo.test(question.trim())) return undefined;
  const shaped = answerSeries(question, store);
  const found = answerFrames(question, told, { embed });
  const framed = found !== undefined && talk && !isSure(found) ? undefined : found;
  if (shaped !== undefined && (framed === undefined || shaped.series.versions.length >= framed.values.length)) {
    const { series, text } = shaped;
    return { text, subject: `${series.attribute} of ${series.entity}`, values: series.versions };
  }
  return framed === undefined ? undefined : { text: framed.text, subject: framed.entity, values: framed.values };
}
