/** TRIM-KV's claim: a trained gate knows at creation what will last; nothing in attention or norms does. */

import type { CachePolicy, HeadView } from '../../../activation/cache-policy.ts';
import type { RetentionGate } from '../../../activation/engine/kv-cache.ts';
import type { PolicyEntry } from '../../../activation/evaluate/evaluate-policies.ts';
import { prefill } from '../../../activation/evaluate/evaluate-policies.ts';
import { fromScores } from '../../../activation/policies/from-scores.ts';
import { retentionScore, trimKv } from '../../../activation/policies/trim-kv.ts';
import { recallVocabulary as words } from '../../../activation/tasks/recall-vocabulary.ts';
import type { TaskCase } from '../../../activation/tasks/task.ts';
import type { Transformer } from '../../../models/transformer.ts';
import { type SeededRandom, sampleDistinct, seededRandom } from '../../../tensor/index.ts';
import type { ClaimDefinition } from '../claim-definition.ts';
import { seededClaim } from '../seeded-claim.ts';
import { durableCases, openGate, references, unawareBaselines, unawareLabels } from './durable-facts.ts';
import { at, bestOf, policyMeasures } from './measure-policies.ts';

const shares = [0.25, 0.125, 0.0625];

/** The same gate with its outputs dealt to the wrong tokens. */
function shuffled(): CachePolicy {
  const { parts } = trimKv();
  return fromScores({
    ...parts,
    name: 'shuffled gate',
    score: (view, head, budget) => {
      const draws = view.random.split(`shuffle ${head.layer}/${head.head}`);
      const order = sampleDistinct(draws, head.length, head.length);
      const logRetention = head.logRetention.map((_, i) => head.logRetention[order[i]!]!);
      return parts.score(view, { ...head, logRetention }, budget);
    },
  });
}

/** One retention for all tokens: must be the same as keeping the latest. */
function constant(): CachePolicy {
  const score = retentionScore(1);
  return fromScores({
    ...trimKv().parts,
    name: 'constant retention',
    score: (view, head, budget) =>
      score(view, { ...head, logRetention: new Float32Array(head.length).fill(-0.01) }, budget),
  });
}

const latest: CachePolicy = fromScores({
  ...trimKv().parts,
  name: 'latest',
  score: (_, head) => Float32Array.from(head.positions),
});

