/**
 * Many erasures of random things in one cube that lives on between them: turns with a word each that nothing else says,
 * facts, events, gists, contexts, snapshots, backups and exports. Whether anything is left is asked of the residue scan
 * and, independently of it, by looking for those words in every byte of every file.
 */
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMemoryError } from '../../../errors/index.ts';
import type { ForgetSelector } from '../../../memory/erase/erase-types.ts';
import type { ReceiptDocument } from '../../../memory/erase/receipt-types.ts';
import type { Memory } from '../../../memory/memory.ts';
import { openMemory } from '../../../memory/open-memory.ts';
import { fixedClock } from '../../../testing/fixed-clock.ts';
import { seededRng } from '../../../testing/seeded-rng.ts';
import type { Numbers } from '../judge-claim.ts';

const hourMs = 3_600_000;
const users = ['anna', 'ben', 'chloe', 'dmitri', 'esra'];
const cities = ['Bristol', 'Porto', 'Ghent', 'Turku', 'Leeds', 'Graz', 'Lviv', 'Cork'];
const hobbies = ['rowing', 'chess', 'ceramics', 'birdwatching', 'fencing'];
/** A backup and an export are made this often. */
const copyEvery = 25;
const turnsEach = 6;

type World = {
  readonly memory: Memory;
  readonly folder: string;
  readonly clock: ReturnType<typeof fixedClock>;
  /** The word of every turn that is there. */
  readonly words: Map<string, string>;
  readonly pick: <T>(list: readonly T[]) => T;
  readonly next: () => number;
};

/** Words of nine letters that are in no dictionary and in no other turn. */
function inventedWord(next: () => number): string {
  const letters = 'bcdfghjklmnpqrstvwxz';
  const vowels = 'aeiouy';
  let word = 'q';
  for (let i = 0; i < 4; i++) {
    word += letters[Math.floor(next() * letters.length)] as string;
    word += vowels[Math.floor(next() * vowels.length)] as string;
  }
  return word;
}

async function say(world: World): Promise<void> {
  const { memory, clock, pick, next, words } = world;
  const turns = Array.from({ length: turnsEach }, () => {
    clock.advance(hourMs);
    const word = inventedWord(next);
    const text = pick([
      `I live in ${pick(cities)}, the code of my door is ${word}.`,
      `I moved to ${pick(cities)} with my friend ${word[0]?.toUpperCase()}${word.slice(1)}.`,
      `I love ${pick(hobbies)} at the club of ${word}.`,
      `Yesterday I met ${word[0]?.toUpperCase()}${word.slice(1)} at the harbour of ${pick(cities)}.`,
      `Always answer in ${pick(['French', 'metric units', 'short sentences'])}, says ${word}.`,
      `My "${word}" has a \\ and a\nbreak in it.`,
    ]);
    const source = next() < 0.1 ? { source: 'web' as const, role: 'tool' as const } : {};
    return {
      word,
      turn: { text, at: clock.now(), user: pick(users), session: `s${Math.floor(clock.now() / 3e7)}`, ...source },
    };
  });
  const { ids } = await memory.observe(turns.map(({ turn }) => turn));
  ids.forEach((id, index) => {
    if (id !== undefined) words.set(id, turns[index]?.word as string);
  });
}

function chooseSelector({ words, pick, next, clock }: World): ForgetSelector {
  const ids = [...words.keys()];
  const draw = next();
  if (draw < 0.7) return { ids: [...new Set(Array.from({ length: 1 + Math.floor(next() * 3) }, () => pick(ids)))] };
  if (draw < 0.8) return { session: `s${Math.floor((clock.now() - Math.floor(next() * 40) * hourMs) / 3e7)}` };
  if (draw < 0.9) return { query: pick([...hobbies, ...cities]), limit: 3 };
  if (draw < 0.95) return { source: 'web' };
  if (draw < 0.975) return { before: clock.now() - 30 * 24 * hourMs };
  return { subject: pick(users) };
}

