/** `bench speed`: each size in a process of its own, over a cube on disk. */
import { runSpeed } from '../../bench/index.ts';
import { MemoryError } from '../../errors/index.ts';
import type { Outcome } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { byteSize, duration } from '../screen.ts';

const defaultSizes = '10000,100000';

/** Sizes typed as `10000,100000`. */
export function sizesOf(typed: string = defaultSizes): number[] {
  return typed.split(',').map((part) => {
    const value = Number(part.trim().replaceAll('_', ''));
    if (Number.isInteger(value) && value >= 1 && value <= 10_000_000) return value;
    throw new MemoryError(
      'invalid_input',
      `--records must be whole numbers from 1 to 10,000,000, got ${JSON.stringify(typed)}`,
      {
        hint: 'for example --records 10000,100000',
      },
    );
  });
}

/** Measures every size; progress goes to standard error. */
export async function benchSpeed(records: string | undefined, context: CommandContext): Promise<Outcome> {
  const sizes = sizesOf(records);
  const file = import.meta.url.endsWith('.ts') ? './speed-place.ts' : './speed-place.js';
  const { notes } = context;
  const rows = await runSpeed(
    { records: sizes },
    { memoryModule: new URL(file, import.meta.url) },
    {
      signal: context.signal,
      onProgress: (progress) =>
        notes.line(notes.paint.dim(`${progress.records.toLocaleString('en-US')} records: ${progress.step}`)),
    },
  );
  return {
    data: rows,
    show: (screen) => {
      const { paint } = screen;
      const head = [
        'records',
        'in/s',
        'recall p50',
        'p95',
        'open',
        'open+recall',
        'a record',
        'memory',
        'scan',
        'plain read',
      ];
      screen.table(
        [
          head.map((cell) => paint.dim(cell)),
          ...rows.map((row) => [
            row.records.toLocaleString('en-US'),
            Math.round(row.ingestPerS).toLocaleString('en-US'),
            duration(row.recallMs.p50),
            duration(row.recallMs.p95),
            duration(row.openMs),
            duration(row.openAndRecallMs),
            byteSize(row.bytesPerRecord),
            `${Math.round(row.peakRssMiB)} MiB`,
            duration(row.denseScanMs),
            duration(row.yardstick.plainReadMs),
          ]),
        ],
        { right: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] },
      );
      for (const row of rows) {
        const list = row.stopWords.map(({ added, p50 }) => `${added}: ${duration(p50)}`).join(', ');
        screen.line(
          `${row.records.toLocaleString('en-US')} records, recall p50 by stop words added to the questions: ${list}`,
        );
      }
    },
  };
}
