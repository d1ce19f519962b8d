/**
 * Tells sentences that may state something from the many that do not, before they are read: it says no only where
 * reading would find nothing. It runs on every sentence that comes in, and so allocates nothing.
 */
import { tokenize } from '../../index/tokenize.ts';
import { termsOf } from './concepts.ts';
import type { StateSchemaDefinition } from './state-schema.ts';

export type Screen = (sentence: string) => boolean;

/** Parts of a condition: one of `any` has to be there, or (`absent`) none. */
type Part = { readonly any: Int32Array; readonly absent: boolean };

/** Words without which a sentence that no rule claims is not about the speaker. */
const ownWord = /\b(?:I|[Ww]e|[Mm]y|[Oo]ur)\b/;
/** A capital within the sentence. */
const innerCapital = /[^.!?\s]\s+["'(]?\p{Lu}[\p{L}.'’-]*\p{L}/u;
/** "My X is Y", "... is my X". */
const ownThing = /\b[Mm]y (?:[\w-]+ ){0,4}(?:is|are|was|:)|\b(?:is|are) my /;

/** Builds the screen of a schema; `concepts` are all of its ideas, those of every schema included. */
export function createScreen(definition: StateSchemaDefinition, concepts: Readonly<Record<string, string>>): Screen {
  const names = Object.keys(concepts);
  const ids = new Map(names.map((name, id) => [name, id]));
  const single = new Map<string, number[]>();
  const phrases = new Map<string, { readonly terms: readonly string[]; readonly id: number }[]>();
  for (const [name, words] of Object.entries(concepts)) {
    const id = ids.get(name) as number;
    for (const entry of words.split(/\s+/)) {
      const terms = termsOf(entry.replaceAll('_', ' '));
      const [first] = terms;
      if (first === undefined) continue;
      if (terms.length === 1) single.set(first, [...(single.get(first) ?? []), id]);
      else phrases.set(first, [...(phrases.get(first) ?? []), { terms, id }]);
    }
  }
  // What only reading can tell (names, "I am") is taken to be there.
  const compile = (conditions: readonly string[]): Part[][] =>
    conditions.map((condition) =>
      condition.split(' ').flatMap((part): Part[] => {
        const absent = part.startsWith('!');
        const wanted = (absent ? part.slice(1) : part).split('|');
        const known = wanted.flatMap((one) => ids.get(one) ?? []);
        if (known.length < wanted.length) return [];
        return [{ any: Int32Array.from(known), absent }];
      }),
    );
  const telling = compile([...definition.facets, ...(definition.causes ?? [])].flatMap(({ when }) => when));
  const resting = compile([...(definition.bases ?? []).flatMap(({ when }) => when), 'usual']);
  const ofSpeaker = definition.perspective !== 'subject';
  const keepsOthers = definition.otherTrack !== undefined || (definition.places ?? []).length > 0;

  /** Sentence in which an idea was last seen. */
  const seen = new Int32Array(names.length);
  const terms: string[] = [];
  let round = 0;
  const met = (conditions: readonly (readonly Part[])[]): boolean => {
    for (const parts of conditions) {
      let holds = true;
      for (const { any, absent } of parts) {
        let found = false;
        for (const id of any) if (seen[id] === round) found = true;
        if (found === absent) {
          holds = false;
          break;
        }
      }
      if (holds) return true;
    }
    return false;
  };
  const emit = (term: string): void => {
    terms.push(term);
  };

  return (sentence) => {
    round += 1;
    terms.length = 0;
    tokenize(sentence, 'document', emit);
    for (let at = 0; at < terms.length; at += 1) {
      const term = terms[at] as string;
      const own = single.get(term);
      if (own !== undefined) for (const id of own) seen[id] = round;
      const longer = phrases.get(term);
      if (longer === undefined) continue;
      for (const phrase of longer) {
        let fits = true;
        for (let offset = 1; offset < phrase.terms.length && fits; offset += 1)
          fits = terms[at + offset] === phrase.terms[offset];
        if (fits) seen[phrase.id] = round;
      }
    }
    if (met(telling)) return true;
    if (ofSpeaker && !ownWord.test(sentence)) return false;
    if (definition.ownTrack !== undefined && ownThing.test(sentence)) return true;
    return keepsOthers && (met(resting) || innerCapital.test(sentence));
  };
}
