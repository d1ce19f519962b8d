/** The end of an erasure: the residue scan, and the signed receipt that names what it found. */
import { signerFrom } from '../../adapters/keys/receipt-signer.ts';
import { isMemoryError } from '../../errors/index.ts';
import type { ReceiptSigner } from '../../ports/index.ts';
import { isSearchable } from '../derived-state.ts';
import type { Engine } from '../engine.ts';
import { turnText } from '../units.ts';
import type { Closure } from './closure.ts';
import type { HookOutcome } from './erasure-hooks.ts';
import { knownCopies } from './known-copies.ts';
import { namesOf } from './mentions.ts';
import { signReceipt } from './receipt.ts';
import type { ReceiptBody, ReceiptDocument, ReceiptScan } from './receipt-types.ts';
import { Fingerprints, newFingerprints, wordBytes } from './residue/fingerprints.ts';
import { addPatterns } from './residue/patterns.ts';
import { type ResidueReport, scanCube } from './residue/scan-cube.ts';

const receiptFolder = 'receipt/';
/** Receipts by the ids of their erasures. */
export const receiptBlob = (erasure: string): string => receiptFolder + erasure;
const residueFolder = 'pending/residue-';
/** Fingerprints that wait for their scan: keyed hashes, removed with the end of the erasure. */
export const residueBlob = (erasure: string): string => residueFolder + erasure;
/** Vectors that are looked for, at most: of very large erasures, texts and words are enough. */
const mostVectors = 5_000;

/** What to look for once this is erased. */
export async function fingerprintsOf(
  engine: Engine,
  closure: Closure,
  subject: string | undefined,
): Promise<Uint8Array> {
  const { selected, derived, reverted, versions } = closure;
  const found = [...selected.values(), ...derived.values()];
  const turns = found.flatMap(({ turn }) => (turn === undefined ? [] : [turn]));
  const gone = [...selected.keys(), ...derived.keys()].flatMap((id) => versions.get(id) ?? []);
  const spoiled = [...reverted.values()].flatMap((one) => one.spoiled);
  const records = [...gone, ...spoiled];
  const { embedder } = engine.state;
  const texts = [
    ...found.flatMap(({ seq, turn }) => (turn === undefined ? [] : [{ seq, text: turnText(turn) }])),
    ...records.flatMap(({ seq, record }) => (isSearchable(record) ? [{ seq, text: record.text }] : [])),
  ].slice(0, mostVectors);
  const vectors = embedder === undefined ? [] : await engine.vectors.at(embedder, texts);
  const wanted = newFingerprints(engine.settings.entropy);
  const names = subject === undefined ? [] : [...namesOf(engine, subject)];
  addPatterns(wanted, { turns, records: records.map(({ record }) => record), vectors, names });
  return wanted.encode();
}

/**
 * Scans where fingerprints wait, writes the file anew and scans again if bytes were left in it, and signs the receipt.
 * Gives `undefined` where there is no such erasure.
 */
export async function finishReceipt(
  engine: Engine,
  erasure: string,
  signal?: AbortSignal,
): Promise<ReceiptDocument | undefined> {
  const { store } = engine.cube;
  const saved = await readReceipt(engine, erasure);
  if (saved === undefined) return undefined;
  const bytes = await store.blob(residueBlob(erasure));
  const wanted = bytes === undefined ? undefined : Fingerprints.decode(bytes);
  const { scanWhy, ...rest } = saved.body;
  let body: ReceiptBody = { ...rest, scanWhy: 'it was not asked for' };
  if (wanted !== undefined) {
    try {
      const keptReasons = new Set(rest.kept?.flatMap(({ id }) => id ?? []));
      body = { ...rest, scan: scanPart(await scanUntilClean(engine, wanted, keptReasons, signal), rest) };
    } catch (error) {
      if (!isMemoryError(error, 'busy')) throw error;
      body = { ...rest, scanWhy: `interrupted: ${error.message}` };
    }
  }
  const document = await signReceipt(body, await signerOf(engine));
  await store.putBlobs(
    new Map([
      [receiptBlob(erasure), encode(document)],
      [residueBlob(erasure), null],
    ]),
  );
  return document;
}

