/** `memory.receipts`: what was erased here, and whether a receipt is true of this cube. */
import type { Engine } from '../engine.ts';
import { readReceipt, receiptIds, signingKey } from './finish-receipt.ts';
import { type KnownCopy, knownCopies } from './known-copies.ts';
import { type Reapplied, reapplyFrom } from './reapply.ts';
import type { ReceiptDocument } from './receipt-types.ts';
import { type ReceiptCheck, verifyReceipt } from './verify-receipt.ts';

export type Receipts = {
  /** Erasures that were carried out again when this memory was opened: the file was older than they are. */
  readonly reapplied: readonly Reapplied[];
  /** Ids of all erasures, oldest first. */
  list(): Promise<readonly string[]>;
  /** The receipt of an erasure; `undefined` where there is none. */
  get(id: string): Promise<ReceiptDocument | undefined>;
  /** Checks a receipt (its JSON text, or the document) against this cube. */
  verify(receipt: string | ReceiptDocument, options?: { readonly expectedKey?: string }): Promise<ReceiptCheck>;
  /** Exports and backups that erasures will reach, or name. */
  copies(): Promise<readonly KnownCopy[]>;
  /**
   * Erases here what another file of this cube (the one that a restore has replaced) notes as erased. Erasures that are
   * noted in the owner's key folder are carried out again whenever such a file is opened; this is for those that are not.
   */
  reapply(path: string): Promise<readonly Reapplied[]>;
  /**
   * The public half of the key that signs receipts here, to be published before anybody needs it: `verify` compares its
   * id. The key is made where there is none yet. `undefined`: this memory signs nothing.
   */
  signingKey(): Promise<{ readonly keyId: string; readonly publicKey: string } | undefined>;
};

export function receiptsOf(engine: Engine, reapplied: readonly Reapplied[]): Receipts {
  const { store } = engine.cube;
  return {
    reapplied,
    list: () => engine.exclusive(async () => [...(await receiptIds(engine))].sort()),
    get: (id) => engine.exclusive(() => readReceipt(engine, id)),
    verify: (receipt, options = {}) =>
      engine.exclusive(() =>
        verifyReceipt(typeof receipt === 'string' ? receipt : JSON.stringify(receipt), { ...options, store }),
      ),
    copies: () => engine.exclusive(() => knownCopies(store)),
    reapply: (path) => reapplyFromFile(engine, path),
    signingKey: () => engine.exclusive(() => signingKey(engine)),
  };
}

async function reapplyFromFile(engine: Engine, path: string): Promise<readonly Reapplied[]> {
  engine.mustWrite();
  const { openSqliteStore } = await import('../../adapters/sqlite/sqlite-store.ts');
  const other = await openSqliteStore(path, { readOnly: true, mustExist: true, acceptLoss: true });
  try {
    return await reapplyFrom(engine, other);
  } finally {
    await other.close();
  }
}
