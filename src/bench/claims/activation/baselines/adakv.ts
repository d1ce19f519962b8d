/**
 * AdaKV: heads of a layer compete for its budget. The trained heads are too alike for that to matter, so heads that
 * differ are made: the queries of one head of the first layer are scaled down until it looks everywhere alike.
 */

import type { CacheView } from '../../../../activation/cache-policy.ts';
import { evaluatePolicies, prefill } from '../../../../activation/evaluate/evaluate-policies.ts';
import { adakv } from '../../../../activation/policies/adakv.ts';
import { adaptively } from '../../../../activation/policies/allocate.ts';
import { topIndices } from '../../../../activation/policies/from-scores.ts';
import { snapkvScore } from '../../../../activation/policies/snapkv.ts';
import { makeTransformer, type Transformer } from '../../../../models/transformer.ts';
import { cloneParameters, seededRandom } from '../../../../tensor/index.ts';
import type { Numbers } from '../../judge-claim.ts';
import { at } from '../measure-policies.ts';
import { type BaselineCheck, type BaselineGround, cells, plain, recalled, rows } from './baseline.ts';

const adaptive = { label: 'adakv', policy: adakv({ window: 24, ...plain }) };
const unguarded = { label: 'adakv without safeguard', policy: adakv({ window: 24, ...plain, safeguard: 0 }) };
const share = 0.0625;
const flat = (head: string, label: string): string => `${head} head flat: ${at(label, share)}`;

export const adakvCheck: BaselineCheck = {
  policy: 'adakv',
  cells: cells('facts', [share], [adaptive, rows.snapkv]),
  more: (ground) => ({ ...plantedHeads(ground), ...keptAttention(ground) }),
  relations: [
    {
      statement: 'adakv: of the attention of the window it keeps as much as an even split, and more (ratio)',
      atLeast: 1.002,
      value: (m) => m['kept attention: adakv over even']!,
      control: {
        what: "every head's count given to its neighbor",
        value: (m) => m['kept attention: swapped over even']!,
      },
    },
    {
      statement:
        'adakv: with a head that looks everywhere alike beside the recalling one, 10 points above even heads at 6.25%',
      atLeast: 0.1,
      value: (m) => m[flat('other', 'adakv')]! - m[flat('other', rows.snapkv.label)]!,
      control: {
        what: 'the recalling head itself made flat',
        value: (m) => m[flat('recalling', 'adakv')]! - m[flat('recalling', rows.snapkv.label)]!,
      },
    },
    {
      statement: 'adakv: the safeguard saves 3 points where the recalling head is the flat one',
      atLeast: 0.03,
      value: (m) => m[flat('recalling', 'adakv')]! - m[flat('recalling', unguarded.label)]!,
      control: {
        what: 'where it is the other one',
        value: (m) => m[flat('other', 'adakv')]! - m[flat('other', unguarded.label)]!,
      },
    },
    {
      statement: 'adakv: with the heads as trained, 5 points above even heads at 6.25%',
      atLeast: 0.05,
      value: (m) => recalled(m, 'facts', 'adakv', share) - recalled(m, 'facts', rows.snapkv.label, share),
      control: {
        what: 'the recalling head made flat',
        value: (m) => m[flat('recalling', 'adakv')]! - m[flat('recalling', rows.snapkv.label)]!,
      },
      open: 'the trained heads are too alike: 4, -1 and 3 points on the three seeds',
    },
  ],
};

/** One head of the first layer attends nearly evenly. */
function withFlatHead(model: Transformer, head: number): Transformer {
  const parameters = cloneParameters(model.parameters);
  const { headSize, hidden } = model.config;
  const { data } = parameters['layers.0.query']!;
  for (let i = head * headSize * hidden; i < (head + 1) * headSize * hidden; i++) data[i]! *= 0.05;
  return makeTransformer(model.config, parameters);
}

function plantedHeads({ seed, on }: BaselineGround): Numbers {
  const { model, cases } = on.facts;
  const measures: Record<string, number> = {};
  for (const [name, head] of [
    ['recalling', 0],
    ['other', 1],
  ] as const) {
    const entries = [adaptive, unguarded, rows.snapkv];
    for (const row of evaluatePolicies({ model: withFlatHead(model, head), cases, entries, shares: [share], seed })) {
      measures[flat(name, row.label)] = row.accuracy;
    }
  }
  return measures;
}

/** Attention of the window that stays with each way of dividing the same number of slots. */
function keptAttention({ on }: BaselineGround): Numbers {
  const { model, cases } = on.facts;
  const score = snapkvScore({ window: 24, pooling: 'none' });
  const totals = { adaptive: 0, swapped: 0, even: 0 };
  for (const task of cases.slice(0, 8)) {
    const view: CacheView = prefill(model, task, { entries: [adaptive] }).view({ random: seededRandom('kept') });
    const scores = view.heads.map((head) => score(view, head));
    const entriesPerHead = Math.round(share * task.context.length);
    const counts = adaptively()({ view, scores, budget: { entriesPerHead } });
    scores.forEach((own, n) => {
      const kept = (count: number): number => topIndices(own, count).reduce((sum, i) => sum + own[i]!, 0);
      totals.adaptive += kept(counts[n]!);
      totals.swapped += kept(counts[n ^ 1]!);
      totals.even += kept(entriesPerHead);
    });
  }
  return {
    'kept attention: adakv over even': totals.adaptive / totals.even,
    'kept attention: swapped over even': totals.swapped / totals.even,
  };
}
