/**
 * What a scan looks for, as keyed fingerprints of short windows: many patterns in one pass over any bytes, and nothing
 * in it that could be read back.
 *
 * Windows of 12 bytes and words of 5 and more, folded (ASCII letters to lower case, white space to blanks). All windows
 * of a pattern are in the set, so it is enough to look at every fourth position of what is scanned: whatever is left
 * of a pattern is found from 15 bytes on. A hash over three words of 32 bits rejects almost every position with one
 * look into a bitmap; the others are compared by a second hash, 64 bits in all.
 */
import type { Entropy } from '../../../ports/index.ts';

/** What a window comes from. Order is part of the saved form. */
export const windowKinds = ['turn', 'record', 'form', 'vector', 'signs'] as const;
export type WindowKind = (typeof windowKinds)[number];

export const windowBytes = 12;
/** Shortest word that is looked for: one that is shorter need not have four bytes at an even position. */
export const wordBytes = 5;

/** 0: counts. 1: something that stays says the same. */
type Explained = 0 | 1;

const firstPlaces = 1 << 12;

/** Open addressing; equal keys may stand several times. */
class Places {
  keys: Uint32Array;
  seconds: Uint32Array;
  infos: Uint32Array;
  explained: Uint8Array;
  count = 0;

  constructor(size: number = firstPlaces) {
    this.keys = new Uint32Array(size);
    this.seconds = new Uint32Array(size);
    this.infos = new Uint32Array(size);
    this.explained = new Uint8Array(size);
  }

  /** The place of this pattern, or the free one where it belongs, as `-1 - place`. `info` is never 0. */
  find(key: number, second: number, info: number): number {
    const mask = this.keys.length - 1;
    for (let place = (key ^ (key >>> 15)) & mask; ; place = (place + 1) & mask) {
      if (this.infos[place] === 0) return -1 - place;
      if (this.keys[place] === key && this.seconds[place] === second && this.infos[place] === info) return place;
    }
  }

  add(key: number, second: number, info: number): void {
    if (2 * (this.count + 1) > this.keys.length) this.grow();
    const place = this.find(key, second, info);
    if (place >= 0) return;
    this.keys[-1 - place] = key;
    this.seconds[-1 - place] = second;
    this.infos[-1 - place] = info;
    this.count++;
  }

  private grow(): void {
    const old = { keys: this.keys, seconds: this.seconds, infos: this.infos, explained: this.explained };
    const size = old.keys.length * 2;
    this.keys = new Uint32Array(size);
    this.seconds = new Uint32Array(size);
    this.infos = new Uint32Array(size);
    this.explained = new Uint8Array(size);
    for (let i = 0; i < old.keys.length; i++) {
      if (old.infos[i] === 0) continue;
      const place = -1 - this.find(old.keys[i] as number, old.seconds[i] as number, old.infos[i] as number);
      this.keys[place] = old.keys[i] as number;
      this.seconds[place] = old.seconds[i] as number;
      this.infos[place] = old.infos[i] as number;
      this.explained[place] = old.explained[i] as number;
    }
  }
}

/** One thing found. `place` names the pattern, for `explain`. */
export type Match = {
  readonly offset: number;
  readonly length: number;
  readonly kind: WindowKind | 'word';
  readonly place: number;
};

const fold = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 65 && byte <= 90) return byte + 32;
  return byte === 9 || byte === 10 || byte === 13 ? 32 : byte;
});

/** Bytes that stand in text: printable ASCII, and the bytes of longer characters. */
const isText = (byte: number): boolean => (byte >= 32 && byte < 127) || byte >= 0xc2;
/** Words shorter than this turn up in random bytes by chance: they count only where text stands round them. */
const sureWord = 8;
/** Upper to lower case, and more: good enough to reject by. */
const folding = 0x20202020;

export class Fingerprints {
  readonly #windows = new Places();
  /** Four bytes of a word each: `info` is its length and where in it they stand. */
  readonly #words = new Places();
  readonly #explainedWords = new Set<number>();
  readonly #seed: Uint8Array;
  /** Odd multipliers. */
  readonly #factors: Int32Array;
  #windowBits: Int32Array = new Int32Array(0);
  #wordBits: Int32Array = new Int32Array(0);
  /** Short texts are laid out in it, once for each way in which their bytes can lie in words. */
  #scratch: Uint8Array = new Uint8Array(0);

