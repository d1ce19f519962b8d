/**
 * How a tier outside the cube (KV caches, learned weights, an application's own cache) takes part in an erasure.
 *
 * The engine calls every registered hook inside the erasure, after the cube's own content is gone, and again after a
 * crash: what is already gone must count as nothing removed, not as an error. A hook must not call the memory that it
 * is registered with: the memory waits for it.
 */

/** What is erased: ids and versions, no content. */
export type ErasureClosure = {
  /** Ids of turns. */
  readonly turns: readonly string[];
  /** Records with those of their versions that are erased; all of them, or the later ones of a record that goes back. */
  readonly records: readonly { readonly id: string; readonly versions: readonly number[] }[];
};

export type ErasureHook = {
  /** Names the tier on receipts and over restarts: `activation`, `parametric`, ...; one hook a name. */
  readonly name: string;
  /** Removes everything that came from these; gives what it removed, by kind and count. Idempotent. */
  erase(closure: ErasureClosure): Promise<{ readonly removed: Readonly<Record<string, number>> }>;
};
