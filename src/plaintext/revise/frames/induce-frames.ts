/**
 * Finds out which words of statements are their frame and which its arguments, by comparing statements of one stream:
 * what is said again with another filler is a slot. No verb and no attribute is known beforehand.
 */
import { type Alignment, createAligner, leastSmall } from './align-frames.ts';
import { type EntityName, placeOf, widened } from './find-entity.ts';
import { tagsOf } from './frame-tags.ts';
import { entityMark, type FrameToken, isFunctionWord, tokensOf, valueKey, written } from './frame-tokens.ts';

/** One thing that was said. */
export type Told = { readonly text: string; readonly at: number; readonly source: string };

/** A statement with its names masked. */
export type MaskedStatement = Told & {
  /** What was said, unmasked. */
  readonly said: Told;
  /** Place in the stream. */
  readonly place: number;
  readonly tokens: readonly FrameToken[];
  /** Key of the entity that it is about; undefined where none is known. */
  readonly entity?: string;
};

/** What fills a slot: as written, as it is compared, and its tokens (half-open). */
export type Argument = { readonly value: string; readonly key: string; readonly from: number; readonly to: number };

export type FramedStatement = MaskedStatement & {
  /** Frame with `[]` for its slots; undefined where it stands alone. */
  readonly frame?: string;
  /** Words of content in the frame, by stem. */
  readonly stems: readonly string[];
  readonly arguments: readonly Argument[];
  /** Said of several, word by word the same: it holds no value. */
  readonly fixed: boolean;
};

/** Most statements about somebody, and about others, in which names beside theirs are looked for. */
const mostOwn = 120;
const mostOthers = 240;
/** Most statements that are compared with each other. */
const mostCompared = 600;
/** Longest statement that is looked at, tokens. */
export const longestStatement = 40;

const keyOf = (name: EntityName): string => name.join(' ');

/** Masks every name of `names`; longest first. */
function mask(told: Told, place: number, names: readonly EntityName[]): MaskedStatement {
  let tokens = tokensOf(told);
  let entity: string | undefined;
  for (const name of names) {
    for (let at = placeOf(name, tokens); at >= 0; at = placeOf(name, tokens, at + 1)) {
      const inside = tokens.slice(at, at + name.length);
      const [first] = inside as [FrameToken];
      const end = (inside.at(-1) as FrameToken).end;
      const masked: FrameToken = {
        text: told.text.slice(first.start, end),
        lower: entityMark,
        stem: '',
        start: first.start,
        end,
        kind: 'entity',
      };
      tokens = [...tokens.slice(0, at), masked, ...tokens.slice(at + name.length)];
      entity ??= keyOf(name);
    }
  }
  return { ...told, said: told, place, tokens, ...(entity === undefined ? {} : { entity }) };
}

const shape = (text: string): string =>
  /[./_]/.test(text) ? 'path' : /^\p{Lu}/u.test(text) ? 'name' : /\d/.test(text) ? 'number' : 'word';

/** Names that stand where the entity stands, in statements that are otherwise alike. */
function siblingsOf(
  name: EntityName,
  own: readonly MaskedStatement[],
  others: readonly MaskedStatement[],
): EntityName[] {
  const ownText = own[0]?.tokens.find(({ kind }) => kind === 'entity')?.text ?? '';
  const kind = shape(ownText.split(' ').at(-1) ?? '');
  const named = shape(ownText) === 'name';
  const votes = new Map<string, { readonly name: EntityName; readonly keys: Set<string> }>();
  const align = createAligner();
  for (const one of own) {
    const place = one.tokens.findIndex(({ kind }) => kind === 'entity');
    for (const other of others) {
      const alignment = align(one.tokens, other.tokens, { freeEntity: true });
      const slot = alignment?.slots.find(({ from, to }) => from === place && to === place + 1);
      if (alignment === undefined || slot === undefined) continue;
      let filler = other.tokens.slice(slot.otherFrom, slot.otherTo);
      while (filler[0] !== undefined && filler.length > 1 && /^(?:the|a|an)$/.test(filler[0].lower))
        filler = filler.slice(1);
      const last = filler.at(-1);
      if (last === undefined || shape(last.text) !== kind || filler.length > name.length + 2) continue;
      // "The Nimbus fan": where the name ends in a plain word, it begins with what makes it one.
      if (named && kind === 'word' && shape(filler[0]?.text ?? '') !== 'name') continue;
      const found = filler.map(({ lower }) => lower);
      const known = votes.get(keyOf(found)) ?? { name: found, keys: new Set() };
      known.keys.add(alignment.key);
      votes.set(keyOf(found), known);
    }
  }
  return [...votes.values()].map((one) => one.name);
}

