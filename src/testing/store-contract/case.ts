/** The shape of one case of the store contract, and what the cases share. */
import assert from 'node:assert/strict';
import { type ErrorCode, isMemoryError } from '../../errors/index.ts';
import type { Batch, Head, OpenStoreOptions, Store } from '../../ports/index.ts';
import { type EntrySketch, logEntries } from '../log-entries.ts';

/** What only some stores can do. */
export type StoreClaim = 'files' | 'read-only' | 'must-exist' | 'durable';

/** Where one cube can live. */
export type StorePlace = {
  /** Opens the cube, making it the first time. Several may be open at once; `undefined` options take the defaults. */
  open(options?: OpenStoreOptions): Promise<Store>;
  /** A path at which nothing is yet, and how the cube in a file is opened: for stores with files. */
  readonly files?: {
    newPath(): string;
    openAt(path: string, options?: OpenStoreOptions): Promise<Store>;
    /** All bytes that the store keeps on disk, one after another. */
    rawBytes(): Uint8Array;
  };
  /** Cleans up; every store has been closed or given up. */
  remove(): Promise<void>;
};

/** Gives places to the contract. */
export type StoreFactory = { place(): StorePlace | Promise<StorePlace> };

/** One thing that a store must do. */
export type StoreCase = {
  readonly title: string;
  readonly needs?: StoreClaim;
  run(place: StorePlace): Promise<void>;
};

/** Appends sketched entries at the store's own head. */
export async function add(store: Store, sketches: readonly EntrySketch[], blobs?: Batch['blobs']): Promise<Head> {
  const head = await store.head();
  const batch = logEntries(store.macKey, head, sketches);
  return store.append(blobs === undefined ? batch : { ...batch, blobs }, head.seq);
}

/** Asserts that a call fails with a MemoryError of this code, and gives the error. */
export async function fails(
  call: () => Promise<unknown>,
  code: ErrorCode,
): Promise<{ readonly message: string; readonly details: Readonly<Record<string, unknown>> }> {
  try {
    await call();
  } catch (error) {
    if (!isMemoryError(error)) throw error;
    assert.equal(error.code, code, error.message);
    return error;
  }
  return assert.fail(`expected ${code}, but the call succeeded`);
}

/** Bytes as text. */
export function text(bytes: Uint8Array | undefined): string | undefined {
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}
