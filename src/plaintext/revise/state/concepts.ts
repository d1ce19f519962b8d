/** Finds the ideas of a schema in a text: single words by stem, phrases by their stems in a row. */
import { tokenize } from '../../index/tokenize.ts';

/** Stemmed words of a text, in order. */
export function termsOf(text: string): string[] {
  const terms: string[] = [];
  tokenize(text.replace(/[’]/g, "'"), 'document', (term) => terms.push(term));
  return terms;
}

export type Thesaurus = {
  /** Idea -> the stems by which it was found. */
  readonly conceptsOf: (terms: readonly string[]) => Map<string, Set<string>>;
};

/** A thesaurus of ideas with their words, separated by blanks; the words of a phrase are joined by `_`. */
export function createThesaurus(conceptWords: Readonly<Record<string, string>>): Thesaurus {
  const single = new Map<string, string[]>();
  const phrases = new Map<string, { readonly terms: readonly string[]; readonly concept: string }[]>();
  for (const [concept, words] of Object.entries(conceptWords)) {
    for (const entry of words.split(/\s+/)) {
      const terms = termsOf(entry.replaceAll('_', ' '));
      const [first] = terms;
      if (first === undefined) continue;
      if (terms.length === 1) single.set(first, [...(single.get(first) ?? []), concept]);
      else phrases.set(first, [...(phrases.get(first) ?? []), { terms, concept }]);
    }
  }
  return {
    conceptsOf(terms) {
      const found = new Map<string, Set<string>>();
      const note = (concept: string, matched: readonly string[]): void => {
        const known = found.get(concept) ?? new Set<string>();
        for (const term of matched) known.add(term);
        found.set(concept, known);
      };
      terms.forEach((term, at) => {
        for (const concept of single.get(term) ?? []) note(concept, [term]);
        for (const { terms: wanted, concept } of phrases.get(term) ?? [])
          if (wanted.every((one, offset) => terms[at + offset] === one)) note(concept, wanted);
      });
      return found;
    },
  };
}

/** One word of a condition. */
export type ConditionPart = { readonly any: readonly string[]; readonly absent: boolean };

const parsed = new Map<string, readonly ConditionPart[]>();

/** The words of a condition. */
export function conditionParts(condition: string): readonly ConditionPart[] {
  const known = parsed.get(condition);
  if (known !== undefined) return known;
  const parts = condition.split(' ').map((part): ConditionPart => {
    const absent = part.startsWith('!');
    return { any: (absent ? part.slice(1) : part).split('|'), absent };
  });
  parsed.set(condition, parts);
  return parts;
}

/**
 * True when every word of `condition` holds: a concept, `!concept` for its absence; `a|b` for either. Conditions come
 * from schemas, so that the parsed ones are few.
 */
export function meets(condition: string, concepts: { readonly has: (concept: string) => boolean }): boolean {
  for (const { any, absent } of conditionParts(condition)) {
    let found = false;
    for (const one of any) {
      if (concepts.has(one)) {
        found = true;
        break;
      }
    }
    if (found === absent) return false;
  }
  return true;
}
