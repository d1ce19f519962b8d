/**
 * Replays a stream of requests against a scheduler in simulated time: an iteration takes what a cost model says, fitted
 * to measured steps of the real server, so that results do not depend on what else the machine is doing.
 */

import { PhaseScheduler, type ScheduledStep, type SchedulerOptions } from './phase-scheduler.ts';
import type { DiffusionPhase } from './sparse-memory.ts';
import { SparseMemory } from './sparse-memory.ts';
import type { Arrival } from './workloads.ts';

/** Milliseconds of an iteration by its parts. */
export type StepCost = {
  readonly base: number;
  readonly perToken: number;
  /** A query-key pair of one head. */
  readonly perPair: number;
  /** A row through the output head. */
  readonly perLogitRow: number;
  /**
   * What an iteration takes however little it computes, as long as the computation is hidden behind it: on accelerators
   * the weights are read once an iteration, in the time of some hundred tokens (default 0).
   */
  readonly floor?: number;
};

/** A server as the replay sees it. */
export type ReplayedServer = SchedulerOptions & {
  readonly cost: StepCost;
  readonly heads: number;
  readonly retention: number;
  /** Rows through the head: of every computed token, or of the block alone. */
  readonly logitRows: 'all' | 'block';
};

/** How the stream went. */
export type ReplayResult = {
  /** Tokens generated a second of simulated time, from the first arrival to the last answer. */
  readonly tokensPerSecond: number;
  readonly latencyMs: { readonly mean: number; readonly p50: number; readonly p99: number };
  readonly iterations: number;
  /** Most tokens in an iteration: never above the budget. */
  readonly mostTokens: number;
  /** Most requests in an iteration. */
  readonly mostRequests: number;
  /** Iterations with both heavy and light steps. */
  readonly mixedIterations: number;
  /** Requests whose first step came before that of an earlier arrival. */
  readonly outOfOrder: number;
};

/** Cost of one iteration. */
export function iterationCost(steps: readonly ScheduledStep[], server: ReplayedServer): number {
  const { cost, heads, retention, logitRows } = server;
  let tokens = 0;
  let pairs = 0;
  let rows = 0;
  for (const { request, phase, block, tokens: own } of steps) {
    tokens += own;
    const length = Math.max(own, request.promptLength + request.length);
    const span = block[1] - block[0];
    pairs += heads * own * (phase === 'reuse' ? span + SparseMemory.kept(length, span, retention) : own);
    rows += logitRows === 'all' ? own : span;
  }
  const computed = cost.perToken * tokens + cost.perPair * pairs + cost.perLogitRow * rows;
  return cost.base + Math.max(cost.floor ?? 0, computed);
}

/** Runs all arrivals to their end. */
export function replayWorkload(arrivals: readonly Arrival[], server: ReplayedServer): ReplayResult {
  const scheduler = new PhaseScheduler(server);
  const order = new Map(arrivals.map(({ id }, n) => [id, n]));
  const latencies: number[] = [];
  const started: number[] = [];
  let now = arrivals[0]!.at;
  let next = 0;
  const seen = { iterations: 0, mostTokens: 0, mostRequests: 0, mixedIterations: 0 };
  while (next < arrivals.length || scheduler.unfinished > 0) {
    if (scheduler.unfinished === 0) now = Math.max(now, arrivals[next]!.at);
    while (next < arrivals.length && arrivals[next]!.at <= now) scheduler.submit(arrivals[next++]!);
    const steps = scheduler.next();
    const phases = new Set(steps.map(({ phase }): DiffusionPhase => phase));
    seen.iterations++;
    seen.mostTokens = Math.max(
      seen.mostTokens,
      steps.reduce((sum, { tokens }) => sum + tokens, 0),
    );
    seen.mostRequests = Math.max(seen.mostRequests, steps.length);
    if (phases.has('reuse') && phases.size > 1) seen.mixedIterations++;
    for (const { request, step } of steps) if (step === 0) started.push(order.get(request.id)!);
    now += iterationCost(steps, server);
    for (const id of scheduler.done(steps)) latencies.push(now - arrivals[order.get(id)!]!.at);
  }
  latencies.sort((a, b) => a - b);
  const at = (share: number): number =>
    latencies[Math.min(latencies.length - 1, Math.floor(share * latencies.length))]!;
  const tokens = arrivals.reduce((sum, { length }) => sum + length, 0);
  return {
    tokensPerSecond: (1e3 * tokens) / (now - arrivals[0]!.at),
    latencyMs: { mean: latencies.reduce((a, b) => a + b, 0) / latencies.length, p50: at(0.5), p99: at(0.99) },
    ...seen,
    outOfOrder: started.filter((place, n) => n > 0 && place < started[n - 1]!).length,
  };
}

/** Least squares over measured iterations, parts below zero set to zero. */
export function fitStepCost(
  measured: readonly {
    readonly tokens: number;
    readonly pairs: number;
    readonly logitRows: number;
    readonly ms: number;
  }[],
): StepCost {
  const rows = measured.map(({ tokens, pairs, logitRows }) => [1, tokens, pairs, logitRows]);
  const scale = [0, 1, 2, 3].map((c) => Math.max(1e-12, ...rows.map((row) => row[c]!)));
  const used = [0, 1, 2, 3];
  for (;;) {
    const found = solveSquares(
      rows.map((row) => used.map((c) => row[c]! / scale[c]!)),
      measured.map(({ ms }) => ms),
    );
    const worst = found.findIndex((x) => x < 0);
    if (worst < 0 || used.length === 1) {
      const cost = [0, 0, 0, 0];
      used.forEach((c, i) => {
        cost[c] = Math.max(0, found[i]!) / scale[c]!;
      });
      const [base, perToken, perPair, perLogitRow] = cost as [number, number, number, number];
      return { base, perToken, perPair, perLogitRow };
    }
    used.splice(worst, 1);
  }
}

/** Normal equations by elimination. */
function solveSquares(rows: readonly (readonly number[])[], values: readonly number[]): number[] {
  const n = rows[0]!.length;
  const matrix = Array.from({ length: n }, (_, i) => [
    ...Array.from(
      { length: n },
      (_, j) => rows.reduce((sum, row) => sum + row[i]! * row[j]!, 0) + (i === j ? 1e-9 : 0),
    ),
    rows.reduce((sum, row, r) => sum + row[i]! * values[r]!, 0),
  ]);
  for (let i = 0; i < n; i++) {
    for (let k = i + 1; k < n; k++) {
      const factor = matrix[k]![i]! / matrix[i]![i]!;
      for (let j = i; j <= n; j++) matrix[k]![j]! -= factor * matrix[i]![j]!;
    }
  }
  const found = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    let left = matrix[i]![n]!;
    for (let j = i + 1; j < n; j++) left -= matrix[i]![j]! * found[j]!;
    found[i] = left / matrix[i]![i]!;
  }
  return found;
}
