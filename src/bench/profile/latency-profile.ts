/**
 * Where the time of a recall goes, stage by stage, and the floor: the bytes that a recall passes over in order (vector
 * codes, postings of the question's words, per-document flags) over the memory bandwidth measured in the same process.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { throwIfAborted } from '../../errors/index.ts';
import { championSize } from '../../plaintext/index/champions.ts';
import type { CubeIndex } from '../../plaintext/index/cube-index.ts';
import { createScanBench } from '../../plaintext/index/dense/yardstick.ts';
import { queryTerms } from '../../plaintext/recall/query-terms.ts';
import { mean, percentile } from '../metrics/statistics.ts';
import type { OpenBenchIndex, OpenIndex } from '../open-index.ts';
import { seededRng } from '../seeded-rng.ts';
import { speedCorpus } from '../speed-corpus.ts';

export type ProfileRequest = {
  readonly records: number;
  /** Timed questions, after 20 that warm up. Default 200. */
  readonly questions?: number;
  /** Components of a vector, as the memory's embedder makes them. */
  readonly dimensions: number;
  /** Default 1. */
  readonly seed?: number;
};

export type StageTime = {
  readonly stage: string;
  /** Median and mean milliseconds. */
  readonly p50: number;
  readonly mean: number;
};

export type LatencyProfile = {
  readonly records: number;
  readonly questions: number;
  readonly recallMs: { readonly p50: number; readonly p95: number; readonly mean: number };
  /** In order; the last, `rest`, is reading the hits from the store and what lies between the stages. */
  readonly stages: readonly StageTime[];
  /** Of the stage `propose`: the search over all vectors, by itself; null without vectors. */
  readonly vectorSearchMs: number | null;
  /** Mean bytes that one recall passes over. */
  readonly bytes: { readonly vectors: number; readonly postings: number; readonly flags: number };
  /** Of a plain read of the same vector codes, in this process. */
  readonly gigabytesPerS: number;
  readonly floorMs: number;
};

const warmUpQuestions = 20;
const turnsPerCall = 1_000;
/** Bytes of a posting, and of the scale beside a row of codes. */
const wordBytes = 4;
/** Alive, status and kind are read for every document, and whether it is allowed is written. */
const flagBytes = 4;
/** As the lexical scan has it: a word in more than this share of the documents is not read in full. */
const frequentShare = 0.2;
/** As the dense channel has it. */
const proposedByVector = 200;

/** Fills a memory on disk with the speed corpus and asks. */
export async function latencyProfile(
  request: ProfileRequest,
  open: OpenBenchIndex,
  signal?: AbortSignal,
): Promise<LatencyProfile> {
  const { records, questions = 200, dimensions, seed = 1 } = request;
  const corpus = speedCorpus(records, questions + warmUpQuestions, seed);
  const folder = mkdtempSync(join(tmpdir(), 'palimpsest-profile-'));
  const memory = await open(join(folder, 'profile.palimpsest'));
  try {
    for (let start = 0; start < records; start += turnsPerCall) {
      throwIfAborted(signal);
      await memory.observe(corpus.turns.slice(start, start + turnsPerCall));
    }
    const index = memory.index();
    index.settle();
    const totals: number[] = [];
    const byStage = new Map<string, number[]>();
    for (const [number, question] of corpus.questions.entries()) {
      throwIfAborted(signal);
      const start = performance.now();
      const { timings = {} } = await memory.recall(question, { limit: 10, explain: true });
      const total = performance.now() - start;
      if (number < warmUpQuestions) continue;
      totals.push(total);
      let known = 0;
      for (const [stage, ms] of Object.entries(timings)) {
        known += ms;
        push(byStage, stage, ms);
      }
      push(byStage, 'rest', total - known);
    }
    const asked = corpus.questions.slice(warmUpQuestions);
    const rowBytes = dimensions + wordBytes;
    const bytes = {
      vectors: (index.vectors?.size ?? 0) * rowBytes,
      postings: Math.round(mean(asked.map((question) => postingBytes(index, question)))),
      flags: index.documents * flagBytes,
    };
    const vectorSearchMs = await vectorSearch(memory, asked);
    const gigabytesPerS = bandwidth(records, dimensions, seed);
    return {
      records,
      questions: totals.length,
      recallMs: {
        p50: rounded(percentile(totals, 50)),
        p95: rounded(percentile(totals, 95)),
        mean: rounded(mean(totals)),
      },
      stages: [...byStage].map(([stage, times]) => ({
        stage,
        p50: rounded(percentile(times, 50)),
        mean: rounded(mean(times)),
      })),
      vectorSearchMs,
      bytes,
      gigabytesPerS: rounded(gigabytesPerS, 2),
      floorMs: rounded((bytes.vectors + bytes.postings + bytes.flags) / (gigabytesPerS * 1e6)),
    };
  } finally {
    await memory.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Median of the searches over all vectors, as recall asks for them. */
async function vectorSearch(memory: OpenIndex, questions: readonly string[]): Promise<number | null> {
  const { vectors } = memory.index();
  if (vectors === undefined) return null;
  const times: number[] = [];
  for (const question of questions) {
    const query = await memory.embedQuery(question);
    if (query === undefined) return null;
    const start = performance.now();
    vectors.search(query, proposedByVector);
    times.push(performance.now() - start);
  }
  return rounded(percentile(times, 50));
}

function push(lists: Map<string, number[]>, name: string, value: number): void {
  const list = lists.get(name) ?? [];
  list.push(value);
  lists.set(name, list);
}

/** Bytes of the postings of a question's words; of frequent words beside rarer ones only the best are read. */
function postingBytes(index: CubeIndex, question: string): number {
  const { words, terms } = index;
  const most = words.liveDocuments * frequentShare;
  const known = queryTerms(question).flatMap(({ term, weight }) => {
    const number = terms.find(term);
    if (number < 0) return [];
    const all = Math.max(0, (words.mainStarts[number + 1] ?? 0) - (words.mainStarts[number] ?? 0));
    return [{ all, content: weight >= 0.3, champions: words.best(number, index.units.alive.data) !== undefined }];
  });
  const hasRare = known.some(({ content, all }) => content && all <= most);
  let postings = 0;
  for (const { all, content, champions } of known) {
    postings += champions && (!content || (hasRare && all > most)) ? championSize : all;
  }
  return postings * wordBytes;
}

/** Gigabytes a second of a plain read of as many 8-bit rows. */
function bandwidth(rows: number, dimensions: number, seed: number): number {
  const { next } = seededRng(seed).split('bandwidth');
  const bench = createScanBench(rows, dimensions, 8, () =>
    Float32Array.from({ length: dimensions }, () => next() - 0.5),
  );
  try {
    const times: number[] = [];
    for (let round = 0; round < 32; round += 1) {
      const start = performance.now();
      bench.plainRead();
      times.push(performance.now() - start);
    }
    return bench.scannedBytes / percentile(times.slice(1), 50) / 1e6;
  } finally {
    bench.close();
  }
}

function rounded(value: number, digits = 4): number {
  return Number(value.toFixed(digits));
}
