/**
 * dLLM-Serve's claims: logits in chunks leave room for more requests, mixing heavy and light steps serves bursts, and
 * keys chosen by each head for itself keep what matters. Answers come from the real server; the streams of requests are
 * replayed in time that costs what the server's steps were measured to cost.
 */

import { AllocationLedger } from '../../../activation/serving/allocation-ledger.ts';
import { chooseTokens, type HiddenRows } from '../../../activation/serving/choose-tokens.ts';
import { DiffusionServer, type DiffusionServerOptions } from '../../../activation/serving/diffusion-server.ts';
import { echoAgreement, echoPrompt, echoShape, echoVocabulary } from '../../../activation/tasks/echo.ts';
import { openFixture } from '../../../models/fixture.ts';
import { makeTransformer, type Transformer } from '../../../models/transformer.ts';
import { floatArray, normalArray, requireFloats, seededRandom } from '../../../tensor/index.ts';
import type { ClaimDefinition } from '../claim-definition.ts';
import type { Numbers } from '../judge-claim.ts';
import { seededClaim } from '../seeded-claim.ts';
import { measureReplays } from './dllm-serve-replays.ts';

const { mask } = echoVocabulary;
const length = 2 * echoShape.pairs;
/** Tokens of the enlarged output head: where logits outweigh everything else. */
const largeVocabulary = 8_192;
const maxLogitRows = 16;
const samples = 32;
const sameSteps = 'static batches of the same steps';

const mixingGain = (m: Numbers, device: string): number =>
  Math.min(...['steady', 'burst', 'long-tail'].map((w) => m[`${w}, ${device}: throughput of mixed over one phase`]!));

const atMost = (statement: string, most: number, value: (m: Numbers) => number) => ({
  statement,
  atLeast: -most,
  value: (m: Numbers) => -value(m),
});

export const dllmServeClaim: ClaimDefinition = seededClaim({
  system: 'dllm-serve',
  tier: 'activation',
  source: 'arXiv 2512.17077',
  claim:
    'A diffusion server that budgets logits, mixes phases and keeps keys by head serves more, sooner, with the same answers.',
  setting:
    'tiny-echo, 24 masked slots after 8 prompt tokens in blocks of 4, 32 requests a seed; output head enlarged to 8,192 tokens for the budget; streams of 240 requests replayed at measured step costs',
  async measure(seed, open) {
    const model = await openFixture(open('tiny-echo'));
    return {
      ...measureBudget(enlarged(model), seed),
      ...measureReplays(model, seed),
      ...measureSelection(model, seed),
      ...measureIdentity(model, seed),
    };
  },
  relations: [
    {
      ...atMost(
        'tokens and confidences from chunks of logits that differ from those of all at once',
        0,
        (m) => m['choices that differ, chunked']!,
      ),
      control: { what: 'half of the vocabulary', value: (m) => -m['choices that differ, half of the vocabulary']! },
    },
    {
      ...atMost(
        'peak logit bytes over what the cap allows, at any batch size',
        1,
        (m) => m['peak logits over the cap, chunked']!,
      ),
      control: { what: 'logits of all rows at once', value: (m) => -m['peak logits over the cap, whole']! },
    },
    {
      statement: 'requests served at once from the same arena: times more',
      atLeast: 1.5,
      value: (m) => m['requests at once, chunked']! / m['requests at once, whole, its best token budget']!,
      control: {
        what: 'logits gathered but not in chunks',
        value: (m) => m['requests at once, gathered']! / m['requests at once, whole, its best token budget']!,
      },
    },
    {
      statement: 'throughput, times that of the naive server (worst of three workloads)',
      atLeast: 1.3,
      value: (m) => Math.min(...['steady', 'burst', 'long-tail'].map((w) => m[`${w}: throughput over naive, mixed`]!)),
      control: {
        what: 'the naive server with twice the token budget',
        value: (m) =>
          Math.min(
            ...['steady', 'burst', 'long-tail'].map((w) => m[`${w}: throughput over naive, naive, larger batches`]!),
          ),
      },
    },
    {
      ...atMost(
        'p99 latency under burst, share of that of the naive server',
        0.5,
        (m) => m['burst at the pace of naive: p99 share, mixed']!,
      ),
      control: {
        what: 'the naive server with twice the token budget',
        value: (m) => -m['burst at the pace of naive: p99 share, naive, larger batches']!,
      },
    },
    {
      ...atMost(
        'p99 latency under burst, share of that of static batches of the same sparse steps (scheduling alone)',
        0.85,
        (m) => m[`burst at the pace of ${sameSteps}: p99 share, mixed`]!,
      ),
      control: {
        what: 'the naive server with twice the token budget',
        value: (m) => -m[`burst at the pace of ${sameSteps}: p99 share, naive, larger batches`]!,
      },
    },
    {
      statement:
        'mixing alone, on a roofline where the weights take as long to read as 419 tokens to compute (L40S): throughput over one phase an iteration, all requests at once (worst of three workloads)',
      atLeast: 1.3,
      value: (m) => mixingGain(m, 'L40S'),
      control: {
        what: 'weights that take no time to read, as on this processor',
        value: (m) => mixingGain(m, 'no floor'),
      },
    },
    {
      ...atMost(
        'and p99 latency under burst there, share of that of static batches of the same steps',
        0.5,
        (m) => m['burst, L40S: p99 of mixed over static batches']!,
      ),
      control: {
        what: 'weights that take no time to read, as on this processor',
        value: (m) => -m['burst, no floor: p99 of mixed over static batches']!,
      },
    },
    {
      ...atMost('iterations over the token budget, and requests served out of order', 0, (m) => m['violations']!),
      control: {
        what: 'streams on which twice the batch exceeds that budget',
        value: (m) => -m['violations of larger batches']!,
      },
    },
    {
      statement: 'a quarter of the keys, chosen by each head: agreement above random keys',
      atLeast: 0.15,
      value: (m) => m['agreement, 25% by head']! - m['agreement, 25% random']!,
      control: {
        what: 'random keys for other requests',
        value: (m) => m['agreement, 25% random, other requests']! - m['agreement, 25% random']!,
      },
    },
    {
      statement: 'and within 2 points of one choice for all heads',
      atLeast: -0.02,
      value: (m) => m['agreement, 25% by head']! - m['agreement, 25% shared']!,
      control: {
        what: 'random keys',
        value: (m) => m['agreement, 25% random']! - m['agreement, 25% shared']!,
      },
    },
    {
      ...atMost(
        'bytes of stored keys and values read in light steps at 25%, share of those at 100%',
        0.26,
        (m) => m['bytes read, 25% over 100%']!,
      ),
      control: { what: 'half of the keys', value: (m) => -m['bytes read, 50% over 100%']! },
    },
    {
      ...atMost(
        'tokens that differ from the dense model with all keys, no delay and a refresh at every step',
        0,
        (m) => m['tokens that differ from dense, everything kept and refreshed']!,
      ),
      control: {
        what: 'a quarter of the keys at random',
        value: (m) => -m['tokens that differ from dense, 25% random']!,
      },
    },
    {
      ...atMost(
        'tokens of a request that depend on who else is served',
        0,
        (m) => m['tokens that differ when served alone']!,
      ),
      control: {
        what: 'served alone with the draws of its neighbor',
        value: (m) => -m['tokens that differ with the draws of the neighbor']!,
      },
    },
  ],
});

