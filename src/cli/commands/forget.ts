/** `forget`: fades, archives or erases; shows first what a query would take with it. */
import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { MemoryError } from '../../errors/index.ts';
import type { ForgetOptions, ForgetReport, ForgetSelector, Memory } from '../../memory/memory.ts';
import { wireForget } from '../../server/wire.ts';
import { type CliCommand, defineCommand, type Outcome, option } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { ensureFolder } from '../ensure-folder.ts';
import { choice, flag, fraction, moment, text, wholeNumber } from '../option-schemas.ts';
import { showForget } from '../show/forgotten.ts';

const modes = ['fade', 'archive', 'erase'] as const;
const mentionChoices = ['erase', 'redact', 'keep'] as const;

/** `true` for all of them. */
const mentionIds = z
  .union([z.literal(true), z.string()])
  .transform((given) =>
    given === true
      ? given
      : given
          .split(',')
          .map((id) => id.trim())
          .filter((id) => id !== ''),
  )
  .optional();

type Chosen = {
  readonly subject: string | undefined;
  readonly session: string | undefined;
  readonly source: string | undefined;
  readonly query: string | undefined;
  readonly before: number | undefined;
  readonly threshold: number | undefined;
  readonly limit: number | undefined;
};

function selectorOf(ids: readonly string[], chosen: Chosen): ForgetSelector {
  const { subject, session, source, query, before, threshold, limit } = chosen;
  const selectors: ForgetSelector[] = [
    ...(ids.length === 0 ? [] : [{ ids }]),
    ...(subject === undefined ? [] : [{ subject }]),
    ...(session === undefined ? [] : [{ session }]),
    ...(source === undefined ? [] : [{ source }]),
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
      hint: 'give ids, or one of --subject, --session, --source, --query, --before',
    },
  );
}

export const forgetCommand: CliCommand = defineCommand({
  name: 'forget',
  group: 'Memory',
  summary: 'fade, archive or erase',
  details:
    'Archives by default, which can be undone with update --status activated. A query, and any erasure, is only shown until you say --yes (on a terminal you are asked). An erasure removes the content everywhere, looks for what is left of it, and gives a signed receipt, which verify-receipt checks.',
  arguments: [{ syntax: '[ids...]', description: 'turns or records' }],
  options: {
    subject: option('--subject <user>', 'everything whose user scope this is', text),
    session: option('--session <id>', 'everything of this session', text),
    source: option(
      '--source <class or file>',
      'turns of a source class (web, tool, ...) or of one imported file',
      text,
    ),
    query: option('-q, --query <text>', 'what recall finds for this', text),
    before: option('--before <moment>', 'turns said before then, and what derives from them alone', moment),
    threshold: option('--threshold <0-1>', 'of a query: least relative score (default 0.5)', fraction()),
    limit: option('-n, --limit <number>', 'of a query: most hits (default 50)', wholeNumber(1, 1_000)),
    mode: option('-m, --mode <mode>', 'fade, archive (default) or erase', choice(modes), modes),
    mentions: option(
      '--mentions <what>',
      'of an erasure by subject: turns of others that speak of it: erase (default), redact or keep',
      choice(mentionChoices),
      mentionChoices,
    ),
    includeMentions: option(
      '--include-mentions [ids]',
      'of an erasure by subject: what only may speak of it, too: all of it, or the ids given (comma-separated)',
      mentionIds,
    ),
    overrideHold: option('--override-hold', 'erase what a legal hold keeps, too', flag),
    skipScan: option('--skip-scan', 'of an erasure: do not look for what is left', flag),
    receipt: option('--receipt <file>', 'of an erasure: where the signed receipt goes', text),
    dryRun: option('--dry-run', 'only show it', flag),
    yes: option('-y, --yes', 'do it without asking', flag),
    reason: option('--reason <text>', 'why, kept in the history', text),
  },
  examples: [
    'palimpsest forget --query "my old phone number"',
    'palimpsest forget --query "my old phone number" --mode erase --yes',
    'palimpsest forget --session 2026-03-01 --dry-run',
    'palimpsest forget --subject anna --mode erase --yes --receipt anna-erased.json',
  ],
  run: async ([given], options, context) => {
    const ids = given === undefined ? [] : [given].flat();
    const selector = selectorOf(ids, options);
    if (options.dryRun && options.yes) throw new MemoryError('invalid_input', '--dry-run and --yes exclude each other');
    const mode = options.mode ?? 'archive';
    const { mentions, includeMentions, overrideHold, skipScan } = options;
    if (options.receipt !== undefined && mode !== 'erase') {
      throw new MemoryError('invalid_input', '--receipt goes with --mode erase');
    }
    const file = options.receipt === undefined ? undefined : resolve(options.receipt);
    if (file !== undefined && existsSync(file)) {
      throw new MemoryError('conflict', `${file} is there already`, { hint: 'choose another name for the receipt' });
    }
    const settings = {
      mode,
      signal: context.signal,
      ...(mentions === undefined ? {} : { mentions }),
      ...(includeMentions === undefined ? {} : { includeMentions }),
      ...(overrideHold ? { overrideHold } : {}),
      ...(skipScan ? { scan: false } : {}),
      ...(options.reason === undefined ? {} : { reason: options.reason }),
    };
    const guarded = 'query' in selector || mode === 'erase';
    const memory = await context.openCube();
    if (options.dryRun) return outcome(await memory.forget(selector, { ...settings, dryRun: true }));
    if (!guarded || options.yes) {
      return done(await memory.forget(selector, { ...settings, dryRun: false }), file);
    }
    return await afterAsking(memory, selector, { ...settings, file }, context);
  },
});

