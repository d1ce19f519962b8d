/** `import`: conversations from other programs, and exports of our own. */
import { type CliCommand, defineCommand, joined, type Outcome, option } from '../command.ts';
import type { ImportFileResult } from '../import/import-file.ts';
import { flag, text } from '../option-schemas.ts';
import { counted, duration, type Screen } from '../screen.ts';
import { scopeOfWrite, scopeOptions } from './option-sets.ts';

/** What came of an import, in a few lines. */
export function showImport(screen: Screen, result: ImportFileResult, problemLines: readonly string[]): void {
  const { paint } = screen;
  if (result.alreadyDone)
    screen.line(`${result.path} was imported before and has not changed; nothing was read (--restart reads it again).`);
  const known = result.known === 0 ? '' : `, ${result.known.toLocaleString('en-US')} already known`;
  const hand = result.records === 0 ? '' : `, ${counted(result.records, 'record')}`;
  const speed = result.alreadyDone || result.seconds === 0 ? '' : ` in ${duration(result.seconds * 1_000)}`;
  screen.line(
    `${paint.bold(counted(result.turns, 'turn'))} imported (${result.format})${known}${hand}; ${counted(result.derived, 'record')} derived${speed}.`,
  );
  for (const line of problemLines.slice(0, 10)) screen.line(`  ${paint.red('problem')}  ${line}`);
  if (result.problemCount > 10) screen.line(`  and ${counted(result.problemCount - 10, 'problem')} more`);
}

export const importCommand: CliCommand = defineCommand({
  name: 'import',
  group: 'Data',
  summary: 'conversations from other programs, or an export',
  details:
    'The format is recognized by content. Ctrl-C stops cleanly; the same command goes on from there. What is known already is skipped.',
  arguments: [{ syntax: '<path>', description: 'a file or folder' }],
  options: {
    format: option('--format <name>', 'name of the format, when it is not recognized', text),
    restart: option('--restart', 'read it from the beginning again', flag),
    user: scopeOptions.user,
    agent: scopeOptions.agent,
  },
  examples: [
    'palimpsest import conversations.json',
    'palimpsest import ./chatgpt-export --cube me',
    'palimpsest import anna.jsonl --cube anna',
  ],
  run: async ([given], options, context): Promise<Outcome> => {
    const { planImport, problemLine } = await import('../import/import-file.ts');
    const { importIntoCube } = await import('../import/import-into-cube.ts');
    const { user, agent } = scopeOfWrite({ ...options, session: undefined }, context);
    const plan = await planImport(joined(given), options.format);
    const { memory, imported, kept } = await importIntoCube(
      plan,
      {
        restart: options.restart,
        ...(user === undefined ? {} : { user }),
        ...(agent === undefined ? {} : { agent }),
      },
      context,
    );
    const { error, warnings, ...result } = imported;
    return {
      data: { ...result, cube: kept ? memory.cube : null, cubePath: kept ? (memory.path ?? null) : null },
      warnings,
      ...(error === undefined ? {} : { error }),
      show: (screen) => showImport(screen, { ...result, warnings }, result.problems.map(problemLine)),
    };
  },
});
