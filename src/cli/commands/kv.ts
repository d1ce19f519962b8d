/** `kv`: what of the memory lies ready as key-value cache of a local model, at which size, and how long it will last. */
import type { SegmentBits } from '../../activation/segments/memory-item.ts';
import { MemoryError } from '../../errors/index.ts';
import type { CachedModel } from '../../memory/activation/activation-tier.ts';
import { wireCached } from '../../server/wire-cached.ts';
import { type CliCommand, defineCommand, type Outcome, option } from '../command.ts';
import { askModel, loadModel, type ModelOptions, smallModel, writeSmallModel } from '../kv/local-model.ts';
import { choice, flag, text, wholeNumber } from '../option-schemas.ts';
import { byteSize, counted, dated, duration, type Screen } from '../screen.ts';
import { tableFitted } from '../show/items.ts';

const modes = ['independent', 'chained'] as const;
const precisions = ['32', '16', '8', '4'] as const;

/** Action -> options that mean something there, and how many values it takes. */
const actions: Readonly<
  Record<string, { readonly options: readonly string[]; readonly values: readonly [number, number] }>
> = {
  show: { options: ['all'], values: [0, 0] },
  load: { options: ['budget', 'mode', 'bits', 'name', 'plain'], values: [1, 1] },
  ask: { options: ['budget', 'mode', 'bits', 'name', 'plain', 'tokens'], values: [2, Number.POSITIVE_INFINITY] },
  drop: { options: [], values: [0, 1] },
  budget: { options: [], values: [0, 1] },
  model: { options: ['out'], values: [0, 0] },
};

export const kvCommand: CliCommand = defineCommand({
  name: 'kv',
  group: 'Care',
  summary: 'what is cached for a local model, at which size, and how long it will last',
  details: `show                     the stored cache segments by model
load <folder>            reads the hot records with the model in a Llama- or Qwen-family folder, once, and stores the result
ask <folder> <question>  the model answers from what is in its cache; what is stored is used and left as it is
drop [model]             removes stored segments: of the model with this key, or of all
budget [bytes|none]      one budget for the segments of all models, names, modes and precisions: shows, sets or lifts it
model --out <folder>     writes a small model in the Llama layout, to try it with: ${smallModel}`,
  arguments: [
    { syntax: '[action]', description: 'show (default), load, ask, drop, budget or model' },
    {
      syntax: '[values...]',
      description: 'of load and ask: the folder; of ask: the question; of drop: a key; of budget: bytes',
    },
  ],
  options: {
    budget: option(
      '--budget <bytes>',
      'of load and ask: most bytes of keys and values (default 67,108,864)',
      wholeNumber(1),
    ),
    mode: option('--mode <mode>', 'of load and ask: independent (default) or chained', choice(modes), modes),
    bits: option(
      '--bits <bits>',
      'of load and ask: precision of keys and values (default 32)',
      choice(precisions),
      precisions,
    ),
    name: option('--name <name>', "of load and ask: what the model is called (default: the folder's name)", text),
    plain: option('--plain', "of load and ask: without the model's chat template", flag),
    tokens: option('--tokens <number>', 'of ask: longest answer (default 24)', wholeNumber(1, 10_000)),
    out: option('--out <folder>', 'of model: where to write it', text),
    all: option('--all', 'of show: every segment, not the first twenty of a model', flag),
  },
  examples: [
    'palimpsest kv',
    'palimpsest kv model --out ./tiny-llama',
    'palimpsest kv load ./Qwen3-0.6B --budget 100000000 --bits 8',
    'palimpsest kv ask ./tiny-llama "Where do I live?"',
    'palimpsest kv budget 100000000',
    'palimpsest kv drop',
  ],
  run: async ([first, second], options, context): Promise<Outcome> => {
    const action = [first].flat().join(' ') || 'show';
    const values = [second ?? []].flat();
    checkAction(action, values, options);
    if (action === 'model') {
      const written = await writeSmallModel(options.out);
      return {
        data: written,
        show: (screen) => {
          screen.line(`${written.folder}: ${counted(written.files.length, 'file')}, ${byteSize(written.bytes)}.`);
          screen.line(`Next: palimpsest kv load ${written.folder}`);
        },
      };
    }
    const memory = await context.openCube();
    if (action === 'show') {
      const models = await memory.activation.cached();
      const { bytes, budgetBytes } = await memory.activation.budget();
      const total = { bytes, ...(budgetBytes !== undefined && { budgetBytes }) };
      return {
        data: { models: models.map(wireCached), total },
        show: (screen) => {
          showModels(screen, models, options.all);
          showTotal(screen, models.length, total);
        },
      };
    }
    if (action === 'drop') {
      const dropped = await memory.activation.drop(values[0]);
      return { data: { dropped }, show: (screen) => screen.line(`${counted(dropped, 'segment')} removed.`) };
    }
    if (action === 'budget') {
      const shared = await memory.activation.budget(budgetOf(values[0]));
      return {
        data: shared,
        show: (screen) => {
          for (const { name, segments, bytes } of shared.removed) {
            screen.line(`${counted(segments, 'segment')} of ${name} removed, ${byteSize(bytes)}.`);
          }
          const { bytes, budgetBytes } = shared;
          screen.line(
            budgetBytes === undefined
              ? `${byteSize(bytes)} are stored; every model has a budget of its own. \`palimpsest kv budget BYTES\` sets one for all.`
              : `${byteSize(bytes)} of ${byteSize(budgetBytes)} for all models together.`,
          );
        },
      };
    }
    const [folder = '', ...question] = values;
    const { budget, mode, bits, name, plain, tokens } = options;
    const chosen: ModelOptions = {
      budget,
      mode,
      bits: bits === undefined ? undefined : (Number(bits) as SegmentBits),
      name,
      plain,
    };
    if (action === 'load') {
      const loaded = await loadModel(memory, folder, chosen);
      const { models, promoted, restored, ms } = loaded;
      return {
        data: { ...loaded, models: models.map(wireCached) },
        show: (screen) => {
          screen.line(`${counted(promoted, 'record')} read, ${restored} taken from storage, in ${duration(ms)}.`);
          showModels(screen, models, false);
        },
      };
    }
    const reply = await askModel(memory, folder, {
      ...{ ...chosen, question: question.join(' '), maxTokens: tokens ?? 24, signal: context.signal },
    });
    return {
      data: reply,
      show: (screen) => {
        screen.line(reply.text);
        screen.line(
          screen.paint.dim(
            `${counted(reply.segments, 'record')} (${counted(reply.tokens, 'token')}) were in the cache; the first token took ${duration(reply.firstTokenMs)}, after ${duration(reply.loadMs)} for loading`,
          ),
        );
      },
    };
  },
});

