/** `memory.receipts`: what was erased here, and whether a receipt is true of this cube. */
import type { Engine } from '../engine.ts';
import { readReceipt, receiptIds, signingKey } from './finish-receipt.ts';
import { type KnownCopy, knownCopies } from './known-copies.ts';
import type { ReceiptDocument } from './receipt-types.ts';
import { type ReceiptCheck, verifyReceipt } from './verify-receipt.ts';

export type Receipts = {
  /** Ids of all erasures, oldest first. */
  list(): Promise<readonly string[]>;
  /** The receipt of an erasure; `undefined` where there is none. */
  get(id: string): Promise<ReceiptDocument | undefined>;
  /** Checks a receipt (its JSON text, or the document) against this cube. */
  verify(receipt: string | ReceiptDocument, options?: { readonly expectedKey?: string }): Promise<ReceiptCheck>;
  /** Exports and backups that erasures will reach, or name. */
  copies(): Promise<readonly KnownCopy[]>;
  /**
   * The public half of the key that signs receipts here, to be published before anybody needs it: `verify` compares its
   * id. The key is made where there is none yet. `undefined`: this memory signs nothing.
   */
  signingKey(): Promise<{ readonly keyId: string; readonly publicKey: string } | undefined>;
};

export function receiptsOf(engine: Engine): Receipts {
  const { store } = engine.cube;
  return {
    list: () => engine.exclusive(async () => [...(await receiptIds(engine))].sort()),
    get: (id) => engine.exclusive(() => readReceipt(engine, id)),
    verify: (receipt, options = {}) =>
      engine.exclusive(() =>
        verifyReceipt(typeof receipt === 'string' ? receipt : JSON.stringify(receipt), { ...options, store }),
      ),
    copies: () => engine.exclusive(() => knownCopies(store)),
    signingKey: () => engine.exclusive(() => signingKey(engine)),
  };
}
