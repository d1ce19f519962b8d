/** Finds the ideas of the thesaurus in a text: single words by stem, phrases by their stems in a row. */
import { tokenize } from '../../index/tokenize.ts';
import { conceptWords } from './concept-words.ts';

const single = new Map<string, string[]>();
const phrases = new Map<string, { readonly terms: readonly string[]; readonly concept: string }[]>();

/** Stemmed words of a text, in order. */
export function termsOf(text: string): string[] {
  const terms: string[] = [];
  tokenize(text.replace(/[’]/g, "'"), 'document', (term) => terms.push(term));
  return terms;
}

for (const [concept, words] of Object.entries(conceptWords)) {
  for (const entry of words.split(/\s+/)) {
    const terms = termsOf(entry.replaceAll('_', ' '));
    const [first] = terms;
    if (first === undefined) continue;
    if (terms.length === 1) single.set(first, [...(single.get(first) ?? []), concept]);
    else phrases.set(first, [...(phrases.get(first) ?? []), { terms, concept }]);
  }
}

/** Concept -> the stems by which it was found. */
export function conceptsOf(terms: readonly string[]): Map<string, Set<string>> {
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
}

/**
 * True when every word of `condition` holds: a concept, `!concept` for its absence; `a|b` for either.
 */
export function meets(condition: string, concepts: { readonly has: (concept: string) => boolean }): boolean {
  return condition.split(' ').every((part) => {
    if (part.startsWith('!')) return !concepts.has(part.slice(1));
    return part.split('|').some((one) => concepts.has(one));
  });
}