/** The same model with random rows added to its vocabulary, too weak to be chosen often. */
function enlarged({ config, parameters }: Transformer): Transformer {
  const grown = (name: string, deviation: number) => {
    const data = normalArray(seededRandom(`enlarged ${name}`), largeVocabulary * config.hidden, deviation);
    data.set(requireFloats(parameters, name));
    return floatArray([largeVocabulary, config.hidden], data);
  };
  return makeTransformer(
    { ...config, vocabulary: largeVocabulary },
    { ...parameters, embedding: grown('embedding', 0.05), head: grown('head', 0.1) },
  );
}

type ServeOptions = Partial<DiffusionServerOptions> & {
  readonly count: number;
  /** Requests use the draws of the one so many places further (default 0). */
  readonly shift?: number;
};

function serve(model: Transformer, seed: number, options: ServeOptions) {
  const server = serverOf(model, seed, options);
  return { server, sequences: server.run() };
}

function serverOf(model: Transformer, seed: number, options: ServeOptions): DiffusionServer {
  const { count, shift = 0, ...rest } = options;
  const server = new DiffusionServer({ model, maskToken: mask, blockLength: 4, temperature: 1, ...rest });
  const draw = seededRandom(`dllm-serve ${seed}`);
  for (let n = 0; n < count; n++) {
    server.submit({ id: `r${n}`, prompt: echoPrompt(draw), length, random: draw.split(`request ${n + shift}`) });
  }
  return server;
}