function checkAction(action: string, values: readonly string[], options: Readonly<Record<string, unknown>>): void {
  const known = actions[action];
  if (known === undefined) {
    throw new MemoryError('invalid_input', `kv has no action ${action.slice(0, 40)}`, {
      hint: `one of ${Object.keys(actions).join(', ')}`,
    });
  }
  const foreign = Object.keys(options).filter(
    (name) => options[name] !== undefined && options[name] !== false && !known.options.includes(name),
  );
  if (foreign.length > 0) {
    throw new MemoryError('invalid_input', `kv ${action} takes no ${foreign.map((name) => `--${name}`).join(', ')}`, {
      hint:
        known.options.length === 0
          ? 'it takes no options'
          : `it takes ${known.options.map((name) => `--${name}`).join(', ')}`,
    });
  }
  const [least, most] = known.values;
  if (values.length >= least && values.length <= most) return;
  if (values.length > most)
    throw new MemoryError('invalid_input', `${action} takes ${most === 0 ? 'no value' : 'one value'}`);
  throw new MemoryError('invalid_input', values.length === 0 ? 'which model?' : 'which question?', {
    hint: `palimpsest kv ${action} ./Qwen3-0.6B${action === 'ask' ? ' "Where do I live?"' : ''}; palimpsest kv model --out ./tiny-llama writes a small one`,
  });
}

const shownSegments = 20;

function showModels(screen: Screen, models: readonly CachedModel[], all: boolean): void {
  const { paint } = screen;
  if (models.length === 0) {
    screen.line(
      'Nothing is cached. `palimpsest kv load FOLDER` reads the hot records with a local model; `palimpsest kv model --out FOLDER` writes a small one.',
    );
    return;
  }
  for (const { key, name, mode, bits, budgetBytes, tokens, bytes, segments, savedAt } of models) {
    screen.line(
      `${paint.bold(name)} ${paint.dim(key)}: ${counted(segments.length, 'segment')} (${mode}${bits === 32 ? '' : `, ${bits} bits`}), ${counted(tokens, 'token')}, ${byteSize(bytes)} of ${byteSize(budgetBytes)}, saved ${dated(savedAt)}`,
    );
    const shown = all ? segments : segments.slice(0, shownSegments);
    tableFitted(
      screen,
      shown.map(({ kind, id, version, tokens: length, bytes: size, lasts, current, text: words = '' }) => [
        current ? (kind ?? '') : paint.yellow('stale'),
        paint.dim(`${id} v${version}`),
        counted(length, 'token'),
        byteSize(size),
        lasts.until === undefined ? '' : `until ${dated(lasts.until)}`,
        lasts.why,
        words,
      ]),
    );
    if (shown.length < segments.length) {
      screen.line(paint.dim(`  and ${segments.length - shown.length} more: --all shows them`));
    }
  }
}

/** Bytes to set, `null` to lift, nothing to look. */
function budgetOf(value: string | undefined): number | null | undefined {
  if (value === undefined) return undefined;
  if (value === 'none') return null;
  const bytes = Number(value);
  if (/^\d+$/.test(value) && Number.isSafeInteger(bytes) && bytes > 0) return bytes;
  throw new MemoryError('invalid_input', `${value.slice(0, 40)} is no number of bytes`, {
    hint: 'palimpsest kv budget 100000000; none lifts it',
  });
}

function showTotal(
  screen: Screen,
  models: number,
  { bytes, budgetBytes }: { readonly bytes: number; readonly budgetBytes?: number },
): void {
  if (budgetBytes !== undefined) screen.line(`${byteSize(bytes)} of ${byteSize(budgetBytes)} for all models together.`);
  else if (models > 1) {
    screen.line(
      `${byteSize(bytes)} in all; every model, name, mode and precision has a budget of its own (\`kv budget\` sets one for all).`,
    );
  }
}
