/** Compares what was said: values, topics and directives, by their words rather than their letters. */

const little = new Set(
  'a an the my your his her our their its of in at on to for with and or is are be i you me please when ask about any'.split(
    ' ',
  ),
);

/** Lower case, compatibility form, no articles, punctuation or doubled blanks; numbers keep their units. */
export function normalizeValue(value: string): string {
  return value
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘`]/g, "'")
    .replace(/'s\b/g, '')
    .replace(/(\d),(?=\d{3}\b)/g, '$1')
    .replace(/[^\p{L}\p{N}$€£¥%°+#.@-]+/gu, ' ')
    .replace(/\.(?=\s|$)/g, '')
    .replace(/^(?:a|an|the|my|our|some) (?=.)/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** True for the same value, also where one is the other made more exact ("Berlin" and "Berlin, Germany"). */
export function sameValue(a: string, b: string): boolean {
  const x = normalizeValue(a);
  const y = normalizeValue(b);
  if (x === y || singular(x) === singular(y)) return true;
  if (isAcronym(a, y) || isAcronym(b, x)) return true;
  const [short, long] = x.length < y.length ? [x, y] : [y, x];
  if (short.length < 3 || /\d/.test(x) !== /\d/.test(y)) return false;
  const [rawShort, rawLong] = x.length < y.length ? [a, b] : [b, a];
  return long.startsWith(`${short} `) && rawLong.trim().toLowerCase().startsWith(`${rawShort.trim().toLowerCase()},`);
}

/** The same medicine in another amount. */
export function isDoseOf(known: string, value: string): boolean {
  const [a, b] = [known, value].map((text) =>
    normalizeValue(text)
      .replace(/\b\d[\d.,]* ?m?c?g\b( of )?/g, '')
      .trim(),
  );
  return a !== undefined && a !== '' && a === b && /\d/.test(value);
}

/** "CS" for "computer science". */
function isAcronym(acronym: string, words: string): boolean {
  const letters = acronym.trim();
  if (!/^[A-Z]{2,6}$/.test(letters)) return false;
  return (
    words
      .split(' ')
      .map((word) => word.charAt(0))
      .join('') === letters.toLowerCase()
  );
}

function singular(text: string): string {
  return text.replace(/(?<=\p{L}{3})s(?=\s|$)/gu, '');
}

/** Telling words in a loosely stemmed form. */
export function contentWords(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  for (const match of text
    .normalize('NFKC')
    .toLowerCase()
    .matchAll(/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]|[\p{L}\p{N}][\p{L}\p{N}'+#.-]*/gu)) {
    const word = match[0].replace(/[.'-]+$/, '');
    if (little.has(word)) continue;
    words.add(word.length > 4 ? word.replace(/(?:ing|ed|es|s|e)$/, '') : word);
  }
  return words;
}

/** Shared words over all words, 0 to 1; 0 when either side is empty. */
export function wordOverlap(a: string, b: string): number {
  return setOverlap(contentWords(a), contentWords(b));
}

/** The same of words that are there already. */
export function setOverlap(x: ReadonlySet<string>, y: ReadonlySet<string>): number {
  if (x.size === 0 || y.size === 0) return 0;
  let shared = 0;
  for (const word of x) if (y.has(word)) shared++;
  return shared / (x.size + y.size - shared);
}

/** Share of the words of `part` that occur in `whole`, 0 to 1. */
export function wordCoverage(part: string, whole: string): number {
  const x = contentWords(part);
  const y = contentWords(whole);
  if (x.size === 0) return 0;
  let shared = 0;
  for (const word of x) if (y.has(word)) shared++;
  return shared / x.size;
}
