/**
 * Ebbinghaus forgetting (SuperLocalMemory V3.3, arXiv 2604.04514, section 3) in the memory itself: 30 simulated days of
 * recall and a tick a day, on a clock that is moved by hand. The published unit of strength is the control.
 */
import type { RecordInput } from '../../kernel/record.ts';
import type { Memory } from '../../memory/memory.ts';
import { openMemory } from '../../memory/open-memory.ts';
import { defaultPolicy } from '../../plaintext/forget/policy.ts';
import {
  lastingRetention,
  publishedRetention,
  type RetentionSet,
  retentionOf,
  zoneOf,
  zones,
} from '../../plaintext/forget/retention.ts';
import type { Rng } from '../../ports/index.ts';
import { fixedClock } from '../../testing/fixed-clock.ts';
import { seededRng } from '../../testing/seeded-rng.ts';
import { mean } from '../metrics/statistics.ts';
import type { ClaimDefinition } from './claim-definition.ts';
import { judgeClaim, type Numbers } from './judge-claim.ts';

const dayMs = 86_400_000;
const days = 30;
const groups = ['hot', 'warm', 'cold'] as const;
type Group = (typeof groups)[number];

export const ebbinghausClaim: ClaimDefinition = {
  system: 'ebbinghaus',
  tier: 'plaintext',
  claim: 'What is used stays, what is not used fades, on a curve with a unit in which memories last.',
  relation:
    'after 30 days mean retention hot >= 0.8, cold <= 0.12, warm between, zones monotone in use, trust 0 decays 3 times as fast; the published unit forgets everything within 3 days of its last use',
  run: (run) =>
    judgeClaim(
      run,
      [
        {
          statement: 'mean retention of what is used daily',
          atLeast: 0.8,
          value: (n) => n['hot'] ?? 0,
          control: { what: 'the published unit (hours)', value: (n) => n['published: hot'] ?? 1 },
        },
        {
          statement: 'mean retention of what is never used',
          atMost: 0.12,
          value: (n) => n['cold'] ?? 1,
          control: { what: 'everything used alike', value: (n) => n['all alike: cold'] ?? 0 },
        },
        {
          statement: 'warm lies between hot and cold (smaller distance)',
          atLeast: 0.05,
          value: (n) => Math.min((n['hot'] ?? 0) - (n['warm'] ?? 0), (n['warm'] ?? 0) - (n['cold'] ?? 0)),
          control: {
            what: 'the published unit (hours)',
            value: (n) =>
              Math.min(
                (n['published: hot'] ?? 0) - (n['published: warm'] ?? 0),
                (n['published: warm'] ?? 0) - (n['published: cold'] ?? 0),
              ),
          },
        },
        {
          statement: 'pairs of memories whose zones are in the order of their uses, percent',
          atLeast: 99,
          value: (n) => n['zones in order %'] ?? 0,
          control: { what: 'uses dealt out at random', value: (n) => n['shuffled: zones in order %'] ?? 100 },
        },
        {
          statement: 'rate of decay at trust 0 over trust 1, at least',
          atLeast: 2.999,
          value: (n) => n['trust 0 over trust 1'] ?? 0,
          control: { what: 'trust left out', value: (n) => n['trust left out'] ?? 3 },
        },
        {
          statement: 'the same, at most',
          atMost: 3.001,
          value: (n) => n['trust 0 over trust 1'] ?? 9,
          control: { what: 'trust counted twice', value: (n) => n['trust counted twice'] ?? 0 },
        },
        {
          statement: 'the published unit: most that is left 3 days after the last use (100 uses, 10 confirmations)',
          atMost: 0.05,
          value: (n) => n['published: left after 3 days'] ?? 1,
          control: { what: 'the same in units of 7 days', value: (n) => n['lasting: left after 3 days'] ?? 0 },
        },
      ],
      async (seed) => {
        const size = run.quick ? 8 : 56;
        const lasting = await simulate('lasting', seed, size);
        const published = await simulate('published', seed, size);
        const alike = await simulate('lasting', seed, size, true);
        return {
          measured: {
            ...lasting,
            'trust 0 over trust 1': trustRatio(lastingRetention),
            'published: left after 3 days': leftAfter3Days(publishedRetention),
          },
          baselines: {
            'published: hot': published['hot'] ?? 1,
            'published: warm': published['warm'] ?? 1,
            'published: cold': published['cold'] ?? 1,
            'all alike: cold': alike['cold'] ?? 0,
            'trust left out': trustRatio({ ...lastingRetention, distrust: 0 }),
            'trust counted twice': trustRatio({ ...lastingRetention, distrust: 2 * lastingRetention.distrust }),
            'lasting: left after 3 days': leftAfter3Days(lastingRetention),
          },
        };
      },
    ),
};

