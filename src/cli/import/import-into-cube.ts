/** Opens the cube that an import goes into; one that was made for it and got nothing is removed again. */
import { existsSync, rmSync } from 'node:fs';
import type { Memory } from '../../memory/memory.ts';
import type { CommandContext } from '../context.ts';
import { type ImportFileOptions, type ImportFileResult, type ImportPlan, importFile } from './import-file.ts';

export type ImportedCube = {
  readonly memory: Memory;
  readonly imported: ImportFileResult;
  /** False when the cube was made for this and removed again, as nothing could be read. */
  readonly kept: boolean;
};

/** As {@link importFile}, into the cube that `cube` names (default: the command's). The memory is closed when `kept` is false. */
export async function importIntoCube(
  plan: ImportPlan,
  options: ImportFileOptions,
  context: CommandContext,
  cube?: string,
): Promise<ImportedCube> {
  const { path } = context.location(cube);
  const existed = existsSync(path);
  const memory = await context.openCube({ mustExist: false, ...(cube === undefined ? {} : { cube }) });
  const discard = async (): Promise<boolean> => {
    if (existed || (await memory.stats()).seq > 0) return false;
    await memory.close();
    for (const suffix of ['', '-wal', '-shm', '.head']) rmSync(path + suffix, { force: true });
    return true;
  };
  try {
    const imported = await importFile(memory, plan, options, context);
    return { memory, imported, kept: !(await discard()) };
  } catch (error) {
    // The first error is the one to report.
    await discard().catch(() => false);
    throw error;
  }
}
