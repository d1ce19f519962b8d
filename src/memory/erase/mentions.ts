/** Turns of others that speak of a person: they belong to their authors, and go, or are redacted, with the person. */
import { hash } from 'node:crypto';
import type { Turn } from '../../kernel/turn.ts';
import { turnHash } from '../../kernel/turn-identity.ts';
import type { Engine } from '../engine.ts';

/** What stands in place of a name. */
export const redaction = '[redacted]';
const shortestName = 3;
/** Speakers that importers write for whoever speaks: they name nobody. */
const anybody = new Set(['me', 'i', 'you', 'user', 'human', 'person', 'customer', 'client', 'unknown', 'anonymous']);

/**
 * The names of a subject by which turns are taken without asking: its user scope, what it said its name is, and the
 * speaker of its turns. Names shorter than 3 characters say too little: see `possible-mentions`.
 */
export function namesOf(engine: Engine, subject: string): ReadonlySet<string> {
  return new Set([...allNamesOf(engine, subject)].filter((name) => name.length >= shortestName));
}

/** All of them, lower case, however short. */
export function allNamesOf(engine: Engine, subject: string): ReadonlySet<string> {
  const names = new Set([subject]);
  const { units } = engine.state.index;
  const user = units.names.find(subject);
  for (const fact of engine.state.facts.records('fact')) {
    const { slot, value, subject: about } = fact.data;
    if (fact.scope.user !== subject || about !== 'user' || typeof value !== 'string') continue;
    if (slot === 'identity.name' || slot === 'identity.nickname') names.add(value);
  }
  const [users, alive, kindOf, roleOf] = [units.user.data, units.alive.data, units.kind.data, units.role.data];
  for (let document = 0; user >= 0 && document < units.documents; document++) {
    if (users[document] !== user || alive[document] !== 1 || kindOf[document] !== 0 || roleOf[document] !== 1) continue;
    const speaker = units.name(units.speaker, document);
    if (speaker !== undefined && !anybody.has(speaker.trim().toLowerCase())) names.add(speaker);
  }
  return new Set([...names].map((name) => name.trim().toLowerCase()).filter((name) => name !== ''));
}

/** Log positions of turns, besides `own`, in which one of the subject's names stands, or that it speaks. */
export async function speakOf(engine: Engine, subject: string, own: ReadonlySet<number>): Promise<Set<number>> {
  const names = namesOf(engine, subject);
  const { units, mentions, entities } = engine.state.index;
  const keys = new Set([...names].map((name) => entities.find(name)).filter((number) => number >= 0));
  const speakers = new Set<number>();
  for (const number of speakerNames(units)) {
    if (names.has(units.names.text(number).toLowerCase())) speakers.add(number);
  }
  const found = new Set<number>();
  if (keys.size === 0 && speakers.size === 0) return found;
  const speaks = new Uint8Array(units.documents);
  for (const key of keys)
    mentions.eachDocument(key, (document) => {
      speaks[document] = 1;
    });
  const [alive, kindOf, seqs, speakerOf] = [units.alive.data, units.kind.data, units.seq.data, units.speaker.data];
  for (let document = 0; document < speaks.length; document++) {
    if (alive[document] !== 1 || kindOf[document] !== 0) continue;
    if (speaks[document] !== 1 && !speakers.has(speakerOf[document] as number)) continue;
    const seq = seqs[document] as number;
    if (!own.has(seq)) found.add(seq);
  }
  return found;
}

/** Numbers of the names of those who speak in some living unit: of all names, most are of sessions. */
export function speakerNames(units: Engine['state']['index']['units']): number[] {
  const numbers: number[] = [];
  units.speakerUnits.view().forEach((count, number) => {
    if (count > 0) numbers.push(number);
  });
  return numbers;
}

/** True where a person speaks itself: there is nothing to redact then, all of it is the person's. */
export function isSpokenBy(turn: Turn, names: ReadonlySet<string>): boolean {
  return turn.speaker !== undefined && names.has(turn.speaker.toLowerCase());
}

/**
 * The turn as it is without the names that `pattern` finds: a new one, as turns are never changed. Its id tells nothing
 * and is the same every time. What the importer knew besides is left out, as it may name anybody.
 */
export function redacted(turn: Turn, pattern: RegExp): Omit<Turn, 'seq' | 'cube'> {
  const { seq, cube, meta, ...rest } = turn;
  const text = turn.text.replace(pattern, redaction);
  const id = `turn_${hash('sha256', `redacted\n${cube}\n${turn.id}`, 'hex').slice(0, 26)}`;
  return { ...rest, id, text, hash: turnHash({ ...rest, text }) };
}
