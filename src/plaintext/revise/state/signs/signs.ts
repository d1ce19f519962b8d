/** What a sentence shows by its likeness to examples: the slot, the change, the bases, the slot that it asks for. */

import { type Thesaurus, termsOf } from '../concepts.ts';
import { type SignFamily, type SignModel, signFamilies } from './sign-model.ts';
import { sumRows } from './sum-rows.ts';
import { createFeatureSpace, type Features } from './text-features.ts';
import { noLabel, squash } from './train-signs.ts';
import { meaningOf, type TextVectors } from './word-vectors.ts';

/** A label with its share, 0 to 1. */
export type Sign = { readonly label: string; readonly share: number };

export type SoftShares = {
  readonly slot: Float64Array;
  readonly change: Float64Array;
  readonly basis: Float64Array;
  /** How likely the statement tells of a loss, whatever of. */
  readonly loss: number;
};

export type Signs = {
  /** Changes whenever the signs of a text may change. */
  readonly id: string;
  /** The likeliest slot; undefined where `none` has all but nothing left for it. */
  readonly slotOf: (text: string) => Sign | undefined;
  readonly changeOf: (text: string) => Sign | undefined;
  /** Bases, likeliest first. */
  readonly basesOf: (text: string) => readonly Sign[];
  /** Slots that a question asks for, likeliest first. */
  readonly askedOf: (text: string) => readonly Sign[];
  /** How likely it is that a statement tells anything at all. */
  readonly worth: (text: string) => number;
  /** True where the text shows a slot, a change or a basis at all. */
  readonly shows: (text: string) => boolean;
  /** False for a stem that belongs to how the slot is spoken of, rather than to its value. */
  readonly mayBeValue: (stem: string, slot: string) => boolean;
  /** True for a stem of a value that examples of the slot have, and that is not how it is spoken of. */
  readonly isValue: (stem: string, slot: string) => boolean;
  /** False for a stem that is said of anything, or of how things end. */
  readonly mayBeThing: (stem: string) => boolean;
  /** All shares of a statement, whatever they are worth: of slots and changes the first is that of none. */
  readonly soft: (text: string) => SoftShares;
  /** The labels of `soft`, in its order. */
  readonly labels: Readonly<Record<'slot' | 'change' | 'basis', readonly string[]>>;
  /** Meaning of a word or a text, of length one; zeros where nothing is known of it. */
  readonly meaning: (text: string) => Float32Array;
  /** How two statements are compared; undefined while that is being learned. */
  readonly pairs: SignModel['pairs'];
  /** Likeness of two texts, -1 to 1. */
  readonly likeness: (a: string, b: string) => number;
  /** Lets go of all texts that are remembered: what was erased must not live on in them. */
  readonly forget: () => void;
};

/** Below it a label is not looked at. */
const least = 0.05;
/** Below it a sentence is not worth a closer look: nearly all of what tells something lies above. */
const leastWorth = 0.45;
/** What is kept: of every statement that one subject may have made, as later ones are set against all of them. */
const mostKept = 8_000;
const mostShares = 16_000;

/** Words by which things are said to be over. */
const endingWords =
  'closed shut down gone sold stolen broken cancelled bankrupt retired died dead moved left lost burned fire bank supermarket collapsed storm split disbanded folded gave away given ebay lapse expired renew car park torn pulled built built over business owner people funeral buried passed emigrated town overseas australia canada fell talk speaking terms sister brother friend week month year monday tuesday wednesday thursday friday saturday sunday evening morning night new old good boarded corner street licence teacher repair reopen';

const nothing: Readonly<Record<SignFamily, readonly Sign[]>> = {
  worth: [],
  slot: [],
  change: [],
  basis: [],
  loss: [],
  asked: [],
};

type Shares = Readonly<Record<SignFamily, readonly Sign[]>>;

