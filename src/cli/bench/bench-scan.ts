/** `bench scan`: the dense scan at every precision beside a plain read of the same bytes and plain JavaScript. */
import { systemWorkers } from '../../adapters/system/index.ts';
import { runScan } from '../../bench/index.ts';
import type { Outcome } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { duration } from '../screen.ts';
import { sizesOf } from './bench-speed.ts';

/** Measures the first size given, by default 100,000 rows of 256 components. */
export async function benchScan(records: string | undefined, context: CommandContext): Promise<Outcome> {
  const [rows] = sizesOf(records ?? '100000');
  const report = await runScan({ rows: rows as number }, { workers: systemWorkers, signal: context.signal });
  return {
    data: report,
    show: (screen) => {
      const { paint } = screen;
      const percent = (share: number): string => `${Math.round(100 * share)}%`;
      screen.line(
        `${report.rows.toLocaleString('en-US')} rows of ${report.dimensions}, one thread, the best ${report.k}; medians of ${report.rounds} rounds`,
      );
      const head = [
        'bits',
        'plain read',
        'plain JS',
        'scan',
        'of the read',
        'with selection',
        'of the read',
        'over JS',
      ];
      screen.table(
        [
          head.map((cell) => paint.dim(cell)),
          ...report.kernels.map((row) => [
            `${row.bits}`,
            duration(row.plainReadMs),
            duration(row.plainJsMs),
            duration(row.scanMs),
            percent(row.shareWithoutSelection),
            duration(row.selectMs),
            percent(row.share),
            `${row.overPlainJs}x`,
          ]),
        ],
        { right: [0, 1, 2, 3, 4, 5, 6, 7] },
      );
      const { signsFirst } = report;
      screen.line(
        `8 bits, sign bits first: ${duration(signsFirst.ms)} beside ${duration(signsFirst.exhaustiveMs)} for every row, ` +
          `${percent(signsFirst.found)} of its best ${report.k} (random vectors)`,
      );
      for (const row of report.threads) {
        screen.line(
          `8 bits, every row of ${row.rows.toLocaleString('en-US')}: ${duration(row.aloneMs)} alone, ${duration(row.togetherMs)} with ${row.threads} more (${row.timesFaster}x; took part in ${percent(row.helped)})`,
        );
      }
    },
  };
}
