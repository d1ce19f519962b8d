/** From examples to a model: which words count, then one classifier a family. Deterministic. */
import { type Thesaurus, termsOf } from '../concepts.ts';
import type { PairExamples } from '../pairs/parse-pairs.ts';
import { foldOf, type GroupedPairs, pairFolds, trainingPairs, trainPairModels } from '../pairs/train-pair-models.ts';
import type { StateSchemaDefinition } from '../state-schema.ts';
import { isStopWord } from '../stop-terms.ts';
import { type PairedSentence, type TrainingSets, trainingSets } from './build-examples.ts';
import type { ExampleSets } from './parse-examples.ts';
import { shapedWords } from './shaped-words.ts';
import { makeSignModel, type SignFamily, type SignModel, signFamilies } from './sign-model.ts';
import { createSigns, type Signs } from './signs.ts';
import { createFeatureSpace, type FeatureSpace, type Features } from './text-features.ts';
import { type LinearWeights, trainLinear } from './train-signs.ts';
import type { TextVectors } from './word-vectors.ts';

/** Examples that a word has to occur in. */
const leastExamples = 4;

export type TrainingGround = {
  readonly vectors: TextVectors;
  readonly thesaurus: Thesaurus;
  readonly schema: StateSchemaDefinition;
};

function pairedSentences({ attributes, changes }: PairExamples, without?: number): PairedSentence[] {
  const kept = ({ name }: { readonly name: string }): boolean => foldOf(name) !== without;
  const as = (tells: boolean, loses: boolean) => (text: string) => ({ text, tells, loses });
  return [
    ...attributes
      .filter(kept)
      .flatMap(({ values, also }) => [
        ...values.flat().map(as(true, false)),
        ...also.map((text) => ({ text, tells: false, loses: false })),
      ]),
    ...changes
      .filter(kept)
      .flatMap(({ told, ends, keeps, not }) => [
        ...told.map(as(true, true)),
        ...ends.map(as(true, false)),
        ...keeps.map(as(true, false)),
        ...not.map(as(false, false)),
      ]),
  ];
}

/** All families of a schema's examples, and signs that were trained without a part of the examples of pairs each. */
function trainFamilies(
  examples: ExampleSets,
  pairs: PairExamples,
  over: TrainingGround,
): {
  readonly space: Parameters<typeof makeSignModel>[0];
  readonly trained: Trained;
  readonly readers: readonly Signs[];
} {
  const sets = trainingSets(examples, pairedSentences(pairs));
  const written = trainingSets({ ...examples, background: [] }, pairedSentences(pairs));
  const counts = new Map<string, number>();
  for (const family of signFamilies)
    for (const { text } of written[family])
      for (const word of new Set(shapedWords(text))) counts.set(word, (counts.get(word) ?? 0) + 1);
  const words = [...counts].flatMap(([word, count]) => (count >= leastExamples ? [word] : [])).sort();
  const ideas = Object.keys(over.schema.concepts).sort();
  const features = remembering(createFeatureSpace({ words, ideas }, over));
  const train = (family: SignFamily, from: TrainingSets, several = false): Trained[SignFamily] => ({
    // A first look is only worth something where it says no often.
    ...trainLinear(from[family], features, { several, ...(evenFamilies.has(family) ? { noneWeight: 1 } : {}) }),
    several,
  });
  const trained: Trained = {
    worth: train('worth', sets),
    slot: train('slot', sets),
    change: train('change', sets),
    basis: train('basis', sets, true),
    loss: train('loss', sets),
    asked: train('asked', sets),
  };
  const space = { vectors: over.vectors.id, words, ideas, ...cueWords(examples) };
  const several = pairs.attributes.length + pairs.changes.length > 0 ? pairFolds : 0;
  const readers = Array.from({ length: several }, (_, fold) => {
    const others = trainingSets(examples, pairedSentences(pairs, fold));
    const model = makeSignModel(space, { ...trained, worth: train('worth', others), loss: train('loss', others) });
    return createSigns(model, over.vectors, over.thesaurus);
  });
  return { space, trained, readers };
}

/** A space that reads each text once: families share most of theirs. */
function remembering(space: FeatureSpace): FeatureSpace {
  const known = new Map<string, Features>();
  return {
    size: space.size,
    of(text) {
      const made = known.get(text) ?? space.of(text);
      known.set(text, made);
      return made;
    },
  };
}

/**
 * Trains all families of a schema's examples, and then the comparisons of statements, where there are examples of those;
 * `onPairs` gets what the comparisons are trained on.
 */
export function trainSignModel(
  examples: ExampleSets,
  over: TrainingGround,
  pairs?: PairExamples,
  onPairs?: (pairs: GroupedPairs) => void,
): SignModel {
  const { space, trained, readers } = trainFamilies(examples, pairs ?? { attributes: [], changes: [] }, over);
  if (pairs === undefined) return makeSignModel(space, trained);
  const sets = trainingPairs(pairs, { ...over, readers, talk: examples.background ?? [] });
  onPairs?.(sets);
  return makeSignModel(space, trained, trainPairModels(sets));
}

type Trained = Readonly<Record<SignFamily, LinearWeights & { readonly several: boolean }>>;

const evenFamilies: ReadonlySet<SignFamily> = new Set(['worth', 'loss']);

/** Sections that a word occurs in when it tells nothing of any of them. */
const commonFrom = 6;

/** Words by which slots are spoken of, and words that are said of anything: neither is a value. */
function cueWords({
  slots,
  changes,
  habits,
  chatter,
  heads,
  tails,
}: ExampleSets): Pick<SignModel, 'cues' | 'common' | 'values'> {
  const sections = new Map<string, Set<string>>();
  const add = (section: string, lines: readonly string[]): void => {
    const words = sections.get(section) ?? new Set<string>();
    for (const line of lines)
      for (const term of termsOf(line.replace(/\{v\}|\[[^\]]*\]|^#[^#]*# /g, ' '))) words.add(term);
    sections.set(section, words);
  };
  for (const { slot, told, asked } of slots) add(slot, [...told, ...asked]);
  const names = [...sections.keys()];
  for (const { label, told } of changes) add(`change ${label}`, told);
  for (const { label, told } of habits) add(`habit ${label}`, told);
  chatter.forEach((line, at) => {
    add(`chatter ${Math.floor(at / 20)}`, [line]);
  });
  const values = new Map<string, Set<string>>();
  for (const { slot, values: own } of slots)
    values.set(slot, new Set([...(values.get(slot) ?? []), ...own.flatMap(termsOf)]));
  const counts = new Map<string, number>();
  for (const words of sections.values()) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const loose = [...heads, ...tails].flatMap(termsOf);
  const common = new Set([...loose, ...[...counts].flatMap(([word, count]) => (count >= commonFrom ? [word] : []))]);
  return {
    values: Object.fromEntries(
      [...values].map(([slot, stems]) => [slot, [...stems].filter((stem) => !isStopWord(stem)).sort()]),
    ),
    common: [...common].sort(),
    cues: Object.fromEntries(
      names.map((name) => [name, [...(sections.get(name) ?? [])].filter((word) => !common.has(word)).sort()]),
    ),
  };
}
