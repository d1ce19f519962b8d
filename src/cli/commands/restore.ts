/** `restore`: puts a backup back in place after checking it; what was there is kept beside it. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { MemoryError } from '../../errors/index.ts';
import { type CliCommand, defineCommand, joined, option } from '../command.ts';
import { ensureFolder } from '../ensure-folder.ts';
import { flag } from '../option-schemas.ts';
import { counted } from '../screen.ts';

const suffixes = ['', '-wal', '-shm', '.head'] as const;

export const restoreCommand: CliCommand = defineCommand({
  name: 'restore',
  group: 'Care',
  summary: 'put a backup back in place, after checking it',
  details: 'The cube that is replaced is kept as FILE.before-restore. No other process may have it open.',
  arguments: [{ syntax: '<backup>', description: 'a file that backup wrote' }],
  options: { force: option('--force', 'replace the cube that is there', flag) },
  examples: ['palimpsest restore ./anna-2026-03-01.palimpsest --cube anna --force'],
  run: async ([given], { force }, context) => {
    const { restoreSqlite } = await import('../../adapters/sqlite/index.ts');
    const from = resolve(joined(given));
    const { path } = context.location();
    if (!existsSync(from))
      throw new MemoryError('not_found', `there is no file at ${from}`, { details: { path: from } });
    if (from === path)
      throw new MemoryError('invalid_input', 'the backup is the cube itself', {
        hint: 'name the cube to restore with --cube',
      });
    const replaces = existsSync(path);
    if (replaces && !force) {
      throw new MemoryError('conflict', `${path} is there already`, {
        hint: 'add --force to replace it; it is kept as .before-restore',
      });
    }
    ensureFolder(path);
    const fresh = `${path}.restoring`;
    for (const suffix of suffixes) rmSync(fresh + suffix, { force: true });
    try {
      await restoreSqlite(from, fresh, { signal: context.signal });
      for (const suffix of suffixes) {
        if (replaces) rmSync(`${path}.before-restore${suffix}`, { force: true });
        if (existsSync(path + suffix)) renameSync(path + suffix, `${path}.before-restore${suffix}`);
      }
      for (const suffix of suffixes) if (existsSync(fresh + suffix)) renameSync(fresh + suffix, path + suffix);
    } finally {
      for (const suffix of suffixes) rmSync(fresh + suffix, { force: true });
    }
    const memory = await context.openCube();
    const { turns, seq } = await memory.stats();
    return {
      data: { path, from, cube: memory.cube, turns, seq, replaced: replaces ? `${path}.before-restore` : null },
      show: (screen) => {
        screen.line(`Restored ${path}: ${counted(turns, 'turn')}, position #${seq}.`);
        if (replaces) screen.line(screen.paint.dim(`What was there before: ${path}.before-restore`));
      },
    };
  },
});
