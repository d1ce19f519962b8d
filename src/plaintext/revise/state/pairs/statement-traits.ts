/** What a statement brings into a comparison with another: its words with their meanings, what it is likely to tell, and how. */
import { classShares, type WordClass } from '../../frames/word-classes.ts';
import { termsOf } from '../concepts.ts';
import { isOfNamed, readSentence } from '../read-statement.ts';
import { isDay, isMonth, isNumber } from '../signs/shaped-words.ts';
import type { Signs } from '../signs/signs.ts';
import type { StateSchema } from '../state-schema.ts';
import { isStopWord } from '../stop-terms.ts';

export type TraitWord = {
  readonly stem: string;
  readonly kind: 'number' | 'day' | 'name' | 'word';
  /** How much it says: little for what is said of anything. */
  readonly weight: number;
  /** Of length one, or zeros. */
  readonly meaning: Float32Array;
};

export type StatementTraits = {
  readonly words: readonly TraitWord[];
  readonly meaning: Float32Array;
  /** Shares by slot, change and basis; of slots and changes the first is that of none. */
  readonly slots: Float64Array;
  readonly changes: Float64Array;
  readonly bases: Float64Array;
  readonly loss: number;
  readonly worth: number;
  readonly classes: ReadonlyMap<WordClass, number>;
  /** 1 or 0: says that something is new, adds, is past, is not real, happens once, is about others, passes, begins with self, has self. */
  readonly flags: readonly number[];
};

const commonWeight = 0.35;
const newCue =
  /\b(?:now|new|newly|since|these days|nowadays|lately|recently|just|finally|instead|anymore|any more|any longer|no longer|switch(?:ed)?|swap(?:ped)?|chang(?:ed|es|ing)|moved|went (?:for|over|with|back)|gone (?:over|back)|ended up|replac\w+|traded|upgraded|as of|from (?:now|here|this|next)|last (?:week|month)|this (?:week|month|year))\b/i;
const passingCue =
  /\b(?:for (?:the|a|one|two|three) (?:weekend|week|fortnight|night|nights|day|days|few days)|just for|for now|for once|temporar\w+|on holiday|lent|borrow\w*|once|yesterday|tonight|tomorrow|today|the other day|(?:last|this|on) (?:night|weekend|monday|tuesday|wednesday|thursday|friday|saturday|sunday))\b/i;
const startsSelf =
  /^(?:(?:so|and|but|well|ok|yes|oh|since|after|today|yesterday)[ ,]+)*(?:I|i|I['’]\w+|im|ive|my|My|we|We|our|Our)\b/;
const hasSelf = /\b(?:I|i|I['’]\w+|im|ive|[Mm]y|[Mm]e|[Ww]e|[Uu]s|[Oo]ur|mine|ours)\b/;
const kinWord =
  /\b(?:brother|sister|mother|father|mum|mom|dad|son|daughter|cousin|uncle|aunt|nephew|niece|friend|mate|neighbou?r|colleague|boss|roommate|flatmate|guy|parents)(?:['’]?s)?\b/i;

/** Reads a statement; `signs` are those of the schema. */
export function traitsOf(text: string, signs: Signs, schema: StateSchema): StatementTraits {
  const reading = readSentence(text, false, schema);
  const names = new Set(reading.names.flatMap(termsOf));
  const words: TraitWord[] = [];
  const seen = new Set<string>();
  for (const match of text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}'’&+-]*/gu)) {
    const lower = match[0].toLowerCase().replace(/['’]s$/, '');
    for (const stem of termsOf(lower)) {
      if (isStopWord(stem) || seen.has(stem)) continue;
      seen.add(stem);
      const kind = isNumber(lower)
        ? 'number'
        : isDay(lower) || isMonth(lower)
          ? 'day'
          : names.has(stem)
            ? 'name'
            : 'word';
      const weight = kind === 'word' && !signs.mayBeThing(stem) ? commonWeight : 1;
      words.push({ stem, kind, weight, meaning: signs.meaning(lower) });
    }
  }
  const { slot, change, basis, loss } = signs.soft(text);
  const { additive, past, unreal, oneOff, aboutOther } = reading;
  const flag = (holds: boolean): number => (holds ? 1 : 0);
  return {
    words,
    meaning: signs.meaning(text),
    slots: slot,
    changes: change,
    bases: basis,
    loss,
    worth: signs.worth(text),
    classes: classShares(reading.terms),
    flags: [
      newCue.test(text),
      additive,
      past,
      unreal,
      oneOff,
      aboutOther || isOfNamed(text),
      passingCue.test(text),
      startsSelf.test(text),
      hasSelf.test(text),
      kinWord.test(text),
    ].map(flag),
  };
}
