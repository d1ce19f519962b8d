/** How often what is asked is in the cache already: our scheduler beside least recently used, first in first out and chance. */
import { scheduleSegments, segmentStrength } from '../../../activation/segments/schedule.ts';
import { mergeUsage, recentAt, type Usage } from '../../../plaintext/forget/usage-ledger.ts';
import { type SeededRandom, sampleDistinct, seededRandom } from '../../../tensor/index.ts';
import type { Numbers } from '../judge-claim.ts';

const dayMs = 86_400_000;
/** A fact does not fade while it holds; the importance is that of a record of which nothing else is said. */
const factOfMiddlingImportance = { retention: 1, importance: 0.5 } as const;

/** A day of questions whose popularity follows Zipf's law; what is asked must be in the cache already to be a hit. */
export function measureHitRates(seed: number): { measured: Numbers; baselines: Numbers } {
  const draw = seededRandom(`memos hits ${seed}`);
  const records = 200;
  const room = 20;
  const stream = zipfStream(draw, { records, count: 4_000 });
  const usage = new Map<number, Usage>();
  let held = new Set<string>();
  let heldDealt = new Set<string>();
  const dealtTo = sampleDistinct(draw.split('dealt'), records, records);
  const queue: number[] = [];
  const recent: number[] = [];
  const hits = { scheduler: 0, fifo: 0, lru: 0, random: 0, dealt: 0 };
  const step = dayMs / stream.length;
  stream.forEach((record, n) => {
    const now = n * step;
    if (held.has(`r${record}`)) hits.scheduler++;
    if (heldDealt.has(`r${record}`)) hits.dealt++;
    if (queue.includes(record)) hits.fifo++;
    else if (queue.push(record) > room) queue.shift();
    const place = recent.indexOf(record);
    if (place >= 0) hits.lru++;
    if (place >= 0) recent.splice(place, 1);
    else if (recent.length === room) recent.shift();
    recent.push(record);
    if (draw.next() < room / records) hits.random++;
    const one: Usage = { uses: 1, firstAt: now, usedAt: now, recent: 1, renewed: 0 };
    const before = usage.get(record);
    usage.set(record, before === undefined ? one : mergeUsage(before, one));
    if (n % 10 !== 0) return;
    const candidatesOf = (name: (id: number) => number) =>
      [...usage].map(([id, used]) => {
        const recentUses = recentAt(used, now);
        return {
          source: { id: `r${name(id)}`, version: 1 },
          tokens: new Int32Array(1),
          strength: segmentStrength({ ...factOfMiddlingImportance, recentUses }),
          ...{ recentUses, usedAt: used.usedAt, changedAt: 0, retention: factOfMiddlingImportance.retention },
        };
      });
    const next = (name: (id: number) => number, before: ReadonlySet<string>): Set<string> => {
      const { chosen } = scheduleSegments(candidatesOf(name), before, { rules: { maxTokens: room }, now });
      return new Set(chosen.map(({ source }) => source.id));
    };
    held = next((id) => id, held);
    heldDealt = next((id) => dealtTo[id]!, heldDealt);
  });
  return {
    measured: { 'hit rate, scheduler': hits.scheduler / stream.length },
    baselines: {
      'hit rate, first in first out': hits.fifo / stream.length,
      'hit rate, least recently used': hits.lru / stream.length,
      'hit rate, random': hits.random / stream.length,
      'hit rate, uses dealt to other records': hits.dealt / stream.length,
    },
  };
}

function zipfStream(draw: SeededRandom, of: { readonly records: number; readonly count: number }): number[] {
  const masses = Array.from({ length: of.records }, (_, rank) => 1 / (rank + 1));
  const total = masses.reduce((a, b) => a + b, 0);
  return Array.from({ length: of.count }, () => {
    let left = draw.next() * total;
    const found = masses.findIndex((mass) => {
      left -= mass;
      return left < 0;
    });
    return found < 0 ? of.records - 1 : found;
  });
}
