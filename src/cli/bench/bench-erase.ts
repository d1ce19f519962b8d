/** `bench erase`: what an erasure leaves, how long it takes, how fast the scan reads, and what a kill does to it. */

import { claimSeeds } from '../../bench/claims/claim-definition.ts';
import { eraseTimes } from '../../bench/claims/erase/erase-times.ts';
import { randomErasures } from '../../bench/claims/erase/random-erasures.ts';
import type { Numbers } from '../../bench/claims/judge-claim.ts';
import type { Outcome } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { sizesOf } from './bench-speed.ts';
import { killErasures } from './erase-kills.ts';

export type BenchEraseOptions = {
  readonly records: string | undefined;
  readonly erasures: number | undefined;
  readonly kills: number | undefined;
};

const seeds = 3;
const defaultErasures = 335;
const defaultKills = 200;

/** Erasures on three seeds; times and kills on the first. */
export async function benchErase(options: BenchEraseOptions, context: CommandContext): Promise<Outcome> {
  const { notes, signal } = context;
  const tell = (what: string): void => notes.line(notes.paint.dim(what));
  const { erasures = defaultErasures, kills: wanted = defaultKills } = options;
  const random: (Numbers & { readonly seed: number })[] = [];
  for (const seed of erasures === 0 ? [] : claimSeeds(seeds)) {
    tell(`${erasures} random erasures, seed ${seed}`);
    const numbers = await randomErasures(seed, erasures, signal);
    random.push({ seed, ...numbers });
    context.measured({ what: `random erasures, seed ${seed}`, numbers });
  }
  const times: Numbers[] = [];
  for (const records of sizesOf(options.records ?? '100000')) {
    tell(`one subject with 200 turns among ${records.toLocaleString('en-US')}`);
    const numbers = await eraseTimes(claimSeeds(1)[0] as number, records, signal);
    times.push(numbers);
    context.measured({ what: `one subject among ${records.toLocaleString('en-US')}`, numbers });
  }
  if (wanted > 0) tell(`${wanted} erasures that are killed at random moments`);
  const kills = wanted === 0 ? undefined : await killErasures(wanted, { signal });
  const all = total(random);
  return {
    data: { random, total: all, times, kills: kills ?? null },
    show: ({ table, line, paint }) => {
      const rows = (numbers: Numbers): string[][] =>
        Object.entries(numbers).map(([what, value]) => [`  ${what}`, value.toLocaleString('en-US')]);
      const part = (title: string, numbers: Numbers): void => {
        line(title);
        table(rows(numbers), { right: [1] });
      };
      if (random.length > 0) part(`Random erasures, ${random.length} seeds`, all);
      for (const one of times) part('One subject with 200 turns, medians of three, the scan apart', one);
      if (kills !== undefined) part('Killed at random moments', kills);
      line(
        paint.dim('Times of the processor leave out what else the machine did; reproduce erase judges these numbers.'),
      );
    },
  };
}

/** Counts are added up, percentages are means. */
function total(random: readonly Numbers[]): Numbers {
  const all: Record<string, number> = {};
  for (const numbers of random) {
    for (const [what, value] of Object.entries(numbers)) {
      if (what === 'seed') continue;
      all[what] = (all[what] ?? 0) + (what.includes('%') ? value / random.length : value);
    }
  }
  return all;
}
