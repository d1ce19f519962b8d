/** `export`: everything, as JSON lines in log order. */
import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import { MemoryError } from '../../errors/index.ts';
import type { ExportLine } from '../../memory/memory.ts';
import { type CliCommand, defineCommand, option } from '../command.ts';
import { ensureFolder } from '../ensure-folder.ts';
import { flag } from '../option-schemas.ts';
import { counted } from '../screen.ts';

export const exportCommand: CliCommand = defineCommand({
  name: 'export',
  group: 'Data',
  summary: 'everything, as JSON lines in log order',
  details:
    'To a file, or to standard output (with --json and no file: in data.lines). import reads it back. Moments in the lines are milliseconds since the epoch, as the library has them.',
  arguments: [{ syntax: '[file]', description: 'where it goes' }],
  options: { force: option('--force', 'replace the file that is there', flag) },
  examples: ['palimpsest export anna.jsonl --cube anna', 'palimpsest export | head -3'],
  run: async ([given], { force }, context) => {
    if (typeof given === 'string' && !force && existsSync(resolve(given))) {
      throw new MemoryError('conflict', `${resolve(given)} is there already`, {
        hint: 'choose another name, or add --force to replace it',
      });
    }
    const memory = await context.openCube();
    const lines = memory.export({ signal: context.signal });
    const counts = { turns: 0, records: 0 };
    const count = (line: ExportLine): void => {
      if (line.type === 'turn') counts.turns++;
      if (line.type === 'record') counts.records++;
    };
    if (given === undefined) {
      const kept: ExportLine[] = [];
      for await (const line of lines) {
        count(line);
        if (context.json) kept.push(line);
        else await context.write(`${JSON.stringify(line)}\n`);
        if (context.signal.aborted) break;
      }
      return context.json ? { data: { ...counts, lines: kept }, show: () => undefined } : undefined;
    }
    const path = resolve(given as string);
    ensureFolder(path);
    const draft = `${path}.${process.pid}.part`;
    const file = createWriteStream(draft, { mode: 0o600 });
    try {
      for await (const line of lines) {
        count(line);
        if (!file.write(`${JSON.stringify(line)}\n`)) await once(file, 'drain');
      }
      file.end();
      await finished(file);
      await rename(draft, path);
      // Erasures reach exports that the cube knows of.
      await memory.noteExport(path);
    } catch (error) {
      file.destroy();
      await rm(draft, { force: true });
      throw error;
    }
    return {
      data: { path, ...counts },
      show: (screen) =>
        screen.line(`Wrote ${path}: ${counted(counts.turns, 'turn')}, ${counted(counts.records, 'record version')}.`),
    };
  },
});
