/**
 * Everything that recall looks at in one cube: words, entities, times, threads, cues and vectors of its units, in
 * typed arrays; kept current by `add` and `remove`, and saved as one buffer that is used in place when loaded.
 */
import { isMemoryError, MemoryError } from '../../errors/index.ts';
import { bytesColumn, type Column, signedColumn } from './growable.ts';
import { maxDocuments, PostingStore } from './posting-store.ts';
import { decodeSnapshot, encodeSnapshot, type SectionArray } from './snapshot-file.ts';
import { isStopWord } from './stop-words.ts';
import { StringTable } from './string-table.ts';
import { tokenize } from './tokenize.ts';
import type { Unit } from './unit.ts';
import { UnitColumns } from './unit-columns.ts';

/** Raised whenever what is stored in a snapshot, or how text becomes terms, changes. */
export const snapshotVersion = 4;

/** Vectors of units, by document number; made by the caller, who knows the embedding space. */
export type VectorIndex = {
  /** Embedding-space id; a snapshot of another space is not loaded. */
  readonly space: string;
  readonly size: number;
  set(document: number, vector: Float32Array): void;
  remove(document: number): void;
  /**
   * Best documents by cosine, at most `limit`, best first; `allowed` has one byte a document, 1 for those wanted;
   * `exhaustive` looks at every vector also where a large index would first choose by a coarser measure.
   */
  search(
    query: Float32Array,
    limit: number,
    allowed?: Uint8Array,
    exhaustive?: boolean,
  ): { readonly documents: Uint32Array; readonly scores: Float32Array };
  /** Cosine of each of `count` documents with the query, into `out`; 0 where it has no vector. */
  scores(query: Float32Array, documents: Uint32Array, count: number, out: Float32Array): void;
  sections(): Map<string, SectionArray>;
};

export type CubeIndexOptions = {
  /** Makes the vector index, from a snapshot's sections or empty; absent: no dense channel. */
  readonly vectors?: (sections?: ReadonlyMap<string, SectionArray>) => VectorIndex;
  /** Embedding space of `vectors`; default: asked of an empty one. */
  readonly space?: string;
  /** For loading: the bytes were authenticated by the store that kept them. Default false. */
  readonly trusted?: boolean;
};

export type LoadedIndex =
  | { readonly index: CubeIndex; readonly reason?: never }
  | { readonly index?: never; readonly reason: string };

/** See {@link createCubeIndex}. */
export class CubeIndex {
  readonly terms: StringTable;
  readonly entities: StringTable;
  readonly words: PostingStore;
  readonly mentions: PostingStore;
  readonly units: UnitColumns;
  readonly vectors: VectorIndex | undefined;
  /** Share (0 to 255) of a turn's content words that the two turns before it do not have. */
  readonly novelty: Column<Uint8Array>;
  /** Documents that were taken out since the index was made or loaded, in order: what is kept beside it follows them. */
  readonly dropped: number[] = [];
  /** Position in the change log up to which the index is current. */
  appliedSeq = 0;
  /** Place of a term in the row being built, or -1. */
  private readonly places: Column<Int32Array> = signedColumn();
  private rowTerms: Uint32Array = new Uint32Array(256);
  private rowCounts: Uint8Array = new Uint8Array(256);

  constructor(options: CubeIndexOptions, sections?: ReadonlyMap<string, SectionArray>) {
    const part = (prefix: string): Map<string, SectionArray> | undefined =>
      sections === undefined ? undefined : withPrefix(sections, prefix);
    const table = (name: string): StringTable => {
      const found = part(`${name}/`);
      if (found === undefined) return new StringTable();
      return new StringTable({
        blob: found.get('blob') as Uint8Array,
        ends: found.get('ends') as Uint32Array,
        slots: found.get('slots') as Uint32Array,
      });
    };
    this.terms = table('terms');
    this.entities = table('entities');
    this.words = new PostingStore({}, part('words/'));
    this.mentions = new PostingStore({ b: 0 }, part('mentions/'));
    this.units = new UnitColumns(part('units/'));
    this.novelty = bytesColumn(sections?.get('novelty') as Uint8Array | undefined);
    this.vectors = options.vectors?.(part('vectors/'));
  }

  /** Units that can be found. */
  get size(): number {
    return this.words.liveDocuments;
  }

