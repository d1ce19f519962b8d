/**
 * Promotion and demotion between text and cache (MemOS, arXiv 2507.03724: used often and stable becomes cache, unused
 * goes back to text). The paper gives no thresholds; the rules here are options, and every decision has its reason.
 */
import { chooseItems, type MemoryItem, type SegmentChoice } from './memory-item.ts';

/** An item with what the scheduler knows of it; times are milliseconds since the epoch. */
export type SegmentCandidate = MemoryItem & {
  /** Uses of late, fading. */
  readonly recentUses: number;
  readonly usedAt: number;
  /** When this version was written. */
  readonly changedAt: number;
  /** Share that is left by the curve of forgetting, 0 to 1. */
  readonly retention: number;
  /** Keeps its place before all others. */
  readonly pinned?: boolean;
};

/**
 * What a text is worth in the cache: what is left of it on its curve of forgetting (0 to 1) times its importance (0 to 1)
 * and uses of late.
 */
export function segmentStrength(of: {
  readonly retention: number;
  readonly importance: number;
  readonly recentUses: number;
}): number {
  return of.retention * (of.importance + of.recentUses);
}

/** When a text may become a segment, and when a segment has to go. */
export type ScheduleRules = {
  /** Tokens that all segments may hold together. */
  readonly maxTokens: number;
  /** Uses of late from which a text is promoted (default 0: everything that fits). */
  readonly promoteUses?: number;
  /** How long a version must have stood before it is worth computing, milliseconds (default 0). */
  readonly promoteStableMs?: number;
  /** A segment unused for longer goes, milliseconds (default: never for this reason). */
  readonly demoteIdleMs?: number;
  /** A segment of which less is left goes (default 0.2: the curve's zone `cold` ends there). */
  readonly demoteBelow?: number;
  /** How much stronger a newcomer must be to take a place from one that is there (default 0.1: a tenth). */
  readonly margin?: number;
};

/** The default of {@link ScheduleRules.demoteBelow}. */
export const defaultDemoteBelow = 0.2;

const shown = (x: number): string => (Number.isInteger(x) ? String(x) : x.toFixed(2));
const hours = (ms: number): string => `${(ms / 3_600_000).toFixed(1)} hours`;

/** Chooses what is held from now on. Pure: equal candidates, holdings and times give equal choices. */
export function scheduleSegments<Candidate extends SegmentCandidate>(
  candidates: readonly Candidate[],
  held: ReadonlySet<string>,
  options: { readonly rules: ScheduleRules; readonly now: number },
): SegmentChoice<Candidate> {
  const { rules, now } = options;
  const { maxTokens, margin = 0.1 } = rules;
  const reasons = new Map<string, string>();
  const willing = candidates.filter((candidate) => {
    const against = candidate.pinned === true ? undefined : objection(candidate, held, { rules, now });
    if (against !== undefined) reasons.set(candidate.source.id, against);
    return against === undefined;
  });
  const weighed = willing.map((candidate) => {
    const resident = held.has(candidate.source.id) ? 1 + margin : 1;
    const strength = candidate.pinned === true ? Number.POSITIVE_INFINITY : candidate.strength * resident;
    return { ...candidate, strength, candidate };
  });
  const chosen = chooseItems(weighed, maxTokens);
  const weakest = Math.min(...chosen.map(({ strength }) => strength));
  const places = new Set(chosen.map(({ source }) => source.id));
  for (const { source, candidate, tokens } of weighed) {
    const { strength, recentUses, retention, pinned } = candidate;
    const state = `strength ${shown(strength)} (${shown(recentUses)} uses of late, ${shown(100 * retention)}% left)`;
    if (!places.has(source.id)) {
      const why =
        tokens.length > maxTokens
          ? `its ${tokens.length} tokens exceed the budget of ${maxTokens}`
          : `below the weakest that fits, ${shown(weakest)}`;
      reasons.set(source.id, `${state}: ${why}`);
    } else reasons.set(source.id, pinned === true ? 'pinned' : `${state} is within the budget of ${maxTokens} tokens`);
  }
  return { chosen: chosen.map(({ candidate }) => candidate), reasons };
}

/** Why a candidate may not be held, whatever room there is. */
function objection(
  candidate: SegmentCandidate,
  held: ReadonlySet<string>,
  { rules, now }: { readonly rules: ScheduleRules; readonly now: number },
): string | undefined {
  const { retention, usedAt, changedAt, recentUses } = candidate;
  const { promoteUses = 0, promoteStableMs = 0, demoteIdleMs, demoteBelow = defaultDemoteBelow } = rules;
  if (retention < demoteBelow)
    return `${shown(100 * retention)}% of it is left, less than ${shown(100 * demoteBelow)}%`;
  if (demoteIdleMs !== undefined && now - Math.max(usedAt, changedAt) > demoteIdleMs) {
    return `unused for ${hours(now - Math.max(usedAt, changedAt))}, longer than ${hours(demoteIdleMs)}`;
  }
  if (held.has(candidate.source.id)) return undefined;
  if (recentUses < promoteUses) return `${shown(recentUses)} uses of late, ${shown(promoteUses)} are needed`;
  if (now - changedAt < promoteStableMs) {
    return `changed ${hours(now - changedAt)} ago, ${hours(promoteStableMs)} without change are needed`;
  }
  return undefined;
}
