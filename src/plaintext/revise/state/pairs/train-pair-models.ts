/**
 * Trains the comparisons of statements. What the signs make of a sentence is taken from a model that was trained without
 * its attribute or change, as it will be for sentences that nobody wrote down.
 */
import type { Thesaurus } from '../concepts.ts';
import type { Signs } from '../signs/signs.ts';
import { createStateSchema, type StateSchemaDefinition } from '../state-schema.ts';
import { pairSets, type TextPair } from './build-pairs.ts';
import { featuresOf } from './pair-features.ts';
import type { PairModels } from './pair-model.ts';
import { fitting, type PairRelation } from './pairs.ts';
import type { PairExamples } from './parse-pairs.ts';
import { type StatementTraits, traitsOf } from './statement-traits.ts';
import { type TrainingPair, trainPairs } from './train-pairs.ts';

/** Parts of the examples that are left out in turn. */
export const pairFolds = 3;

/** The part that an attribute or a change belongs to. */
export function foldOf(group: string): number {
  let hash = 7;
  for (let at = 0; at < group.length; at += 1) hash = (Math.imul(hash, 31) + group.charCodeAt(at)) >>> 0;
  return hash % pairFolds;
}

export type PairGround = {
  readonly schema: StateSchemaDefinition;
  readonly thesaurus: Thesaurus;
  /** Signs that were trained without a part each. */
  readonly readers: readonly Signs[];
  /** Sentences of real talk in their order. */
  readonly talk: readonly string[];
};

type Grouped = TrainingPair & { readonly group: string };

/** What the models are trained on, by relation. */
export type GroupedPairs = Readonly<Record<PairRelation, readonly Grouped[]>>;

/** Pairs as numbers. */
export function trainingPairs(examples: PairExamples, { schema: definition, readers, talk }: PairGround): GroupedPairs {
  const schema = createStateSchema(definition);
  const groups = new Map<string, string>();
  for (const { name, values, also } of examples.attributes)
    for (const text of [...values.flat(), ...also]) groups.set(text, name);
  for (const { name, told, ends, keeps, not } of examples.changes)
    for (const text of [...told, ...ends, ...keeps, ...not]) groups.set(text, name);
  const readerOf = (text: string): Signs => readers[foldOf(groups.get(text) ?? text)] as Signs;
  const known = new Map<string, StatementTraits>();
  const traits = (text: string): StatementTraits => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const made = traitsOf(text, readerOf(text), schema);
    known.set(text, made);
    return made;
  };
  const fits = fitting(readers[0] as Signs, schema);
  const sets = pairSets(examples, talk, (a, b) => (readers[0] as Signs).likeness(a, b));
  const ready = (pairs: readonly TextPair[]): Grouped[] =>
    pairs.map(({ older, newer, holds, weight, group }) => {
      const [a, b] = [traits(older), traits(newer)];
      return {
        features: featuresOf(a, b, fits(a, b)),
        older: a.meaning,
        newer: b.meaning,
        holds,
        weight,
        group,
      };
    });
  return { replaces: ready(sets.replaces), unsettles: ready(sets.unsettles) };
}

export function trainPairModels({ replaces, unsettles }: GroupedPairs): PairModels {
  return { replaces: trainPairs(replaces), unsettles: trainPairs(unsettles) };
}
