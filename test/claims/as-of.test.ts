import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { freshSeeds, quick } from '../claim-mode.ts';
import { livePast } from '../past-life.ts';

const seeds = quick ? freshSeeds.slice(0, 1) : freshSeeds;

// Above some 1,500 units postings have been merged, at other moments than in the view.
for (const turns of [10, 1_500, quick ? 2_400 : 6_000]) {
  it(`asOf: a memory of ${turns} turns says again what it said, to the byte`, async () => {
    for (const seed of seeds) {
      const folder = await mkdtemp(join(tmpdir(), 'palimpsest-past-'));
      try {
        const { units, moments, faithful, now } = await livePast(join(folder, 'me.palimpsest'), turns, seed);
        const all = moments.flatMap(({ first, again }) => first.map((text, place) => text === again[place]));
        const asToday = moments.flatMap(({ first }) => first.map((text, place) => text === now[place]));
        const count = (list: readonly boolean[]): number => list.filter(Boolean).length;
        console.log(
          JSON.stringify({ seed, turns, units, same: count(all), of: all.length, sameAsToday: count(asToday) }),
        );
        expect(all.every(Boolean)).toBe(true);
        expect(faithful.every(Boolean)).toBe(true);
        // Control: the present says something else, so that sameness says something.
        expect(count(asToday)).toBeLessThan(all.length / 10);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }
  });
}
