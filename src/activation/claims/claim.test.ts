import { expect, it } from 'vitest';
import { type Claim, checkClaim, claimLines } from './claim.ts';

const claim = (relations: Claim['relations']): Claim => ({
  name: 'test',
  source: 'none',
  statement: 'x is large',
  setting: 'numbers',
  measure: async (seed) => ({ x: seed, y: 0 }),
  relations,
});
const open = () => () => new Uint8Array();
const relation = { statement: 'x >= 2', atLeast: 2, value: (m: Readonly<Record<string, number>>) => m['x']! };
const control = { what: 'y', value: (m: Readonly<Record<string, number>>) => m['y']! };

it('holds only on the mean and on every seed, with one exception in five, and only with a failing control', async () => {
  const check = async (seeds: number[], c = control): Promise<boolean> =>
    (await checkClaim(claim([{ ...relation, control: c }]), { seeds, open })).holds;
  expect(await check([2, 3, 4])).toBe(true);
  expect(await check([1, 5, 5])).toBe(false);
  expect(await check([1, 5, 5, 5, 5])).toBe(true);
  expect(await check([1, 1, 9, 9, 9])).toBe(false);
  expect(await check([2, 3, 4], { what: 'x itself', value: relation.value })).toBe(false);
  expect(await check([Number.NaN, 3, 4])).toBe(false);
  await expect(checkClaim(claim([relation]), { seeds: [1], open })).rejects.toThrow(/no negative control/);
});

it('does not take a control that was never measured for one that fails', async () => {
  const misspelled = { what: 'z', value: (m: Readonly<Record<string, number>>) => m['z']! };
  const report = await checkClaim(claim([{ ...relation, control: misspelled }]), { seeds: [2, 3], open });
  expect(report.relations[0]?.control?.fails).toBe(false);
  expect(report.holds).toBe(false);
});

it('prints every measure, relation and control', async () => {
  const lines = claimLines(await checkClaim(claim([{ ...relation, control }]), { seeds: [2, 3], open })).join('\n');
  expect(lines).toMatch(/holds on seeds 2, 3/);
  expect(lines).toMatch(/ok {3}x >= 2: 2.500 >= 2.000/);
  expect(lines).toMatch(/control, y: 0.000 \(fails, as it must\)/);
});