/** The key that signs the receipts of this cube; made where there is none yet. */
export async function signingKey(engine: Engine): Promise<Pick<ReceiptSigner, 'keyId' | 'publicKey'> | undefined> {
  const signer = await signerOf(engine);
  return signer === undefined ? undefined : { keyId: signer.keyId, publicKey: signer.publicKey };
}

/** The key for receipts lies in the ring of a cube that has one, else where its owner keeps it. */
async function signerOf(engine: Engine): Promise<ReceiptSigner | undefined> {
  const { signer, ownerSigner } = engine.settings;
  if (signer !== undefined) return signer();
  return engine.keys === undefined ? ownerSigner?.() : signerFrom(await engine.keys.secret('receipts'));
}

/** Notes that a hook that was owed a call has been called, and signs anew. */
export async function noteHook(engine: Engine, erasure: string, outcome: HookOutcome): Promise<void> {
  const saved = await readReceipt(engine, erasure);
  if (saved === undefined) return;
  const hooks = saved.body.hooks.map((one) => (one.name === outcome.name ? outcome : one));
  await signAnew(engine, erasure, { ...saved.body, hooks });
}

/** Replaces a receipt by one that says what has been done since. */
export async function signAnew(engine: Engine, erasure: string, body: ReceiptBody): Promise<void> {
  const document = await signReceipt(body, await signerOf(engine));
  await engine.cube.store.putBlobs(new Map([[receiptBlob(erasure), encode(document)]]));
}

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** Finishes receipts of erasures that were cut off before their scans. */
export async function finishReceipts(engine: Engine): Promise<void> {
  for (const name of await engine.cube.store.blobNames(residueFolder)) {
    await finishReceipt(engine, name.slice(residueFolder.length));
  }
}

async function scanUntilClean(
  engine: Engine,
  wanted: Fingerprints,
  keptReasons: ReadonlySet<string>,
  signal?: AbortSignal,
): Promise<ResidueReport> {
  const scan = async (): Promise<ResidueReport> => {
    const { store } = engine.cube;
    const copies = (await knownCopies(store)).map(({ path }) => path);
    const ring = engine.keys?.ring.path;
    const ownBlobs = new Set(await store.blobNames(residueFolder));
    const all = ring === undefined ? copies : [...copies, ring];
    return scanCube(engine, wanted, { copies: all, ownBlobs, keptReasons }, signal);
  };
  const first = await scan();
  const { text, words, vectors } = first.hits;
  if (text + words + vectors === 0 || !first.places.some((place) => place.startsWith('file '))) return first;
  // Copies that moving entries about has left in pages of the file: written anew, it has none.
  await engine.exclusive(() => engine.cube.store.compact());
  return scan();
}

/** Words of these are known to `own-words`. */
function notCounted(
  { patterns, explained }: ResidueReport,
  { closure, kept = [] }: Pick<ReceiptBody, 'closure' | 'kept'>,
): readonly string[] {
  const { possibleMentions = 0 } = closure;
  return [
    ...(explained === 0 ? [] : [`${explained} of ${patterns} fingerprints: something that stays says the same`]),
    ...(possibleMentions === 0 ? [] : [`${possibleMentions} turns and records that may speak of the subject and stay`]),
    ...(kept.length === 0 ? [] : [`${kept.length} texts beside them that name the subject and stay`]),
    `words of fewer than ${wordBytes} characters by themselves, paraphrases, compressed copies`,
  ];
}

const scanPart = (report: ResidueReport, body: Pick<ReceiptBody, 'closure' | 'kept'>): ReceiptScan => ({
  ...numbersOf(report),
  notCounted: notCounted(report, body),
});

const numbersOf = ({ patterns, rows, blobs, files, bytes, ms, hits, places, control }: ResidueReport) => ({
  patterns,
  rows,
  blobs,
  files,
  bytes,
  ms: Math.round(ms),
  hits,
  places,
  control,
});

export async function readReceipt(engine: Engine, erasure: string): Promise<ReceiptDocument | undefined> {
  const bytes = await engine.cube.store.blob(receiptBlob(erasure));
  return bytes === undefined ? undefined : (JSON.parse(new TextDecoder().decode(bytes)) as ReceiptDocument);
}

/** Ids of all erasures with a receipt. */
export async function receiptIds(engine: Engine): Promise<readonly string[]> {
  return (await engine.cube.store.blobNames(receiptFolder)).map((name) => name.slice(receiptFolder.length));
}
