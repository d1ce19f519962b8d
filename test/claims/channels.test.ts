/** What each channel of recall is worth on held-out chats: leave-one-out, with controls that must fail the same relations. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type AblationReport, type AblationRow, leaveOneOut } from '../../src/bench/ablation/leave-one-out.ts';
import { type AblationEntry, ablationEntries, withoutChannel } from '../../src/bench/ablation/without-channel.ts';
import { openBenchIndex } from '../../src/cli/bench/bench-index.ts';
import { findRecipe } from '../../src/plaintext/recipes/catalog.ts';

const data = process.env['PALIMPSEST_DATA'] ?? resolve(import.meta.dirname, '..', '..', '..', 'shared', 'data');

const whole = findRecipe('default');
/** Taking out what is not in changes nothing: the control of every relation "it matters". */
const control: AblationEntry = { label: 'without nothing', recipe: withoutChannel(whole, 'recency') };
const entries: readonly AblationEntry[] = [
  ...ablationEntries(whole).filter(({ label }) => !label.startsWith('only ') || label === 'only recency'),
  control,
];

/** About a 99.7% interval: some twenty settings are compared, and one in twenty lies outside of 95% by chance. */
const manyComparisons = 1.53;

const deltaOf = (row: AblationRow | undefined) => {
  if (row?.delta === null || row?.delta === undefined) throw new Error('not in the report');
  return row.delta;
};

/** Leaving it out costs evidence or rank, beyond the interval of the pairs. */
function matters(row: AblationRow | undefined): boolean {
  const { recall10, recall10Ci95, ndcg10, ndcg10Ci95 } = deltaOf(row);
  return (recall10 < 0 && recall10 + recall10Ci95 < 0) || (ndcg10 < 0 && ndcg10 + ndcg10Ci95 < 0);
}

function measured(report: AblationReport): string {
  return report.rows
    .map(({ label, recall10, delta }) =>
      delta === null
        ? `${label}: R@10 ${recall10}`
        : `${label}: ${delta.recall10} ±${delta.recall10Ci95}, nDCG ${delta.ndcg10} ±${delta.ndcg10Ci95}`,
    )
    .join('\n');
}

const sets = [
  {
    suite: 'beam',
    folder: 'beam_100k',
    chats: 'BEAM chats 7 to 10',
    matter: ['role', 'role, shape, statement', 'records, standing, preference'],
  },
  { suite: 'lifebench', folder: 'lifebench_en', chats: "LifeBench's second person", matter: ['time'] },
] as const;

describe.each(sets)('channels of recall on held-out $chats', ({ suite, folder, chats, matter }) => {
  const dataPath = join(data, folder);
  const here = existsSync(dataPath);
  if (!here) console.log(`skipped: ${chats} are not at ${dataPath}; set PALIMPSEST_DATA`);

  it.skipIf(!here)('are worth their place, and what the documentation names matters', async () => {
    const report = await leaveOneOut({ suite, dataPath, part: 'heldout' }, openBenchIndex, { entries });
    console.log(measured(report));
    const row = (label: string) => report.rows.find((one) => one.label === label);

    // No channel does harm beyond the noise.
    const harmful = report.rows.filter(
      ({ delta }) => delta !== null && delta.recall10 > manyComparisons * delta.recall10Ci95 + 0.01,
    );
    expect(harmful.map(({ label }) => label)).toEqual([]);

    for (const channel of matter) expect(matters(row(`without ${channel}`)), channel).toBe(true);

    // Controls: what is not there does not matter, and time alone finds next to nothing.
    expect(matters(row(control.label))).toBe(false);
    expect(deltaOf(row(control.label))).toMatchObject({ recall10: 0, ndcg10: 0, better: 0, worse: 0 });
    expect(row('only recency')?.recall10).toBeLessThan(5);
    expect(deltaOf(row('only recency')).recall10).toBeLessThan(-40);
  });
});
