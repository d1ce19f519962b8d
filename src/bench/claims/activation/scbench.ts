/**
 * SCBench's finding on its key-value task: what one question did not need is gone for the next one, unless the cache
 * stays complete somewhere. Both shared-context modes: separate requests, and turns of one conversation.
 */

import type { KvCache } from '../../../activation/engine/kv-cache.ts';
import { evaluatePolicies, type PolicyEntry, prefill } from '../../../activation/evaluate/evaluate-policies.ts';
import { full } from '../../../activation/policies/full.ts';
import { h2o } from '../../../activation/policies/h2o.ts';
import { keyNorm } from '../../../activation/policies/key-norm.ts';
import { kivi } from '../../../activation/policies/kivi.ts';
import { quest } from '../../../activation/policies/quest.ts';
import { random } from '../../../activation/policies/random.ts';
import { snapkv } from '../../../activation/policies/snapkv.ts';
import { streamingLlm } from '../../../activation/policies/streaming-llm.ts';
import { tova } from '../../../activation/policies/tova.ts';
import { keyValueRecall } from '../../../activation/tasks/key-value-recall.ts';
import { sharedTasks } from '../../../activation/tasks/shared-context.ts';
import { openFixture } from '../../../models/fixture.ts';
import { seededRandom } from '../../../tensor/index.ts';
import { runSharedContextSuite } from '../../suites/scbench/run-suite.ts';
import type { ClaimDefinition } from '../claim-definition.ts';
import { seededClaim } from '../seeded-claim.ts';
import type { OpenModelFolder } from '../shipped-model.ts';
import { openGate } from './durable-facts.ts';
import { at } from './measure-policies.ts';

const shares = [0.5, 0.25, 0.125];
const plain = { pooling: 'none', forceWindow: false } as const;
const entries: readonly PolicyEntry[] = [
  { policy: full() },
  { policy: random() },
  { label: 'recency', policy: streamingLlm() },
  { policy: h2o() },
  { policy: tova() },
  { label: 'snapkv', policy: snapkv({ window: 24, ...plain }) },
  { label: 'snapkv, first question known', policy: snapkv({ window: 2, ...plain }), question: 'first' },
  { label: 'key-norm low', policy: keyNorm() },
  { label: 'key-norm high', policy: keyNorm({ keep: 'high' }) },
  { label: 'quest, pages loaded anew', policy: quest({ page: 4, window: 2 }), question: 'known' },
  ...([8, 4, 2] as const).map((bits) => ({ label: `${bits} bits`, policy: kivi({ bits, residual: 0, group: 32 }) })),
];

