/** Where a phrase that fills a slot begins and ends. */
import type { Candidate, ComparedStatements } from './compare-statements.ts';
import { tagsOf } from './frame-tags.ts';
import type { FrameToken } from './frame-tokens.ts';
import type { MaskedStatement } from './mask-statements.ts';

export type Phrases = { readonly first: ReadonlySet<string>; readonly last: ReadonlySet<string> };

/** Words that begin and end fillers of several words. */
export function phrasesIn(candidates: Iterable<Candidate>): Phrases {
  const first = new Set<string>();
  const last = new Set<string>();
  for (const { fillers } of candidates) {
    for (const filler of fillers.flatMap((one) => [...one])) {
      const words = filler.split(' ');
      if (words.length !== 2) continue;
      first.add(words[0] as string);
      last.add(words[1] as string);
    }
  }
  return { first, last };
}

/** Measures, as they stand behind a number. */
export const units: RegExp =
  /^(?:m|km|cm|mm|metres?|meters?|kilomet(?:re|er)s?|miles?|feet|foot|ft|inch(?:es)?|kg|kilos?|grams?|tons?|tonnes?|pounds?|euros?|dollars?|yen|pence|cents?|percent|%|minutes?|mins?|hours?|seconds?|secs?|ms|days?|weeks?|months?|degrees?|lit(?:re|er)s?|gb|mb|tb|kb|watts?|kw|points?|stars?|pages?|acres?|hectares?|am|pm)$/;

/** True for a word of a name. */
export const capital = (token: FrameToken | undefined): boolean =>
  token?.kind === 'content' && /^\p{Lu}\p{Ll}/u.test(token.text);

/** Where a name ends. It goes on to its last word, though the question holds that, too: "Juno [Supply]" where "who supplies" is asked. */
export function nameEnd(tokens: readonly FrameToken[], to: number): number {
  let end = to;
  while (capital(tokens[end - 1]) && (capital(tokens[end]) || smallInName(tokens, end))) end += 1;
  return end;
}

/** A small word of a name, in a sentence: "Noises [Off]". */
const smallInName = (tokens: readonly FrameToken[], at: number): boolean =>
  at > 0 &&
  tokens[at]?.kind === 'function' &&
  /^\p{Lu}\p{Ll}/u.test(tokens[at].text) &&
  !/[.:!?]/.test(tokens[at - 1]?.lower ?? '.');

/** Where a name begins with its title, or with a small word that is written large in a sentence: "[Captain] Lund", "[Our] Town". */
export function nameStart(tokens: readonly FrameToken[], from: number, titles: ReadonlySet<string>): number {
  let start = from;
  while (capital(tokens[start])) {
    const before = tokens[start - 1];
    if (before === undefined || !((capital(before) && titles.has(before.lower)) || smallInName(tokens, start - 1)))
      break;
    start -= 1;
  }
  return start;
}

/** Where a name begins: "in [room] Maple": a plain noun between a small word and a name says of what sort the name is, and belongs to it. */
export function labelStart(tokens: readonly FrameToken[], from: number): number {
  const [small, noun] = [tokens[from - 2], tokens[from - 1]];
  if (!capital(tokens[from]) || noun?.kind !== 'content' || !/^\p{Ll}+$/u.test(noun.text)) return from;
  const tags = tagsOf(tokens);
  // What stands behind a mark is taken for a noun, whatever it is.
  const led = /^(?:in|at|on|to|from|into|with|for|is|:|->)$/.test(small?.lower ?? '') || tags[from - 2] === 'VERB';
  const again = tokens.some(({ lower }, at) => at !== from - 1 && lower === noun.lower && capital(tokens[at + 1]));
  return led && (tags[from - 1] === 'NOUN' || again) ? from - 1 : from;
}

/** A place with the words that belong to the phrase: a quality before it, the noun after it, a unit after a number. */
export function wholePhrase(
  statement: MaskedStatement,
  [from, to]: readonly [number, number],
  asked: ReadonlySet<string>,
  { phrases, titles }: Pick<ComparedStatements, 'phrases' | 'titles'>,
): readonly [number, number] {
  const { tokens } = statement;
  const own = (at: number): FrameToken | undefined => {
    const token = tokens[at];
    return token?.kind === 'content' && !asked.has(token.stem) ? token : undefined;
  };
  const [before, after] = [own(from - 1), own(to)];
  const last = tokens[to - 1] as FrameToken;
  const [named, labelled] = [nameEnd(tokens, to), labelStart(tokens, nameStart(tokens, from, titles))];
  if (named !== to || labelled !== from) return [labelled, named];
  if (after !== undefined && /\d$/.test(last.text) && units.test(after.lower)) return [from, to + 1];
  if (before === undefined && after === undefined) return [from, to];
  if (/\d/.test(last.text)) return [from, to];
  const tags = tagsOf(tokens);
  const quality = (at: number): boolean => tags[at] === 'ADJ' || phrases.first.has(tokens[at]?.lower ?? '');
  const leads = (at: number): boolean =>
    /^(?:an?|the|is|was|as|to|from|than|became|of|:|=|->)$/.test(tokens[at]?.lower ?? '');
  if (before !== undefined && quality(from - 1) && leads(from - 2) && /^\p{Ll}/u.test(tokens[from]?.text ?? ''))
    return [from - 1, to];
  if (after !== undefined && phrases.last.has(after.lower) && to - from === 1) return [from, to + 1];
  if (tags[to] === 'NOUN' && after !== undefined && quality(to - 1) && to - from <= 2 && tags[to - 1] !== 'NOUN')
    return [from, to + 1];
  return [from, to];
}
