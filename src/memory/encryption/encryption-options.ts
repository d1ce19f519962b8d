/** What can be said about encryption when a memory is opened. */
import type { KmsWrap } from '../../adapters/keys/index.ts';
import { MemoryError } from '../../errors/index.ts';
import type { SealLevel } from '../../kernel/sealing/cube-seal.ts';
import type { KeyRing } from '../../ports/index.ts';

export type EncryptionOptions = {
  /**
   * How much of a new cube is sealed. `content`: what was said and everything derived from it; ids, times and kinds stay
   * readable. `everything` (default): ids, names of blobs and receipts, too. `nothing`: a new cube stays readable; the
   * other fields say where the keys of an encrypted one are. An existing cube stays as it was made.
   */
  readonly seal?: SealLevel | 'nothing';
  /**
   * Opens a cube that has content as it was made, whatever `seal` says: `seal` is for a new one, and for one that is empty
   * still. Default false: a cube that was made otherwise is `incompatible`.
   */
  readonly asMade?: boolean;
  /** Protects the key ring: without it, the ring cannot be opened. Give at most one of the next three. */
  readonly passphrase?: string;
  /** Has a key management service protect the key ring. */
  readonly kms?: KmsWrap;
  /** A key ring of your own, or how to find that of a cube by the cube's id. */
  readonly keyRing?: KeyRing | ((cube: string) => KeyRing | Promise<KeyRing>);
  /** Folder of key rings, one file a cube, named by its id. Default: a folder of the user's own, never beside the cube. */
  readonly keyFolder?: string;
};

const known = ['seal', 'asMade', 'passphrase', 'kms', 'keyRing', 'keyFolder'];

/** @throws `invalid_input` */
export function checkEncryption(options: unknown): void {
  if (options === undefined || options === false) return;
  const hint = `its fields are ${known.join(', ')}; false leaves a new cube readable`;
  if (typeof options !== 'object' || options === null) {
    throw new MemoryError('invalid_input', '`encryption` must be an object, or false', { hint });
  }
  const given = options as EncryptionOptions;
  const stranger = Object.keys(given).find((key) => !known.includes(key));
  if (stranger !== undefined) {
    throw new MemoryError('invalid_input', `encryption has no field ${stranger.slice(0, 40)}`, { hint });
  }
  if (given.seal !== undefined && !['content', 'everything', 'nothing'].includes(given.seal)) {
    throw new MemoryError('invalid_input', 'encryption.seal must be content, everything or nothing', { hint });
  }
  if (given.asMade !== undefined && typeof given.asMade !== 'boolean') {
    throw new MemoryError('invalid_input', 'encryption.asMade must be true or false', { hint });
  }
  const ways = [given.passphrase, given.kms, given.keyRing].filter((way) => way !== undefined).length;
  if (ways > 1 || (given.keyRing !== undefined && given.keyFolder !== undefined)) {
    throw new MemoryError('invalid_input', 'encryption got several ways to find or protect the keys', {
      hint: 'give one of passphrase, kms and keyRing; keyFolder goes with the first two',
    });
  }
  if (given.passphrase !== undefined && (typeof given.passphrase !== 'string' || given.passphrase === '')) {
    throw new MemoryError('invalid_input', 'encryption.passphrase must be a text that is not empty');
  }
  if (given.keyFolder !== undefined && (typeof given.keyFolder !== 'string' || given.keyFolder === '')) {
    throw new MemoryError('invalid_input', 'encryption.keyFolder must be the path of a folder');
  }
}
