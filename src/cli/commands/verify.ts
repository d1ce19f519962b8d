/** `verify`: chain, rows, references, and the index against the rows. */
import { isMemoryError, MemoryError } from '../../errors/index.ts';
import type { Memory } from '../../memory/memory.ts';
import { type CliCommand, defineCommand, type Outcome, option } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { flag } from '../option-schemas.ts';
import { counted, duration } from '../screen.ts';

const restoreHint = 'keep the file as it is, and put a backup in its place: palimpsest restore BACKUP --force';

/** What a check found wrong before it came to an end: the hint must not be to run a check. */
function damage(error: unknown): unknown {
  if (!isMemoryError(error, 'corrupt') || error.details['missingFrom'] !== undefined) return error;
  const { message, details, cause } = error;
  return new MemoryError('corrupt', message, { details, hint: restoreHint, cause });
}

/** Without keys, the chain and the checksums can be checked; what the content says cannot. */
async function verifyLocked(locked: MemoryError, context: CommandContext): Promise<Outcome> {
  const { openSqliteStore } = await import('../../adapters/sqlite/index.ts');
  const { verifyWithoutKeys } = await import('../../memory/encryption/verify-without-keys.ts');
  const store = await openSqliteStore(context.location().path, { mustExist: true, readOnly: true });
  try {
    const { problems, sealed, changes, rows } = await verifyWithoutKeys(store, { signal: context.signal });
    const [first] = problems;
    return {
      data: { ok: first === undefined, withoutKeys: true, checked: { changes, rows, sealed }, problems },
      warnings: [`only what can be checked without keys was checked: ${locked.message}`],
      ...(first === undefined
        ? {}
        : {
            error: new MemoryError('corrupt', `${counted(problems.length, 'problem')} found in the cube`, {
              details: { problems: problems.length },
              hint: restoreHint,
            }),
          }),
      show: (screen) => {
        for (const { what, message } of problems.slice(0, 50)) screen.line(`${screen.paint.red(what)}  ${message}`);
        screen.line(
          `${first === undefined ? screen.paint.green('Chain and checksums are well') : screen.paint.red('Not well')}: ${counted(changes, 'change')}, ${counted(rows, 'row')}, ${sealed.toLocaleString('en-US')} of them sealed and not looked into`,
        );
      },
    };
  } finally {
    await store.close();
  }
}

export const verifyCommand: CliCommand = defineCommand({
  name: 'verify',
  group: 'Care',
  summary: 'check every stored byte against what was written',
  options: {
    acceptLoss: option('--accept-loss', 'when the newest entries are missing: go on from what is left', flag),
  },
  examples: ['palimpsest verify', 'palimpsest verify --cube ./copy.palimpsest --json'],
  run: async (_args, { acceptLoss }, context) => {
    let memory: Memory;
    try {
      memory = await context.openCube({ acceptLoss });
    } catch (error) {
      if (isMemoryError(error, 'locked')) return await verifyLocked(error, context);
      throw damage(error);
    }
    const progress = context.progress('verify', 0, 'rows');
    const report = await memory
      .verify({ signal: context.signal, onProgress: (done, total) => progress.update(done, '', total) })
      .catch((error: unknown) => {
        throw damage(error);
      })
      .finally(() => progress.stop());
    const { checked, problems } = report;
    return {
      data: report,
      ...(report.ok
        ? {}
        : {
            error: new MemoryError('corrupt', `${counted(problems.length, 'problem')} found in the cube`, {
              details: { problems: problems.length },
              hint: problems.every((problem) => problem.what === 'index')
                ? 'palimpsest reindex rebuilds the indexes from the rows'
                : restoreHint,
            }),
          }),
      show: (screen) => {
        const { paint } = screen;
        for (const problem of problems.slice(0, 50)) {
          screen.line(
            `${paint.red(problem.what)}  ${problem.seq === undefined ? '' : `#${problem.seq} `}${problem.message}`,
          );
        }
        if (problems.length > 50) screen.line(`and ${counted(problems.length - 50, 'problem')} more`);
        screen.line(
          `${report.ok ? paint.green('All well') : paint.red('Not well')}: ${counted(checked.changes, 'change')}, ${counted(checked.rows, 'row')}, ${counted(checked.references, 'reference')}, ${counted(checked.indexUnits, 'index unit')} checked in ${duration(report.ms)}`,
        );
      },
    };
  },
});
