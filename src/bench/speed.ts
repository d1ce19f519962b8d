/**
 * Speed by size: ingestion, recall, opening, bytes on disk, peak memory, and the dense scan beside its yardsticks.
 *
 * A peak of memory belongs to a process, so each size runs in a process of its own when the memory is given as a module
 * (`memoryModule`); with a function instead, all sizes run here, smallest first, and the peak is the process's so far
 * (`isolated: false` says so).
 */
import { MemoryError, throwIfAborted } from '../errors/index.ts';
import type { TurnInput } from '../kernel/turn.ts';
import { type DenseTimes, denseTimes } from './dense-times.ts';
import type { MemoryLike } from './memory-subject.ts';
import { percentile } from './metrics/statistics.ts';
import { runIsolated } from './run-isolated.ts';
import { speedCorpus } from './speed-corpus.ts';

/** A place on disk where one memory is kept. */
export type SpeedPlace = {
  /** Opens the memory there; the first call makes an empty one. */
  open(): Promise<MemoryLike>;
  /** Bytes on disk, while the memory is closed. */
  bytes(): Promise<number>;
  /** Removes it. */
  remove(): Promise<void>;
};

export type MakeSpeedPlace = () => Promise<SpeedPlace>;

export type SpeedRequest = {
  readonly records: readonly number[];
  /** Timed questions a size, after 20 that are not timed. Default 200. */
  readonly questions?: number;
  /** Width of the rows of the dense scan. Default 256. */
  readonly dimensions?: number;
  /** Bits a component of the dense scan. Default 8. */
  readonly bits?: 32 | 8 | 4 | 2 | 1;
  /** Default 1. */
  readonly seed?: number;
};

/** Times in milliseconds, medians where not said otherwise. */
export type SpeedRow = DenseTimes & {
  readonly records: number;
  readonly ingestPerS: number;
  readonly recallMs: { readonly p50: number; readonly p95: number };
  /** Medians of the same questions with so many stop words added, each question asked in turn with every number. */
  readonly stopWords: readonly { readonly added: number; readonly p50: number }[];
  /** From closed to open. */
  readonly openMs: number;
  /** From closed to the first answer. */
  readonly openAndRecallMs: number;
  readonly bytesPerRecord: number;
  readonly peakRssMiB: number;
  /** Whether the peak of memory is this size's own. */
  readonly isolated: boolean;
};

export type SpeedOptions = {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly records: number; readonly step: SpeedStep }) => void;
};

export type SpeedStep = 'generate' | 'ingest' | 'open' | 'recall' | 'scan' | 'done';

/** How to make the memory: a function, or the URL of a module that exports it as `makeSpeedPlace`. */
export type SpeedSubject = MakeSpeedPlace | { readonly memoryModule: URL };

const warmUpQuestions = 20;
const turnsPerCall = 1_000;

/** Measures every size; one row a size, smallest first. */
export async function runSpeed(
  request: SpeedRequest,
  subject: SpeedSubject,
  options: SpeedOptions = {},
): Promise<SpeedRow[]> {
  const sizes = [...new Set(request.records)].sort((a, b) => a - b);
  if (sizes.length === 0 || sizes.some((size) => !Number.isInteger(size) || size < 1)) {
    throw new MemoryError('invalid_input', 'sizes must be whole numbers above 0', { details: { records: sizes } });
  }
  const rows: SpeedRow[] = [];
  for (const records of sizes) {
    throwIfAborted(options.signal);
    const one = { ...request, records: [records] };
    rows.push(
      typeof subject === 'function'
        ? await measureSpeed(one, subject, options)
        : await runIsolated(one, subject.memoryModule, options),
    );
    options.onProgress?.({ records, step: 'done' });
  }
  return rows;
}

