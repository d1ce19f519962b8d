import { describe, expect, it } from 'vitest';
import { isMemoryError } from '../../errors/index.ts';
import { makeTransformer } from '../../models/transformer.ts';
import { initialParameters, transformerConfig } from '../../models/transformer-config.ts';
import { normalArray, seededRandom } from '../../tensor/index.ts';
import { decodeMasked } from '../diffusion/decode-masked.ts';
import { AllocationLedger } from './allocation-ledger.ts';
import { chooseTokens, type HiddenRows } from './choose-tokens.ts';
import { DiffusionServer, type DiffusionServerOptions } from './diffusion-server.ts';
import { PhaseScheduler, type ScheduledStep } from './phase-scheduler.ts';
import { fitStepCost, type ReplayedServer, replayWorkload } from './replay.ts';
import { SparseMemory } from './sparse-memory.ts';
import { generateWorkload, workloads } from './workloads.ts';

const config = transformerConfig({
  layers: 2,
  hidden: 16,
  heads: 4,
  kvHeads: 2,
  mlp: 16,
  vocabulary: 20,
  causal: false,
});
const model = makeTransformer(config, initialParameters(config, seededRandom('server'), 0.4));
const prompts = [Int32Array.of(3, 4, 5), Int32Array.of(6, 7, 8, 9, 10), Int32Array.of(11)];

function serve(options: Partial<DiffusionServerOptions> = {}): {
  server: DiffusionServer;
  all: Map<string, Int32Array>;
} {
  const server = new DiffusionServer({ model, maskToken: 0, blockLength: 4, ...options });
  prompts.forEach((prompt, n) => {
    server.submit({ id: `r${n}`, prompt, length: 8 + 3 * n, random: seededRandom(`request ${n}`) });
  });
  return { server, all: server.run() };
}

const codeOf = (run: () => unknown): string | undefined => {
  try {
    run();
    return undefined;
  } catch (error) {
    return isMemoryError(error) ? error.code : String(error);
  }
};

describe('the diffusion server', () => {
  it('decodes as decodeMasked does where nothing is kept and the block is everything', () => {
    const { all } = serve({ reuse: false, blockLength: 64 });
    prompts.forEach((prompt, n) => {
      const length = 8 + 3 * n;
      const random = seededRandom('any');
      const alone = decodeMasked({
        model,
        prompt,
        length,
        maskToken: 0,
        random,
        temperature: 0,
        mode: { kind: 'none' },
      });
      expect(all.get(`r${n}`)).toEqual(alone.sequence);
    });
  });

  it('gives every request what it would get alone, whatever is mixed with it', () => {
    for (const temperature of [0, 1]) {
      const { all } = serve({ temperature });
      for (const more of [
        { maxSequences: 1 },
        { tokenBudget: 24 },
        { multiplexing: 'separated' },
        { multiplexing: 'static' },
      ] as const) {
        expect(serve({ temperature, ...more }).all).toEqual(all);
      }
      for (const logits of ['whole', 'gathered'] as const) expect(serve({ temperature, logits }).all).toEqual(all);
      expect(serve({ temperature, maxLogitRows: 1 }).all).toEqual(all);
    }
  });

  it('is the dense model when everything is kept and refreshed, and another one at random', () => {
    const dense = serve({ reuse: false }).all;
    expect(serve({ retention: 1, delay: 0, refreshEvery: 1 }).all).toEqual(dense);
    expect(serve({ retention: 0.2, selection: 'random' }).all).not.toEqual(dense);
  });

  it('goes through its phases block by block and counts what it holds', () => {
    const { server } = serve();
    const own = server.trace().flatMap(({ steps }) => steps.filter(({ id }) => id === 'r0'));
    expect(own.map(({ phase }) => phase)).toEqual([
      'full',
      'refresh',
      'reuse',
      'reuse',
      'full',
      'refresh',
      'reuse',
      'reuse',
    ]);
    const { kinds, usedBytes } = server.ledger;
    expect(usedBytes).toBe(0);
    expect(Object.keys(kinds).sort()).toEqual(['hidden states', 'keys and values', 'logits']);
    // three requests at most: kept keys of 2 layers and 2 heads
    expect(kinds['keys and values']!.peakBytes).toBeGreaterThan(0);
  });

  it('admits by pages and refuses what could never run', () => {
    const { server, all } = serve({ arenaBytes: 30_000, tokenBudget: 32, maxLogitRows: 4 });
    expect(all.size).toBe(3);
    expect(server.ledger.peakBytes).toBeLessThanOrEqual(30_000);
    expect(codeOf(() => serve({ arenaBytes: 2_000 }))).toBe('budget_exceeded');
    expect(codeOf(() => serve({ tokenBudget: 10 }))).toBe('budget_exceeded');
    expect(codeOf(() => serve({ retention: 0 }))).toBe('invalid_input');
    const causal = { ...model, config: { ...config, causal: true } };
    expect(codeOf(() => new DiffusionServer({ model: causal, maskToken: 0 }))).toBe('unsupported');
    const request = { id: 'r', prompt: prompts[0]!, length: 4, random: seededRandom('r') };
    const busy = new DiffusionServer({ model, maskToken: 0 });
    busy.submit(request);
    expect(codeOf(() => busy.submit(request))).toBe('conflict');
    expect(codeOf(() => busy.submit({ ...request, id: 's', length: 0 }))).toBe('invalid_input');
  });
});

