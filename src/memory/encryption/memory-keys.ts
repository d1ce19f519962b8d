/** The keys of an open memory, as its owner sees them: what there is, a new key for what is derived, another protection. */
import type { FileKeyRing } from '../../adapters/keys/index.ts';
import { MemoryError } from '../../errors/index.ts';
import type { SealLevel } from '../../kernel/sealing/cube-seal.ts';
import type { KeyRing, NamedKeys } from '../../ports/index.ts';
import type { Engine } from '../engine.ts';
import type { EncryptionOptions } from './encryption-options.ts';
import { protectionOf } from './open-sealed.ts';

export type MemoryKeys = {
  /** Id of the key ring. */
  readonly ring: string;
  readonly level: SealLevel;
  /** `file`, `passphrase`, `kms NAME`, `memory`, or what a ring of your own says. */
  readonly protection: string;
  /** Where the ring is; absent where that is no path. */
  readonly path?: string;
  /** Whose keys there are: users as the scopes name them; `''` is whoever has no user scope. */
  subjects(): Promise<readonly SubjectKeys[]>;
  /** Seals snapshots, contexts and vectors under a new key and destroys the old one, in every backup as well. */
  rotate(): Promise<{ readonly resealed: number; readonly destroyed: number }>;
  /** Protects the ring by a passphrase or a service from now on, or (with neither) by its file's mode alone. */
  protect(by: Pick<EncryptionOptions, 'passphrase' | 'kms'>): Promise<void>;
  /** Writes a copy of the ring for safe keeping. Keys that are destroyed later stay readable in it. */
  copyTo(path: string): Promise<void>;
};

export type SubjectKeys = { readonly user: string; readonly live: boolean; readonly retired: number };

const prefix = 'user:';

/** `undefined` for a cube that is not encrypted. */
export function memoryKeys(engine: Engine): MemoryKeys | undefined {
  const { keys } = engine;
  if (keys === undefined) return undefined;
  const { ring, level } = keys;
  return {
    ring: ring.id,
    level,
    get protection() {
      return ring.protection;
    },
    ...(ring.path === undefined ? {} : { path: ring.path }),

    async subjects() {
      await ring.refresh();
      return ring.names().flatMap(subjectOf);
    },

    rotate: () =>
      engine.exclusive(async () => {
        engine.mustWrite();
        const old = await keys.retireDerived();
        const resealed = await keys.resealDerived();
        return { resealed, destroyed: (await keys.destroy(old)).length };
      }),

    async protect(by) {
      if (!isFileRing(ring)) throw notOurs('changes its protection elsewhere');
      await ring.protect(protectionOf(by));
    },

    copyTo: (path) => copyRing(ring, path),
  };
}

/** Errors: `unsupported` for a ring that gives no keys away. */
export async function copyRing(ring: KeyRing, path: string): Promise<void> {
  if (ring.copyTo === undefined) throw notOurs('gives no keys away');
  await ring.copyTo(path);
}

function subjectOf({ name, live, retired }: NamedKeys): SubjectKeys[] {
  if (!name.startsWith(prefix)) return [];
  return [{ user: name.slice(prefix.length), live: live !== undefined, retired: retired.length }];
}

function isFileRing(ring: KeyRing): ring is FileKeyRing {
  return typeof (ring as Partial<FileKeyRing>).protect === 'function';
}

function notOurs(what: string): MemoryError {
  return new MemoryError('unsupported', `the key ring of this cube ${what}`, {
    hint: 'only key rings in files can do that',
  });
}
