/**
 * What each channel of recall is worth: left out one at a time, question by question, on talks of two people that recall
 * was not developed on, at the size of LoCoMo (each talk among the sessions of all the others, its seed deciding where).
 * With a folder of BEAM's chats, whose data do not ship, on those; `test/claims/channels.test.ts` does LifeBench, too.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChannelName } from '../../plaintext/recall/channels/catalog.ts';
import { findRecipe } from '../../plaintext/recipes/catalog.ts';
import type { Recipe } from '../../plaintext/recipes/recipe.ts';
import { type AblationReport, type AblationRow, leaveOneOut } from '../ablation/leave-one-out.ts';
import { type AblationEntry, ablationEntries, channelsOf, withoutChannel } from '../ablation/without-channel.ts';
import type { ClaimDefinition, ClaimRun } from './claim-definition.ts';
import { crowdedTalk, shortTalks } from './crowded-talks.ts';
import { judgeClaim, type Measured, type RelationSpec } from './judge-claim.ts';

const whole = findRecipe('default');
/** About a 99.7% interval: some twenty settings are compared, and one in twenty lies outside of 95% by chance. */
const manyComparisons = 1.53;
/** A channel that does harm: bare time, outweighing the rest. */
const spoiled: Recipe = { ...whole, weights: { ...whole.weights, recency: 60 } };
/** On BEAM these cost evidence or rank beyond the interval, each left out together (its channels see much the same). */
const telling = ['without role, shape, statement', 'without records, standing, preference'];
/** By themselves the strongest on the other talks. */
const strongest: readonly ChannelName[] = ['lexical', 'window', 'coverage', 'speaker'];

function entriesFor(quick: boolean): readonly AblationEntry[] {
  const used = new Set(channelsOf(whole));
  const chosen = ablationEntries(whole).filter(({ label, channel }) => {
    if (!label.startsWith('only ')) return !quick || channel === undefined || strongest.includes(channel);
    return (
      channel === 'recency' || (channel !== undefined && (quick ? strongest.includes(channel) : used.has(channel)))
    );
  });
  return [
    ...chosen,
    { label: 'without nothing', recipe: withoutChannel(whole, 'recency') },
    { label: 'spoiled', recipe: spoiled },
  ];
}

const harmless: RelationSpec = {
  statement: 'most that R@10 gains by leaving a channel out, less the interval of the pairs, points',
  atMost: 0.01,
  value: (n) => n['most gained'] ?? 100,
  control: { what: 'a channel of bare time added', value: (n) => n['spoiled: most gained'] ?? 0 },
};
const found: RelationSpec = {
  statement: 'R@10 of all channels together, percent',
  atLeast: 40,
  value: (n) => n['whole: R@10'] ?? 0,
  control: { what: 'time alone', value: (n) => n['only recency: R@10'] ?? 100 },
};
const together: RelationSpec = {
  statement: 'nDCG@10 of all channels together over that of the best one by itself, points',
  atLeast: 2,
  value: (n) => n['over the best channel'] ?? 0,
  control: { what: 'the best channel by itself', value: (n) => n['best channel: over the best channel'] ?? 100 },
};
const decisive: RelationSpec = {
  statement:
    'least that R@10 or nDCG@10 loses by leaving out who speaks, or what was derived, less the interval, points',
  atLeast: 0.01,
  value: (n) => n['least lost'] ?? 0,
  control: { what: 'leaving out nothing', value: (n) => n['nothing: least lost'] ?? 100 },
};

export const channelsClaim: ClaimDefinition = {
  system: 'channels',
  tier: 'plaintext',
  claim: 'Every channel of the default recipe is worth its place, and together they find what none finds alone.',
  relation:
    'left out one at a time on held-out talks, none that is in does harm beyond the noise, and all of them rank 2 points above the best one by itself; a channel of bare time does harm, and time alone finds next to nothing (with --data FOLDER: BEAM, where who speaks and what was derived must each matter)',
  data: "BEAM's folder of chats",
  run: (run) =>
    judgeClaim(run, [harmless, found, run.data === undefined ? together : decisive], (seed) => measure(seed, run)),
};

async function measure(seed: number, run: ClaimRun): Promise<Measured> {
  const { openWithIndex } = await import('../../memory/open-with-index.ts');
  const options = { entries: entriesFor(run.quick), ...(run.signal === undefined ? {} : { signal: run.signal }) };
  const report =
    run.data === undefined
      ? await onTalks(seed, (dataPath) =>
          leaveOneOut({ suite: 'locomo', dataPath, part: 'all' }, openWithIndex, options),
        )
      : await leaveOneOut({ suite: 'beam', dataPath: run.data, part: 'heldout' }, openWithIndex, options);
  const row = (label: string): AblationRow => {
    const one = report.rows.find((other) => other.label === label);
    if (one === undefined) throw new Error(`${label} was not measured`);
    return one;
  };
  const left = channelsOf(whole).flatMap((name) => report.rows.filter(({ label }) => label === `without ${name}`));
  const alone = report.rows.filter(({ label }) => label.startsWith('only ') && label !== 'only recency');
  const best = Math.max(...alone.map(({ ndcg10 }) => ndcg10));
  const { recall10, ndcg10 } = row('whole');
  const points = (rows: readonly AblationRow[], what: 'recall10' | 'ndcg10') =>
    Object.fromEntries(rows.map(({ label, delta }) => [`${label}: ${names[what]} change`, delta?.[what] ?? 0]));
  const spoiledDelta = row('spoiled').delta;
  return {
    measured: {
      questions: report.scorable,
      'whole: R@10': recall10,
      'whole: nDCG@10': ndcg10,
      'most gained': Math.max(...left.map(({ delta }) => beyond(delta?.recall10, delta?.recall10Ci95))),
      'over the best channel': ndcg10 - best,
      'least lost': Math.min(...telling.map((label) => lost(row(label)))),
      ...points(left, 'recall10'),
      ...points(left, 'ndcg10'),
    },
    baselines: {
      ...Object.fromEntries(alone.map(({ label, recall10: own }) => [`${label}: R@10`, own])),
      'only recency: R@10': row('only recency').recall10,
      'best channel: over the best channel': 0,
      'nothing: least lost': lost(row('without nothing')),
      'spoiled: R@10': row('spoiled').recall10,
      // Leaving the spoiling channel out again gives the whole: the gain is what it took.
      'spoiled: most gained': beyond(-(spoiledDelta?.recall10 ?? 0), spoiledDelta?.recall10Ci95),
    },
  };
}

const names = { recall10: 'R@10', ndcg10: 'nDCG@10' } as const;

function beyond(gain = 0, interval = 0): number {
  return gain - manyComparisons * interval;
}

/** The better of both measures, beyond its interval. */
function lost({ delta }: AblationRow): number {
  if (delta === null) return 0;
  return Math.max(-delta.recall10 - delta.recall10Ci95, -delta.ndcg10 - delta.ndcg10Ci95);
}

/** The held-out talks as a file in LoCoMo's format, for as long as `work` takes. */
async function onTalks(seed: number, work: (dataPath: string) => Promise<AblationReport>): Promise<AblationReport> {
  const { development, others } = shortTalks();
  const all = [...development, ...others];
  const folder = mkdtempSync(join(tmpdir(), 'palimpsest-talks-'));
  try {
    const path = join(folder, 'locomo-talks.json');
    const crowded = others.map((talk, i) =>
      crowdedTalk(
        talk,
        all.filter((other) => other !== talk),
        seed + i,
      ),
    );
    writeFileSync(path, JSON.stringify(crowded));
    return await work(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
