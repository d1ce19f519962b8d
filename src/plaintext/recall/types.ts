/** The words of the read path. */
import type { RecordKind } from '../../kernel/record.ts';
import type { Scope } from '../../kernel/scope.ts';
import type { Validity } from '../revise/state/read-states.ts';

/** What the question wants. */
export type Intent =
  | 'fact'
  | 'history'
  | 'count'
  | 'order'
  | 'comparison'
  | 'preference'
  | 'instruction'
  | 'advice'
  | 'summary'
  | 'validity'
  | 'yes-no';

export type AnswerType = 'person' | 'time' | 'place' | 'number' | 'duration' | 'thing' | 'reason' | 'boolean' | 'list';

/** A question, understood by rules. */
export type ParsedQuery = {
  readonly text: string;
  readonly intent: Intent;
  readonly answerType: AnswerType;
  /** Content terms after stemming, in order, without duplicates. */
  readonly terms: readonly string[];
  /** Canonical entity keys named in the question. */
  readonly entities: readonly string[];
  /** Speakers of the cube that the question names. */
  readonly speakers: readonly string[];
  /** Valid-time range asked about, half-open, where one is stated. */
  readonly range?: { readonly from?: number; readonly to?: number };
};

export type RecallOptions = {
  /** Most hits. Default 10. */
  readonly limit?: number;
  readonly scope?: Scope;
  /** `turn`, record kinds, or all (default: turns and records). */
  readonly kinds?: readonly ('turn' | RecordKind)[];
  /** Only things said or valid in this range (milliseconds since the epoch, half-open). */
  readonly range?: { readonly from?: number; readonly to?: number };
  /** "Now" for relative times in the question. Default: the clock. */
  readonly now?: number;
  /** Named composition of channels and weights. Default `default`. */
  readonly recipe?: string;
  /** Include archived records. Default false. */
  readonly archived?: boolean;
  /** Adds, per hit, channels, ranks, scores and weights, and, per recall, the parsed query and timings. Default false. */
  readonly explain?: boolean;
  /**
   * Whether a second pass with words from the first hits follows: when the first is judged insufficient (in memories
   * of up to 15,000 units), never, or always, and then over every unit where there are at most 15,000. Default `auto`.
   */
  readonly deliberate?: 'auto' | 'never' | 'always';
  /** Milliseconds that the second pass may spend on related words by their vectors. Default 0: none are looked up. */
  readonly budgetMs?: number;
  /** Everything while it fits, every unit scored, or only what the channels propose. Default `auto`: by size. */
  readonly strategy?: 'auto' | 'full' | 'exhaustive' | 'indexed';
  readonly signal?: AbortSignal;
};

/** How one channel saw one hit. */
export type ChannelVote = {
  readonly channel: string;
  /** From 1. */
  readonly rank: number;
  readonly score: number;
  readonly weight: number;
};

export type Hit = {
  readonly id: string;
  readonly type: 'turn' | 'record';
  readonly kind: 'turn' | RecordKind;
  readonly text: string;
  readonly at: number;
  readonly speaker?: string;
  readonly scope: Scope;
  /** Ids of the turns that it came from; a turn names itself. Never empty. */
  readonly sources: readonly string[];
  /** Fused score, comparable inside one result only. */
  readonly score: number;
  readonly trust: number;
  /** Present where something that it says no longer holds. */
  readonly validity?: Validity;
  /** Present with `explain: true`. */
  readonly channels?: readonly ChannelVote[];
};

export type RecallResult = {
  readonly hits: readonly Hit[];
  /** Calibrated probability that the answer is in memory, 0 to 1. */
  readonly confidence: number;
  /** True when `confidence` is below the abstention threshold. */
  readonly abstain: boolean;
  readonly strategy: 'full' | 'exhaustive' | 'indexed';
  /** Why that strategy. */
  readonly strategyReason?: string;
  /** What the first pass was checked for: a second one follows, where it may, unless both hold. */
  readonly checks?: { readonly relevant: boolean; readonly complete: boolean };
  /** 2 when a second, deliberate pass followed. */
  readonly passes?: number;
  readonly ms: number;
  readonly warnings: readonly string[];
  /** Present with `explain: true`. */
  readonly parsed?: ParsedQuery;
  readonly timings?: Readonly<Record<string, number>>;
};
