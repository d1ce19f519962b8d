/** CaM: values of evicted slots, spread over the next kept ones. Spreading is harmless here; gain there is none. */

import type { CachePolicy } from '../../../../activation/cache-policy.ts';
import { applyPolicy } from '../../../../activation/engine/apply-policy.ts';
import { prefill } from '../../../../activation/evaluate/evaluate-policies.ts';
import { cam } from '../../../../activation/policies/cam.ts';
import { seededRandom } from '../../../../tensor/index.ts';
import type { Numbers } from '../../judge-claim.ts';
import { type BaselineCheck, type BaselineGround, type BaselineTask, cells, recalled, rows } from './baseline.ts';

const spread = { label: 'cam', policy: cam() };
const onOne = { label: 'cam, all on the next slot', policy: cam({ spread: 1 }) };
const above = (m: Numbers, task: BaselineTask, label: string, share: number): number =>
  recalled(m, task, label, share) - recalled(m, task, 'h2o', share);
const errors = ['facts', 'recite'] as const;

export const camCheck: BaselineCheck = {
  policy: 'cam',
  cells: [...cells('facts', [0.125], [rows.h2o, spread, onOne]), ...cells('votes', [0.25], [rows.h2o, spread, onOne])],
  more: logitErrors,
  relations: [
    {
      statement:
        'cam: spread over the next 32 kept slots, evicted values cost H2O at most 2.5 points on facts at 12.5%',
      atLeast: -0.025,
      value: (m) => above(m, 'facts', spread.label, 0.125),
      control: { what: 'all of a value on the next slot', value: (m) => above(m, 'facts', onOne.label, 0.125) },
    },
    {
      statement: 'cam: where neighbors vote alike, 5 points above H2O at 25%',
      atLeast: 0.05,
      value: (m) => above(m, 'votes', spread.label, 0.25),
      control: { what: 'all of a value on the next slot', value: (m) => above(m, 'votes', onOne.label, 0.25) },
      open: 'CaM gains nothing where votes are alike: -1, 2 and 2 points on the three seeds',
    },
    {
      statement:
        'cam: logits nearer to those of the full cache than after eviction alone (greater ratio of facts and recite)',
      atMost: 0.95,
      value: (m) => Math.max(...errors.map((task) => m[`${task}: logit error, cam over h2o`]!)),
      control: {
        what: 'all of a value on the next slot',
        value: (m) => Math.max(...errors.map((task) => m[`${task}: logit error, cam on one over h2o`]!)),
      },
      open: 'CaM moves the logits away: 1.05 to 1.08 times the error of H2O',
    },
  ],
};

/** Mean relative distance of the questions' logits to those of the full cache, at 25%. */
function logitErrors(ground: BaselineGround): Numbers {
  const measures: Record<string, number> = {};
  for (const task of errors) {
    const base = errorOf(ground, task, rows.h2o.policy);
    measures[`${task}: logit error, cam over h2o`] = errorOf(ground, task, spread.policy) / base;
    measures[`${task}: logit error, cam on one over h2o`] = errorOf(ground, task, onOne.policy) / base;
  }
  return measures;
}

function errorOf({ seed, on }: BaselineGround, task: BaselineTask, policy: CachePolicy): number {
  const { model, cases } = on[task];
  let total = 0;
  let count = 0;
  for (const [n, { context, questions }] of cases.slice(0, 8).entries()) {
    const whole = prefill(model, { context, questions }, { entries: [rows.h2o] });
    const cut = whole.clone();
    const budget = { entriesPerHead: Math.round(context.length / 4) };
    applyPolicy(cut, policy, { model, budget, random: seededRandom(`cam ${seed} ${n}`) });
    for (const { prompt } of questions) {
      const [a, b] = [whole, cut].map((cache) => {
        const mark = cache.mark();
        const request = {
          tokens: prompt,
          memory: cache,
          positions: cache.nextPosition,
          previousToken: context.at(-1)!,
        };
        const { data } = model.forward(request);
        cache.rewind(mark);
        return Float32Array.from(data);
      });
      total += Math.hypot(...a!.map((x, i) => x - b![i]!)) / Math.hypot(...a!);
      count++;
    }
  }
  return total / count;
}
