/** How far an import came: one small file a source and cube, beside the data, so that the next run goes on there. */
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { ImportSource } from '../../plaintext/import/importer.ts';
import { ensureFolder } from '../ensure-folder.ts';

export type ImportProblem = {
  readonly message: string;
  readonly record: number;
  readonly line?: number | undefined;
  readonly entry?: string | undefined;
};

export type ImportState = {
  readonly format: 'palimpsest-import-state';
  readonly version: 1;
  readonly importer: string;
  /** Every record up to this one is in the cube. */
  readonly record: number;
  readonly turns: number;
  readonly known: number;
  readonly records: number;
  readonly derived: number;
  readonly problemCount: number;
  readonly problems: readonly ImportProblem[];
  readonly done: boolean;
  /** An entry of the cube's log, written after everything that is counted here. */
  readonly head?: LogMark | undefined;
};

/** One entry of a log; the hash covers all entries before it. */
export type LogMark = { readonly seq: number; readonly hash: string };

const count = z.number().int().min(0);

const stateShape: z.ZodType<ImportState> = z.object({
  format: z.literal('palimpsest-import-state'),
  version: z.literal(1),
  importer: z.string(),
  record: count,
  turns: count,
  known: count,
  records: count,
  derived: count,
  problemCount: count,
  problems: z.array(
    z.object({ message: z.string(), record: count, line: count.optional(), entry: z.string().optional() }),
  ),
  done: z.boolean(),
  head: z.object({ seq: count, hash: z.string() }).optional(),
});

/** Where states are. */
export function importsFolder(home: string): string {
  return join(home, 'imports');
}

/** Names a source as it is now (path, size, time of change, beginning) together with the cube that it goes into. */
export async function importKey(path: string, source: ImportSource, cube: string): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([resolve(path), cube, source.kind, source.size]));
  if (source.kind === 'folder') {
    for (const entry of await source.entries()) hash.update(JSON.stringify([entry.name, entry.size]));
  } else {
    hash.update(String(statSync(path).mtimeMs));
    let read = 0;
    for await (const part of source.stream()) {
      hash.update(part.subarray(0, 65_536 - read));
      read += part.length;
      if (read >= 65_536) break;
    }
  }
  return hash.digest('hex').slice(0, 32);
}

/** The state file of one source and cube. A damaged one counts as none: the import then starts over, which is harmless. */
export function importStateFile(
  home: string,
  key: string,
): {
  read(): ImportState | undefined;
  write(state: ImportState): void;
  remove(): void;
} {
  const folder = importsFolder(home);
  const path = join(folder, `${key}.json`);
  return {
    read: () => {
      try {
        const parsed = stateShape.safeParse(JSON.parse(readFileSync(path, 'utf8')));
        return parsed.success ? parsed.data : undefined;
      } catch (error) {
        if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    write: (state) => {
      ensureFolder(path);
      writeFileSync(`${path}.new`, JSON.stringify(state), { mode: 0o600 });
      renameSync(`${path}.new`, path);
    },
    remove: () => rmSync(path, { force: true }),
  };
}
