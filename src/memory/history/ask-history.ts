/** Questions about the past in words, answered from what was told step by step, from facts, and from series of values. */
import type { Scope } from '../../kernel/scope.ts';
import type { Hit } from '../../plaintext/recall/types.ts';
import { answerSeries } from '../../plaintext/revise/state/series/answer-series.ts';
import { entitiesIn } from '../../plaintext/revise/state/series/read-revision.ts';
import { createSeriesStore } from '../../plaintext/revise/state/series/value-series.ts';
import { askStory, asksStory } from '../../plaintext/revise/story/ask-story.ts';
import { followStory } from '../../plaintext/revise/story/story.ts';
import type { Engine } from '../engine.ts';
import { toHit } from '../recall.ts';
import { askFacts } from './ask-facts.ts';
import { revisionsIn, toldIn } from './told-turns.ts';

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
  /\?$|^(?:who|whom|where|what|which|when|how|is|was|does|did|do|has|have|list|name|show|give|tell|walk|in)\b/i;

/** Words of a question that may name somebody or something. */
function namesIn(question: string): string[] {
  const words = question.match(/[\p{L}\p{N}][\p{L}\p{N}'’./-]*/gu) ?? [];
  return [...new Set([...entitiesIn(question), ...words.filter((word) => word.length > 2)])];
}

/** Answers from what was told; undefined where nothing tells, or the question is of another kind. Inside `exclusive`. */
export async function answerHistory(
  engine: Engine,
  question: string,
  options: { readonly scope?: Scope } = {},
): Promise<HistoryAnswer | undefined> {
  const { scope = {} } = options;
  if (question.length > longestQuestion || !asks.test(question.trim())) return undefined;
  const told = asksStory(question) ? await toldIn(engine, scope, namesIn(question)) : [];
  const story = askStory(
    question,
    followStory(told.flatMap((one) => (one.event === undefined ? [] : [{ ...one, event: one.event }]))),
  );
  if (story !== undefined) return { ...story, from: 'story' };
  const facts = askFacts(engine.state.facts, question, scope);
  if (facts !== undefined) return { ...facts, from: 'facts' };
  // Somebody who is only described is in no series.
  return describesHolder.test(question) ? undefined : await fromSeries(engine, question, scope);
}

const describesHolder =
  /\b(?:person|one|man|woman|someone|somebody|whoever)\b.*\b(?:had|has|have|held|holds|carried)\b/i;

async function fromSeries(engine: Engine, question: string, scope: Scope): Promise<HistoryAnswer | undefined> {
  const entities = entitiesIn(question);
  if (entities.length === 0) return undefined;
  const store = createSeriesStore();
  const told = await revisionsIn(engine, scope, entities);
  told.forEach(({ revision, at, source }, step) => {
    const { entity, attribute, value } = revision;
    // Statements of one moment stay in the order in which they were made.
    store.add(entity, attribute, { value, at: at + step / 1e6, source });
  });
  const answer = answerSeries(question, store);
  if (answer === undefined) return undefined;
  const { series, text } = answer;
  return {
    text,
    from: 'series',
    sources: series.versions.map(({ source }) => source),
    path: `${series.attribute} of ${series.entity}: ${series.versions.map(({ value }) => value).join(', ')}`,
  };
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
