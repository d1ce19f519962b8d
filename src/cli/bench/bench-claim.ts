/** `bench stale|longmint|halumem|babi|longmemeval`: a benchmark's claim on its twin and, with `--data`, on the real files. */
import { resolve } from 'node:path';
import { chooseClaims } from '../../bench/claims/catalog.ts';
import { type ClaimDefinition, claimSeeds } from '../../bench/claims/claim-definition.ts';
import { runClaim } from '../../bench/claims/run-claims.ts';
import type { Outcome } from '../command.ts';
import type { CommandContext } from '../context.ts';

/** One seed, every number. `reproduce` judges the same on several. */
export async function benchClaim(
  name: string,
  options: { readonly data?: string | undefined },
  context: CommandContext,
): Promise<Outcome> {
  const [definition] = chooseClaims([name]) as [ClaimDefinition];
  const progress = context.progress(name, 1, 'seeds');
  const row = await runClaim(definition, {
    seeds: claimSeeds(1),
    quick: false,
    signal: context.signal,
    onProgress: (done, total, detail) => progress.update(done, detail, total),
    onSeed: (seed, numbers) => context.measured({ what: `${name}, seed ${seed}`, numbers }),
    ...(options.data === undefined ? {} : { data: resolve(options.data) }),
  }).finally(() => progress.stop());
  return {
    data: row,
    show: (screen) => {
      const rows = [...Object.entries(row.measured), ...Object.entries(row.baselines)];
      screen.table(rows.map(([what, { mean }]) => [what, mean.toFixed(1)]));
      screen.line(
        screen.paint.dim(`${row.seconds.toFixed(1)} s; palimpsest reproduce ${name} judges it on three seeds`),
      );
    },
  };
}
