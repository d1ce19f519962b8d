/**
 * Turns that `remember` wrote to log a record. Nobody said them to anybody: where all that came from one goes, it goes,
 * and where some of it comes back, it comes back.
 */
import type { MemoryRecord } from '../kernel/record.ts';
import type { Turn } from '../kernel/turn.ts';
import type { Engine } from './engine.ts';

export type LoggedTurn = { readonly seq: number; readonly turn: Turn };

/** Those that records came from. */
export async function loggedTurns(engine: Engine, records: readonly MemoryRecord[]): Promise<readonly LoggedTurn[]> {
  const sources = [...new Set(records.flatMap((record) => record.sources))];
  const entries = sources.length === 0 ? [] : await engine.cube.latest('turn', sources);
  return entries.flatMap((entry) =>
    entry?.kind === 'turn' && entry.turn.meta?.['remembered'] !== undefined
      ? [{ seq: entry.seq, turn: entry.turn }]
      : [],
  );
}

/** Its record was appended right behind it, in the same commit. */
export async function recordLoggedBy(engine: Engine, { seq, turn }: LoggedTurn): Promise<MemoryRecord | undefined> {
  const following = await engine.cube.at(Array.from({ length: 8 }, (_, index) => seq + 1 + index));
  const entry = following.find((one) => one?.kind === 'record' && one.record.sources.includes(turn.id));
  return entry?.kind === 'record' ? entry.record : undefined;
}

/** Those of which the record, and everything else that came from them, is among what goes. */
export async function loggedTurnsOnlyOf(
  engine: Engine,
  records: readonly MemoryRecord[],
  goes: (id: string) => boolean,
): Promise<readonly LoggedTurn[]> {
  const logged: LoggedTurn[] = [];
  for (const one of await loggedTurns(engine, records)) {
    // What was merged into another is not in the index, and stays.
    const record = await recordLoggedBy(engine, one);
    if (record !== undefined && goes(record.id)) logged.push(one);
  }
  if (logged.length === 0) return [];
  const staying = stayingSources(engine, new Set(logged.map(({ turn }) => turn.id)), goes);
  return logged.filter(({ turn }) => !staying.has(turn.id));
}

/** Which of these turns something came from that stays. */
function stayingSources(engine: Engine, turns: ReadonlySet<string>, goes: (id: string) => boolean): Set<string> {
  const { units } = engine.state.index;
  const wanted = new Map([...turns].map((id) => [units.ids.find(id), id]));
  const staying = new Set<string>();
  for (let document = 0; document < units.documents; document++) {
    if (units.alive.data[document] !== 1 || units.kind.data[document] === 0) continue;
    for (const source of units.sourcesOf(document)) {
      const id = wanted.get(source);
      if (id !== undefined && !goes(units.id(document))) staying.add(id);
    }
  }
  return staying;
}
