/** `review`: what rules leave to a person, and the decisions on it. */
import { MemoryError } from '../../errors/index.ts';
import type { Memory } from '../../memory/memory.ts';
import type { ReviewItem } from '../../memory/trust/review.ts';
import { wireReview } from '../../server/wire-review.ts';
import { type CliCommand, defineCommand, joined, option } from '../command.ts';
import { flag, text, wholeNumber } from '../option-schemas.ts';
import { counted, dated, type Screen } from '../screen.ts';
import { scopeFilter, scopeOptions } from './option-sets.ts';

const decisions = { accept: 'accept', reject: 'reject', both: 'bothTrue' } as const satisfies Record<
  string,
  keyof Memory['review']
>;

export const reviewCommand: CliCommand = defineCommand({
  name: 'review',
  group: 'Care',
  summary: 'what rules leave to you: contradictions, and text in quarantine',
  details: `list         what waits (--all: what was decided, too)
accept <id>  it is right: it counts as your own word, what it contradicts is over
reject <id>  it is wrong: it is archived
both <id>    both are true`,
  arguments: [
    { syntax: '[action]', description: 'list (default), accept, reject or both' },
    { syntax: '[id]', description: 'what to decide on' },
  ],
  options: {
    ...scopeOptions,
    by: option('--by <name>', 'who decides (default user)', text),
    reason: option('--reason <text>', 'why, kept in the history', text),
    all: option('--all', 'what was decided, too', flag),
    limit: option('-n, --limit <number>', 'most items (default 50)', wholeNumber(1, 1_000)),
  },
  examples: ['palimpsest review', 'palimpsest review accept ID --reason "she told me herself"'],
  run: async ([first, second], options, context) => {
    const action = first === undefined ? 'list' : joined(first);
    const memory = await context.openCube();
    if (action === 'list') {
      const scope = scopeFilter(options);
      const items = await memory.review.list({
        state: options.all ? 'all' : 'open',
        ...(scope === undefined ? {} : { scope }),
        ...(options.limit === undefined ? {} : { limit: options.limit }),
      });
      return {
        data: { items: items.map(wireReview) },
        show: (screen) => {
          if (items.length === 0) screen.line('Nothing waits for a decision.');
          for (const item of items) showItem(screen, item);
        },
      };
    }
    if (!Object.hasOwn(decisions, action)) {
      throw new MemoryError('invalid_input', `review has no action ${JSON.stringify(action.slice(0, 40))}`, {
        hint: `its actions are list, ${Object.keys(decisions).join(', ')}`,
      });
    }
    const id = joined(second);
    if (id === '') {
      throw new MemoryError('invalid_input', 'the id is missing', { hint: `palimpsest review ${action} ID` });
    }
    const { by, reason } = options;
    const item = await memory.review[decisions[action as keyof typeof decisions]](id, {
      ...(by === undefined ? {} : { by }),
      ...(reason === undefined ? {} : { reason }),
    });
    return { data: wireReview(item), show: (screen) => showItem(screen, item) };
  },
});

function showItem(screen: Screen, item: ReviewItem): void {
  const { paint } = screen;
  const state = item.state === 'open' ? paint.yellow('open') : item.state;
  screen.line(`${paint.cyan(dated(item.at))}  ${paint.bold(item.kind)}  ${state}  ${paint.dim(item.id)}`);
  screen.wrapped(item.text, { indent: 2, maxLines: 4 });
  const more = item.copies === undefined ? '' : `; ${counted(item.copies, 'near copy', 'near copies')} wait with it`;
  screen.wrapped(`${item.why}; trust ${item.trust.toFixed(2)}${more}`, { indent: 4 });
  for (const rival of item.against) {
    screen.wrapped(`against: ${rival.text} (trust ${rival.trust.toFixed(2)}, ${rival.id})`, { indent: 4 });
  }
  const steps = item.trail.slice(1);
  for (const step of steps) screen.line(`    ${paint.dim(`${dated(step.at)} ${step.status}: ${step.reason}`)}`);
  if (item.state === 'open') screen.line(`    ${paint.dim(`${counted(item.trail.length, 'version')} so far`)}`);
}
