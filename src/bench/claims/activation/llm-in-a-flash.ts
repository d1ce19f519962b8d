/**
 * LLM in a flash (arXiv 2312.11514): a model larger than memory runs from disk by reading only the feed-forward neurons
 * that a token fires, keeping those of the last tokens, and reading both vectors of a neuron at once.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  denseMemory,
  type FlashCounts,
  FlashModel,
  type FlashOptions,
  flashCost,
  keepFirst,
  keepNothing,
  laptopFlash,
  leastRecentlyUsed,
  lowRankPredictor,
  type NeuronLayout,
  type NeuronPredictor,
  openFixture,
  oraclePredictor,
  predictorBytes,
  type ReadAt,
  randomPredictor,
  slidingWindow,
  streamLoss,
  tracing,
  windowGrowth,
  windowPeaks,
  worthReadingOver,
  writeNeuronFile,
} from '../../../activation/index.ts';
import { shuffledStream, topicStream } from '../../../activation/tasks/topic-stream.ts';
import type { FeedForward, Transformer } from '../../../models/transformer.ts';
import { type ParameterTree, readSafetensors, seededRandom } from '../../../tensor/index.ts';
import type { ClaimDefinition } from '../claim-definition.ts';
import { judgeClaim, type Numbers, type RelationSpec } from '../judge-claim.ts';
import { shippedModel } from '../shipped-model.ts';

const window = 5;

const ratio =
  (of: string, to: string) =>
  (m: Numbers): number =>
    m[of]! / m[to]!;
const bytes = (row: string): string => `bytes a token, ${row}`;
const reads = (row: string): string => `reads a token, ${row}`;

const relations: readonly RelationSpec[] = [
  {
    statement: 'with an oracle for a predictor the logits are those of the whole model, largest difference',
    atMost: 1e-5,
    value: (m) => m['largest difference, oracle']!,
    control: { what: 'as many neurons at random', value: (m) => m['largest difference, random neurons']! },
  },
  {
    statement: 'with the trained predictor the most likely token is the same',
    atLeast: 0.97,
    value: (m) => m['same token, predictor']!,
    control: { what: 'as many neurons at random', value: (m) => m['same token, random neurons']! },
  },
  {
    statement: 'and the perplexity is that of the whole model, ratio',
    atMost: 1.02,
    value: (m) => m['perplexity ratio, predictor']!,
    control: { what: 'as many neurons at random', value: (m) => m['perplexity ratio, random neurons']! },
  },
  {
    statement: 'bytes read a token: times fewer than reading all weights, all parts together',
    atLeast: 4,
    value: ratio(bytes('everything'), bytes('window, bundled')),
    control: { what: 'half of the weights resident', value: ratio(bytes('everything'), bytes('half resident')) },
  },
  {
    statement: 'the predictor alone reads at most this share of everything',
    atMost: 0.25,
    value: ratio(bytes('predictor'), bytes('everything')),
    control: { what: 'half of the weights resident', value: ratio(bytes('half resident'), bytes('everything')) },
  },
  {
    statement: 'the window reads at most this share of what the predictor alone reads',
    atMost: 0.2,
    value: ratio(bytes('window, bundled'), bytes('predictor')),
    control: {
      what: 'the same tokens in random order',
      value: ratio(bytes('window, bundled, shuffled'), bytes('predictor, shuffled')),
    },
  },
  {
    statement: 'bundling takes at most this share of the reads, at equal bytes',
    atMost: 0.55,
    value: ratio(reads('window, bundled'), reads('window, apart')),
    control: { what: 'vectors apart, read again', value: ratio(reads('window, apart again'), reads('window, apart')) },
  },
  {
    statement: 'bytes are those that the growth of the window of fired neurons predicts, relative error',
    atMost: 0.02,
    value: (m) => m['relative error of the predicted bytes']!,
    control: {
      what: 'predicting all that a token needs',
      value: (m) => Math.abs(m[bytes('predictor')]! / m[bytes('window, bundled')]! - 1),
    },
  },
  {
    statement: 'resident neurons stay within their fixed memory, peak over budget',
    atMost: 1,
    value: (m) => m['peak bytes over budget']!,
    control: { what: 'holding every neuron', value: (m) => m['peak bytes over budget, every neuron held']! },
  },
];

export const llmInAFlashClaim: ClaimDefinition = {
  system: 'llm-in-a-flash',
  tier: 'activation',
  claim:
    'Weights on disk: reading fired neurons only, keeping a window of them and bundling their vectors saves reads.',
  relation: relations.map(({ statement }) => statement).join('; '),
  async run(run) {
    const model = await openFixture(shippedModel('tiny-flash'));
    const weights = readSafetensors(await shippedModel('tiny-flash')('predictors.safetensors')).tensors;
    const folder = await mkdtemp(join(tmpdir(), 'palimpsest-flash-'));
    const files: Record<string, number> = {};
    try {
      for (const layout of ['bundled', 'apart'] as const) {
        await writeFile(join(folder, layout), writeNeuronFile(model.config, model.parameters, layout));
        files[layout] = openSync(join(folder, layout), 'r');
      }
      const read =
        (layout: NeuronLayout): ReadAt =>
        (position, into) => {
          const count = readSync(files[layout]!, into, 0, into.length, position);
          if (count !== into.length) throw new RangeError(`read ${count} of ${into.length} bytes at ${position}`);
        };
      const seeds = run.quick ? run.seeds.slice(0, 1) : run.seeds;
      const streams = run.quick ? 6 : 12;
      return await judgeClaim({ ...run, seeds }, relations, (seed) => measure({ model, weights, read, seed, streams }));
    } finally {
      for (const file of Object.values(files)) closeSync(file);
      await rm(folder, { recursive: true, force: true });
    }
  },
};

type Setting = {
  readonly model: Transformer;
  readonly weights: ParameterTree;
  readonly read: (layout: NeuronLayout) => ReadAt;
  readonly seed: number;
  readonly streams: number;
};

function measure({ model, weights, read, seed, streams: count }: Setting): { measured: Numbers; baselines: Numbers } {
  const { layers, hidden, mlp } = model.config;
  const draw = seededRandom(`flash ${seed}`);
  const streams = Array.from({ length: count }, () => topicStream(draw, 128));
  const shuffled = streams.map((stream) => shuffledStream(stream, draw));
  const trained = lowRankPredictor(weights, hidden);
  const all: NeuronPredictor = () => Int32Array.from({ length: mlp }, (_, i) => i);
  const neuron = 8 * hidden;
  const whole = layers * mlp * neuron;

  type Row = Partial<Omit<FlashOptions, 'read'>> & {
    readonly layout?: NeuronLayout;
    readonly on?: readonly Int32Array[];
    /** Tokens at the beginning of the first stream whose reads are not counted (default 0). */
    readonly warm?: number;
  };
  const rowOf = (row: Row) => {
    const { layout = 'bundled', on = streams, warm = 0, ...options } = row;
    const capacities = Array.from({ length: layers }, () => mlp);
    const flash = new FlashModel({
      ...{ model, predictor: trained, residency: keepNothing, capacities },
      ...options,
      read: read(layout),
    });
    if (warm > 0) streamLoss(model, [on[0]!.slice(0, warm + 1)], () => flash.feedForward);
    const before = flash.counts;
    const started = performance.now();
    const result = streamLoss(model, on, () => flash.feedForward);
    return { ...result, counts: since(before, flash.counts), ms: performance.now() - started };
  };
  const plain = streamLoss(model, streams);
  // the memory that a window needs is measured on streams of its own, with a quarter to spare
  const rehearsed = tracing(trained, layers);
  const rehearsal = Array.from({ length: 4 }, () => topicStream(draw.split('rehearsal'), 128));
  rowOf({ predictor: rehearsed.predictor, on: rehearsal });
  const capacities = windowPeaks(rehearsed.trace, window).map((peak) => Math.ceil(1.25 * peak));
  const budget = capacities.reduce((a, b) => a + b, 0) * neuron;

  const windowed = { residency: () => slidingWindow(window), capacities };
  const rows = {
    everything: rowOf({ predictor: all, on: streams.slice(0, 1) }),
    // half of the weights are read once; what counts is what every further token reads
    'half resident': rowOf({ predictor: all, residency: () => keepFirst(mlp / 2), on: streams.slice(0, 1), warm: 1 }),
    predictor: rowOf({}),
    'window, apart': rowOf({ ...windowed, layout: 'apart' }),
    'window, apart again': rowOf({ ...windowed, layout: 'apart' }),
    'window, bundled': rowOf(windowed),
    'window, bundled, reading over gaps': rowOf({ ...windowed, readOverBytes: worthReadingOver(laptopFlash) }),
    'least recently used, bundled': rowOf({
      residency: (layer) => leastRecentlyUsed(Math.floor(0.8 * capacities[layer]!)),
      capacities,
    }),
    'predictor, shuffled': rowOf({ on: shuffled }),
    'window, bundled, shuffled': rowOf({ residency: () => slidingWindow(window), on: shuffled }),
  };
  const measured: Record<string, number> = {};
  const baselines: Record<string, number> = {};
  for (const [name, { counts, ms }] of Object.entries(rows)) {
    const into = name === 'window, bundled' || name === 'predictor' ? measured : baselines;
    const { tokens } = counts;
    into[bytes(name)] = counts.bytes / tokens;
    into[reads(name)] = counts.reads / tokens;
    into[`milliseconds a token here, ${name}`] = ms / tokens;
    into[`milliseconds a token by the cost model, ${name}`] = flashCost(counts, laptopFlash).total / tokens;
  }
  const oracle = rowOf({ predictor: oraclePredictor(model) });
  const random = rowOf({ predictor: randomPredictor(trained, mlp, draw.split('random')) });
  const everyNeuron = rowOf({ predictor: all, residency: () => keepFirst(mlp), on: [streams[0]!.slice(0, 8)] });
  const { counts } = rows['window, bundled'];
  const growth = growthError({ model, trained, read, streams });
  const differenceOf = (predictor: NeuronPredictor): number => {
    const every = Array.from({ length: layers }, () => mlp);
    const flash = new FlashModel({
      model,
      predictor,
      residency: keepNothing,
      capacities: every,
      read: read('bundled'),
    });
    return largestDifference(model, streams[0]!, flash.feedForward);
  };
  return {
    measured: {
      ...measured,
      'largest difference, oracle': differenceOf(oraclePredictor(model)),
      'same token, oracle': agreement(plain.greedy, oracle.greedy),
      'same token, predictor': agreement(plain.greedy, rows.predictor.greedy),
      'perplexity, whole model': Math.exp(plain.loss),
      'perplexity ratio, predictor': Math.exp(rows.predictor.loss - plain.loss),
      'neurons that fire, share': plain.active.reduce((a, b) => a + b, 0) / layers,
      'neurons that the predictor names, share':
        rows.predictor.counts.needed / rows.predictor.counts.tokens / layers / mlp,
      'relative error of the predicted bytes': growth,
      'peak bytes over budget': counts.peakBytes / budget,
      'budget, share of all feed-forward weights': budget / whole,
      'predictor, share of all feed-forward weights': predictorBytes(weights) / whole,
      'times the window gave way to the budget': counts.squeezed,
      'times one token needed more than the budget': counts.overflowed,
    },
    baselines: {
      ...baselines,
      'largest difference, random neurons': differenceOf(randomPredictor(trained, mlp, draw.split('random'))),
      'same token, random neurons': agreement(plain.greedy, random.greedy),
      'perplexity ratio, random neurons': Math.exp(random.loss - plain.loss),
      'peak bytes over budget, every neuron held': everyNeuron.counts.peakBytes / budget,
    },
  };
}

