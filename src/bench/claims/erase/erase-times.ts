/** How long the erasure of one subject takes in a large cube, and how fast the residue scan goes through bytes. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fingerprints } from '../../../memory/erase/residue/fingerprints.ts';
import { addPatterns } from '../../../memory/erase/residue/patterns.ts';
import { openMemory } from '../../../memory/open-memory.ts';
import { percentile } from '../../metrics/statistics.ts';
import { speedCorpus } from '../../speed-corpus.ts';
import type { Numbers } from '../judge-claim.ts';

export const turnsOfOne = 200;
const rounds = 3;
const batch = 1_000;

/** So many people take turns, then others do. */
const talkers = 10;

const personOf = (turn: number): string =>
  `person-${talkers * Math.floor(turn / (talkers * turnsOfOne)) + (turn % talkers)}`;

/** Erases subjects with 200 turns each, the scan apart, each time in a cube that was just opened from its snapshot. */
export async function eraseTimes(seed: number, records: number, signal?: AbortSignal): Promise<Numbers> {
  const folder = mkdtempSync(join(tmpdir(), 'palimpsest-erase-time-'));
  const path = join(folder, 'a.palimpsest');
  try {
    const { turns } = speedCorpus(records, 1, seed);
    let memory = await openMemory({ path, durability: 'normal', signer: false });
    for (let from = 0; from < turns.length; from += batch) {
      signal?.throwIfAborted();
      const part = turns.slice(from, from + batch);
      await memory.observe(
        part.map((turn, i) => {
          const user = personOf(from + i);
          // A name of their own: that of a speaker stands for the subject, and other turns with it would go as well.
          return { ...turn, user, speaker: user, session: `${turn.session}-${user}` };
        }),
      );
    }
    await memory.close();
    const times: number[] = [];
    const processor: number[] = [];
    let erased = 0;
    for (let round = 0; round < rounds; round++) {
      memory = await openMemory({ path, signer: false });
      const started = performance.now();
      const before = process.cpuUsage();
      const report = await memory.forget({ subject: `person-${round}` }, { mode: 'erase', scan: false });
      times.push(performance.now() - started);
      const { user, system } = process.cpuUsage(before);
      processor.push((user + system) / 1_000);
      erased += report.selected.length + report.derived.length;
      await memory.close();
    }
    memory = await openMemory({ path, signer: false });
    const before = process.cpuUsage();
    await memory.reindex();
    const { user, system } = process.cpuUsage(before);
    const rebuildMs = (user + system) / 1_000;
    const bytes = readFileSync(path);
    await memory.close();
    const median = percentile(processor, 50);
    return {
      records,
      'items erased at a time': erased / rounds,
      'erase ms': percentile(times, 50),
      'erase processor ms': median,
      'rebuilding instead: processor ms': median + rebuildMs,
      'erase, % of rebuilding': (100 * median) / rebuildMs,
      'rebuilding, % of rebuilding': 100,
      ...scanSpeed(
        bytes,
        turns.flatMap(({ text }, i) => (personOf(i) === personOf(0) ? [text] : [])),
        turns.flatMap(({ text }, i) => (personOf(i) === personOf(0) ? [] : [text])),
      ),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Of processor time, the best of many rounds: other work on the machine is no part of it. */
function megabytesPerSecond(bytes: number, work: () => void, times = 25): number {
  let best = 0;
  for (let i = 0; i < times; i++) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    best = Math.max(best, bytes / Math.max(1, user + system));
  }
  return best;
}

/** `texts` are erased; what the others say explains what they share. */
function scanSpeed(file: Buffer, texts: readonly string[], others: readonly string[]): Numbers {
  const wanted = new Fingerprints(new Uint8Array(randomBytes(16)));
  const turns = texts.map((text) => ({ text })) as unknown as Parameters<typeof addPatterns>[1]['turns'];
  addPatterns(wanted, { turns, records: [], vectors: [], names: [] });
  for (const text of others) wanted.scanAll(Buffer.from(text), (match) => wanted.explain(match));
  wanted.settle();
  const bytes = file.subarray(0, 8 << 20);
  let sum = 0;
  const plain = megabytesPerSecond(bytes.length, () => {
    for (let i = 0; i < bytes.length; i++) sum = (sum + (bytes[i] as number)) | 0;
  });
  const scan = megabytesPerSecond(bytes.length, () => wanted.scan(bytes, () => {}));
  const needles = texts.slice(0, 20).map((text) => Buffer.from(text.slice(0, 12)));
  const one = megabytesPerSecond(
    bytes.length * needles.length,
    () => {
      for (const needle of needles) sum ^= bytes.lastIndexOf(needle);
    },
    2,
  );
  return {
    'scan MB/s': scan,
    'fingerprints looked for': wanted.size,
    'plain read MB/s': plain,
    'one search a turn: scan MB/s': one / texts.length,
    'scan, % of a plain read': (100 * scan) / plain,
    'one search a turn, % of a plain read': (100 * one) / texts.length / plain,
    // Used, so that no compiler leaves the loops out.
    'bytes summed up': Math.sign(sum) === 2 ? 0 : bytes.length,
  };
}
