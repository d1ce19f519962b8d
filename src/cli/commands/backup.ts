/** `backup`: a consistent copy while in use. */
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { MemoryError } from '../../errors/index.ts';
import { type CliCommand, defineCommand, joined } from '../command.ts';
import { ensureFolder } from '../ensure-folder.ts';
import { byteSize } from '../screen.ts';

export const backupCommand: CliCommand = defineCommand({
  name: 'backup',
  group: 'Care',
  summary: 'a consistent copy of the cube, while it is in use',
  arguments: [{ syntax: '<file>', description: 'where the copy goes; must not exist yet' }],
  examples: ['palimpsest backup ./anna-2026-03-01.palimpsest --cube anna'],
  run: async ([given], _options, context) => {
    const path = resolve(joined(given));
    if (existsSync(path)) {
      throw new MemoryError('conflict', `${path} is there already`, { hint: 'choose another name or remove it first' });
    }
    const memory = await context.openCube();
    ensureFolder(path);
    await memory.backup(path, { signal: context.signal });
    const bytes = statSync(path).size;
    return {
      data: { path, bytes, cube: memory.cube },
      show: (screen) => screen.line(`Wrote ${path} (${byteSize(bytes)}).`),
    };
  },
});
