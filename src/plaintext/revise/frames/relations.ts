/** Which statements are about one attribute: by their values, the words of their frames, and the kind of what they hold. */
import { dayOfMonth } from './frame-tokens.ts';
import type { ValueStatement } from './read-stream.ts';
import { dot, type EmbedTexts } from './vectors.ts';
import { classLikeness, classShares, type WordClass } from './word-classes.ts';

export type Relation = {
  readonly statements: readonly ValueStatement[];
  /** Stems of the frames, with the number of statements that hold each. */
  readonly stems: ReadonlyMap<string, number>;
  readonly classes: ReadonlyMap<WordClass, number>;
  readonly kinds: ReadonlyMap<string, number>;
};

type Group = {
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
  vector: Float32Array | undefined;
};

/** What a value looks like: a number with its unit, a name, a code, words. */
export function kindOf(value: string): string {
  const bare = value.trim().replace(/^(?:an?|the) /i, '');
  const unit = /^([$€£¥]?)\d[\d.,:]*\s?(\p{L}+|%)?$/u.exec(bare);
  if (unit !== null) return `number ${unit[1] ?? ''}${(unit[2] ?? '').toLowerCase()}`;
  if (dayOfMonth.test(bare)) return 'day';
  const labelled = /^(\p{Ll}+) \p{Lu}[\p{L}\p{N}'’-]*$/u.exec(bare);
  if (labelled !== null) return `name of a ${labelled[1]}`;
  if (/^v?\d+(?:\.\d+)+/.test(bare)) return 'version';
  if (/^\p{Lu}[\p{L}.'’-]*(?: (?:of |de |the )?\p{Lu}[\p{L}.'’-]*)*$/u.test(bare))
    return bare.includes(' ') ? 'name of several words' : 'name';
  if (/^\S*[-_/.]\S*$/.test(bare)) return /\d/.test(bare) ? 'code with digits' : 'code';
  return /\d/.test(bare) ? 'words with digits' : 'words';
}

const isNumber = (kind: string): boolean => kind.startsWith('number');

/** "At the pier", "to Lisbon": a place, or what is spoken of like one. */
export function standsInPlace({ statement, value }: ValueStatement): boolean {
  const before = statement.tokens[value.from - 1]?.lower ?? '';
  const { value: written } = value;
  return (
    /^(?:the \p{Ll}|\p{Lu})/u.test(written) &&
    /^(?:at|to|in|into|onto|inside|towards?|near|outside|from|over)$/.test(before) &&
    !isNumber(kindOf(written))
  );
}

const most = (counts: ReadonlyMap<string, number>): string => [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';

/** Kinds that cannot be of one attribute. */
function kindAffinity(a: Group, b: Group): number {
  const [x, y] = [a.kind, b.kind];
  if (x === y) return x === 'words' ? 0 : /^(?:number .|name of a |day)/.test(x) ? 0.9 : 0.5;
  if (isNumber(x) !== isNumber(y)) return -4;
  if (isNumber(x)) return x === 'number ' || y === 'number ' ? -1 : -3;
  if (x === 'day' || y === 'day') return -3;
  // "Oban" and "Pia Cole": of one kind in a way, but hardly of one course.
  if (x.startsWith('name') && y.startsWith('name')) return -0.6;
  return x.startsWith('name') || y.startsWith('name') ? -1.2 : -0.5;
}

const add = <K>(counts: Map<K, number>, key: K, times = 1): void => {
  counts.set(key, (counts.get(key) ?? 0) + times);
};

function groupsOf(statements: readonly ValueStatement[]): Group[] {
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
      vector: undefined,
    };
    groups.set(key, group);
    group.statements.push(one);
    for (const argument of [one.value, ...(one.previous === undefined ? [] : [one.previous])])
      group.keys.add(argument.key);
    for (const stem of one.statement.stems) group.stems.set(stem, 1);
    add(group.kinds, kindOf(one.value.value));
    add(group.leads, /^(?:an?|the)\b/i.exec(one.value.value)?.[0].toLowerCase().replace('an', 'a') ?? '');
  }
  for (const group of groups.values()) {
    const placed = group.statements.filter(standsInPlace).length / group.statements.length;
    group.kind = most(group.kinds);
    group.lead = most(group.leads);
    group.classes = classShares([...group.stems.keys(), ...(placed > 0.5 ? ['place', 'place'] : [])]);
  }
  return [...groups.values()];
}

function meanOf(vectors: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors)
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (vector[i] as number);
  const norm = Math.sqrt(dot(sum, sum)) || 1;
  return sum.map((value) => value / norm);
}

type Corpus = {
  /** Frames that hold a stem. */
  readonly frequency: ReadonlyMap<string, number>;
  readonly frames: number;
  /** Stems of the question. */
  readonly asked: ReadonlySet<string>;
};