/** All statements with the entity and what stands beside it masked; siblings are found on the way. */
export function maskStatements(
  told: readonly Told[],
  name: EntityName,
): { readonly entity: string; readonly statements: readonly MaskedStatement[] } {
  const short = told
    .map((one, place) => ({ one, place }))
    .filter(({ one }) => tokensOf(one).length <= longestStatement);
  const naming = short.filter(({ one }) => placeOf(name, tokensOf(one)) >= 0);
  const own = widened(
    name,
    naming.map(({ one }) => ({ tokens: tokensOf(one) })),
  );
  const others = short.filter(({ one }) => placeOf(name, tokensOf(one)) < 0);
  const found = siblingsOf(
    own,
    naming.slice(-mostOwn).map(({ one, place }) => mask(one, place, [own, name])),
    others.slice(-mostOthers).map(({ one, place }) => mask(one, place, [])),
  ).filter((one) => keyOf(one) !== keyOf(own));
  const names = [own, name, ...found.sort((a, b) => b.length - a.length)];
  const entity = keyOf(own);
  const plain = keyOf(name);
  const firsts = new Set(names.map(([first]) => first as string));
  return {
    entity,
    statements: short
      .filter(({ one }) => tokensOf(one).some(({ lower }) => firsts.has(lower)))
      .map(({ one, place }) => mask(one, place, names))
      .map((one) => (one.entity === plain ? { ...one, entity } : one)),
  };
}

/** A frame that two statements share at least, with all that have it. */
type Candidate = {
  readonly key: string;
  readonly weight: number;
  /** Fillers by slot. */
  readonly fillers: Set<string>[];
  readonly members: Map<MaskedStatement, readonly (readonly [number, number])[]>;
};

/** Statements with what comparing them gave; the same for every question about one entity. */
export type ComparedStatements = {
  readonly statements: readonly MaskedStatement[];
  readonly of: ReadonlyMap<MaskedStatement, ReadonlySet<Candidate>>;
  readonly phrases: Phrases;
  /** Statements of several that are word by word the same. */
  readonly fixed: ReadonlySet<MaskedStatement>;
};

const wordsOf = (statement: MaskedStatement, kind: FrameToken['kind']): Set<string> =>
  new Set(
    statement.tokens
      .filter((token) => token.kind === kind)
      .map((token) => (kind === 'content' ? token.stem : token.lower)),
  );

/** Compares all statements about somebody with each other. */
export function compareStatements(statements: readonly MaskedStatement[]): ComparedStatements {
  const compared = statements.filter(({ entity }) => entity !== undefined).slice(-mostCompared);
  const candidates = new Map<string, Candidate>();
  const of = new Map<MaskedStatement, Set<Candidate>>();
  const words = compared.map((statement) => ({
    statement,
    content: wordsOf(statement, 'content'),
    small: wordsOf(statement, 'function'),
  }));
  const align = createAligner();
  for (const [i, a] of words.entries()) {
    for (let j = i + 1; j < words.length; j++) {
      const b = words[j] as (typeof words)[number];
      const alignment = align(a.statement.tokens, b.statement.tokens);
      if (alignment === undefined || alignment.slots.length === 0) continue;
      if (shared(a.content, b.content) === 0 && shared(a.small, b.small) < leastSmall) continue;
      const candidate = noted(candidates, alignment, a.statement, b.statement);
      for (const one of [a.statement, b.statement]) of.set(one, (of.get(one) ?? new Set()).add(candidate));
    }
  }
  return { statements, of, phrases: phrasesIn(candidates.values()), fixed: saidOfSeveral(compared) };
}

