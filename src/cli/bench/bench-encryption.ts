/** `bench encryption`: what it costs, beside a plain cube in the same run. */
import { join } from 'node:path';
import { type EncryptionCostRow, encryptionCost } from '../../bench/index.ts';
import type { EncryptionOptions } from '../../memory/encryption/encryption-options.ts';
import type { Outcome } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { byteSize, duration } from '../screen.ts';
import { sizesOf } from './bench-speed.ts';
import { makeSpeedPlace } from './speed-place.ts';

const asRatio = (ratio: number): string => `${ratio >= 1 ? '+' : ''}${((ratio - 1) * 100).toFixed(1)}%`;

export async function benchEncryption(
  { records, rounds }: { readonly records: string | undefined; readonly rounds: number | undefined },
  context: CommandContext,
): Promise<Outcome> {
  const { notes } = context;
  const variant = (seal: EncryptionOptions['seal']) => () =>
    makeSpeedPlace((folder) => (seal === undefined ? false : { seal, keyFolder: join(folder, 'keys') }));
  const rows: EncryptionCostRow[] = [];
  for (const size of sizesOf(records ?? '10000')) {
    const measured = await encryptionCost(
      { records: size, ...(rounds === undefined ? {} : { rounds }) },
      [
        ['plain', variant(undefined)],
        ['content', variant('content')],
        ['everything', variant('everything')],
      ],
      {
        signal: context.signal,
        onProgress: ({ round, variant }) =>
          notes.line(notes.paint.dim(`${size.toLocaleString('en-US')} records, round ${round}: ${variant}`)),
      },
    );
    rows.push(...measured);
  }
  return {
    data: rows,
    show: ({ table, line, paint }) => {
      const head = ['records', 'sealed', 'in/s', '', 'cpu', 'open', '', 'cpu', 'recall', '', 'cpu', 'a record', ''];
      table(
        [
          head.map((cell) => paint.dim(cell)),
          ...rows.map(({ ratio, ...row }) => [
            row.records.toLocaleString('en-US'),
            row.variant,
            Math.round(row.ingestPerS).toLocaleString('en-US'),
            paint.dim(asRatio(1 / ratio.ingest)),
            paint.dim(asRatio(ratio.ingestCpu)),
            duration(row.openMs),
            paint.dim(asRatio(ratio.open)),
            paint.dim(asRatio(ratio.openCpu)),
            duration(row.recallMs),
            paint.dim(asRatio(ratio.recall)),
            paint.dim(asRatio(ratio.recallCpu)),
            byteSize(row.bytesPerRecord),
            paint.dim(asRatio(ratio.bytes)),
          ]),
        ],
        { right: [0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] },
      );
      line(
        paint.dim(
          'Medians; percentages are medians of the rounds, each beside the plain cube of its round; cpu is time of the processor.',
        ),
      );
    },
  };
}
