import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { signerFrom } from '../../../adapters/keys/index.ts';
import { fixedClock } from '../../../testing/fixed-clock.ts';
import { openMemory } from '../../open-memory.ts';
import { isInsideNumber, ownWords } from './own-words.ts';

const signer = signerFrom(new Uint8Array(32).fill(7));
const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

const said = [
  'I live in Oslo. I prefer tea. Always answer in French.',
  'My sister Ana works as a cook. Yesterday I met Bo at the gym.',
  'My mail is a@b.co. I moved to Bonn. First boil it, then add salt.',
];

/** Erases one user of two, with an export and a backup beside the cube; gives the proof and all bytes that are left. */
async function leftAfterErasing(texts: readonly string[], encryption: boolean, seed: number) {
  const folder = await mkdtemp(join(tmpdir(), 'palimpsest-own-'));
  folders.push(folder);
  const clock = fixedClock(Date.UTC(2026, 0, 1) + seed * 86_400_000);
  const memory = await openMemory({
    path: join(folder, 'a.palimpsest'),
    clock,
    signer,
    ...(encryption ? { encryption: { keyFolder: join(folder, 'keys') } } : {}),
  });
  try {
    for (const text of texts) {
      clock.advance(3_600_000);
      await memory.observe({ text, user: 'anna', session: 's1' });
    }
    await memory.observe({ text: 'Hm.', user: 'ben', session: 's2' });
    await memory.consolidate({ retentionBelow: 1 });
    await memory.tick();
    await memory.backup(join(folder, 'copy.palimpsest'));
    const { proof } = await memory.forget({ subject: 'anna' }, { mode: 'erase' });
    const { ok } = await memory.receipts.verify(proof!);
    const bytes = [JSON.stringify(proof)];
    for (const name of await readdir(folder))
      if (/\.palimpsest$|^a\.palimpsest-wal$/.test(name)) bytes.push(await readFile(join(folder, name), 'latin1'));
    return { ok, scan: proof!.body.scan, text: bytes.join('\n').replaceAll(signer.publicKey, '') };
  } finally {
    await memory.close();
  }
}

const wordsOf = (text: string): Set<string> =>
  new Set((text.match(/[A-Za-z]{5,}/g) ?? []).map((word) => word.toLowerCase()));

const tokens = [...new Set(ownWords.toLowerCase().match(/[a-z]{2,}/g))].sort((a, b) => b.length - a.length);

/** In a file, columns stand side by side: a word may be several, with some letters of numbers between. Digests are hex. */
const isKnown = (word: string): boolean =>
  /^[a-f]+$/.test(word) ||
  tokens.reduce((rest, token) => rest.replaceAll(token, ' '), word).match(/[a-z]{5,}/) === null;

it('an erased session of real talk leaves none, whichever it is', async () => {
  const lines = (await readFile('data/demo/conversation.jsonl', 'utf8')).trim().split('\n');
  const turns = lines.map((line) => {
    const { timestamp, content, ...rest } = JSON.parse(line) as { timestamp: string; content: string; session: string };
    return { ...rest, at: timestamp, text: content };
  });
  const sessions = [...new Set(turns.map(({ session }) => session))];
  for (const [place, session] of sessions.entries()) {
    const next = sessions[(place + 1) % sessions.length];
    const memory = await openMemory({ signer });
    await memory.observe(turns.filter((turn) => turn.session === session || turn.session === next));
    const { proof } = await memory.forget({ session }, { mode: 'erase' });
    await memory.close();
    expect.soft(proof?.body.scan, session).toMatchObject({ hits: { text: 0, words: 0, vectors: 0 } });
  }
}, 120_000);

describe.each([false, true])('words that a cube writes by itself (encrypted: %s)', (encryption) => {
  it('are all known, and saying them leaves no trace', async () => {
    // What stands in both is no accident of keys and hashes.
    const one = await leftAfterErasing(said, encryption, 1);
    const other = wordsOf((await leftAfterErasing(said, encryption, 2)).text);
    const ofContent = wordsOf(said.join(' '));
    const own = [...wordsOf(one.text)].filter((word) => other.has(word) && !ofContent.has(word));
    expect(own.length).toBeGreaterThan(60);
    expect(own.filter((word) => !isKnown(word))).toEqual([]);
    const spoken = tokens.filter((word) => word.length >= 5).map((word) => `Then ${word} came.`);
    expect(await leftAfterErasing(spoken, encryption, 3)).toMatchObject({
      ok: true,
      scan: { hits: { text: 0, words: 0, vectors: 0 } },
    });
  });
});

it.each([
  ['"at":1760616344000,', '44000', true],
  ['price 44000 pounds', '44000', false],
  ['"hash":"0a1bfaced0011223344"', 'faced', true],
  ['she faced it', 'faced', false],
  ['turn_01m8ejkbella3hwbvqs7n1fxyz', 'bella', true],
  ['bella_01', 'bella', false],
  ['"MCowBQYDK2VwAyEAbellaQz9rT1xHh5kP0sW3uYvLm8"', 'bella', true],
  ['appleboatbellacatdogegretfroggoathorseigloojamkite', 'bella', false],
  ['{"firstSeq":10200,"lastSeq":10204}', '10200', true],
  ['{"firstSeq":10200,"lastSeq":10204}', '10204', true],
  // Said, however it is written down.
  ['{"text":"my PIN is 10200, keep it"}', '10200', false],
  ['{"text":"10200"}', '10200', false],
  ['{"text":"he wrote {\\"pin\\":10200} down"}', '10200', false],
  ['pin:10200,', '10200', false],
])('in %s, %s stands by chance: %s', (text, word, chance) => {
  const bytes = Buffer.from(text);
  expect(isInsideNumber(bytes, { offset: text.indexOf(word), length: word.length })).toBe(chance);
});
