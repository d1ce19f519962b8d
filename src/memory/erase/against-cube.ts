/**
 * A receipt against the cube that it is of: the document that the cube keeps of it and whose key signed that, the place
 * of the erasure in the hash chain, and the rows. A file that was put back (a backup) has its own history from some entry
 * on: there the erasure is noted at another place, or a newer one that names it stands for it.
 */
import { changeHash, emptyHash, sameBytes } from '../../kernel/change-log.ts';
import type { Change, Store } from '../../ports/index.ts';
import { receiptBlob } from './finish-receipt.ts';
import { checkSignature, parseReceipt, positionsIn, signedBytes } from './receipt.ts';
import type { ReceiptDocument } from './receipt-types.ts';
import type { ReceiptFinding } from './verify-receipt.ts';

const pageEntries = 2_000;
type Body = ReceiptDocument['body'];

export type AgainstCube = {
  readonly findings: readonly ReceiptFinding[];
  /** The cube's own document, or a newer erasure's that stands for it, is signed by the same key. */
  readonly isCubesKey: boolean;
};

/** `isNamedKey`: the receipt is signed by the key that the caller knows to be the owner's. */
export async function againstCube(receipt: ReceiptDocument, store: Store, isNamedKey: boolean): Promise<AgainstCube> {
  const { body } = receipt;
  if (store.cube !== body.cube) {
    const message = `the receipt is of cube ${body.cube}, this is ${store.cube}`;
    return { findings: [{ what: 'cube', ok: false, message }], isCubesKey: false };
  }
  const place = await placeIn(receipt, store);
  const document = documentFinding(receipt, await documentOf(store, body.id), place.standsFor, isNamedKey);
  return {
    findings: [
      { what: 'cube', ok: true, message: `this is cube ${store.cube}` },
      document.finding,
      place.finding,
      await rowsFinding(body, store, place.isElsewhere),
    ],
    isCubesKey: document.isCubesKey,
  };
}

