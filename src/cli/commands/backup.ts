/** `backup`: a consistent copy while in use. */
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { MemoryError } from '../../errors/index.ts';
import { type CliCommand, defineCommand, joined, option } from '../command.ts';
import { ensureFolder } from '../ensure-folder.ts';
import { flag } from '../option-schemas.ts';
import { byteSize } from '../screen.ts';

export const backupCommand: CliCommand = defineCommand({
  name: 'backup',
  group: 'Care',
  summary: 'a consistent copy of the cube, while it is in use',
  arguments: [{ syntax: '<file>', description: 'where the copy goes; must not exist yet' }],
  details:
    'A backup of an encrypted cube can be read with its keys only, and they are not in it: keep a copy of the key ring elsewhere (palimpsest keys copy). With --with-keys it lies beside the backup as FILE.keys; what is erased later then stays readable in it.',
  options: { withKeys: option('--with-keys', 'put the keys of an encrypted cube beside it', flag) },
  examples: ['palimpsest backup ./anna-2026-03-01.palimpsest --cube anna'],
  run: async ([given], { withKeys }, context) => {
    const path = resolve(joined(given));
    if (existsSync(path)) {
      throw new MemoryError('conflict', `${path} is there already`, { hint: 'choose another name or remove it first' });
    }
    const memory = await context.openCube();
    ensureFolder(path);
    await memory.backup(path, { signal: context.signal, withKeys });
    const bytes = statSync(path).size;
    const keys = memory.keys === undefined ? null : withKeys ? `${path}.keys` : (memory.keys.path ?? null);
    return {
      data: { path, bytes, cube: memory.cube, encrypted: memory.keys !== undefined, withKeys, keys },
      show: (screen) => {
        screen.line(`Wrote ${path} (${byteSize(bytes)}).`);
        if (keys === null) return;
        screen.line(
          screen.paint.dim(
            withKeys
              ? `Its keys: ${keys}. What is erased from now on stays readable to whoever has both.`
              : `It can be read with the keys of the cube only: ${keys}`,
          ),
        );
      },
    };
  },
});
