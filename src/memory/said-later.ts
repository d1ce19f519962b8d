/** Turns of the user that came after the one that an answer stands in, and share its words or follow it. */
import type { Scope } from '../kernel/scope.ts';
import { isForeignSource } from '../kernel/turn.ts';
import type { Later } from '../plaintext/answer/said-since.ts';
import { withoutRecalled } from '../plaintext/extract/recalled-text.ts';
import { newestWith } from '../plaintext/index/newest-with.ts';
import { tokenize } from '../plaintext/index/tokenize.ts';
import { kinds, none, roles, statuses } from '../plaintext/index/unit-columns.ts';
import type { Engine } from './engine.ts';
import { turnText } from './units.ts';

/** Turns right after the source: a correction need not name what it corrects. */
const following = 2;
/** Most postings that are looked at for a word, and most turns that are read. */
const mostLooked = 200;
const mostRead = 16;
/** Longer turns tell of many things; none of them is a correction of a sentence. Characters. */
const longest = 600;
/** Trust from which a turn is taken for told. */
const trustedFrom = 128;

const turnKind = kinds.indexOf('turn');
const spoken = new Set([roles.indexOf('user'), roles.indexOf('unknown')]);
const awake = new Set([statuses.indexOf('generated'), statuses.indexOf('activated'), statuses.indexOf('frozen')]);

export type LaterThan = {
  /** Turn that the answer stands in. */
  readonly id: string;
  /** Words of which a later turn has one. */
  readonly words: readonly string[];
  readonly scope: Scope | undefined;
};

/** Inside `exclusive`. Empty where the turn is not known. */
export async function saidLater(engine: Engine, { id, words, scope }: LaterThan): Promise<Later[]> {
  const { index } = engine.state;
  const { units } = index;
  const source = units.find(id);
  if (source < 0 || units.kind.data[source] !== turnKind) return [];
  const since = units.at.data[source] as number;
  const user = scope?.user;
  const isTold = (document: number): boolean => {
    if (units.alive.data[document] !== 1 || units.kind.data[document] !== turnKind) return false;
    if ((units.at.data[document] as number) < since || document === source) return false;
    if (!spoken.has(units.role.data[document] as number) || !awake.has(units.status.data[document] as number))
      return false;
    if ((units.trust.data[document] as number) < trustedFrom) return false;
    if (units.speaker.data[document] !== units.speaker.data[source]) return false;
    const own = units.user.data[document] as number;
    return own === units.user.data[source] && (user === undefined || (own !== none && units.names.text(own) === user));
  };
  const found = new Map<number, boolean>();
  for (let at = source + 1, seen = 0; at < units.documents && at <= source + 40 && seen < following; at += 1) {
    if (!isTold(at)) continue;
    found.set(at, true);
    seen += 1;
  }
  const wanted = new Set<string>();
  for (const one of words) tokenize(one, 'query', (term) => wanted.add(term));
  for (const word of wanted) {
    const term = index.terms.find(word);
    if (term < 0) continue;
    let looked = 0;
    newestWith(index.words, term, (document) => {
      if (!found.has(document) && isTold(document)) found.set(document, false);
      looked += 1;
      return looked < mostLooked && found.size < mostRead;
    });
  }
  if (found.size === 0) return [];
  const documents = [...found.keys()];
  const entries = await engine.cube.at(documents.map((document) => units.seq.data[document] as number));
  const followsBySeq = new Map(documents.map((one) => [units.seq.data[one] as number, found.get(one) === true]));
  return entries.flatMap((entry): Later[] => {
    // What a page, a document or a tool says ends nothing that the user told.
    if (entry?.kind !== 'turn' || isForeignSource(entry.turn.source)) return [];
    const text = withoutRecalled(turnText(entry.turn));
    if (text.trim() === '') return [];
    const follows = followsBySeq.get(entry.seq) === true;
    return text.length > longest ? [] : [{ id: entry.turn.id, text, at: entry.turn.at, follows }];
  });
}
