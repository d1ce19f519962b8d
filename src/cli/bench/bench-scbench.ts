/** `bench scbench`: every cache policy over shared contexts, generated ones with a shipped model or real files with yours. */
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { SharedContextMethod } from '../../bench/suites/scbench/methods.ts';
import type { RealRow } from '../../bench/suites/scbench/run-records.ts';
import type { SharedContextRow } from '../../bench/suites/scbench/run-suite.ts';
import { MemoryError } from '../../errors/index.ts';
import type { Outcome } from '../command.ts';
import type { CommandContext } from '../context.ts';
import type { Screen } from '../screen.ts';

/** Choices on the command line. */
export type ScbenchChoice = {
  readonly data: string | undefined;
  readonly model: string | undefined;
  readonly limit: number | undefined;
};

type Row = SharedContextRow | RealRow;

/** Runs generated tasks, or the records of `--data` through the model of `--model`. */
export async function benchScbench({ data, model, limit }: ScbenchChoice, context: CommandContext): Promise<Outcome> {
  if ((data === undefined) !== (model === undefined)) {
    throw new MemoryError('invalid_input', 'real contexts need --data and --model', {
      hint: 'a file of the benchmark and a Llama- or Qwen-family folder; without both, generated tasks are run',
    });
  }
  const rows: readonly Row[] =
    data === undefined || model === undefined
      ? await generated(limit ?? 16, context)
      : await real({ data, model, limit: limit ?? 5 }, context);
  const { sharedContextMethods } = await import('../../bench/suites/scbench/methods.ts');
  const skipped = sharedContextMethods
    .filter(({ name }) => !rows.some(({ method }) => method === name))
    .map((method) => ({ method: method.name, why: whyNot(method) }));
  return { data: { rows, skipped }, show: (screen) => showRows(screen, rows, skipped) };
}

function whyNot(method: SharedContextMethod): string {
  if (method.kind !== 'policy') return 'not run on real contexts';
  return method.entry.policy.needs.retention ? 'the model has no trained gate' : 'it has to see the question first';
}

async function generated(cases: number, context: CommandContext): Promise<readonly Row[]> {
  const { runGeneratedSuite } = await import('../../bench/suites/scbench/run-generated.ts');
  const progress = context.progress('scbench', 0, 'tables');
  try {
    return await runGeneratedSuite({
      ...{ cases, signal: context.signal },
      onProgress: (done, total) => progress.update(done, '', total),
    });
  } finally {
    progress.stop();
  }
}

async function real(
  { data, model: folder, limit }: { readonly data: string; readonly model: string; readonly limit: number },
  context: CommandContext,
): Promise<readonly Row[]> {
  const { openCheckpoint } = await import('../../models/checkpoint.ts');
  const { readSharedRecords } = await import('../../bench/suites/scbench/real-records.ts');
  const { runSharedRecords } = await import('../../bench/suites/scbench/run-records.ts');
  const read = async (path: string): Promise<Uint8Array> => {
    try {
      return await readFile(path);
    } catch (cause) {
      throw new MemoryError('not_found', `${basename(path)} cannot be read`, {
        hint: 'check the paths of --data and --model',
        cause,
      });
    }
  };
  const text = new TextDecoder().decode(unpacked(data, await read(resolve(data))));
  const records = readSharedRecords(text, basename(data)).slice(0, limit);
  if (records.length === 0) {
    throw new MemoryError('invalid_input', `${basename(data)} has no records`, {
      hint: "give one of the benchmark's files: a line of JSON for each context",
    });
  }
  const { model, tokenizer, startTokens, endTokens } = await openCheckpoint((file) =>
    read(join(resolve(folder), file)),
  );
  const progress = context.progress('scbench', records.length, 'contexts');
  try {
    return runSharedRecords({
      ...{ model, tokenizer, startTokens, endTokens, records, signal: context.signal },
      onProgress: (done, total) => progress.update(done, '', total),
    });
  } finally {
    progress.stop();
  }
}

function unpacked(name: string, bytes: Uint8Array): Uint8Array {
  if (!name.endsWith('.gz')) return bytes;
  try {
    return gunzipSync(bytes);
  } catch (cause) {
    throw new MemoryError('invalid_input', `${basename(name)} cannot be unpacked`, {
      hint: 'it ends in .gz: give a file that gzip made',
      cause,
    });
  }
}

function showRows(
  screen: Screen,
  rows: readonly Row[],
  skipped: readonly { readonly method: string; readonly why: string }[],
): void {
  const { paint } = screen;
  const tasks = [...new Set(rows.map(({ task }) => task))];
  for (const mode of ['requests', 'turns'] as const) {
    const own = rows.filter((row) => row.mode === mode);
    if (own.length === 0) continue;
    screen.line(
      `${paint.bold(mode === 'requests' ? 'Separate requests' : 'Turns of one conversation')}: all questions, and in brackets first / later`,
    );
    const methods = [...new Set(own.map(({ method }) => method))];
    screen.table([
      ['', 'stage', 'bytes', ...tasks].map((cell) => paint.dim(cell)),
      ...methods.map((method) => {
        const cells = own.filter((row) => row.method === method);
        const bytes = cells.reduce((sum, row) => sum + row.bytes, 0) / cells.length;
        const percent = (value: number): string => (100 * value).toFixed(0);
        return [
          method,
          cells[0]!.stage,
          `${percent(bytes)}%`,
          ...tasks.map((task) => {
            const row = cells.find((one) => one.task === task);
            return row === undefined ? '' : `${percent(row.accuracy)} (${percent(row.first)}/${percent(row.later)})`;
          }),
        ];
      }),
    ]);
    screen.line('');
  }
  for (const { method, why } of skipped) screen.line(paint.dim(`${method}: ${why}`));
}
