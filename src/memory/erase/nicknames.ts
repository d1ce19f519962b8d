/**
 * Names that a subject said others call it by ("my friends call me Anka"), which no fact holds. "Call me Monday" reads
 * the same, so what is found by them is shown and counted, never taken without asking.
 */
import { throwIfAborted } from '../../errors/index.ts';
import type { Engine } from '../engine.ts';

const name = "[\"'“‘«]?(\\p{Lu}[\\p{L}\\p{M}'’-]*\\p{L}(?:\\s+\\p{Lu}[\\p{L}\\p{M}'’-]*\\p{L})?)";
const patterns = [
  // "call me", "everybody calls me", "called me", "nicknamed me"
  `(?:[Cc]all(?:s|ed|ing)?|[Nn]icknamed?)\\s+me\\s+(?:just\\s+|simply\\s+)?${name}`,
  // "I am called", "I am known as", "I go by", "better known as"
  `(?:\\bI(?:'m|’m|\\s+am|\\s+was)\\s+(?:\\w+\\s+)?(?:called|nicknamed)|\\b[Kk]nown\\s+(?:to\\s+\\w+\\s+)?as|\\b[Gg]o(?:es|ing)?\\s+by)\\s+${name}`,
  // "my nickname is", "nickname: "
  `\\b[Nn]ick(?:name)?\\s*(?:is|was|:|=)\\s*${name}`,
  // "Anka for short"
  `${name}["'”’»]?,?\\s+for\\s+short\\b`,
].map((source) => new RegExp(source, 'gu'));

/** Times that one is called at, and words that begin a sentence. */
const noNames = new Set(
  (
    'monday tuesday wednesday thursday friday saturday sunday january february march april june july august september ' +
    'october november december today tomorrow tonight back later again when if on at before after and or but the'
  ).split(' '),
);

/** Lower case. */
export function nicknamesIn(text: string): string[] {
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(([, given = '']) => {
      const found = given.toLowerCase();
      return noNames.has(found.split(/\s+/)[0] ?? '') ? [] : [found];
    }),
  );
}

const pageEntries = 500;

/** Those in the subject's own turns, at these log positions. Not what an assistant said there. */
export async function nicknamesOf(
  engine: Engine,
  own: ReadonlySet<number>,
  signal?: AbortSignal,
): Promise<ReadonlySet<string>> {
  const seqs = [...own].sort((a, b) => a - b);
  const names = new Set<string>();
  for (let from = 0; from < seqs.length; from += pageEntries) {
    throwIfAborted(signal);
    for (const entry of await engine.cube.at(seqs.slice(from, from + pageEntries))) {
      if (entry?.kind !== 'turn' || entry.turn.role !== 'user') continue;
      for (const one of nicknamesIn(entry.turn.text)) names.add(one);
    }
  }
  return names;
}
