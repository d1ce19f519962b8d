/** DapQ's claim: queries at future positions foretell what decoding will attend to, whatever the pseudo tokens say. */

import { pseudoQueries } from '../../../activation/engine/pseudo-queries.ts';
import { prefill, tokensFrom } from '../../../activation/evaluate/evaluate-policies.ts';
import { dapq } from '../../../activation/policies/dapq.ts';
import { full } from '../../../activation/policies/full.ts';
import { h2o } from '../../../activation/policies/h2o.ts';
import { random } from '../../../activation/policies/random.ts';
import { snapkv } from '../../../activation/policies/snapkv.ts';
import { streamingLlm } from '../../../activation/policies/streaming-llm.ts';
import { keyValueRecall } from '../../../activation/tasks/key-value-recall.ts';
import { recallVocabulary } from '../../../activation/tasks/recall-vocabulary.ts';
import { reciteVocabulary as letters, recite, reciteRecord } from '../../../activation/tasks/recite.ts';
import type { TaskCase } from '../../../activation/tasks/task.ts';
import { openFixture } from '../../../models/fixture.ts';
import type { Transformer } from '../../../models/transformer.ts';
import { seededRandom } from '../../../tensor/index.ts';
import type { ClaimDefinition } from '../claim-definition.ts';
import { seededClaim } from '../seeded-claim.ts';
import { at, bestOf, policyMeasures } from './measure-policies.ts';

const shares = [0.5, 0.25, 0.1, 0.03];
const snapkvs = ['snapkv 8', 'snapkv 16'];
const plain = { pooling: 'none', forceWindow: false } as const;
/** Pseudo tokens as many as letters are still to be written. */
const count = reciteRecord - 1;
const randomLetters = tokensFrom(letters.letterFrom, letters.letters);

/** What the model will really read next: the given letter, then its own right answers. */
const truth = ({ questions }: TaskCase): Int32Array =>
  Int32Array.of(...questions[0]!.prompt, ...questions[0]!.answer).slice(0, count);

