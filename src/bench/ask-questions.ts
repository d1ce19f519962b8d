/** Puts one conversation into a subject and asks its questions, with times. */

import { throwIfAborted } from '../errors/index.ts';
import type { TurnInput } from '../kernel/turn.ts';
import type { Ranking, Subject } from './subject.ts';
import type { SuiteConversation, SuiteQuestion } from './suites/suite.ts';

/** Deepest rank that is scored. */
export const deepestRank = 50;

/** One asked question: the units found, in order, without duplicates. */
export type Answer = {
  readonly question: SuiteQuestion;
  readonly ranked: readonly string[];
  /** Turn ids shown first, in order, without duplicates. */
  readonly turnIds: readonly string[];
  readonly confidence: number;
  readonly latencyMs: number;
};

export type Asked = { readonly answers: readonly Answer[]; readonly items: number; readonly ingestMs: number };

/** Ingests and asks; questions with `afterTurns` are asked as soon as that many turns are in. */
export async function askQuestions(
  subject: Subject,
  conversation: SuiteConversation,
  options: { readonly signal?: AbortSignal; readonly onAnswer?: (answer: Answer) => void } = {},
): Promise<Asked> {
  const total = conversation.turns.length;
  const due = conversation.questions.map((question) => ({ question, after: question.afterTurns ?? total }));
  due.sort((a, b) => a.after - b.after);
  const answers: Answer[] = [];
  let given = 0;
  let ingestMs = 0;
  const giveUntil = async (count: number): Promise<void> => {
    const turns: readonly TurnInput[] = conversation.turns.slice(given, count);
    if (turns.length === 0) return;
    const start = performance.now();
    await subject.ingest(turns);
    ingestMs += performance.now() - start;
    given = count;
  };
  for (const { question, after } of due) {
    throwIfAborted(options.signal);
    await giveUntil(after);
    const answer = await askOne(subject, conversation, question);
    answers.push(answer);
    options.onAnswer?.(answer);
  }
  await giveUntil(total);
  return { answers, items: total, ingestMs };
}

/**
 * Asks for `deepestRank` entries and folds them to units; where several entries fall into one unit, asks again for
 * more until enough units are seen or the subject has no more. Only the first call is timed.
 */
async function askOne(subject: Subject, conversation: SuiteConversation, question: SuiteQuestion): Promise<Answer> {
  const at = question.at === undefined ? {} : { at: question.at };
  const start = performance.now();
  const firstRanking = await subject.recall(question.text, deepestRank, at);
  const latencyMs = performance.now() - start;
  let folded = foldUnits(firstRanking, conversation.units);
  let asked = deepestRank;
  let got = firstRanking.ranked.length;
  while (folded.ranked.length < deepestRank && got >= asked && asked < conversation.turns.length) {
    asked = Math.min(asked * 4, conversation.turns.length);
    const wider = await subject.recall(question.text, asked, at);
    folded = foldUnits(wider, conversation.units);
    got = wider.ranked.length;
  }
  return { question, ...folded, confidence: firstRanking.confidence, latencyMs };
}

/** Expands entries to turns and turns to units, in order, without duplicates. Unknown turn ids keep their place. */
export function foldUnits(
  ranking: Ranking,
  units: ReadonlyMap<string, string> | undefined,
): { readonly ranked: string[]; readonly turnIds: string[] } {
  const turnIds = new Set<string>();
  for (const entry of ranking.ranked) for (const id of entry.turnIds) turnIds.add(id);
  const ranked = new Set<string>();
  for (const id of turnIds) ranked.add(units?.get(id) ?? id);
  return { ranked: [...ranked].slice(0, deepestRank), turnIds: [...turnIds] };
}
