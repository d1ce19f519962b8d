/**
 * Finds out which words of statements are their frame and which its arguments, by comparing statements of one stream:
 * what is said again with another filler is a slot. No verb and no attribute is known beforehand.
 */
import { type Argument, argumentAt, type Candidate, type ComparedStatements } from './compare-statements.ts';
import { isFunctionWord } from './frame-tokens.ts';
import type { MaskedStatement } from './mask-statements.ts';
import { capital, wholePhrase } from './phrase-edges.ts';

export type FramedStatement = MaskedStatement & {
  /** Frame with `[]` for its slots; undefined where it stands alone. */
  readonly frame?: string;
  /** Words of content in the frame, by stem. */
  readonly stems: readonly string[];
  readonly arguments: readonly Argument[];
  /** Statements of several that are word by word the same as this one, itself counted; 0 where there are none. */
  readonly fixed: number;
};

/** Reads frames and arguments; `asked` are stems of the question, which name attributes and are never fillers. */
export function induceFrames(
  { statements, of, phrases, titles, fillers, fixed }: ComparedStatements,
  asked: ReadonlySet<string>,
): FramedStatement[] {
  const framed = statements.map((statement): FramedStatement => {
    const usable = [...(of.get(statement) ?? [])].filter(
      (one) =>
        (one.members.get(statement) ?? []).every(([from, to]) => !asked.has(stemAt(statement, from, to))) &&
        !holdsFiller(statement, one, fillers) &&
        !(one.members.get(statement) ?? []).some((place) => isLabel(statement, place)),
    );
    const best = widest(bestOf(usable), usable, statement);
    const places = (best?.members.get(statement) ?? []).map((place) =>
      wholePhrase(statement, place, asked, { phrases, titles }),
    );
    const inside = new Set(places.flatMap(([from, to]) => Array.from({ length: to - from }, (_, at) => from + at)));
    return {
      ...statement,
      fixed: fixed.get(statement) ?? 0,
      ...(best === undefined ? {} : { frame: best.key }),
      stems: statement.tokens
        .filter(({ kind, lower }, at) => kind === 'content' && (!inside.has(at) || titles.has(lower)))
        .map(({ stem }) => stem),
      arguments: places.map(([from, to]) => argumentAt(statement, from, to)),
    };
  });
  return sortsWritten(framed);
}

/** "The [hobby] of Ann is salsa", "Ann's [hobby] is salsa": what is told, not what it is. */
function isLabel({ tokens }: MaskedStatement, [from, to]: readonly [number, number]): boolean {
  const says = /^(?:is|was|are|were|:|=|->|=>|→|now)$/;
  const of = tokens[to]?.lower === 'of' && tokens[to + 1]?.kind === 'entity';
  if (of && from <= 1) return says.test(tokens[to + 2]?.lower ?? '');
  const owned = tokens[from - 1]?.lower === "'s" && tokens[from - 2]?.kind === 'entity';
  return owned && says.test(tokens[to]?.lower ?? '');
}

/** Two that got the same value make no frame with it: "dropped [] and took up darts". */
function holdsFiller(statement: MaskedStatement, { members }: Candidate, fillers: ReadonlySet<string>): boolean {
  const places = members.get(statement) ?? [];
  return statement.tokens.some(
    ({ kind, stem }, at) =>
      kind === 'content' && fillers.has(stem) && !places.some(([from, to]) => at >= from && at < to),
  );
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
