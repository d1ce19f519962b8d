/**
 * How much two groups of statements look like one relation, in logits. The weights of what says so are those of a
 * logistic regression over pairs of frames of the third, fourth and fifth surface of the LongMINT twin (45,000 pairs;
 * of two further surfaces, whose pairs it had not seen, 91% are told right), but for what those surfaces have too few
 * examples of: what two of one domain may have in common (numbers, names of people), and rare words.
 */
import type { ValueStatement } from './read-stream.ts';
import { isNumber, kindOf, standsInPlace } from './value-kinds.ts';
import { dot, type EmbedTexts } from './vectors.ts';
import { classLikeness, classShares, type WordClass } from './word-classes.ts';

/** Statements that are taken for one relation so far. */
export type Group = {
  readonly statements: ValueStatement[];
  readonly keys: Set<string>;
  /** Frames, or lone statements, that hold a stem. */
  readonly stems: Map<string, number>;
  readonly kinds: Map<string, number>;
  readonly leads: Map<string, number>;
  /** The commonest of the kinds, and of the leads. */
  kind: string;
  lead: string;
  frames: number;
  classes: Map<WordClass, number>;
  /** Words of the frames. */
  readonly words: Set<string>;
  /** Directions of the values, and of the words of the frames. */
  vector: Float32Array | undefined;
  around: Float32Array | undefined;
};

const most = (counts: ReadonlyMap<string, number>): string => [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';

const add = <K>(counts: Map<K, number>, key: K, times = 1): void => {
  counts.set(key, (counts.get(key) ?? 0) + times);
};

/** One group for each frame, and for each statement without one. */
export function groupsOf(statements: readonly ValueStatement[], embed: EmbedTexts | undefined): Group[] {
  const groups = new Map<string, Group>();
  for (const one of statements) {
    const key = one.statement.frame ?? `alone ${one.statement.place}`;
    const group: Group = groups.get(key) ?? {
      statements: [],
      keys: new Set(),
      stems: new Map(),
      kinds: new Map(),
      leads: new Map(),
      kind: '',
      lead: '',
      frames: 1,
      classes: new Map(),
      words: new Set(),
      vector: undefined,
      around: undefined,
    };
    groups.set(key, group);
    group.statements.push(one);
    for (const argument of [one.value, ...(one.previous === undefined ? [] : [one.previous])])
      group.keys.add(argument.key);
    for (const stem of one.statement.stems) group.stems.set(stem, 1);
    for (const word of wordsAround(one)) group.words.add(word);
    add(group.kinds, kindOf(one.value.value));
    add(group.leads, /^(?:an?|the)\b/i.exec(one.value.value)?.[0].toLowerCase().replace('an', 'a') ?? '');
  }
  for (const group of groups.values()) {
    const placed = group.statements.filter(standsInPlace).length / group.statements.length;
    group.kind = most(group.kinds);
    group.lead = most(group.leads);
    if (embed !== undefined) Object.assign(group, vectorsOf(group, embed));
    group.classes = classShares([...group.stems.keys(), ...(placed > 0.5 ? ['place', 'place'] : [])]);
  }
  return [...groups.values()];
}

/** Words of content of a statement beside its values, lower case. */
export function wordsAround({ statement: { tokens }, value, previous }: ValueStatement): string[] {
  const inside = (at: number): boolean =>
    [value, previous].some((one) => one !== undefined && at >= one.from && at < one.to);
  return tokens.filter(({ kind }, at) => kind === 'content' && !inside(at)).map(({ lower }) => lower);
}

const vectorsOf = (
  { keys, words }: Pick<Group, 'keys' | 'words'>,
  embed: EmbedTexts,
): Pick<Group, 'vector' | 'around'> => ({
  vector: meanOf(embed([...keys])),
  around: words.size === 0 ? undefined : meanOf(embed([...words])),
});

function meanOf(vectors: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors)
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (vector[i] as number);
  const norm = Math.sqrt(dot(sum, sum)) || 1;
  return sum.map((value) => value / norm);
}

/** What all groups have to do with each other. */
export type Corpus = {
  /** Frames that hold a stem. */
  readonly frequency: ReadonlyMap<string, number>;
  readonly frames: number;
  /** Stems of the question. */
  readonly asked: ReadonlySet<string>;
};

/** By what the values of both look like. */
const sameKind: Readonly<Record<string, number>> = {
  words: -2.3,
  name: -0.3,
  'name of several words': 2,
  'number ': 2.5,
};
/** Days, numbers of one unit, and names of one sort. */
const sureKind = 3.5;
const otherKind = 2.5;
const unlike = { number: -6, unit: -5, day: -5, names: -1.9, sort: -4, nameAndWords: -3.5, other: -2.5 };