  /** `seed`: 16 random bytes. */
  constructor(seed: Uint8Array) {
    this.#seed = seed.slice(0, 16);
    this.#factors = new Int32Array(this.#seed.buffer.slice(0, 16)).map((value) => value | 1);
  }

  get size(): number {
    return this.#windows.count + this.#words.count;
  }

  /** How many of them something that stays explains. */
  get explained(): number {
    const { explained } = this.#windows;
    let count = 0;
    for (let i = 0; i < explained.length; i++) count += explained[i] as number;
    const { infos, seconds } = this.#words;
    for (let i = 0; i < infos.length; i++) {
      if (infos[i] !== 0 && this.#explainedWords.has(seconds[i] as number)) count += 1;
    }
    return count;
  }

  /** Adds the windows of `bytes` that begin at multiples of `step`; those with too few different bytes say nothing. */
  addWindows(bytes: Uint8Array, kind: WindowKind, step: number = 1): void {
    const least = kind === 'vector' || kind === 'signs' ? 6 : 4;
    const info = windowKinds.indexOf(kind) + 1;
    for (let at = 0; at + windowBytes <= bytes.length; at += step) {
      if (distinct(bytes, at) < least) continue;
      const key = this.#windowKey(wordAt(bytes, at), wordAt(bytes, at + 4), wordAt(bytes, at + 8));
      this.#windows.add(key, this.#second(bytes, at, windowBytes), info);
    }
    this.#windowBits = new Int32Array(0);
  }

  /** Adds a word of 5 to 255 bytes; others are passed over. */
  addWord(word: Uint8Array): void {
    if (word.length < wordBytes || word.length > 255) return;
    const second = this.#second(word, 0, word.length);
    for (let at = 0; at < 2; at++) this.#words.add(this.#wordKey(wordAt(word, at)), second, word.length | (at << 8));
    this.#wordBits = new Int32Array(0);
  }

  /** What stays says this, too: it does not count any more. */
  explain({ kind, place }: Pick<Match, 'kind' | 'place'>): void {
    if (kind === 'word') this.#explainedWords.add(this.#words.seconds[place] as number);
    else this.#windows.explained[place] = 1 satisfies Explained;
  }

  /** From here on, what is explained by now costs nothing. */
  settle(): void {
    this.#windowBits = new Int32Array(0);
    this.#wordBits = new Int32Array(0);
  }

  /** Calls `found` for everything in `bytes` that is not explained, at every fourth position. */
  scan(bytes: Uint8Array, found: (match: Match) => void): void {
    this.#prepare();
    const isAligned = bytes.byteOffset % 4 === 0;
    // Not `slice`, which of a Buffer gives no copy.
    const whole = isAligned ? bytes : new Uint8Array(bytes);
    const words = new Int32Array(whole.buffer, whole.byteOffset, whole.length >> 2);
    this.#scanWords(words, whole, 0, found);
    // The last bytes do not fill a word.
    const tail = Math.max(0, (whole.length & ~3) - windowBytes);
    if (whole.length % 4 !== 0) {
      const padded = new Uint8Array((whole.length - tail + 7) & ~3);
      padded.set(whole.subarray(tail));
      this.#scanWords(new Int32Array(padded.buffer), padded, tail, found);
    }
  }

  /** The same at every position: for short texts, and to find all that a text explains. */
  scanAll(bytes: Uint8Array, found: (match: Match) => void): void {
    this.#prepare();
    if (this.#scratch.length < bytes.length + windowBytes) this.#scratch = new Uint8Array(2 * bytes.length + 1_024);
    for (let shift = 0; shift < 4; shift++) {
      const length = bytes.length - shift;
      if (length <= 0) return;
      const part = this.#scratch.subarray(0, length);
      part.set(shift === 0 ? bytes : bytes.subarray(shift));
      this.#scratch.fill(0, length, length + 4);
      const words = new Int32Array(this.#scratch.buffer, 0, (length + 3) >> 2);
      this.#scanWords(
        words,
        part,
        0,
        shift === 0 ? found : (match) => found({ ...match, offset: match.offset + shift }),
      );
    }
  }

  #prepare(): void {
    const { explained } = this.#windows;
    const { seconds } = this.#words;
    if (this.#windowBits.length === 0) this.#windowBits = bitmapOf(this.#windows, (i) => explained[i] === 0);
    if (this.#wordBits.length === 0) {
      this.#wordBits = bitmapOf(this.#words, (i) => !this.#explainedWords.has(seconds[i] as number));
    }
  }

  #scanWords(words: Int32Array, bytes: Uint8Array, from: number, found: (match: Match) => void): void {
    const [first, second, third, fourth] = this.#factors as unknown as [number, number, number, number];
    const windowBits = this.#windowBits;
    const wordBits = this.#wordBits;
    const windowMask = windowBits.length - 1;
    const wordMask = wordBits.length - 1;
    const end = words.length;
    let a = 0;
    let b = end > 0 ? (words[0] as number) | folding : 0;
    let c = end > 1 ? (words[1] as number) | folding : 0;
    for (let i = 2; i < end + 2; i++) {
      a = b;
      b = c;
      c = i < end ? (words[i] as number) | folding : 0;
      let key = (Math.imul(a, first) + Math.imul(b, second) + Math.imul(c, third)) | 0;
      key ^= key >>> 15;
      if (((windowBits[(key >>> 5) & windowMask] as number) & (1 << key)) !== 0) {
        this.#lookWindow(bytes, 4 * (i - 2), key, from, found);
      }
      let even = Math.imul(a, fourth);
      even ^= even >>> 15;
      if (((wordBits[(even >>> 5) & wordMask] as number) & (1 << even)) !== 0) {
        this.#lookWord(bytes, 4 * (i - 2), even, from, found);
      }
      let odd = Math.imul((a >>> 16) | (b << 16), fourth);
      odd ^= odd >>> 15;
      if (((wordBits[(odd >>> 5) & wordMask] as number) & (1 << odd)) !== 0) {
        this.#lookWord(bytes, 4 * (i - 2) + 2, odd, from, found);
      }
    }
  }

  /** Everything, to wait in a cube; explanations are made anew. */
  encode(): Uint8Array {
    const parts = [this.#windows, this.#words].map((places) => {
      const rows: number[] = [];
      places.infos.forEach((info, i) => {
        if (info !== 0) rows.push(places.keys[i] as number, places.seconds[i] as number, info);
      });
      return Uint32Array.from(rows);
    });
    const [windows, words] = parts as [Uint32Array, Uint32Array];
    const out = new Uint8Array(16 + 8 + 4 * (windows.length + words.length));
    out.set(this.#seed, 0);
    const view = new DataView(out.buffer);
    view.setUint32(16, windows.length / 3, true);
    view.setUint32(20, words.length / 3, true);
    out.set(new Uint8Array(windows.buffer), 24);
    out.set(new Uint8Array(words.buffer), 24 + 4 * windows.length);
    return out;
  }

  /** `undefined` for bytes that `encode` did not write. */
  static decode(saved: Uint8Array): Fingerprints | undefined {
    if (saved.length < 24 || saved.length % 4 !== 0) return undefined;
    const bytes = saved.slice();
    const view = new DataView(bytes.buffer);
    const [windows, words] = [view.getUint32(16, true), view.getUint32(20, true)];
    if (24 + 12 * (windows + words) !== bytes.length) return undefined;
    const made = new Fingerprints(bytes.subarray(0, 16));
    const rows = new Uint32Array(bytes.buffer, 24);
    for (let i = 0; i < windows + words; i++) {
      const places = i < windows ? made.#windows : made.#words;
      places.add(rows[3 * i] as number, rows[3 * i + 1] as number, rows[3 * i + 2] as number);
    }
    return made;
  }

  #windowKey(a: number, b: number, c: number): number {
    const [first, second, third] = this.#factors as unknown as [number, number, number];
    const key = (Math.imul(a | folding, first) + Math.imul(b | folding, second) + Math.imul(c | folding, third)) | 0;
    return (key ^ (key >>> 15)) >>> 0;
  }

