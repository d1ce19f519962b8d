/** Answers a question about a course of values from what was told, without knowing the attribute beforehand. */
import { quotePattern } from '../../../kernel/quote-pattern.ts';
import type { AskedTime } from './ask-time.ts';
import { entityOf, placeOf } from './find-entity.ts';
import { frameTokens, tokensOf } from './frame-tokens.ts';
import { askedTime } from './learned-time.ts';
import { longestStatement, type Told } from './mask-statements.ts';
import { mannerAsked, questionWords, relationFor, speaksOf } from './match-question.ts';
import { readStream, type ValueStatement } from './read-stream.ts';
import { relationsOf } from './relations.ts';
import { settledValues } from './settle-values.ts';
import { tellsPast } from './tells-past.ts';
import { kindOf } from './value-kinds.ts';
import type { EmbedTexts } from './vectors.ts';

export type FramesAnswer = {
  readonly text: string;
  readonly asked: AskedTime;
  readonly entity: string;
  readonly values: readonly { readonly value: string; readonly at: number; readonly source: string }[];
  readonly support: FramesSupport;
};

export type CourseOptions = {
  readonly embed?: EmbedTexts | undefined;
  /**
   * True for people's talk, in which most sentences tell no value: only names are asked about, and only what rests on
   * enough is answered. Default false.
   */
  readonly talk?: boolean;
};

/** Share of the statements about somebody in talk that must be read before courses are made of them. */
export const readShare = 0.4;

/** What an answer rests on, in statements about the entity. */
export type FramesSupport = {
  /** That name it. */
  readonly naming: number;
  /** That were read as telling a value of anything. */
  readonly read: number;
  /** Of the course that was asked for. */
  readonly course: number;
  /** Of these, those that are worded like others. */
  readonly induced: number;
  /** Of how many the same is told. */
  readonly told: number;
};

/** Answers from frames; undefined where nobody that was told of is named, or nothing fits what is asked. */
export function answerFrames(
  question: string,
  told: readonly Told[],
  { embed, talk = false }: CourseOptions = {},
): FramesAnswer | undefined {
  const spoken = told.map((one) => ({ tokens: tokensOf(one) }));
  const name = entityOf(question, spoken, { described: !talk });
  if (name === undefined) return undefined;
  const naming = spoken.filter(({ tokens }) => placeOf(name, tokens) >= 0);
  // Long sentences are not read; where most are, no course can be trusted.
  if (talk && naming.filter(({ tokens }) => tokens.length <= longestStatement).length < naming.length * readShare)
    return undefined;
  const reading = readStream(told, name, { question, embed });
  const read = reading.statements.filter(({ entity }) => entity === reading.entity).length;
  // Nothing is answered from so little, whatever relations there are.
  if (talk && read < naming.length * readShare) return undefined;
  const words = questionWords(frameTokens(question), new Set(reading.entity.split(' ')));
  const asked = askedTime(withoutName(question, name));
  const relations = relationsOf(reading.statements, { embed, asked: words.stems });
  const relation = relationFor(relations, words, reading.entity, embed);
  if (relation === undefined || !speaksOf(relation, words, { embed, strict: talk })) return undefined;
  const settled = settledValues(relation.statements, { manner: mannerAsked.test(words.text), embed });
  const own = settled.filter(({ entity }) => entity === reading.entity);
  const values = courseOf(own);
  const text = pick(
    asked,
    values.map(({ value }) => value),
  );
  if (text === undefined) return undefined;
  const support: FramesSupport = {
    naming: naming.length,
    read,
    course: own.length,
    induced: own.filter(({ induced }) => induced).length,
    told: alike(relation.statements),
  };
  return { text, asked, entity: name.join(' '), values, support };
}

/** Of how many values of one kind are told; 0 where they are of no kind. */
function alike(statements: readonly ValueStatement[]): number {
  const kinds = new Map<string, Set<string>>();
  for (const { entity, value } of statements) {
    const kind = kindOf(value.value);
    kinds.set(kind, (kinds.get(kind) ?? new Set()).add(entity));
  }
  const sorts = [...kinds].filter(([kind]) => kind !== 'words' && kind !== 'words with digits');
  return Math.max(0, ...sorts.map(([, entities]) => entities.size));
}

/** The question with a letter for the name, whose digits count nothing. */
function withoutName(question: string, name: readonly string[]): string {
  const pattern = name.map(quotePattern).join('\\s*');
  return question.replace(new RegExp(pattern, 'giu'), 'X');
}

/** Values in order of time, none twice in a row; one that was named as the one before is put in where it is missing. */
function courseOf(statements: readonly ValueStatement[]): FramesAnswer['values'] {
  const course: { value: string; at: number; source: string; key: string }[] = [];
  const inOrder = [...statements].sort(
    (a, b) => a.statement.at - b.statement.at || a.statement.place - b.statement.place,
  );
  const known = new Set<string>();
  for (const { statement, value, previous, induced } of inOrder) {
    const { at, source } = statement;
    const last = course.at(-1)?.key;
    // How it was, told once more.
    const again = known.has(value.key) || (previous !== undefined && known.has(previous.key) && !induced);
    if (again && tellsPast(statement.text)) continue;
    known.add(value.key);
    if (previous !== undefined && previous.key !== last && previous.key !== value.key)
      course.push({ value: previous.value, at, source, key: previous.key });
    if (value.key !== course.at(-1)?.key) course.push({ value: value.value, at, source, key: value.key });
  }
  return course;
}

function pick(asked: AskedTime, values: readonly string[]): string | undefined {
  if (values.length === 0) return undefined;
  switch (asked.family) {
    case 'current':
      return values.at(-1);
    case 'first':
      return values[0];
    case 'historical':
      return values.at(-1 - asked.steps);
    case 'ordering':
      return (asked.reversed ? [...values].reverse() : values).join(', ');
    case 'counting':
      return String(asked.distinct ? new Set(values.map((one) => one.toLowerCase())).size : values.length - 1);
  }
}
