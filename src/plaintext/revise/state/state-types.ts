/** What the state pipeline keeps and passes from stage to stage: all of it plain JSON. */
import type { TrackPath } from './state-schema.ts';

/** One turn of a session; only the user's own are read as evidence. */
export type StateTurn = { readonly id: string; readonly role: string; readonly text: string };

export type StateSession = {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly turns: readonly StateTurn[];
};

/** A piece of a session that may say something about the user's state. */
export type StateChunk = {
  readonly id: string;
  readonly turnIds: readonly string[];
  readonly text: string;
  readonly type: 'explicit_state' | 'support_evidence' | 'task_noise' | 'past_future';
  /** 0 to 1. */
  readonly salience: number;
  readonly strength: 'strong' | 'medium' | 'weak';
  /** The speaker says that something is new. */
  readonly changeSignal: boolean;
  /** The few sentences of the turn that it stands among, where they may be needed to understand it. */
  readonly context?: string;
};

/**
 * Something said that no rule and no sign places. It is part of no track; it is kept in case something is said later
 * that takes its place or its basis, and for what it may do to what was said before.
 */
export type Mention = {
  readonly text: string;
  readonly context?: string;
  readonly chunkIds: readonly string[];
  readonly turnIds: readonly string[];
  readonly sessionId: string;
  readonly at: number;
};

/** A small current-state proposition. */
export type StateDelta = {
  readonly id: string;
  readonly path: TrackPath;
  /** What the value is of, inside its track: two items of one facet compete, others coexist. */
  readonly facet: string;
  readonly cardinality: 'single' | 'multi';
  /** The bare value where one could be isolated, else the statement. */
  readonly value: string;
  /** The statement as it was said. */
  readonly text: string;
  readonly confidence: number;
  readonly hint: 'ADD' | 'REFINE' | 'REPLACE' | 'NO_OP';
  readonly context?: string;
  /** Id of an item that, as it says, never was so. */
  readonly retracts?: string;
  /** Ids of items that, as it says, are over. */
  readonly ends?: readonly string[];
  /** What it takes away from other areas of life, by name of the basis. */
  readonly loses: readonly string[];
  readonly chunkIds: readonly string[];
  readonly turnIds: readonly string[];
  readonly sessionId: string;
  readonly at: number;
};

export type ItemStatus = 'ACTIVE' | 'STALE';

export type ProfileItem = {
  readonly id: string;
  readonly path: TrackPath;
  readonly facet: string;
  readonly cardinality: 'single' | 'multi';
  readonly value: string;
  readonly text: string;
  readonly context?: string;
  readonly status: ItemStatus;
  readonly strength: 'STRONG' | 'WEAK';
  readonly confidence: number;
  readonly firstSeen: number;
  readonly lastUpdated: number;
  readonly deltaIds: readonly string[];
  readonly turnIds: readonly string[];
  readonly sessionId: string;
  /** Time of the session in which it was said; what the temporal guard compares. */
  readonly at: number;
  /** Earlier wordings of the same item, oldest first. */
  readonly history: readonly { readonly value: string; readonly text: string; readonly until: number }[];
  /** Why it is no longer true, and which delta said so. */
  readonly ended?: { readonly reason: string; readonly deltaId: string; readonly at: number };
};

/** The old default is unsafe and no replacement is known. */
export type UnknownMarker = {
  readonly path: TrackPath;
  readonly facet: string;
  readonly reason: string;
  readonly deltaId: string;
  readonly at: number;
};

/** From a stale item to the statement that explains it or took its place. */
export type StaleLink = { readonly itemId: string; readonly deltaId: string; readonly type: 'SUPPORT' | 'SUCCESSOR' };

/** One of two statements that stand against each other. */
export type ConflictSide = {
  readonly text: string;
  readonly value: string;
  readonly turnIds: readonly string[];
  readonly at: number;
};

/** Two statements that rules cannot settle. */
export type StateConflict = {
  /** Depends on both sides only: stays the same when the state is derived again, by whatever process. */
  readonly id: string;
  /**
   * `same-session`: two values of a single slot in one session, where neither may end the other. `surer-holds`: a later
   * statement was not sure enough to take an occupied single slot. `weak-challenge`: a change may have taken an older
   * statement's basis.
   */
  readonly kind: 'same-session' | 'surer-holds' | 'weak-challenge';
  readonly path: TrackPath;
  readonly facet: string;
  readonly itemId: string;
  readonly deltaId: string;
  readonly held: ConflictSide;
  readonly said: ConflictSide;
  /** For a person, in one sentence. */
  readonly question: string;
};

/** What somebody decided: what was said holds, what was held holds, or both do. */
export type StateResolution = 'accept' | 'reject' | 'both';

export type StateProfile = {
  readonly items: readonly ProfileItem[];
  readonly unknown: readonly UnknownMarker[];
  /** In order of what was said; not part of any track. */
  readonly mentions: readonly Mention[];
  readonly links: readonly StaleLink[];
  readonly deltas: readonly StateDelta[];
  readonly chunks: readonly StateChunk[];
  /** What a person has to decide. */
  readonly conflicts: readonly StateConflict[];
};

/** An area of life whose old defaults may have lost their basis. */
export type BridgedBucket = {
  readonly bucket: string;
  /** Deltas that reach it, with the bases that each takes away. */
  readonly reasons: readonly { readonly deltaId: string; readonly lost: readonly string[] }[];
};

/** Older items that one search looks at together. */
export type SearchLane = {
  readonly name: string;
  readonly items: readonly ProfileItem[];
  readonly deltas: readonly StateDelta[];
  readonly bridged: readonly BridgedBucket[];
};

export type InvalidationProposal = {
  readonly itemId: string;
  readonly deltaId: string;
  readonly reason: string;
  readonly confidence: number;
};

export type Operation =
  | 'REPLACE'
  | 'INDIRECT_INVALIDATE'
  | 'REFINE'
  | 'ADD'
  | 'WEAK_CHALLENGE'
  | 'SET_UNKNOWN_CURRENT'
  | 'NO_OP';

/** What is to be done; `targetId` is absent for additions. */
export type StateDecision = {
  readonly operation: Operation;
  readonly deltaId: string;
  readonly targetId?: string;
  readonly confidence: number;
  readonly reason: string;
};

/** An empty profile. */
export function createStateProfile(): StateProfile {
  return { items: [], unknown: [], mentions: [], links: [], deltas: [], chunks: [], conflicts: [] };
}