/** Measures the first size of the request in this process. */
export async function measureSpeed(
  request: SpeedRequest,
  makePlace: MakeSpeedPlace,
  options: SpeedOptions = {},
): Promise<SpeedRow> {
  const { questions = 200, dimensions = 256, bits = 8, seed = 1 } = request;
  const records = request.records[0] as number;
  const report = (step: SpeedStep): void => {
    throwIfAborted(options.signal);
    options.onProgress?.({ records, step });
  };
  report('generate');
  const corpus = speedCorpus(records, questions + warmUpQuestions, seed);
  const place = await makePlace();
  try {
    report('ingest');
    const ingestMs = await ingestTime(place, corpus.turns, options.signal);
    const bytes = await place.bytes();
    report('open');
    const opened = await openTimes(place, corpus.questions[0] as string);
    report('recall');
    const { recallMs, stopWords } = await askedTimes(opened.memory, corpus.questions, options.signal).finally(() =>
      opened.memory.close(),
    );
    // Before the scan: its rows are the yardstick's, not the memory's.
    const peakRssMiB = rounded(process.resourceUsage().maxRSS / 1024, 1);
    report('scan');
    return {
      records,
      ingestPerS: rounded((records / ingestMs) * 1_000, 1),
      recallMs: { p50: rounded(percentile(recallMs, 50)), p95: rounded(percentile(recallMs, 95)) },
      stopWords,
      openMs: rounded(opened.openMs),
      openAndRecallMs: rounded(opened.openAndRecallMs),
      bytesPerRecord: rounded(bytes / records, 1),
      peakRssMiB,
      isolated: false,
      ...denseTimes({ rows: records, dimensions, bits, seed }),
    };
  } finally {
    await place.remove();
  }
}

/** Milliseconds of observing all turns in calls of a thousand; the memory is closed after. */
async function ingestTime(
  place: SpeedPlace,
  turns: readonly TurnInput[],
  signal: AbortSignal | undefined,
): Promise<number> {
  const memory = await place.open();
  try {
    return await timed(async () => {
      for (let start = 0; start < turns.length; start += turnsPerCall) {
        throwIfAborted(signal);
        await memory.observe(turns.slice(start, start + turnsPerCall));
      }
    });
  } finally {
    await memory.close();
  }
}

const openings = 5;

/** Opens five times; medians. The last memory stays open. */
async function openTimes(
  place: SpeedPlace,
  question: string,
): Promise<{ readonly memory: MemoryLike; readonly openMs: number; readonly openAndRecallMs: number }> {
  const open: number[] = [];
  const openAndRecall: number[] = [];
  for (let round = 1; ; round += 1) {
    const start = performance.now();
    const memory = await place.open();
    open.push(performance.now() - start);
    await memory.recall(question, { limit: 10 });
    openAndRecall.push(performance.now() - start);
    if (round === openings) {
      return { memory, openMs: percentile(open, 50), openAndRecallMs: percentile(openAndRecall, 50) };
    }
    await memory.close();
  }
}

async function recallTimes(
  memory: MemoryLike,
  questions: readonly string[],
  signal: AbortSignal | undefined,
): Promise<number[]> {
  const times: number[] = [];
  for (const [index, question] of questions.entries()) {
    throwIfAborted(signal);
    const ms = await timed(() => memory.recall(question, { limit: 10 }));
    if (index >= warmUpQuestions) times.push(ms);
  }
  return times;
}

async function askedTimes(
  memory: MemoryLike,
  questions: readonly string[],
  signal: AbortSignal | undefined,
): Promise<{ readonly recallMs: number[]; readonly stopWords: SpeedRow['stopWords'] }> {
  const recallMs = await recallTimes(memory, questions, signal);
  return { recallMs, stopWords: await stopWordTimes(memory, questions, signal) };
}

/** Words that nearly every text holds, none of them among those by which questions are told apart. */
const fillers = 'the to and of in it for that is on we with at this have but be so as not'.split(' ');

async function stopWordTimes(
  memory: MemoryLike,
  questions: readonly string[],
  signal: AbortSignal | undefined,
): Promise<SpeedRow['stopWords']> {
  const times = new Map<number, number[]>([0, 5, 10, 20].map((added) => [added, []]));
  for (const question of questions.slice(warmUpQuestions)) {
    throwIfAborted(signal);
    for (const [added, list] of times) {
      const padded = `${[question.replace(/\?$/, ''), ...fillers.slice(0, added)].join(' ')}?`;
      list.push(await timed(() => memory.recall(padded, { limit: 10 })));
    }
  }
  return [...times].map(([added, list]) => ({ added, p50: rounded(percentile(list, 50)) }));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function rounded(value: number, digits = 3): number {
  return Number(value.toFixed(digits));
}
