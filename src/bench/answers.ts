/**
 * Answer benchmark: what a memory answers without a language model, scored as each suite scores answers, with two
 * baselines in the same run: the sentence of the top five turns that shares most words with the question, and a random
 * sentence of the conversation as the negative control.
 */
import { throwIfAborted } from '../errors/index.ts';
import type { TurnInput } from '../kernel/turn.ts';
import { splitSentences } from '../plaintext/extract/sentences.ts';
import type { RecallOptions } from '../plaintext/recall/types.ts';
import { seededRandom } from '../tensor/seeded-random.ts';
import { bm25Terms } from './baselines/bm25-terms.ts';
import { type AskedChoice, type ChoicesReport, choiceBaselines, choicesReport } from './choices.ts';
import { type MemoryLike, memorySubject } from './memory-subject.ts';
import { locomoScore, tokenF1 } from './metrics/locomo-f1.ts';
import { mean, percentile } from './metrics/statistics.ts';
import type { Subject, SubjectContext } from './subject.ts';
import { containsAnswer, normalizeAnswer } from './suites/bfcl/load-bfcl.ts';
import { findSuite } from './suites/catalog.ts';
import type { Part, SuiteConversation, SuiteQuestion } from './suites/suite.ts';

export type GivenAnswer = {
  /** Undefined when it is not in memory. */
  readonly text: string | undefined;
  readonly found: boolean;
  /** Only its order matters. */
  readonly confidence: number;
};

/** A memory that answers. */
export type AnswerSubject = Subject & {
  /** Asked at `at` (milliseconds since the epoch). */
  ask(question: string, options: { readonly at?: number }): Promise<GivenAnswer>;
  /** Index of the option that it would choose. */
  choose?(question: string, options: readonly string[], at: number | undefined): Promise<number>;
};

/** What is used of a memory that answers. */
export type AnsweringMemory = MemoryLike & {
  ask(query: string, options?: RecallOptions): Promise<GivenAnswer>;
  choose(question: string, answers: readonly string[], options?: RecallOptions): Promise<{ readonly index: number }>;
};

/** A memory of this library as a subject that answers; it is closed with the subject. */
export function answeringSubject(memory: AnsweringMemory): AnswerSubject {
  return {
    ...memorySubject(memory, 'default'),
    ask: (question, { at }) => memory.ask(question, at === undefined ? {} : { now: at }),
    choose: async (question, options, at) =>
      (await memory.choose(question, options, at === undefined ? {} : { now: at })).index,
  };
}

export type AnswersRequest = {
  readonly suite: string;
  readonly dataPath: string;
  /** Default `all`. */
  readonly part?: Part;
  /** Only the first N conversations. */
  readonly limit?: number;
};

/** One question with what was answered to it. */
export type AskedAnswer = {
  readonly conversation: string;
  readonly question: SuiteQuestion;
  readonly given: GivenAnswer;
  readonly nearestSentence: string;
  readonly randomSentence: string;
  /** 0 to 1, by the suite's own rule. */
  readonly score: number;
  readonly latencyMs: number;
  /** Of a question with options. */
  readonly choice?: AskedChoice;
};

export type AnswersOptions = {
  readonly signal?: AbortSignal;
  /** Receives every answer, for error analysis. */
  readonly onAnswer?: (answer: AskedAnswer) => void;
  /** Seed of the random sentences. Default 1. */
  readonly seed?: number;
};

/** Percentages 0 to 100. */
export type AnswerScores = {
  readonly questions: number;
  /** By the suite's own rule. */
  readonly score: number;
  readonly nearestSentence: number;
  readonly randomSentence: number;
  /** Over answerable questions: equal after normalization, the answer contains an accepted one, token F1. */
  readonly exact: number;
  readonly contains: number;
  readonly f1: number;
  /** Share of questions answered with "not in memory". */
  readonly abstained: number;
};

