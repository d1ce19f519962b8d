/** What the LongMINT twin measures: the series store, and three ways of going by similarity and recency. */

import { answerCourse } from '../../../plaintext/revise/frames/answer-course.ts';
import type { EmbedTexts } from '../../../plaintext/revise/frames/vectors.ts';
import { termsOf } from '../../../plaintext/revise/state/concepts.ts';
import { answerSeries } from '../../../plaintext/revise/state/series/answer-series.ts';
import { createSeriesStore } from '../../../plaintext/revise/state/series/value-series.ts';
import type { LongmintQuestion, LongmintRecord, LongmintStream } from './longmint-stream.ts';

export type LongmintSubject = {
  readonly name: string;
  /** Answers to the stream's questions, in their order. */
  readonly answer: (stream: LongmintStream) => readonly string[];
};

/** Courses of values, found by comparing statements and by the shapes of sentences. `chain: false` as below. */
export function courseSubject(
  name = 'course',
  { chain = true, embed }: { readonly chain?: boolean; readonly embed?: EmbedTexts | undefined } = {},
): LongmintSubject {
  return {
    name,
    answer(stream) {
      const records = chain ? stream.records : newestOfEach(stream);
      const told = records.map(({ text, at, id }) => ({ text, at, source: id }));
      return stream.questions.map(({ text }) => answerCourse(text, told, { embed })?.text ?? '');
    },
  };
}

/** Closed shapes of sentences alone. Versions from statements, answers from versions. `chain: false` keeps only the newest value of each attribute. */
export function seriesSubject(name = 'series', options: { readonly chain?: boolean } = {}): LongmintSubject {
  return {
    name,
    answer(stream) {
      const store = createSeriesStore();
      const records = options.chain === false ? newestOfEach(stream) : stream.records;
      for (const { text, at, id } of records) store.observe(text, at, id);
      return stream.questions.map(({ text }) => answerSeries(text, store)?.text ?? '');
    },
  };
}

/** The log of a store that overwrites in place: of every attribute only the last statement is left. */
function newestOfEach(stream: LongmintStream): LongmintRecord[] {
  const last = new Map<string, LongmintRecord>();
  for (const record of stream.records)
    if (record.states !== undefined) last.set(`${record.states.entity}\u0000${record.states.attribute}`, record);
  return [...last.values()];
}

type Ranked = { readonly record: LongmintRecord; readonly score: number };

/** Records by shared words with the question, rare words counting more; recency adds up to `recency`. */
function ranked(question: string, records: readonly LongmintRecord[], recency: number): Ranked[] {
  const asked = new Set(termsOf(question));
  const terms = records.map(({ text }) => new Set(termsOf(text)));
  const seen = new Map<string, number>();
  for (const one of terms) for (const term of one) seen.set(term, (seen.get(term) ?? 0) + 1);
  return records
    .map((record, index) => {
      const own = terms[index] as Set<string>;
      let score = 0;
      for (const term of own) if (asked.has(term)) score += Math.log(1 + records.length / (seen.get(term) ?? 1));
      return { record, score: score / Math.sqrt(own.size) + (recency * index) / records.length };
    })
    .sort((a, b) => b.score - a.score);
}

/** Records that a baseline reads; its reader is perfect: it knows what each record states. */
const readRecords = 10;

/** Most similar, most similar with recency, or newest record; aggregates come from the ten best. */
export function retrievalSubject(name: string, mode: 'similarity' | 'recency' | 'newest'): LongmintSubject {
  const answerOne = (stream: LongmintStream, question: LongmintQuestion): string => {
    const all = ranked(question.text, stream.records, mode === 'recency' ? 4 : 0);
    const kept = all.slice(0, readRecords).map(({ record }) => record);
    const about = (record: LongmintRecord): boolean =>
      record.states?.entity === stream.entity && record.states.attribute === stream.attribute;
    const inTime = [...kept].filter(about).sort((a, b) => a.at - b.at);
    if (question.family === 'ordering') return inTime.map(({ states }) => states?.value ?? '').join(', ');
    if (question.family === 'counting') return String(Math.max(0, inTime.length - 1));
    const first =
      mode === 'newest' ? stream.records.filter(about).at(-1) : kept.find(({ states }) => states !== undefined);
    return first?.states?.value ?? '';
  };
  return { name, answer: (stream) => stream.questions.map((question) => answerOne(stream, question)) };
}
