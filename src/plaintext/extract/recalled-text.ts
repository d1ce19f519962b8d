/**
 * Recognizes text that recall produced earlier, so that it is never learned a second time: by the wrapper tags round a
 * rendered block, and by hashed word shingles of what was rendered (8 words, FNV-1a, bounded, oldest forgotten first).
 */

/** Half-open span of echoed text. */
export type EchoSpan = { readonly start: number; readonly end: number };

export type RecalledTextOptions = {
  /** Shingles kept. Default 65,536 (about 4 MB). */
  readonly capacity?: number;
  /** Words a shingle. Default 8. */
  readonly words?: number;
};

const tag = /<recalled(?:\s[^>]*)?>[\s\S]*?(?:<\/recalled>|$)/gi;
const word = /[\p{L}\p{N}]+/gu;
const unspaced = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/u;

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
  readonly #seen = new Set<number>();
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

  /** Notes a block that was rendered for a prompt (or a hit that was shown). Texts shorter than a shingle are not noted. */
  remember(rendered: string): void {
    const tokens = tokensOf(rendered);
    for (let i = 0; i + this.#words <= tokens.length; i++) {
      const hash = hashShingle(tokens, i, this.#words);
      this.#seen.delete(hash);
      this.#seen.add(hash);
    }
    for (const oldest of this.#seen) {
      if (this.#seen.size <= this.#capacity) break;
      this.#seen.delete(oldest);
    }
  }

  /** Forgets all shingles. */
  clear(): void {
    this.#seen.clear();
  }

  /** Spans of `text` that recall produced, in order, merged: tagged blocks always, shingles where remembered. */
  echoes(text: string): EchoSpan[] {
    const spans: EchoSpan[] = [];
    if (text.includes('<recalled')) {
      for (const match of text.matchAll(tag)) spans.push({ start: match.index, end: match.index + match[0].length });
    }
    if (this.#seen.size > 0) {
      const tokens = tokensOf(text);
      for (let i = 0; i + this.#words <= tokens.length; i++) {
        if (!this.#seen.has(hashShingle(tokens, i, this.#words))) continue;
        const first = tokens[i];
        const last = tokens[i + this.#words - 1];
        if (first !== undefined && last !== undefined) spans.push({ start: first.start, end: last.end });
      }
    }
    return mergeSpans(spans);
  }
}

function mergeSpans(spans: EchoSpan[]): EchoSpan[] {
  const merged: EchoSpan[] = [];
  for (const span of spans.sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last !== undefined && span.start <= last.end + 2)
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else merged.push(span);
  }
  return merged;
}
