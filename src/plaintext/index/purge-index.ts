/**
 * An index without a trace of the units that were removed from it: their words, names and times are gone from every
 * table, as if they had never been added. Document numbers stay, so that vectors need not move.
 */
import { CubeIndex } from './cube-index.ts';
import type { Column } from './growable.ts';
import type { PostingStore } from './posting-store.ts';
import type { SectionArray } from './snapshot-file.ts';
import type { StringTable } from './string-table.ts';
import { none, type UnitColumns } from './unit-columns.ts';

/** Takes over the vectors of `index`, which must not be used afterwards. */
export function purgeIndex(index: CubeIndex): CubeIndex {
  const alive = index.units.alive.data;
  const sections = new Map<string, SectionArray>();
  const put = (prefix: string, from: Iterable<[string, SectionArray]>): void => {
    for (const [name, array] of from) sections.set(prefix + name, array);
  };
  const purgeWords = (table: StringTable, postings: PostingStore, names: readonly [string, string]): void => {
    const made = table.subset(usedTerms(postings, table.size));
    put(`${names[0]}/`, Object.entries(made.table.sections()));
    put(`${names[1]}/`, postings.live(alive, { numbers: made.numbers, size: made.table.size }).sections());
  };
  purgeWords(index.terms, index.words, ['terms', 'words']);
  purgeWords(index.entities, index.mentions, ['entities', 'mentions']);
  put('units/', purgeUnits(index.units));
  const novelty = index.novelty.view().slice();
  for (let document = 0; document < novelty.length; document++) if (alive[document] !== 1) novelty[document] = 0;
  sections.set('novelty', novelty);
  const { vectors } = index;
  const purged = new CubeIndex(vectors === undefined ? {} : { vectors: () => vectors }, sections);
  purged.appliedSeq = index.appliedSeq;
  return purged;
}

/** Removed documents are out of the frequencies already. */
function usedTerms({ documentFrequencies }: PostingStore, size: number): Uint8Array {
  return Uint8Array.from(documentFrequencies.view().subarray(0, size), (documents) => (documents > 0 ? 1 : 0));
}

const nameColumns = ['speaker', 'user', 'agent', 'session'] as const;
/** Columns in which a removed unit says nothing any more; its log position is no content. */
const plainColumns = ['kind', 'role', 'status', 'trust', 'cues', 'at', 'validFrom', 'validTo'] as const;

function purgeUnits(units: UnitColumns): Map<string, SectionArray> {
  const alive = units.alive.data;
  const { documents } = units;
  const out = units.sections();
  const replaceTable = (name: string, table: StringTable): void => {
    for (const [part, array] of Object.entries(table.sections())) out.set(`${name}.${part}`, array);
  };

  const gone: number[] = [];
  for (let document = 0; document < documents; document++) if (alive[document] !== 1) gone.push(document);
  for (const name of plainColumns) {
    const column = units[name].view().slice();
    for (const document of gone) column[document] = 0;
    out.set(name, column);
  }
  for (const name of ['previous', 'next'] as const) {
    const column = units[name].view().slice();
    for (const document of gone) column[document] = -1;
    out.set(name, column);
  }

  const names = units.names.subset(
    usedNumbers(
      nameColumns.map((name) => units[name]),
      units.names.size,
      alive,
    ),
  );
  replaceTable('names', names.table);
  for (const name of nameColumns) out.set(name, renumbered(units[name], names.numbers, alive));
  out.set('speakerUnits', moved(units.speakerUnits.view(), names.numbers, names.table.size));

  const threads = units.threads.subset(usedNumbers([units.thread], units.threads.size, alive));
  replaceTable('threads', threads.table);
  out.set('thread', renumbered(units.thread, threads.numbers, alive));
  out.set('threadLast', moved(units.threadLast.view(), threads.numbers, threads.table.size));
  out.set('threadTurns', moved(units.threadTurns.view(), threads.numbers, threads.table.size));

  purgeSources(units, out, replaceTable);
  purgeMentions(units, out);
  return out;
}

function usedNumbers(columns: readonly Column<Uint32Array>[], size: number, alive: Uint8Array): Uint8Array {
  const used = new Uint8Array(size);
  for (const column of columns) {
    const { data, length } = column;
    for (let document = 0; document < length; document++) {
      const number = data[document] as number;
      if (alive[document] === 1 && number !== none) used[number] = 1;
    }
  }
  return used;
}

function renumbered(column: Column<Uint32Array>, numbers: Int32Array, alive: Uint8Array): Uint32Array {
  const out = new Uint32Array(column.length).fill(none);
  const { data, length } = column;
  for (let document = 0; document < length; document++) {
    const number = data[document] as number;
    if (alive[document] === 1 && number !== none) out[document] = numbers[number] as number;
  }
  return out;
}

/** The entries of those numbers that are kept, at their new places. */
function moved<T extends Int32Array | Uint32Array>(column: T, numbers: Int32Array, size: number): T {
  const out = (column instanceof Int32Array ? new Int32Array(size).fill(-1) : new Uint32Array(size)) as T;
  for (let old = 0; old < column.length; old++) {
    const number = numbers[old] as number;
    if (number >= 0) out[number] = column[old] as number;
  }
  return out;
}

/** Ids: those of living units and of the turns that living records came from. */
function purgeSources(
  units: UnitColumns,
  out: Map<string, SectionArray>,
  replaceTable: (name: string, table: StringTable) => void,
): void {
  const alive = units.alive.data;
  const { documents } = units;
  const used = usedNumbers([units.idOf], units.ids.size, alive);
  const sources = new Uint32Array(units.sources.length);
  const sourceEnds = new Uint32Array(documents);
  let filled = 0;
  const [ends, from] = [units.sourceEnds.data, units.sources.data];
  for (let document = 0; document < documents; document++) {
    const end = alive[document] === 1 ? (ends[document] as number) : 0;
    for (let i = document === 0 ? 0 : (ends[document - 1] as number); i < end; i++) {
      const source = from[i] as number;
      used[source] = 1;
      sources[filled++] = source;
    }
    sourceEnds[document] = filled;
  }
  const ids = units.ids.subset(used);
  replaceTable('ids', ids.table);
  const idOf = new Uint32Array(documents);
  const formerIdOf = units.idOf.data;
  for (let document = 0; document < documents; document++) {
    if (alive[document] === 1) idOf[document] = ids.numbers[formerIdOf[document] as number] as number;
  }
  out.set('idOf', idOf);
  out.set('documentOf', moved(units.documentOf.view(), ids.numbers, ids.table.size));
  for (let i = 0; i < filled; i++) sources[i] = ids.numbers[sources[i] as number] as number;
  out.set('sources', sources.slice(0, filled));
  out.set('sourceEnds', sourceEnds);
}

function purgeMentions(units: UnitColumns, out: Map<string, SectionArray>): void {
  const { mentionDocument, mentionFrom, mentionTo, alive } = units;
  const documents = new Uint32Array(mentionDocument.length);
  const [from, to] = [new Float64Array(mentionDocument.length), new Float64Array(mentionDocument.length)];
  let kept = 0;
  for (let i = 0; i < mentionDocument.length; i++) {
    const document = mentionDocument.data[i] as number;
    if (alive.data[document] !== 1) continue;
    documents[kept] = document;
    from[kept] = mentionFrom.data[i] as number;
    to[kept] = mentionTo.data[i] as number;
    kept++;
  }
  out.set('mentionDocument', documents.slice(0, kept));
  out.set('mentionFrom', from.slice(0, kept));
  out.set('mentionTo', to.slice(0, kept));
}
