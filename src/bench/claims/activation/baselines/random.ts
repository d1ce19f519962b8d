/** Random slots: recall follows the share that is kept, which is what makes it the yardstick of every score. */
import type { Numbers } from '../../judge-claim.ts';
import { type BaselineCheck, cells, recalled, rows } from './baseline.ts';

const shares = [0.5, 0.25, 0.125, 0.0625];
const off = (m: Numbers, label: string): number =>
  Math.max(...shares.map((share) => Math.abs(recalled(m, 'facts', label, share) - share)));

export const randomCheck: BaselineCheck = {
  policy: 'random',
  cells: cells('facts', shares, [rows.random, rows.h2o]),
  relations: [
    {
      statement: 'random: recall is the share that was kept, within 20 points at 50, 25, 12.5 and 6.25%',
      atMost: 0.2,
      value: (m) => off(m, 'random'),
      control: { what: 'H2O', value: (m) => off(m, 'h2o') },
    },
  ],
};
