/**
 * Bytes sealed with AES-256-GCM: a head that names the keys, a random nonce, the sealed content, the tag.
 *
 * Nonces are random: 96 bits under one key a subject stay far from a collision (NIST SP 800-38D allows 2^32 of them),
 * and neither a batch that is decided again nor a cube that goes on from a backup can use one twice.
 */
import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { MemoryError } from '../../errors/index.ts';
import type { ContentKey } from '../../ports/index.ts';

/** One key, or several of which all are needed. */
export type SealingKey = {
  /** Their ids, in order; at least one. */
  readonly ids: readonly string[];
  readonly bytes: Uint8Array;
};

/** Version of the layout; the first byte of everything sealed. */
const layout = 1;
const idBytes = 8;
export const nonceBytes = 12;
const tagBytes = 16;
const mostKeys = 0xffff;
/** Layout and number of keys. */
const fixedBytes = 3;

/** The key of what belongs to several: it can be made only while all of them are there. */
export function jointKey(keys: readonly ContentKey[]): SealingKey {
  const sorted = [...new Map(keys.map((key) => [key.id, key])).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const [first] = sorted;
  if (first === undefined || sorted.length > mostKeys) {
    throw new MemoryError('invalid_input', `content cannot be sealed under ${sorted.length} keys`, {
      details: { keys: sorted.length, most: mostKeys },
    });
  }
  if (sorted.length === 1) return { ids: [first.id], bytes: first.bytes };
  const together = createHmac('sha256', 'palimpsest joint key 1');
  for (const { bytes } of sorted) together.update(bytes);
  return { ids: sorted.map(({ id }) => id), bytes: together.digest() };
}

/** `context` is not kept: it must be the same when the bytes are opened. */
export function sealBytes(plain: Uint8Array, key: SealingKey, nonce: Uint8Array, context: string): Uint8Array {
  const head = fixedBytes + idBytes * key.ids.length;
  const sealed = Buffer.allocUnsafeSlow(head + nonceBytes + plain.length + tagBytes);
  sealed[0] = layout;
  sealed.writeUInt16LE(key.ids.length, 1);
  for (const [index, id] of key.ids.entries()) sealed.write(id, fixedBytes + idBytes * index, idBytes, 'hex');
  sealed.set(nonce.subarray(0, nonceBytes), head);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce.subarray(0, nonceBytes));
  cipher.setAAD(Buffer.from(context, 'utf8'));
  let at = head + nonceBytes;
  for (let from = 0; from < plain.length; from += chunkBytes) {
    const part = cipher.update(plain.subarray(from, from + chunkBytes));
    sealed.set(part, at);
    at += part.length;
  }
  cipher.final();
  sealed.set(cipher.getAuthTag(), at);
  return sealed;
}

/** Large content goes through in parts: OpenSSL takes at most 2 GiB at a time, and memory is kept small. */
const chunkBytes = 256 * 1024;

/** Ids of the keys that are needed; `undefined` when these are no sealed bytes. */
export function sealedUnder(sealed: Uint8Array): readonly string[] | undefined {
  const count = (sealed[1] ?? 0) + 256 * (sealed[2] ?? 0);
  const head = fixedBytes + idBytes * count;
  if (sealed[0] !== layout || count === 0 || sealed.length < head + nonceBytes + tagBytes) return undefined;
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  if (count === 1) return [bytes.toString('hex', fixedBytes, fixedBytes + idBytes)];
  return Array.from({ length: count }, (_, index) =>
    bytes.toString('hex', fixedBytes + idBytes * index, fixedBytes + idBytes * (index + 1)),
  );
}

/**
 * `undefined` when a byte of head, content or context is not what was sealed, or the key is another one. `inPlace`: over
 * the sealed bytes themselves, from their start, so that large content is not held twice and stays aligned.
 */
export function openBytes(
  sealed: Uint8Array,
  key: SealingKey,
  context: string,
  inPlace = false,
): Uint8Array | undefined {
  const head = fixedBytes + idBytes * key.ids.length;
  const end = sealed.length - tagBytes;
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, sealed.subarray(head, head + nonceBytes));
  decipher.setAAD(Buffer.from(context, 'utf8')).setAuthTag(sealed.subarray(end));
  const content = sealed.subarray(head + nonceBytes, end);
  try {
    if (!inPlace || content.length <= chunkBytes) {
      const plain = decipher.update(content);
      decipher.final();
      return plain;
    }
    for (let from = 0; from < content.length; from += chunkBytes) {
      sealed.set(decipher.update(content.subarray(from, from + chunkBytes)), from);
    }
    decipher.final();
    return sealed.subarray(0, content.length);
  } catch {
    return undefined;
  }
}
