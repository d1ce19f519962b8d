/**
 * Recognizes text that recall produced earlier, so that it is never learned a second time: by the wrapper tags round a
 * rendered block, and by hashed word shingles of what was rendered (8 words, FNV-1a, bounded, oldest forgotten first).
 */

/** Half-open span of echoed text; `trust` (where below 1) is what was believed of it when it was given out. */
export type EchoSpan = { readonly start: number; readonly end: number; readonly trust?: number };

export type RecalledTextOptions = {
  /** Shingles kept. Default 65,536 (about 4 MB). */
  readonly capacity?: number;
  /** Words a shingle. Default 8. */
  readonly words?: number;
};

const tag = /<recalled(?:\s[^>]*)?>[\s\S]*?(?:<\/recalled>|$)/gi;
const tagTrust = /^<recalled\s[^>]*\btrust="([\d.]+)"/i;
const sentence = /[^.!?\n]+/g;
/** Fewest words of a whole sentence that is recognized although it is shorter than a shingle. */
const shortest = 3;
const word = /[\p{L}\p{N}]+/gu;
const unspaced = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/u;

/** The text with what stands in the tags of a rendered block blanked, lengths kept. */
export function withoutRecalled(text: string): string {
  return text.includes('<recalled') ? text.replace(tag, (block) => ' '.repeat(block.length)) : text;
}

type Token = { readonly text: string; readonly start: number; readonly end: number };

/** Words with offsets; scripts without spaces count every character. */
function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(word)) {
    if (unspaced.test(match[0])) {
      let at = match.index;
      for (const char of match[0]) {
        tokens.push({ text: char, start: at, end: at + char.length });
        at += char.length;
      }
    } else tokens.push({ text: match[0].toLowerCase(), start: match.index, end: match.index + match[0].length });
  }
  return tokens;
}

/** Two 26-bit FNV-1a style lanes in one safe integer. */
function hashShingle(tokens: readonly Token[], from: number, count: number): number {
  let a = 0x811c9dc5;
  let b = 0x1b873593;
  for (let i = from; i < from + count; i++) {
    const text = tokens[i]?.text ?? '';
    for (let c = 0; c < text.length; c++) {
      a = Math.imul(a ^ text.charCodeAt(c), 0x01000193);
      b = Math.imul(b ^ text.charCodeAt(c), 0x85ebca6b);
    }
    a = Math.imul(a ^ 0x20, 0x01000193);
    b = Math.imul(b ^ 0x20, 0xc2b2ae35);
  }
  return (a >>> 6) * 0x4000000 + (b >>> 6);
}

/** What recall rendered lately. One per open cube; not persisted. */
export class RecalledText {
  /** Hash -> trust. */
  readonly #seen = new Map<number, number>();
  /** Whole sentences that are shorter than a shingle. */
  readonly #short = new Map<number, number>();
  readonly #capacity: number;
  readonly #words: number;

  constructor(options: RecalledTextOptions = {}) {
    this.#capacity = options.capacity ?? 65_536;
    this.#words = options.words ?? 8;
  }

  /** Shingles held. */
  get size(): number {
    return this.#seen.size;
  }

  /** Notes a block that was rendered for a prompt (or a hit that was shown), and how far it is believed (default 1). */
  remember(rendered: string, trust = 1): void {
    const tokens = tokensOf(rendered);
    for (let i = 0; i + this.#words <= tokens.length; i++) {
      this.#note(this.#seen, hashShingle(tokens, i, this.#words), trust);
    }
    for (const words of shortSentences(rendered, this.#words)) {
      this.#note(this.#short, hashShingle(words, 0, words.length), trust);
    }
  }

  #note(seen: Map<number, number>, hash: number, trust: number): void {
    const least = Math.min(trust, seen.get(hash) ?? 1);
    seen.delete(hash);
    seen.set(hash, least);
    const oldest = seen.size > this.#capacity ? seen.keys().next().value : undefined;
    if (oldest !== undefined) seen.delete(oldest);
  }

  /** Forgets all shingles. */
  clear(): void {
    this.#seen.clear();
    this.#short.clear();
  }

  /**
   * Spans of `text` that recall produced, in order, merged: tagged blocks always, shingles where remembered; whole
   * sentences that are shorter where `short` is asked for (a person may well say "I live in Oslo" twice by himself).
   */
  echoes(text: string, { short = false }: { readonly short?: boolean } = {}): EchoSpan[] {
    const spans: EchoSpan[] = [];
    if (text.includes('<recalled')) {
      for (const match of text.matchAll(tag)) {
        const trust = Number(tagTrust.exec(match[0])?.[1] ?? 1);
        spans.push({ start: match.index, end: match.index + match[0].length, ...below(trust) });
      }
    }
    if (short && this.#short.size > 0) {
      for (const words of shortSentences(text, this.#words)) {
        const trust = this.#short.get(hashShingle(words, 0, words.length));
        const [first, last] = [words[0], words.at(-1)];
        if (trust !== undefined && first && last) spans.push({ start: first.start, end: last.end, ...below(trust) });
      }
    }
    if (this.#seen.size > 0) {
      const tokens = tokensOf(text);
      for (let i = 0; i + this.#words <= tokens.length; i++) {
        const trust = this.#seen.get(hashShingle(tokens, i, this.#words));
        if (trust === undefined) continue;
        const first = tokens[i];
        const last = tokens[i + this.#words - 1];
        if (first !== undefined && last !== undefined)
          spans.push({ start: first.start, end: last.end, ...below(trust) });
      }
    }
    return mergeSpans(spans);
  }
}

const below = (trust: number): { readonly trust?: number } => (trust < 1 ? { trust } : {});

/** Sentences of fewer words than a shingle, with the offsets of their words in `text`. */
function shortSentences(text: string, words: number): Token[][] {
  const found: Token[][] = [];
  for (const match of text.matchAll(sentence)) {
    // A long one cannot be short, and need not be cut into words.
    if (match[0].length > 40 * words) continue;
    const tokens = tokensOf(match[0]);
    if (tokens.length < shortest || tokens.length >= words) continue;
    found.push(tokens.map((token) => ({ ...token, start: token.start + match.index, end: token.end + match.index })));
  }
  return found;
}

function mergeSpans(spans: EchoSpan[]): EchoSpan[] {
  const merged: EchoSpan[] = [];
  for (const span of spans.sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last !== undefined && span.start <= last.end + 2)
      merged[merged.length - 1] = {
        start: last.start,
        end: Math.max(last.end, span.end),
        ...below(Math.min(last.trust ?? 1, span.trust ?? 1)),
      };
    else merged.push(span);
  }
  return merged;
}
