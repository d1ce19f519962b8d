/** What every test of a claim asserts: all that is not open holds, every control fails, and nothing open could be closed. */
import { expect } from 'vitest';
import type { ClaimDefinition } from '../src/bench/claims/claim-definition.ts';
import { runClaim } from '../src/bench/claims/run-claims.ts';
import { freshSeeds, quick } from './claim-mode.ts';

export async function checkClaim(definition: ClaimDefinition, more: { readonly data?: string } = {}): Promise<void> {
  const row = await runClaim(definition, { seeds: freshSeeds, quick, ...more });
  console.log(JSON.stringify(row, null, 1));
  expect(row.error).toBeUndefined();
  expect(row.relations.filter(({ holds, open }) => !holds && open === undefined)).toEqual([]);
  const open = new Set(row.relations.flatMap(({ statement, open: why }) => (why === undefined ? [] : [statement])));
  expect(row.control.filter(({ fails, statement }) => !fails && !open.has(statement))).toEqual([]);
  expect(row.verdict).toBe(open.size === 0 ? 'holds' : 'open');
  // When an open relation holds on all seeds, take the note off it. One seed, or a smaller sample, does not show that.
  if (!quick) expect(row.relations.filter(({ closable }) => closable).map(({ statement }) => statement)).toEqual([]);
}
