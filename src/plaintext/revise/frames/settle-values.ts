/** How the values of a course are written: one way for all of them, whatever way each statement puts it. */
import { type Argument, argumentAt } from './compare-statements.ts';
import type { FramedStatement } from './induce-frames.ts';
import { units } from './phrase-edges.ts';
import type { ValueStatement } from './read-stream.ts';
import { dot, type EmbedTexts } from './vectors.ts';

/** Share of the values with digits that are numbers alone, from which a number is taken out of its phrase. */
const bareShare = 0.6;
/** Share of the numbers of a relation behind which one word stands, from which it is their unit; least numbers. */
const unitShare = 0.8;
const leastNumbers = 3;

const isNumber = (text: string): boolean => /^[$€£¥]?\d[\d.,:]*[\p{L}%°]{0,3}$/u.test(text);

/** Place of the only number in an argument among plain words; undefined where it is something else. */
function numberIn({ tokens }: FramedStatement, { from, to }: Argument): number | undefined {
  let place: number | undefined;
  for (let at = from; at < to; at++) {
    const { text } = tokens[at] as (typeof tokens)[number];
    if (/\d/.test(text)) {
      if (place !== undefined || !isNumber(text)) return undefined;
      place = at;
    } else if (/\p{Lu}/u.test(text) && at < (place ?? to)) return undefined;
  }
  return place;
}

const parts = ({ value, previous }: ValueStatement): readonly Argument[] =>
  previous === undefined ? [value] : [value, previous];

function replaced(one: ValueStatement, change: (argument: Argument) => Argument): ValueStatement {
  const { value, previous } = one;
  return { ...one, value: change(value), ...(previous === undefined ? {} : { previous: change(previous) }) };
}

/** "A capacity of 20,325 seats": 20,325, where most that is told with digits is a number; money is always alone. */
export function bareNumbers(statements: readonly ValueStatement[]): readonly ValueStatement[] {
  return narrowed(
    statements.map((one) =>
      replaced(one, (argument) => {
        const at = numberIn(one.statement, argument);
        const money = at !== undefined && /^[$€£¥]/.test(one.statement.tokens[at]?.text ?? '');
        return money && argument.value !== one.statement.tokens[at]?.text
          ? argumentAt(one.statement, at, at + 1)
          : argument;
      }),
    ),
  );
}

function narrowed(statements: readonly ValueStatement[]): readonly ValueStatement[] {
  const withDigits = statements.flatMap(parts).filter(({ value }) => /\d/.test(value));
  const bare = withDigits.filter(({ value }) => isNumber(value)).length;
  if (bare === withDigits.length || bare < withDigits.length * bareShare) return statements;
  return statements.map((one) =>
    replaced(one, (argument) => {
      const at = numberIn(one.statement, argument);
      if (at === undefined || isNumber(argument.value)) return argument;
      const unit = units.test(one.statement.tokens[at + 1]?.lower ?? '') && at + 1 < argument.to ? 1 : 0;
      return argumentAt(one.statement, at, at + 1 + unit);
    }),
  );
}

/** Numbers with the word that stands behind nearly all of them: "412 seats". */
function withUnit(statements: readonly ValueStatement[]): readonly ValueStatement[] {
  const behind = new Map<string, { count: number; readonly frames: Set<string> }>();
  let numbers = 0;
  for (const one of statements)
    for (const { value, to } of parts(one)) {
      if (!isNumber(value)) continue;
      numbers += 1;
      const { frame, tokens, place } = one.statement;
      const next = tokens[to];
      if (next?.kind !== 'content' || /\d/.test(next.text)) continue;
      const seen = behind.get(next.lower) ?? { count: 0, frames: new Set<string>() };
      seen.count += 1;
      seen.frames.add(frame ?? `alone ${place}`);
      behind.set(next.lower, seen);
    }
  const [unit] = [...behind].sort((a, b) => b[1].count - a[1].count);
  if (unit === undefined || numbers < leastNumbers || unit[1].count < numbers * unitShare || unit[1].frames.size < 2)
    return statements;
  return statements.map((one) =>
    replaced(one, (argument) =>
      isNumber(argument.value) && one.statement.tokens[argument.to]?.lower === unit[0]
        ? argumentAt(one.statement, argument.from, argument.to + 1)
        : argument,
    ),
  );
}

/** Share of values that stand behind "by" or "on", from which these belong to them. */
const wayShare = 0.85;

const way = /^(?:by|on|via)$/;

/** In which way: "by tram", "on foot". */
function asWays(statements: readonly ValueStatement[]): readonly ValueStatement[] {
  const before = ({ statement: { tokens } }: ValueStatement, { from }: Argument): string =>
    tokens[from - 1]?.lower ?? '';
  const ways = statements.filter((one) => way.test(before(one, one.value))).length;
  if (ways < statements.length * wayShare) return statements;
  return statements.map((one) =>
    replaced(one, (argument) =>
      way.test(before(one, argument)) ? argumentAt(one.statement, argument.from - 1, argument.to) : argument,
    ),
  );
}

/** Least values that are worded like others, from which one that is not may be too far from them; how far that is. */
const leastAlike = 6;
const strayShare = 0.25;

/** Without what was read off a statement that resembles no other, and is of another kind than all the rest. */
function withoutStrays(
  statements: readonly ValueStatement[],
  embed: EmbedTexts | undefined,
): readonly ValueStatement[] {
  const framed = [...new Set(statements.filter(({ induced }) => induced).map(({ value }) => value.key))];
  if (embed === undefined || framed.length < leastAlike || statements.every(({ induced }) => induced))
    return statements;
  if (framed.some((key) => /\d/.test(key))) return statements;
  const vectors = embed(framed);
  const nearest = (own: Float32Array, without: number): number => {
    const near = vectors.flatMap((one, at) => (at === without ? [] : [dot(one, own)])).sort((a, b) => b - a);
    return near.slice(0, 3).reduce((sum, one) => sum + one, 0) / Math.min(3, near.length);
  };
  const usual = vectors.map((one, at) => nearest(one, at)).sort((a, b) => a - b)[Math.floor(vectors.length / 2)] ?? 0;
  const known = new Set(framed);
  return statements.filter(({ induced, value, previous }) => {
    if (induced || previous !== undefined || known.has(value.key)) return true;
    return nearest((embed([value.key]) as [Float32Array])[0], -1) >= usual * strayShare;
  });
}

/** The values of a relation as they are answered with; `manner`: the question asks in which way. */
export function settledValues(
  statements: readonly ValueStatement[],
  { manner, embed }: { readonly manner: boolean; readonly embed: EmbedTexts | undefined },
): readonly ValueStatement[] {
  const settled = withUnit(withoutStrays(statements, embed));
  return manner ? asWays(settled) : settled;
}
