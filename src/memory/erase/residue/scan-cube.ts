/**
 * The residue scan: looks through every row, blob and job of a cube and through every file that holds it or a copy of
 * it for what was erased. A hit counts only where nothing that stays explains it.
 */
import { readPieces } from '../../../adapters/sqlite/file-reader.ts';
import { throwIfAborted } from '../../../errors/index.ts';
import type { StoredEntry } from '../../../kernel/entry.ts';
import type { CubeFile } from '../../../ports/index.ts';
import { isSearchable } from '../../derived-state.ts';
import type { Engine } from '../../engine.ts';
import { readSetups } from '../../past/setup-history.ts';
import { turnText } from '../../units.ts';
import type { Fingerprints, Match } from './fingerprints.ts';
import { fieldsOf, isInsideNumber, ownWords } from './own-words.ts';
import { allTextsOfRecord, textsOfRecord, textsOfTurn, vectorForms } from './patterns.ts';
import { wordAt, wordingOf } from './record-wording.ts';

export type ResidueReport = {
  /** Fingerprints looked for. */
  readonly patterns: number;
  /** Those of them that do not count, because something that stays says the same. */
  readonly explained: number;
  readonly rows: number;
  readonly blobs: number;
  readonly files: number;
  /** Of blobs and files. */
  readonly bytes: number;
  /** Of looking through blobs and files. */
  readonly scanMs: number;
  /** With reading what stays, to know what it explains. */
  readonly ms: number;
  /** Unexplained: texts, words and names, vectors. */
  readonly hits: { readonly text: number; readonly words: number; readonly vectors: number };
  /** Where, without content; at most 3 of one file, row or blob, and 40 in all. */
  readonly places: readonly string[];
  /** The scan of a copy in memory with something planted in it, to show that it finds what is there. */
  readonly control: { readonly planted: number; readonly found: number };
};

export type ScanTargets = {
  /** Files besides those of the cube: exports, backups, the key ring. */
  readonly copies: readonly string[];
  /** Blobs that name what is erased by fingerprints or ids on purpose, and go with the end of the erasure. */
  readonly ownBlobs: ReadonlySet<string>;
  /** Erasures whose reasons stay though they name somebody, as the receipt says. */
  readonly keptReasons: ReadonlySet<string>;
};

/** What is left over from one piece of a file to the next: longer than any pattern. */
const overlapBytes = 512;
const mostPlaces = 40;
/** What these rows explain, which is most of what all of them do, is not looked up any more; again after four times as many. */
const firstSettled = 64;
/** Of one file, row or blob. */
const placesEach = 3;
/** A record that says so many bytes of an erased turn quotes it, whatever the words are. */
const quotedBytes = 40;
/** Sign bits of like vectors are alike: only most of a row in one piece counts. */
const signRunBytes = 24;
/** Texts shorter than this give too few windows to tell by them whether a vector may be theirs, too. */
const shortBytes = 24;
const controls = 8;
const encoder = new TextEncoder();

/** Texts that stay and say something that was erased: whether they quote it is seen when all turns have been read. */
type Judged = {
  readonly seq: number;
  readonly texts: readonly string[];
  readonly all?: readonly string[];
  /** Of a record: ids of the turns that it came from. */
  readonly sources?: readonly string[];
};

/** A unit that says something of what is erased, and so may have its vector. */
type Like = { readonly seq: number; readonly text: string };

type Tally = { text: number; words: number; vectors: number; places: string[] };

/** Not inside `exclusive`: others may go on meanwhile. Explanations are noted in `wanted`. */
export async function scanCube(
  engine: Engine,
  wanted: Fingerprints,
  targets: ScanTargets,
  signal?: AbortSignal,
): Promise<ResidueReport> {
  const started = performance.now();
  const tally: Tally = { text: 0, words: 0, vectors: 0, places: [] };
  const control = plantedControl(engine, wanted);
  const { rows, like } = await explainByRows(engine, wanted, { tally, targets }, signal);

  wanted.settle();
  const scanning = performance.now();
  let looked = await lookThrough(engine, wanted, targets, signal);
  // What stays may have the vector of what is gone. That is seldom, and dear to find out: only where one was found.
  if (looked.vectors > 0 && like.length > 0) {
    await explainVectors(engine, wanted, like);
    wanted.settle();
    looked = await lookThrough(engine, wanted, targets, signal);
  }
  const places = [...tally.places, ...looked.places].slice(0, mostPlaces);
  return {
    patterns: wanted.size,
    explained: wanted.explained,
    rows,
    blobs: looked.blobs,
    files: looked.files,
    bytes: looked.bytes,
    scanMs: performance.now() - scanning,
    ms: performance.now() - started,
    hits: {
      text: tally.text + looked.text,
      words: tally.words + looked.words,
      vectors: tally.vectors + looked.vectors,
    },
    places,
    control,
  };
}

type Looked = Tally & Pick<ResidueReport, 'blobs' | 'files' | 'bytes'>;

