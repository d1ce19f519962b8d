/**
 * The dense scan at every precision beside its yardsticks, all on the same rows in the same process and in turn: a plain
 * read of the same bytes, the scan in plain JavaScript, the kernel without and with the selection of the best `k`.
 */
import { MemoryError, throwIfAborted } from '../errors/index.ts';
import type { Precision } from '../plaintext/index/dense/codec.ts';
import { createDenseIndex } from '../plaintext/index/dense/dense-index.ts';
import { createScanCrew } from '../plaintext/index/dense/scan-crew.ts';
import { createScanBench, type ScanBench } from '../plaintext/index/dense/yardstick.ts';
import type { Workers } from '../ports/index.ts';
import { percentile } from './metrics/statistics.ts';
import { seededRng } from './seeded-rng.ts';

export type ScanRequest = {
  /** Default 100,000. */
  readonly rows?: number;
  /** Default 256. */
  readonly dimensions?: number;
  /** Rows selected. Default 100. */
  readonly k?: number;
  /** Timed rounds, after ten that warm up. Default 40. */
  readonly rounds?: number;
  /** Default: all. */
  readonly bits?: readonly Precision[];
  /** Default 1. */
  readonly seed?: number;
};

/** Medians of milliseconds over the rounds. */
export type ScanRow = {
  readonly bits: Precision;
  readonly bytes: number;
  readonly plainReadMs: number;
  readonly plainJsMs: number;
  /** Every row scored, none kept. */
  readonly scanMs: number;
  /** Every row scored, the best `k` kept. */
  readonly selectMs: number;
  /** Share of the plain read's bandwidth that the scan reaches with its selection, and without. */
  readonly share: number;
  readonly shareWithoutSelection: number;
  /** Times faster than plain JavaScript, with the selection. */
  readonly overPlainJs: number;
  /** Share of the timed queries for which the kernel selected the very rows that plain JavaScript did, in order. */
  readonly sameAsPlainJs: number;
};

/** The index's search of 8-bit rows that ranks by sign bits first and scores the nearest by their codes. */
export type SignsFirstTimes = {
  readonly ms: number;
  readonly exhaustiveMs: number;
  /** Share of the exhaustive search's best `k` that it finds; random vectors are the hardest case there is. */
  readonly found: number;
};

/** An exhaustive search of 8-bit rows by the calling thread alone, and together with others. */
export type ThreadTimes = {
  readonly rows: number;
  /** Threads beside the calling one. */
  readonly threads: number;
  readonly aloneMs: number;
  readonly togetherMs: number;
  readonly timesFaster: number;
  /** Share of the searches in which another thread took part; 0 where the machine has one processor. */
  readonly helped: number;
};

export type ScanReport = {
  readonly rows: number;
  readonly dimensions: number;
  readonly k: number;
  readonly rounds: number;
  readonly node: string;
  readonly kernels: readonly ScanRow[];
  readonly signsFirst: SignsFirstTimes;
  /** A quarter of the rows, all, and four times as many; empty without `workers`. */
  readonly threads: readonly ThreadTimes[];
};

export type ScanOptions = {
  readonly workers?: Workers;
  readonly signal?: AbortSignal;
};

const precisions: readonly Precision[] = [32, 8, 4, 2, 1];
const warmUpRounds = 10;
/** Plain JavaScript is slow: it runs in every so many rounds. */
const plainEvery = 8;

/** @throws MemoryError `invalid_input` for sizes that are no whole numbers above 0 */
export async function runScan(request: ScanRequest = {}, options: ScanOptions = {}): Promise<ScanReport> {
  const { workers, signal } = options;
  const { rows = 100_000, dimensions = 256, k = 100, rounds = 40, bits = precisions, seed = 1 } = request;
  for (const [name, value] of Object.entries({ rows, dimensions, k, rounds })) {
    if (Number.isInteger(value) && value >= 1) continue;
    throw new MemoryError('invalid_input', `${name} must be a whole number above 0, got ${value}`);
  }
  const vectorOf = unitVectors(dimensions, seed);
  const kernels: ScanRow[] = [];
  for (const precision of bits) {
    const bench = createScanBench(rows, dimensions, precision, vectorOf);
    try {
      kernels.push(await measure(bench, { k, rounds, vectorOf }, signal));
    } finally {
      bench.close();
    }
  }
  const threads: ThreadTimes[] = [];
  for (const size of workers === undefined ? [] : [rows / 4, rows, 4 * rows].map(Math.ceil)) {
    const request = { rows: size, dimensions, k, rounds, vectorOf };
    threads.push(await together(request, workers as Workers, signal));
  }
  return {
    rows,
    dimensions,
    k,
    rounds,
    node: process.version,
    kernels,
    signsFirst: signsFirst({ rows, dimensions, k, rounds, vectorOf }, signal),
    threads,
  };
}

type Measured = { readonly k: number; readonly rounds: number; readonly vectorOf: () => Float32Array };

