/** The note by which a cube says that it is sealed, and with the keys of which ring. It holds no secret in the clear. */
import { MemoryError } from '../../errors/index.ts';
import type { SealLevel } from '../../kernel/sealing/cube-seal.ts';
import { encryptionNote, type Store } from '../../ports/index.ts';

export type EncryptionNote = {
  readonly level: SealLevel;
  /** Id of the key ring. */
  readonly ring: string;
  /** Since when, milliseconds since the epoch. */
  readonly at: number;
  /**
   * Of a cube that was sealed later in its life: the secret of its older ids, sealed, Base64; and where its log ended
   * before it was written anew.
   */
  readonly oldIdSecret?: string;
  readonly before?: { readonly seq: number; readonly hash: string };
};

const version = 1;

/** `undefined` for a cube that is not sealed. Errors: `corrupt`, `newer_version`. */
export async function readNote(store: Store): Promise<EncryptionNote | undefined> {
  const bytes = await store.blob(encryptionNote);
  if (bytes === undefined) return undefined;
  let note: Partial<EncryptionNote> & { readonly version?: number };
  try {
    note = JSON.parse(new TextDecoder().decode(bytes)) as typeof note;
  } catch (cause) {
    throw damagedNote(cause);
  }
  if (typeof note.version === 'number' && note.version > version) {
    throw new MemoryError('newer_version', `the cube is sealed in a way (${note.version}) that this version lacks`, {
      hint: 'install a newer version of palimpsest',
    });
  }
  const levels: readonly unknown[] = ['content', 'everything'];
  if (note.version !== version || typeof note.ring !== 'string' || !levels.includes(note.level)) {
    throw damagedNote(undefined);
  }
  return note as EncryptionNote;
}

export function encodeNote(note: EncryptionNote): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ version, ...note }));
}

function damagedNote(cause: unknown): MemoryError {
  return new MemoryError('corrupt', 'the note of how this cube is sealed cannot be read', {
    hint: 'restore from a backup',
    cause,
  });
}
