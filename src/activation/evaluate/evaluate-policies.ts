/**
 * Runs cache policies over a task: one prefill per case with full attention, then for every policy and budget a copy
 * of that cache is compressed and all questions are asked on it. Reports accuracy beside entries and bytes.
 */
import { argmax } from '../../models/matrix.ts';
import type { Transformer } from '../../models/transformer.ts';
import { integerBelow, type SeededRandom, seededRandom } from '../../tensor/index.ts';
import type { CachePolicy } from '../cache-policy.ts';
import { applyPolicy } from '../engine/apply-policy.ts';
import { KvCache, type RetentionGate, trackingFor } from '../engine/kv-cache.ts';
import type { TaskCase, TaskQuestion } from '../tasks/task.ts';

/** A policy under test. */
export type PolicyEntry = {
  /** Row label (default the policy's name). */
  readonly label?: string;
  readonly policy: CachePolicy;
  /** Policies that act afterwards, each on a fresh view (shrink channels after eviction, for instance). */
  readonly after?: readonly CachePolicy[];
  /** Gate that fills the slots' retention while the context is read. */
  readonly gate?: RetentionGate;
  /**
   * What the policy sees when it acts: `unknown` (default) nothing of the questions; `known` each question, on a copy of
   * the full cache of its own (loading from a full cache, or an oracle); `first` the first question, once, and then all
   * are asked on what is left.
   */
  readonly question?: 'unknown' | 'known' | 'first';
  /** Contents of pseudo tokens for policies that ask for future queries (default `tail`). */
  readonly pseudo?: 'tail' | ((task: TaskCase, random: SeededRandom, count: number) => Int32Array);
  /** Position of the first pseudo token (default: the next one). */
  readonly pseudoPosition?: number;
};

/** One measured cell. */
export type PolicyResult = {
  readonly label: string;
  /** Budget as a share of the context length. */
  readonly share: number;
  /** Right answer tokens over asked ones. */
  readonly accuracy: number;
  /** The same by the place of the question among its context's questions. */
  readonly byTurn: readonly number[];
  /** Mean slots per head after compression. */
  readonly entriesPerHead: number;
  /** Mean bytes of keys and values after compression, and of the uncompressed cache. */
  readonly bytes: number;
  readonly fullBytes: number;
  /** Mean slots per head by head, layer-major. */
  readonly headLengths: readonly number[];
};

/** What to run. */
export type EvaluationRequest = {
  readonly model: Transformer;
  readonly cases: readonly TaskCase[];
  readonly entries: readonly PolicyEntry[];
  readonly shares: readonly number[];
  /** Seed of the policies' random streams. */
  readonly seed: number | string;
  /**
   * `requests` (default): every question starts from the compressed context. `turns`: questions and right answers stay
   * in the cache and the next question follows them.
   */
  readonly mode?: 'requests' | 'turns';
};

