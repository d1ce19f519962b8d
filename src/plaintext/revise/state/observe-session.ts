/**
 * The write path of CUPMem (arXiv 2605.06527) over plain state: chunk, delta, bridge, lanes, proposals, judges,
 * arbitration, transitions, links. Sessions may arrive in any order; a late one is judged by what was said after it.
 */
import { arbitrate } from './arbitrate.ts';
import { chunkSession } from './chunk-session.ts';
import { settleConflicts } from './conflicts.ts';
import { linkStale } from './link-stale.ts';
import { endNamed } from './over.ts';
import { believed, pairUp } from './pairs/pair-up.ts';
import { mergeProposals, proposalLimits } from './propose-invalidations.ts';
import { takeBack } from './retract.ts';
import { searchLanes } from './search-lanes.ts';
import { ruleRoles, type StateRoles } from './state-roles.ts';
import { type StateSchema, userSchema } from './state-schema.ts';
import type {
  InvalidationProposal,
  Mention,
  ProfileItem,
  StateDecision,
  StateDelta,
  StateProfile,
  StateResolution,
  StateSession,
} from './state-types.ts';
import { applyDecisions } from './transitions.ts';

export type ObserveOptions = {
  /** Default: a person. */
  readonly schema?: StateSchema;
  /** Roles that are played by something else than the rules. */
  readonly roles?: Partial<StateRoles>;
  /** Propagation to other areas of life; off for comparison only. Default true. */
  readonly bridge?: boolean;
  /** The lane over everything outside the areas. Default true. */
  readonly globalLane?: boolean;
  /** What was decided about conflicts, by their ids. */
  readonly resolutions?: ReadonlyMap<string, StateResolution>;
  /** Statements that one session may bring. Default 8; the paper allows 2. */
  readonly mostChunks?: number;
  /** Invalidations that one session may propose. Default 12; the paper allows 2. */
  readonly mostProposals?: number;
};

export type Observation = {
  /** The new state; the old one is left as it was. */
  readonly profile: StateProfile;
  readonly deltas: readonly StateDelta[];
  /** What was carried out. */
  readonly decisions: readonly StateDecision[];
};

/** Takes one session into the state. */
export async function observeSession(
  profile: StateProfile,
  session: StateSession,
  options: ObserveOptions = {},
): Promise<Observation> {
  const { mostChunks, schema = userSchema } = options;
  const roles: StateRoles = {
    ...ruleRoles(schema),
    ...(mostChunks === undefined
      ? {}
      : { chunk: (given: StateSession) => chunkSession(given, { limit: mostChunks, schema }) }),
    ...options.roles,
  };
  const chunks = await roles.chunk(session);
  if (chunks.length === 0) return { profile, deltas: [], decisions: [] };
  const extracted = await roles.extract(chunks, { session, profile });
  const { deltas, promoted, proposals, mentions } = pairUp(chunks, extracted, { session, profile, schema });
  const remembered = mentionsAfter(profile.mentions, promoted, mentions);
  if (deltas.length === 0) return { profile: { ...profile, mentions: remembered }, deltas, decisions: [] };

  const updates: StateDecision[] = [];
  let state: StateProfile = {
    ...profile,
    items: [...profile.items, ...promoted],
    mentions: remembered,
    chunks: [...profile.chunks, ...chunks.filter(({ type }) => type !== 'task_noise')],
    deltas: [...profile.deltas, ...deltas],
  };
  state = endNamed(state, deltas);
  const invalidations = await invalidationsOf(state, deltas, { roles, options }, proposals);
  for (const delta of deltas) {
    if (delta.retracts !== undefined || (delta.ends !== undefined && delta.hint === 'NO_OP')) continue;
    // Deltas that only report a change leave no item of their own unless they hold a value.
    const targets = state.items.filter((item) => item.status === 'ACTIVE' && item.facet === delta.facet);
    updates.push(await roles.judgeUpdate(delta, targets));
  }
  const decisions = arbitrate([...updates, ...invalidations], deltas);
  const before = state;
  state = { ...state, ...applyDecisions(state, decisions, deltas) };
  state = settleConflicts(before, state, decisions, options.resolutions ?? new Map());
  state = takeBack(state, deltas);
  const late = await lateInvalidations(state, session, { roles, options });
  state = { ...state, ...applyDecisions(state, late, state.deltas) };
  const enders = state.items.flatMap(({ ended, sessionId }) =>
    ended !== undefined && sessionId === session.id ? [ended.deltaId] : [],
  );
  const touched = new Set([...deltas.map(({ id }) => id), ...late.map(({ deltaId }) => deltaId), ...enders]);
  state = {
    ...state,
    links: linkStale(
      state,
      state.deltas.filter(({ id }) => touched.has(id)),
    ),
  };
  return { profile: state, deltas, decisions: [...decisions, ...late] };
}

/** Mentions that are kept of one person. */
const mostMentions = 1_000;

/** What is mentioned after a session: without what has come into the profile. */
function mentionsAfter(
  before: readonly Mention[],
  promoted: readonly ProfileItem[],
  mentions: readonly Mention[],
): readonly Mention[] {
  if (promoted.length === 0) return mentions.length === 0 ? before : [...before, ...mentions].slice(-mostMentions);
  const gone = new Set(promoted.map(({ text, at }) => `${at} ${text}`));
  return [...before.filter(({ text, at }) => !gone.has(`${at} ${text}`)), ...mentions].slice(-mostMentions);
}

type Play = { readonly roles: StateRoles; readonly options: ObserveOptions };

/** Bridge, lanes, proposals and the invalidation judge for one session's deltas. */
async function invalidationsOf(
  state: StateProfile,
  deltas: readonly StateDelta[],
  { roles, options }: Play,
  paired: readonly InvalidationProposal[] = [],
): Promise<StateDecision[]> {
  const bridged = options.bridge === false ? [] : await roles.bridge(deltas);
  const lanes = searchLanes(state, deltas, bridged, {
    global: options.globalLane ?? true,
    ...(options.schema === undefined ? {} : { schema: options.schema }),
  });
  const proposals: InvalidationProposal[] = options.bridge === false ? [] : [...paired];
  const proposed: InvalidationProposal[] = [];
  for (const lane of lanes) proposed.push(...(await roles.propose(lane)));
  proposals.push(
    ...(options.roles?.propose === undefined ? believed(proposed, state, options.schema ?? userSchema) : proposed),
  );
  const items = new Map<string, ProfileItem>(state.items.map((item) => [item.id, item]));
  const decisions: StateDecision[] = [];
  for (const proposal of mergeProposals(proposals, options.mostProposals ?? proposalLimits.perSession)) {
    const target = items.get(proposal.itemId);
    if (target !== undefined) decisions.push(await roles.judgeInvalidation(proposal, target));
  }
  return decisions;
}

/** A session that arrives late: later changes that are already known are tried on its items. */
async function lateInvalidations(state: StateProfile, session: StateSession, play: Play): Promise<StateDecision[]> {
  const own = state.items.filter((item) => item.sessionId === session.id && item.status === 'ACTIVE');
  const later = state.deltas.filter((delta) => delta.at > session.at && delta.loses.length > 0);
  if (own.length === 0 || later.length === 0) return [];
  const decisions: StateDecision[] = [];
  const bySession = new Map<string, StateDelta[]>();
  for (const delta of later) bySession.set(delta.sessionId, [...(bySession.get(delta.sessionId) ?? []), delta]);
  for (const deltas of bySession.values())
    decisions.push(...(await invalidationsOf({ ...state, items: own }, deltas, play)));
  return decisions;
}
