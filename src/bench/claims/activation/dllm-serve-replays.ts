/** Three request streams against four servers, in time that costs what the real server's steps were measured to cost. */

import { AllocationLedger } from '../../../activation/serving/allocation-ledger.ts';
import { chooseTokens } from '../../../activation/serving/choose-tokens.ts';
import { fitStepCost, type ReplayedServer, replayWorkload, type StepCost } from '../../../activation/serving/replay.ts';
import { SparseMemory } from '../../../activation/serving/sparse-memory.ts';
import { type Arrival, generateWorkload, workloads } from '../../../activation/serving/workloads.ts';
import { echoVocabulary } from '../../../activation/tasks/echo.ts';
import type { Transformer } from '../../../models/transformer.ts';
import { seededRandom } from '../../../tensor/index.ts';
import type { Numbers } from '../judge-claim.ts';

const tokenBudget = 1_024;
const blockLength = 16;
const retention = 0.5;
const requests = 240;

/** Latency is measured with arrivals at this share of what the slower server can do; throughput with all at once. */
const load = 0.7;

/**
 * Tokens that are computed in the time in which the weights are read, 16 bits each: peak operations over bandwidth, from
 * the data sheets of the two devices of the paper (165 and 362 tera-operations, 1,008 and 864 gigabytes a second).
 */
const ridges = { 'RTX 4090': 164, L40S: 419 } as const;

/** Throughput and latency of every server on every workload, and their ratios to the naive one. */
export function measureReplays(model: Transformer, seed: number): Numbers {
  const cost = measureStepCost(model);
  const { heads, layers } = model.layout;
  const shape = { cost, heads: heads * layers, retention, blockLength };
  const naive: ReplayedServer = { ...shape, multiplexing: 'static', tokenBudget, reuse: false, logitRows: 'all' };
  const servers: Record<string, ReplayedServer> = {
    naive,
    'naive, larger batches': { ...naive, tokenBudget: 2 * tokenBudget },
    'static batches of the same steps': { ...shape, multiplexing: 'static', tokenBudget, logitRows: 'block' },
    'one phase an iteration': { ...shape, multiplexing: 'separated', tokenBudget, logitRows: 'block' },
    mixed: { ...shape, multiplexing: 'mixed', tokenBudget, logitRows: 'block' },
  };
  const measures: Record<string, number> = {
    'step cost: microseconds an iteration': 1e3 * cost.base,
    'step cost: microseconds a token': 1e3 * cost.perToken,
    'step cost: nanoseconds a query-key pair': 1e6 * cost.perPair,
    'step cost: microseconds a row of logits': 1e3 * cost.perLogitRow,
  };
  let violations = 0;
  let overrun = 0;
  for (const workload of workloads) {
    const stream = (everyMs: number): Arrival[] =>
      generateWorkload(workload, seededRandom(`dllm-serve ${workload} ${seed}`), { requests, everyMs });
    const generated = stream(0).reduce((sum, { length }) => sum + length, 0);
    const rates: Record<string, number> = {};
    for (const [name, server] of Object.entries(servers)) {
      rates[name] = replayWorkload(stream(0), server).tokensPerSecond;
      measures[`${workload}: tokens a second, ${name}`] = rates[name];
      if (name !== 'naive') measures[`${workload}: throughput over naive, ${name}`] = rates[name] / rates['naive']!;
    }
    for (const base of ['naive', 'static batches of the same steps']) {
      const arrivals = stream((1e3 * generated) / rates[base]! / requests / load);
      const results = Object.entries(servers).map(([name, server]) => {
        const result = replayWorkload(arrivals, server);
        if (result.mostTokens > server.tokenBudget!) violations++;
        if (name === 'mixed') violations += result.outOfOrder;
        if (name === 'naive, larger batches' && result.mostTokens > tokenBudget) overrun++;
        return [name, result] as const;
      });
      const byName = new Map(results);
      for (const [name, { latencyMs }] of results) {
        measures[`${workload} at the pace of ${base}: p99 ms, ${name}`] = latencyMs.p99;
        measures[`${workload} at the pace of ${base}: p99 share, ${name}`] =
          latencyMs.p99 / byName.get(base)!.latencyMs.p99;
      }
      const { mixedIterations, iterations } = byName.get('mixed')!;
      measures[`${workload} at the pace of ${base}: share of iterations that mix phases`] =
        mixedIterations / iterations;
    }
  }
  return { ...measures, violations, 'violations of larger batches': overrun, ...measureRidges(shape, seed) };
}

