/** Key norm: which sign is right depends on the model, and neither knows what will be asked. */
import { keyNorm } from '../../../../activation/policies/key-norm.ts';
import { type BaselineCheck, cells, recalled, rows } from './baseline.ts';

const low = { label: 'key norm, low', policy: keyNorm() };
const high = { label: 'key norm, high', policy: keyNorm({ keep: 'high' }) };

export const keyNormCheck: BaselineCheck = {
  policy: 'key-norm',
  cells: [
    ...cells('facts', [0.125], [low, high, rows.random]),
    ...cells('recite', [0.25], [low, high]),
    ...cells('lasting', [0.125], [high, rows.random]),
  ],
  relations: [
    {
      statement: 'key-norm: on facts 12.5% of the slots by high norm recall 95%',
      atLeast: 0.95,
      value: (m) => recalled(m, 'facts', high.label, 0.125),
      control: { what: 'by low norm, the published sign', value: (m) => recalled(m, 'facts', low.label, 0.125) },
    },
    {
      statement: 'key-norm: there the published sign is worse than random slots, at most 10%',
      atMost: 0.1,
      value: (m) => recalled(m, 'facts', low.label, 0.125),
      control: { what: 'random slots', value: (m) => recalled(m, 'facts', 'random', 0.125) },
    },
    {
      statement: 'key-norm: on recite at 25% the published sign wins by 40 points',
      atLeast: 0.4,
      value: (m) => recalled(m, 'recite', low.label, 0.25) - recalled(m, 'recite', high.label, 0.25),
      control: {
        what: 'on facts, at 12.5%',
        value: (m) => recalled(m, 'facts', low.label, 0.125) - recalled(m, 'facts', high.label, 0.125),
      },
    },
    {
      statement: 'key-norm: with 40 facts of which 12 are ever asked, high norm loses 30 points of that',
      atLeast: 0.3,
      value: (m) => recalled(m, 'facts', high.label, 0.125) - recalled(m, 'lasting', high.label, 0.125),
      control: {
        what: 'random slots',
        value: (m) => recalled(m, 'facts', 'random', 0.125) - recalled(m, 'lasting', 'random', 0.125),
      },
    },
  ],
};
