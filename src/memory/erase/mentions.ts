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
  for (let document = 0; document < units.documents; document++) {
    if (units.alive.data[document] !== 1 || units.kind.data[document] !== 0 || units.role.data[document] !== 1)
      continue;
    const speaker = user >= 0 && units.user.data[document] === user ? units.name(units.speaker, document) : undefined;
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
  for (let number = 0; number < units.names.size; number++) {
    if (names.has(units.names.text(number).toLowerCase())) speakers.add(number);
  }
  const found = new Set<number>();
  if (keys.size === 0 && speakers.size === 0) return found;
  for (let document = 0; document < units.documents; document++) {
    if (units.alive.data[document] !== 1 || units.kind.data[document] !== 0) continue;
    const seq = units.seq.data[document] as number;
    if (own.has(seq)) continue;
    let speaks = speakers.has(units.speaker.data[document] as number);
    const end = mentions.rowEnds.data[document] as number;
    for (let i = mentions.rowStart(document); i < end && !speaks; i++) {
      speaks = keys.has(mentions.rowTerms.data[i] as number);
    }
    if (speaks) found.add(seq);
  }
  return found;
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