/** Every blob, job and file. */
async function lookThrough(
  { cube: { store } }: Engine,
  wanted: Fingerprints,
  { ownBlobs, copies }: ScanTargets,
  signal: AbortSignal | undefined,
): Promise<Looked> {
  const found: Looked = { text: 0, words: 0, vectors: 0, places: [], blobs: 0, files: 0, bytes: 0 };
  let [blobs, read, bytes] = [0, 0, 0];
  const look = (what: string, content: Uint8Array): void => {
    bytes += content.length;
    count(found, what, matchesIn(wanted, content, 0));
  };
  for (const name of await store.blobNames('')) {
    throwIfAborted(signal);
    const content = ownBlobs.has(name) ? undefined : await store.blob(name);
    if (content === undefined) continue;
    blobs += 1;
    look(`blob ${name}`, content);
  }
  for (const { id, payload, error } of await store.jobs()) {
    look(`job ${id}`, encoder.encode(payload + (error ?? '')));
  }
  const files: readonly CubeFile[] = [
    ...(await store.files()),
    ...copies.map((path) => ({ path, what: 'copy' as const })),
  ];
  for (const { path } of files) {
    throwIfAborted(signal);
    const seen = new Map<string, Match>();
    const size = readPieces(path, overlapBytes, (piece, position) => {
      for (const match of matchesIn(wanted, piece, position)) seen.set(`${match.kind} ${match.offset}`, match);
    });
    if (size === undefined) continue;
    read += 1;
    bytes += size;
    count(found, `file ${path}`, [...seen.values()]);
  }
  return { ...found, blobs, files: read, bytes };
}

function matchesIn(wanted: Fingerprints, bytes: Uint8Array, position: number): Match[] {
  const found: Match[] = [];
  wanted.scan(bytes, (match) => {
    if (match.kind === 'word' && isInsideNumber(bytes, match)) return;
    found.push({ ...match, offset: match.offset + position });
  });
  return found;
}

/** Adds what counts of these matches. Windows that overlap are one hit. */
function count(tally: Tally, where: string, matches: readonly Match[]): void {
  const signs = matches.filter(({ kind }) => kind === 'signs');
  const counted = matches.filter(
    ({ kind, offset }) =>
      kind !== 'signs' || signs.filter((one) => one.offset >= offset && one.offset < offset + signRunBytes).length >= 3,
  );
  const ends = new Map<keyof ResidueReport['hits'], number>();
  let each = 0;
  for (const { kind, offset, length } of counted.toSorted((a, b) => a.offset - b.offset)) {
    const sort = kind === 'word' ? 'words' : kind === 'vector' || kind === 'signs' ? 'vectors' : 'text';
    if (offset >= (ends.get(sort) ?? -1)) {
      tally[sort] += 1;
      each += 1;
      if (each <= placesEach && tally.places.length < mostPlaces) tally.places.push(`${where} at ${offset}: ${sort}`);
    }
    ends.set(sort, Math.max(ends.get(sort) ?? 0, offset + length));
  }
}

/** Goes through what stays: turns explain what they say; a record that says more than turns do counts as a hit. */
async function explainByRows(
  engine: Engine,
  wanted: Fingerprints,
  { tally, targets }: { readonly tally: Tally; readonly targets: ScanTargets },
  signal: AbortSignal | undefined,
): Promise<{ readonly rows: number; readonly like: readonly Like[] }> {
  const records: Judged[] = [];
  let rows = 0;
  const explain = (text: string): number => {
    let matches = 0;
    const mark = (match: Match): void => {
      matches += 1;
      wanted.explain(match);
    };
    wanted.scanAll(encoder.encode(text), mark);
    const escaped = JSON.stringify(text);
    if (escaped.length > text.length + 2) wanted.scanAll(encoder.encode(escaped), mark);
    return matches;
  };
  const like: Like[] = [];
  const fields = new Set<string>();
  let settleAt = firstSettled;
  for await (const entries of engine.cube.since(0, signal)) {
    throwIfAborted(signal);
    for (const entry of entries) {
      rows += 1;
      if (rows === settleAt) {
        wanted.settle();
        settleAt *= 4;
      }
      fieldsOf(entry, fields);
      if (entry.kind === 'turn') {
        const { seq, turn } = entry;
        let matches = 0;
        for (const text of textsOfTurn(turn)) matches += explain(text);
        for (const name of Object.values(turn.scope)) explain(name);
        if (matches > 0 || turn.text.length < shortBytes) like.push({ seq, text: turnText(turn) });
      } else if (entry.kind === 'record') {
        const all = allTextsOfRecord(entry.record);
        const touched = all.some((text) => matchCount(wanted, text) > 0);
        const { sources } = entry.record;
        if (touched) records.push({ seq: entry.seq, texts: textsOfRecord(entry.record), all, sources });
        const { text } = entry.record;
        if (isSearchable(entry.record) && (touched || text.length < shortBytes)) like.push({ seq: entry.seq, text });
      } else if (entry.kind === 'erasure' && targets.keptReasons.has(entry.receipt.id)) {
        explain(entry.receipt.reason);
      } else if (entry.kind === 'mark' || entry.kind === 'erasure') {
        records.push({ seq: entry.seq, texts: [reasonOf(entry)] });
      }
    }
  }
  // Words as the index has them are the same words.
  termsOfTurns(engine, explain);
  explain(ownWords);
  explain([...fields].join(' '));
  // How the cube was used: versions, digests, the embedder, the schema.
  explain(JSON.stringify(await readSetups(engine.cube.store)));
  // Paths stand in the list of copies and on receipts.
  for (const path of targets.copies) explain(path);
  for (const { path } of await engine.cube.store.files()) explain(path);
  const said = await textsSaid(engine, new Set(records.flatMap(({ sources = [] }) => sources)));
  for (const { seq, texts, all = texts, sources = [] } of records) {
    const isOwn = wordingOf(sources.flatMap((id) => said.get(id) ?? []));
    for (const text of texts) {
      const matches: Match[] = [];
      wanted.scanAll(encoder.encode(text), (match) => matches.push(match));
      const sorted = matches
        .filter(({ kind, offset }) => kind !== 'word' || !isOwn(wordAt(text, offset)))
        .toSorted((a, b) => a.offset - b.offset);
      if (quotes(sorted)) count(tally, `row ${seq}`, sorted);
      explain(text);
    }
    // Judged by what it quotes; the bytes of the file have all of it.
    for (const text of all) explain(text);
  }
  return { rows, like };
}

