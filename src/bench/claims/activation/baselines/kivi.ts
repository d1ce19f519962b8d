/** KIVI: bytes as they are counted by hand, keys by channel, and when few bits hurt. */
import { packMatrix, unpackMatrix } from '../../../../activation/engine/packed-matrix.ts';
import { prefill } from '../../../../activation/evaluate/evaluate-policies.ts';
import { keyNorm } from '../../../../activation/policies/key-norm.ts';
import { kivi } from '../../../../activation/policies/kivi.ts';
import { pyramidkv } from '../../../../activation/policies/pyramidkv.ts';
import { seededRandom } from '../../../../tensor/index.ts';
import type { Numbers } from '../../judge-claim.ts';
import { type BaselineCheck, type BaselineGround, cells, plain, recalled, rows } from './baseline.ts';

const group = 32;
const inBits = (bits: 2 | 4 | 8): { label: string; policy: ReturnType<typeof kivi> } => ({
  label: `kivi, ${bits} bits`,
  policy: kivi({ bits, residual: 0, group }),
});
const evictions = [
  rows.h2oAll,
  rows.snapkv,
  { label: 'pyramidkv', policy: pyramidkv({ window: 24, ...plain }) },
  { label: 'key norm, high', policy: keyNorm({ keep: 'high' }) },
];
const bytes = (m: Numbers, bits: number): number => recalled(m, 'lasting', `kivi, ${bits} bits, bytes`, 0.125);
/** 129 slots of 32 + 32 floats: 128 as codes with two half floats for every 32 of them, one as it was. */
const counted = (bits: number): number => (2 * 128 * 32 * (bits / 8 + (2 * 2) / group) + 64 * 4) / (129 * 64 * 4);

export const kiviCheck: BaselineCheck = {
  policy: 'kivi',
  cells: [
    ...cells('lasting', [0.125], [inBits(2), inBits(4), ...evictions]),
    ...cells('recite', [0.5], [rows.full, inBits(2), inBits(4), inBits(8)]),
  ],
  more: keyErrors,
  relations: [
    {
      statement: 'kivi: stored bytes are as counted by hand, within 1% (2 bits and two half floats a group)',
      atMost: 0.01,
      value: (m) => Math.abs(bytes(m, 2) / counted(2) - 1),
      control: { what: '4 bits, by the count for 2', value: (m) => Math.abs(bytes(m, 4) / counted(2) - 1) },
    },
    {
      statement: 'kivi: 2 bits of every slot beat the best eviction in 12.5% of the bytes by 15 points (40 facts)',
      atLeast: 0.15,
      value: (m) =>
        recalled(m, 'lasting', 'kivi, 2 bits', 0.125) -
        Math.max(...evictions.map(({ label }) => recalled(m, 'lasting', label, 0.125))),
      control: {
        what: 'the observation window',
        value: (m) =>
          recalled(m, 'lasting', rows.snapkv.label, 0.125) -
          Math.max(...evictions.map(({ label }) => recalled(m, 'lasting', label, 0.125))),
      },
    },
    {
      statement: 'kivi: keys in 2 bits err at most 0.8 as much by channel as by token (recite)',
      atMost: 0.8,
      value: (m) => m['2-bit error, keys by channel']! / m['2-bit error, keys by token']!,
      control: {
        what: 'channels and tokens exchanged',
        value: (m) => m['2-bit error, keys by token']! / m['2-bit error, keys by channel']!,
      },
    },
    {
      statement: 'kivi: values in 2 bits err no more by token than by channel',
      atMost: 1,
      value: (m) => m['2-bit error, values by token']! / m['2-bit error, values by channel']!,
      control: {
        what: 'keys',
        value: (m) => m['2-bit error, keys by token']! / m['2-bit error, keys by channel']!,
      },
      open: 'values, too, are better kept by channel on these models: 1.41 times the error by token',
    },
    {
      statement: 'kivi: where every letter has to be written (recite), 2 bits lose 3 points',
      atLeast: 0.03,
      value: (m) => recalled(m, 'recite', 'full', 0.5) - recalled(m, 'recite', 'kivi, 2 bits', 0.5),
      control: {
        what: '4 bits',
        value: (m) => recalled(m, 'recite', 'full', 0.5) - recalled(m, 'recite', 'kivi, 4 bits', 0.5),
      },
    },
    {
      statement: 'kivi: and 4 bits lose at most 1',
      atMost: 0.01,
      value: (m) => recalled(m, 'recite', 'full', 0.5) - recalled(m, 'recite', 'kivi, 4 bits', 0.5),
      control: {
        what: '2 bits',
        value: (m) => recalled(m, 'recite', 'full', 0.5) - recalled(m, 'recite', 'kivi, 2 bits', 0.5),
      },
    },
  ],
};

/** Relative error of 2-bit codes with scales along tokens (by channel) and along channels (by token). */
function keyErrors({ on }: BaselineGround): Numbers {
  const { model, cases } = on.recite;
  const { headSize } = model.config;
  const errors: Record<string, number> = {};
  for (const part of ['keys', 'values'] as const) {
    for (const [name, along] of [
      ['channel', 'rows'],
      ['token', 'columns'],
    ] as const) {
      let error = 0;
      let size = 0;
      for (const task of cases.slice(0, 8)) {
        const view = prefill(model, task, { entries: [] }).view({ random: seededRandom('errors') });
        for (const head of view.heads) {
          const count = Math.floor(head.length / group) * group;
          const data = head[part].slice(0, count * headSize);
          const codes = unpackMatrix(packMatrix(data, count, headSize, { bits: 2, along, group }));
          error += data.reduce((sum, x, i) => sum + (x - codes[i]!) ** 2, 0);
          size += data.reduce((sum, x) => sum + x * x, 0);
        }
      }
      errors[`2-bit error, ${part} by ${name}`] = Math.sqrt(error / size);
    }
  }
  return errors;
}