/** Signs by a model, over the vectors that it was trained on. */
export function createSigns(model: SignModel, vectors: TextVectors, thesaurus: Thesaurus): Signs {
  const space = createFeatureSpace(model, { vectors, thesaurus });
  const width = model.scales.length;
  const sums = new Float64Array(width);
  const known = new Map<string, Shares>();
  const common = new Set(model.common);
  const values = new Map(Object.entries(model.values).map(([slot, stems]) => [slot, new Set(stems)]));
  const ending = new Set(termsOf(endingWords));
  const cues = new Map(Object.entries(model.cues).map(([slot, stems]) => [slot, new Set(stems)]));
  const spans = new Map<SignFamily, readonly [number, number]>();
  let start = 0;
  for (const family of signFamilies) {
    const end = start + model.families[family].labels.length;
    spans.set(family, [start, end]);
    start = end;
  }
  let last: { readonly text: string; readonly features: Features } | undefined;
  /** Shares of the labels of some families that follow each other. */
  const score = (text: string, families: readonly SignFamily[]): Float64Array[] => {
    const from = (spans.get(families[0] as SignFamily) as readonly [number, number])[0];
    const to = (spans.get(families.at(-1) as SignFamily) as readonly [number, number])[1];
    if (last?.text !== text) last = { text, features: space.of(text) };
    const { ids, values } = last.features;
    sums.fill(0);
    // The bias comes after the features.
    sumRows({ ids: [...ids, space.size], values: [...values, 1] }, model.codes, { sums, from, to });
    return families.map((family) => {
      const [begin, end] = spans.get(family) as readonly [number, number];
      const scores = sums.slice(begin, end).map((sum, at) => sum * (model.scales[begin + at] as number));
      squash(scores, model.families[family].several);
      return scores;
    });
  };
  const read = (text: string, families: readonly SignFamily[]): Shares => {
    const key = `${families[0]} ${text}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const made: Record<SignFamily, readonly Sign[]> = {
      worth: [],
      slot: [],
      change: [],
      basis: [],
      loss: [],
      asked: [],
    };
    const found = score(text, families);
    families.forEach((family, which) => {
      const { labels } = model.families[family];
      const scores = found[which] as Float64Array;
      const signs: Sign[] = [];
      for (let at = 0; at < labels.length; at += 1) {
        const label = labels[at] as string;
        const share = scores[at] as number;
        if (label !== noLabel && share >= least) signs.push({ label, share });
      }
      made[family] = signs.sort((a, b) => b.share - a.share);
    });
    if (known.size >= mostShares) known.clear();
    known.set(key, made);
    return made;
  };
  const worth = (text: string): number => read(text, ['worth']).worth[0]?.share ?? 0;
  const isWorth = (text: string): boolean => worth(text) >= leastWorth;
  const told = (text: string): Shares => (isWorth(text) ? read(text, ['slot', 'change', 'basis']) : nothing);
  const softly = new Map<string, SoftShares>();
  const meanings = new Map<string, Float32Array>();
  const meaning = (text: string): Float32Array => {
    const before = meanings.get(text);
    if (before !== undefined) return before;
    if (meanings.size >= mostKept) meanings.clear();
    const made = meaningOf(vectors, text);
    meanings.set(text, made);
    return made;
  };
  return {
    id: `${model.vectors} ${width} ${checksum(model.codes)}`,
    slotOf: (text) => told(text).slot[0],
    changeOf: (text) => told(text).change[0],
    basesOf: (text) => told(text).basis,
    askedOf: (text) => read(text, ['asked']).asked,
    worth,
    shows(text) {
      const { slot, change, basis } = told(text);
      const most = (signs: readonly Sign[]): number => signs[0]?.share ?? 0;
      return most(slot) >= 0.12 || most(change) >= 0.15 || most(basis) >= 0.15;
    },
    mayBeValue: (stem, slot) =>
      values.get(slot)?.has(stem) === true || (!common.has(stem) && cues.get(slot)?.has(stem) !== true),
    isValue: (stem, slot) =>
      values.get(slot)?.has(stem) === true && !common.has(stem) && cues.get(slot)?.has(stem) !== true,
    soft(text) {
      const before = softly.get(text);
      if (before !== undefined) return before;
      const [slot, change, basis, loss] = score(text, ['slot', 'change', 'basis', 'loss']) as [
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
      ];
      if (softly.size >= mostKept) softly.clear();
      const made = { slot, change, basis, loss: loss[1] as number };
      softly.set(text, made);
      return made;
    },
    labels: {
      slot: model.families.slot.labels,
      change: model.families.change.labels,
      basis: model.families.basis.labels,
    },
    meaning,
    pairs: model.pairs,
    mayBeThing: (stem) => !common.has(stem) && !ending.has(stem),
    likeness(a, b) {
      const [x, y] = [meaning(a), meaning(b)];
      return x.reduce((sum, one, at) => sum + one * (y[at] as number), 0);
    },
    forget() {
      for (const texts of [known, softly, meanings]) texts.clear();
      last = undefined;
    },
  };
}

function checksum(codes: Int8Array): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < codes.length; at += 7) hash = Math.imul(hash ^ ((codes[at] as number) & 255), 0x01000193);
  return (hash >>> 0).toString(16);
}