  #wordKey(four: number): number {
    const key = Math.imul(four | folding, this.#factors[3] as number);
    return (key ^ (key >>> 15)) >>> 0;
  }

  #second(bytes: Uint8Array, at: number, length: number): number {
    let hash = this.#factors[0] as number;
    for (let i = at; i < at + length; i++) hash = Math.imul(hash ^ (fold[bytes[i] as number] as number), 0x01000193);
    hash ^= hash >>> 15;
    return Math.imul(hash, 0x2c1b3c6d) >>> 0;
  }

  #lookWindow(bytes: Uint8Array, at: number, hash: number, from: number, found: (match: Match) => void): void {
    const key = hash >>> 0;
    const { keys, seconds, infos, explained } = this.#windows;
    const mask = keys.length - 1;
    let second: number | undefined;
    for (let place = (key ^ (key >>> 15)) & mask; infos[place] !== 0; place = (place + 1) & mask) {
      if (keys[place] !== key || explained[place] === 1) continue;
      if (at + windowBytes > bytes.length) return;
      second ??= this.#second(bytes, at, windowBytes);
      if (seconds[place] !== second) continue;
      const kind = windowKinds[(infos[place] as number) - 1] as WindowKind;
      found({ offset: from + at, length: windowBytes, kind, place });
    }
  }

  #lookWord(bytes: Uint8Array, at: number, hash: number, from: number, found: (match: Match) => void): void {
    const key = hash >>> 0;
    const { keys, seconds, infos } = this.#words;
    const mask = keys.length - 1;
    for (let place = (key ^ (key >>> 15)) & mask; infos[place] !== 0; place = (place + 1) & mask) {
      if (keys[place] !== key) continue;
      const info = infos[place] as number;
      const length = info & 0xff;
      const start = at - (info >>> 8);
      if (start < 0 || start + length > bytes.length || this.#explainedWords.has(seconds[place] as number)) continue;
      if (seconds[place] !== this.#second(bytes, start, length)) continue;
      if (length < sureWord && !standsInText(bytes, start, length)) continue;
      found({ offset: from + start, length, kind: 'word', place });
    }
  }
}

