/** What the settings say about encryption, as the library takes it. */
import { readFileSync } from 'node:fs';
import { MemoryError } from '../errors/index.ts';
import type { EncryptionOptions } from '../memory/encryption/encryption-options.ts';
import type { Config } from './config.ts';
import type { CubeLocation } from './cube-location.ts';

/** Where keys are and how they are protected. */
export function keyPlace({ keyFolder, passphraseFile }: Config): EncryptionOptions {
  return { keyFolder, ...(passphraseFile === undefined ? {} : { passphrase: readPassphrase(passphraseFile) }) };
}

/**
 * For opening a cube. A new one is encrypted as the settings say; `auto`: its content, where it is a named cube, for then
 * cube and keys are both in folders of the same user. The place of a cube that is given by its path may outlive the
 * folder of the keys (a volume of a container, a disk that is carried elsewhere), so that has to be asked for.
 */
export function encryptionOf(place: CubeLocation, config: Config): EncryptionOptions {
  // Whether there is a file says nothing: another process may be making it right now.
  const where = { ...keyPlace(config), asMade: true };
  if (config.encryption !== 'auto') return { ...where, seal: config.encryption };
  return { ...where, seal: place.name === undefined ? 'nothing' : 'content' };
}

/** The first line of a file. */
export function readPassphrase(path: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new MemoryError('invalid_input', `the passphrase file cannot be read: ${path}`, {
      hint: 'palimpsest config set passphraseFile FILE names another one',
      cause,
    });
  }
  const [line = ''] = text.split(/\r?\n/, 1);
  if (line !== '') return line;
  throw new MemoryError('invalid_input', `the passphrase file is empty: ${path}`, {
    hint: 'its first line is the passphrase',
  });
}

/** In words of the command line: where the keys are looked for. */
export function lockedCube({ message, details, cause, hint }: MemoryError, { keyFolder }: Config): MemoryError {
  const byPassphrase = message.includes('passphrase');
  return new MemoryError('locked', message, {
    details: { ...details, keyFolder },
    hint: byPassphrase
      ? 'palimpsest config set passphraseFile FILE (or PALIMPSEST_PASSPHRASE_FILE) names the file whose first line it is'
      : `${(hint ?? '').replace(', or name its folder with `encryption: { keyFolder }`', ', or name its folder with PALIMPSEST_KEYS')}`,
    cause,
  });
}
