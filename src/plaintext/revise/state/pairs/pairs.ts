/** Compares two statements: whether the later takes the place of the older, or takes its basis away. */
import type { Signs } from '../signs/signs.ts';
import type { StateSchema } from '../state-schema.ts';
import { featuresOf, nearestThing } from './pair-features.ts';
import { type PairInput, type PairWeights, scorePair } from './pair-model.ts';
import { type StatementTraits, traitsOf } from './statement-traits.ts';

export type PairRelation = 'replaces' | 'unsettles';

export type Pairs = {
  /** How likely the newer statement tells another value of what the older one tells, 0 to 1. */
  readonly replaces: (older: string, newer: string) => number;
  /** How likely the newer statement reports something without which the older one does not last, 0 to 1. */
  readonly unsettles: (older: string, newer: string) => number;
  /** Nearness of the two things that they speak of which are most alike, 0 to 1; 1 where it is the same thing. */
  readonly near: (older: string, newer: string) => number;
};

/** Statements whose traits are kept. */
const mostKept = 6_000;

/** What the signs know of which changes take which bases. */
export function fitting(
  signs: Signs,
  { causes }: StateSchema,
): (older: StatementTraits, newer: StatementTraits) => number {
  const loses = signs.labels.change.map((label) => {
    const lost = new Set(causes.find(({ cause }) => cause === label)?.loses ?? []);
    return signs.labels.basis.map((basis) => (lost.has(basis) ? 1 : 0));
  });
  return (older, newer) => {
    let sum = 0;
    newer.changes.forEach((share, change) => {
      if (share < 0.01) return;
      let most = 0;
      loses[change]?.forEach((lost, basis) => {
        most = Math.max(most, lost * (older.bases[basis] as number));
      });
      sum += share * most;
    });
    return Math.min(1, sum);
  };
}

/** Turns two statements into what a model looks at; traits of statements are remembered. */
export function createPairReader(signs: Signs, schema: StateSchema): (older: string, newer: string) => PairInput {
  const known = new Map<string, StatementTraits>();
  const fits = fitting(signs, schema);
  const traits = (text: string): StatementTraits => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= mostKept) known.clear();
    const made = traitsOf(text, signs, schema);
    known.set(text, made);
    return made;
  };
  // One pair is asked about several things in turn.
  let last: { readonly older: string; readonly newer: string; readonly input: PairInput } | undefined;
  return (older, newer) => {
    if (last?.older === older && last.newer === newer) return last.input;
    const [a, b] = [traits(older), traits(newer)];
    const input = { features: featuresOf(a, b, fits(a, b)), older: a.meaning, newer: b.meaning };
    last = { older, newer, input };
    return input;
  };
}

const kept = new WeakMap<StateSchema, Pairs>();

/** The comparisons of a schema; undefined where it reads by rules alone. */
export function pairsOf(schema: StateSchema): Pairs | undefined {
  const { signs } = schema;
  if (signs?.pairs === undefined || schema.perspective !== 'speaker') return undefined;
  const before = kept.get(schema);
  if (before !== undefined) return before;
  const read = createPairReader(signs, schema);
  const by = (weights: PairWeights) => (older: string, newer: string) => scorePair(weights, read(older, newer));
  const made: Pairs = {
    replaces: by(signs.pairs.replaces),
    unsettles: by(signs.pairs.unsettles),
    near: (older, newer) => read(older, newer).features[nearestThing] ?? 0,
  };
  kept.set(schema, made);
  return made;
}

/** Lets go of what is remembered: what was erased must not live on in it. */
export function forgetPairs(schema: StateSchema): void {
  kept.delete(schema);
}