export const trimKvClaim: ClaimDefinition = seededClaim({
  system: 'trim-kv',
  tier: 'activation',
  source: 'arXiv 2512.03324',
  claim: 'Gates trained beside a frozen model tell lasting tokens from passing ones and stay near the full cache.',
  setting: 'tiny-recall with trained gates, 40 facts in 128 tokens, 12 durable, 32 contexts x 8 questions a seed',
  async measure(seed, open) {
    const { model, gate } = await openGate(open, 'per-head', seed);
    const cases = durableCases(seed, 32);
    const entries: PolicyEntry[] = [
      ...references,
      ...unawareBaselines,
      { label: 'trim-kv', policy: trimKv(), gate },
      { label: 'trim-kv, horizon 32', policy: trimKv({ horizon: 32 }), gate },
      { label: 'shuffled gate', policy: shuffled(), gate },
      { label: 'constant retention', policy: constant(), gate },
      { label: 'latest', policy: latest, gate },
    ];
    return {
      ...policyMeasures({ model, cases, entries, shares, seed }),
      ...meanRetention({ model, gate, cases: cases.slice(0, 16) }),
      ...meanRetention({ model, gate, cases: cases.slice(0, 16), dealt: seededRandom(`dealt ${seed}`) }),
    };
  },
  relations: [
    {
      statement: 'at 12.5% within 8 points of the full cache',
      atLeast: -0.08,
      value: (m) => m[at('trim-kv', 0.125)]! - m[at('full', 0.125)]!,
      control: { what: 'shuffled gate', value: (m) => m[at('shuffled gate', 0.125)]! - m[at('full', 0.125)]! },
    },
    {
      statement: 'at 12.5% beats the best baseline that does not know the question by 30 points',
      atLeast: 0.3,
      value: (m) => m[at('trim-kv', 0.125)]! - bestOf(m, unawareLabels, 0.125),
      control: {
        what: 'shuffled gate',
        value: (m) => m[at('shuffled gate', 0.125)]! - bestOf(m, unawareLabels, 0.125),
      },
    },
    {
      statement: 'at 12.5% beats random by 60 points',
      atLeast: 0.6,
      value: (m) => m[at('trim-kv', 0.125)]! - m[at('random', 0.125)]!,
      control: { what: 'shuffled gate', value: (m) => m[at('shuffled gate', 0.125)]! - m[at('random', 0.125)]! },
    },
    {
      statement: 'in the head that tells them apart best, durable values last longer than ephemeral ones',
      atLeast: 0.05,
      value: (m) => m['retention after 32 steps, durable values']! - m['retention after 32 steps, ephemeral values']!,
      control: {
        what: 'the same retention dealt to other tokens',
        value: (m) =>
          m['dealt: retention after 32 steps, durable values']! -
          m['dealt: retention after 32 steps, ephemeral values']!,
      },
    },
    {
      statement: 'and durable values last longer than filler',
      atLeast: 0.05,
      value: (m) => m['retention after 32 steps, durable values']! - m['retention after 32 steps, filler']!,
      control: {
        what: 'the same retention dealt to other tokens',
        value: (m) =>
          m['dealt: retention after 32 steps, durable values']! - m['dealt: retention after 32 steps, filler']!,
      },
    },
    {
      statement: 'a constant retention is exactly recency',
      atLeast: 0,
      value: (m) => -Math.abs(m[at('constant retention', 0.125)]! - m[at('latest', 0.125)]!),
      control: {
        what: 'the trained retention',
        value: (m) => -Math.abs(m[at('trim-kv', 0.125)]! - m[at('latest', 0.125)]!),
      },
    },
  ],
});

/** Mean beta^32 by kind of token, in the head where durable and ephemeral values differ most. */
function meanRetention(of: {
  readonly model: Transformer;
  readonly gate: RetentionGate;
  readonly cases: readonly TaskCase[];
  /** Deals every head's retention to its tokens anew (the control). */
  readonly dealt?: SeededRandom;
}): Record<string, number> {
  const kinds = ['durable values', 'ephemeral values', 'filler'] as const;
  const sums = new Map<number, number[]>();
  const counts = new Map<number, number[]>();
  for (const task of of.cases) {
    const cache = prefill(of.model, task, { entries: [], gate: of.gate });
    cache.view().heads.forEach((head: HeadView, h) => {
      const sum = sums.get(h) ?? [0, 0, 0];
      const count = counts.get(h) ?? [0, 0, 0];
      const order = of.dealt && sampleDistinct(of.dealt, head.length, head.length);
      for (let i = 1; i < task.context.length; i++) {
        const token = task.context[i]!;
        const isValue = token >= words.valueFrom && token < words.noiseFrom;
        const kind = isValue ? (task.context[i - 1]! < words.keyFrom + 32 ? 0 : 1) : token >= words.noiseFrom ? 2 : -1;
        if (kind < 0) continue;
        sum[kind]! += Math.exp(32 * head.logRetention[order?.[i] ?? i]!);
        count[kind]!++;
      }
      sums.set(h, sum);
      counts.set(h, count);
    });
  }
  const means = [...sums].map(([h, sum]) => sum.map((value, kind) => value / counts.get(h)![kind]!));
  const best = means.reduce((a, b) => (b[0]! - b[1]! > a[0]! - a[1]! ? b : a));
  return Object.fromEntries(
    kinds.map((kind, n) => [`${of.dealt ? 'dealt: ' : ''}retention after 32 steps, ${kind}`, best[n]!]),
  );
}
