/**
 * The keys of one cube, kept outside the cube, its backups and its exports, so that destroying a key makes every copy
 * of what was sealed with it unreadable.
 *
 * Keys have names (one for each subject, and some for the cube itself) and random ids. What is sealed names the id, so
 * a name can get a new key while the old one is still readable: `retire` the old, `ensure` a new one, and `destroy` the
 * old by its id once nothing that must stay needs it. Everything that changes the ring is durable on return and holds
 * against other processes that use the same ring.
 *
 * Contract suite: `testing/key-ring.contract.ts`.
 */

/** A key of 32 random bytes. */
export type ContentKey = {
  /** 16 hex digits; public, and never used again. */
  readonly id: string;
  readonly bytes: Uint8Array;
};

/** What a ring holds under one name. */
export type NamedKeys = {
  readonly name: string;
  /** Id of the key for new content; absent between `retire` and the next `ensure`. */
  readonly live?: string;
  /** Ids of keys that still open old content. */
  readonly retired: readonly string[];
};

export type KeyRing = {
  /** `ring_...`; noted in the cube, so that the keys of another cube are told from the right ones. */
  readonly id: string;
  /** How the keys are kept: `file`, `passphrase`, `kms NAME`, `memory`. */
  readonly protection: string;
  /** Where they are kept, for messages; absent where that is no path. */
  readonly path?: string;
  /**
   * The live key of each name, making those that are missing, in one durable write. No write when there is nothing to
   * make. Errors: `read_only`, `busy`, `storage_full`, `corrupt`.
   */
  ensure(names: readonly string[]): Promise<ReadonlyMap<string, ContentKey>>;
  /** The live key of a name as it was last read; never makes one. */
  live(name: string): ContentKey | undefined;
  /** A key by its id as it was last read. `destroyed`: it was here, and is gone for good. `undefined`: never was here. */
  find(id: string): ContentKey | 'destroyed' | undefined;
  /** Everything in the ring, destroyed keys apart, by name. */
  names(): readonly NamedKeys[];
  /** Reads the ring again if another process has changed it; true when it has. Cheap when it has not. */
  refresh(): Promise<boolean>;
  /** Takes the live key of a name out of use for new content. Gives the ids of all its retired keys. */
  retire(name: string): Promise<readonly string[]>;
  /**
   * Destroys keys for good, in every copy that this ring holds (also the bytes in this process). Ids that are not there
   * are passed over, so that it can be repeated. Gives the ids that are now destroyed, earlier ones included.
   */
  destroy(ids: readonly string[]): Promise<readonly string[]>;
  /**
   * Writes a copy of the ring, protected as it is, to a path where nothing is yet. Keys that are destroyed later stay
   * readable in it. Absent where keys cannot be given away. Errors: `conflict`, `storage_full`.
   */
  copyTo?(path: string): Promise<void>;
  /** Destroys all keys and removes the ring itself. */
  remove(): Promise<void>;
};
