/** H2O: accumulated attention finds what matters, prefers what is old, and is misled where neighbors share attention. */
import { prefill } from '../../../../activation/evaluate/evaluate-policies.ts';
import { h2o } from '../../../../activation/policies/h2o.ts';
import { seededRandom } from '../../../../tensor/index.ts';
import type { Numbers } from '../../judge-claim.ts';
import { type BaselineCheck, type BaselineGround, cells, dealt, recalled, rows } from './baseline.ts';

const perQuery = { label: 'h2o, all scored, per query', policy: h2o({ recentShare: 0, perQuery: true }) };
const shuffledScores = { label: 'h2o, scores dealt to other slots', policy: dealt(h2o()) };
const above = (m: Numbers, label: string): number =>
  recalled(m, 'facts', label, 0.25) - recalled(m, 'facts', 'random', 0.25);

export const h2oCheck: BaselineCheck = {
  policy: 'h2o',
  cells: [
    ...cells('facts', [0.25], [rows.random, rows.h2o, rows.h2oAll, perQuery, shuffledScores]),
    ...cells('votes', [0.25], [rows.random, rows.h2o]),
  ],
  more: keptPlaces,
  relations: [
    {
      statement: 'h2o: on facts at 25% it beats random slots by 15 points',
      atLeast: 0.15,
      value: (m) => above(m, 'h2o'),
      control: { what: 'the same scores dealt to other slots', value: (m) => above(m, shuffledScores.label) },
    },
    {
      statement: 'h2o: sums of attention keep what is old: mean place of the kept slots, 0 the oldest',
      atMost: 0.22,
      value: (m) => m['place: h2o, all scored']!,
      control: { what: 'divided by the queries that could see a slot', value: (m) => m['place: h2o, per query']! },
    },
    {
      statement: 'h2o: and divided so, they recall 8 points more at 25%',
      atLeast: 0.08,
      value: (m) => recalled(m, 'facts', perQuery.label, 0.25) - recalled(m, 'facts', 'h2o, all scored', 0.25),
      control: {
        what: 'as published, half recent',
        value: (m) => recalled(m, 'facts', 'h2o', 0.25) - recalled(m, 'facts', 'h2o, all scored', 0.25),
      },
    },
    {
      statement: 'h2o: where five neighbors vote alike it loses 20 points to random slots at 25%',
      atLeast: 0.2,
      value: (m) => recalled(m, 'votes', 'random', 0.25) - recalled(m, 'votes', 'h2o', 0.25),
      control: { what: 'on facts', value: (m) => -above(m, 'h2o') },
    },
  ],
};

/** Where kept slots lie, as a share of the context. */
function keptPlaces({ on }: BaselineGround): Numbers {
  const { model, cases } = on.facts;
  const policies = { 'h2o, all scored': rows.h2oAll.policy, 'h2o, per query': perQuery.policy };
  const sums = { 'h2o, all scored': 0, 'h2o, per query': 0 };
  let slots = 0;
  for (const task of cases.slice(0, 8)) {
    const cache = prefill(model, task, { entries: [rows.h2o] });
    const view = cache.view({ random: seededRandom('places') });
    const budget = { entriesPerHead: Math.round(task.context.length / 4) };
    slots += budget.entriesPerHead * view.heads.length;
    for (const name of ['h2o, all scored', 'h2o, per query'] as const) {
      for (const action of policies[name].plan(view, budget).actions) {
        if (action.kind !== 'keep') continue;
        for (const index of action.indices) sums[name] += index / (task.context.length - 1);
      }
    }
  }
  return Object.fromEntries(Object.entries(sums).map(([name, sum]) => [`place: ${name}`, sum / slots]));
}