/** Runs every entry at every share; entries outside, shares inside. */
export function evaluatePolicies(request: EvaluationRequest): PolicyResult[] {
  const { model, cases, entries, shares } = request;
  const random = seededRandom(request.seed);
  const tallies = entries.flatMap((entry) => shares.map((share) => new Tally(entry, share)));
  const gates = new Set(entries.map((entry) => entry.gate));
  cases.forEach((task, n) => {
    for (const gate of gates) {
      const mine = tallies.filter(({ entry }) => entry.gate === gate);
      const base = prefill(model, task, { entries: mine.map(({ entry }) => entry), gate });
      for (const tally of mine) {
        runOne({ model, task, base, tally, random: random.split(`case ${n}`), mode: request.mode ?? 'requests' });
      }
    }
  });
  return tallies.map((tally) => tally.result());
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

class Tally {
  readonly entry: PolicyEntry;
  readonly share: number;
  #right: number[] = [];
  #asked: number[] = [];
  #caches = 0;
  #bytes = 0;
  #fullBytes = 0;
  #lengths: number[] = [];

  constructor(entry: PolicyEntry, share: number) {
    this.entry = entry;
    this.share = share;
  }

  compressed(cache: KvCache, base: KvCache): void {
    const { contentBytes, headLengths } = cache.stats();
    this.#caches++;
    this.#bytes += contentBytes;
    this.#fullBytes += base.stats().contentBytes;
    headLengths.forEach((length, h) => {
      this.#lengths[h] = (this.#lengths[h] ?? 0) + length;
    });
  }

  answered(turn: number, right: number, asked: number): void {
    this.#right[turn] = (this.#right[turn] ?? 0) + right;
    this.#asked[turn] = (this.#asked[turn] ?? 0) + asked;
  }

  result(): PolicyResult {
    const headLengths = this.#lengths.map((total) => total / this.#caches);
    return {
      label: this.entry.label ?? this.entry.policy.name,
      share: this.share,
      accuracy: sum(this.#right) / sum(this.#asked),
      byTurn: this.#right.map((right, turn) => right / this.#asked[turn]!),
      entriesPerHead: sum(headLengths) / headLengths.length,
      bytes: this.#bytes / this.#caches,
      fullBytes: this.#fullBytes / this.#caches,
      headLengths,
    };
  }
}

/** Reads a case's context into a fresh cache that tracks what all the given policies need. */
export function prefill(
  model: Transformer,
  task: TaskCase,
  options: { readonly entries: readonly PolicyEntry[]; readonly gate?: RetentionGate | undefined },
): KvCache {
  const tracking = options.entries
    .flatMap(({ policy, after = [] }) => [policy, ...after])
    .map(({ needs }) => trackingFor(needs));
  const cache = new KvCache({
    layout: model.layout,
    rope: model.rope,
    trackAttention: tracking.some((t) => t.trackAttention === true),
    queryWindow: Math.max(0, ...tracking.map((t) => t.queryWindow ?? 0)),
    ...(options.gate && { gate: options.gate }),
  });
  model.forward({ tokens: task.context, memory: cache, logits: 'none' });
  return cache;
}

type Running = {
  readonly model: Transformer;
  readonly task: TaskCase;
  readonly base: KvCache;
  readonly tally: Tally;
  readonly random: SeededRandom;
  readonly mode: 'requests' | 'turns';
};

function runOne(running: Running): void {
  const { task, base, tally, mode } = running;
  if (tally.entry.question === 'known') {
    task.questions.forEach((question, turn) => {
      const cache = base.clone();
      readPrompt(running, cache, question);
      compress(running, cache);
      tally.compressed(cache, base);
      ask(running, cache, { question, turn, previous: task.context.at(-1)! });
    });
    return;
  }
  const cache = base.clone();
  if (tally.entry.question === 'first') readPrompt(running, cache, task.questions[0]!);
  compress(running, cache);
  tally.compressed(cache, base);
  let previous = task.context.at(-1)!;
  task.questions.forEach((question, turn) => {
    ask(running, cache, { question, turn, previous });
    if (mode === 'turns') previous = question.answer.at(-1)!;
  });
}

/** Leaves the question's queries in the window, but not its slots in the cache. */
function readPrompt({ model, task }: Running, cache: KvCache, question: TaskQuestion): void {
  const mark = cache.mark();
  model.forward({
    tokens: question.prompt,
    memory: cache,
    positions: task.context.length,
    previousToken: task.context.at(-1)!,
    logits: 'none',
  });
  cache.rewind(mark);
}

function compress({ model, task, tally, random }: Running, cache: KvCache): void {
  const { policy, after = [], pseudo = 'tail', pseudoPosition } = tally.entry;
  const draws = random.split(`${tally.entry.label ?? policy.name} ${tally.share}`);
  const count = policy.needs.futureQueries;
  for (const acting of [policy, ...after]) {
    applyPolicy(cache, acting, {
      model,
      budget: { entriesPerHead: Math.round(tally.share * task.context.length) },
      pseudoTokens: pseudo === 'tail' ? task.context.slice(-count) : pseudo(task, draws.split('pseudo'), count),
      previousToken: task.context.at(-1)!,
      random: draws,
      ...(pseudoPosition !== undefined && { pseudoPosition }),
    });
  }
}

/** Feeds prompt and answer (teacher-forced) and counts answer tokens that were the most likely ones. */
function ask(
  { model, tally, mode }: Running,
  cache: KvCache,
  of: { readonly question: TaskQuestion; readonly turn: number; readonly previous: number },
): void {
  const { prompt, answer } = of.question;
  const mark = cache.mark();
  const tokens = Int32Array.of(...prompt, ...answer);
  const { data } = model.forward({
    tokens,
    memory: cache,
    positions: cache.nextPosition,
    previousToken: of.previous,
    logits: 'all',
  });
  if (mode === 'requests') cache.rewind(mark);
  const width = model.config.vocabulary;
  let right = 0;
  answer.forEach((token, n) => {
    if (argmax(data as Float32Array, (prompt.length - 1 + n) * width, width) === token) right++;
  });
  tally.answered(of.turn, right, answer.length);
}

/** Draws pseudo contents from a range of tokens. */
export function tokensFrom(
  first: number,
  count: number,
): (task: TaskCase, random: SeededRandom, length: number) => Int32Array {
  return (_, random, length) => Int32Array.from({ length }, () => first + integerBelow(random, count));
}
