/** The full cache: the reference, also with more facts than training ever had. */
import { type BaselineCheck, cells, recalled, rows } from './baseline.ts';

export const fullCheck: BaselineCheck = {
  policy: 'full',
  cells: [...cells('facts', [0.5], [rows.full, rows.random]), ...cells('lasting', [0.5], [rows.full, rows.random])],
  relations: [
    {
      statement: 'full: answers 99% with 16 facts and with 40, which training never had (lesser of both)',
      atLeast: 0.99,
      value: (m) => Math.min(recalled(m, 'facts', 'full', 0.5), recalled(m, 'lasting', 'full', 0.5)),
      control: {
        what: 'half of the slots, at random',
        value: (m) => Math.min(recalled(m, 'facts', 'random', 0.5), recalled(m, 'lasting', 'random', 0.5)),
      },
    },
  ],
};
