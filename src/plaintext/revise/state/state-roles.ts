/**
 * The roles of the write path that a language model can play, with their rule defaults. A role may be asynchronous;
 * what it returns is checked again by arbitration and by the temporal guard.
 */
import { bridgeBuckets } from './bridge-buckets.ts';
import { chunkSession } from './chunk-session.ts';
import { extractDeltas } from './extract-deltas.ts';
import { judgeInvalidation, judgeUpdate } from './judge-deltas.ts';
import { proposeInvalidations } from './propose-invalidations.ts';
import { type StateSchema, userSchema } from './state-schema.ts';
import type {
  BridgedBucket,
  InvalidationProposal,
  ProfileItem,
  SearchLane,
  StateChunk,
  StateDecision,
  StateDelta,
  StateProfile,
  StateSession,
} from './state-types.ts';

type Maybe<T> = T | Promise<T>;

export type StateRoles = {
  readonly chunk: (session: StateSession) => Maybe<readonly StateChunk[]>;
  readonly extract: (
    chunks: readonly StateChunk[],
    context: { readonly session: StateSession; readonly profile: StateProfile },
  ) => Maybe<readonly StateDelta[]>;
  readonly bridge: (deltas: readonly StateDelta[]) => Maybe<readonly BridgedBucket[]>;
  readonly propose: (lane: SearchLane) => Maybe<readonly InvalidationProposal[]>;
  readonly judgeUpdate: (delta: StateDelta, targets: readonly ProfileItem[]) => Maybe<StateDecision>;
  readonly judgeInvalidation: (proposal: InvalidationProposal, target: ProfileItem) => Maybe<StateDecision>;
};

/** Rules for every role, over a schema. */
export function ruleRoles(schema: StateSchema = userSchema): StateRoles {
  return {
    chunk: (session) => chunkSession(session, { schema }),
    extract: (chunks, context) => extractDeltas(chunks, { ...context, schema }),
    bridge: (deltas) => bridgeBuckets(deltas, { schema }),
    propose: (lane) => proposeInvalidations(lane, { schema }),
    judgeUpdate: (delta, targets) => judgeUpdate(delta, targets, schema),
    judgeInvalidation,
  };
}
