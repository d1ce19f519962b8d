import { it } from 'vitest';
import { openMemory } from '../open-memory.ts';
import { fixedClock } from '../../testing/fixed-clock.ts';
import { seededRng } from '../../testing/seeded-rng.ts';
import { writeFileSync } from 'node:fs';
it('big', async () => {
  const clock = fixedClock();
  const memory = await openMemory({ clock });
  const rng = seededRng(5);
  const w = Array.from({ length: 900 }, (_, i) => `w${['ba','ko','li','mu','ne','ro','sa','ti','vu','xe'][i % 10]}${['da','fe','gi','ho','ju','ka','lo','mi','no','pu'][Math.floor(i / 10) % 10]}${['n','r','s','t','l','m','k','p','b'][Math.floor(i / 100)]}`);
  const z = (): string => w[Math.floor(900 * rng.next() ** 3)] as string;
  const text = (): string => `I saw the ${z()} of ${z()} with ${z()} and ${z()} near ${z()} ${z()} ${z()} before the ${z()}`;
  const feed = async (n: number): Promise<void> => {
    for (let i = 0; i < n; i += 100) { clock.advance(60_000); await memory.observe(Array.from({ length: 100 }, (_, j) => ({ text: text(), session: `s${Math.floor((i + j) / 25)}`, at: clock.now() + j }))); }
  };
  await feed(4000);
  const queries = Array.from({ length: 60 }, () => `where was the ${z()} of ${z()} near ${z()}?`);
  clock.advance(1000);
  const ask = async (v: { recall: typeof memory.recall }) => { const out: string[] = []; for (const q of queries) { const r = await v.recall(q, { limit: 10 }); out.push(JSON.stringify([r.hits, r.confidence, r.strategy])); } return out; };
  const before = await ask(memory);
  const at = clock.now();
  await feed(2000);
  const t = performance.now();
  const after = await ask(memory.asOf({ known: at }));
  const ms = performance.now() - t;
  const same = before.filter((one, i) => one === after[i]).length;
  const ids = before.filter((one, i) => JSON.stringify(JSON.parse(one)[0].map((h: any) => h.id)) === JSON.stringify(JSON.parse(after[i] as string)[0].map((h: any) => h.id))).length;
  const t2 = performance.now(); await memory.reindex(); const re = performance.now() - t2;
  writeFileSync('/tmp/truth-trust/big.txt', JSON.stringify({ same, ids, of: queries.length, strategy: JSON.parse(before[0] as string)[2], ms, re, seq: (await memory.stats()).seq, units: (await memory.stats()).indexUnits }));
}, 600_000);
