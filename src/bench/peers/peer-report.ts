/** What `bench peers` is asked for and what it gives. */
import type { Part, UnitName } from '../suites/suite.ts';
import type { PeerKind } from './peer.ts';

export type PeersRequest = {
  readonly suite: string;
  readonly dataPath: string;
  /** Default `all`. */
  readonly part?: Part;
  /** Only the first N conversations. */
  readonly limit?: number;
  /** Sizes of the speed corpus; may be empty. */
  readonly records: readonly number[];
  /** Names of peers to run, besides our own rows; default all. A part of the name is enough. */
  readonly only?: readonly string[];
  /** Default 1. */
  readonly seed?: number;
  /** Most timed questions of a size. Default 200. */
  readonly questions?: number;
  /** Longest ingestion of one size; then the questions are asked of what is in; our own row is not cut. Default 30,000. */
  readonly ingestLimitMs?: number;
  /** Longest series of timed questions. Default 6,000. */
  readonly recallLimitMs?: number;
  /** Longest quality run of one peer; conversations that are not done by then are left out. Default 240,000. */
  readonly qualityLimitMs?: number;
};

/** Percentages 0 to 100 over questions with evidence; null where there are none. */
export type QualityScores = {
  readonly recall5: number | null;
  readonly recall10: number | null;
  readonly ndcg10: number | null;
  readonly mrr: number | null;
};

export type PeerQuality = QualityScores & {
  readonly questions: number;
  readonly scorable: number;
  readonly conversations: number;
  /** False when the time limit left conversations out. */
  readonly complete: boolean;
  /** Half width of the 95% interval of `recall10`, in points. */
  readonly ci95: number;
  readonly byCategory: Readonly<Record<string, QualityScores & { readonly scorable: number }>>;
};

export type PeerSpeed = {
  /** Size asked for. */
  readonly records: number;
  /** How many went in before the time limit; latencies belong to this size. */
  readonly itemsIn: number;
  readonly ingestPerS: number;
  readonly recallMs: { readonly p50: number; readonly p95: number };
  readonly timedQuestions: number;
  /** From closed files to open; null for what keeps no files. */
  readonly openMs: number | null;
  /** From closed files to the first answer. */
  readonly openAndRecallMs: number | null;
  readonly diskBytes: number | null;
  readonly peakRssMiB: number;
  /** Peak beyond what the process held with texts and vectors loaded; 0 where loading was the peak. */
  readonly peakOverBaseMiB: number;
};

/** Ours over theirs: above 1 is better for us in quality, below 1 in times. */
export type PeerRatios = {
  readonly recall10: number | null;
  /** Of the largest size at which both took everything in. */
  readonly p50: number | null;
  readonly p95: number | null;
  readonly bySize: readonly {
    readonly records: number;
    readonly p50: number;
    readonly p95: number;
    readonly ingestPerS: number;
  }[];
};

export type PeerRow = {
  readonly name: string;
  readonly kind: PeerKind;
  readonly package: string;
  readonly version: string | null;
  readonly settings: string;
  /** Why it did not take part. */
  readonly absent?: string;
  /** What went wrong, by step; the other steps stand. */
  readonly failures?: readonly string[];
  readonly quality: PeerQuality | null;
  readonly speed: readonly PeerSpeed[];
  readonly ratios: PeerRatios | null;
};

export type PeersReport = {
  readonly suite: string;
  readonly part: Part;
  readonly unit: UnitName;
  readonly records: readonly number[];
  readonly embedder: string;
  readonly node: string;
  readonly corpus: string;
  readonly peers: readonly PeerRow[];
};

/** One step of one peer: what a child process does. */
export type PeerTask = {
  readonly peer: string;
  readonly request: PeersRequest;
  /** The size to time; absent: quality. */
  readonly records?: number;
};

/** What came of a step. */
export type PeerResult =
  | { readonly absent: string }
  | { readonly quality: PeerQuality; readonly embedder: string }
  | { readonly speed: PeerSpeed; readonly embedder: string };
