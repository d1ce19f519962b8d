/** Lays every two statements about somebody and others of the kind side by side: which frames there may be, and what fills their slots. */
import { type Alignment, createAligner, leastSmall } from './align-frames.ts';
import { type FrameToken, valueKey, written } from './frame-tokens.ts';
import type { MaskedStatement } from './mask-statements.ts';
import { capital, type Phrases, phrasesIn } from './phrase-edges.ts';

/** What fills a slot: as written, as it is compared, and its tokens (half-open). */
export type Argument = { readonly value: string; readonly key: string; readonly from: number; readonly to: number };

/** The argument that some neighboring tokens make. */
export function argumentAt(statement: MaskedStatement, from: number, to: number): Argument {
  const value = written(statement.text, statement.tokens.slice(from, to));
  return { value, key: valueKey(value), from, to };
}

/** Most statements that are compared with each other. */
const mostCompared = 600;
/** A frame that two statements share at least, with all that have it. */
export type Candidate = {
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
  /** Words that stand before several names ("Captain"), lower case: they belong to them. */
  readonly titles: ReadonlySet<string>;
  /** Stems that fill slots and are no part of frames that come back. */
  readonly fillers: ReadonlySet<string>;
  /** Statements of several that are word by word the same, with how many there are. */
  readonly fixed: ReadonlyMap<MaskedStatement, number>;
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
  const fixed = saidOfSeveral(compared);
  const note = (alignment: Alignment, a: MaskedStatement, b: MaskedStatement): void => {
    const candidate = noted(candidates, alignment, a, b);
    for (const one of [a, b]) of.set(one, (of.get(one) ?? new Set()).add(candidate));
  };
  const align = createAligner();
  const later: (readonly [Alignment, MaskedStatement, MaskedStatement])[] = [];
  for (const [i, a] of words.entries()) {
    for (let j = i + 1; j < words.length; j++) {
      const b = words[j] as (typeof words)[number];
      const alignment = align(a.statement.tokens, b.statement.tokens);
      if (alignment === undefined || alignment.slots.length === 0) continue;
      if (shared(a.content, b.content) === 0 && shared(a.small, b.small) < leastSmall) continue;
      if (fixed.has(a.statement) || fixed.has(b.statement)) later.push([alignment, a.statement, b.statement]);
      else note(alignment, a.statement, b.statement);
    }
  }
  // What is said of several in the same words may be of a frame that others make, but makes none.
  const made = new Set(candidates.keys());
  for (const [alignment, a, b] of later) if (made.has(alignment.key)) note(alignment, a, b);
  return {
    statements,
    of,
    fixed,
    phrases: phrasesIn(candidates.values()),
    titles: titlesIn(statements),
    fillers: fillersIn(of),
  };
}

/** Least members of a frame that comes back. */
const leastMembers = 3;

/** Stems that stand in slots of frames that come back, and nowhere as a word of one. */
function fillersIn(of: ReadonlyMap<MaskedStatement, ReadonlySet<Candidate>>): Set<string> {
  const inSlot = new Map<string, number>();
  const inFrame = new Map<string, number>();
  for (const [statement, candidates] of of) {
    const [slot, frame] = [new Set<string>(), new Set<string>()];
    for (const { members } of candidates) {
      if (members.size < leastMembers) continue;
      const places = members.get(statement) ?? [];
      statement.tokens.forEach(({ kind, stem }, at) => {
        if (kind === 'content') (places.some(([from, to]) => at >= from && at < to) ? slot : frame).add(stem);
      });
    }
    for (const stem of slot) inSlot.set(stem, (inSlot.get(stem) ?? 0) + 1);
    for (const stem of frame) inFrame.set(stem, (inFrame.get(stem) ?? 0) + 1);
  }
  return new Set([...inSlot].filter(([stem, times]) => times > 3 * (inFrame.get(stem) ?? 0)).map(([stem]) => stem));
}

/** Least names that a word stands before, from which it is a title. */
const leastTitled = 2;

function titlesIn(statements: readonly MaskedStatement[]): Set<string> {
  const followers = new Map<string, Set<string>>();
  // At the beginning of a sentence every word is written large: "Forget Laos".
  const inside = new Set<string>();
  for (const { tokens } of statements)
    for (let at = 0; at + 1 < tokens.length; at++) {
      const [word, name] = [tokens[at] as FrameToken, tokens[at + 1] as FrameToken];
      if (!capital(word) || !capital(name) || calendar.test(word.lower)) continue;
      if (at > 0 && !/^[.:!?]$/.test(tokens[at - 1]?.lower ?? '')) inside.add(word.lower);
      followers.set(word.lower, (followers.get(word.lower) ?? new Set()).add(name.lower));
    }
  return new Set(
    [...followers].filter(([word, names]) => names.size >= leastTitled && inside.has(word)).map(([word]) => word),
  );
}

const calendar =
  /^(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$/;

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

function saidOfSeveral(statements: readonly MaskedStatement[]): Map<MaskedStatement, number> {
  const groups = new Map<string, MaskedStatement[]>();
  for (const statement of statements) {
    const text = statement.tokens.map(({ lower }) => lower).join(' ');
    groups.set(text, [...(groups.get(text) ?? []), statement]);
  }
  return new Map(
    [...groups.values()]
      .filter((group) => new Set(group.map(({ entity }) => entity)).size > 1)
      .flatMap((group) => group.map((one) => [one, group.length] as const)),
  );
}

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let count = 0;
  for (const one of a) if (b.has(one)) count += 1;
  return count;
}