export const dapqClaim: ClaimDefinition = seededClaim({
  system: 'dapq',
  tier: 'activation',
  source: 'arXiv 2603.11564',
  claim: 'Pseudo queries at decoding positions pick what decoding needs; position matters far more than content.',
  setting:
    'tiny-recite, 16 letters, 64 distractors, 32 contexts a seed; two letters at three depths, 48 contexts; beside it tiny-recall, 16 facts in 128',
  async measure(seed, open) {
    const model = await openFixture(open('tiny-recite'));
    const draw = seededRandom(`dapq ${seed}`);
    const cases = Array.from({ length: 32 }, () => recite(draw));
    const length = cases[0]!.context.length;
    const entries = [
      { policy: full() },
      { label: 'oracle', policy: dapq({ count }), pseudo: truth },
      { label: 'dapq', policy: dapq({ count }), pseudo: randomLetters },
      {
        label: 'dapq, foreign letters',
        policy: dapq({ count }),
        pseudo: tokensFrom(letters.foreignFrom, letters.letters),
      },
      { label: 'dapq, prompt tail', policy: dapq({ count }) },
      { label: 'truth at prompt positions', policy: dapq({ count }), pseudo: truth, pseudoPosition: length - count },
      { label: 'snapkv 8', policy: snapkv({ window: 8, ...plain }) },
      { label: 'snapkv 16', policy: snapkv({ window: 16, ...plain }) },
      { label: 'streaming', policy: streamingLlm() },
      { label: 'h2o', policy: h2o() },
      { label: 'h2o all scored', policy: h2o({ recentShare: 0 }) },
      { label: 'random', policy: random() },
    ];
    return {
      ...policyMeasures({ model, cases, entries, shares, seed }),
      ...needleMeasures(model, seed),
      ...queryCosines(model, cases.slice(0, 8), seed),
      ...(await contentMeasures(seed, await openFixture(open('tiny-recall')))),
    };
  },
  relations: [
    {
      statement: 'at 25% random letters at future positions are within 2 points of the true future',
      atLeast: -0.02,
      value: (m) => m[at('dapq', 0.25)]! - m[at('oracle', 0.25)]!,
      control: {
        what: 'the true letters at prompt positions',
        value: (m) => m[at('truth at prompt positions', 0.25)]! - m[at('oracle', 0.25)]!,
      },
    },
    {
      statement: 'at 25% it beats the better observation window by 50 points',
      atLeast: 0.5,
      value: (m) => m[at('dapq', 0.25)]! - bestOf(m, snapkvs, 0.25),
      control: { what: 'random slots', value: (m) => m[at('random', 0.25)]! - bestOf(m, snapkvs, 0.25) },
    },
    {
      statement: 'at 25% it beats H2O as published by 8 points',
      atLeast: 0.08,
      value: (m) => m[at('dapq', 0.25)]! - m[at('h2o', 0.25)]!,
      control: { what: 'random slots', value: (m) => m[at('random', 0.25)]! - m[at('h2o', 0.25)]! },
    },
    {
      statement: 'at 10% it beats the better H2O by 8 points',
      atLeast: 0.08,
      value: (m) => m[at('dapq', 0.1)]! - bestOf(m, ['h2o', 'h2o all scored'], 0.1),
      control: {
        what: 'random slots',
        value: (m) => m[at('random', 0.1)]! - bestOf(m, ['h2o', 'h2o all scored'], 0.1),
      },
    },
    {
      statement: 'two letters at any depth, at 3% (2 slots of 82): within 3 points of the full cache',
      atLeast: -0.03,
      value: (m) => m[at('needle: dapq', needleShare)]! - m[at('needle: full', needleShare)]!,
      control: {
        what: 'the true letters at prompt positions',
        value: (m) => m[at('needle: truth at prompt positions', needleShare)]! - m[at('needle: full', needleShare)]!,
      },
    },
    {
      statement: 'and 50 points above the best observation window or sum of attention there',
      atLeast: 0.5,
      value: (m) => m[at('needle: dapq', needleShare)]! - bestOf(m, needleRivals, needleShare),
      control: {
        what: 'random slots',
        value: (m) => m[at('needle: random', needleShare)]! - bestOf(m, needleRivals, needleShare),
      },
    },
    {
      statement: 'in the reciting layer a query resembles the true one by position, not by content (cosine gap)',
      atLeast: 0.5,
      value: (m) =>
        m['query cosine, right position, random letters']! - m['query cosine, wrong position, right letters']!,
      control: {
        what: 'right position and right letters against right position and random letters',
        value: (m) =>
          m['query cosine, right position, right letters']! - m['query cosine, right position, random letters']!,
      },
    },
  ],
});

/** The paper's budget for needles. */
const needleShare = 0.03;
/** Letters to write: as many as the budget has slots. */
const needleLetters = 2;
/** Letters of the record that the question repeats before: how deep the needle lies. */
const needleDepths = [1, 7, 13];
const needleRivals = ['needle: snapkv 2', 'needle: snapkv 8', 'needle: h2o', 'needle: h2o all scored'];

/**
 * A needle that only its position tells: two letters of the record, with two slots of 82 a head. (All 15 letters cannot
 * be had at this budget: two slots hold two.)
 */