/** What some turns say, by their ids. */
async function textsSaid(engine: Engine, ids: ReadonlySet<string>): Promise<ReadonlyMap<string, readonly string[]>> {
  const entries = ids.size === 0 ? [] : await engine.cube.latest('turn', [...ids]);
  return new Map(
    entries.flatMap((entry) => (entry?.kind === 'turn' ? [[entry.turn.id, textsOfTurn(entry.turn)] as const] : [])),
  );
}

function matchCount(wanted: Fingerprints, text: string): number {
  let matches = 0;
  wanted.scanAll(encoder.encode(text), () => {
    matches += 1;
  });
  return matches;
}

const reasonOf = (entry: Extract<StoredEntry, { kind: 'mark' | 'erasure' }>): string =>
  entry.kind === 'mark' ? entry.mark.reason : entry.receipt.reason;

/** Words that no turn says are no words of a template: with one, or with a long piece of a turn, a text quotes. */
function quotes(sorted: readonly Match[]): boolean {
  if (sorted.some(({ kind }) => kind === 'word')) return true;
  let start = -1;
  let end = -1;
  for (const { kind, offset, length } of sorted) {
    if (kind !== 'turn') continue;
    if (offset > end) start = offset;
    end = offset + length;
    if (end - start >= quotedBytes) return true;
  }
  return false;
}

/** Units that may have the same vector as something erased: theirs does not count. */
async function explainVectors(engine: Engine, wanted: Fingerprints, units: readonly Like[]): Promise<void> {
  const { embedder } = engine.state;
  if (embedder === undefined || units.length === 0) return;
  for (let from = 0; from < units.length; from += 1_000) {
    const vectors = await engine.vectors.at(embedder, units.slice(from, from + 1_000));
    for (const vector of vectors) {
      const { codes, signs } = vectorForms(vector);
      for (const form of [...codes, ...signs]) wanted.scanAll(form, (match) => wanted.explain(match));
    }
  }
}

/** Buffers of noise with random words planted at every alignment, which the same set has to find. */
function plantedControl(engine: Engine, wanted: Fingerprints): ResidueReport['control'] {
  const { entropy } = engine.settings;
  let found = 0;
  for (let index = 0; index < controls; index++) {
    const planted = encoder.encode(Buffer.from(entropy.bytes(12)).toString('hex'));
    wanted.addWindows(planted, 'turn');
    const noise = entropy.bytes(4_096).slice();
    noise.set(planted, 1_000 + index);
    let hit = false;
    wanted.scan(noise, () => {
      hit = true;
    });
    if (hit) found += 1;
  }
  return { planted: controls, found };
}

/** Calls `each` with every term and name that a living turn has, in the form of the index. */
function termsOfTurns({ state: { index } }: Engine, each: (text: string) => void): void {
  const { units } = index;
  for (const [table, postings] of [
    [index.terms, index.words],
    [index.entities, index.mentions],
  ] as const) {
    const used = new Uint8Array(table.size);
    for (let document = 0; document < units.documents; document++) {
      if (units.alive.data[document] !== 1 || units.kind.data[document] !== 0) continue;
      const end = postings.rowEnds.data[document] as number;
      for (let i = postings.rowStart(document); i < end; i++) used[postings.rowTerms.data[i] as number] = 1;
    }
    for (let term = 0; term < table.size; term++) if (used[term] === 1) each(table.text(term));
  }
}