const most = { uses: 100, importance: 1, confirmations: 10, salience: 0, renewed: 0, trust: 1 };

const leftAfter3Days = (set: RetentionSet): number => retentionOf(most, 3 * dayMs, set);

function trustRatio(set: RetentionSet): number {
  const rate = (trust: number): number => -Math.log(retentionOf({ ...most, trust }, dayMs, set));
  return rate(0) / rate(1);
}

/** Hot: nearly every day. Warm: two to four times in the first half. Cold: never. */
function useDays(group: Group, rng: Rng): ReadonlySet<number> {
  if (group === 'cold') return new Set();
  if (group === 'warm') {
    const count = 2 + Math.floor(3 * rng.next());
    return new Set(Array.from({ length: count }, () => 1 + Math.floor(14 * rng.next())));
  }
  return new Set(Array.from({ length: days }, (_, day) => day).filter(() => rng.next() < 0.9));
}

async function simulate(set: 'lasting' | 'published', seed: number, size: number, alike = false): Promise<Numbers> {
  const rng = seededRng(seed).split('uses');
  const clock = fixedClock(Date.UTC(2026, 0, 1));
  const memory = await openMemory({ path: ':memory:', clock, embedder: false });
  try {
    await memory.policies.set({ ...defaultPolicy, fade: { ...defaultPolicy.fade, set } });
    const items: { readonly id: string; readonly word: string; readonly group: Group; readonly uses: Set<number> }[] =
      [];
    for (const group of groups) {
      for (let i = 0; i < size; i++) {
        const word = wordFor(items.length);
        const uses = new Set(useDays(alike ? 'hot' : group, rng));
        items.push({ id: (await memory.remember(eventFor(word, items.length))).id, word, group, uses });
      }
    }
    for (let day = 0; day < days; day++) {
      for (const { word, uses } of items) {
        if (uses.has(day)) await memory.recall(word, { kinds: ['event'], limit: 1, archived: true });
      }
      clock.advance(dayMs);
      if (day % 10 === 9) await memory.tick();
    }
    return await measure(memory, items, rng);
  } finally {
    await memory.close();
  }
}

async function measure(
  memory: Memory,
  items: readonly { readonly id: string; readonly group: Group; readonly uses: ReadonlySet<number> }[],
  rng: Rng,
): Promise<Numbers> {
  const rows: { readonly group: Group; readonly left: number; readonly uses: number; readonly zone: number }[] = [];
  for (const { id, group } of items) {
    const report = await memory.policies.explain(id);
    rows.push({
      group,
      left: report.retention,
      uses: report.signals.uses,
      zone: zones.indexOf(zoneOf(report.retention)),
    });
  }
  const shuffled = rows.map(({ uses }) => ({ uses, key: rng.next() })).sort((a, b) => a.key - b.key);
  const dealt = rows.map((row, i) => ({ ...row, uses: shuffled[i]?.uses ?? 0 }));
  return {
    ...Object.fromEntries(
      groups.map((group) => [group, mean(rows.filter((row) => row.group === group).map(({ left }) => left))]),
    ),
    'zones in order %': inOrder(rows),
    'shuffled: zones in order %': inOrder(dealt),
  };
}

/** Of pairs of which one was used at least five times more often: its zone is no weaker. */
function inOrder(rows: readonly { readonly uses: number; readonly zone: number }[]): number {
  let pairs = 0;
  let good = 0;
  for (const a of rows) {
    for (const b of rows) {
      if (a.uses < b.uses + 5) continue;
      pairs += 1;
      if (a.zone <= b.zone) good += 1;
    }
  }
  return pairs === 0 ? 0 : (100 * good) / pairs;
}

/** A word that is in no other text. */
function wordFor(index: number): string {
  const syllables = ['ba', 'do', 'fi', 'gu', 'ke', 'lo', 'mi', 'nu', 'pa', 'so'];
  return `q${syllables[Math.floor(index / 100) % 10]}${syllables[Math.floor(index / 10) % 10]}${syllables[index % 10]}x`;
}

function eventFor(word: string, index: number): RecordInput {
  const when = { from: index * 3_600_000, to: (index + 1) * 3_600_000, granularity: 'hour' };
  return { kind: 'event', text: `somebody saw the ${word}`, data: { subject: word, action: `saw ${word}`, when } };
}