function noted(
  candidates: Map<string, Candidate>,
  { key, weight, slots }: Alignment,
  a: MaskedStatement,
  b: MaskedStatement,
): Candidate {
  const candidate = candidates.get(key) ?? {
    key,
    weight,
    fillers: slots.map(() => new Set<string>()),
    members: new Map(),
  };
  candidates.set(key, candidate);
  candidate.members.set(
    a,
    slots.map(({ from, to }) => [from, to] as const),
  );
  candidate.members.set(
    b,
    slots.map(({ otherFrom, otherTo }) => [otherFrom, otherTo] as const),
  );
  slots.forEach(({ from, to, otherFrom, otherTo }, at) => {
    candidate.fillers[at]?.add(argumentAt(a, from, to).key).add(argumentAt(b, otherFrom, otherTo).key);
  });
  return candidate;
}

function saidOfSeveral(statements: readonly MaskedStatement[]): Set<MaskedStatement> {
  const groups = new Map<string, MaskedStatement[]>();
  for (const statement of statements) {
    const text = statement.tokens.map(({ lower }) => lower).join(' ');
    groups.set(text, [...(groups.get(text) ?? []), statement]);
  }
  return new Set([...groups.values()].filter((group) => new Set(group.map(({ entity }) => entity)).size > 1).flat());
}

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let count = 0;
  for (const one of a) if (b.has(one)) count += 1;
  return count;
}

/** Reads frames and arguments; `asked` are stems of the question, which name attributes and are never fillers. */
export function induceFrames(
  { statements, of, phrases, fixed }: ComparedStatements,
  asked: ReadonlySet<string>,
): FramedStatement[] {
  const framed = statements.map((statement): FramedStatement => {
    const usable = [...(of.get(statement) ?? [])].filter((one) =>
      (one.members.get(statement) ?? []).every(([from, to]) => !asked.has(stemAt(statement, from, to))),
    );
    const best = widest(bestOf(usable), usable, statement);
    const places = (best?.members.get(statement) ?? []).map((place) => wholePhrase(statement, place, asked, phrases));
    const inside = new Set(places.flatMap(([from, to]) => Array.from({ length: to - from }, (_, at) => from + at)));
    return {
      ...statement,
      fixed: fixed.has(statement),
      ...(best === undefined ? {} : { frame: best.key }),
      stems: statement.tokens.filter(({ kind }, at) => kind === 'content' && !inside.has(at)).map(({ stem }) => stem),
      arguments: places.map(([from, to]) => argumentAt(statement, from, to)),
    };
  });
  return sortsWritten(framed);
}

/** Least statements in which a noun stands as the sort of a name, from which it does wherever it stands before one. */
const leastSorts = 2;

/** "Go to room Yew": the noun that says of what sort a name is belongs to it in every statement, or in none. */
function sortsWritten(framed: readonly FramedStatement[]): FramedStatement[] {
  const times = new Map<string, number>();
  for (const { tokens, arguments: found } of framed)
    for (const { from, to } of found) {
      const [noun, name] = [tokens[from], tokens[from + 1]];
      if (noun === undefined || to - from < 2 || capital(noun) || !capital(name)) continue;
      times.set(noun.lower, (times.get(noun.lower) ?? 0) + 1);
    }
  return framed.map((one) => {
    const wider = one.arguments.map((argument): Argument => {
      const { from, to } = argument;
      const known = times.get(one.tokens[from - 1]?.lower ?? '') ?? 0;
      return known >= leastSorts && capital(one.tokens[from]) ? argumentAt(one, from - 1, to) : argument;
    });
    return { ...one, arguments: wider };
  });
}

/** The argument that some neighboring tokens make. */
export function argumentAt(statement: MaskedStatement, from: number, to: number): Argument {
  const value = written(statement.text, statement.tokens.slice(from, to));
  return { value, key: valueKey(value), from, to };
}

const stemAt = (statement: MaskedStatement, from: number, to: number): string =>
  statement.tokens
    .slice(from, to)
    .filter(({ lower }) => !isFunctionWord(lower))
    .map(({ stem }) => stem)
    .join(' ');

