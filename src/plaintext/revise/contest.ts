/** Statements that rules must not settle by themselves: what is written on the record, and when one calls for it. */
import type { MemoryRecord, RecordDraft, RecordRef } from '../../kernel/record.ts';
import { ownWord } from '../trust/trust-policy.ts';
import { factData, startOf } from './fact-state.ts';
import { sameValue } from './normalize-value.ts';
import type { Revision } from './revise.ts';

/** `data.review` of a record that awaits, or has had, a decision. */
export type ReviewNote = {
  /** `settled`: by a later statement, not by a person. */
  readonly state: 'open' | 'accepted' | 'rejected' | 'both' | 'settled';
  /** Why rules leave it open. */
  readonly why: string;
  /** Ids of the records that it contradicts. */
  readonly against: readonly string[];
  /** Who decided. */
  readonly by?: string;
  /** When, milliseconds since the epoch. */
  readonly at?: number;
};

export function reviewOf(record: { readonly data: Readonly<Record<string, unknown>> }): ReviewNote | undefined {
  const note = record.data['review'];
  return typeof note === 'object' && note !== null ? (note as ReviewNote) : undefined;
}

/** Two statements at most so far apart were made at about the same time. */
const sameTimeMs = 3_600_000;
/** A statement that is less certain than this does not end one that is this much surer. */
const unsure = 0.5;
const surerBy = 0.3;

const ref = (record: MemoryRecord): RecordRef => ({ id: record.id, version: record.version });

/** True where `draft` is trusted so much less that it cannot end `target`. */
export const isWeaker = (draft: RecordDraft, target: MemoryRecord, gap: number): boolean =>
  draft.trust + gap < target.trust;

/** Puts a draft before a person, out of recall; once, however often it is said. */
export function contest(
  draft: RecordDraft,
  target: MemoryRecord,
  waiting: readonly MemoryRecord[],
  reason: string,
): Revision {
  const value = String(draft.data['value'] ?? draft.data['topic'] ?? '');
  const known = waiting.some((one) => sameValue(String(one.data['value'] ?? one.data['topic'] ?? ''), value));
  if (known) return { action: 'ignore', draft, reason: 'the same awaits a decision already' };
  return { action: 'contest', draft, target: ref(target), reason };
}

/**
 * What a new value of a single slot does that rules must not settle; undefined where they may. The word of the user
 * is never put off.
 */
export function contestedValue(
  draft: RecordDraft,
  current: MemoryRecord,
  waiting: readonly MemoryRecord[],
  gap: number,
): Revision | undefined {
  if (isWeaker(draft, current, gap)) return contest(draft, current, waiting, 'contradicts a better trusted fact');
  const said = draft.valid.from ?? Number.NEGATIVE_INFINITY;
  const since = startOf(current);
  // What only a lesser source says never held against the user's word, whenever it came in.
  if (said <= since && current.trust + gap < draft.trust) {
    return { action: 'outrank', draft, target: ref(current), reason: 'said by a better trusted source' };
  }
  if (draft.confidence < unsure && draft.confidence + surerBy <= current.confidence) {
    return contest(draft, current, waiting, 'contradicts a surer fact with little certainty');
  }
  const apart = Math.abs(said - since);
  if (draft.trust < current.trust && draft.trust < ownWord && apart <= sameTimeMs) {
    return contest(draft, current, waiting, 'contradicts a better trusted fact of about the same time');
  }
  return undefined;
}

/** Values that waited for a decision and that a better trusted statement has now said, or spoken against. */
export function settled(draft: RecordDraft, waiting: readonly MemoryRecord[]): Revision[] {
  const { value, polarity } = factData(draft);
  return waiting.flatMap((one): Revision[] => {
    if (one.trust >= draft.trust || !sameValue(factData(one).value, value)) return [];
    const agrees = factData(one).polarity === polarity;
    const reason = agrees ? 'a better trusted source says it itself' : 'a better trusted source denies it';
    return [{ action: 'settle', draft, target: ref(one), reason }];
  });
}