/** Words of what is gone that stand in some file, as the bytes of it. */
function wordsLeft(folder: string, gone: readonly string[]): string[] {
  const left = new Set<string>();
  for (const name of readdirSync(folder)) {
    const bytes = readFileSync(join(folder, name)).toString('latin1').toLowerCase();
    for (const word of gone) if (bytes.includes(word)) left.add(word);
  }
  return [...left];
}

async function copyOut({ memory, folder }: World, number: number): Promise<void> {
  await memory.backup(join(folder, `backup-${number}.palimpsest`));
  const file = join(folder, `export-${number}.jsonl`);
  for await (const line of memory.export()) appendFileSync(file, `${JSON.stringify(line)}\n`);
  await memory.noteExport(file);
}

/** Removes copies that are older than the last ones: a claim is no place for hundreds of files. */
async function dropCopies({ folder }: World): Promise<void> {
  for (const name of readdirSync(folder)) if (/^(?:backup|export)-/.test(name)) rmSync(join(folder, name));
}

const hitsOf = (proof: ReceiptDocument | undefined): number => {
  const scan = proof?.body.scan;
  return scan === undefined ? 1 : scan.hits.text + scan.hits.words + scan.hits.vectors;
};

export async function randomErasures(seed: number, erasures: number, signal?: AbortSignal): Promise<Numbers> {
  const folder = mkdtempSync(join(tmpdir(), 'palimpsest-erase-'));
  const rng = seededRng(seed).split('erase');
  const clock = fixedClock(Date.UTC(2026, 0, 1));
  const path = join(folder, 'a.palimpsest');
  const open = (): Promise<Memory> => openMemory({ path, clock, signer: false, durability: 'normal' });
  let memory = await open();
  const next = (): number => rng.next();
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const words = new Map<string, string>();
  const world = (): World => ({ memory, folder, clock, words, pick, next });
  const tally = { erasures: 0, turns: 0, records: 0, hits: 0, left: 0, controls: 0, planted: 0, plantedFound: 0 };
  const exact = { planted: 0, found: 0 };
  const goneEver: string[] = [];
  const places: string[] = [];
  try {
    for (let i = 0; i < 4; i++) await say(world());
    while (tally.erasures < erasures) {
      signal?.throwIfAborted();
      await say(world());
      const round = tally.erasures;
      if (round % 10 === 3) await memory.consolidate({ retentionBelow: 1 });
      if (round % 7 === 2) await memory.context(pick(hobbies), { thread: `t${round % 3}` });
      if (round % 5 === 1) await memory.recall(pick(cities));
      if (round % copyEvery === 4) {
        await dropCopies(world());
        await copyOut(world(), round);
      }
      // Snapshots are written when a cube is closed.
      if (round % 9 === 5) {
        await memory.close();
        memory = await open();
      }
      const report = await memory.forget(chooseSelector(world()), { mode: 'erase', dryRun: false });
      if (report.receipt === undefined) continue;
      tally.erasures += 1;
      tally.hits += hitsOf(report.proof);
      places.push(...(report.proof?.body.scan?.places ?? []).slice(0, 1));
      tally.controls += (report.proof?.body.scan?.control.planted ?? 1) - (report.proof?.body.scan?.control.found ?? 0);
      tally.records += report.derived.length;
      const gone = report.selected.flatMap(({ id }) => words.get(id) ?? []);
      tally.turns += gone.length;
      goneEver.push(...gone);
      for (const { id } of report.selected) words.delete(id);
      tally.left += wordsLeft(folder, gone).length;
      if (round % 10 === 6) await plant(world(), tally, exact);
    }
    await memory.close();
    memory = await open();
    tally.left += wordsLeft(folder, goneEver).length;
    const verified = await memory.verify();
    const stayed = wordsLeft(folder, [...words.values()]).length;
    return {
      erasures: tally.erasures,
      'turns erased': tally.turns,
      'derived records erased': tally.records,
      'residue found by the scan': tally.hits,
      'words left in any byte of any file': tally.left,
      'words of other turns in any byte of any file': stayed,
      'controls that the scans missed': tally.controls,
      'exact bytes only: planted residue missed': exact.planted - exact.found,
      'planted residue found %': (100 * tally.plantedFound) / Math.max(1, tally.planted),
      'exact bytes only: planted residue found %': (100 * exact.found) / Math.max(1, exact.planted),
      'problems that verify finds': verified.problems.length,
      'altered copy: problems that verify finds': await problemsOfAltered(world()),
      ...(await keptHistory(world())),
    };
  } finally {
    await memory.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Puts what is about to be erased, in another form, into a file that the cube knows of: the scan has to find it. */
async function plant(
  world: World,
  tally: { planted: number; plantedFound: number },
  exact: { planted: number; found: number },
): Promise<void> {
  const { memory, folder, pick, words } = world;
  const id = pick([...words.keys()]);
  const turn = await memory.get(id);
  if (turn === undefined) return;
  const forms = [
    Buffer.from(turn.text),
    Buffer.from(turn.text.toUpperCase()),
    Buffer.from(turn.text, 'utf16le'),
    Buffer.from(Buffer.from(turn.text).toString('base64')),
    Buffer.from(JSON.stringify(JSON.stringify(turn.text))),
    Buffer.from(turn.text.split(/\W+/).reverse().join(' ')),
  ];
  const file = join(folder, 'planted.bin');
  const bytes = Buffer.concat([Buffer.alloc(1_001, 170), pick(forms), Buffer.alloc(999, 85)]);
  writeFileSync(file, bytes);
  await memory.noteExport(file);
  const { proof } = await memory.forget({ ids: [id] }, { mode: 'erase' });
  words.delete(id);
  tally.planted += 1;
  exact.planted += 1;
  if (proof?.body.scan?.places.some((place) => place.includes('planted.bin')) === true) tally.plantedFound += 1;
  if (bytes.includes(Buffer.from(turn.text))) exact.found += 1;
  rmSync(file);
}

/** Alters one word of a surviving turn in a copy, wherever it stands, and gives what `verify` finds there. */
async function problemsOfAltered({ memory, folder, pick, words }: World): Promise<number> {
  const copy = join(folder, 'altered.palimpsest');
  await memory.backup(copy);
  // without its first letter, which is a capital in some texts
  const word = pick([...words.values()]).slice(1);
  const bytes = readFileSync(copy);
  for (let at = bytes.indexOf(word); at >= 0; at = bytes.indexOf(word, at + 1)) bytes[at] = 'z'.charCodeAt(0);
  writeFileSync(copy, bytes);
  try {
    const altered = await openMemory({ path: copy, signer: false });
    try {
      return (await altered.verify()).problems.length;
    } finally {
      await altered.close();
    }
  } catch (error) {
    // A cube that cannot be opened any more was noticed as well.
    if (isMemoryError(error, 'corrupt')) return 1;
    throw error;
  } finally {
    for (const name of readdirSync(folder)) if (name.startsWith('altered.')) rmSync(join(folder, name));
  }
}

/** A delete that keeps the old text in a history table, as mem0 does: the same scan has to find it. */
async function keptHistory({ memory, folder, pick, words }: World): Promise<Numbers> {
  const id = pick([...words.keys()]);
  const turn = await memory.get(id);
  const file = join(folder, 'history.jsonl');
  const row = { event: 'DELETE', memory_id: id, old_memory: turn?.text, new_memory: null, is_deleted: 1 };
  writeFileSync(file, `${JSON.stringify(row)}\n`);
  await memory.noteExport(file);
  const { proof } = await memory.forget({ ids: [id] }, { mode: 'erase' });
  rmSync(file);
  return { 'history kept: residue found by the scan': hitsOf(proof) };
}
