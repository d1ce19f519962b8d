/** The words of a text in lower case, with marks for names, numbers, days and months. */

const days = /^(?:mon|tues|wednes|thurs|fri|satur|sun)days?$/;
const months = /^(?:january|february|march|april|may|june|july|august|september|october|november|december)$/;
const smallNumbers = new Set(
  'one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty hundred thousand'.split(
    ' ',
  ),
);

/** A word with a digit in front, or written out. */
export const isNumber = (lower: string): boolean => /^\p{N}/u.test(lower) || smallNumbers.has(lower);
export const isDay = (lower: string): boolean => days.test(lower);
export const isMonth = (lower: string): boolean => months.test(lower);

/** A name is marked once, before its first word; the first word of a sentence is none. */
export function shapedWords(text: string): string[] {
  const words: string[] = [];
  let named = false;
  let end = -1;
  for (const match of text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}'’&+-]*/gu)) {
    const word = match[0].replace(/’/g, "'");
    const lower = word.toLowerCase().replace(/'s$/, '');
    const starts = end < 0 || /[.!?]/.test(text.slice(end, match.index));
    end = match.index + match[0].length;
    const capital = /^\p{Lu}/u.test(word) && !/^I(?:'|$)/.test(word);
    const name = capital && !starts && !isNumber(lower) && !days.test(lower) && !months.test(lower);
    if (isNumber(lower)) words.push('<num>');
    else if (days.test(lower)) words.push('<day>');
    else if (capital && months.test(lower)) words.push('<month>');
    else {
      if (name && !named) words.push('<name>');
      words.push(lower);
    }
    named = name;
  }
  return words;
}
