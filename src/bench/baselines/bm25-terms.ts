/** The terms of the plain BM25 baseline: lower-cased words, a 40-word stop list, a light suffix stemmer. */

/** Forty words that say nothing about the topic. */
export const stopWords: ReadonlySet<string> = new Set(
  (
    'a an the and or but of in on at to for with by is are was were be been ' +
    'it its this that i you he she they we my your his her do did does what when how'
  ).split(' '),
);

/** Strips one English suffix: plural, `ing`, `ed`, `ly`. At least three letters stay. */
export function lightStem(word: string): string {
  if (word.length > 5 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.length > 5 && word.endsWith('ing')) return word.slice(0, -3);
  if (word.length > 4 && word.endsWith('ed')) return word.slice(0, -2);
  if (word.length > 4 && word.endsWith('es')) return word.slice(0, -2);
  if (word.length > 4 && word.endsWith('ly')) return word.slice(0, -2);
  if (word.length > 3 && word.endsWith('s') && !word.endsWith('ss')) return word.slice(0, -1);
  return word;
}

/** Terms of a text in order, with repeats. */
export function bm25Terms(text: string): string[] {
  const terms: string[] = [];
  for (const match of text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) {
    const word = match[0];
    if (!stopWords.has(word)) terms.push(lightStem(word));
  }
  return terms;
}