it('packed keys are the indexed ones', () => {
  const outputs = [false, true].map((indexed) => {
    const memory = new SparseMemory({
      ...{ layout: model.layout, rope: model.rope, length: 12, retention: 0.4, selection: 'per-head', indexed },
    });
    const tokens = Int32Array.from({ length: 12 }, (_, i) => i);
    memory.begin('refresh', 4, 8);
    model.forward({ tokens, memory, logits: 'none' });
    memory.begin('reuse', 4, 8);
    return model.forward({ tokens: tokens.slice(4, 8), memory, positions: 4, logits: 'all' }).data;
  });
  expect(outputs[0]).toEqual(outputs[1]);
  expect(SparseMemory.kept(12, 4, 0.4)).toBe(3);
  expect(SparseMemory.kept(8, 8, 0.4)).toBe(0);
});

it('chunks of logits choose the same tokens with the same confidence, within their cap', () => {
  const draw = seededRandom('rows');
  const requests = Array.from({ length: 5 }, (): HiddenRows => {
    const wanted = [1, 2, 5];
    return { states: normalArray(draw, 6 * 16, 1), wanted, uniforms: wanted.map(() => draw.next()) };
  });
  const choose = (level: 'whole' | 'chunked', maxRows: number) => {
    const ledger = new AllocationLedger();
    const choices = chooseTokens(model, requests, { level, maxRows, temperature: 1, maskToken: 0, ledger });
    return { choices, peak: ledger.report().kinds['logits']!.peakBytes };
  };
  const whole = choose('whole', 1);
  expect(whole.peak).toBe(5 * 6 * 20 * 4);
  for (const maxRows of [3, 7, 100]) {
    const { choices, peak } = choose('chunked', maxRows);
    expect(choices).toEqual(whole.choices);
    expect(peak).toBeLessThanOrEqual(4 * Math.min(15, maxRows) * 20);
  }
});

describe('the phase scheduler', () => {
  it('keeps its budget, serves in order, and starts a preempted request anew', () => {
    const scheduler = new PhaseScheduler({ multiplexing: 'mixed', tokenBudget: 40, blockLength: 4 });
    for (let n = 0; n < 6; n++) scheduler.submit({ id: `r${n}`, promptLength: 6, length: 8 });
    const first: string[] = [];
    const finished: string[] = [];
    let preempted = false;
    for (let n = 0; scheduler.unfinished > 0; n++) {
      const steps: readonly ScheduledStep[] = scheduler.next();
      expect(steps.reduce((sum, { tokens }) => sum + tokens, 0)).toBeLessThanOrEqual(40);
      for (const { request, step } of steps) if (step === 0) first.push(request.id);
      finished.push(...scheduler.done(steps));
      if (n === 3) {
        scheduler.preempt('r1');
        preempted = true;
      }
    }
    expect(preempted).toBe(true);
    expect(first.filter((id) => id === 'r1')).toHaveLength(2);
    expect([...new Set(first)]).toEqual(['r0', 'r1', 'r2', 'r3', 'r4', 'r5']);
    expect(finished.sort()).toEqual(['r0', 'r1', 'r2', 'r3', 'r4', 'r5']);
  });
});

it('streams of requests are replayed to their end by every server', () => {
  const cost = { base: 0.1, perToken: 0.01, perPair: 1e-5, perLogitRow: 0.01 };
  for (const workload of workloads) {
    const arrivals = generateWorkload(workload, seededRandom(workload), { requests: 60, everyMs: 5 });
    expect(arrivals.every(({ at }, n) => n === 0 || at >= arrivals[n - 1]!.at)).toBe(true);
    for (const multiplexing of ['mixed', 'separated', 'static'] as const) {
      const server: ReplayedServer = {
        multiplexing,
        tokenBudget: 512,
        cost,
        heads: 4,
        retention: 0.5,
        logitRows: 'block',
      };
      const result = replayWorkload(arrivals, server);
      expect(result.mostTokens).toBeLessThanOrEqual(512);
      expect(result.latencyMs.p99).toBeGreaterThanOrEqual(result.latencyMs.p50);
      expect(result.tokensPerSecond).toBeGreaterThan(0);
      expect(result.outOfOrder).toBe(0);
    }
  }
});

it('step costs are found again from what they made', () => {
  const truth = { base: 0.5, perToken: 0.02, perPair: 1e-5, perLogitRow: 0.003 };
  const measured = [10, 40, 90, 160].flatMap((tokens) =>
    [0, 16, 64].map((logitRows) => {
      const pairs = tokens * tokens;
      const ms = truth.base + truth.perToken * tokens + truth.perPair * pairs + truth.perLogitRow * logitRows;
      return { tokens, pairs, logitRows, ms };
    }),
  );
  const found = fitStepCost(measured);
  for (const key of Object.keys(truth) as (keyof typeof truth)[]) expect(found[key] / truth[key]).toBeCloseTo(1, 3);
  // noise never makes a part cost less than nothing
  expect(fitStepCost(measured.map((one, n) => ({ ...one, ms: n % 2 }))).perPair).toBeGreaterThanOrEqual(0);
});
