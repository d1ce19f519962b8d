/** From examples to a model: which words count, then one classifier a family. Deterministic. */
import { type Thesaurus, termsOf } from '../concepts.ts';
import type { StateSchemaDefinition } from '../state-schema.ts';
import { isStopWord } from '../stop-terms.ts';
import { trainingSets } from './build-examples.ts';
import type { ExampleSets } from './parse-examples.ts';
import { shapedWords } from './shaped-words.ts';
import { makeSignModel, type SignFamily, type SignModel, signFamilies } from './sign-model.ts';
import { createFeatureSpace } from './text-features.ts';
import { type LinearWeights, trainLinear } from './train-signs.ts';
import type { TextVectors } from './word-vectors.ts';

/** Examples that a word has to occur in. */
const leastExamples = 3;

/** Trains all families of a schema's examples. */
export function trainSignModel(
  examples: ExampleSets,
  over: { readonly vectors: TextVectors; readonly thesaurus: Thesaurus; readonly schema: StateSchemaDefinition },
): SignModel {
  const sets = trainingSets(examples);
  const written = trainingSets({ ...examples, background: [] });
  const counts = new Map<string, number>();
  for (const family of signFamilies)
    for (const { text } of written[family])
      for (const word of new Set(shapedWords(text))) counts.set(word, (counts.get(word) ?? 0) + 1);
  const words = [...counts].flatMap(([word, count]) => (count >= leastExamples ? [word] : [])).sort();
  const ideas = Object.keys(over.schema.concepts).sort();
  const space = createFeatureSpace({ words, ideas }, over);
  const train = (family: SignFamily, several: boolean): LinearWeights & { several: boolean } => ({
    // A first look is only worth something where it says no often.
    ...trainLinear(sets[family], space, { several, ...(family === 'worth' ? { noneWeight: 1 } : {}) }),
    several,
  });
  return makeSignModel(
    { vectors: over.vectors.id, words, ideas, ...cueWords(examples) },
    {
      worth: train('worth', false),
      slot: train('slot', false),
      change: train('change', false),
      basis: train('basis', true),
      asked: train('asked', false),
    },
  );
}

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