function measureBudget(model: Transformer, seed: number): Numbers {
  const draw = seededRandom(`dllm-serve rows ${seed}`);
  const { hidden } = model.config;
  const peaks = { chunked: 0, whole: 0 };
  let differ = 0;
  let control = 0;
  for (const batch of [2, 8, 24]) {
    const rows = Array.from({ length: batch }, (): HiddenRows => {
      const wanted = [3, 4, 6, 7];
      return { states: normalArray(draw, 12 * hidden, 1), wanted, uniforms: wanted.map(() => draw.next()) };
    });
    for (const temperature of [0, 1]) {
      const choose = (level: 'whole' | 'chunked', of: Transformer = model) => {
        const ledger = new AllocationLedger();
        const choices = chooseTokens(of, rows, { level, maxRows: maxLogitRows, temperature, maskToken: mask, ledger });
        return { choices: choices.flat(), peak: ledger.report().peakBytes };
      };
      const [whole, chunked, half] = [choose('whole'), choose('chunked'), choose('whole', halved(model))];
      peaks.whole = Math.max(peaks.whole, whole.peak);
      peaks.chunked = Math.max(peaks.chunked, chunked.peak);
      const differing = (a: typeof whole): number =>
        a.choices.filter(
          ({ token, confidence }, i) =>
            token !== whole.choices[i]!.token || confidence !== whole.choices[i]!.confidence,
        ).length;
      differ += differing(chunked);
      control += differing(half);
    }
  }
  const cap = 4 * maxLogitRows * largeVocabulary;
  return {
    'choices that differ, chunked': differ,
    'choices that differ, half of the vocabulary': control,
    'peak logits over the cap, chunked': peaks.chunked / cap,
    'peak logits over the cap, whole': peaks.whole / cap,
    ...measureAdmission(model, seed),
  };
}

function halved({ config, parameters }: Transformer): Transformer {
  const rows = largeVocabulary / 2;
  const cut = (name: string) =>
    floatArray([rows, config.hidden], requireFloats(parameters, name).slice(0, rows * config.hidden));
  return makeTransformer(
    { ...config, vocabulary: rows },
    { ...parameters, embedding: cut('embedding'), head: cut('head') },
  );
}

/** Most requests in one iteration of an arena of 6 MiB; for logits at once, with the token budget that suits them best. */
function measureAdmission(model: Transformer, seed: number): Numbers {
  const arenaBytes = 6 * 1024 * 1024;
  const most = (logits: 'whole' | 'gathered' | 'chunked', tokenBudget: number): number => {
    const server = serverOf(model, seed, { count: 16, logits, maxLogitRows, tokenBudget, arenaBytes });
    return Math.max(...Array.from({ length: 4 }, () => server.step().steps.length));
  };
  const budgets = [64, 96, 128];
  const best = (logits: 'whole' | 'gathered'): number =>
    Math.max(
      ...budgets.map((budget) => {
        try {
          return most(logits, budget);
        } catch {
          // this many logits do not fit the arena
          return 0;
        }
      }),
    );
  return {
    'requests at once, chunked': most('chunked', 512),
    'requests at once, gathered': best('gathered'),
    'requests at once, whole, its best token budget': best('whole'),
  };
}

function measureSelection(model: Transformer, seed: number): Numbers {
  const measures: Record<string, number> = {};
  const bytes: Record<number, number> = {};
  for (const retention of [1, 0.5, 0.25]) {
    for (const [name, selection] of [
      ['by head', 'per-head'],
      ['shared', 'shared'],
      ['random', 'random'],
    ] as const) {
      if (retention === 1 && selection !== 'per-head') continue;
      const { server, sequences } = serve(model, seed, { count: samples, retention, selection });
      const all = [...sequences.values()];
      measures[`agreement, ${100 * retention}% ${name}`] =
        all.reduce((sum, one) => sum + echoAgreement(one), 0) / all.length;
      if (selection === 'per-head') bytes[retention] = server.work.bytesRead;
    }
  }
  const others = serve(model, seed + 1_000, { count: samples, retention: 0.25, selection: 'random' }).sequences;
  measures['agreement, 25% random, other requests'] =
    [...others.values()].reduce((sum, one) => sum + echoAgreement(one), 0) / others.size;
  const dense = [...serve(model, seed, { count: samples, reuse: false }).sequences.values()];
  measures['agreement, dense'] = dense.reduce((sum, one) => sum + echoAgreement(one), 0) / dense.length;
  measures['bytes read, 25% over 100%'] = bytes[0.25]! / bytes[1]!;
  measures['bytes read, 50% over 100%'] = bytes[0.5]! / bytes[1]!;
  return measures;
}

function measureIdentity(model: Transformer, seed: number): Numbers {
  const dense = serve(model, seed, { count: 16, reuse: false }).sequences;
  const kept = serve(model, seed, { count: 16, retention: 1, delay: 0, refreshEvery: 1 }).sequences;
  const random = serve(model, seed, { count: 16, retention: 0.25, selection: 'random' }).sequences;
  const together = serve(model, seed, { count: 16 }).sequences;
  const alone = serve(model, seed, { count: 16, maxSequences: 1 }).sequences;
  const shifted = serve(model, seed, { count: 16, maxSequences: 1, shift: 1 }).sequences;
  const differing = (a: Map<string, Int32Array>, b: Map<string, Int32Array>): number =>
    [...a].reduce((sum, [id, one]) => sum + one.filter((token, i) => token !== b.get(id)![i]).length, 0);
  return {
    'tokens that differ from dense, everything kept and refreshed': differing(kept, dense),
    'tokens that differ from dense, 25% random': differing(random, dense),
    'tokens that differ when served alone': differing(together, alone),
    'tokens that differ with the draws of the neighbor': differing(together, shifted),
  };
}