export type AnswersReport = {
  readonly suite: string;
  readonly part: Part;
  /** The suite's own rule, in a few words. */
  readonly rule: string;
  /** Over answerable questions (LoCoMo: categories 1 to 4). */
  readonly answerable: AnswerScores;
  /** Over questions whose right answer is that memory does not hold it. */
  readonly unanswerable: AnswerScores;
  readonly byCategory: Readonly<Record<string, AnswerScores>>;
  /** Over questions with options; null without any. */
  readonly choices: ChoicesReport | null;
  readonly latencyMs: { readonly p50: number; readonly p95: number };
};

/** How one suite scores an answer, 0 to 1; a refusal is `undefined`. */
type AnswerRule = {
  readonly rule: string;
  readonly score: (question: SuiteQuestion, answer: string | undefined) => number;
};

const refusal = 'Not mentioned in the conversation';

const exactRule: AnswerRule = {
  rule: 'exact match with an accepted answer after normalization',
  score: (question, answer) => (answer === undefined ? 0 : exactly(question, answer)),
};

const rules: Readonly<Record<string, AnswerRule>> = {
  locomo: {
    rule: 'official: stemmed token F1 by category; adversarial by abstention',
    score: (question, answer) =>
      locomoScore(Number.parseInt(question.category, 10), answer ?? refusal, question.answer ?? ''),
  },
  bfcl: exactRule,
  babi: {
    rule: 'exact match; the items of a list in any order',
    score: (question, answer) => (answer !== undefined && items(answer) === items(question.answer ?? '') ? 1 : 0),
  },
};

function items(answer: string): string {
  return answer
    .toLowerCase()
    .split(',')
    .map((item) => item.trim())
    .sort()
    .join(',');
}

const f1Rule: AnswerRule = {
  rule: 'stemmed token F1; unanswerable ones by abstention',
  score: (question, answer) => (answer === undefined ? 0 : bestF1(question, answer)),
};

function accepted(question: SuiteQuestion): readonly string[] {
  return question.answers ?? (question.answer === undefined ? [] : [question.answer]);
}

function exactly(question: SuiteQuestion, answer: string): number {
  const given = normalizeAnswer(answer).replace(/\s+/g, ' ').trim();
  return accepted(question).some((one) => normalizeAnswer(one).replace(/\s+/g, ' ').trim() === given) ? 1 : 0;
}

function bestF1(question: SuiteQuestion, answer: string): number {
  return accepted(question).reduce((best, one) => Math.max(best, tokenF1(answer, one)), 0);
}

/**
 * Asks every question of a suite. Every conversation gets a fresh subject; questions with `afterTurns` are asked as
 * soon as that many turns are in.
 *
 * @throws MemoryError `not_found` for an unknown suite or path, `invalid_input` for files in another format, `aborted`
 */
export async function runAnswers(
  request: AnswersRequest,
  subjectFactory: (context: SubjectContext) => Promise<AnswerSubject> | AnswerSubject,
  options: AnswersOptions = {},
): Promise<AnswersReport> {
  const suite = findSuite(request.suite);
  const { part = 'all' } = request;
  const rule = rules[suite.name] ?? f1Rule;
  const random = seededRandom(options.seed ?? 1);
  const rows: AskedAnswer[] = [];
  for await (const conversation of suite.open({ ...request, part })) {
    throwIfAborted(options.signal);
    const subject = await subjectFactory({ suite: suite.name, recipe: 'answers', conversation: conversation.id });
    try {
      for await (const row of askConversation(subject, conversation, { rule, pick: () => random.next() })) {
        throwIfAborted(options.signal);
        rows.push(row);
        options.onAnswer?.(row);
      }
    } finally {
      await subject.close();
    }
  }
  const categories = [...new Set(rows.map(({ question }) => question.category))].sort();
  const latencies = rows.map(({ latencyMs }) => latencyMs);
  const summarize = (wanted: (row: AskedAnswer) => boolean): AnswerScores => summary(rows.filter(wanted), rule);
  return {
    suite: suite.name,
    part,
    rule: rule.rule,
    answerable: summarize(({ question }) => !question.abstain),
    unanswerable: summarize(({ question }) => question.abstain),
    byCategory: Object.fromEntries(
      categories.map((category) => [category, summarize(({ question }) => question.category === category)]),
    ),
    choices: choicesReport(rows.flatMap(({ choice }) => choice ?? [])),
    latencyMs: { p50: round(percentile(latencies, 50)), p95: round(percentile(latencies, 95)) },
  };
}

