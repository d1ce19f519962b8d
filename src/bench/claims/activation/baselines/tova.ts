/** TOVA: one query decides for all heads of a layer, which is worth most where hardly anything may stay. */

import type { CachePolicy } from '../../../../activation/cache-policy.ts';
import { prefill } from '../../../../activation/evaluate/evaluate-policies.ts';
import { tova } from '../../../../activation/policies/tova.ts';
import { seededRandom } from '../../../../tensor/index.ts';
import type { Numbers } from '../../judge-claim.ts';
import { type BaselineCheck, type BaselineGround, cells, dealt, recalled, rows } from './baseline.ts';

const entry = { label: 'tova', policy: tova() };
const shuffledScores = { label: 'tova, scores dealt to other slots', policy: dealt(tova()) };
const above = (m: Numbers, label: string, share: number, below: string): number =>
  recalled(m, 'facts', label, share) - recalled(m, 'facts', below, share);

export const tovaCheck: BaselineCheck = {
  policy: 'tova',
  cells: [
    ...cells('facts', [0.125], [entry, shuffledScores, rows.random]),
    ...cells('facts', [0.5, 0.0625], [entry, rows.h2o]),
  ],
  more: sameSets,
  relations: [
    {
      statement: 'tova: all heads of a layer keep the same slots, share of the slots',
      atLeast: 1,
      value: (m) => m['alike in a layer: tova']!,
      control: { what: 'H2O', value: (m) => m['alike in a layer: h2o']! },
    },
    {
      statement: 'tova: on facts at 12.5% it beats random slots by 8 points',
      atLeast: 0.08,
      value: (m) => above(m, 'tova', 0.125, 'random'),
      control: {
        what: 'the same scores dealt to other slots',
        value: (m) => above(m, shuffledScores.label, 0.125, 'random'),
      },
    },
    {
      statement: 'tova: at 50% it loses 20 points to H2O',
      atLeast: 0.2,
      value: (m) => above(m, 'h2o', 0.5, 'tova'),
      control: { what: 'at 6.25%', value: (m) => above(m, 'h2o', 0.0625, 'tova') },
    },
  ],
};

function sameSets({ on }: BaselineGround): Numbers {
  const { model, cases } = on.facts;
  const alike = { tova: 0, h2o: 0 };
  let counted = 0;
  for (const task of cases.slice(0, 4)) {
    const view = prefill(model, task, { entries: [rows.h2o, entry] }).view({ random: seededRandom('sets') });
    for (let layer = 0; layer < model.config.layers; layer++) counted++;
    for (const [name, policy] of [
      ['tova', entry.policy],
      ['h2o', rows.h2o.policy],
    ] as const) {
      for (let layer = 0; layer < model.config.layers; layer++) alike[name] += shareAlike(policy, view, layer);
    }
  }
  return { 'alike in a layer: tova': alike.tova / counted, 'alike in a layer: h2o': alike.h2o / counted };
}

function shareAlike(policy: CachePolicy, view: Parameters<CachePolicy['plan']>[0], layer: number): number {
  const sets = policy
    .plan(view, { entriesPerHead: 16 })
    .actions.flatMap((action) => (action.kind === 'keep' && action.layer === layer ? [new Set(action.indices)] : []));
  const [first = new Set<number>(), ...others] = sets;
  return [...first].filter((index) => others.every((set) => set.has(index))).length / Math.max(1, first.size);
}
