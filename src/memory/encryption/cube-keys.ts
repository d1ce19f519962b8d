/** What erasure does with the keys of an open cube. */
import { type CubeSeal, cubeKeys, type SealLevel, subjectKey } from '../../kernel/sealing/cube-seal.ts';
import type { SealedStore } from '../../kernel/sealing/sealed-store.ts';
import type { ContentKey, KeyRing } from '../../ports/index.ts';
import { veiledFolder } from '../snapshot-veil.ts';

export type CubeKeys = {
  readonly ring: KeyRing;
  readonly level: SealLevel;
  /**
   * Takes the key of a subject (`''`: whoever has no user scope) out of use. Gives the ids to destroy once the receipt is
   * in the log. Only for a subject of which nothing is to stay: what is kept for it would be lost with the key.
   */
  retireSubject(user: string): Promise<readonly string[]>;
  /** Takes the key of snapshots, contexts and vectors out of use, so that those in old backups can be made unreadable. */
  retireDerived(): Promise<readonly string[]>;
  /**
   * Seals anew what still hangs on keys that are retired. To be done before they are destroyed; safe to repeat. Without
   * `snapshots` (default true) those go with the keys: after an erasure they are noise, as their own key is gone.
   */
  resealDerived(options?: { readonly snapshots?: boolean }): Promise<number>;
  /** Destroys keys for good; ids that are destroyed already are passed over. */
  destroy(ids: readonly string[]): Promise<readonly string[]>;
  /** 32 bytes for a purpose of the cube, always the same; kept in the ring and nowhere else. */
  secret(purpose: string): Promise<Uint8Array>;
};

export function createCubeKeys(seal: CubeSeal, store: SealedStore): CubeKeys {
  const { ring, level } = seal;
  return {
    ring,
    level,
    retireSubject: (user) => ring.retire(subjectKey(user)),
    async retireDerived() {
      const ids = await ring.retire(cubeKeys.derived);
      await ring.ensure([cubeKeys.derived]);
      return ids;
    },
    resealDerived: ({ snapshots = true } = {}) =>
      store.resealBlobs((name) => snapshots || !name.startsWith(veiledFolder)),
    async destroy(ids) {
      const gone = await ring.destroy(ids);
      seal.forget();
      return gone;
    },
    async secret(purpose) {
      const name = `cube:${purpose}`;
      return ((await ring.ensure([name])).get(name) as ContentKey).bytes;
    },
  };
}