type Settings = ForgetOptions & {
  readonly mode: (typeof modes)[number];
  /** Where the receipt goes. */
  readonly file: string | undefined;
};

async function afterAsking(
  memory: Memory,
  selector: ForgetSelector,
  { file, ...settings }: Settings,
  context: CommandContext,
): Promise<Outcome> {
  const plan = await memory.forget(selector, { ...settings, dryRun: true });
  const items = plan.selected.length + plan.derived.length + toRewrite(plan);
  if (items === 0) return outcome(plan);
  if (context.interactive && !context.json) {
    showForget(context.screen, plan);
    if (!(await context.confirm(`${settings.mode} ${items === 1 ? 'it' : `these ${items}`}?`))) {
      return { ...outcome(plan), show: (screen) => screen.line('Nothing was changed.') };
    }
    // Exactly what was shown, not what the query finds by now.
    const shown = [...plan.selected, ...plan.derived].map((target) => target.id);
    return done(
      await memory.forget('query' in selector ? { ids: shown } : selector, { ...settings, dryRun: false }),
      file,
    );
  }
  return outcome(plan, [
    `nothing was changed: add --yes to ${settings.mode} ${items === 1 ? 'it' : `these ${items} items`}`,
  ]);
}

/** Places beside turns and records that name the subject and are written anew. */
const toRewrite = ({ beside }: ForgetReport): number => beside.filter(({ outcome }) => outcome !== 'kept').length;

/** Writes the receipt, where a file was named. */
function done(report: ForgetReport, file: string | undefined): Outcome {
  if (file === undefined || report.proof === undefined) return outcome(report);
  ensureFolder(file);
  writeFileSync(file, `${JSON.stringify(report.proof, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  const { data, warnings, show } = outcome(report);
  return {
    data: { ...(data as object), receiptFile: file },
    warnings: warnings ?? [],
    show: (screen) => {
      show(screen);
      screen.line(`  receipt in ${file}`);
    },
  };
}

function outcome(report: ForgetReport, more: readonly string[] = []): Outcome {
  const warnings = [...report.warnings, ...more];
  const shown: Outcome = { data: wireForget(report), warnings, show: (screen) => showForget(screen, report) };
  const isNothing =
    report.selected.length + report.derived.length + (report.settled?.length ?? 0) + toRewrite(report) === 0;
  return report.mode === 'erase' && isNothing ? { ...shown, error: nothingToErase(report) } : shown;
}

/** Whoever erases has to know that there was nothing, rather than that it is done. */
function nothingToErase({ kept, possibleMentions }: ForgetReport): MemoryError {
  const held = kept.length === 0 ? '' : `; ${kept.length} that match are held`;
  const hint =
    possibleMentions.length === 0
      ? '`palimpsest list` shows what there is; copies that earlier erasures could not reach are tried again with --yes'
      : `${possibleMentions.length} items may speak of it: --include-mentions erases them, too`;
  return new MemoryError('not_found', `nothing in memory matches; nothing was erased${held}`, { hint });
}
