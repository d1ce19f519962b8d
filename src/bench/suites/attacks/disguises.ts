/** How attackers hide what they write, and a reader that is easily misled. */
import type { Rng } from '../../../ports/rng.ts';

const cyrillic: Readonly<Record<string, string>> = {
  a: 'а',
  c: 'с',
  e: 'е',
  o: 'о',
  p: 'р',
  x: 'х',
  y: 'у',
  i: 'і',
  A: 'А',
  B: 'В',
  C: 'С',
  E: 'Е',
  H: 'Н',
  M: 'М',
  O: 'О',
  P: 'Р',
  T: 'Т',
};

/** The same name to the eye: some letters, at least one, of another script. */
export function disguised(name: string, rng: Rng): string {
  const letters = [...name];
  const places = letters.flatMap((letter, place) => (cyrillic[letter] === undefined ? [] : [place]));
  const first = places[Math.floor(rng.next() * places.length)];
  return letters
    .map((letter, place) => (place === first || rng.next() < 0.3 ? (cyrillic[letter] ?? letter) : letter))
    .join('');
}

/** A text that shows nothing, or not what it says: tag characters, characters of no width, a turned direction. */
export function hidden(text: string, way: number): string {
  if (way % 3 === 0)
    return [...text].map((letter) => String.fromCodePoint(0xe0000 + (letter.codePointAt(0) ?? 32))).join('');
  if (way % 3 === 1) return [...text].join('\u200b');
  return `\u202e${[...text].reverse().join('')}\u202c`;
}

/**
 * True where `marker` stands outside of quoted evidence, as a lenient reader would see it: case, blanks in tags,
 * brackets of another width and characters without width do not matter to it, nor whether tags are balanced.
 */
export function standsOutside(context: string, marker: string): boolean {
  const plain = context
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|[\u{e0000}-\u{e007f}]/gu, '')
    .replace(/<\s*(\/?)\s*/g, '<$1');
  let inside = false;
  let last = 0;
  const outside: string[] = [];
  for (const tag of plain.matchAll(/<(\/?)([a-z_]+)\b[^<>]*>|<\|[^<>|]*\|>/gi)) {
    const before = plain.slice(last, tag.index);
    // What a quoted attribute says is quoted; one that ends too early ends the tag as well.
    if (!inside) outside.push(before);
    last = tag.index + tag[0].length;
    const name = (tag[2] ?? '').toLowerCase();
    if (tag[2] === undefined) inside = false;
    else if (name === 'recalled') inside = tag[1] === '';
    else if (inside && /^(?:memory|instructions|profile|added|withdrawn|system|tool_call)$/.test(name)) inside = false;
  }
  if (!inside) outside.push(plain.slice(last));
  return outside.join('').includes(marker);
}
