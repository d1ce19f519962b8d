import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { babiClaim } from '../../src/bench/claims/babi.ts';
import { runClaim } from '../../src/bench/claims/run-claims.ts';
import { freshSeeds, quick } from '../claim-mode.ts';

const root = process.env['PALIMPSEST_DATA'] ?? join(import.meta.dirname, '../../../shared/data');
const data = join(root, 'babi_en');

async function check(more: { readonly data?: string }): Promise<void> {
  const row = await runClaim(babiClaim, { seeds: freshSeeds, quick, ...more });
  console.log(JSON.stringify(row, null, 1));
  expect(row.relations.filter(({ holds }) => !holds)).toEqual([]);
  expect(row.control.filter(({ fails }) => !fails)).toEqual([]);
  expect(row.holds).toBe(true);
}

it('babi: the relation holds on generated worlds, and its controls fail', () => check({}));

it.skipIf(!existsSync(data))('babi: the relation holds on the held-out questions (skipped without its files)', () =>
  check({ data }),
);
