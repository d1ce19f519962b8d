/** Trains LongMem's side network on questions about facts that lie in earlier segments, beside a frozen backbone. */

import { crossEntropy } from '../../../models/differentiable-transformer.ts';
import { type TrainingRow, trainingBatch } from '../../../models/train-transformer.ts';
import type { TransformerConfig } from '../../../models/transformer-config.ts';
import {
  adamW,
  cloneParameters,
  compileFunction,
  compileLoss,
  floatArray,
  type HostArray,
  integerBelow,
  type Optimizer,
  type ParameterTree,
  requireFloats,
  type SeededRandom,
  sampleDistinct,
  startTensors,
} from '../../../tensor/index.ts';
import { recallVocabulary as words } from '../../tasks/recall-vocabulary.ts';
import { backboneStates, sideLogits } from './differentiable-longmem.ts';

/** Tokens of a segment after its begin mark. */
export const segmentLength = 64;

/**
 * Side parameters: layer i copied from backbone layer 2i+1, the final norm copied, the gate at 0 (half and half). The side
 * layer that reads the bank is copied from the backbone layer that fills it, which in the paper is a layer 2i+1 too: so
 * its queries fit the bank's keys from the start. From another layer, training stayed at chance (four layers, 750 steps).
 */
export function initialSide(
  config: TransformerConfig,
  backbone: ParameterTree,
  memoryLayer: number,
): Record<string, HostArray> {
  const side: Record<string, HostArray> = {};
  const reader = Math.floor(memoryLayer / 2);
  for (const [name, array] of Object.entries(cloneParameters(backbone))) {
    const match = /^layers\.(\d+)\.(.*)$/.exec(name);
    if (match === null) continue;
    const i = Math.floor(Number(match[1]) / 2);
    if (Number(match[1]) === (i === reader ? memoryLayer : 2 * i + 1)) side[`side.${i}.${match[2]}`] = array;
  }
  side['side.norm'] = { shape: [config.hidden], data: requireFloats(backbone, 'norm').slice() };
  side[`side.${reader}.memoryGate`] = floatArray([config.heads]);
  return side;
}

/** A segment: `facts` of the given keys in two-token cells among filler. */
export function segment(random: SeededRandom, keys: readonly number[]): { tokens: Int32Array; values: number[] } {
  const tokens = new Int32Array(1 + segmentLength);
  for (let i = 1; i <= segmentLength; i++) tokens[i] = words.noiseFrom + integerBelow(random, words.noise);
  tokens[0] = words.begin;
  const places = sampleDistinct(random, segmentLength / 2, keys.length);
  const values = keys.map((key, n) => {
    const value = words.valueFrom + integerBelow(random, words.values);
    tokens[1 + 2 * places[n]!] = words.keyFrom + key;
    tokens[2 + 2 * places[n]!] = value;
    return value;
  });
  return { tokens, values };
}

/** Settings of a stretch of training. */
export type SideTraining = {
  readonly config: TransformerConfig;
  readonly backbone: ParameterTree;
  /** Changed in place. */
  readonly side: ParameterTree;
  readonly memoryLayer: number;
  /** Segments in the bank of every row, 8 facts each, and at most 8. */
  readonly segments: number;
  readonly steps: readonly [from: number, to: number];
  readonly batch?: number;
  readonly questions?: number;
  readonly data: SeededRandom;
  readonly optimizer?: Optimizer;
  /**
   * Tokens that will be found together by their mean key (default 1). Half of the rows then learn to find such chunks as
   * well: a token's logit is raised by the sum over its chunk.
   */
  readonly chunk?: number;
  readonly onStep?: (step: { readonly step: number; readonly loss: number }) => void;
};

const factsPerSegment = 8;
const refreshEvery = 25;

type Pooled = {
  readonly keys: Float32Array;
  readonly values: Float32Array;
  /** Value by key, and where it stands in the segment. */
  readonly facts: ReadonlyMap<number, { readonly value: number; readonly at: number }>;
};

/**
 * Runs steps from..to-1. Segments are encoded once for 25 steps and dealt to rows anew each step: with no positions in
 * the bank, which segments lie in it is all that matters.
 */
