/** Arguments of a statement that resembles no other: its noun phrases, judged by what they are and where they stand. */
import type { Tag } from '../../answer/words.ts';
import { type Argument, argumentAt } from './compare-statements.ts';
import { tagsOf } from './frame-tags.ts';
import type { FrameToken } from './frame-tokens.ts';
import type { MaskedStatement } from './mask-statements.ts';
import { capital, labelStart, nameEnd, nameStart } from './phrase-edges.ts';
import { shapedRevisions } from './shaped-revision.ts';
import { classShares } from './word-classes.ts';

export type GuessContext = {
  /** Fillers of frames that were found, by key. */
  readonly known: ReadonlySet<string>;
  /** Statements that hold a stem. */
  readonly frequency: ReadonlyMap<string, number>;
  /** Stems that name attributes. */
  readonly labels: ReadonlySet<string>;
  /** Stems of the question. */
  readonly asked: ReadonlySet<string>;
  /** Words that stand before several names. */
  readonly titles: ReadonlySet<string>;
  /** How much a filler is of a kind with known ones, 0 to 1. */
  readonly likeness?: (value: string) => number;
  /** Closeness of two fillers. */
  readonly similarity?: (a: string, b: string) => number;
};

const timeWords = new Set(
  (
    'day days week weeks month months year years morning afternoon evening night noon midnight today yesterday tomorrow tonight hour hours ' +
    'minute minutes moment time times spring summer autumn winter monday tuesday wednesday thursday friday saturday sunday weekend lately ' +
    'recently soon once finally eventually originally initially first last next then meanwhile annually yearly monthly daily presently ' +
    'currently nowadays anybody anyone somebody someone everybody everyone nobody thing things something anything everything nothing ' +
    'one ones way lot rest end start beginning place turn'
  ).split(/\s+/),
);
const nouns: ReadonlySet<Tag> = new Set(['NOUN', 'PROPN', 'NUM', 'X', 'SYM', 'ADJ']);

/** Phrases of a statement that may be its arguments, the likeliest first. */
export function guessArguments(
  statement: MaskedStatement,
  context: GuessContext,
): { argument: Argument; score: number }[] {
  const { tokens } = statement;
  const tags = tagsOf(tokens);
  const isLabel = (at: number): boolean => context.labels.has((tokens[at] as FrameToken).stem);
  const usable = (at: number): boolean => {
    const token = tokens[at];
    if (token === undefined || token.kind === 'entity' || isLabel(at)) return false;
    if (timeWords.has(token.lower) || /^(?:best|better|most|more|least|less|worst|worse)$/.test(token.lower))
      return false;
    if (token.kind === 'mark') return false;
    const tag = tags[at] as Tag;
    // "Is into whittling": what ends a phrase after a preposition is its noun.
    const gerund = tag === 'VERB' && /ing$/.test(token.lower) && endsPhrase(tokens, at);
    return (
      token.kind === 'content' &&
      (nouns.has(tag) ||
        gerund ||
        context.known.has(token.lower) ||
        endsPlace(tokens, tags, at) ||
        isLastNow(tokens, at))
    );
  };
  const found: { argument: Argument; score: number }[] = [];
  for (let from = 0; from < tokens.length; from++) {
    if (!usable(from)) continue;
    let to = from + 1;
    for (;;) {
      if (usable(to)) to += 1;
      else if (tokens[to]?.lower === 'of' && /^(?:an?|the)$/.test(tokens[to + 1]?.lower ?? '') && usable(to + 2))
        to += 3;
      else if (/^(?:of|&|-)$/.test(tokens[to]?.lower ?? '') && usable(to + 1)) {
        // "A timeout of 360ms": the number is the value.
        if (/\d/.test(tokens[to + 1]?.text ?? '')) break;
        // "Full of timber": what it is full of.
        if (to - from === 1 && tags[from] === 'ADJ') break;
        to += 2;
      } else break;
    }
    // "Into stamp collecting": the noun before a gerund is taken for a verb.
    const before = tokens[from - 1];
    const joined =
      /ing$/.test(tokens[from]?.lower ?? '') && before?.kind === 'content' && tokens[from - 2]?.kind === 'function';
    const start = joined && !isLabel(from - 1) ? from - 1 : from;
    const begin = /^(?:an?|the)$/.test(tokens[start - 1]?.lower ?? '') ? start - 1 : start;
    const argument = argumentAt(statement, ...nameInside(tokens, begin, to, context.titles));
    found.push({ argument, score: scoreOf(statement, argument, tags, context) });
    from = to - 1;
  }
  const last = found.at(-1);
  if (last !== undefined) last.score += 0.6;
  const shaped = shapedValue(statement);
  const named = found.find(({ argument }) => argument.key === shaped?.key);
  if (named !== undefined) named.score += shapeBonus;
  else if (shaped !== undefined) found.push({ argument: shaped, score: shapeBonus });
  return found.sort((a, b) => b.score - a.score);
}

