/** `embedder`: which one the cube uses; going over to another one, compared on golden questions; going back. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { MemoryError } from '../../errors/index.ts';
import type { Memory } from '../../memory/memory.ts';
import type { EmbedderChange, EmbedderStatus } from '../../memory/vectors/reembed.ts';
import { type CliCommand, defineCommand, joined, type Outcome, option } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { makeEmbedder, sourceForms, sourceText } from '../embedder-source.ts';
import { fraction, text } from '../option-schemas.ts';
import { duration, type Screen } from '../screen.ts';

const actions = ['show', 'change', 'rollback'];

export const embedderCommand: CliCommand = defineCommand({
  name: 'embedder',
  group: 'Care',
  summary: 'show, change or roll back the embedder of the cube',
  details: `Embedders: ${sourceForms}. The golden file is a JSON list, or one JSON object a line, of {"question": "...", "expect": ["turn or record id", ...]}. The cube goes over when recall@10 is at least that of the present embedder, or --min-recall.`,
  arguments: [
    { syntax: '[action]', description: `${actions.join(', ')}; default show` },
    { syntax: '[embedder]', description: 'of change: the one to go over to' },
  ],
  options: {
    golden: option('--golden <file>', 'of change: questions with the ids that answer them', text),
    minRecall: option('--min-recall <share>', 'of change: least recall@10 on the golden questions', fraction()),
  },
  examples: [
    'palimpsest embedder',
    'palimpsest embedder change ollama:nomic-embed-text --golden golden.json',
    'palimpsest embedder change onnx:./all-MiniLM-L6-v2',
    'palimpsest embedder rollback',
  ],
  run: async ([first, second], options, context): Promise<Outcome> => {
    const action = joined(first) || 'show';
    const source = joined(second);
    if (!actions.includes(action)) {
      throw new MemoryError('invalid_input', `embedder has no action ${action.slice(0, 40)}`, {
        hint: `one of ${actions.join(', ')}`,
      });
    }
    if (action === 'change' ? source === '' : source !== '') {
      throw new MemoryError('invalid_input', action === 'change' ? 'which embedder?' : `${action} takes no embedder`, {
        hint: sourceForms,
      });
    }
    if (action !== 'change' && (options.golden !== undefined || options.minRecall !== undefined)) {
      throw new MemoryError('invalid_input', '--golden and --min-recall belong to change');
    }
    if (action === 'show') {
      const memory = await context.openCube();
      const status = await memory.embedder.status();
      return { data: status, show: (screen) => showStatus(screen, status) };
    }
    if (action === 'rollback') {
      const memory = await context.openCube();
      return changed(
        await withProgress(context, (onProgress) => memory.embedder.rollback({ signal: context.signal, onProgress })),
      );
    }
    const golden = options.golden === undefined ? undefined : await readGolden(options.golden);
    const kept = sourceText(source);
    const memory = await context.openCube();
    const next = await makeNext(context, kept);
    const change = await withProgress(context, (onProgress) =>
      memory.embedder.change(next, {
        source: kept,
        ...(golden === undefined ? {} : { golden }),
        ...(options.minRecall === undefined ? {} : { minRecall: options.minRecall }),
        signal: context.signal,
        onProgress,
      }),
    );
    return changed(change);
  },
});

async function makeNext(context: CommandContext, source: string): ReturnType<typeof makeEmbedder> {
  const progress = context.progress('download', 0, 'bytes');
  try {
    return await makeEmbedder(source, {
      home: context.config.home,
      signal: context.signal,
      onDownload: (file, done, total) => progress.update(done, file, total),
    });
  } finally {
    progress.stop();
  }
}

async function withProgress(
  context: CommandContext,
  work: (onProgress: (done: number, total: number) => void) => ReturnType<Memory['embedder']['change']>,
): Promise<EmbedderChange> {
  const progress = context.progress('embed', 0, 'entries');
  try {
    return await work((done, total) => progress.update(done, '', total));
  } finally {
    progress.stop();
  }
}

const goldenList = z.array(z.strictObject({ question: z.string().min(1), expect: z.array(z.string().min(1)).min(1) }));

async function readGolden(file: string): Promise<z.output<typeof goldenList>> {
  const content = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new MemoryError('not_found', `cannot read ${file}`, { hint: 'give a file with golden questions', cause });
  });
  try {
    const trimmed = content.trim();
    const json: unknown = trimmed.startsWith('[')
      ? JSON.parse(trimmed)
      : trimmed.split('\n').flatMap((line) => (line.trim() === '' ? [] : [JSON.parse(line) as unknown]));
    return goldenList.min(1).parse(json);
  } catch (cause) {
    throw new MemoryError('invalid_input', `${file} holds no golden questions`, {
      hint: '[{"question": "where does Anna live?", "expect": ["m2"]}]',
      cause,
    });
  }
}

function changed(change: EmbedderChange): Outcome {
  const { golden } = change;
  return {
    data: change,
    ...(change.switched
      ? {}
      : {
          error: new MemoryError('refused', `the cube stays with ${change.from}: ${change.reason}`, {
            hint: 'lower --min-recall to go over all the same; what was derived is kept until `palimpsest embedder rollback`',
          }),
        }),
    show: (screen) => {
      const { paint } = screen;
      if (golden !== undefined) {
        screen.table([
          ['golden questions', String(golden.questions)],
          ['recall@10 before', golden.before.toFixed(3)],
          ['recall@10 after', golden.after.toFixed(3)],
          ['better / worse', `${golden.better.length} / ${golden.worse.length}`],
        ]);
      }
      if (change.switched) {
        screen.line(
          `${paint.green('In use')}: ${change.to}, ${change.embedded.toLocaleString('en-US')} embedded, ${change.kept.toLocaleString('en-US')} kept, in ${duration(change.ms)}.`,
        );
        screen.line(paint.dim(`Before: ${change.from}. Why: ${change.reason}.`));
      }
    },
  };
}

function showStatus(screen: Screen, status: EmbedderStatus): void {
  const { change } = status;
  screen.table([
    ['embedder', status.active],
    ['width', String(status.dimensions)],
    ['vectors', status.free ? 'derived when needed' : 'kept in the cube'],
    ...(status.source === undefined ? [] : [['made from', status.source]]),
    ...(status.previous === undefined ? [] : [['before', status.previous]]),
    ...(change === undefined
      ? []
      : [
          [
            `change (${change.state})`,
            `${change.to}, ${change.done.toLocaleString('en-US')} of ${change.total.toLocaleString('en-US')} entries`,
          ],
        ]),
  ]);
}