  /** Share of the index, 0 to 1, that belongs to replaced and removed units; rebuilding from the rows frees it. */
  get wasted(): number {
    return this.documents === 0 ? 0 : 1 - this.size / this.documents;
  }

  /** Document numbers given so far, dead ones included. */
  get documents(): number {
    return this.units.documents;
  }

  /**
   * Makes units findable; an id that is already there is replaced. `vectors` is parallel to `units`.
   *
   * @throws MemoryError `invalid_input` when the arrays differ in length; `unsupported` beyond 16 million documents.
   */
  add(units: readonly Unit[], vectors: readonly (Float32Array | undefined)[] = []): void {
    if (vectors.length !== 0 && vectors.length !== units.length) {
      throw new MemoryError('invalid_input', `got ${units.length} units and ${vectors.length} vectors`, {
        hint: 'pass one vector, or undefined, for each unit',
      });
    }
    if (this.documents + units.length > maxDocuments) {
      throw new MemoryError('unsupported', `an index holds at most ${maxDocuments} documents`, {
        hint: 'split the memory over several cubes',
      });
    }
    units.forEach((unit, i) => {
      const older = this.units.find(unit.id);
      const before = older < 0 ? -1 : (this.units.previous.data[older] as number);
      const after = older < 0 ? -1 : (this.units.next.data[older] as number);
      if (older >= 0) this.drop(older);
      const document = this.units.append(unit);
      if (after >= 0) this.units.moveBetween(document, before, after);
      this.addWords(unit);
      this.addEntities(unit);
      this.novelty.push(this.noveltyOf(document));
      const vector = vectors[i];
      if (vector !== undefined) this.vectors?.set(document, vector);
    });
    if (this.words.tailDocuments > Math.max(2000, this.words.mainDocuments / 3)) this.settle();
  }

  /** Makes units unfindable; unknown ids are passed over. */
  remove(ids: readonly string[]): void {
    const followers = new Set<number>();
    for (const id of ids) {
      const document = this.units.find(id);
      if (document < 0) continue;
      let after = this.units.next.data[document] as number;
      for (let step = 0; step < 2 && after >= 0; step++) {
        followers.add(after);
        after = this.units.next.data[after] as number;
      }
      this.drop(document);
    }
    // What was new in a turn is told by those before it, and these have changed.
    for (const document of followers) {
      if (this.units.alive.data[document] === 1) this.novelty.set(document, this.noveltyOf(document));
    }
  }

  /** Change-log position of the indexed version of a unit; undefined when the id is unknown. */
  seqOf(id: string): number | undefined {
    const document = this.units.find(id);
    return document < 0 ? undefined : (this.units.seq.data[document] as number);
  }

  /** Merges recent additions into the main segments; `add` does so by itself from time to time. */
  settle(): void {
    if (this.words.tailDocuments === 0) return;
    this.words.merge();
    this.mentions.merge();
  }

  /** The whole index as one buffer. */
  snapshot(): Uint8Array {
    this.settle();
    const sections = new Map<string, SectionArray>();
    const put = (prefix: string, from: Iterable<[string, SectionArray]>): void => {
      for (const [name, array] of from) sections.set(prefix + name, array);
    };
    put('terms/', Object.entries(this.terms.sections()));
    put('entities/', Object.entries(this.entities.sections()));
    put('words/', this.words.sections());
    put('mentions/', this.mentions.sections());
    put('units/', this.units.sections());
    sections.set('novelty', this.novelty.view());
    if (this.vectors !== undefined) put('vectors/', this.vectors.sections());
    const header = { version: snapshotVersion, space: this.vectors?.space ?? '', appliedSeq: this.appliedSeq };
    return encodeSnapshot({ header, sections });
  }

  private drop(document: number): void {
    this.units.remove(document);
    this.dropped.push(document);
    this.words.forget(document);
    this.mentions.forget(document);
    this.vectors?.remove(document);
  }

  private addWords(unit: Unit): void {
    let distinct = 0;
    let length = 0;
    const emit = (term: string): void => {
      length++;
      distinct = this.count(this.terms.intern(term), distinct);
    };
    if (unit.speaker !== undefined) tokenize(unit.speaker, 'document', emit);
    tokenize(unit.text, 'document', emit);
    for (let i = 0; i < distinct; i++) this.places.data[this.rowTerms[i] as number] = -1;
    this.words.append(this.rowTerms, this.rowCounts, distinct, length);
  }

