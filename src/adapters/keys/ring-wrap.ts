/**
 * How the bytes of a key ring are protected on disk: not at all (the file's mode protects them), by a passphrase, or by
 * a key management service.
 *
 * The file is one JSON object: a head that says what is needed to open it, and a body. With a passphrase the body is
 * sealed under a key that scrypt makes of it; with a service, under a random key that the service has wrapped.
 */
import { createCipheriv, createDecipheriv, hash, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { MemoryError } from '../../errors/index.ts';

/** Wraps and unwraps a key of 32 bytes, in a service that never gives its own key away. */
export type KmsWrap = {
  /** Says which service and key it is, in messages; never a secret. */
  readonly name: string;
  wrap(key: Uint8Array): Promise<Uint8Array>;
  /** Must fail when the wrapped key is not its own. */
  unwrap(wrapped: Uint8Array): Promise<Uint8Array>;
};

/** What scrypt is made to cost: it takes `128 * n * r` bytes of memory, at most 256 MiB. */
export type ScryptCost = { readonly n: number; readonly r: number; readonly p: number };

/** What a ring is protected by. */
export type RingProtection =
  | { readonly kind: 'file' }
  | { readonly kind: 'passphrase'; readonly passphrase: string; readonly cost?: ScryptCost }
  | { readonly kind: 'kms'; readonly kms: KmsWrap };

type Head =
  | { readonly kind: 'file' }
  | { readonly kind: 'passphrase'; readonly salt: string; readonly n: number; readonly r: number; readonly p: number }
  | { readonly kind: 'kms'; readonly name: string; readonly wrapped: string };

type RingFile = {
  readonly palimpsest: 'key-ring';
  readonly version: 1;
  readonly id: string;
  readonly protection: Head;
  /** The content as it is; or, in Base64, nonce, sealed content and tag. */
  readonly body: string;
  /** SHA-256, hex, of a body that is not sealed. */
  readonly sum?: string;
};

/** Says how a ring is protected, without secrets. */
export function protectionName({ head }: RingLock): string {
  return head.kind === 'kms' ? `kms ${head.name}` : head.kind;
}

/** How to write a ring that was opened, without asking for the passphrase or the service again. */
export type RingLock = { readonly head: Head; readonly key: Buffer | undefined };

/** 32 MiB of memory and some tenths of a second: OWASP's cheat sheet on storing passwords (2023), its row for 2^15. */
const defaultCost: ScryptCost = { n: 2 ** 15, r: 8, p: 3 };
const mostScryptMemory = 256 * 1024 * 1024;
const nonceBytes = 12;
const tagBytes = 16;

const scryptAsync = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  scrypt,
);

async function keyFrom(passphrase: string, salt: Buffer, cost: ScryptCost): Promise<Buffer> {
  const { n, r, p } = cost;
  // The same passphrase typed on another system may arrive in another normal form.
  return scryptAsync(passphrase.normalize('NFKC'), salt, 32, { N: n, r, p, maxmem: mostScryptMemory });
}

/** Makes the lock of a new ring, or of one whose protection changes. */
export async function newLock(protection: RingProtection): Promise<RingLock> {
  if (protection.kind === 'file') return { head: { kind: 'file' }, key: undefined };
  if (protection.kind === 'passphrase') {
    checkPassphrase(protection.passphrase);
    const salt = randomBytes(16);
    const { n, r, p } = protection.cost ?? defaultCost;
    checkCost({ n, r, p }, () => new MemoryError('invalid_input', 'scrypt cannot be made to cost that'));
    const head: Head = { kind: 'passphrase', salt: salt.toString('base64'), n, r, p };
    return { head, key: await keyFrom(protection.passphrase, salt, { n, r, p }) };
  }
  const key = randomBytes(32);
  const wrapped = await askService(protection.kms, 'wrap', key);
  return { head: { kind: 'kms', name: protection.kms.name, wrapped: wrapped.toString('base64') }, key };
}

function checkCost({ n, r, p }: ScryptCost, wrong: () => MemoryError): void {
  const whole = [n, r, p].every((cost) => Number.isSafeInteger(cost) && cost > 0);
  if (!whole || n < 2 || !Number.isInteger(Math.log2(n)) || 128 * n * r > mostScryptMemory || p > 64) throw wrong();
}

function checkPassphrase(passphrase: unknown): void {
  if (typeof passphrase === 'string' && passphrase.length > 0) return;
  throw new MemoryError('invalid_input', 'the passphrase of a key ring must not be empty');
}

async function askService(kms: KmsWrap, verb: 'wrap' | 'unwrap', bytes: Uint8Array): Promise<Buffer> {
  try {
    return Buffer.from(await kms[verb](Uint8Array.from(bytes)));
  } catch (cause) {
    throw new MemoryError('locked', `the key service ${kms.name} did not ${verb} the key of this ring`, {
      details: { service: kms.name },
      hint: 'check that the service can be reached and that its key is the one that the ring was made with',
      cause,
    });
  }
}

