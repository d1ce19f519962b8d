/**
 * The slow tier of a memory bank: blocks of bytes by number, read a few at a time. Synchronous, since attention waits for
 * them inside a forward pass.
 */
export type ContentTier = {
  write(block: number, bytes: Uint8Array): void;
  /** Throws `not_found` for a block that is not there. */
  read(block: number): Uint8Array;
  /** The bytes are gone afterwards, not only unreachable. */
  remove(block: number): void;
  readonly bytes: number;
};
