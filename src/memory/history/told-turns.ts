/**
 * The turns that a question about the past is answered from: all of a scope where they are few, else those that name
 * what it is about, found by their words and never by similarity. What they tell is read once and kept for a while.
 */

import type { Scope } from '../../kernel/scope.ts';
import { splitSentences } from '../../plaintext/extract/sentences.ts';
import type { CubeIndex } from '../../plaintext/index/cube-index.ts';
import { kinds, none, roles, statuses } from '../../plaintext/index/unit-columns.ts';
import { termsOf } from '../../plaintext/revise/state/concepts.ts';
import { type Revision, readRevision } from '../../plaintext/revise/state/series/read-revision.ts';
import { type ToldEvent, toldEvent } from '../../plaintext/revise/story/told-events.ts';
import type { Engine } from '../engine.ts';

/** One sentence of a turn. */
export type ToldSentence = {
  readonly text: string;
  readonly source: string;
  readonly at: number;
  readonly recordedAt: number;
  readonly event?: ToldEvent;
};

/** A scope with up to this many turns is read whole. */
const readWhole = 2_000;
/** Most turns that are read for one question. */
const mostTurns = 4_000;
/** Trust from which a turn is taken for told. */
const trustedFrom = 128;

const turnKind = kinds.indexOf('turn');
const spoken = new Set([roles.indexOf('user'), roles.indexOf('unknown')]);
const awake = new Set([statuses.indexOf('generated'), statuses.indexOf('activated'), statuses.indexOf('frozen')]);

type Read = { readonly sentences: readonly ToldSentence[]; readonly revisions: Map<string, Revision | undefined> };

/** By log position. The index is another object after an erasure: nothing of what was erased stays behind. */
const cache = new WeakMap<CubeIndex, Map<number, Read>>();
const mostKept = 20_000;

/** Documents of the turns in a scope that may be about `names`, in order of time. */
function documentsFor(index: CubeIndex, scope: Scope, names: readonly string[]): number[] {
  const { units } = index;
  const wanted = scope.user;
  const found: number[] = [];
  for (let document = 0; document < units.documents; document += 1) {
    if (units.alive.data[document] !== 1 || units.kind.data[document] !== turnKind) continue;
    if (!spoken.has(units.role.data[document] as number) || !awake.has(units.status.data[document] as number)) continue;
    if ((units.trust.data[document] as number) < trustedFrom) continue;
    if (wanted !== undefined) {
      const user = units.user.data[document] as number;
      if (user === none || units.names.text(user) !== wanted) continue;
    }
    found.push(document);
  }
  const kept = found.length <= readWhole ? found : naming(index, found, names);
  return kept
    .sort((a, b) => (units.at.data[a] as number) - (units.at.data[b] as number) || seqOf(index, a) - seqOf(index, b))
    .slice(-mostTurns);
}

const seqOf = ({ units }: CubeIndex, document: number): number => units.seq.data[document] as number;

/** Those with all words of one of the names. */
function naming(index: CubeIndex, documents: readonly number[], names: readonly string[]): number[] {
  const wanted = names
    .map((name) => termsOf(name).map((term) => index.terms.find(term)))
    .filter((terms) => terms.length > 0 && terms.every((term) => term >= 0));
  if (wanted.length === 0) return [];
  const { words } = index;
  const looked = new Set(wanted.flat());
  const rowTerms = words.rowTerms.data;
  return documents.filter((document) => {
    const own: number[] = [];
    const end = words.rowEnds.data[document] as number;
    for (let at = words.rowStart(document); at < end; at += 1)
      if (looked.has(rowTerms[at] as number)) own.push(rowTerms[at] as number);
    return own.length > 0 && wanted.some((terms) => terms.every((term) => own.includes(term)));
  });
}

/** What was told in a scope, in order of time; `names` are what the question is about. Inside `exclusive`. */
export async function toldIn(engine: Engine, scope: Scope, names: readonly string[]): Promise<readonly ToldSentence[]> {
  const { index } = engine.state;
  const documents = documentsFor(index, scope, names);
  const before = lastTold.get(index);
  if (before !== undefined && sameNumbers(before.documents, documents)) return before.told;
  const reads = await readTurns(engine, documents);
  const told = inDayOrder(reads.flatMap(({ sentences }) => sentences));
  lastTold.set(index, { documents, told });
  return told;
}

/** The last list: the next question is mostly about the same turns, and what was compared in it is known by it. */
const lastTold = new WeakMap<
  CubeIndex,
  { readonly documents: readonly number[]; readonly told: readonly ToldSentence[] }
>();

const sameNumbers = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((one, place) => one === b[place]);

/** Parts of one day order what was told of it; a statement without one stays where it is. */
function inDayOrder(told: readonly ToldSentence[]): readonly ToldSentence[] {
  const partOf = ({ text }: ToldSentence): number => dayParts.findIndex((part) => text.toLowerCase().includes(part));
  if (told.some((one) => partOf(one) < 0)) return told;
  return told
    .map((one) => ({ one, part: partOf(one) }))
    .sort((a, b) => a.part - b.part)
    .map(({ one }) => one);
}

const dayParts = ['yesterday', 'this morning', 'this afternoon', 'this evening'];

async function readTurns(engine: Engine, documents: readonly number[]): Promise<Read[]> {
  const { index } = engine.state;
  let known = cache.get(index);
  if (known === undefined || known.size > mostKept) {
    known = new Map();
    cache.set(index, known);
  }
  const missing = documents.map((document) => seqOf(index, document)).filter((seq) => known.has(seq) === false);
  for (const entry of missing.length === 0 ? [] : await engine.cube.at(missing)) {
    if (entry?.kind !== 'turn') continue;
    const { text, at, id } = entry.turn;
    const { recordedAt } = entry;
    const sentences = splitSentences(text).map(({ start, end }): ToldSentence => {
      const sentence = text.slice(start, end);
      const event = toldEvent(sentence);
      return { text: sentence, source: id, at, recordedAt, ...(event === undefined ? {} : { event }) };
    });
    known.set(entry.seq, { sentences, revisions: new Map() });
  }
  return documents.flatMap((document) => known.get(seqOf(index, document)) ?? []);
}

/** Revisions of values that were told about one of the names. Inside `exclusive`. */
export async function revisionsIn(
  engine: Engine,
  scope: Scope,
  names: readonly string[],
): Promise<readonly (ToldSentence & { readonly revision: Revision })[]> {
  const lower = names.map((name) => name.toLowerCase());
  const reads = await readTurns(engine, documentsFor(engine.state.index, scope, names));
  return reads.flatMap(({ sentences, revisions }) =>
    sentences.flatMap((sentence) => {
      if (!lower.some((name) => sentence.text.toLowerCase().includes(name))) return [];
      if (!revisions.has(sentence.text)) revisions.set(sentence.text, readRevision(sentence.text));
      const revision = revisions.get(sentence.text);
      return revision === undefined ? [] : [{ ...sentence, revision }];
    }),
  );
}
