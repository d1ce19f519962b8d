/**
 * The seal of one cube: which key is for what, and what it means when one is not there.
 *
 * Content of a row is sealed under the key of its subject (its author's user scope); what quotes several subjects,
 * under a key made of all of theirs, so that destroying any of them makes it unreadable. What is derived from content
 * and kept in blobs (snapshots, contexts, vectors) is sealed under a key of the cube that is replaced on erasure;
 * settings, under one that stays.
 */
import { createHmac } from 'node:crypto';
import { MemoryError } from '../../errors/index.ts';
import type { ContentKey, Entropy, KeyRing, Row } from '../../ports/index.ts';
import { createNameSeal, type NameSeal } from './name-seal.ts';
import { jointKey, nonceBytes, openBytes, type SealingKey, sealBytes, sealedUnder } from './sealed-bytes.ts';

/** How much of a cube is sealed: its content, or names (ids, blob names, receipts) as well. */
export type SealLevel = 'content' | 'everything';

/** Names of keys that are the cube's own. */
export const cubeKeys = { derived: 'cube:derived', settings: 'cube:settings', names: 'cube:names' } as const;

/** Name of the key of a subject; `''` is whoever has no user scope. */
export function subjectKey(user: string): string {
  return `user:${user}`;
}

export type CubeSeal = {
  readonly ring: KeyRing;
  readonly level: SealLevel;
  /** Absent where names are left readable. */
  readonly names?: NameSeal;
  /** The joint key of these; `destroyed` when one is gone for good. Errors: `locked` when one was never in the ring. */
  keyOf(ids: readonly string[]): SealingKey | 'destroyed';
  /** The joint key of live keys, by name; they must have been ensured. */
  keyFor(names: readonly string[], more?: readonly ContentKey[]): SealingKey;
  /**
   * `destroyed` when the key is gone. `inPlace`: `sealed` may be overwritten. Errors: `locked`, `corrupt` (a byte was
   * changed).
   */
  open(sealed: Uint8Array, context: string, what: string, inPlace?: boolean): Uint8Array | 'destroyed';
  seal(plain: Uint8Array, key: SealingKey, context: string, nonce?: Uint8Array): Uint8Array;
  /** Secret that turns what a subject says into ids; gone with the subject's key. */
  idSecret(user: string): Promise<Uint8Array>;
  /** Takes over what other processes did to the ring. */
  refresh(): Promise<void>;
  /** Forgets what was made of keys that have been destroyed. */
  forget(): void;
  /** Refreshes if one of these is sealed under a key that is not known yet. */
  acquaint(sealed: Iterable<Uint8Array>): Promise<void>;
};

export type CubeSealOptions = {
  readonly cube: string;
  readonly ring: KeyRing;
  readonly level: SealLevel;
  readonly entropy: Entropy;
  readonly readOnly: boolean;
  /** Secret of ids in a cube that was sealed later in its life; its ids must stay what they were. */
  readonly oldIdSecret?: Uint8Array;
};

/** Errors: `locked` when the ring lacks the cube's own keys. */
export async function createCubeSeal(options: CubeSealOptions): Promise<CubeSeal> {
  const { ring, level, entropy, readOnly } = options;
  const own = Object.values(cubeKeys);
  if (!readOnly) await ring.ensure(own);
  const secret = ring.live(cubeKeys.names);
  if (secret === undefined) throw lacksKey('of the cube itself', ring);
  const names = level === 'everything' ? createNameSeal(secret.bytes) : undefined;
  const joints = new Map<string, SealingKey>();

  const keyOf = (ids: readonly string[]): SealingKey | 'destroyed' => {
    const keys: ContentKey[] = [];
    for (const id of ids) {
      const found = ring.find(id);
      if (found === 'destroyed') return 'destroyed';
      if (found === undefined) throw lacksKey(id, ring);
      keys.push(found);
    }
    const [only] = keys;
    if (only !== undefined && keys.length === 1) return { ids: [only.id], bytes: only.bytes };
    const name = ids.join(' ');
    const known = joints.get(name);
    if (known !== undefined) return known;
    const made = jointKey(keys);
    joints.set(name, made);
    return made;
  };

  const forget = (): void => {
    for (const { bytes } of joints.values()) bytes.fill(0);
    joints.clear();
  };

  const refresh = async (): Promise<void> => {
    if (await ring.refresh()) forget();
  };

  return {
    ring,
    level,
    ...(names === undefined ? {} : { names }),
    keyOf,

    keyFor(wanted, more = []) {
      const keys = wanted.map((name) => {
        const key = ring.live(name);
        if (key === undefined) throw lacksKey('for new content', ring);
        return key;
      });
      return jointKey([...keys, ...more]);
    },

    open(sealed, context, what, inPlace) {
      const ids = sealedUnder(sealed);
      if (ids === undefined) throw damaged(what);
      const key = keyOf(ids);
      if (key === 'destroyed') return 'destroyed';
      const plain = openBytes(sealed, key, context, inPlace);
      if (plain === undefined) throw damaged(what);
      return plain;
    },

    seal: (plain, key, context, nonce = entropy.bytes(nonceBytes)) => sealBytes(plain, key, nonce, context),

    async idSecret(user) {
      if (options.oldIdSecret !== undefined) return options.oldIdSecret;
      const key = (await ring.ensure([subjectKey(user)])).get(subjectKey(user)) as ContentKey;
      return createHmac('sha256', key.bytes).update('ids').digest();
    },

    refresh,
    forget,

    async acquaint(all) {
      for (const sealed of all) {
        if (sealedUnder(sealed)?.some((id) => ring.find(id) === undefined)) return refresh();
      }
    },
  };
}

/** What a row's content is tied to, so that it cannot be moved to another place. */
export function rowContext(cube: string, row: Pick<Row, 'seq' | 'kind' | 'id' | 'version'>): string {
  return JSON.stringify(['row', cube, row.seq, row.kind, row.id, row.version]);
}

function lacksKey(which: string, ring: KeyRing): MemoryError {
  return new MemoryError('locked', `the key ring lacks the key ${which}`, {
    details: { ring: ring.id, ...(ring.path === undefined ? {} : { path: ring.path }) },
    hint: 'it is an older copy of the ring: put the newest one in place',
  });
}

function damaged(what: string): MemoryError {
  return new MemoryError('corrupt', `${what} was changed after it was sealed`, {
    details: { what },
    hint: 'run `palimpsest verify` to see the extent, then restore from a backup',
  });
}
