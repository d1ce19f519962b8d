/**
 * Words that a cube and its receipts are written with. Somebody may have said one of them ("until", or "moved", which
 * stands in "removed"): that it is in a file does not mean that a trace of the text was left there.
 */
import { migrations } from '../../../adapters/sqlite/schema.ts';
import { recordKinds } from '../../../kernel/record.ts';
import { sourceClasses } from '../../../kernel/turn.ts';

const ofReceipts =
  'format palimpsest-erasure-receipt version cube asked selector overrideHold mentions erase redact keep begunAt ' +
  'completedAt closure turns records versions reverted mentioned possibleMentions includeMentions all some rederived positions removed hooks name state done owed ' +
  'keysDestroyed learned what outcome copies kind backup export kept leftover path digest madeAt rewritten unreadable not covered ' +
  'why scan scanWhy patterns rows blobs files bytes hits text words vectors places control planted found chain hash body ' +
  'signature algorithm Ed25519 keyId publicKey value document frequencies, mean length, tables of words and names ' +
  'computed anew without it use counts and fading weights removed with what they counted contexts of extraction and of ' +
  'open sittings dropped; made again from the turns that are left calibration of confidence, weights of the ranking not ' +
  'learned from this cube not made yet notCounted id of fingerprints: something that stays says the same turns and records ' +
  'that may speak of the subject and stay texts beside them that name it words of fewer than characters by themselves, ' +
  'paraphrases, compressed copies reason of an earlier erasure path of a known copy it names the subject: move the file ' +
  'and the hash chain commits to receipts: they are never emptied policyRules a killed process had left it after the scan';

/** Of file formats, rows, names of blobs, and reasons that are given where nobody gave one. */
const ofFiles =
  'SQLite format sqlite_autoindex PLMPhead cube blobs jobs meta log false true null check table index trigger sequence ' +
  'turn record mark erasure revision scope user session agent project source trust stamp marks importance ' +
  'content valid known until since digest forgotten on request erased archived faded restored ' +
  'snapshot veiled residue uncovered pending erase ticked tickedAt setup history recipe embedder static model zone policy ' +
  'schema unset rederivation groups entries holds destroyed level nothing everything encryption sealedAway receipts usage states reviews vectors postings names terms gists episode episodes summary';

export const ownWords: string = [
  ofReceipts,
  ofFiles,
  ...recordKinds,
  ...sourceClasses,
  ...migrations.flatMap(({ objects, statements }) => [objects, ...statements]),
].join(' ');

/** Adds the names of all fields of a value, in every depth. */
export function fieldsOf(value: unknown, into: Set<string>): void {
  if (Array.isArray(value)) for (const one of value) fieldsOf(one, into);
  else if (value !== null && typeof value === 'object' && !ArrayBuffer.isView(value)) {
    for (const [name, of] of Object.entries(value)) {
      into.add(name);
      if (typeof of === 'object') fieldsOf(of, into);
    }
  }
}

/** Digits of a time in milliseconds. */
const timeDigits = 13;
/** Shorter runs of hexadecimal digits are words. */
const digestDigits = 16;
/** Of an id behind its kind (`turn_...`). */
const idDigits = 26;
/** Keys and signatures in base64 are longer; words that stand side by side in a table are in lower case. */
const keyDigits = 40;

/**
 * True inside a time in milliseconds, a digest, an id or a key, and of a number that is the value of a field: "44000",
 * "faced" and "Bella" stand there by chance, and the 10,200th entry of a log is no PIN.
 */
export function isInsideNumber(bytes: Uint8Array, { offset, length }: { offset: number; length: number }): boolean {
  const run = (isOf: (byte: number) => boolean): readonly [start: number, length: number] => {
    for (let i = offset; i < offset + length; i++) if (!isOf(bytes[i] as number)) return [offset, 0];
    let [start, end] = [offset, offset + length];
    while (start > 0 && isOf(bytes[start - 1] as number)) start--;
    while (end < bytes.length && isOf(bytes[end] as number)) end++;
    return [start, end - start];
  };
  const [first, all] = run(isDigit);
  if (all === timeDigits || run(isHex)[1] >= digestDigits || (all > 0 && isField(bytes, first, first + all)))
    return true;
  const [start, digits] = run((byte) => isDigit(byte) || isLower(byte));
  if (digits === idDigits && bytes[start - 1] === underscore) return true;
  const [from, size] = run(isBase64);
  if (size < keyDigits) return false;
  const key = bytes.subarray(from, from + size);
  return key.some(isDigit) && key.some(isLower) && key.some(isUpper);
}

/** `"firstSeq":10200,`: what somebody said stands between quotation marks, and its own are escaped. */
const isField = (bytes: Uint8Array, start: number, end: number): boolean =>
  bytes[start - 1] === colon &&
  bytes[start - 2] === quote &&
  bytes[start - 3] !== backslash &&
  (bytes[end] === comma || bytes[end] === brace);

const [quote, comma, colon, backslash, brace] = [34, 44, 58, 92, 125];
const underscore = 95;
const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57;
const isLower = (byte: number): boolean => byte >= 97 && byte <= 122;
const isUpper = (byte: number): boolean => byte >= 65 && byte <= 90;
const isHex = (byte: number): boolean => isDigit(byte) || (byte >= 97 && byte <= 102);
/** `+` and `/`, or `-` and `_`. */
const isBase64 = (byte: number): boolean =>
  isDigit(byte) || isLower(byte) || isUpper(byte) || byte === 43 || byte === 47 || byte === 45 || byte === underscore;
