/** The dense scan over random rows, beside the same scan in plain JavaScript and a plain read of the same bytes. */
import { createScanBench } from '../plaintext/index/dense/yardstick.ts';
import { percentile } from './metrics/statistics.ts';
import { seededRng } from './seeded-rng.ts';

export type DenseTimes = {
  /** Top ten over all rows. */
  readonly denseScanMs: number;
  readonly yardstick: { readonly denseScanPlainJsMs: number; readonly plainReadMs: number };
};

type DenseRequest = {
  readonly rows: number;
  readonly dimensions: number;
  readonly bits: 32 | 8 | 4 | 2 | 1;
  readonly seed: number;
};

/** Medians: 15 scans, 15 reads, 5 plain scans, taken in turn. */
export function denseTimes({ rows, dimensions, bits, seed }: DenseRequest): DenseTimes {
  const { next } = seededRng(seed).split('dense');
  const vectorOf = (): Float32Array => {
    const vector = new Float32Array(dimensions);
    let square = 0;
    for (let index = 0; index < dimensions; index += 1) {
      // Three uniform numbers are close enough to a normal one for a direction.
      const value = next() + next() + next() - 1.5;
      vector[index] = value;
      square += value * value;
    }
    const norm = Math.sqrt(square) || 1;
    return vector.map((value) => value / norm);
  };
  const bench = createScanBench(rows, dimensions, bits, vectorOf);
  try {
    const scan: number[] = [];
    const read: number[] = [];
    const plain: number[] = [];
    for (let round = 0; round < 16; round += 1) {
      const query = vectorOf();
      const times = [time(() => bench.scan(query, 10)), time(() => bench.plainRead())] as const;
      // The first round only warms up.
      if (round === 0) continue;
      scan.push(times[0]);
      read.push(times[1]);
      if (round % 3 === 0) plain.push(time(() => bench.plainScan(query, 10)));
    }
    const median = (times: readonly number[]): number => Number(percentile(times, 50).toFixed(4));
    return {
      denseScanMs: median(scan),
      yardstick: { denseScanPlainJsMs: median(plain), plainReadMs: median(read) },
    };
  } finally {
    bench.close();
  }
}

function time(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
