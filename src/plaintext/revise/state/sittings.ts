/** Cuts what was said into sittings: what a session says at one time is judged together, and ends nothing of itself. */
import { hash } from 'node:crypto';
import type { StateChunk, StateSession } from './state-types.ts';

/** A turn that states something. */
export type StatingTurn = {
  readonly id: string;
  /** Position in the log. */
  readonly seq: number;
  /** When it was said, milliseconds since the epoch. */
  readonly at: number;
  /** Session scope; a turn without one is a sitting of its own. */
  readonly session?: string;
  readonly chunks: readonly StateChunk[];
};

export type Sitting = StateSession & {
  readonly chunks: readonly StateChunk[];
  readonly lastAt: number;
  /** Of all that is stated in it: two sittings with the same one say the same. */
  readonly print: string;
};

/** What is remembered of a sitting whose statements have been read. */
export type ReadSitting = Pick<Sitting, 'id' | 'print'> & { readonly statements: number };

/** A session that is silent for longer than this goes on as another sitting: people come back to one chat for months. */
const sittingGapMs = 6 * 3_600_000;

/** Order of what was said: by time, then by log position. */
const inTime = (a: StatingTurn, b: StatingTurn): number => a.at - b.at || a.seq - b.seq;

/** The sittings of one person's turns, in order of time. */
export function sittingsOf(turns: readonly StatingTurn[]): Sitting[] {
  const bySession = new Map<string, StatingTurn[][]>();
  for (const turn of [...turns].sort(inTime)) {
    const key = turn.session === undefined ? `turn:${turn.id}` : `session:${turn.session}`;
    const parts = bySession.get(key) ?? [];
    bySession.set(key, parts);
    const last = parts.at(-1)?.at(-1);
    if (last === undefined || turn.at - last.at > sittingGapMs) parts.push([turn]);
    else parts.at(-1)?.push(turn);
  }
  return [...bySession]
    .flatMap(([key, parts]) => parts.map((part) => sitting(key, part)))
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

function sitting(key: string, part: readonly StatingTurn[]): Sitting {
  const [first] = part as [StatingTurn];
  return {
    id: `${key}@${first.at}`,
    at: first.at,
    lastAt: (part.at(-1) as StatingTurn).at,
    turns: [],
    chunks: part.flatMap(({ chunks }) => chunks),
    print: part.map(printOf).join(''),
  };
}

const prints = new WeakMap<StatingTurn['chunks'], string>();
const printLength = 12;

/** Digest of what a turn states, remembered as long as its statements are. */
function printOf({ chunks }: StatingTurn): string {
  const known = prints.get(chunks);
  if (known !== undefined) return known;
  const print = hash('sha256', JSON.stringify(chunks), 'base64').slice(0, printLength);
  prints.set(chunks, print);
  return print;
}

/** True for two sittings with the same statements. */
export function sameSitting(
  a: Pick<Sitting, 'id' | 'print'> | undefined,
  b: Pick<Sitting, 'id' | 'print'> | undefined,
): boolean {
  return a !== undefined && b !== undefined && a.id === b.id && a.print === b.print;
}
