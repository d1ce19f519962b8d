/** `kv`: what of the memory lies ready as key-value cache of a local model, at which size, and how long it will last. */
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { MemoryError } from '../../errors/index.ts';
import type { CachedModel } from '../../memory/activation/activation-tier.ts';
import type { Memory } from '../../memory/memory.ts';
import { iso } from '../../server/wire.ts';
import { type CliCommand, defineCommand, joined, type Outcome, option } from '../command.ts';
import { choice, flag, text, wholeNumber } from '../option-schemas.ts';
import { byteSize, counted, dated, duration, type Screen } from '../screen.ts';
import { tableFitted } from '../show/items.ts';

const modes = ['independent', 'chained'] as const;

type LoadOptions = {
  readonly budget: number | undefined;
  readonly mode: (typeof modes)[number] | undefined;
  readonly name: string | undefined;
};

export const kvCommand: CliCommand = defineCommand({
  name: 'kv',
  group: 'Care',
  summary: 'what is cached for a local model, at which size, and how long it will last',
  details: `show           the stored cache segments by model
load <folder>  reads the hot records with the model in a Llama- or Qwen-family folder, once, and stores the result
drop [model]   removes stored segments: of the model with this key, or of all`,
  arguments: [
    { syntax: '[action]', description: 'show (default), load or drop' },
    { syntax: '[value]', description: 'of load: the folder; of drop: a key' },
  ],
  options: {
    budget: option('--budget <bytes>', 'of load: most bytes of keys and values (default 67,108,864)', wholeNumber(1)),
    mode: option('--mode <mode>', 'of load: independent (default) or chained', choice(modes), modes),
    name: option('--name <name>', "of load: what the model is called (default: the folder's name)", text),
    all: option('--all', 'of show: every segment, not the first twenty of a model', flag),
  },
  examples: ['palimpsest kv', 'palimpsest kv load ./Qwen3-0.6B --budget 100000000', 'palimpsest kv drop'],
  run: async ([first, second], { all, ...options }, context): Promise<Outcome> => {
    const action = joined(first) || 'show';
    const value = joined(second);
    if (action !== 'load' && Object.values(options).some((given) => given !== undefined)) {
      throw new MemoryError('invalid_input', '--budget, --mode and --name belong to load');
    }
    if (action === 'show') {
      if (value !== '') throw new MemoryError('invalid_input', 'show takes no value');
      const models = await (await context.openCube()).activation.cached();
      return { data: { models: models.map(wireModel) }, show: (screen) => showModels(screen, models, all) };
    }
    if (action === 'load') return load(await context.openCube(), value, options);
    if (action === 'drop') {
      const dropped = await (await context.openCube()).activation.drop(value === '' ? undefined : value);
      return { data: { dropped }, show: (screen) => screen.line(`${counted(dropped, 'segment')} removed.`) };
    }
    throw new MemoryError('invalid_input', `kv has no action ${action.slice(0, 40)}`, {
      hint: 'one of show, load, drop',
    });
  },
});

async function load(memory: Memory, folder: string, { budget, mode, name }: LoadOptions): Promise<Outcome> {
  if (folder === '') {
    throw new MemoryError('invalid_input', 'which model?', { hint: 'palimpsest kv load ./Qwen3-0.6B' });
  }
  const path = resolve(folder);
  const { openCheckpoint } = await import('../../models/checkpoint.ts');
  const { model, tokenizer } = await openCheckpoint(async (file) => {
    try {
      return await readFile(join(path, file));
    } catch (cause) {
      throw new MemoryError('not_found', `the model folder has no readable ${file}`, {
        hint: 'a folder with config.json, safetensors and tokenizer.json, as models are published',
        cause,
      });
    }
  });
  const started = performance.now();
  const active = await memory.activation.load(model, {
    encode: (words) => tokenizer.encode(words),
    name: name ?? basename(path),
    ...(mode !== undefined && { mode }),
    ...(budget !== undefined && { budgetBytes: budget }),
  });
  const ms = performance.now() - started;
  const log = active.log();
  const count = (kind: string): number => log.filter((change) => change.kind === kind).length;
  const restored = count('restored');
  await active.close();
  const models = (await memory.activation.cached()).filter(({ key }) => key === active.key);
  const data = {
    ms,
    ...{ promoted: count('promoted') - restored, restored, demoted: count('demoted') },
    log: log.map(({ kind, source, reason, at }) => ({ kind, ...source, reason, at: iso(at) })),
    models: models.map(wireModel),
  };
  return {
    data,
    show: (screen) => {
      screen.line(`${counted(data.promoted, 'record')} read, ${restored} taken from storage, in ${duration(ms)}.`);
      showModels(screen, models, false);
    },
  };
}

function wireModel({ savedAt, segments, ...model }: CachedModel): object {
  return {
    ...model,
    savedAt: iso(savedAt),
    segments: segments.map(({ lasts, ...segment }) => ({
      ...segment,
      lasts: { ...(lasts.until !== undefined && { until: iso(lasts.until) }), why: lasts.why },
    })),
  };
}

const shownSegments = 20;

function showModels(screen: Screen, models: readonly CachedModel[], all: boolean): void {
  const { paint } = screen;
  if (models.length === 0) {
    screen.line('Nothing is cached. `palimpsest kv load FOLDER` reads the hot records with a local model.');
    return;
  }
  for (const { key, name, mode, budgetBytes, tokens, bytes, segments, savedAt } of models) {
    screen.line(
      `${paint.bold(name)} ${paint.dim(key)}: ${counted(segments.length, 'segment')} (${mode}), ${counted(tokens, 'token')}, ${byteSize(bytes)} of ${byteSize(budgetBytes)}, saved ${dated(savedAt)}`,
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
