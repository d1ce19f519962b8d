/**
 * What encryption costs: the same turns into a plain cube and into encrypted ones, in one process, one after the other
 * in a changing order, so that whatever else the machine does falls on all of them. Ratios are of pairs of one round.
 */
import { throwIfAborted } from '../errors/index.ts';
import { percentile } from './metrics/statistics.ts';
import type { MakeSpeedPlace, SpeedPlace } from './speed.ts';
import { speedCorpus } from './speed-corpus.ts';

/** Ways to keep a cube, by name; the first one is what the others are compared with. */
export type EncryptionVariants = readonly (readonly [name: string, make: MakeSpeedPlace])[];

export type EncryptionCostRequest = {
  readonly records: number;
  /** Rounds of all variants, after one that does not count. Default 5. */
  readonly rounds?: number;
  /** Default 1. */
  readonly seed?: number;
};

type Measure = 'ingest' | 'open' | 'recall';

/** Milliseconds are medians over the rounds; `ratio` is the median of the rounds' ratios to the first variant. */
export type EncryptionCostRow = {
  readonly variant: string;
  readonly records: number;
  readonly rounds: number;
  readonly ingestPerS: number;
  /** Time of the processor for one turn, microseconds: what others do at the same time is not in it. */
  readonly ingestCpuUs: number;
  readonly openMs: number;
  readonly recallMs: number;
  readonly bytesPerRecord: number;
  readonly ratio: Readonly<Record<Measure | 'ingestCpu' | 'openCpu' | 'recallCpu' | 'bytes', number>>;
};

export type EncryptionCostOptions = {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly round: number; readonly variant: string }) => void;
};

type Sample = Readonly<Record<Measure | 'ingestCpu' | 'openCpu' | 'recallCpu' | 'bytes', number>>;

const turnsPerCall = 1_000;
const questions = 40;
/** Asked after each opening and not counted. */
const warmUpQuestions = 10;
const openings = 5;

/** One row a variant, in the order given. */
export async function encryptionCost(
  request: EncryptionCostRequest,
  variants: EncryptionVariants,
  options: EncryptionCostOptions = {},
): Promise<EncryptionCostRow[]> {
  const { records, rounds = 5, seed = 1 } = request;
  const corpus = speedCorpus(records, questions, seed);
  const samples = new Map<string, Sample[]>(variants.map(([name]) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    const order = variants.map((_, index) => variants[(index + round) % variants.length] as (typeof variants)[number]);
    const places = new Map<string, SpeedPlace>();
    try {
      const ingest = new Map<string, Timed>();
      for (const [name, make] of order) {
        throwIfAborted(options.signal);
        options.onProgress?.({ round, variant: name });
        const place = await make();
        places.set(name, place);
        ingest.set(name, await ingestInto(place, corpus.turns));
      }
      const opened = await openAll(places, corpus.questions);
      // The first round warms up code and caches.
      if (round === 0) continue;
      for (const [name, place] of places) {
        const { ms, cpuMs } = ingest.get(name) as Timed;
        const open = opened.get(name) as Opened;
        const bytes = await place.bytes();
        samples.get(name)?.push({ ingest: ms, ingestCpu: cpuMs, ...open, bytes });
      }
    } finally {
      for (const place of places.values()) await place.remove();
    }
  }
  const [first] = variants;
  const yardstick = first === undefined ? [] : (samples.get(first[0]) ?? []);
  return variants.map(([variant]) => rowOf(variant, { records, rounds }, samples.get(variant) ?? [], yardstick));
}

type Timed = { readonly ms: number; readonly cpuMs: number };
type Opened = Readonly<Record<'open' | 'openCpu' | 'recall' | 'recallCpu', number>>;

async function timed(work: () => Promise<unknown>): Promise<Timed> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await work();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { ms, cpuMs: (user + system) / 1_000 };
}

async function ingestInto(place: SpeedPlace, turns: Parameters<Awaited<ReturnType<SpeedPlace['open']>>['observe']>[0]) {
  const memory = await place.open();
  try {
    return await timed(async () => {
      for (let from = 0; from < turns.length; from += turnsPerCall) {
        await memory.observe(turns.slice(from, from + turnsPerCall));
      }
    });
  } finally {
    await memory.close();
  }
}

/** Opens all places in turn, several times, and asks the last one opened of each; medians. */
async function openAll(
  places: ReadonlyMap<string, SpeedPlace>,
  asked: readonly string[],
): Promise<ReadonlyMap<string, Opened>> {
  const opens = new Map<string, Timed[]>([...places.keys()].map((name) => [name, []]));
  const recalls = new Map<string, Timed[]>([...places.keys()].map((name) => [name, []]));
  for (let opening = 1; opening <= openings; opening += 1) {
    for (const [name, place] of places) {
      let memory: Awaited<ReturnType<SpeedPlace['open']>> | undefined;
      opens.get(name)?.push(
        await timed(async () => {
          memory = await place.open();
        }),
      );
      for (const [index, question] of asked.entries()) {
        const time = await timed(async () => memory?.recall(question, { limit: 10 }));
        if (index >= warmUpQuestions) recalls.get(name)?.push(time);
      }
      await memory?.close();
    }
  }
  const median = (values: readonly number[]): number => percentile(values, 50);
  return new Map(
    [...opens].map(([name, times]) => [
      name,
      {
        open: median(times.map(({ ms }) => ms)),
        openCpu: median(times.map(({ cpuMs }) => cpuMs)),
        recall: median((recalls.get(name) ?? []).map(({ ms }) => ms)),
        recallCpu: median((recalls.get(name) ?? []).map(({ cpuMs }) => cpuMs)),
      },
    ]),
  );
}

function rowOf(
  variant: string,
  { records, rounds }: { readonly records: number; readonly rounds: number },
  samples: readonly Sample[],
  yardstick: readonly Sample[],
): EncryptionCostRow {
  const median = (of: (sample: Sample) => number): number => percentile(samples.map(of), 50);
  const ratio = (what: keyof Sample): number =>
    rounded(
      percentile(
        samples.map((sample, round) => sample[what] / (yardstick[round]?.[what] ?? Number.NaN)),
        50,
      ),
    );
  return {
    variant,
    records,
    rounds,
    ingestPerS: rounded((records / median(({ ingest }) => ingest)) * 1_000, 1),
    ingestCpuUs: rounded((median(({ ingestCpu }) => ingestCpu) / records) * 1_000, 1),
    openMs: rounded(median(({ open }) => open)),
    recallMs: rounded(median(({ recall }) => recall)),
    bytesPerRecord: rounded(median(({ bytes }) => bytes) / records, 1),
    ratio: {
      ingest: ratio('ingest'),
      ingestCpu: ratio('ingestCpu'),
      open: ratio('open'),
      openCpu: ratio('openCpu'),
      recall: ratio('recall'),
      recallCpu: ratio('recallCpu'),
      bytes: ratio('bytes'),
    },
  };
}

function rounded(value: number, digits = 3): number {
  return Number(value.toFixed(digits));
}