/** What a sentence of a known shape is worth. */
const shapeBonus = 1.5;

/** The value where the statement has one of the shapes that need no other to be read. */
function shapedValue(statement: MaskedStatement): Argument | undefined {
  const [revision] = shapedRevisions(statement.said);
  const name = statement.tokens.find(({ kind }) => kind === 'entity')?.text.toLowerCase() ?? '';
  if (revision === undefined || !name.includes(revision.entity.toLowerCase())) return undefined;
  const { tokens } = statement;
  const start = statement.text.lastIndexOf(revision.value);
  let from = tokens.findIndex((token) => token.start === start);
  let to = tokens.findIndex((token) => token.end === start + revision.value.length) + 1;
  if (from < 0 || to <= from) return undefined;
  // "Full of timber", "the barn for starters".
  if (tokens[from + 1]?.lower === 'of' && tagsOf(tokens)[from] === 'ADJ') from += 2;
  const rest = tokens.findIndex(({ lower }, at) => at > from && at < to && /^(?:for|since|until|because)$/.test(lower));
  if (rest > 0) to = rest;
  const inside = tokens.slice(from, to);
  if (inside.some(({ lower }) => /^(?:,|;|but)$/.test(lower))) return undefined;
  if (inside.every(({ kind, lower }) => kind !== 'content' || timeWords.has(lower))) return undefined;
  return argumentAt(statement, from, to);
}

/** A name among plain words is the value: "a total [Mahler] fan", "an [Ada] shop", but "in [room Maple]". */
function nameInside(
  tokens: readonly FrameToken[],
  from: number,
  to: number,
  titles: ReadonlySet<string>,
): readonly [number, number] {
  let first = from;
  while (first < to && !capital(tokens[first])) first += 1;
  if (first === to) return [from, to];
  if (first === 0) return [from, Math.max(to, nameEnd(tokens, to))];
  let last = to;
  while (last > first && !capital(tokens[last - 1])) last -= 1;
  const end = Math.max(last, nameEnd(tokens, last));
  const plain = tokens.slice(from, first).some(({ lower, kind }) => kind === 'content' || /^an?$/.test(lower));
  const titled = nameStart(tokens, first, titles);
  const begin = labelStart(tokens, titled);
  return [begin < titled || plain || end > to ? begin : Math.min(from, titled), end];
}

/** "Into whittling", "into stamp collecting", but not "orchids going into". */
const endsPhrase = (tokens: readonly FrameToken[], at: number): boolean => {
  const next = tokens[at + 1];
  if (next === undefined || next.kind === 'mark') return true;
  return next.kind !== 'content' && tokens[at - 1]?.kind !== 'content';
};

/** "In the quarantine [block]": at the end, behind a noun, there is no verb. */
const endsPlace = (tokens: readonly FrameToken[], tags: readonly Tag[], at: number): boolean =>
  tags[at] === 'VERB' &&
  !/(?:ed|ing)$/.test(tokens[at]?.lower ?? '') &&
  tokens[at - 1]?.kind === 'content' &&
  /^(?:an?|the)$/.test(tokens[at - 2]?.lower ?? '') &&
  /^(?:at|in|into|on|onto|to|from|by|with)$/.test(tokens[at - 3]?.lower ?? '') &&
  (tokens[at + 1] === undefined || tokens[at + 1]?.kind === 'mark');

/** "Cargo of the Gannet now [marble]". */
const isLastNow = (tokens: readonly FrameToken[], at: number): boolean =>
  tokens[at - 1]?.lower === 'now' && (tokens[at + 1] === undefined || tokens[at + 1]?.kind === 'mark');

/** Words that are all written large; "room Maple" with the noun before it. */
const isName = (tokens: readonly FrameToken[]): boolean =>
  tokens.some(({ kind }) => kind === 'content') &&
  tokens.every(({ text, kind }) => kind !== 'content' || /^\p{Lu}/u.test(text));

