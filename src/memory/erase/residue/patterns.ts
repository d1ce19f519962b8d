/** What to look for once something is erased: its texts in every form that bytes of them could have, words, vectors. */
import type { MemoryRecord } from '../../../kernel/record.ts';
import type { Turn } from '../../../kernel/turn.ts';
import { encodeVector, type Precision } from '../../../plaintext/index/dense/codec.ts';
import { rotationFor } from '../../../plaintext/index/dense/rotation.ts';
import { rowFormat } from '../../../plaintext/index/dense/row-format.ts';
import { tokenize } from '../../../plaintext/index/tokenize.ts';
import type { Fingerprints, WindowKind } from './fingerprints.ts';

const encoder = new TextEncoder();
/** More windows than this are thinned out evenly, so that a huge erasure can be scanned for in one pass. */
const mostWindows = 1_000_000;
/** Windows that a byte of text gives: as it is, normalized, in UTF-16 and base64. */
const windowsPerByte = 3;

export type Erased = {
  readonly turns: readonly Turn[];
  /** Every version that is erased. */
  readonly records: readonly MemoryRecord[];
  /** One a text, as the embedder gave them. */
  readonly vectors: readonly Float32Array[];
  /** Names of whoever is erased as a whole. */
  readonly names: readonly string[];
};

export function addPatterns(into: Fingerprints, { turns, records, vectors, names }: Erased): void {
  const texts = turns.flatMap(textsOfTurn);
  const told = [...new Set(records.flatMap(textsOfRecord))];
  const bytes = [...texts, ...told].reduce((sum, text) => sum + text.length, 0);
  const step = Math.max(1, Math.ceil((bytes * windowsPerByte) / mostWindows));
  for (const text of texts) addText(into, text, 'turn', step);
  for (const text of told) addText(into, text, 'record', step);
  for (const word of wordsOf([...texts, ...names])) into.addWord(encoder.encode(word));
  const vectorStep = Math.max(4, Math.ceil((vectors.length * 3_000) / mostWindows));
  for (const vector of vectors) {
    const { codes, signs } = vectorForms(vector);
    for (const form of codes) into.addWindows(form, 'vector', vectorStep);
    for (const form of signs) into.addWindows(form, 'signs', 4);
  }
}

/** All strings of a turn that somebody said. */
export function textsOfTurn({ text, meta, speaker }: Turn): string[] {
  return [text, ...strings(meta), ...(speaker === undefined ? [] : [speaker])];
}

/** Ids stay in the log, and so does what names them. */
const madeId = /\b[a-z]+_[0-9a-z]{26}\b/g;

/** Slots, as the index names them among what a record is about; scenes and gists say them. */
const slotCue = /\bslot:[a-z][\w.-]*/g;

/** All strings of a record that may quote somebody; what the rules call things is no quotation, nor are ids. */
export function textsOfRecord({ text, data, reason }: MemoryRecord): string[] {
  const { slot, form, key, boundary, polarity, cardinality, state, stance, ...said } = data;
  return [text, reason, ...strings(said)].map((one) => one.replace(madeId, ' ').replace(slotCue, ' '));
}

/** All strings of a record as its bytes have them, ids and words of the rules included. */
export function allTextsOfRecord({ text, data, reason }: MemoryRecord): string[] {
  return [text, reason, ...strings(data)];
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(strings);
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(strings) : [];
}

function addText(into: Fingerprints, text: string, kind: WindowKind, step: number): void {
  for (const form of new Set([text, JSON.stringify(text).slice(1, -1)])) {
    into.addWindows(encoder.encode(form), kind, step);
  }
  // Odd steps meet every fourth position sooner or later: after 12, 20 and 28 bytes at most.
  into.addWindows(encoder.encode(normalized(text)), kind, Math.max(3, step));
  if (kind !== 'turn') return;
  const sparse = Math.max(5, step | 1);
  const sparser = Math.max(7, step | 1);
  into.addWindows(Buffer.from(text, 'utf16le'), 'form', sparser);
  into.addWindows(Buffer.from(text, 'utf16le').swap16(), 'form', sparser);
  // Three ways in which the bytes can lie in the groups of base64; the ends depend on what stands beside.
  const bytes = Buffer.from(text);
  for (let shift = 0; shift < 3; shift++) {
    const coded = bytes.subarray(shift, shift + 3 * Math.floor((bytes.length - shift) / 3)).toString('base64');
    into.addWindows(encoder.encode(coded), 'form', sparse);
  }
}

/** Words with one blank between, in lower case. */
function normalized(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}

/** Words as said (in lower case), and as the index has them. */
export function wordsOf(texts: readonly string[]): Set<string> {
  const words = new Set<string>();
  for (const text of texts) {
    for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) words.add(word);
    tokenize(text, 'document', (term) => words.add(term));
  }
  return words;
}

/** The bytes that a vector has in a store or an index: whole, and coded at each precision; sign bits apart. */
export function vectorForms(vector: Float32Array): { readonly codes: Uint8Array[]; readonly signs: Uint8Array[] } {
  let squares = 0;
  for (const x of vector) squares += x * x;
  if (!(squares > 0)) return { codes: [], signs: [] };
  const coded = (bits: Precision): Uint8Array => encodeVector(vector, bits).subarray(8);
  // The rows of the index are those of the rotated unit vector, in the order of the scan kernel.
  const rotated = vector.map((x) => x / Math.sqrt(squares));
  rotationFor(rotated.length).rotate(rotated, rotated);
  const row = (bits: Precision): Uint8Array => {
    const format = rowFormat(rotated.length, bits);
    const bytes = new Uint8Array(format.stride);
    format.writeRow(bytes, 0, rotated);
    return bytes;
  };
  const raw = new Uint8Array(vector.slice().buffer);
  return { codes: [raw, coded(8), coded(4), coded(2), row(32), row(8), row(4), row(2)], signs: [coded(1), row(1)] };
}