/** What was done between two readings; peaks and sizes are those of the second. */
function since(before: FlashCounts, now: FlashCounts): FlashCounts {
  const added = ['tokens', 'reads', 'bytes', 'loaded', 'needed', 'movedBytes', 'flops'] as const;
  return { ...now, ...Object.fromEntries(added.map((name) => [name, now[name] - before[name]])) };
}

/** How far the bytes of the tokens after the first stream are from what the growth of their windows says. */
function growthError(of: {
  readonly model: Transformer;
  readonly trained: NeuronPredictor;
  readonly read: Setting['read'];
  readonly streams: readonly Int32Array[];
}): number {
  const { model, trained, read, streams } = of;
  const { layers, mlp, hidden } = model.config;
  const { predictor, trace } = tracing(trained, layers);
  const capacities = Array.from({ length: layers }, () => mlp);
  const residency = () => slidingWindow(window);
  const flash = new FlashModel({ model, predictor, residency, capacities, read: read('bundled') });
  streamLoss(model, streams.slice(0, 1), () => flash.feedForward);
  const before = flash.counts;
  streamLoss(model, streams.slice(1), () => flash.feedForward);
  const measured = (flash.counts.bytes - before.bytes) / (flash.counts.tokens - before.tokens);
  const warm = trace.map((tokens) => tokens.slice(before.tokens - window));
  return Math.abs((windowGrowth(warm, window) * 8 * hidden) / measured - 1);
}

function agreement(a: readonly Int32Array[], b: readonly Int32Array[]): number {
  const same = a.flatMap((tokens, n) => Array.from(tokens, (token, t): number => (token === b[n]![t] ? 1 : 0)));
  return same.reduce((sum, one) => sum + one, 0) / same.length;
}

/** Over all logits of a stream. */
function largestDifference(model: Transformer, tokens: Int32Array, feedForward: FeedForward): number {
  const run = (replaced?: FeedForward): Float32Array =>
    model.forward({
      ...{ tokens, memory: denseMemory(model.layout, model.rope), logits: 'all' },
      ...(replaced !== undefined && { feedForward: replaced }),
    }).data as Float32Array;
  const [whole, read] = [run(), run(feedForward)];
  return whole.reduce((most, logit, i) => Math.max(most, Math.abs(logit - read[i]!)), 0);
}
