import { describe, expect, it } from 'vitest';
import type { Turn } from '../../../kernel/turn.ts';
import { shippedUserSchema } from '../../../memory/state/shipped-schema.ts';
import { seededRng } from '../../../testing/seeded-rng.ts';
import { createStateLog, loadStateLog, type StateLog } from './state-log.ts';
import type { StateProfile, StateResolution } from './state-types.ts';

const schema = shippedUserSchema();
const dayMs = 86_400_000;
const towns = ['Leeds', 'Porto', 'Ghent', 'Oslo', 'Turku'];
const things = ['piano tuner', 'window cleaner', 'physio', 'bread flour'];
const people = ['Gus', 'Petra', 'Blau', 'Vogel'];
const texts: readonly ((pick: (from: readonly string[]) => string) => string)[] = [
  (pick) => `I live in ${pick(towns)}.`,
  (pick) => `I moved to ${pick(towns)} last week.`,
  (pick) => `I never moved to ${pick(towns)}.`,
  (pick) => `Our ${pick(things)} is ${pick(people)}.`,
  (pick) => `New ${pick(things)} since May: ${pick(people)}.`,
  (pick) => `I run by the river every ${pick(['Monday', 'Tuesday', 'Sunday'])}.`,
  () => 'I broke my leg, and it is in a cast.',
  () => 'The cast came off.',
  (pick) => `I am ${pick(['vegan', 'a nurse', 'allergic to nuts', 'married'])}.`,
  () => 'I eat meat again.',
  () => 'I quit my job at the harbour.',
  () => 'The reservoir has been drained for good.',
  () => 'Evening stroll over the pier and back, every day.',
];

type Life = { readonly turns: Map<string, Turn>; readonly resolutions: Map<string, StateResolution> };

/** Everything derived from what is there now, by a log that has read nothing before. */
async function anew({ turns, resolutions }: Life): Promise<string> {
  const log = createStateLog({ schema });
  for (const [id, resolution] of resolutions) log.resolve(id, resolution);
  for (const turn of [...turns.values()].sort((a, b) => a.seq - b.seq)) log.note(turn);
  return told(log);
}

async function told(log: StateLog): Promise<string> {
  const found: unknown[] = [];
  for (const subject of log.subjects()) found.push([subject, await log.profile(subject)]);
  return JSON.stringify(found);
}

/** Another process on what was saved: the statements, and what was kept of reading them. */
function reopened(log: StateLog, kept: ReadonlyMap<string, string>): StateLog {
  const saved = JSON.parse(JSON.stringify(log.snapshot()));
  const next = loadStateLog(saved, { schema }) as StateLog;
  next.adopt(async (subject) => JSON.parse(kept.get(subject) ?? 'null'));
  return next;
}

function keep(log: StateLog, kept: Map<string, string>): void {
  for (const [subject, fold] of log.unkept()) kept.set(subject, JSON.stringify(fold));
  log.noteKept();
}

/** Lives through some changes; gives how often the states were compared, and how often they were other than anew. */
async function live(seed: number, spoil: (text: string) => string = (text) => text): Promise<number[]> {
  const rng = seededRng(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(rng.next() * from.length)] as T;
  const life: Life = { turns: new Map(), resolutions: new Map() };
  const kept = new Map<string, string>();
  let log = createStateLog({ schema });
  let day = 0;
  let seq = 0;
  const say = (): void => {
    const session = rng.next() < 0.3 ? pick(['s1', 's2', 's3']) : `day${day}`;
    if (rng.next() < 0.5) day += 1;
    seq += 1;
    // Now and then something is told late.
    const at = (rng.next() < 0.1 ? Math.max(0, day - 3) : day) * dayMs + seq * 1_000;
    const turn = {
      id: `t${seq}`,
      seq,
      at,
      cube: 'c',
      role: 'user',
      text: pick(texts)(pick),
      scope: { session, ...(rng.next() < 0.3 ? { user: 'anna' } : {}) },
      source: 'user',
      trust: 1,
      marks: [],
      hash: '',
    } as unknown as Turn;
    life.turns.set(turn.id, turn);
    log.note(turn);
  };
  let compared = 0;
  let other = 0;
  for (let round = 0; round < 14; round++) {
    const does = rng.next();
    if (does < 0.6 || life.turns.size < 10) for (let i = 0; i < 8; i++) say();
    else if (does < 0.8) {
      const id = pick([...life.turns.keys()]);
      life.turns.delete(id);
      log.remove(id);
    } else {
      const subject = pick(log.subjects());
      const [conflict] = (await log.profile(subject)).conflicts;
      if (conflict !== undefined) {
        const resolution = pick(['accept', 'reject', 'both'] as const);
        life.resolutions.set(conflict.id, resolution);
        log.resolve(conflict.id, resolution);
      }
    }
    if (rng.next() < 0.5) await log.readAhead(Math.floor(rng.next() * 12));
    if (rng.next() < 0.6) {
      if (rng.next() < 0.5) await told(log);
      keep(log, kept);
      for (const [subject, text] of kept) kept.set(subject, spoil(text));
      log = reopened(log, kept);
    }
    if (rng.next() < 0.5) continue;
    compared += 1;
    if ((await told(log)) !== (await anew(life))) other += 1;
  }
  if ((await told(log)) !== (await anew(life))) other += 1;
  return [compared + 1, other];
}

describe('what was read of statements and kept', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('is what reading all of them anew gives, whatever happens (%i)', async (seed) => {
    const [compared, other] = await live(seed);
    expect(compared).toBeGreaterThan(1);
    expect(other).toBe(0);
  });

  it('is used: what is changed in it shows (control)', async () => {
    let other = 0;
    for (const seed of [1, 2, 3, 4]) {
      const [, changed = 0] = await live(seed, (text) => text.replaceAll('"value":"', '"value":"not '));
      other += changed;
    }
    expect(other).toBeGreaterThan(0);
  });

  it('is not used by another version of the program, nor with other decisions', async () => {
    const say = (log: StateLog): void => {
      for (let i = 0; i < 12; i++) {
        const turn = { id: `t${i}`, seq: i + 1, at: i * dayMs, role: 'user', text: `I live in ${towns[i % 5]}.` };
        log.note({ ...turn, scope: {}, source: 'user', trust: 1, marks: [] } as unknown as Turn);
      }
    };
    const log = createStateLog({ schema, version: '1' });
    say(log);
    await told(log);
    const [[subject, fold] = []] = [...log.unkept()];
    const kept = JSON.parse(JSON.stringify(fold).replaceAll('Leeds', 'Mars'));
    const read = async (version: string, decide = false): Promise<StateProfile> => {
      const next = createStateLog({ schema, version });
      say(next);
      if (decide) next.resolve('conflict-1', 'accept');
      next.adopt(async (key) => (key === subject ? kept : undefined));
      return next.profile({});
    };
    expect(JSON.stringify(await read('1'))).toContain('Mars');
    expect(JSON.stringify(await read('2'))).not.toContain('Mars');
    expect(JSON.stringify(await read('1', true))).not.toContain('Mars');
  });
});
