import { expect, it } from 'vitest';
import { policyCatalog } from '../../src/activation/policies/catalog.ts';
import { baselineChecks, kvBaselinesClaim } from '../../src/bench/claims/activation/kv-baselines.ts';
import { checkClaim } from '../check-claim.ts';

it('kv-baselines: every policy does what is said of it on fresh seeds where it is not open, and its controls fail', () =>
  checkClaim(kvBaselinesClaim));

it('kv-baselines: one check a policy of the catalog, each with a relation that names it', () => {
  const names = baselineChecks.map(({ policy }) => policy);
  expect(new Set(names).size).toBe(11);
  expect(names.filter((name) => policyCatalog[name] === undefined)).toEqual([]);
  for (const { policy, relations } of baselineChecks) {
    expect(relations.some(({ statement, open }) => open === undefined && statement.startsWith(`${policy}: `))).toBe(
      true,
    );
  }
});
