/** Questions about the past in words, answered from what was told step by step, from facts, and from series of values. */
import { quotePattern } from '../../kernel/quote-pattern.ts';
import type { Scope } from '../../kernel/scope.ts';
import type { Hit } from '../../plaintext/recall/types.ts';
import { answerCourse } from '../../plaintext/revise/frames/answer-course.ts';
import { ruledTime } from '../../plaintext/revise/frames/ask-time.ts';
import type { EmbedTexts } from '../../plaintext/revise/frames/vectors.ts';
import { entitiesIn } from '../../plaintext/revise/state/series/read-revision.ts';
import { askStory, asksStory } from '../../plaintext/revise/story/ask-story.ts';
import { followStory } from '../../plaintext/revise/story/story.ts';
import type { Engine } from '../engine.ts';
import { toHit } from '../recall.ts';
import { isFree } from '../vectors/embedding-space.ts';
import { askFacts } from './ask-facts.ts';
import { type ToldSentence, toldIn } from './told-turns.ts';

export type HistoryAnswer = {
  readonly text: string;
  /** What it was answered from: a story of places and holders, facts about somebody, values of something's attribute. */
  readonly from: 'story' | 'facts' | 'series';
  /** Turn ids. */
  readonly sources: readonly string[];
  /** How it was found, in one sentence. */
  readonly path: string;
};

/** Longest question looked at, characters: a longer one is a request with its story. */
const longestQuestion = 200;
/** Asks, or tells to list. */
const asks =
  /\?$|^(?:who|whom|where|what|which|when|how|is|was|does|did|do|has|have|list|name|show|give|tell|walk|in|go (?:through|back|over)|trace|recount|enumerate|run through|count|put|recall|rewind|spell out|set out|lay out)\b/i;

/** Words of a question that may name somebody or something. */
function namesIn(question: string): string[] {
  const words = question.match(/[\p{L}\p{N}][\p{L}\p{N}'’./-]*/gu) ?? [];
  return [...new Set([...entitiesIn(question), ...words.filter((word) => word.length > 2)])];
}

export type HistoryOptions = {
  readonly scope?: Scope;
  /** Only what was told by `valid`, and had come in by `known`; milliseconds since the epoch. */
  readonly asOf?: { readonly valid?: number; readonly known?: number };
};

/** Answers from what was told; undefined where nothing tells, or the question is of another kind. Inside `exclusive`. */
export async function answerHistory(
  engine: Engine,
  question: string,
  options: HistoryOptions = {},
): Promise<HistoryAnswer | undefined> {
  if (question.length > longestQuestion || !asks.test(question.trim())) return undefined;
  const told = asksStory(question) ? await toldBy(engine, question, options) : [];
  const story = askStory(
    question,
    followStory(told.flatMap((one) => (one.event === undefined ? [] : [{ ...one, event: one.event }]))),
  );
  if (story !== undefined) {
    // Where it is a course that is asked for, what sees more of it answers: "everyone who has led ...".
    const course = ruledTime(question).family === 'ordering' ? await fromCourse(engine, question, options) : undefined;
    if (course !== undefined && course.sources.length > story.text.split(', ').length) return course;
    return { ...story, text: asWritten(story.text, told), from: 'story' };
  }
  const facts = askFacts(engine.state.facts, question, options);
  if (facts !== undefined) return { ...facts, from: 'facts' };
  // Somebody who is only described is in no series.
  return describesHolder.test(question) ? undefined : await fromCourse(engine, question, options);
}

/** What was told by a moment about what a question names. */
async function toldBy(
  engine: Engine,
  question: string,
  { scope = {}, asOf = {} }: HistoryOptions,
): Promise<readonly ToldSentence[]> {
  const { valid = Number.POSITIVE_INFINITY, known = Number.POSITIVE_INFINITY } = asOf;
  const told = await toldIn(engine, scope, namesIn(question));
  if (valid === Number.POSITIVE_INFINITY && known === Number.POSITIVE_INFINITY) return told;
  return told.filter(({ at, recordedAt }) => at <= valid && recordedAt <= known);
}

const stated = new WeakMap<readonly ToldSentence[], readonly ToldSentence[]>();

/** Without questions; the same list for the same list, so that its statements are compared once. */
function statementsIn(told: readonly ToldSentence[]): readonly ToldSentence[] {
  const statements = stated.get(told) ?? told.filter(({ text }) => !text.trim().endsWith('?'));
  stated.set(told, statements);
  return statements;
}

/** Names, which a story compares in lower case, as they were written where they were told. */
function asWritten(text: string, told: readonly ToldSentence[]): string {
  return text
    .split(', ')
    .map((part) => {
      const pattern = new RegExp(`(?<!\\p{L})${quotePattern(part)}(?!\\p{L})`, 'iu');
      for (const { text: sentence } of told) {
        const written = pattern.exec(sentence)?.[0];
        if (written !== undefined && written !== part) return written;
      }
      return part;
    })
    .join(', ');
}

const describesHolder =
  /\b(?:person|one|man|woman|someone|somebody|whoever)\b.*\b(?:had|has|have|held|holds|carried)\b/i;

async function fromCourse(
  engine: Engine,
  question: string,
  options: HistoryOptions,
): Promise<HistoryAnswer | undefined> {
  const told = await toldBy(engine, question, options);
  const answer = answerCourse(question, statementsIn(told), { embed: freeEmbedder(engine), talk: true });
  if (answer === undefined) return undefined;
  return {
    text: answer.text,
    from: 'series',
    sources: answer.values.map(({ source }) => source),
    path: `${answer.subject}: ${answer.values.map(({ value }) => value).join(', ')}`,
  };
}

/** Vectors of values, where they cost nothing. */
function freeEmbedder({ state: { embedder } }: Engine): EmbedTexts | undefined {
  if (embedder === undefined || !isFree(embedder)) return undefined;
  const { embedSync } = embedder as typeof embedder & { readonly embedSync: EmbedTexts };
  return (texts) => embedSync(texts);
}

/** Turns shown as evidence of an answer about the past, newest first. */
const shownTurns = 10;

/** The same with the turns that tell it as evidence, for `ask`. Inside `exclusive`. */
export async function historyFor(
  engine: Engine,
  question: string,
  scope?: Scope,
): Promise<(HistoryAnswer & { readonly evidence: readonly Hit[] }) | undefined> {
  const answer = await answerHistory(engine, question, scope === undefined ? {} : { scope });
  if (answer === undefined) return undefined;
  const ids = [...new Set(answer.sources)].slice(-shownTurns).reverse();
  const entries = await engine.cube.latest('turn', ids);
  const evidence = entries.flatMap((entry): Hit[] => {
    const hit = entry?.kind === 'turn' ? toHit(entry) : undefined;
    return hit === undefined ? [] : [{ ...hit, score: 1 }];
  });
  return { ...answer, evidence };
}
