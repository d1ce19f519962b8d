/** `verify`: chain, rows, references, and the index against the rows. */
import { isMemoryError, MemoryError } from '../../errors/index.ts';
import { type CliCommand, defineCommand, option } from '../command.ts';
import { flag } from '../option-schemas.ts';
import { counted, duration } from '../screen.ts';

const restoreHint = 'keep the file as it is, and put a backup in its place: palimpsest restore BACKUP --force';

/** What a check found wrong before it came to an end: the hint must not be to run a check. */
function damage(error: unknown): unknown {
  if (!isMemoryError(error, 'corrupt') || error.details['missingFrom'] !== undefined) return error;
  const { message, details, cause } = error;
  return new MemoryError('corrupt', message, { details, hint: restoreHint, cause });
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
    const memory = await context.openCube({ acceptLoss }).catch((error: unknown) => {
      throw damage(error);
    });
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
