/** Checks a sealed cube without its keys: the chain, the checksums, the order; not what the content says. */
import { decodeRow } from '../../kernel/row-codec.ts';
import { type CubeCheck, type VerifyCubeOptions, verifyCube } from '../../kernel/verify-cube.ts';
import type { Store } from '../../ports/index.ts';
import { readNote } from './encryption-note.ts';

export type KeylessCheck = CubeCheck & {
  /** Rows whose content could not be looked at. */
  readonly sealed: number;
};

/** A cube that is not sealed is checked as ever. */
export async function verifyWithoutKeys(
  store: Store,
  options: Pick<VerifyCubeOptions, 'signal' | 'onProgress'> = {},
): Promise<KeylessCheck> {
  const note = await readNote(store);
  let sealed = 0;
  const check = await verifyCube(store, {
    ...options,
    decode: (row) => {
      if (note === undefined) return decodeRow(row, store.cube);
      // Receipts are readable where names are; they tell what was erased from what was lost.
      if (note.level === 'content' && (row.kind === 'erasure' || row.body.length === 0)) {
        return decodeRow(row, store.cube);
      }
      sealed += 1;
      return undefined;
    },
  });
  return { ...check, sealed };
}