export async function trainSide(options: SideTraining): Promise<void> {
  const {
    config,
    backbone,
    side,
    memoryLayer,
    segments,
    batch = 16,
    questions = 16,
    data,
    chunk = 1,
    onStep,
  } = options;
  await startTensors();
  const { kvHeads, headSize } = config;
  const encode = compileFunction((inputs) => {
    const { even, keys, values } = backboneStates(config, inputs, inputs, memoryLayer);
    for (const state of even) state.dispose();
    return { keys, values };
  });
  const compiled = compileLoss((p, b) => {
    const found = chunk > 1 ? chunk : undefined;
    return crossEntropy(sideLogits(config, { side: p, backbone: b, batch: b }, memoryLayer, found), b);
  });
  const optimizer = options.optimizer ?? adamW({ rate: 3e-3, betas: [0.9, 0.98], decay: 0.01, clip: 1 });
  const width = kvHeads * (segmentLength + 1) * headSize;
  let pool: Pooled[][] = [];
  const [from, to] = options.steps;
  for (let step = from; step < to; step++) {
    const random = data.split(`step ${step}`);
    if (pool.length === 0 || step % refreshEvery === 0) {
      pool = await drawPool(random.split('pool'), segments, async (rows) => {
        const { tokens, previous, firstMask } = trainingBatch(rows.map((row) => ({ ...row, targets: row.tokens })));
        const made = await encode({ ...backbone, tokens: tokens!, previous: previous!, firstMask: firstMask! });
        return rows.map((_, r) => ({
          keys: (made['keys']!.data as Float32Array).subarray(r * width, (r + 1) * width),
          values: (made['values']!.data as Float32Array).subarray(r * width, (r + 1) * width),
        }));
      });
    }
    // Whole chunks alone: the last token of a segment would be one by itself.
    const held = segmentLength + 1 - ((segmentLength + 1) % chunk);
    const entries = segments * held;
    const keys = new Float32Array(batch * kvHeads * entries * headSize);
    const values = new Float32Array(batch * kvHeads * entries * headSize);
    const rows = Array.from({ length: batch }, (_, r) => {
      const facts = new Map<number, number>();
      pool.forEach((group, g) => {
        const one = group[integerBelow(random, group.length)]!;
        for (const [key, { value, at }] of one.facts) if (at < held) facts.set(key, value);
        const part = (segmentLength + 1) * headSize;
        for (let h = 0; h < kvHeads; h++) {
          const at = ((r * kvHeads + h) * entries + g * held) * headSize;
          keys.set(one.keys.subarray(h * part, h * part + held * headSize), at);
          values.set(one.values.subarray(h * part, h * part + held * headSize), at);
        }
      });
      return questionRow(random, facts, questions);
    });
    const shape = [batch, kvHeads, entries, headSize];
    const { loss, gradients } = await compiled.differentiate(side, {
      ...backbone,
      ...trainingBatch(rows),
      'memory.keys': floatArray(shape, keys),
      'memory.values': floatArray(shape, values),
      ...(chunk > 1 && {
        'memory.chunkGain': floatArray(
          [batch, 1, 1, 1],
          Float32Array.from({ length: batch }, (_, r) => (r % 2 === 0 ? 0 : chunk)),
        ),
      }),
    });
    optimizer.update(side, gradients);
    onStep?.({ step, loss });
  }
  compiled.dispose();
}

const poolSize = 24;

/** For every place in the bank a group of segments over the same eight keys; keys of different groups differ. */
async function drawPool(
  random: SeededRandom,
  segments: number,
  encode: (rows: TrainingRow[]) => Promise<{ keys: Float32Array; values: Float32Array }[]>,
): Promise<Pooled[][]> {
  const order = sampleDistinct(random, words.keys, segments * factsPerSegment);
  const groups: Pooled[][] = [];
  for (let g = 0; g < segments; g++) {
    const keys = order.slice(g * factsPerSegment, (g + 1) * factsPerSegment);
    const drawn = Array.from({ length: poolSize }, () => segment(random, keys));
    const made = await encode(
      drawn.map(({ tokens }) => ({ tokens, weights: new Float32Array(tokens.length).fill(1) })),
    );
    groups.push(
      drawn.map(({ tokens, values }, n) => ({
        ...made[n]!,
        facts: new Map(keys.map((key, k) => [key, { value: values[k]!, at: tokens.indexOf(words.keyFrom + key) + 1 }])),
      })),
    );
  }
  return groups;
}

/** A local row: begin mark, eight fillers, then questions about facts that only the bank holds. */
function questionRow(random: SeededRandom, facts: ReadonlyMap<number, number>, questions: number): TrainingRow {
  const known = [...facts.keys()];
  const tokens: number[] = [words.begin];
  for (let i = 0; i < 8; i++) tokens.push(words.noiseFrom + integerBelow(random, words.noise));
  const asked =
    questions <= known.length
      ? sampleDistinct(random, known.length, questions)
      : Array.from({ length: questions }, () => integerBelow(random, known.length));
  const weighted: number[] = [];
  for (const n of asked) {
    tokens.push(words.ask, words.keyFrom + known[n]!);
    weighted.push(tokens.length - 1);
    tokens.push(facts.get(known[n]!)!);
  }
  const weights = new Float32Array(tokens.length);
  for (const at of weighted) weights[at] = 1;
  return { tokens: Int32Array.from(tokens), weights };
}