function needleMeasures(model: Transformer, seed: number): Record<string, number> {
  const measures: Record<string, number> = {};
  for (const given of needleDepths) {
    const draw = seededRandom(`dapq needle ${given} ${seed}`);
    const cases = Array.from({ length: 16 }, () => needle(recite(draw, { given })));
    const first = cases[0]!.context.length + given - 1;
    const coming = ({ questions }: TaskCase): Int32Array => {
      const { prompt, answer } = questions[0]!;
      return Int32Array.of(...prompt, ...answer).slice(given - 1, given - 1 + needleLetters);
    };
    const policy = dapq({ count: needleLetters });
    const before = cases[0]!.context.length - needleLetters;
    const entries = [
      { label: 'needle: full', policy: full() },
      { label: 'needle: dapq', policy, pseudo: randomLetters, pseudoPosition: first },
      { label: 'needle: oracle', policy, pseudo: coming, pseudoPosition: first },
      { label: 'needle: truth at prompt positions', policy, pseudo: coming, pseudoPosition: before },
      { label: 'needle: snapkv 2', policy: snapkv({ window: 2, ...plain }) },
      { label: 'needle: snapkv 8', policy: snapkv({ window: 8, ...plain }) },
      { label: 'needle: h2o', policy: h2o() },
      { label: 'needle: h2o all scored', policy: h2o({ recentShare: 0 }) },
      { label: 'needle: random', policy: random() },
    ];
    const found = policyMeasures({ model, cases, entries, shares: [needleShare], seed });
    for (const [key, value] of Object.entries(found)) {
      measures[key] = (measures[key] ?? 0) + value / needleDepths.length;
    }
  }
  return measures;
}

const needle = ({ context, questions: [question] }: TaskCase): TaskCase => ({
  context,
  questions: [{ prompt: question!.prompt, answer: question!.answer.slice(0, needleLetters) }],
});

/** Mean cosine of pseudo queries with the true decoding queries, in the last layer. */
function queryCosines(model: Transformer, cases: readonly TaskCase[], seed: number): Record<string, number> {
  let same = 0;
  let rightPosition = 0;
  let wrongPosition = 0;
  for (const [n, task] of cases.entries()) {
    const cache = prefill(model, task, { entries: [] });
    const layer = model.config.layers - 1;
    const queries = (tokens: Int32Array, position: number): Float32Array =>
      pseudoQueries(model, cache, { tokens, position, previousToken: task.context.at(-1)! }).layer(layer);
    const now = task.context.length;
    const real = queries(truth(task), now);
    const other = randomLetters(task, seededRandom(`cosine ${seed} ${n}`), count);
    same += meanCosine(real, queries(truth(task), now), model.config.headSize) / cases.length;
    rightPosition += meanCosine(real, queries(other, now), model.config.headSize) / cases.length;
    wrongPosition += meanCosine(real, queries(truth(task), now - count), model.config.headSize) / cases.length;
  }
  return {
    'query cosine, right position, right letters': same,
    'query cosine, right position, random letters': rightPosition,
    'query cosine, wrong position, right letters': wrongPosition,
  };
}

function meanCosine(a: Float32Array, b: Float32Array, size: number): number {
  let total = 0;
  for (let from = 0; from < a.length; from += size) {
    const x = a.subarray(from, from + size);
    const y = b.subarray(from, from + size);
    total += x.reduce((sum, v, i) => sum + v * y[i]!, 0) / (Math.hypot(...x) * Math.hypot(...y));
  }
  return total / (a.length / size);
}

/** The other side of the coin: recall by content, where DapQ leads by little and contents of pseudo tokens matter. */
async function contentMeasures(seed: number, model: Transformer): Promise<Record<string, number>> {
  const draw = seededRandom(`dapq content ${seed}`);
  const cases = Array.from({ length: 16 }, () => keyValueRecall(draw, { facts: 16, length: 128, questions: 8 }));
  const words = recallVocabulary;
  const entries = [
    { label: 'by content: dapq, prompt tail', policy: dapq({ count: 24 }) },
    {
      label: 'by content: dapq, filler',
      policy: dapq({ count: 24 }),
      pseudo: tokensFrom(words.noiseFrom, words.noise),
    },
    { label: 'by content: snapkv 24', policy: snapkv({ window: 24, ...plain }) },
    { label: 'by content: random', policy: random() },
    {
      label: 'by content: snapkv, question known',
      policy: snapkv({ window: 2, ...plain }),
      question: 'known' as const,
    },
  ];
  return policyMeasures({ model, cases, entries, shares: [0.25, 0.125], seed });
}
