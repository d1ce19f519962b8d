/** SnapKV: everything hangs on whether the question is in the window, and pooling on whether neighbors belong together. */
import { snapkv } from '../../../../activation/policies/snapkv.ts';
import { type BaselineCheck, cells, plain, recalled, rows } from './baseline.ts';

const known = {
  label: 'snapkv, first question known',
  policy: snapkv({ window: 2, ...plain }),
  question: 'first' as const,
};
const pooled = { label: 'snapkv 24, pooled', policy: snapkv({ window: 24, forceWindow: false }) };

export const snapkvCheck: BaselineCheck = {
  policy: 'snapkv',
  cells: [
    ...cells('facts', [0.125], [known, rows.snapkv]),
    ...cells('facts', [0.25], [rows.snapkv, pooled, rows.random]),
    ...cells('votes', [0.25], [rows.snapkv, pooled]),
    ...cells('recite', [0.25], [rows.snapkv, rows.random]),
  ],
  relations: [
    {
      statement: 'snapkv: with the question in its window 12.5% of the slots answer it, 98%',
      atLeast: 0.98,
      value: (m) => recalled(m, 'facts', `${known.label}, first`, 0.125),
      control: {
        what: 'the other questions, on what was kept for the first',
        value: (m) => recalled(m, 'facts', `${known.label}, later`, 0.125),
      },
    },
    {
      statement: 'snapkv: pooling smears facts of one token: 15 points lost at 25%',
      atLeast: 0.15,
      value: (m) => recalled(m, 'facts', rows.snapkv.label, 0.25) - recalled(m, 'facts', pooled.label, 0.25),
      control: {
        what: 'where neighbors say the same (votes)',
        value: (m) => recalled(m, 'votes', rows.snapkv.label, 0.25) - recalled(m, 'votes', pooled.label, 0.25),
      },
    },
    {
      statement: 'snapkv: where only position tells what comes (recite) it loses 15 points to random slots at 25%',
      atLeast: 0.15,
      value: (m) => recalled(m, 'recite', 'random', 0.25) - recalled(m, 'recite', rows.snapkv.label, 0.25),
      control: {
        what: 'where content does (facts)',
        value: (m) => recalled(m, 'facts', 'random', 0.25) - recalled(m, 'facts', rows.snapkv.label, 0.25),
      },
    },
  ],
};