/** The file of a ring. `content` is in the clear. */
export function sealRing(id: string, content: Uint8Array, lock: RingLock): Uint8Array {
  const file = (body: string, sum?: string): Uint8Array => {
    const head = { palimpsest: 'key-ring', version: 1, id, protection: lock.head } as const;
    const whole: RingFile = { ...head, ...(sum === undefined ? {} : { sum }), body };
    return Buffer.from(`${JSON.stringify(whole)}\n`, 'utf8');
  };
  if (lock.key === undefined) return file(Buffer.from(content).toString('utf8'), hash('sha256', content, 'hex'));
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', lock.key, nonce).setAAD(Buffer.from(id));
  const sealed = Buffer.concat([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
  return file(sealed.toString('base64'));
}

/** What opening a file gave. */
export type OpenedRing = { readonly id: string; readonly content: Buffer; readonly lock: RingLock };

/**
 * Opens the file of a ring; `known` is the lock of the same ring, where it was opened before.
 *
 * @throws `corrupt` for a damaged or truncated file, `locked` without or with the wrong passphrase or service,
 * `newer_version`
 */
export async function openRing(
  bytes: Uint8Array,
  path: string,
  protection: RingProtection,
  known?: RingLock,
): Promise<OpenedRing> {
  const file = parse(bytes, path);
  const head = file.protection;
  if (head.kind === 'file') {
    const content = Buffer.from(file.body, 'utf8');
    if (hash('sha256', content, 'hex') !== file.sum) throw damagedRing(path, 'does not match its checksum');
    return { id: file.id, content, lock: { head, key: undefined } };
  }
  const body = Buffer.from(file.body, 'base64');
  const same = known?.key !== undefined && JSON.stringify(known.head) === JSON.stringify(head);
  const key = same ? (known.key as Buffer) : await unlock(head, path, protection);
  if (body.length < nonceBytes + tagBytes) throw damagedRing(path, 'is too short');
  const decipher = createDecipheriv('aes-256-gcm', key, body.subarray(0, nonceBytes))
    .setAAD(Buffer.from(file.id))
    .setAuthTag(body.subarray(-tagBytes));
  try {
    const content = Buffer.concat([decipher.update(body.subarray(nonceBytes, -tagBytes)), decipher.final()]);
    return { id: file.id, content, lock: { head, key } };
  } catch (cause) {
    const what = head.kind === 'passphrase' ? 'the passphrase is wrong' : 'the service unwrapped another key';
    throw new MemoryError('locked', `the key ring does not open: ${what}, or the file was changed`, {
      details: { path },
      hint: 'try again; if you are sure, put a copy of the key ring back in place',
      cause,
    });
  }
}

async function unlock(
  head: Exclude<Head, { readonly kind: 'file' }>,
  path: string,
  protection: RingProtection,
): Promise<Buffer> {
  if (head.kind === 'passphrase') {
    if (protection.kind !== 'passphrase') {
      throw new MemoryError('locked', 'the key ring is protected by a passphrase, and none was given', {
        details: { path },
        hint: 'give it with `encryption: { passphrase }`, or to the command line with PALIMPSEST_PASSPHRASE_FILE',
      });
    }
    checkPassphrase(protection.passphrase);
    const { n, r, p } = head;
    checkCost({ n, r, p }, () => damagedRing(path, 'asks for an impossible effort'));
    return keyFrom(protection.passphrase, Buffer.from(head.salt, 'base64'), { n, r, p });
  }
  if (protection.kind !== 'kms') {
    throw new MemoryError('locked', `the key ring is protected by the key service ${head.name}`, {
      details: { path, service: head.name },
      hint: 'open it with `encryption: { kms }`',
    });
  }
  const key = await askService(protection.kms, 'unwrap', Buffer.from(head.wrapped, 'base64'));
  if (key.length === 32) return key;
  throw new MemoryError('locked', `the key service ${head.name} gave a key of ${key.length} bytes, not 32`, {
    details: { path, service: head.name },
  });
}

function parse(bytes: Uint8Array, path: string): RingFile {
  let file: Partial<RingFile> | null;
  try {
    file = JSON.parse(Buffer.from(bytes).toString('utf8')) as Partial<RingFile> | null;
  } catch (cause) {
    throw damagedRing(path, bytes.length === 0 ? 'is empty' : 'is cut off or changed', cause);
  }
  if (file?.palimpsest !== 'key-ring') throw damagedRing(path, 'is no key ring');
  if (typeof file.version === 'number' && file.version > 1) {
    throw new MemoryError('newer_version', `the key ring has format ${file.version}, this version reads 1`, {
      details: { path },
      hint: 'install a newer version of palimpsest',
    });
  }
  const kind = file.protection?.kind;
  const known = kind === 'file' || kind === 'passphrase' || kind === 'kms';
  if (typeof file.id !== 'string' || typeof file.body !== 'string' || !known) throw damagedRing(path, 'lacks a part');
  return file as RingFile;
}

export function damagedRing(path: string, what: string, cause?: unknown): MemoryError {
  return new MemoryError('corrupt', `the key ring ${what}`, {
    details: { path },
    hint: 'put a copy of the key ring back in place: without it, what is sealed cannot be read, and no new one is made',
    cause,
  });
}