/**
 * What mixing phases is worth on a roofline: an iteration takes as long as reading the weights or as computing its tokens,
 * whichever is longer. Attention to at most some hundred keys costs next to nothing in a model of billions.
 */
function measureRidges(shape: Pick<ReplayedServer, 'heads' | 'retention' | 'blockLength'>, seed: number): Numbers {
  const measures: Record<string, number> = {};
  for (const [device, tokens] of Object.entries({ 'no floor': 0, ...ridges })) {
    const cost: StepCost = { base: 0, perToken: 1, perPair: 0, perLogitRow: 0, floor: tokens };
    const server = (multiplexing: ReplayedServer['multiplexing']): ReplayedServer => ({
      ...{ ...shape, cost, multiplexing, tokenBudget, logitRows: 'block' },
    });
    for (const workload of workloads) {
      const stream = (everyMs: number): Arrival[] =>
        generateWorkload(workload, seededRandom(`dllm-serve ${workload} ${seed}`), { requests, everyMs });
      const atOnce = {
        mixed: replayWorkload(stream(0), server('mixed')),
        one: replayWorkload(stream(0), server('separated')),
      };
      const label = `${workload}, ${device}`;
      measures[`${label}: throughput of mixed over one phase`] =
        atOnce.mixed.tokensPerSecond / atOnce.one.tokensPerSecond;
      const generated = stream(0).reduce((sum, { length }) => sum + length, 0);
      const slowest = replayWorkload(stream(0), server('static')).tokensPerSecond;
      const arrivals = stream((1e3 * generated) / slowest / requests / load);
      const p99 = (kind: ReplayedServer['multiplexing']): number =>
        replayWorkload(arrivals, server(kind)).latencyMs.p99;
      measures[`${label}: p99 of mixed over static batches`] = p99('mixed') / p99('static');
      measures[`${label}: p99 of mixed over one phase`] = p99('mixed') / p99('separated');
    }
  }
  return measures;
}

/** Times real passes of several sizes and phases, the fastest of five each, and fits what their parts cost. */
function measureStepCost(model: Transformer): StepCost {
  const { heads, layers } = model.layout;
  const measured: { tokens: number; pairs: number; logitRows: number; ms: number }[] = [];
  for (const length of [32, 64, 128, 192]) {
    const memory = new SparseMemory({
      ...{ layout: model.layout, rope: model.rope, length },
      retention,
      selection: 'per-head',
    });
    const tokens = new Int32Array(length).fill(echoVocabulary.mask);
    const kept = SparseMemory.kept(length, blockLength, retention);
    for (const phase of ['refresh', 'reuse'] as const) {
      const count = phase === 'reuse' ? blockLength : length;
      const ms = fastest(() => {
        memory.begin(phase, 0, blockLength);
        model.forward({ tokens: tokens.subarray(0, count), memory, logits: 'none' });
      });
      const keys = phase === 'reuse' ? blockLength + kept : length;
      measured.push({ tokens: count, pairs: heads * layers * count * keys, logitRows: 0, ms });
    }
  }
  for (const rows of [16, 64, 256]) {
    const { hidden } = model.config;
    const states = new Float32Array(rows * hidden).fill(0.1);
    const wanted = Array.from({ length: rows }, (_, i) => i);
    const ledger = new AllocationLedger();
    const ms = fastest(() => {
      const rules = { level: 'chunked', temperature: 0, maskToken: echoVocabulary.mask, ledger } as const;
      chooseTokens(model, [{ states, wanted, uniforms: wanted.map(() => 0) }], rules);
    });
    measured.push({ tokens: 0, pairs: 0, logitRows: rows, ms });
  }
  return fitStepCost(measured);
}

/** Processor time, so that a busy machine does not count. */
function fastest(body: () => void): number {
  const repeats = 8;
  return Math.min(
    ...Array.from({ length: 5 }, () => {
      const from = process.cpuUsage().user;
      for (let n = 0; n < repeats; n++) body();
      return (process.cpuUsage().user - from) / 1e3 / repeats;
    }),
  );
}
