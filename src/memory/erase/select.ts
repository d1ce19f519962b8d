/** What a selector names, found in the index; only a source class needs a walk through the log. */
import { throwIfAborted } from '../../errors/index.ts';
import { toInstant } from '../../kernel/time.ts';
import type { Turn } from '../../kernel/turn.ts';
import { none } from '../../plaintext/index/unit-columns.ts';
import type { Engine } from '../engine.ts';
import type { ForgetSelector } from './erase-types.ts';

export type Named = {
  /** Log positions of turns. */
  readonly turns: ReadonlySet<number>;
  /** Ids of records. */
  readonly records: ReadonlySet<string>;
  /** Ids that the selector lists and that nothing has. */
  readonly unknown: readonly string[];
};

/** `found`: what recall found for a query. */
export async function select(
  engine: Engine,
  selector: ForgetSelector,
  found: ReadonlySet<string> | undefined,
  signal?: AbortSignal,
): Promise<Named> {
  if (found !== undefined) return byIds(engine, [...found]);
  if ('ids' in selector) return byIds(engine, [...new Set(selector.ids)]);
  if ('source' in selector) return bySource(engine, selector.source, signal);
  const { units } = engine.state.index;
  if ('before' in selector) {
    const before = toInstant(selector.before, 'before');
    return byColumns(engine, (document, isTurn) => isTurn && (units.at.data[document] as number) < before);
  }
  const wanted = 'subject' in selector ? selector.subject : 'session' in selector ? selector.session : '';
  const column = 'subject' in selector ? units.user : units.session;
  const number = units.names.find(wanted);
  const numbers = column.data;
  const named = byColumns(engine, (document) => number >= 0 && number !== none && numbers[document] === number);
  const episodes = [...engine.state.episodes].filter(
    ([, span]) => ('subject' in selector ? span.user : span.session) === wanted,
  );
  return { ...named, records: new Set([...named.records, ...episodes.map(([id]) => id)]) };
}

async function byIds(engine: Engine, ids: readonly string[]): Promise<Named> {
  const turns = await engine.cube.latest('turn', ids);
  const records = await engine.cube.latest('record', ids);
  const named = { turns: new Set<number>(), records: new Set<string>(), unknown: [] as string[] };
  ids.forEach((id, index) => {
    const [turn, record] = [turns[index], records[index]];
    if (turn?.kind === 'turn') named.turns.add(turn.seq);
    if (record?.kind === 'record') named.records.add(id);
    if (turn?.kind !== 'turn' && record?.kind !== 'record') named.unknown.push(id);
  });
  return named;
}

function byColumns(engine: Engine, matches: (document: number, isTurn: boolean) => boolean): Named {
  const { units } = engine.state.index;
  const turns = new Set<number>();
  const records = new Set<string>();
  const [alive, kindOf, seqs] = [units.alive.data, units.kind.data, units.seq.data];
  for (let document = 0; document < units.documents; document++) {
    if (alive[document] !== 1) continue;
    const isTurn = kindOf[document] === 0;
    if (!matches(document, isTurn)) continue;
    if (isTurn) turns.add(seqs[document] as number);
    else records.add(units.id(document));
  }
  // A mark replaces a turn's unit, and its log position is that of the turn still.
  return { turns, records, unknown: [] };
}

/** `web`, `import`, ...; or a file, as an import noted it with each turn (`meta.importedFrom`). */
export function isFromSource(turn: Turn, source: string): boolean {
  return turn.source === source || turn.meta?.['importedFrom'] === source;
}

async function bySource(engine: Engine, source: string, signal: AbortSignal | undefined): Promise<Named> {
  const turns = new Set<number>();
  for await (const entries of engine.cube.since(0, signal)) {
    throwIfAborted(signal);
    for (const entry of entries) if (entry.kind === 'turn' && isFromSource(entry.turn, source)) turns.add(entry.seq);
  }
  return { turns, records: new Set(), unknown: [] };
}