/** "[Equus] is running", at the beginning: a name, or a plain noun. */
const opensAsName = (tokens: readonly FrameToken[], tags: readonly Tag[], to: number): boolean =>
  to === 1 && capital(tokens[0]) && /^(?:PROPN|NOUN|X)$/.test(tags[0] ?? '') && /^(?:AUX|VERB)$/.test(tags[1] ?? '');

/** What stands apart from what the statement says: before it, or as its time. */
function isAside(tokens: readonly FrameToken[], { from, to }: Pick<Argument, 'from' | 'to'>): boolean {
  const comma = tokens.findIndex(({ lower }) => lower === ',');
  const entity = tokens.findIndex(({ kind }) => kind === 'entity');
  // "After a day at the zoo, Ann ..."
  if (comma > 0 && to <= comma && entity > comma && tokens[0]?.kind === 'function') return true;
  // "In the course of the morning", "on the present voyage".
  const after = tokens.slice(to, to + 3).map(({ lower }) => lower);
  if (after[0] === 'of' && after.slice(1).some((word) => timeWords.has(word))) return true;
  return tokens.slice(from, to).some(({ lower }) => /^(?:present|current|coming|usual)$/.test(lower));
}

/** "It is [Ann] who ...", "[whittling] is what ...". */
const isCleft = (tokens: readonly FrameToken[], { from, to }: Pick<Argument, 'from' | 'to'>): boolean =>
  (/^(?:is|was|are)$/.test(tokens[from - 1]?.lower ?? '') &&
    tokens[from - 2]?.lower === 'it' &&
    /^(?:that|who|which|now)$/.test(tokens[to]?.lower ?? '')) ||
  (/^(?:is|was|are)$/.test(tokens[to]?.lower ?? '') && /^(?:what|who|where)$/.test(tokens[to + 1]?.lower ?? ''));

function scoreOf(
  { tokens }: MaskedStatement,
  { key, from, to }: Argument,
  tags: readonly Tag[],
  context: GuessContext,
): number {
  const inside = tokens.slice(from, to);
  const before = tokens[from - 1]?.lower ?? '';
  let score = 0;
  if (context.known.has(key)) score += 4;
  if (inside.some(({ text }) => /\d/.test(text))) score += 2.5;
  else if (from > 0 && (isName(inside) || isName(inside.slice(1)))) score += 2.5;
  else if (inside.some(({ text }) => /\p{L}[-_/]\p{L}/u.test(text))) score += 1;
  else if (opensAsName(tokens, tags, to)) score += 1;
  if (/^(?:=|:|->|=>|→|["“'])$/.test(before)) score += 2;
  else if (/^(?:to|is|are|into|by|at|on|with|for|in|was|onto)$/.test(before)) score += 0.5;
  if (/^(?:an?|the|\d)/.test(inside[0]?.lower ?? '')) score += 0.5;
  if (!context.known.has(key) && isAside(tokens, { from, to })) score -= 2;
  if (isCleft(tokens, { from, to })) score += 2;
  // Words by which people speak of places, belongings or likings in general.
  const plain = inside.filter(({ kind }) => kind === 'content').map(({ stem }) => stem);
  if (!context.known.has(key) && classShares(plain).size > 0) score -= 1;
  // A quality alone, or a verb after its subject.
  if (!context.known.has(key) && inside.every((_, at) => tags[from + at] === 'ADJ' || tags[from + at] === 'DET'))
    score -= 1;
  if (tokens[from - 1]?.kind === 'entity' && to - from === 1 && /^\p{Ll}/u.test(inside[0]?.text ?? '')) score -= 2;
  // "Point it at ...": a verb, told as an order.
  const next = tokens[to];
  if (
    from === 0 &&
    to === 1 &&
    (next?.kind === 'entity' || next?.kind === 'content' || /^(?:at|in|to|for|on|the)$/.test(next?.lower ?? ''))
  )
    score -= 2.5;
  // What many statements speak of is no value of one.
  const names = inside.filter((token) => capital(token) && !context.titles.has(token.lower));
  const common = Math.max(
    ...(names.length > 0 ? names : inside).map(({ stem, kind }) =>
      kind === 'content' ? (context.frequency.get(stem) ?? 0) : 0,
    ),
  );
  if (common > 3 && !context.known.has(key)) score -= Math.min(3, Math.log2(common));
  return score + 3 * (context.likeness?.(key) ?? 0);
}
