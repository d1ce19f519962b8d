/**
 * Text -> tokens for the static embedder, as pairs of 32-bit hashes, without making strings.
 *
 * Tokens are runs of Latin letters and digits after case and accent folding ("Café's" is "cafe"); Chinese, Japanese
 * and Korean text gives overlapping pairs of characters; other scripts give runs of letters.
 */

/** Hashes of one token; together they are its identity. Both are unsigned 32-bit. */
export type TokenHash = { a: number; b: number };

/** What one pass over a text reports. */
export type TokenVisitor = {
  /** A run of letters and digits: folded characters `start` to `end` (half-open) of `codes`. */
  word(codes: Uint16Array, start: number, end: number): void;
  /** Two neighbouring characters of a script without spaces (one, when it stands alone: `second` is 0). */
  pair(first: number, second: number): void;
};

/** Hashes characters `start` to `end` of `codes` into `out`. */
export function hashToken(codes: Uint16Array, start: number, end: number, out: TokenHash): void {
  let a = 0x811c9dc5;
  let b = 0x2545f491;
  for (let i = start; i < end; i++) {
    const c = codes[i]!;
    a = Math.imul(a ^ c, 0x01000193);
    b = Math.imul(b + c, 0x85ebca6b);
    b ^= b >>> 15;
  }
  a ^= a >>> 16;
  a = Math.imul(a, 0x7feb352d);
  out.a = (a ^ (a >>> 15)) >>> 0;
  out.b = Math.imul(b ^ (b >>> 13), 0xc2b2ae35) >>> 0;
}

/** Hashes a word that is already folded. */
export function hashWord(word: string): TokenHash {
  const codes = new Uint16Array(word.length);
  for (let i = 0; i < word.length; i++) codes[i] = word.charCodeAt(i);
  const out = { a: 0, b: 0 };
  hashToken(codes, 0, codes.length, out);
  return out;
}

const apostrophe = 0x27;
const letterN = 0x6e;
const letterT = 0x74;

// Kinds of characters, by code unit: 0 separator, 1 part of a word, 2 of a script without spaces between words.
const kinds = new Uint8Array(65_536);

function mark(from: number, to: number, kind: number): void {
  kinds.fill(kind, from, to + 1);
}

mark(0x30, 0x39, 1);
mark(0x61, 0x7a, 1);
mark(0xdf, 0xff, 1);
mark(0x100, 0x24f, 1);
mark(0x370, 0x1fff, 1);
mark(0x3041, 0x30ff, 2);
mark(0x3400, 0x4dbf, 2);
mark(0x4e00, 0x9fff, 2);
mark(0xac00, 0xd7a3, 2);
mark(0xf900, 0xfaff, 2);

let folded = new Uint16Array(4_096);

/** Lower case without accents; full-width forms become plain ones. Returns the number of code units in `folded`. */
function fold(text: string): number {
  if (folded.length < text.length) folded = new Uint16Array(2 * text.length);
  let plain = true;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c > 127) {
      plain = c === 0x2019 || (c >= 0x2010 && c <= 0x201d);
      if (!plain) break;
    }
    folded[i] = c >= 65 && c <= 90 ? c + 32 : c === 0x2019 ? apostrophe : c;
  }
  if (plain) return text.length;
  const slow = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase();
  if (folded.length < slow.length) folded = new Uint16Array(2 * slow.length);
  for (let i = 0; i < slow.length; i++) {
    const c = slow.charCodeAt(i);
    folded[i] = c === 0x2019 ? apostrophe : c;
  }
  return slow.length;
}

/** Reports the tokens of a text in order. The `codes` of a word are only good during the call. */
export function scanTokens(text: string, visitor: TokenVisitor): void {
  const length = fold(text);
  const codes = folded;
  let i = 0;
  while (i < length) {
    const kind = kinds[codes[i]!]!;
    if (kind === 0) {
      i++;
      continue;
    }
    const start = i;
    while (i < length && kinds[codes[i]!] === kind) i++;
    if (kind === 2) {
      if (i - start === 1) visitor.pair(codes[start]!, 0);
      for (let j = start; j + 1 < i; j++) visitor.pair(codes[j]!, codes[j + 1]!);
      continue;
    }
    const end = i;
    let wordEnd = end;
    if (codes[i] === apostrophe && i + 1 < length) {
      let after = i + 1;
      while (after < length && kinds[codes[after]!] === 1) after++;
      const suffix = after - i - 1;
      if (suffix === 1 || suffix === 2) {
        // "it's", "they're", "don't": the ending says nothing, and the n of "n't" goes with it (but "can't" is "can").
        const negated = suffix === 1 && codes[i + 1] === letterT && codes[end - 1] === letterN;
        if (negated && end - start > 2 && !(end - start === 3 && codes[start] === 0x63)) wordEnd = end - 1;
        i = after;
      }
    }
    visitor.word(codes, start, wordEnd);
  }
}
