/**
 * Where key rings are kept unless told otherwise: a folder of the user's own, never beside the cube.
 *
 * Who copies or backs up the folder of a cube must not take its keys along. See docs/encryption.md for what this
 * protects against, and what needs a passphrase or a key service.
 */
import { homedir } from 'node:os';
import { join } from 'node:path';

/** `~/.config/palimpsest/keys`, and what the other platforms have for settings of a user on one machine. */
export function defaultKeyFolder(platform: NodeJS.Platform = process.platform, home: string = homedir()): string {
  if (platform === 'darwin') return join(home, 'Library', 'Preferences', 'palimpsest', 'keys');
  // Local and not Roaming: keys do not travel to other machines by themselves.
  if (platform === 'win32') return join(home, 'AppData', 'Local', 'palimpsest', 'Config', 'keys');
  return join(home, '.config', 'palimpsest', 'keys');
}

/** The file of a cube's ring in a folder of keys: by the cube's id, so that a cube can be moved and renamed. */
export function ringPath(folder: string, cube: string): string {
  return join(folder, `${cube.replace(/[^\w.-]/g, '_').slice(0, 120)}.keys`);
}
