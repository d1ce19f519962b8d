/** `forget`: fades, archives or erases; shows first what a query would take with it. */
import { MemoryError } from '../../errors/index.ts';
import type { ForgetReport, ForgetSelector, Memory } from '../../memory/memory.ts';
import { wireForget } from '../../server/wire.ts';
import { type CliCommand, defineCommand, type Outcome, option } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { choice, flag, fraction, moment, text, wholeNumber } from '../option-schemas.ts';
import { showForget } from '../show/items.ts';

const modes = ['fade', 'archive', 'erase'] as const;

type Chosen = {
  readonly subject: string | undefined;
  readonly session: string | undefined;
  readonly query: string | undefined;
  readonly before: number | undefined;
  readonly threshold: number | undefined;
  readonly limit: number | undefined;
};

function selectorOf(ids: readonly string[], chosen: Chosen): ForgetSelector {
  const { subject, session, query, before, threshold, limit } = chosen;
  const selectors: ForgetSelector[] = [
    ...(ids.length === 0 ? [] : [{ ids }]),
    ...(subject === undefined ? [] : [{ subject }]),
    ...(session === undefined ? [] : [{ session }]),
    ...(before === undefined ? [] : [{ before }]),
    ...(query === undefined
      ? []
      : [{ query, ...(threshold === undefined ? {} : { threshold }), ...(limit === undefined ? {} : { limit }) }]),
  ];
  const [only] = selectors;
  if (only !== undefined && selectors.length === 1) return only;
  throw new MemoryError(
    'invalid_input',
    selectors.length === 0 ? 'nothing to forget was named' : 'name what to forget in one way only',
    {
      hint: 'give ids, or one of --subject, --session, --query, --before',
    },
  );
}

export const forgetCommand: CliCommand = defineCommand({
  name: 'forget',
  group: 'Memory',
  summary: 'fade, archive or erase',
  details:
    'Archives by default, which can be undone with update --status activated. A query, and any erasure, is only shown until you say --yes (on a terminal you are asked).',
  arguments: [{ syntax: '[ids...]', description: 'turns or records' }],
  options: {
    subject: option('--subject <user>', 'everything whose user scope this is', text),
    session: option('--session <id>', 'everything of this session', text),
    query: option('-q, --query <text>', 'what recall finds for this', text),
    before: option('--before <moment>', 'turns said before then, and what derives from them alone', moment),
    threshold: option('--threshold <0-1>', 'of a query: least relative score (default 0.5)', fraction()),
    limit: option('-n, --limit <number>', 'of a query: most hits (default 50)', wholeNumber(1, 1_000)),
    mode: option('-m, --mode <mode>', 'fade, archive (default) or erase', choice(modes), modes),
    dryRun: option('--dry-run', 'only show it', flag),
    yes: option('-y, --yes', 'do it without asking', flag),
    reason: option('--reason <text>', 'why, kept in the history', text),
  },
  examples: [
    'palimpsest forget --query "my old phone number"',
    'palimpsest forget --query "my old phone number" --mode erase --yes',
    'palimpsest forget --session 2026-03-01 --dry-run',
  ],
  run: async ([given], options, context) => {
    const ids = given === undefined ? [] : [given].flat();
    const selector = selectorOf(ids, options);
    if (options.dryRun && options.yes) throw new MemoryError('invalid_input', '--dry-run and --yes exclude each other');
    const mode = options.mode ?? 'archive';
    const settings = {
      mode,
      signal: context.signal,
      ...(options.reason === undefined ? {} : { reason: options.reason }),
    };
    const guarded = 'query' in selector || mode === 'erase';
    const memory = await context.openCube();
    if (options.dryRun) return outcome(await memory.forget(selector, { ...settings, dryRun: true }));
    if (!guarded || options.yes) return outcome(await memory.forget(selector, { ...settings, dryRun: false }));
    return await afterAsking(memory, selector, settings, context);
  },
});

type Settings = { readonly mode: (typeof modes)[number]; readonly signal: AbortSignal; readonly reason?: string };

async function afterAsking(
  memory: Memory,
  selector: ForgetSelector,
  settings: Settings,
  context: CommandContext,
): Promise<Outcome> {
  const plan = await memory.forget(selector, { ...settings, dryRun: true });
  const items = plan.selected.length + plan.derived.length;
  if (items === 0) return outcome(plan);
  if (context.interactive && !context.json) {
    showForget(context.screen, plan);
    if (!(await context.confirm(`${settings.mode} ${items === 1 ? 'it' : `these ${items}`}?`))) {
      return { ...outcome(plan), show: (screen) => screen.line('Nothing was changed.') };
    }
    // Exactly what was shown, not what the query finds by now.
    const shown = [...plan.selected, ...plan.derived].map((target) => target.id);
    return outcome(
      await memory.forget('query' in selector ? { ids: shown } : selector, { ...settings, dryRun: false }),
    );
  }
  return outcome(plan, [
    `nothing was changed: add --yes to ${settings.mode} ${items === 1 ? 'it' : `these ${items} items`}`,
  ]);
}

function outcome(report: ForgetReport, warnings: readonly string[] = []): Outcome {
  return { data: wireForget(report), warnings, show: (screen) => showForget(screen, report) };
}