  private addEntities(unit: Unit): void {
    let distinct = 0;
    for (const entity of [...unit.entities, ...slotKeys(unit)]) {
      if (distinct === this.rowTerms.length) this.growRow();
      this.rowTerms[distinct] = this.entities.intern(entity);
      this.rowCounts[distinct++] = 1;
    }
    this.mentions.append(this.rowTerms, this.rowCounts, distinct, distinct);
  }

  private count(term: number, distinct: number): number {
    this.places.extend(term + 1, -1);
    const place = this.places.data[term] as number;
    if (place >= 0) {
      if ((this.rowCounts[place] as number) < 255) this.rowCounts[place] = (this.rowCounts[place] as number) + 1;
      return distinct;
    }
    if (distinct === this.rowTerms.length) this.growRow();
    this.places.data[term] = distinct;
    this.rowTerms[distinct] = term;
    this.rowCounts[distinct] = 1;
    return distinct + 1;
  }

  private growRow(): void {
    const terms = new Uint32Array(this.rowTerms.length * 2);
    terms.set(this.rowTerms);
    this.rowTerms = terms;
    const counts = new Uint8Array(this.rowCounts.length * 2);
    counts.set(this.rowCounts);
    this.rowCounts = counts;
  }

  private noveltyOf(document: number): number {
    const { rowTerms, rowEnds } = this.words;
    let before = this.units.previous.data[document] as number;
    if (before < 0) return 255;
    const seen = new Set<number>();
    for (let step = 0; step < 2 && before >= 0; step++) {
      const end = rowEnds.data[before] as number;
      for (let i = this.words.rowStart(before); i < end; i++) seen.add(rowTerms.data[i] as number);
      before = this.units.previous.data[before] as number;
    }
    let content = 0;
    let fresh = 0;
    const end = rowEnds.data[document] as number;
    for (let i = this.words.rowStart(document); i < end; i++) {
      const term = rowTerms.data[i] as number;
      if (this.isGlue(term)) continue;
      content++;
      if (!seen.has(term)) fresh++;
    }
    return content === 0 ? 0 : Math.round((255 * fresh) / content);
  }

  private readonly glue: Column<Uint8Array> = bytesColumn();

  private isGlue(term: number): boolean {
    while (this.glue.length <= term) this.glue.push(isStopWord(this.terms.text(this.glue.length)) ? 1 : 0);
    return this.glue.data[term] === 1;
  }
}

/** Key of a slot among the entities; names of entities in questions never hold a colon. */
export function slotKey(slot: string): string {
  return `slot:${slot}`;
}

/** The slot that a fact fills ("home.city") and its first part ("home"), findable like entities. */
function slotKeys(unit: Unit): readonly string[] {
  const slot = unit.data?.['slot'];
  if (typeof slot !== 'string' || slot === '') return [];
  const first = slot.split('.')[0] as string;
  return first === slot ? [slotKey(slot)] : [slotKey(slot), slotKey(first)];
}

/** An empty index of one cube. */
export function createCubeIndex(options: CubeIndexOptions = {}): CubeIndex {
  return new CubeIndex(options);
}

/**
 * An index over a snapshot's bytes, which must not be changed afterwards; or the reason why it has to be rebuilt
 * from the rows (another version, another embedding space, damage).
 */
export function loadCubeIndex(bytes: Uint8Array, options: CubeIndexOptions = {}): LoadedIndex {
  try {
    const { header, sections } = decodeSnapshot(bytes, options.trusted);
    if (header['version'] !== snapshotVersion) {
      return { reason: `the snapshot has version ${String(header['version'])}, this is ${snapshotVersion}` };
    }
    const space = options.vectors === undefined ? '' : (options.space ?? options.vectors().space);
    if (header['space'] !== space) {
      return { reason: `the snapshot has embedding space '${String(header['space'])}', this cube '${space}'` };
    }
    const index = new CubeIndex(options, sections);
    index.appliedSeq = Number(header['appliedSeq']);
    return { index };
  } catch (error) {
    if (isMemoryError(error, 'corrupt')) return { reason: error.message };
    throw error;
  }
}

function withPrefix(sections: ReadonlyMap<string, SectionArray>, prefix: string): Map<string, SectionArray> {
  const out = new Map<string, SectionArray>();
  for (const [name, array] of sections) if (name.startsWith(prefix)) out.set(name.slice(prefix.length), array);
  return out;
}
