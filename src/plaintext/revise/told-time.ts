/**
 * When something was said, beside when it began. "I live in Ghent" tells that it holds, not since when: a move that is
 * told later may well have happened before that was said.
 */
import type { MemoryRecord, RecordDraft } from '../../kernel/record.ts';
import { factData, startOf } from './fact-state.ts';
import { sameValue } from './normalize-value.ts';

const dayMs = 86_400_000;
/** Statements at most so far apart belong to one sitting: who says there where they live, and when they moved, tells a story. */
const sittingMs = dayMs / 2;
/** A change that is more calendar years back is no news to somebody who heard since how things are. */
const newsYears = 3;
/** "Last month" overlaps what was said within it; a change so far back is told after all that was said since. */
const looseMs = 62 * dayMs;

type Said = Pick<MemoryRecord, 'valid' | 'data'> & Partial<Pick<MemoryRecord, 'recorded'>>;

/** True where a statement gives the time at which something began or ended, rather than that it is so. */
export const isDated = ({ data }: Pick<Said, 'data'>): boolean => typeof data['saidAt'] === 'number';

/** When something was said, milliseconds since the epoch; for what was put in without a time, when it came in. */
export function toldAt({ data, valid, recorded }: Said): number {
  const { saidAt } = data;
  if (typeof saidAt === 'number') return saidAt;
  return valid.from ?? valid.to ?? recorded?.at ?? Number.NEGATIVE_INFINITY;
}

/** True where `later` was said after `earlier`, and not in one breath. */
export const isToldAfter = (later: Said, earlier: Said): boolean => toldAt(later) - toldAt(earlier) > sittingMs;

/**
 * When a dated statement ends `current`, which began before it was said to hold; undefined where the statement tells of
 * older times. `known`: all values of the slot that ever held.
 */
export function newsAt(draft: RecordDraft, current: MemoryRecord, known: readonly MemoryRecord[]): number | undefined {
  const { from } = draft.valid;
  if (from === undefined || !isDated(draft) || isDated(current) || !isToldAfter(draft, current)) return undefined;
  const holds = draft.data['holds'] === true;
  const back = startOf(current) - from;
  if (!holds && yearOf(toldAt(draft)) - yearOf(from) > newsYears) return undefined;
  const others = known.filter(
    (one) =>
      one !== current &&
      factData(one).polarity === 'positive' &&
      one.valid.to !== one.valid.from &&
      !sameValue(factData(one).value, factData(draft).value) &&
      startsAt(one) > from,
  );
  if (others.length === 0) return from;
  return holds || back <= looseMs ? Math.max(...others.map((one) => startsAt(one) + 1)) : undefined;
}

const yearOf = (time: number): number => new Date(time).getUTCFullYear();

/** When a value began, or the last moment before its end where only that is known. */
const startsAt = (record: MemoryRecord): number =>
  record.valid.from ?? (record.valid.to === undefined ? record.recorded.at : record.valid.to - 1);
