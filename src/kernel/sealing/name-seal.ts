/**
 * Names (ids, blob names, ids of jobs) that can be looked up without being readable: a keyed hash of the name, and the
 * name itself sealed with that hash as its nonce (a synthetic initialization vector). The same name always gives the
 * same text, so a database can find it; who lacks the key sees only which names are equal, and how long they are.
 */
import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { MemoryError } from '../../errors/index.ts';

const hashBytes = 16;

export type NameSeal = {
  /** Errors: `invalid_input` for text that UTF-8 cannot give back, and for NUL, as stores refuse it. */
  seal(name: string): string;
  /** `undefined` when the text is not what `seal` gave. */
  open(sealed: string): string | undefined;
};

/** Names of which both forms are remembered. */
const mostRemembered = 10_000;

export function createNameSeal(secret: Uint8Array): NameSeal {
  const derive = (use: string): Buffer => createHmac('sha256', secret).update(use).digest();
  const hashKey = derive('name hash');
  const cipherKey = derive('name cipher');
  const hashOf = (name: Uint8Array): Buffer =>
    createHmac('sha256', hashKey).update(name).digest().subarray(0, hashBytes);
  const remembered = new Map<string, string>();

  const remember = (from: string, to: string): string => {
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(from, to);
    return to;
  };

  return {
    seal(name) {
      const known = remembered.get(`>${name}`);
      if (known !== undefined) return known;
      checkWellFormed(name, 'a name');
      const bytes = Buffer.from(name, 'utf8');
      const iv = hashOf(bytes);
      const sealed = createCipheriv('aes-256-ctr', cipherKey, iv).update(bytes);
      return remember(`>${name}`, Buffer.concat([iv, sealed]).toString('base64url'));
    },

    open(sealed) {
      const known = remembered.get(`<${sealed}`);
      if (known !== undefined) return known;
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < hashBytes) return undefined;
      const iv = bytes.subarray(0, hashBytes);
      const name = createDecipheriv('aes-256-ctr', cipherKey, iv).update(bytes.subarray(hashBytes));
      return hashOf(name).equals(iv) ? remember(`<${sealed}`, name.toString('utf8')) : undefined;
    },
  };
}

/** Sealed text is never seen by the store, which would refuse these. */
export function checkWellFormed(text: string, what: string): void {
  if (!/\p{Surrogate}/u.test(text) && !text.includes('\0')) return;
  throw new MemoryError('invalid_input', `${what} holds a NUL or half a character`, {
    hint: 'pass well-formed text without NUL',
  });
}
