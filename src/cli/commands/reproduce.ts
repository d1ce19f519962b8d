/** `reproduce`: runs the claims about the systems, with their baselines and controls. */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ClaimRow } from '../../bench/claims/run-claims.ts';
import { MemoryError } from '../../errors/index.ts';
import { type CliCommand, defineCommand, option } from '../command.ts';
import { ensureFolder } from '../ensure-folder.ts';
import { choice, flag, text, wholeNumber } from '../option-schemas.ts';
import { claimsOutcome } from '../show/claims.ts';

const tiers = ['plaintext', 'activation', 'parametric', 'evaluation'] as const;

export const reproduceCommand: CliCommand = defineCommand({
  name: 'reproduce',
  group: 'Care',
  apart: true,
  summary: 'run the claims about the systems built here',
  details:
    'Without names all claims run. A claim holds on the mean and on every seed but one in five, and its control must fail. What is OPEN is known not to hold yet: it is measured and shown, and does not count as a failure. Exit 0: all else holds; 1: something does not.',
  arguments: [{ syntax: '[names...]', description: 'systems; see SYSTEMS.md' }],
  options: {
    seeds: option('--seeds <number>', 'number of seeds (default 3)', wholeNumber(1, 100)),
    quick: option('--quick', 'smaller samples, for a first look', flag),
    tier: option(
      '--tier <tier>',
      `all claims of one tier, and those that span the tiers: ${tiers.join(', ')}`,
      choice(tiers),
      tiers,
    ),
    data: option('--data <path>', 'real data for the one claim that is named', text),
    report: option('--report <file>', 'write an HTML page with plots', text),
  },
  examples: [
    'palimpsest reproduce stale',
    'palimpsest reproduce --quick --report claims.html',
    'palimpsest reproduce --tier activation --quick',
    'palimpsest reproduce cupmem --json',
  ],
  run: async ([names], options, context) => {
    const { chooseClaims, claims } = await import('../../bench/claims/catalog.ts');
    const { claimSeeds } = await import('../../bench/claims/claim-definition.ts');
    const { runClaim } = await import('../../bench/claims/run-claims.ts');
    const wanted = typeof names === 'string' ? [names] : (names ?? []);
    const { tier } = options;
    if (tier !== undefined && wanted.length > 0) {
      throw new MemoryError('invalid_input', 'claims were chosen by name and by tier', {
        hint: 'give one or the other',
      });
    }
    const chosen = chooseClaims(wanted, tier);
    if (options.data !== undefined && chosen.length !== 1) {
      throw new MemoryError('invalid_input', `--data was given for ${chosen.length} claims`, {
        hint: 'name the one claim whose format the data has',
      });
    }
    const [only] = chosen;
    if (options.data !== undefined && only !== undefined && only.data === undefined) {
      const reading = claims.filter(({ data }) => data !== undefined).map(({ system }) => system);
      throw new MemoryError('invalid_input', `the claim ${only.system} reads no data of yours`, {
        hint: `--data is for ${reading.join(', ')}`,
      });
    }
    // Before hours of work, not after them.
    if (options.report !== undefined) ensureFolder(resolve(options.report));
    if (options.data !== undefined && !existsSync(options.data)) {
      throw new MemoryError('not_found', `there is no file or folder ${options.data}`, {
        hint: 'check the path of --data',
      });
    }
    const rows: ClaimRow[] = [];
    for (const [place, definition] of chosen.entries()) {
      const label = chosen.length === 1 ? definition.system : `${place + 1}/${chosen.length} ${definition.system}`;
      const progress = context.progress(label, options.seeds ?? 3, 'seeds');
      const row = await runClaim(definition, {
        seeds: claimSeeds(options.seeds ?? 3),
        quick: options.quick,
        signal: context.signal,
        onProgress: (done, total, detail) => progress.update(done, detail, total),
        onSeed: (seed, numbers) => context.measured({ what: `${definition.system}, seed ${seed}`, numbers }),
        ...(options.data === undefined ? {} : { data: resolve(options.data) }),
      }).finally(() => progress.stop());
      rows.push(row);
    }
    if (options.report !== undefined) {
      const { claimsPage } = await import('../../bench/claims/report/claims-page.ts');
      await writeFile(resolve(options.report), claimsPage(rows));
    }
    return claimsOutcome(rows, { quick: options.quick });
  },
});
