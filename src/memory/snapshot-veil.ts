/**
 * A snapshot is written under a random key that lies beside it in the same cube. That hides nothing from whoever has the
 * file; it makes forgetting quick: an erasure overwrites the 64 bytes of the key instead of all the bytes of a snapshot
 * (97 MB for 100,000 turns), which are noise from then on and go when the next one is written.
 */
import { createCipheriv, createHmac } from 'node:crypto';
import type { Entropy } from '../ports/index.ts';

/** The key, and where the key stream of each part begins. */
export const snapshotKeyBlob = 'snapshot/key';
/** Where the parts are: nothing else is written there, and nothing uncovered. */
export const veiledFolder = 'snapshot/veiled/';
const keyBytes = 32;
const startBytes = 16;

export type SnapshotPart = 'state' | 'index';
const parts: readonly SnapshotPart[] = ['state', 'index'];

export function newSnapshotKey(entropy: Entropy): Uint8Array {
  return entropy.bytes(keyBytes + startBytes * parts.length);
}

/** Covers, and uncovers again: AES-256 in counter mode. Whether the bytes are whole is the store's to say. */
export function veil(bytes: Uint8Array, key: Uint8Array, part: SnapshotPart): Uint8Array {
  const from = keyBytes + startBytes * parts.indexOf(part);
  const start = key.subarray(from, from + startBytes);
  return createCipheriv('aes-256-ctr', key.subarray(0, keyBytes), start).update(bytes);
}

/**
 * States that were read ahead lie beside the snapshot under a key of their own, so that they can be written without it.
 * It goes with an erasure as the other one does.
 */
export const statesKeyBlob = 'snapshot/states-key';
export const statesFolder: string = `${veiledFolder}states/`;

export const newStatesKey = (entropy: Entropy): Uint8Array => entropy.bytes(keyBytes);

/** `undefined`: bytes that are no such key. */
export const isStatesKey = (bytes: Uint8Array | undefined): bytes is Uint8Array => bytes?.length === keyBytes;

/** Where somebody's states lie: says nothing of who it is to whoever has not the key. */
export const statesBlob = (key: Uint8Array, subject: string): string =>
  statesFolder + createHmac('sha256', key).update(subject).digest('hex').slice(0, 32);

/** The start of the key stream stands before the bytes: one key covers many blobs, each anew whenever it is written. */
export function cover(bytes: Uint8Array, key: Uint8Array, entropy: Entropy): Uint8Array {
  const start = entropy.bytes(startBytes);
  return Buffer.concat([start, createCipheriv('aes-256-ctr', key, start).update(bytes)]);
}

export function uncover(bytes: Uint8Array, key: Uint8Array): Uint8Array {
  return createCipheriv('aes-256-ctr', key, bytes.subarray(0, startBytes)).update(bytes.subarray(startBytes));
}

/** `undefined`: bytes that are no key of a snapshot. */
export function isSnapshotKey(bytes: Uint8Array | undefined): bytes is Uint8Array {
  return bytes?.length === keyBytes + startBytes * parts.length;
}
