/**
 * States that have been read are kept beside the log, one blob a subject, so that no other process has to read the
 * statements again. A cache: what does not fit what is said now is not used, and an erasure destroys its key.
 */
import { isMemoryError } from '../../errors/index.ts';
import type { Cube } from '../../kernel/cube.ts';
import type { StateLog } from '../../plaintext/revise/state/state-log.ts';
import type { Entropy } from '../../ports/index.ts';
import {
  cover,
  isStatesKey,
  newStatesKey,
  statesBlob,
  statesFolder,
  statesKeyBlob,
  uncover,
} from '../snapshot-veil.ts';

/** What was kept of a subject; undefined where nothing was, or where it cannot be read. */
export async function keptOf({ store }: Cube, subject: string): Promise<unknown> {
  const key = await store.blob(statesKeyBlob);
  if (!isStatesKey(key)) return undefined;
  const bytes = await store.blob(statesBlob(key, subject));
  if (bytes === undefined) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(uncover(bytes, key)));
  } catch {
    // Another process has replaced the key meanwhile.
    return undefined;
  }
}

/**
 * Keeps what has been read since, where that is worth it, and drops what nobody can read or needs any more. Gives the
 * bytes written; 0 also where the log has moved, as what moved it may be an erasure.
 */
export async function keepStates(cube: Cube, log: StateLog, entropy: Entropy): Promise<number> {
  const folds = log.unkept();
  if (folds.size === 0) return 0;
  const found = await cube.store.blob(statesKeyBlob);
  const key = isStatesKey(found) ? found : newStatesKey(entropy);
  const wanted = new Set(log.keys().map((subject) => statesBlob(key, subject)));
  const blobs = new Map<string, Uint8Array | null>();
  for (const name of await cube.store.blobNames(statesFolder)) if (!wanted.has(name)) blobs.set(name, null);
  let written = 0;
  for (const [subject, fold] of folds) {
    const bytes = new TextEncoder().encode(JSON.stringify(fold));
    written += bytes.length;
    blobs.set(statesBlob(key, subject), cover(bytes, key, entropy));
  }
  if (key !== found) blobs.set(statesKeyBlob, key);
  try {
    await cube.commit([], blobs);
  } catch (error) {
    if (isMemoryError(error, 'conflict')) return 0;
    throw error;
  }
  log.noteKept();
  return written;
}

/** What takes all of it away: without its key it is noise. */
export const dropStates: ReadonlyMap<string, null> = new Map([[statesKeyBlob, null]]);
