/** PyramidKV: more slots for the lower layer pay where the lower layer recalls, and cost where the upper one does. */
import { pyramidkv } from '../../../../activation/policies/pyramidkv.ts';
import { snapkv } from '../../../../activation/policies/snapkv.ts';
import { perLayer } from '../../../../activation/wrappers/per-layer.ts';
import type { Numbers } from '../../judge-claim.ts';
import { type BaselineCheck, type BaselineTask, cells, plain, recalled, rows } from './baseline.ts';

const pyramid = { label: 'pyramidkv', policy: pyramidkv({ window: 24, ...plain }) };
const inverted = {
  label: 'pyramid upside down',
  policy: perLayer(snapkv({ window: 24, ...plain }), [0.05, 1.95]),
};
const above = (m: Numbers, task: BaselineTask, label: string, below: string, share: number): number =>
  recalled(m, task, label, share) - recalled(m, task, below, share);

export const pyramidkvCheck: BaselineCheck = {
  policy: 'pyramidkv',
  cells: [
    ...cells('facts', [0.125], [pyramid, inverted, rows.snapkv]),
    ...cells('recite', [0.5], [pyramid, inverted]),
    ...cells('facts', [0.5], [pyramid, inverted]),
  ],
  relations: [
    {
      statement: 'pyramidkv: on facts at 12.5% 7 points above the same scores in even layers',
      atLeast: 0.07,
      value: (m) => above(m, 'facts', pyramid.label, rows.snapkv.label, 0.125),
      control: {
        what: 'more slots in the upper layer',
        value: (m) => above(m, 'facts', inverted.label, rows.snapkv.label, 0.125),
      },
    },
    {
      statement: 'pyramidkv: with no more slots than they have, ratio',
      atMost: 1.01,
      value: (m) =>
        recalled(m, 'facts', `${pyramid.label}, slots`, 0.125) /
        recalled(m, 'facts', `${rows.snapkv.label}, slots`, 0.125),
      control: {
        what: 'at 50%',
        value: (m) =>
          recalled(m, 'facts', `${pyramid.label}, slots`, 0.5) /
          recalled(m, 'facts', `${rows.snapkv.label}, slots`, 0.125),
      },
    },
    {
      statement: 'pyramidkv: where the upper layer recites, it loses 50 points to the pyramid upside down at 50%',
      atLeast: 0.5,
      value: (m) => above(m, 'recite', inverted.label, pyramid.label, 0.5),
      control: { what: 'on facts', value: (m) => above(m, 'facts', inverted.label, pyramid.label, 0.5) },
    },
  ],
};