export const scbenchClaim: ClaimDefinition = seededClaim({
  system: 'scbench',
  tier: 'activation',
  source: 'arXiv 2412.10319',
  claim: 'Eviction that serves the first question nearly fails from the second on; loading from a full cache does not.',
  setting:
    'tiny-recall, 16 facts in 128 tokens, 5 questions a context, 64 contexts a seed, both modes; tiny-shared, six tasks of 64 tokens, 5 questions, tiny-recite, and lasting facts on tiny-recall with trained gates: every policy of the catalog, 8 contexts a task, separate requests at 25%',
  async measure(seed, open) {
    const model = await openFixture(open('tiny-recall'));
    const draw = seededRandom(`scbench ${seed}`);
    const cases = Array.from({ length: 64 }, () => keyValueRecall(draw, { facts: 16, length: 128, questions: 5 }));
    const measures: Record<string, number> = {};
    for (const mode of ['requests', 'turns'] as const) {
      // a policy that reloads for every question has no state to carry through turns
      const run = entries.filter(({ question }) => mode === 'requests' || question !== 'known');
      for (const row of evaluatePolicies({ model, cases, entries: run, shares, seed, mode })) {
        const label = `${mode}: ${row.label}`;
        measures[at(label, row.share)] = row.accuracy;
        if (row.share !== 0.25) continue;
        measures[at(`${label}, first`, row.share)] = row.byTurn[0]!;
        const later = row.byTurn.slice(1);
        measures[at(`${label}, later`, row.share)] = later.reduce((a, b) => a + b, 0) / later.length;
      }
    }
    const task = cases[0]!;
    const copies = time(() => prefill(model, task, { entries: [] }));
    const base = prefill(model, task, { entries: [] });
    const reused = time(() => base.clone());
    const again = time(() => prefill(model, task, { entries: [] }));
    Object.assign(measures, await measureTasks(seed, open));
    return {
      ...measures,
      'reuse: 5 requests over 5 prefills, time': (copies + 5 * reused) / (5 * copies),
      'reuse: 5 prefills over 5 prefills, time': again / copies,
    };
  },
  relations: [
    ...(['requests', 'turns'] as const).flatMap((mode) => {
      const label = `${mode}: snapkv, first question known`;
      return [
        {
          statement: `${mode}: at 25% the first question scores 90`,
          atLeast: 0.9,
          value: (m: Readonly<Record<string, number>>) => m[at(`${label}, first`, 0.25)]!,
          control: {
            what: 'random slots',
            value: (m: Readonly<Record<string, number>>) => m[at(`${mode}: random, first`, 0.25)]!,
          },
        },
        {
          statement: `${mode}: and later questions lose 30 points`,
          atLeast: 0.3,
          value: (m: Readonly<Record<string, number>>) =>
            m[at(`${label}, first`, 0.25)]! - m[at(`${label}, later`, 0.25)]!,
          control: {
            what: 'the full cache',
            value: (m: Readonly<Record<string, number>>) =>
              m[at(`${mode}: full, first`, 0.25)]! - m[at(`${mode}: full, later`, 0.25)]!,
          },
        },
      ];
    }),
    {
      statement: 'loading 25% anew for every question stays within 5 points of full',
      atLeast: -0.05,
      value: (m) => m[at('requests: quest, pages loaded anew', 0.25)]! - m[at('requests: full', 0.25)]!,
      control: {
        what: 'evicting for the first question',
        value: (m) => m[at('requests: snapkv, first question known', 0.25)]! - m[at('requests: full', 0.25)]!,
      },
    },
    {
      statement: 'recency and sinks keep at most 30% at 25%',
      atLeast: -0.3,
      value: (m) => -m[at('requests: recency', 0.25)]!,
      control: { what: 'the full cache', value: (m) => -m[at('requests: full', 0.25)]! },
    },
    {
      statement: 'accuracy falls with the budget, within 2 points of noise (worst policy)',
      atLeast: -0.02,
      value: (m) => leastFall(m, shares),
      control: { what: 'the budgets in the other order', value: (m) => leastFall(m, [...shares].reverse()) },
    },
    {
      statement: '8 bits stay within 1 point of full',
      atLeast: -0.01,
      value: (m) => m[at('requests: 8 bits', 0.25)]! - m[at('requests: full', 0.25)]!,
      control: {
        what: 'about as many bytes in random slots',
        value: (m) => m[at('requests: random', 0.25)]! - m[at('requests: full', 0.25)]!,
      },
    },
    {
      statement: 'the full cache answers the six tasks, mean',
      atLeast: 0.9,
      value: (m) => m['tasks: dense, mean, all']!,
      control: { what: 'random slots', value: (m) => m['tasks: random, mean, all']! },
    },
    {
      statement: 'key-value and mixed questions: eviction for the first loses 20 points on later ones (lesser of both)',
      atLeast: 0.2,
      value: (m) => gap(m, 'snapkv, first question known'),
      control: { what: 'the full cache', value: (m) => gap(m, 'dense') },
    },
    {
      statement: 'loading 25% anew stays within 15 points of full on the mean of six tasks',
      atLeast: -0.15,
      value: (m) => m['tasks: quest, pages loaded anew, mean, all']! - m['tasks: dense, mean, all']!,
      control: { what: 'random slots', value: (m) => m['tasks: random, mean, all']! - m['tasks: dense, mean, all']! },
    },
    {
      statement: 'Tri-shape is 10 points above A-shape on the first question, mean of six tasks',
      atLeast: 0.1,
      value: (m) => m['tasks: tri-shape, mean, first']! - m['tasks: a-shape, mean, first']!,
      control: {
        what: 'the dense cache over Tri-shape',
        value: (m) => m['tasks: dense, mean, first']! - m['tasks: tri-shape, mean, first']!,
      },
    },
    {
      statement:
        'chunks read apart and reused at repaired positions stay within 20 points of full where position matters',
      atLeast: -0.2,
      value: (m) => m['recite: chunks reused, positions repaired']! - m['recite: dense']!,
      control: {
        what: 'the same chunks at the positions that they had',
        value: (m) => m['recite: chunks reused as they were']! - m['recite: dense']!,
      },
    },
    {
      statement: 'five requests with the cached context take at most 30% of five prefills',
      atLeast: -0.3,
      value: (m) => -m['reuse: 5 requests over 5 prefills, time']!,
      control: { what: 'reading the context every time', value: (m) => -m['reuse: 5 prefills over 5 prefills, time']! },
    },
  ],
});

