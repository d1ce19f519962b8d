/**
 * Text that is not what it looks like: letters of other scripts that look Latin, and characters that show nothing.
 * What is stored stays as it was given; judging goes by the plain form.
 */

/** Cyrillic, Greek and Armenian letters that look like Latin ones in most fonts (after Unicode's confusables list). */
const lookalikes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    A: 'АΑ',
    B: 'ВΒ',
    C: 'СϹ',
    E: 'ЕΕ',
    H: 'НΗ',
    I: 'ІΙӀ',
    J: 'Ј',
    K: 'КΚ',
    M: 'МΜ',
    N: 'Ν',
    O: 'ОΟՕ',
    P: 'РΡ',
    S: 'ЅՏ',
    T: 'ТΤ',
    X: 'ХΧ',
    Y: 'ҮΥ',
    Z: 'Ζ',
    a: 'аα',
    c: 'сϲ',
    d: 'ԁ',
    e: 'еҽ',
    g: 'ց',
    h: 'һհ',
    i: 'іι',
    j: 'јϳ',
    k: 'κ',
    n: 'ո',
    o: 'оοօ',
    p: 'рρ',
    q: 'ԛ',
    s: 'ѕ',
    u: 'υս',
    v: 'νѵ',
    w: 'ԝ',
    x: 'хχ',
    y: 'уγ',
  }).flatMap(([latin, others]) => [...others].map((other): [string, string] => [other, latin])),
);

/** Tag characters, zero-width and joining marks, turns of direction, fillers: they show nothing by themselves. */
const invisible =
  /\u034f|\u17b4|\u17b5|\u180b|\u180c|\u180d|[\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|[\u{1bca0}-\u{1bca3}]|[\u{e0000}-\u{e0fff}]/gu;
/** Joiners belong to emoji and to Arabic and Indic scripts; a flag of a region is spelled with tags. */
const rightful =
  /(?<=\ufe0f|\p{Extended_Pictographic}|\p{Emoji_Modifier})\u200d(?=\p{Extended_Pictographic})|(?<=[\p{sc=Arab}\p{sc=Deva}\p{sc=Beng}\p{sc=Gujr}\p{sc=Guru}\p{sc=Knda}\p{sc=Mlym}\p{sc=Orya}\p{sc=Sinh}\p{sc=Taml}\p{sc=Telu}\p{sc=Khmr}\p{sc=Mong}\p{M}])[\u200c\u200d]|(?<=\p{sc=Mong})(?:\u180b|\u180c|\u180d|\u180e)|\u{1f3f4}[\u{e0061}-\u{e007a}]{2,6}\u{e007f}|(?<=[\p{sc=Arab}\p{sc=Hebr}\p{P}\s\d])[\u061c\u200e\u200f]|[\u061c\u200e\u200f](?=[\p{sc=Arab}\p{sc=Hebr}])/gu;

/** Greek, Cyrillic, Armenian: scripts with letters that look Latin. */
const otherLetters = /[\u0370-\u058f]/;
const latin = /\p{sc=Latin}/u;
const word = /[\p{L}\p{M}]+/gu;

/** Without what shows nothing (what belongs to a script or an emoji stays). */
export function withoutInvisible(text: string): string {
  if (text.search(invisible) < 0) return text;
  const kept: string[] = [];
  const marked = text.replace(rightful, (found) => `\ue000${kept.push(found) - 1}\ue001`);
  return marked.replace(invisible, '').replace(/\ue000(\d+)\ue001/g, (_, place: string) => kept[Number(place)] ?? '');
}

/** The text as it looks, in plain letters: compatibility forms resolved, look-alikes replaced, the invisible gone. */
export function plainForm(text: string): string {
  // Most text is plain already.
  if (!/\P{ASCII}/u.test(text)) return text;
  const normal = withoutInvisible(text).normalize('NFKC');
  if (!otherLetters.test(normal)) return normal;
  const mostlyLatin = isMostlyLatin(normal);
  return normal.replace(word, (found) => (poses(found, mostlyLatin) ? replaced(found) : found));
}

export type Disguise = 'look-alike letters' | 'hidden characters';

/** How a text is disguised; empty for plain text in whatever script. */
export function findDisguise(text: string): readonly Disguise[] {
  if (!otherLetters.test(text) && text.search(invisible) < 0) return [];
  const found: Disguise[] = [];
  const shown = withoutInvisible(text);
  // One stray mark is a trace of copying; inside words, in numbers, or as tags it is meant.
  const lost = [...text].length - [...shown].length;
  if (lost >= 3 || /[\u202a-\u202e\u2066-\u2069]|[\u{e0000}-\u{e0fff}]/u.test(text.replace(rightful, ''))) {
    found.push('hidden characters');
  } else if (
    lost > 0 &&
    new RegExp(`\\p{sc=Latin}(?:${invisible.source})+\\p{sc=Latin}`, 'u').test(text.replaceAll('\u00ad', ''))
  ) {
    found.push('hidden characters');
  }
  const mostlyLatin = isMostlyLatin(shown);
  for (const [one] of shown.matchAll(word)) {
    if (!poses(one, mostlyLatin)) continue;
    found.push('look-alike letters');
    break;
  }
  return found;
}

/** A word of Latin and look-alike letters, or (in Latin text) of nothing but look-alikes. */
function poses(text: string, mostlyLatin: boolean): boolean {
  let foreign = 0;
  let alike = 0;
  let own = 0;
  for (const letter of text) {
    if (latin.test(letter)) own += 1;
    else if (lookalikes.has(letter)) alike += 1;
    else if (!/\p{M}/u.test(letter)) foreign += 1;
  }
  if (alike === 0 || foreign > 0) return false;
  return own > 0 || (mostlyLatin && alike >= 3);
}

const replaced = (text: string): string => [...text].map((letter) => lookalikes.get(letter) ?? letter).join('');

function isMostlyLatin(text: string): boolean {
  let all = 0;
  let own = 0;
  for (const letter of text.slice(0, 4_000)) {
    if (!/\p{L}/u.test(letter)) continue;
    all += 1;
    if (latin.test(letter)) own += 1;
  }
  return own > 0.7 * all;
}