const bestOf = (candidates: readonly Candidate[]): Candidate | undefined =>
  candidates
    .map((one) => ({ one, score: one.weight * Math.log2(Math.min(...one.fillers.map(({ size }) => size))) }))
    .sort((a, b) => b.score - a.score)[0]?.one;

/** Share of the statements of a wider frame below which a word beside a slot belongs to the value, not to the frame. */
const ownShare = 0.7;

/** The frame whose slots hold those of `best` and more, while the words between vary: "the red [kitchen]", "the [red kitchen]". */
function widest(
  best: Candidate | undefined,
  all: readonly Candidate[],
  statement: MaskedStatement,
): Candidate | undefined {
  if (best === undefined) return undefined;
  const own = best.members.get(statement) ?? [];
  const wider = all.filter((other) => {
    const places = other.members.get(statement) ?? [];
    return (
      other !== best &&
      places.length === own.length &&
      best.members.size < other.members.size * ownShare &&
      places.every(([from, to], at) => from <= (own[at]?.[0] ?? -1) && to >= (own[at]?.[1] ?? to + 1))
    );
  });
  const next = bestOf(wider);
  return next === undefined ? best : widest(next, wider, statement);
}

type Phrases = { readonly first: ReadonlySet<string>; readonly last: ReadonlySet<string> };

/** Words that begin and end fillers of several words. */
function phrasesIn(candidates: Iterable<Candidate>): Phrases {
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
const units =
  /^(?:m|km|cm|mm|metres?|meters?|kilomet(?:re|er)s?|miles?|feet|foot|ft|inch(?:es)?|kg|kilos?|grams?|tons?|tonnes?|pounds?|euros?|dollars?|yen|pence|cents?|percent|%|minutes?|mins?|hours?|seconds?|secs?|ms|days?|weeks?|months?|degrees?|lit(?:re|er)s?|gb|mb|tb|kb|watts?|kw|points?|stars?|pages?|acres?|hectares?|am|pm)$/;

/** True for a word of a name. */
export const capital = (token: FrameToken | undefined): boolean =>
  token?.kind === 'content' && /^\p{Lu}\p{Ll}/u.test(token.text);

/** Where a name ends. It goes on to its last word, though the question holds that, too: "Juno [Supply]" where "who supplies" is asked. */
export function nameEnd(tokens: readonly FrameToken[], to: number): number {
  let end = to;
  while (capital(tokens[end - 1]) && (capital(tokens[end]) || /^(?:One|Two|Three|Own)$/.test(tokens[end]?.text ?? '')))
    end += 1;
  return end;
}

/** Where a name begins: "in [room] Maple": a plain noun between a small word and a name says of what sort the name is, and belongs to it. */
export function labelStart(tokens: readonly FrameToken[], from: number): number {
  const [small, noun] = [tokens[from - 2], tokens[from - 1]];
  if (!capital(tokens[from]) || noun?.kind !== 'content' || !/^\p{Ll}+$/u.test(noun.text)) return from;
  const tags = tagsOf(tokens);
  const led = /^(?:in|at|on|to|from|into|with|for|is|:|=|->)$/.test(small?.lower ?? '') || tags[from - 2] === 'VERB';
  const again = tokens.some(({ lower }, at) => at !== from - 1 && lower === noun.lower && capital(tokens[at + 1]));
  return led && (tags[from - 1] === 'NOUN' || again) ? from - 1 : from;
}

/** A place with the words that belong to the phrase: a quality before it, the noun after it, a unit after a number. */
function wholePhrase(
  statement: MaskedStatement,
  [from, to]: readonly [number, number],
  asked: ReadonlySet<string>,
  phrases: Phrases,
): readonly [number, number] {
  const { tokens } = statement;
  const own = (at: number): FrameToken | undefined => {
    const token = tokens[at];
    return token?.kind === 'content' && !asked.has(token.stem) ? token : undefined;
  };
  const [before, after] = [own(from - 1), own(to)];
  const last = tokens[to - 1] as FrameToken;
  const [named, labelled] = [nameEnd(tokens, to), labelStart(tokens, from)];
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
