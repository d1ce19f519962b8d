/** `observe`: puts turns in. */
import { z } from 'zod';
import { MemoryError } from '../../errors/index.ts';
import type { Role, SourceClass, TurnInput } from '../../kernel/turn.ts';
import { type CliCommand, defineCommand, option } from '../command.ts';
import { choice, flag, moment, text, zone } from '../option-schemas.ts';
import { counted } from '../screen.ts';
import { scopeOfWrite, scopeOptions } from './option-sets.ts';
import { textArgument } from './query-text.ts';

const roles: readonly Role[] = ['user', 'assistant', 'system', 'tool'];
const sources: readonly SourceClass[] = ['user', 'assistant', 'tool', 'document', 'web', 'import'];

const turnLine = z.strictObject({
  text: z.string(),
  id: z.string().min(1).optional(),
  role: z.enum(['user', 'assistant', 'system', 'tool']).optional(),
  speaker: z.string().optional(),
  at: z.union([z.string(), z.number()]).optional(),
  zone: z.string().optional(),
  session: z.string().optional(),
  user: z.string().optional(),
  agent: z.string().optional(),
  source: z.enum(['user', 'assistant', 'tool', 'document', 'web', 'import']).optional(),
  meta: z.record(z.string(), z.unknown()).optional(),
});

function parseLines(content: string): TurnInput[] {
  const turns: TurnInput[] = [];
  for (const [index, line] of content.split('\n').entries()) {
    if (line.trim() === '') continue;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (cause) {
      throw new MemoryError('invalid_input', `line ${index + 1} is not JSON`, { details: { line: index + 1 }, cause });
    }
    const parsed = turnLine.safeParse(value);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      const where = issue === undefined || issue.path.length === 0 ? '' : ` (${issue.path.join('.')})`;
      throw new MemoryError(
        'invalid_input',
        `line ${index + 1} is not a turn${where}: ${issue?.message.toLowerCase()}`,
        {
          details: { line: index + 1 },
          hint: 'a line looks like {"text":"...","speaker":"Anna","at":"2026-03-01T09:00:00Z"}',
        },
      );
    }
    turns.push(parsed.data as TurnInput);
  }
  return turns;
}

export const observeCommand: CliCommand = defineCommand({
  name: 'observe',
  group: 'Memory',
  summary: 'put a turn in: something that was said',
  details: 'Durable when it returns. The same --id again changes nothing. - reads the text from standard input.',
  arguments: [{ syntax: '[text...]', description: 'what was said' }],
  options: {
    ...scopeOptions,
    role: option('--role <role>', 'user, assistant, system or tool', choice(roles), roles),
    speaker: option('--speaker <name>', 'who said it', text),
    at: option('--at <moment>', 'when it was said (default now)', moment),
    zone: option('--zone <zone>', 'time zone in which it was said', zone),
    id: option('--id <id>', 'your message id', text),
    source: option('--source <class>', 'where it came from; decides its trust', choice(sources), sources),
    jsonl: option('--jsonl', 'read turns as JSON lines from standard input', flag),
  },
  examples: [
    'palimpsest observe "I moved to Oslo last week" --speaker Anna --at 2026-03-01',
    'cat turns.jsonl | palimpsest observe --jsonl',
  ],
  run: async ([words], options, context) => {
    const scope = scopeOfWrite(options, context);
    let turns: TurnInput[];
    if (options.jsonl) {
      turns = parseLines(await context.readInput()).map((turn) => ({ ...scope, ...turn }));
    } else {
      const { role, speaker, at, id, source } = options;
      turns = [
        {
          text: await textArgument(words, context, 'the text to observe'),
          ...scope,
          ...(role === undefined ? {} : { role }),
          ...(speaker === undefined ? {} : { speaker }),
          ...(at === undefined ? {} : { at }),
          ...(options.zone === undefined ? {} : { zone: options.zone }),
          ...(id === undefined ? {} : { id }),
          ...(source === undefined ? {} : { source }),
        },
      ];
    }
    const memory = await context.openCube({ mustExist: false });
    const progress = turns.length > 200 ? context.progress('observe', turns.length, 'turns') : undefined;
    const result = await memory
      .observe(turns, {
        signal: context.signal,
        ...(progress === undefined ? {} : { onProgress: (done: number) => progress.update(done) }),
      })
      .finally(() => progress?.stop());
    const refused = result.refused.map(({ index, reason }) => `turn ${index + 1} was refused: ${reason}`);
    return {
      data: { ...result, ids: result.ids.map((one) => one ?? null) },
      warnings: [...result.warnings, ...refused],
      ...(turns.length > 0 && result.refused.length === turns.length
        ? {
            error: new MemoryError('refused', turns.length === 1 ? 'the turn was refused' : 'every turn was refused', {
              details: { refused: result.refused },
            }),
          }
        : {}),
      show: ({ line, paint }) => {
        if (turns.length === 1 && result.ids[0] !== undefined) {
          const state =
            result.known > 0 ? 'was there already' : `remembered, ${counted(result.derived, 'record')} derived`;
          line(`${paint.bold(result.ids[0])}  ${state}`);
        } else if (turns.length !== 1) {
          line(
            `${counted(result.added, 'turn')} new, ${result.known} known, ${counted(result.derived, 'record')} derived.`,
          );
        }
      },
    };
  },
});