type AskScene = { readonly rule: AnswerRule; readonly pick: () => number };

async function* askConversation(
  subject: AnswerSubject,
  conversation: SuiteConversation,
  { rule, pick }: AskScene,
): AsyncGenerator<AskedAnswer> {
  const { turns } = conversation;
  const due = conversation.questions.map((question) => ({ question, after: question.afterTurns ?? turns.length }));
  due.sort((a, b) => a.after - b.after);
  const texts = new Map(turns.map((turn) => [turn.id ?? '', turn.text]));
  const hasOptions = ({ options, correctOption }: SuiteQuestion): boolean =>
    options !== undefined && correctOption !== undefined;
  const choices = conversation.questions.some(hasOptions) ? choiceBaselines(conversation) : undefined;
  let given = 0;
  for (const { question, after } of due) {
    if (after > given) {
      await subject.ingest(turns.slice(given, after));
      await choices?.ingest(turns.slice(given, after));
    }
    given = Math.max(given, after);
    const at = question.at === undefined ? {} : { at: question.at };
    const started = performance.now();
    const answer = await subject.ask(question.text, at);
    const latencyMs = performance.now() - started;
    const { ranked } = await subject.recall(question.text, 5, at);
    const choice = hasOptions(question) ? await choices?.ask(question, subject.choose) : undefined;
    const shown = ranked.flatMap((entry) => entry.turnIds).slice(0, 5);
    yield {
      conversation: conversation.id,
      question,
      given: answer,
      nearestSentence: nearestSentence(
        question.text,
        shown.map((id) => texts.get(id) ?? ''),
      ),
      randomSentence: randomSentence(turns.slice(0, given), pick),
      score: scoreOf(question, answer.found ? answer.text : undefined, rule),
      latencyMs,
      ...(choice === undefined ? {} : { choice }),
    };
  }
}

function scoreOf(question: SuiteQuestion, answer: string | undefined, rule: AnswerRule): number {
  if (question.abstain && rule !== rules['locomo']) return answer === undefined ? 1 : 0;
  return rule.score(question, answer);
}

/** The sentence with most of the question's words; ties: the earlier turn, then the shorter sentence. */
export function nearestSentence(question: string, texts: readonly string[]): string {
  const wanted = new Set(bm25Terms(question));
  let best = '';
  let most = -1;
  for (const text of texts) {
    for (const sentence of sentencesOf(text)) {
      const shared = new Set(bm25Terms(sentence).filter((term) => wanted.has(term))).size;
      if (shared > most) {
        most = shared;
        best = sentence;
      }
    }
  }
  return best;
}

function randomSentence(turns: readonly TurnInput[], pick: () => number): string {
  if (turns.length === 0) return '';
  const turn = turns[Math.floor(pick() * turns.length)] as TurnInput;
  const sentences = sentencesOf(turn.text);
  return sentences[Math.floor(pick() * sentences.length)] ?? turn.text;
}

function sentencesOf(text: string): string[] {
  return splitSentences(text).map(({ start, end }) => text.slice(start, end));
}

function summary(rows: readonly AskedAnswer[], rule: AnswerRule): AnswerScores {
  const percent = (pick: (row: AskedAnswer) => number): number => round(100 * mean(rows.map(pick)));
  const text = ({ given }: AskedAnswer): string => (given.found ? (given.text ?? '') : '');
  return {
    questions: rows.length,
    score: percent(({ score }) => score),
    nearestSentence: percent((row) => scoreOf(row.question, row.nearestSentence, rule)),
    randomSentence: percent((row) => scoreOf(row.question, row.randomSentence, rule)),
    exact: percent((row) => exactly(row.question, text(row))),
    contains: percent((row) => (accepted(row.question).some((one) => containsAnswer(text(row), one)) ? 1 : 0)),
    f1: percent((row) => bestF1(row.question, text(row))),
    abstained: percent(({ given }) => (given.found ? 0 : 1)),
  };
}

function round(value: number): number {
  return Number(value.toFixed(2));
}
