/** One derived memory, in one version. Nothing is overwritten: a change is a new version with a reason. */
import type { Scope } from './scope.ts';
import type { SourceClass } from './turn.ts';

export type RecordKind =
  | 'episode'
  | 'fact'
  | 'event'
  | 'preference'
  | 'instruction'
  | 'profile'
  | 'concept'
  | 'procedure'
  | 'summary'
  | 'block';

export const recordKinds: readonly RecordKind[] = [
  'episode',
  'fact',
  'event',
  'preference',
  'instruction',
  'profile',
  'concept',
  'procedure',
  'summary',
  'block',
];

/** Order is part of the index's snapshot format: only append. */
export const recordStatuses: readonly [
  'generated',
  'activated',
  'merged',
  'archived',
  'frozen',
  'expired',
  'erased',
  'quarantined',
] = ['generated', 'activated', 'merged', 'archived', 'frozen', 'expired', 'erased', 'quarantined'];

/**
 * MemOS's life cycle (section on governance); `erased` leaves the version chain without content, `quarantined` is kept
 * out of recall until somebody decides.
 */
export type RecordStatus = (typeof recordStatuses)[number];

export type RecordRef = { readonly id: string; readonly version: number };

/** Half-open interval of valid time, milliseconds since the epoch; an absent end is open. */
export type Validity = { readonly from?: number; readonly to?: number };

export type Retention = {
  /** Memory strength, 1 when new; grows with use. */
  readonly strength: number;
  /** Last use, milliseconds since the epoch. */
  readonly usedAt: number;
  readonly uses: number;
  /** Precision of its vector. */
  readonly bits: 32 | 8 | 4 | 2 | 1;
};

export type MemoryRecord = {
  readonly id: string;
  /** From 1. */
  readonly version: number;
  readonly kind: RecordKind;
  /** A sentence that stands alone. */
  readonly text: string;
  /** Kind-specific fields (see `record-data.ts`); plain JSON. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly scope: Scope;
  /** Ids of the turns that it came from; never empty. */
  readonly sources: readonly string[];
  /** Records that it was derived from. */
  readonly from: readonly RecordRef[];
  /** When it was true. */
  readonly valid: Validity;
  /** When we learned it, and when a newer version replaced it. */
  readonly recorded: { readonly at: number; readonly until?: number };
  readonly status: RecordStatus;
  /** Why this version exists. */
  readonly reason: string;
  /** 0 to 1. */
  readonly confidence: number;
  /** 0 to 1. */
  readonly importance: number;
  /** 0 to 1; the minimum along the derivation. */
  readonly trust: number;
  readonly retention: Retention;
};

/** What a caller passes to `remember`, and what extraction proposes. */
export type RecordInput = {
  readonly kind: RecordKind;
  readonly text: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly user?: string;
  readonly agent?: string;
  readonly session?: string;
  readonly valid?: Validity;
  /** Default 1 when given by hand. */
  readonly confidence?: number;
  /** Default 0.5. */
  readonly importance?: number;
  /** Who said it; decides its trust. Default `user`. */
  readonly source?: SourceClass;
  /** Ids of turns and records that it was made of: it is trusted no more than the least trusted of them. */
  readonly from?: readonly string[];
};

/** A record as the rules propose it, before revision decides and ids are given. */
export type RecordDraft = {
  readonly kind: RecordKind;
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly scope: Scope;
  readonly sources: readonly string[];
  readonly from?: readonly RecordRef[];
  readonly valid: Validity;
  readonly confidence: number;
  readonly importance: number;
  readonly trust: number;
};