function affinity(a: Group, b: Group, { frequency, frames, asked }: Corpus): number {
  let score = kindAffinity(a, b);
  let shared = 0;
  for (const key of a.keys) if (b.keys.has(key)) shared += 1;
  score += 1.1 * Math.min(3, shared);
  // Many values on either side and none in common: courses of different things.
  const pairs = a.keys.size * b.keys.size;
  if (shared * 60 < pairs) score -= 1.6 * Math.min(1, pairs / 60 - shared);
  let stems = 0;
  for (const [stem, own] of a.stems) {
    const other = b.stems.get(stem);
    if (other === undefined) continue;
    const share = Math.sqrt((own / a.frames) * (other / b.frames));
    stems += share * (asked.has(stem) ? 1.2 : 0.3 * Math.log2(1 + frames / (frequency.get(stem) ?? 1)));
  }
  score += Math.min(1.6, stems);
  const words = a.kind === 'words' && b.kind === 'words';
  if (words) score += a.lead === b.lead ? 0.3 : -0.5;
  const alike = classLikeness(a.classes, b.classes);
  if (alike !== undefined) score += 1.4 * (alike - 0.5);
  const names = a.kind === 'name' && b.kind === 'name';
  if ((words || names) && a.vector !== undefined && b.vector !== undefined) {
    const trust = Math.min(1, Math.sqrt(a.keys.size * b.keys.size) / 4);
    score += trust * (words ? 4 * (dot(a.vector, b.vector) - 0.08) : 3 * (dot(a.vector, b.vector) - 0.2));
  }
  return score;
}

function merge(a: Group, b: Group, embed: EmbedTexts | undefined): Group {
  const stems = new Map(a.stems);
  for (const [stem, times] of b.stems) add(stems, stem, times);
  const kinds = new Map(a.kinds);
  for (const [kind, times] of b.kinds) add(kinds, kind, times);
  const leads = new Map(a.leads);
  for (const [lead, times] of b.leads) add(leads, lead, times);
  const keys = new Set([...a.keys, ...b.keys]);
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
    vector: embed === undefined ? undefined : meanOf(embed([...keys])),
  };
}

/** Least affinity of two groups that are one. */
const leastAffinity = 0.45;

/** Least affinity of what is left over to the group that it fits best, and how much better than to any other. */
const leastRest = { induced: -0.6, guessed: -0.1 };
const leastMargin = 0.2;

/** What is left over joins what it fits best, where it fits nothing else as well. */
function joinRest(groups: Group[], corpus: Corpus, embed: EmbedTexts | undefined): void {
  for (;;) {
    let best: { readonly i: number; readonly j: number; readonly score: number } | undefined;
    for (const [i, group] of groups.entries()) {
      const induced = group.statements.some((one) => one.induced);
      if (!induced && group.classes.size === 0) continue;
      const scores = groups
        .map((other, j) => ({
          j,
          score:
            other === group || other.statements.length < group.statements.length
              ? Number.NEGATIVE_INFINITY
              : affinity(group, other, corpus),
        }))
        .sort((a, b) => b.score - a.score);
      const [first, second] = scores;
      if (
        first === undefined ||
        first.score < (induced ? leastRest.induced : leastRest.guessed) ||
        first.score - (second?.score ?? -9) < leastMargin
      )
        continue;
      if (best === undefined || first.score > best.score) best = { i, ...first };
    }
    if (best === undefined) return;
    groups[best.i] = merge(groups[best.i] as Group, groups[best.j] as Group, embed);
    groups.splice(best.j, 1);
  }
}

/** Groups that are one are joined, the two that fit best first; what two fit is reckoned once. */
function joinAlike(groups: Group[], corpus: Corpus, embed: EmbedTexts | undefined): void {
  const scored = groups.map((group, i) =>
    groups.map((other, j) => (j > i ? affinity(group, other, corpus) : Number.NEGATIVE_INFINITY)),
  );
  const at = (i: number, j: number): number => (scored[i] as number[])[j] as number;
  for (;;) {
    let best: { readonly i: number; readonly j: number; readonly score: number } | undefined;
    for (let i = 0; i < groups.length; i++)
      for (let j = i + 1; j < groups.length; j++)
        if (best === undefined || at(i, j) > best.score) best = { i, j, score: at(i, j) };
    if (best === undefined || best.score < leastAffinity) return;
    const joined = merge(groups[best.i] as Group, groups[best.j] as Group, embed);
    groups[best.i] = joined;
    groups.splice(best.j, 1);
    scored.splice(best.j, 1);
    for (const row of scored) row.splice(best.j, 1);
    for (const [k, other] of groups.entries()) {
      if (k < best.i) (scored[k] as number[])[best.i] = affinity(other, joined, corpus);
      else if (k > best.i) (scored[best.i] as number[])[k] = affinity(joined, other, corpus);
    }
  }
}

/** Groups statements into relations; `embed` helps where values of one kind differ in every word. */
export function relationsOf(
  statements: readonly ValueStatement[],
  { embed, asked }: { readonly embed: EmbedTexts | undefined; readonly asked: ReadonlySet<string> },
): Relation[] {
  const groups = groupsOf(statements);
  if (embed !== undefined) for (const group of groups) group.vector = meanOf(embed([...group.keys]));
  const frequency = new Map<string, number>();
  for (const { stems } of groups) for (const stem of stems.keys()) add(frequency, stem);
  const corpus: Corpus = { frequency, frames: groups.length, asked };
  joinAlike(groups, corpus, embed);
  joinRest(groups, corpus, embed);
  return groups.map(({ statements: own, stems, classes, kinds }) => ({ statements: own, stems, classes, kinds }));
}
