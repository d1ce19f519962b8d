import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'vitest';
import { babiClaim } from '../../src/bench/claims/babi.ts';
import { checkClaim } from '../check-claim.ts';

const root = process.env['PALIMPSEST_DATA'] ?? join(import.meta.dirname, '../../../shared/data');
const data = join(root, 'babi_en');

it('babi: the relation holds on generated worlds, and its controls fail', () => checkClaim(babiClaim));

it.skipIf(!existsSync(data))('babi: the relation holds on the held-out questions (skipped without its files)', () =>
  checkClaim(babiClaim, { data }),
);
