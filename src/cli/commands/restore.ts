/** `restore`: puts a backup back in place after checking it; what was there is kept beside it. */
import { chmodSync, constants, copyFileSync, existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { isMemoryError, MemoryError } from '../../errors/index.ts';
import { type Reapplied, reappliedText } from '../../memory/erase/reapply.ts';
import type { Memory } from '../../memory/memory.ts';
import { type CliCommand, defineCommand, joined, option } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { ensureFolder } from '../ensure-folder.ts';
import { flag } from '../option-schemas.ts';
import { counted } from '../screen.ts';

/** Keys that lie beside a backup are put where they belong if there are none; a ring that is there is never replaced. */
async function openRestored(
  from: string,
  context: CommandContext,
): Promise<{ readonly memory: Memory; readonly keys?: string }> {
  try {
    return { memory: await context.openCube() };
  } catch (error) {
    const wanted = isMemoryError(error, 'locked') ? error.details['path'] : undefined;
    if (typeof wanted !== 'string' || existsSync(wanted) || !existsSync(`${from}.keys`)) throw error;
    ensureFolder(wanted);
    copyFileSync(`${from}.keys`, wanted, constants.COPYFILE_EXCL);
    chmodSync(wanted, 0o600);
    return { memory: await context.openCube(), keys: wanted };
  }
}

/** Carries out again what the cube that was replaced notes as erased; a damaged one may not tell. */
async function erasedAgain(
  memory: Memory,
  kept: string,
): Promise<{ readonly again: readonly Reapplied[]; readonly warnings: readonly string[] }> {
  try {
    return { again: await memory.receipts.reapply(kept), warnings: [] };
  } catch (error) {
    const why = isMemoryError(error) ? error.message : 'unknown';
    return { again: [], warnings: [`the cube that was replaced cannot be asked what was erased from it: ${why}`] };
  }
}

export const restoreCommand: CliCommand = defineCommand({
  name: 'restore',
  group: 'Care',
  summary: 'put a backup back in place, after checking it',
  details:
    'The cube that is replaced is kept beside it as FILE.before-restore-TIME. What was erased since the backup was made is erased in it again. It is refused while any process has it open. A backup of an encrypted cube needs its keys; those beside it (FILE.keys) are taken where there are none.',
  arguments: [{ syntax: '<backup>', description: 'a file that backup wrote' }],
  options: { force: option('--force', 'replace the cube that is there', flag) },
  examples: ['palimpsest restore ./anna-2026-03-01.palimpsest --cube anna --force'],
  run: async ([given], { force }, context) => {
    const { replaceSqlite, restoreSqlite } = await import('../../adapters/sqlite/index.ts');
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
        hint: 'add --force to replace it; it is kept beside it, under another name',
      });
    }
    ensureFolder(path);
    const { signal, config } = context;
    // Short: a command that is just ending is waited for, a program that keeps the cube open is not.
    const busyTimeoutMs = Math.min(config.busyTimeoutMs, 2_000);
    const kept = replaces ? await replaceSqlite(from, path, { signal, busyTimeoutMs }) : undefined;
    if (kept === undefined) await restoreSqlite(from, path, { signal });
    const { memory, keys } = await openRestored(from, context);
    const more = kept === undefined ? { again: [], warnings: [] } : await erasedAgain(memory, kept);
    const again = [...memory.receipts.reapplied, ...more.again];
    const { turns, seq } = await memory.stats();
    return {
      warnings: [...again.map(reappliedText), ...more.warnings],
      data: {
        path,
        from,
        cube: memory.cube,
        turns,
        seq,
        replaced: kept ?? null,
        keys: keys ?? null,
        erased: again,
      },
      show: (screen) => {
        screen.line(`Restored ${path}: ${counted(turns, 'turn')}, position #${seq}.`);
        if (keys !== undefined) screen.line(`Its keys came with it and are now at ${keys}`);
        if (kept !== undefined) screen.line(screen.paint.dim(`What was there before: ${kept}`));
      },
    };
  },
});
