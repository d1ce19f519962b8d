/** Ed25519 keys for receipts: from 32 secret bytes, or from a file of the owner's. */
import { createPrivateKey, createPublicKey, hash, sign } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MemoryError } from '../../errors/index.ts';
import type { Entropy, ReceiptSigner } from '../../ports/index.ts';
import { makeFolder } from '../sqlite/make-folder.ts';
import { systemEntropy } from '../system/system-entropy.ts';

/** PKCS #8 of an Ed25519 key, up to its 32 bytes. */
const prefix = Buffer.from('302e020100300506032b657004220420', 'hex');
const seedBytes = 32;

/** The id of a public key (SPKI in DER). */
export function signingKeyId(publicKey: Uint8Array): string {
  return hash('sha256', publicKey, 'buffer').subarray(0, 16).toString('hex');
}

/** `seed`: 32 secret bytes, always the same for one owner. */
export function signerFrom(seed: Uint8Array): ReceiptSigner {
  if (seed.length !== seedBytes) {
    throw new MemoryError('invalid_input', `a signing key has ${seedBytes} bytes, not ${seed.length}`);
  }
  const key = createPrivateKey({ key: Buffer.concat([prefix, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return {
    keyId: signingKeyId(publicKey),
    publicKey: publicKey.toString('base64'),
    sign: async (bytes) => new Uint8Array(sign(null, bytes, key)),
  };
}

/** The owner's signing key in a folder of keys. */
export function ownerKeyPath(folder: string): string {
  return join(folder, 'owner.signing-key');
}

/**
 * The signer whose key is in a file (64 hex digits), which is made, readable by its owner only, where there is none.
 *
 * @throws MemoryError `corrupt` when the file holds something else: it is never replaced.
 */
export function openFileSigner(path: string, entropy: Entropy = systemEntropy): ReceiptSigner {
  makeFolder(dirname(path));
  if (!existsSync(path)) {
    try {
      writeFileSync(path, `${Buffer.from(entropy.bytes(seedBytes)).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      // Another process was quicker.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  const text = readFileSync(path, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(text)) {
    throw new MemoryError('corrupt', 'the signing key for receipts cannot be read', {
      details: { path },
      hint: 'put the right file in place, or move it away for a new key; receipts signed before stay valid',
    });
  }
  return signerFrom(Buffer.from(text, 'hex'));
}
