/** `list`: turns and records, newest first. */
import { MemoryError } from '../../errors/index.ts';
import type { Condition, Filter } from '../../memory/memory.ts';
import { wireItem } from '../../server/wire.ts';
import { type CliCommand, defineCommand, option, repeatable } from '../command.ts';
import { choice, flag, text, texts, wholeNumber } from '../option-schemas.ts';
import { showItems } from '../show/items.ts';
import { kindOption, scopeFilter, scopeOptions } from './option-sets.ts';

const operators: readonly (readonly [string, 'gte' | 'lte' | 'ne' | 'gt' | 'lt' | 'icontains' | 'eq'])[] = [
  ['>=', 'gte'],
  ['<=', 'lte'],
  ['!=', 'ne'],
  ['>', 'gt'],
  ['<', 'lt'],
  ['~', 'icontains'],
  ['=', 'eq'],
];

/** `{...}` is a filter as the library takes it; `field=value`, `field>=value`, `field~part` are short forms. */
export function parseFilter(typed: string): Filter {
  if (typed.trimStart().startsWith('{')) {
    try {
      return JSON.parse(typed) as Filter;
    } catch (cause) {
      throw new MemoryError('invalid_input', '--where is not JSON', {
        hint: `for example --where '{"at":{"gte":"2026-01-01"}}'`,
        cause,
      });
    }
  }
  for (const [sign, operator] of operators) {
    const at = typed.indexOf(sign);
    if (at <= 0) continue;
    const field = typed.slice(0, at).trim();
    const value = typed.slice(at + sign.length).trim();
    const literal = /^-?\d+(\.\d+)?$/.test(value)
      ? Number(value)
      : value === 'true'
        ? true
        : value === 'false'
          ? false
          : value;
    return { [field]: { [operator]: operator === 'icontains' ? value : literal } as Condition };
  }
  throw new MemoryError('invalid_input', `--where ${JSON.stringify(typed)} compares nothing`, {
    hint: 'use field=value, field!=value, field>=value, field~part, or a JSON filter',
  });
}

export const listCommand: CliCommand = defineCommand({
  name: 'list',
  group: 'Memory',
  summary: 'turns and records, newest first',
  options: {
    kind: kindOption,
    ...scopeOptions,
    where: repeatable(
      '-w, --where <filter>',
      'field=value, field>=value, field~part, or a JSON filter; all must hold',
      texts,
    ),
    order: option('--order <order>', 'newest (default) or oldest first', choice(['newest', 'oldest']), [
      'newest',
      'oldest',
    ]),
    limit: option('-n, --limit <number>', 'most items of a page (default 50)', wholeNumber(1, 1_000)),
    cursor: option('--cursor <cursor>', 'from the previous page', text),
    archived: option('--archived', 'include archived and expired records', flag),
  },
  examples: ['palimpsest list --kind fact --limit 20', "palimpsest list --where 'at>=2026-03-01' --where speaker=Anna"],
  run: async (_args, options, context) => {
    const filters = (options.where ?? []).map(parseFilter);
    const scope = scopeFilter(options);
    const memory = await context.openCube();
    const page = await memory.list({
      archived: options.archived,
      signal: context.signal,
      ...(scope === undefined ? {} : { scope }),
      ...(options.kind === undefined ? {} : { kinds: options.kind }),
      ...(filters.length === 0 ? {} : { where: filters.length === 1 ? (filters[0] as Filter) : { and: filters } }),
      ...(options.order === undefined ? {} : { order: options.order }),
      ...(options.limit === undefined ? {} : { limit: options.limit }),
      ...(options.cursor === undefined ? {} : { cursor: options.cursor }),
    });
    return {
      data: { items: page.items.map(wireItem), cursor: page.cursor ?? null },
      show: (screen) => {
        if (page.items.length === 0) screen.line('Nothing matches.');
        showItems(screen, page.items);
        if (page.cursor !== undefined) screen.line(screen.paint.dim(`more with --cursor ${page.cursor}`));
      },
    };
  },
});