function kindAffinity({ kind: a }: Group, { kind: b }: Group): number {
  if (a === b) return sameKind[a] ?? (/^(?:number |name of a |day)/.test(a) ? sureKind : otherKind);
  if (isNumber(a) !== isNumber(b)) return unlike.number;
  // "40" and "40 metres".
  if (isNumber(a)) return a === 'number ' || b === 'number ' ? -1 : unlike.unit;
  if (a === 'day' || b === 'day') return unlike.day;
  // What has its sort written with it has it everywhere.
  if (a.startsWith('name of a ') || b.startsWith('name of a ')) return unlike.sort;
  // "Oban" and "Pia Cole": of one kind in a way, but hardly of one course.
  if (a.startsWith('name') && b.startsWith('name')) return unlike.names;
  return a.startsWith('name') || b.startsWith('name') ? unlike.nameAndWords : unlike.other;
}

const weights = {
  /** For each value in common, up to three. */
  shared: 1.2,
  /** Many values on either side and none in common: courses of different things. */
  apart: -1.5,
  /** Words of the frames in common, rare ones more; those that the question holds, too. */
  stems: 0.4,
  asked: 1,
  /** Both with the article, or both without. */
  lead: 2,
  classes: 3,
  /** Directions of values: plain words, and names; of the words around them; of the values of the one and the words of the other. */
  words: 5.6,
  names: 10,
  around: 0.8,
  across: 4.8,
};
/** Pairs of values with none in common, from which two are fully apart. */
const apartFrom = 60;
/** Values (geometric mean of both sides) from which their mean direction is fully trusted. */
const trustedFrom = 3;

const plainName = /^name(?: of several words)?$/;

/** Above 0 where two groups are rather one relation than two. */
export function affinity(a: Group, b: Group, { frequency, frames, asked }: Corpus): number {
  let score = kindAffinity(a, b);
  let shared = 0;
  for (const key of a.keys) if (b.keys.has(key)) shared += 1;
  score += weights.shared * Math.min(3, shared);
  const pairs = a.keys.size * b.keys.size;
  score += weights.apart * Math.max(0, Math.min(1, pairs / apartFrom - shared));
  let [stems, named] = [0, 0];
  for (const [stem, own] of a.stems) {
    const other = b.stems.get(stem);
    if (other === undefined) continue;
    const share = Math.sqrt((own / a.frames) * (other / b.frames));
    if (asked.has(stem)) named += share;
    else stems += share * 0.3 * Math.log2(1 + frames / (frequency.get(stem) ?? 1));
  }
  score += weights.stems * Math.min(1.6, stems) + weights.asked * Math.min(2, named);
  const words = a.kind === 'words' && b.kind === 'words';
  if (words) score += a.lead === b.lead ? weights.lead : -weights.lead;
  const alike = classLikeness(a.classes, b.classes);
  if (alike !== undefined) score += weights.classes * (alike - 0.5);
  if (a.vector === undefined || b.vector === undefined) return score;
  const names = plainName.test(a.kind) && plainName.test(b.kind);
  const trust = Math.min(1, Math.sqrt(pairs) / trustedFrom);
  if (words || names) score += trust * (words ? weights.words : weights.names) * dot(a.vector, b.vector);
  if (a.around === undefined || b.around === undefined) return score;
  score += weights.around * dot(a.around, b.around);
  return score + (weights.across * (dot(a.vector, b.around) + dot(b.vector, a.around))) / 2;
}

/** Two groups as one. */
export function merge(a: Group, b: Group, embed: EmbedTexts | undefined): Group {
  const stems = new Map(a.stems);
  for (const [stem, times] of b.stems) add(stems, stem, times);
  const kinds = new Map(a.kinds);
  for (const [kind, times] of b.kinds) add(kinds, kind, times);
  const leads = new Map(a.leads);
  for (const [lead, times] of b.leads) add(leads, lead, times);
  const keys = new Set([...a.keys, ...b.keys]);
  const words = new Set([...a.words, ...b.words]);
  const classes = new Map<WordClass, number>();
  const frames = a.frames + b.frames;
  for (const one of [a, b]) for (const [name, share] of one.classes) add(classes, name, (share * one.frames) / frames);
  return {
    statements: [...a.statements, ...b.statements],
    keys,
    stems,
    kinds,
    leads,
    kind: most(kinds),
    lead: most(leads),
    frames,
    classes,
    words,
    ...(embed === undefined ? { vector: undefined, around: undefined } : vectorsOf({ keys, words }, embed)),
  };
}