/** The other tasks, each as `tasks: METHOD, TASK` with first and later questions apart, and means over tasks. */
async function measureTasks(seed: number, open: OpenModelFolder): Promise<Record<string, number>> {
  const model = await openFixture(open('tiny-shared'));
  const fixed = { seed, cases: 8, modes: ['requests'] } as const;
  const rows = runSharedContextSuite({ ...fixed, model, tasks: sharedTasks });
  const measures: Record<string, number> = {};
  for (const { method, task, first, later, accuracy } of rows) {
    measures[`tasks: ${method}, ${task}, first`] = first;
    measures[`tasks: ${method}, ${task}, later`] = later;
    for (const [what, value] of [
      ['all', accuracy],
      ['first', first],
    ] as const) {
      const key = `tasks: ${method}, mean, ${what}`;
      measures[key] = (measures[key] ?? 0) + value / sharedTasks.length;
    }
  }
  const reciting = await openFixture(open('tiny-recite'));
  const perHead = await openGate(open, 'per-head', seed);
  const gates = { 'trim-kv': perHead.gate, 'global-retention': (await openGate(open, 'shared', seed)).gate };
  for (const { task, method, accuracy } of [
    ...runSharedContextSuite({ ...fixed, model: reciting, tasks: ['recite'] }),
    ...runSharedContextSuite({ ...fixed, model: perHead.model, tasks: ['lasting'], gates }),
  ]) {
    measures[`${task}: ${method}`] = accuracy;
  }
  return measures;
}

/** Tasks in which the question shows all that it needs, and one question's answer is of no use to the next. */
const retrieval = ['kv', 'mix'] as const;
const gap = (m: Readonly<Record<string, number>>, method: string): number =>
  Math.min(...retrieval.map((task) => m[`tasks: ${method}, ${task}, first`]! - m[`tasks: ${method}, ${task}, later`]!));

/** Least difference between neighbors of these budgets, over policies. */
function leastFall(m: Readonly<Record<string, number>>, budgets: readonly number[]): number {
  const labels = ['random', 'recency', 'h2o', 'tova', 'snapkv', 'key-norm high', 'quest, pages loaded anew'];
  const accuracy = (label: string, share: number): number => m[at(`requests: ${label}`, share)]!;
  return Math.min(
    ...labels.flatMap((label) =>
      budgets.slice(1).map((share, n) => accuracy(label, budgets[n]!) - accuracy(label, share)),
    ),
  );
}

/** Milliseconds of the fastest of five runs. */
function time(body: () => KvCache): number {
  return Math.min(
    ...Array.from({ length: 5 }, () => {
      const from = performance.now();
      body().clear();
      return performance.now() - from;
    }),
  );
}
