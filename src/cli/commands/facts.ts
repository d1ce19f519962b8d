/** `facts`: what holds, what held, what changed. */
import { MemoryError } from '../../errors/index.ts';
import type { FactFilter } from '../../memory/memory.ts';
import { iso, wireFact } from '../../server/wire.ts';
import { type CliCommand, defineCommand, joined, type Outcome, option } from '../command.ts';
import { flag, moment, text, wholeNumber } from '../option-schemas.ts';
import { counted, dated, oneLine } from '../screen.ts';
import { showFacts, tableFitted } from '../show/items.ts';
import { asOfOptions, scopeFilter, scopeOptions, viewOf } from './option-sets.ts';

export const factsCommand: CliCommand = defineCommand({
  name: 'facts',
  group: 'Memory',
  summary: 'what holds about somebody, what held, what changed',
  details: 'Without a subject it shows the current facts of the profile.',
  arguments: [
    { syntax: '[subject]', description: 'whom or what it is about' },
    { syntax: '[slot]', description: 'home.city, work.employer, ...' },
  ],
  options: {
    history: option('--history', 'all values of the slot, oldest first', flag),
    changes: option('--changes', 'changes of value, oldest first', flag),
    since: option('--since <moment>', 'of --changes: from then on', moment),
    stepsBack: option('--steps-back <number>', 'the value that many changes ago', wholeNumber(0, 10_000)),
    count: option('--count', 'how many values hold', flag),
    everHeld: option('--ever-held', 'of --count: values that have held at any time', flag),
    ask: option('--ask <question>', 'answer a question about the past from what was told', text),
    order: option('--order <query>', 'events and values that match, by the time they were true', text),
    ...scopeOptions,
    ...asOfOptions,
  },
  examples: [
    'palimpsest facts anna',
    'palimpsest facts anna home.city --history',
    'palimpsest facts anna --changes --since 2026-01-01',
    'palimpsest facts --ask "who had the keys before Anna?"',
  ],
  run: async ([first, second], options, context): Promise<Outcome> => {
    const subject = joined(first);
    const slot = joined(second);
    const scope = scopeFilter(options);
    const filter: FactFilter = {
      ...(scope === undefined ? {} : { scope }),
      ...(options.valid === undefined ? {} : { valid: options.valid }),
      ...(options.known === undefined ? {} : { known: options.known }),
    };
    const need = (what: string, given: string): void => {
      if (given === '')
        throw new MemoryError('invalid_input', `${what} is missing`, {
          hint: 'for example palimpsest facts anna home.city --history',
        });
    };
    const chosen = [
      options.history,
      options.changes,
      options.count,
      options.stepsBack !== undefined,
      options.order !== undefined,
      options.ask !== undefined,
    ];
    if (chosen.filter(Boolean).length > 1) {
      throw new MemoryError(
        'invalid_input',
        '--history, --changes, --count, --steps-back, --order and --ask exclude each other',
      );
    }
    const memory = await context.openCube();
    const { facts } = memory;
    if (options.ask !== undefined) {
      const answer = await facts.ask(options.ask, filter);
      return {
        data: { answer: answer ?? null },
        show: (screen) => {
          screen.line(answer === undefined ? 'Nobody told.' : screen.paint.bold(answer.text));
          if (answer === undefined) return;
          screen.line(screen.paint.dim(answer.path));
          screen.line(screen.paint.dim(`from ${answer.sources.join(', ')}`));
        },
      };
    }
    if (options.order !== undefined) {
      const rows = await facts.order(options.order, filter);
      return {
        data: { order: rows.map((row) => ({ ...row, at: iso(row.at) })) },
        show: (screen) => {
          if (rows.length === 0) screen.line('Nothing matches.');
          tableFitted(
            screen,
            rows.map((row) => [screen.paint.cyan(dated(row.at)), screen.paint.dim(row.id), oneLine(row.text)]),
          );
        },
      };
    }
    if (options.changes) {
      need('the subject', subject);
      const changes = await facts.changes(subject, options.since, filter);
      return {
        data: {
          changes: changes.map(({ before, after }) => ({
            before: before === undefined ? null : wireFact(before),
            after: wireFact(after),
          })),
        },
        show: (screen) => {
          if (changes.length === 0) screen.line('No changes.');
          screen.table(
            changes.map(({ before, after }) => [
              screen.paint.cyan(dated(after.valid.from ?? after.recorded.at)),
              screen.paint.dim(after.fact.slot),
              before === undefined ? '' : `${oneLine(before.fact.value)} →`,
              screen.paint.bold(oneLine(after.fact.value)),
              screen.paint.dim(`from ${after.sources[0] ?? '?'}`),
            ]),
          );
        },
      };
    }
    if (options.count) {
      need('the subject', subject);
      need('the slot', slot);
      const count = await facts.count(subject, slot, { ...filter, everHeld: options.everHeld });
      return { data: { count }, show: (screen) => screen.line(counted(count, 'value')) };
    }
    if (options.history || options.stepsBack !== undefined) {
      need('the subject', subject);
      need('the slot', slot);
    }
    const one =
      options.stepsBack === undefined ? undefined : await facts.stepsBack(subject, slot, options.stepsBack, filter);
    const rows =
      options.stepsBack !== undefined
        ? one === undefined
          ? []
          : [one]
        : options.history
          ? await facts.history(subject, slot, filter)
          : subject === ''
            ? (await viewOf(memory, options).profile(scope)).facts
            : await facts.current(subject, slot === '' ? undefined : slot, filter);
    return {
      data: { facts: rows.map(wireFact) },
      show: (screen) => {
        if (rows.length === 0) screen.line('Not in memory.');
        showFacts(screen, rows);
      },
    };
  },
});