async function measure(
  bench: ScanBench,
  { k, rounds, vectorOf }: Measured,
  signal: AbortSignal | undefined,
): Promise<ScanRow> {
  const times = { read: [] as number[], scan: [] as number[], select: [] as number[], plain: [] as number[] };
  let compared = 0;
  let same = 0;
  for (let round = -warmUpRounds; round < rounds; round += 1) {
    throwIfAborted(signal);
    const query = vectorOf();
    const read = time(() => bench.plainRead());
    const scan = time(() => bench.scan(query, 0));
    let found: Uint32Array = new Uint32Array(0);
    const select = time(() => {
      found = bench.scan(query, k);
    });
    // The engine compiles better code beside the running one and changes over when it can.
    if (round < 0) await new Promise((resolve) => setImmediate(resolve));
    if (round < 0) continue;
    times.read.push(read);
    times.scan.push(scan);
    times.select.push(select);
    if (round % plainEvery !== 0) continue;
    let expected: Uint32Array = new Uint32Array(0);
    times.plain.push(
      time(() => {
        expected = bench.plainScan(query, k);
      }),
    );
    compared += 1;
    if (expected.length === found.length && expected.every((row, place) => row === found[place])) same += 1;
  }
  const median = (list: readonly number[]): number => percentile(list, 50);
  const [read, scan, select, plain] = [times.read, times.scan, times.select, times.plain].map(median) as [
    number,
    number,
    number,
    number,
  ];
  return {
    bits: bench.bits,
    bytes: bench.scannedBytes,
    plainReadMs: rounded(read, 4),
    plainJsMs: rounded(plain, 4),
    scanMs: rounded(scan, 4),
    selectMs: rounded(select, 4),
    share: rounded(read / select),
    shareWithoutSelection: rounded(read / scan),
    overPlainJs: rounded(plain / select, 1),
    sameAsPlainJs: rounded(same / compared),
  };
}

type SizedRequest = Measured & { readonly rows: number; readonly dimensions: number };

function signsFirst(request: SizedRequest, signal: AbortSignal | undefined): SignsFirstTimes {
  const { rows, dimensions, k, rounds, vectorOf } = request;
  const make = (firstPassFrom: number) => createDenseIndex({ dimensions, space: 'bench', firstPassFrom });
  const first = make(1);
  const all = make(Number.POSITIVE_INFINITY);
  try {
    for (let row = 0; row < rows; row += 1) {
      const vector = vectorOf();
      first.add(row, vector);
      all.add(row, vector);
    }
    const times: number[] = [];
    const exhaustive: number[] = [];
    let found = 0;
    let wanted = 0;
    for (let round = -warmUpRounds; round < rounds; round += 1) {
      throwIfAborted(signal);
      const query = vectorOf();
      let quick: Uint32Array = new Uint32Array(0);
      let exact: Uint32Array = new Uint32Array(0);
      const quickMs = time(() => {
        quick = first.search(query, k).ordinals;
      });
      const exactMs = time(() => {
        exact = all.search(query, k).ordinals;
      });
      if (round < 0) continue;
      times.push(quickMs);
      exhaustive.push(exactMs);
      const truth = new Set(exact);
      wanted += truth.size;
      for (const row of quick) if (truth.has(row)) found += 1;
    }
    return {
      ms: rounded(percentile(times, 50), 4),
      exhaustiveMs: rounded(percentile(exhaustive, 50), 4),
      found: rounded(found / wanted),
    };
  } finally {
    first.close();
    all.close();
  }
}

async function together(
  request: SizedRequest,
  workers: Workers,
  signal: AbortSignal | undefined,
): Promise<ThreadTimes> {
  const { rows, dimensions, k, rounds, vectorOf } = request;
  const crew = createScanCrew({ workers, fromBytes: 1 });
  let wanted = true;
  const index = createDenseIndex({
    dimensions,
    space: 'bench',
    crew: { ...crew, scan: (scan) => wanted && crew.scan(scan) },
  });
  try {
    // The same few directions again and again: what a row holds does not matter here, making it takes longest.
    const some = Array.from({ length: Math.min(rows, 10_000) }, vectorOf);
    for (let row = 0; row < rows; row += 1) index.add(row, some[row % some.length] as Float32Array);
    const times = { alone: [] as number[], together: [] as number[] };
    let helped = 0;
    for (let round = -warmUpRounds; round < rounds; round += 1) {
      throwIfAborted(signal);
      const query = vectorOf();
      const search = () => index.search(query, k, { exhaustive: true });
      wanted = false;
      const alone = time(search);
      wanted = true;
      const before = crew.helped;
      const both = time(search);
      // Threads start beside this one.
      if (round < 0) await new Promise((resolve) => setTimeout(resolve, 10));
      if (round < 0) continue;
      times.alone.push(alone);
      times.together.push(both);
      if (crew.helped > before) helped += 1;
    }
    const aloneMs = percentile(times.alone, 50);
    const togetherMs = percentile(times.together, 50);
    return {
      rows,
      threads: crew.size,
      aloneMs: rounded(aloneMs, 4),
      togetherMs: rounded(togetherMs, 4),
      timesFaster: rounded(aloneMs / togetherMs, 2),
      helped: rounded(helped / rounds),
    };
  } finally {
    crew.close();
    index.close();
  }
}

/** Random directions, one after the other. */
function unitVectors(dimensions: number, seed: number): () => Float32Array {
  const { next } = seededRng(seed).split('scan');
  return () => {
    // Three uniform numbers are close enough to a normal one for a direction.
    const vector = Float32Array.from({ length: dimensions }, () => next() + next() + next() - 1.5);
    const norm = Math.hypot(...vector) || 1;
    return vector.map((value) => value / norm);
  };
}

function time(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function rounded(value: number, digits = 3): number {
  return Number(value.toFixed(digits));
}
