import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sumRows } from './sum-rows.ts';

it('adds up to the last bit what adding row by row does, and leaves the other columns', () => {
  const width = 7;
  const codes = Int8Array.from({ length: width * 20 }, (_, i) => ((i * 37) % 255) - 127);
  const row = fc.record({ id: fc.nat(19), value: fc.double({ min: -3, max: 3, noNaN: true }) });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 30 }), fc.nat(6), fc.nat(7), (rows, from, to) => {
      const plain = new Float64Array(width).fill(0.1);
      for (const { id, value } of rows) {
        for (let column = from; column < to; column++)
          plain[column] = (plain[column] as number) + value * (codes[id * width + column] as number);
      }
      const sums = new Float64Array(width).fill(0.1);
      sumRows({ ids: rows.map(({ id }) => id), values: rows.map(({ value }) => value) }, codes, { sums, from, to });
      expect(sums).toEqual(plain);
    }),
  );
});
