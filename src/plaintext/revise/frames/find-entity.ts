/** Whom or what a question is about: the longest name in it that statements name, too. */
import { type FrameToken, frameTokens, isFunctionWord } from './frame-tokens.ts';

/** Tokens, lower case. */
export type EntityName = readonly string[];

const openers = new Set(
  'list name show tell give count go going rewind walk check put state recall trace say find describe write spell arrange sort order rank enumerate recount ask set run looking prior starting counting stepping according if'.split(
    ' ',
  ),
);

/** Months and days are when, not of whom. */
const dates =
  /^(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$/;

const nameLike = ({ text }: FrameToken): boolean => /^\p{Lu}|\d|\p{L}[./_#-]\p{L}/u.test(text);
const connects = new Set(['of', 'de', 'the', 'la', 'and', '&', 'von', 'van']);

/** Statements by what they say, to look names up in. */
export type Spoken = { readonly tokens: readonly FrameToken[] };

/** Number of statements in which tokens stand in a row. */
export function timesNamed(name: EntityName, told: readonly Spoken[]): number {
  let count = 0;
  for (const { tokens } of told) if (placeOf(name, tokens) >= 0) count += 1;
  return count;
}

/** Where a name begins in some tokens; -1 where it does not stand. */
export function placeOf(name: EntityName, tokens: readonly { readonly lower: string }[], from = 0): number {
  for (let i = from; i + name.length <= tokens.length; i++) {
    let k = 0;
    while (k < name.length && (tokens[i + k] as { lower: string }).lower === name[k]) k += 1;
    if (k === name.length) return i;
  }
  return -1;
}

/** Runs of name-like tokens of a question, connectors inside. */
function runsOf(tokens: readonly FrameToken[]): FrameToken[][] {
  const runs: FrameToken[][] = [];
  for (let i = 0; i < tokens.length; i++) {
    if (!nameLike(tokens[i] as FrameToken)) continue;
    let end = i + 1;
    for (;;) {
      const next = tokens[end];
      if (next === undefined) break;
      if (nameLike(next)) end += 1;
      else if (connects.has(next.lower) && tokens[end + 1] !== undefined && nameLike(tokens[end + 1] as FrameToken))
        end += 2;
      else break;
    }
    runs.push(tokens.slice(i, end));
    i = end - 1;
  }
  return runs;
}

/** Parts of a run, longest first. */
function* partsOf<T>(run: readonly T[]): Generator<readonly T[]> {
  for (let size = run.length; size > 0; size--)
    for (let from = 0; from + size <= run.length; from++) yield run.slice(from, from + size);
}

const asksOrTells = (token: FrameToken): boolean => token.kind === 'function' || openers.has(token.lower);

/**
 * The name of whom a question is about, as statements write it; undefined where they name nobody of the kind. A name
 * after "before", "after" or "than" is a value that is asked from, not whom it is about, while there is another.
 */
export function entityOf(
  question: string,
  told: readonly Spoken[],
  { described: plain = true }: { readonly described?: boolean } = {},
): EntityName | undefined {
  const tokens = frameTokens(question);
  const found: {
    readonly name: EntityName;
    readonly times: number;
    readonly anchor: boolean;
    readonly size: number;
  }[] = [];
  const runs = runsOf(tokens);
  for (const run of runs) {
    for (const part of partsOf(run)) {
      const [first] = part;
      if (
        first === undefined ||
        part.every(asksOrTells) ||
        (part.length > 1 && asksOrTells(first) && first === tokens[0])
      )
        continue;
      if (part.every(({ text, lower }) => /^\d{1,4}$|^i$/i.test(text) || dates.test(lower))) continue;
      const name = part.map(({ lower }) => lower);
      const times = timesNamed(name, told);
      if (times === 0) continue;
      const [verb, before] = [-2, -1].map((step) => tokens[tokens.indexOf(first) + step]?.lower ?? '') as [
        string,
        string,
      ];
      found.push({
        name,
        times,
        anchor: /^(?:before|after|than)$/.test(before) && !/^(?:look|looks|looked|looking|takes?|named)$/.test(verb),
        size: part.length,
      });
      break;
    }
  }
  const [best] = found.sort((a, b) => Number(a.anchor) - Number(b.anchor) || b.times - a.times || b.size - a.size);
  if (best?.anchor === true) return undefined;
  if (best !== undefined) return best.name;
  // Somebody is named of whom nobody told.
  const strangers = runs.some((run) =>
    run.some((token) => !asksOrTells(token) && /^\p{Lu}/u.test(token.text) && !dates.test(token.lower)),
  );
  return plain && !strangers ? described(tokens, told) : undefined;
}

/** Without a name: the longest run of plain words that statements have in a row, too ("the back door"). */
function described(tokens: readonly FrameToken[], told: readonly Spoken[]): EntityName | undefined {
  let best: { readonly name: EntityName; readonly score: number } | undefined;
  for (let from = 0; from < tokens.length; from++) {
    for (let to = from + 1; to <= Math.min(tokens.length, from + 5); to++) {
      const part = tokens.slice(from, to);
      const [first] = part;
      const last = part.at(-1);
      if (first === undefined || last === undefined || last.kind !== 'content' || first.kind !== 'content') continue;
      if (part.some(({ kind, lower }) => kind === 'mark' || openers.has(lower))) continue;
      const led = /^(?:the|my|our|his|her|their|of|in|for|at|on|is|was|did|does|has)$/.test(
        tokens[from - 1]?.lower ?? '',
      );
      const name = part.map(({ lower }) => lower);
      const times = timesNamed(name, told);
      if (times < 2) continue;
      const content = part.filter(({ lower }) => !isFunctionWord(lower)).length;
      const score = content * 10 + (led ? 3 : 0) + Math.min(2, times / 10);
      if (best === undefined || score > best.score) best = { name, score };
    }
  }
  return best?.name;
}

/** Share of what names somebody in which a word stands beside the name, from which it belongs to it; least times named. */
const alwaysShare = 0.95;
const leastNamed = 3;

/** The word that always stands beside a name; undefined where there is none. */
function alwaysBeside(name: EntityName, told: readonly Spoken[], side: 'before' | 'after'): string | undefined {
  const beside = new Map<string, number>();
  let times = 0;
  for (const { tokens } of told) {
    const at = placeOf(name, tokens);
    if (at < 0) continue;
    times += 1;
    const token = tokens[side === 'before' ? at - 1 : at + name.length];
    if (token !== undefined && (side === 'before' ? token.kind !== 'mark' : token.kind === 'content'))
      beside.set(token.lower, (beside.get(token.lower) ?? 0) + 1);
  }
  const [most] = [...beside].sort((a, b) => b[1] - a[1]);
  return most === undefined || times < leastNamed || most[1] < times * alwaysShare ? undefined : most[0];
}

/** The name with the words that always stand beside it: "my aunt Bea", "the Tarn Line", "the Nimbus fan". */
export function widened(name: EntityName, told: readonly Spoken[]): EntityName {
  let wide = name;
  for (let round = 0; round < 3; round++) {
    const before = alwaysBeside(wide, told, 'before');
    if (before === undefined || /^(?:of|in|on|at|to|by|for)$/.test(before)) break;
    wide = [before, ...wide];
  }
  for (let round = 0; round < 2; round++) {
    const after = alwaysBeside(wide, told, 'after');
    if (after === undefined) break;
    wide = [...wide, after];
  }
  return wide;
}
