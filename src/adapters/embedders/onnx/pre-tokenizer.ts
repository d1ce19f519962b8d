/** The pre-tokenizers of a `tokenizer.json`: cuts a text into words, and writes bytes as letters where the model does. */
import { type Json, patternOf, unsupportedPart } from './tokenizer-parts.ts';

export type PreTokenizer = (pieces: readonly string[]) => string[];

type Behavior = 'Isolated' | 'Removed' | 'MergedWithPrevious' | 'MergedWithNext' | 'Contiguous';

/** How GPT-2 cuts text. */
const gpt2Words = /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu;
const bertPunctuation = /[!-/:-@[-`{-~]|\p{P}/gu;

export function readPreTokenizer(json: unknown): PreTokenizer {
  if (json === null || json === undefined) return (pieces) => [...pieces];
  const part = json as Json;
  switch (part['type']) {
    case 'Sequence': {
      const all = (part['pretokenizers'] as readonly unknown[]).map(readPreTokenizer);
      return (pieces) => all.reduce<string[]>((now, cut) => cut(now), [...pieces]);
    }
    case 'BertPreTokenizer':
      return each((piece) => words(piece).flatMap((word) => split(word, bertPunctuation, 'Isolated')));
    case 'Whitespace':
      return each(
        (piece) => piece.match(/[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}]+|[^\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\s]+/gu) ?? [],
      );
    case 'WhitespaceSplit':
      return each(words);
    case 'Punctuation':
      return each((piece) => split(piece, bertPunctuation, behaviorOf(part['behavior'])));
    case 'Digits':
      return each((piece) => split(piece, part['individual_digits'] === true ? /\p{Nd}/gu : /\p{Nd}+/gu, 'Isolated'));
    case 'Split': {
      const pattern = patternOf(part['pattern'], 'pre-tokenizer');
      const behavior = behaviorOf(part['behavior']);
      if (part['invert'] === true)
        return each((piece) =>
          behavior === 'Removed' ? (piece.match(pattern) ?? []) : split(piece, pattern, behavior),
        );
      return each((piece) => split(piece, pattern, behavior));
    }
    case 'ByteLevel':
      return (pieces) =>
        pieces.flatMap((piece) => {
          const text = part['add_prefix_space'] === true && !/^\s/u.test(piece) ? ` ${piece}` : piece;
          const cut = part['use_regex'] === false ? [text] : (text.match(gpt2Words) ?? []);
          return cut.map(asByteLetters);
        });
    default:
      throw unsupportedPart('pre-tokenizer', part['type']);
  }
}

const each =
  (cut: (piece: string) => readonly string[]): PreTokenizer =>
  (pieces) =>
    pieces.flatMap((piece) => cut(piece).filter((part) => part !== ''));

const words = (piece: string): string[] => piece.split(/\s+/u).filter((word) => word !== '');

function behaviorOf(value: unknown): Behavior {
  const known: readonly Behavior[] = ['Isolated', 'Removed', 'MergedWithPrevious', 'MergedWithNext', 'Contiguous'];
  const found = known.find((behavior) => behavior === value);
  if (found === undefined) throw unsupportedPart('behavior of a pre-tokenizer', value);
  return found;
}

/** Cuts at each match; what happens to the match itself is the behavior. */
function split(text: string, pattern: RegExp, behavior: Behavior): string[] {
  const out: string[] = [];
  let from = 0;
  let before = '';
  let lastEnd = -1;
  const push = (piece: string): void => {
    if (piece !== '') out.push(piece);
  };
  for (const match of text.matchAll(pattern)) {
    const found = match[0];
    if (found === '') continue;
    const gap = text.slice(from, match.index);
    if (behavior === 'MergedWithPrevious') push(gap + found);
    else if (behavior === 'MergedWithNext') {
      push(before + gap);
      before = found;
    } else {
      push(gap);
      if (behavior === 'Contiguous' && gap === '' && lastEnd === match.index && out.length > 0) {
        out[out.length - 1] = (out[out.length - 1] as string) + found;
      } else if (behavior !== 'Removed') push(found);
    }
    from = match.index + found.length;
    lastEnd = from;
  }
  push(before + text.slice(from));
  return out;
}

const encoder = new TextEncoder();
/** One printable letter for each byte, as GPT-2 writes them: what is printable stands for itself, the rest from U+0100 on. */
const byteLetters: readonly string[] = (() => {
  const letters: string[] = [];
  let next = 0x100;
  for (let byte = 0; byte < 256; byte += 1) {
    const plain = (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
    letters.push(String.fromCharCode(plain ? byte : next));
    if (!plain) next += 1;
  }
  return letters;
})();

function asByteLetters(text: string): string {
  let out = '';
  for (const byte of encoder.encode(text)) out += byteLetters[byte] as string;
  return out;
}
