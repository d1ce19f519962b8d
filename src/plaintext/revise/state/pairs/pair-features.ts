/** Two statements as numbers: what they share, what differs, of which kinds it is, and how the newer one is said. */
import { classLikeness } from '../../frames/word-classes.ts';
import type { StatementTraits, TraitWord } from './statement-traits.ts';

export const pairFeatures = 58;
/** Which of them is the nearness of the two things that are most alike. */
export const nearestThing = 6;

function dot(a: Float32Array | Float64Array, b: Float32Array | Float64Array, from = 0): number {
  let sum = 0;
  for (let at = from; at < a.length; at += 1) sum += (a[at] as number) * (b[at] as number);
  return sum;
}

/** For each word of one statement the nearest of the other. */
function nearest(from: readonly TraitWord[], to: readonly TraitWord[]): Float64Array {
  return Float64Array.from(from, ({ stem, meaning }) => {
    let most = 0;
    for (const other of to) most = Math.max(most, other.stem === stem ? 1 : dot(meaning, other.meaning));
    return most;
  });
}

const sumOf = (words: readonly TraitWord[]): number => words.reduce((sum, { weight }) => sum + weight, 1e-6);

function cover(words: readonly TraitWord[], near: Float64Array): number {
  return words.reduce((sum, { weight }, at) => sum + weight * (near[at] as number), 0) / sumOf(words);
}

function meanOf(words: readonly TraitWord[]): Float32Array {
  const [first] = words;
  const sum = new Float32Array(first?.meaning.length ?? 0);
  for (const { weight, meaning } of words)
    for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] as number) + weight * (meaning[at] as number);
  const length = Math.sqrt(dot(sum, sum));
  return length === 0 ? sum : sum.map((one) => one / length);
}

const share = (holds: boolean): number => (holds ? 1 : 0);

/** Nearness of the words of two statements that are not the same: the nearest two, and two others. */
function siblings(a: readonly TraitWord[], b: readonly TraitWord[]): readonly [number, number] {
  const found: { readonly at: number; readonly to: number; readonly near: number }[] = [];
  a.forEach((x, at) => {
    b.forEach((y, to) => {
      if (x.stem !== y.stem) found.push({ at, to, near: dot(x.meaning, y.meaning) * Math.min(x.weight, y.weight) });
    });
  });
  found.sort((x, y) => y.near - x.near);
  const [first] = found;
  const second = found.find(({ at, to }) => at !== first?.at && to !== first?.to);
  return [Math.max(0, first?.near ?? 0), Math.max(0, second?.near ?? 0)];
}

/**
 * Features of a pair. `fits` is how likely it is, by the changes and bases that the signs know, that the newer statement
 * takes the basis of the older one away.
 */
export function featuresOf(older: StatementTraits, newer: StatementTraits, fits: number): Float64Array {
  const [a, b] = [older.words, newer.words];
  const own = new Set(a.map(({ stem }) => stem));
  const other = new Set(b.map(({ stem }) => stem));
  const shared = b.filter(({ stem }) => own.has(stem));
  const strong = shared.filter(({ kind, weight }) => weight === 1 && kind !== 'number' && kind !== 'day').length;
  const [restA, restB] = [a.filter(({ stem }) => !other.has(stem)), b.filter(({ stem }) => !own.has(stem))];
  const [nearA, nearB] = [nearest(a, b), nearest(b, a)];
  const softly = nearA.reduce((most, near, at) => ((a[at] as TraitWord).weight === 1 ? Math.max(most, near) : most), 0);
  const [first, second] = siblings(restA, restB);
  const [x, y] = [meanOf(restA), meanOf(restB)];
  const has = (words: readonly TraitWord[], kind: TraitWord['kind']): boolean =>
    words.some((word) => word.kind === kind);
  const both = (kind: TraitWord['kind']): number => share(has(restA, kind) && has(restB, kind));
  const either = (kind: TraitWord['kind']): number => share(has(restA, kind) !== has(restB, kind));
  const told = (shares: Float64Array): number => 1 - (shares[0] as number);
  let slot = 0;
  for (let at = 1; at < older.slots.length; at += 1)
    slot = Math.max(slot, Math.min(older.slots[at] as number, newer.slots[at] as number));
  const features = [
    shared.reduce((sum, { weight }) => sum + weight, 0) / sumOf(a),
    shared.reduce((sum, { weight }) => sum + weight, 0) / sumOf(b),
    Math.min(1, strong / 3),
    share(strong > 0),
    cover(a, nearA),
    cover(b, nearB),
    softly,
    first,
    second,
    dot(older.meaning, newer.meaning),
    x.length === y.length ? dot(x, y) : 0,
    share(restA.length === 0),
    share(restB.length === 0),
    both('number'),
    both('day'),
    both('name'),
    either('number'),
    either('day'),
    either('name'),
    share(shared.some(({ kind }) => kind === 'name')),
    share(shared.some(({ kind }) => kind === 'number')),
    share(shared.some(({ kind }) => kind === 'day')),
    slot,
    dot(older.slots, newer.slots, 1),
    told(older.slots),
    told(newer.slots),
    Math.min(1, dot(older.bases, newer.bases)),
    Math.min(
      1,
      older.bases.reduce((most, one) => Math.max(most, one), 0),
    ),
    Math.min(
      1,
      newer.bases.reduce((most, one) => Math.max(most, one), 0),
    ),
    told(older.changes),
    told(newer.changes),
    dot(older.changes, newer.changes, 1),
    fits,
    older.loss,
    newer.loss,
    older.worth,
    newer.worth,
    newer.loss * share(strong > 0),
    newer.loss * softly,
    newer.loss * dot(older.meaning, newer.meaning),
    classLikeness(older.classes, newer.classes) ?? 0,
    Math.min(2, a.length / 8),
    Math.min(2, b.length / 8),
    ...newer.flags,
    ...older.flags.slice(0, 5),
  ];
  return Float64Array.from(features);
}
