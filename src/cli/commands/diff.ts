/** `diff`: what memory learned, changed and dropped between two moments. */

import { MemoryError } from '../../errors/index.ts';
import type { AnswerAt } from '../../memory/past/answer-change.ts';
import { wireDiff } from '../../server/wire.ts';
import { type CliCommand, defineCommand, joined, option } from '../command.ts';
import { parseMoment, text } from '../option-schemas.ts';
import { counted, dated, oneLine } from '../screen.ts';
import { tableFitted } from '../show/items.ts';
import { scopeFilter, scopeOptions } from './option-sets.ts';

function momentArgument(typed: string, what: string): number {
  const at = parseMoment(typed);
  if (at !== undefined) return at;
  throw new MemoryError(
    'invalid_input',
    `${what} must be a date like 2026-03-01 or 2026-03-01T09:30Z, got ${JSON.stringify(typed)}`,
  );
}

export const diffCommand: CliCommand = defineCommand({
  name: 'diff',
  group: 'Memory',
  summary: 'what memory learned, changed and dropped between two moments',
  arguments: [
    { syntax: '<from>', description: 'recorded from then' },
    { syntax: '[to]', description: 'until then (default now)' },
  ],
  options: {
    question: option('-q, --question <text>', 'say why the answer to it changed, too', text),
    ...scopeOptions,
  },
  examples: [
    'palimpsest diff 2026-03-01',
    'palimpsest diff 2026-02-01 2026-03-01 --json',
    'palimpsest diff 2026-02-01 --question "Where does Anna live?"',
  ],
  run: async ([first, second], options, context) => {
    const from = momentArgument(joined(first), 'from');
    const to = second === undefined ? undefined : momentArgument(joined(second), 'to');
    const memory = await context.openCube();
    const scope = scopeFilter(options);
    const { question } = options;
    const report = await memory.diff(from, to, {
      ...(question === undefined ? {} : { question }),
      ...(scope === undefined || question === undefined ? {} : { scope }),
    });
    return {
      data: wireDiff(report),
      warnings: report.answer?.warnings ?? [],
      show: (screen) => {
        const { paint } = screen;
        screen.line(
          `${dated(report.from)} to ${dated(report.to)}: ${counted(report.turnsAdded, 'turn')} new; records: ${report.added.length} added, ${report.changed.length} changed, ${report.removed.length} removed`,
        );
        tableFitted(screen, [
          ...report.added.map((record) => [paint.green('+'), record.kind, paint.dim(record.id), oneLine(record.text)]),
          ...report.changed.map(({ before, after }) => [
            paint.yellow('~'),
            after.kind,
            paint.dim(after.id),
            before.text === after.text
              ? `${oneLine(after.text)} (${after.reason})`
              : `${oneLine(before.text)} → ${oneLine(after.text)}`,
          ]),
          ...report.removed.map((record) => [paint.red('-'), record.kind, paint.dim(record.id), oneLine(record.text)]),
        ]);
        const { answer } = report;
        if (answer === undefined) return;
        const said = ({ text: shown, found }: AnswerAt): string => (found ? oneLine(shown ?? '') : 'not in memory');
        screen.line('');
        screen.line(paint.bold(oneLine(answer.question)));
        screen.line(`  then: ${said(answer.before)}`);
        screen.line(`  now:  ${answer.changed ? paint.bold(said(answer.after)) : 'the same'}`);
        for (const cause of answer.because) {
          screen.line(`  ${paint.cyan(dated(cause.at))} ${cause.kind} ${cause.what} ${paint.dim(cause.id)}`);
          const before = cause.before === undefined || cause.before === cause.text ? '' : `${cause.before} → `;
          screen.wrapped(`${before}${cause.text} (${cause.reason})`, { indent: 6 });
        }
      },
    };
  },
});