/** What the cube keeps; `undefined` where it has none, or none that can be read. */
async function documentOf(store: Store, erasure: string): Promise<ReceiptDocument | undefined> {
  const bytes = await store.blob(receiptBlob(erasure));
  if (bytes === undefined) return undefined;
  try {
    return parseReceipt(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

function documentFinding(
  given: ReceiptDocument,
  kept: ReceiptDocument | undefined,
  standsFor: ReceiptDocument | undefined,
  isNamedKey: boolean,
): { readonly finding: ReceiptFinding; readonly isCubesKey: boolean } {
  const finding = (ok: boolean, message: string): ReceiptFinding => ({ what: 'document', ok, message });
  if (kept === undefined) {
    const missing = 'this file keeps no document of this erasure to compare it with';
    const isCubesKey = standsFor !== undefined && sameKey(given, standsFor);
    if (isCubesKey) {
      const newer = `that of ${standsFor?.body.id}, which stands for it here, is signed by the same key`;
      return { finding: finding(true, `${missing}; ${newer}`), isCubesKey };
    }
    const how = isNamedKey
      ? 'its key is the one that was named'
      : 'identity not proven: name the key that must have signed it';
    return { finding: finding(isNamedKey, `${missing}; ${how}`), isCubesKey };
  }
  if (!sameKey(given, kept)) {
    const [own, its] = [kept.signature?.keyId, given.signature?.keyId].map((id) =>
      id === undefined ? 'no key' : `key ${id}`,
    );
    return {
      finding: finding(false, `the cube keeps it signed by ${own}, this is signed by ${its}`),
      isCubesKey: false,
    };
  }
  const parts = differing(given.body, kept.body);
  if (parts.length > 0) {
    const message = `it says otherwise than what the cube keeps: ${parts.join(', ')} (\`palimpsest receipts ${given.body.id}\` shows that)`;
    return { finding: finding(false, message), isCubesKey: true };
  }
  return { finding: finding(true, 'it is what the cube keeps, signed by the same key'), isCubesKey: true };
}

const sameKey = (a: ReceiptDocument, b: ReceiptDocument): boolean => a.signature?.publicKey === b.signature?.publicKey;

/** Parts of a receipt that are not the same. */
function differing(given: Body, kept: Body): string[] {
  const [one, other] = [given, kept] as unknown as [Record<string, unknown>, Record<string, unknown>];
  const bytes = (value: unknown): Uint8Array => signedBytes(value ?? null);
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    (part) => !sameBytes(bytes(one[part]), bytes(other[part])),
  );
}

type Place = {
  readonly finding: ReceiptFinding;
  /** Not where the receipt says: the file was put back, and has other entries from some position on. */
  readonly isElsewhere: boolean;
  /** The newer erasure that stands for it. */
  readonly standsFor?: ReceiptDocument;
};

/** Computes the chain anew up to the entry that notes the erasure. */
async function placeIn(receipt: ReceiptDocument, store: Store): Promise<Place> {
  const { chain, id } = receipt.body;
  const at = await walk(store, chain.seq);
  if (typeof at === 'string') return bad(at);
  const { seq: end } = await store.head();
  const problem =
    at === undefined ? `the log ends at ${end}, before the erasure at ${chain.seq}` : isAnother(at, receipt);
  if (problem === undefined) {
    const message = `noted at entry ${chain.seq} of ${end}, and the chain up to it is whole`;
    return { finding: { what: 'chain', ok: true, message }, isElsewhere: false };
  }
  const [moved] = await store.latest('erasure', [id]);
  const newer = moved === undefined ? await newerFor(receipt, store) : undefined;
  const seq = moved?.seq ?? newer?.body.chain.seq;
  if (seq === undefined) return bad(problem);
  const there = await walk(store, seq);
  if (typeof there === 'string') return bad(there);
  if (newer !== undefined) {
    const other = there === undefined ? `the log ends before ${newer.body.id}` : isAnother(there, newer);
    if (other !== undefined) return bad(`${problem}; of ${newer.body.id}, which names it: ${other}`);
  }
  const how = newer === undefined ? 'the erasure is noted' : `it was erased in again as ${newer.body.id}, noted`;
  const message = `this file was put back from before the receipt: ${how} at entry ${seq} of ${end}, and the chain up to it is whole`;
  return {
    finding: { what: 'chain', ok: true, message },
    isElsewhere: true,
    ...(newer === undefined ? {} : { standsFor: newer }),
  };
}

const bad = (message: string): Place => ({ finding: { what: 'chain', ok: false, message }, isElsewhere: false });

/** The entry at a position, `undefined` behind the end; a sentence where the chain up to it is broken. */
async function walk(store: Store, to: number): Promise<Change | string | undefined> {
  let hash: Uint8Array = emptyHash;
  let last: Change | undefined;
  for (let since = 0; since < to; since = last?.seq ?? to) {
    const changes = await store.changes(since, Math.min(pageEntries, to - since));
    if (changes.length === 0) return undefined;
    for (const change of changes) {
      if (!sameBytes(changeHash(hash, change), change.hash)) return `the chain breaks at entry ${change.seq}`;
      hash = change.hash;
      last = change;
    }
  }
  return last?.seq === to ? last : undefined;
}

/** Why this entry is not the one that the receipt names. */
function isAnother(change: Change, { body: { id, chain } }: ReceiptDocument): string | undefined {
  // A cube that seals everything seals the id as well; the hash stands for the whole entry.
  const isOther = change.id.startsWith('erasure_') && change.id !== id;
  if (change.kind !== 'erasure' || isOther) return `entry ${chain.seq} notes another thing`;
  return sameBytes(change.hash, Buffer.from(chain.hash, 'hex'))
    ? undefined
    : `entry ${chain.seq} is of another history`;
}

/** The erasure that was made when this file, older than the receipt, was opened; only by the key that signed both. */
async function newerFor(receipt: ReceiptDocument, store: Store): Promise<ReceiptDocument | undefined> {
  for (const name of await store.blobNames(receiptBlob(''))) {
    const one = await documentOf(store, name.slice(receiptBlob('').length));
    if (one?.body.asked.again !== receipt.body.id || !sameKey(one, receipt)) continue;
    if (one.body.cube === receipt.body.cube && checkSignature(one).ok) return one;
  }
  return undefined;
}

/** In a file that was put back, what was recorded after the erasure began is not what it erased. */
async function rowsFinding({ closure, begunAt }: Body, store: Store, isElsewhere: boolean): Promise<ReceiptFinding> {
  const seqs = positionsIn(closure.positions);
  const begun = Date.parse(begunAt);
  let [full, missing, others] = [0, 0, 0];
  for (let from = 0; from < seqs.length; from += pageEntries) {
    for (const row of await store.rowsAt(seqs.slice(from, from + pageEntries))) {
      if (row === undefined) missing += 1;
      else if (row.body.length === 0 && row.subject === '') continue;
      else if (isElsewhere && (row.kind === 'erasure' || row.at > begun)) others += 1;
      else full += 1;
    }
  }
  const what = 'rows' as const;
  if (full > 0 || (missing > 0 && !isElsewhere)) {
    const message = `of ${seqs.length} positions, ${full} still hold content and ${missing} are missing`;
    return { what, ok: false, message };
  }
  const empty = seqs.length - missing - others;
  const message =
    missing + others === 0
      ? `all ${seqs.length} positions are without content`
      : `${empty} of ${seqs.length} positions are without content; ${missing + others} are not of this file: it has none there, or entries that came later`;
  return { what, ok: true, message };
}