/** A set of nothing, keyed anew. */
export function newFingerprints(entropy: Entropy): Fingerprints {
  return new Fingerprints(entropy.bytes(16));
}

/** Four bytes as the processor reads them. */
function wordAt(bytes: Uint8Array, at: number): number {
  four.set(bytes.subarray(at, at + 4));
  return fourAsWord[0] as number;
}

const four = new Uint8Array(4);
const fourAsWord = new Int32Array(four.buffer);

function bitmapOf({ keys, infos, count }: Places, counts: (place: number) => boolean): Int32Array {
  let words = 1 << 11;
  while (words < count / 2 && words < 1 << 20) words *= 2;
  const bits = new Int32Array(words);
  keys.forEach((key, i) => {
    if (infos[i] === 0 || !counts(i)) return;
    const at = (key >>> 5) & (words - 1);
    bits[at] = (bits[at] as number) | (1 << key);
  });
  return bits;
}

function distinct(bytes: Uint8Array, at: number): number {
  let seen = 0;
  for (let i = at; i < at + windowBytes; i++) {
    let isNew = 1;
    for (let j = at; j < i; j++) if (bytes[j] === bytes[i]) isNew = 0;
    seen += isNew;
  }
  return seen;
}

/** At least three quarters of the 16 bytes round a word are text, as far as there are any. */
function standsInText(bytes: Uint8Array, at: number, length: number): boolean {
  let text = 0;
  let all = 0;
  for (let i = Math.max(0, at - 8); i < Math.min(bytes.length, at + length + 8); i++) {
    if (i >= at && i < at + length) continue;
    all++;
    if (isText(bytes[i] as number)) text++;
  }
  return all === 0 || 4 * text >= 3 * all;
}
