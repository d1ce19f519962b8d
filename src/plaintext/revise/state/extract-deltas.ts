/** Write path, stage 2: the smallest standalone propositions of the chunks, with an operation hint against the profile. */
import { type Dependencies, lostBases, userDependencies } from './bases.ts';
import { chunkReading, confidenceFloors } from './chunk-session.ts';
import { placeOf } from './item-place.ts';
import { readSentence } from './read-statement.ts';
import type { ProfileItem, StateChunk, StateDelta, StateProfile, StateSession } from './state-types.ts';
import { facetRuleOf, placeStatement, sameStateValue, valueTerms } from './statement-facet.ts';

const confidenceOf = (chunk: StateChunk): number =>
  chunk.strength === 'strong' ? (chunk.changeSignal ? 0.9 : 0.85) : 0.65;

/** True when an item and a statement say the same of one facet. */
export function saysTheSame(item: ProfileItem, text: string): boolean {
  const before = readSentence(item.text);
  const now = readSentence(text);
  const rule = facetRuleOf(now) ?? facetRuleOf(before);
  return sameStateValue(valueTerms(before, rule), valueTerms(now, rule));
}

/** Deltas of a session, at or above the confidence floors. */
export function extractDeltas(
  chunks: readonly StateChunk[],
  context: { readonly session: StateSession; readonly profile: StateProfile; readonly dependencies?: Dependencies },
): StateDelta[] {
  const { session, profile, dependencies = userDependencies } = context;
  return chunks.flatMap((chunk, index) => {
    const reading = chunkReading(chunk);
    const loses = lostBases(reading, dependencies);
    const placed = reading.aboutOther ? undefined : placeStatement(reading);
    const confidence = confidenceOf(chunk);
    if (confidence < (chunk.type === 'explicit_state' ? confidenceFloors.explicit : confidenceFloors.medium)) return [];
    if (placed === undefined && loses.length === 0) return [];
    const target = placed ?? {
      path: placeOf(reading),
      facet: `event:${reading.terms.join(' ')}`,
      cardinality: 'multi' as const,
      value: reading.text,
    };
    const rivals = profile.items.filter(({ status, facet }) => status === 'ACTIVE' && facet === target.facet);
    const same = rivals.some((item) => saysTheSame(item, reading.text));
    const hint = same
      ? 'REFINE'
      : target.cardinality === 'single' && rivals.length > 0 && !reading.additive
        ? 'REPLACE'
        : 'ADD';
    return [
      {
        id: `${session.id}#${index}`,
        ...target,
        text: reading.text,
        confidence,
        hint,
        loses,
        chunkIds: [chunk.id],
        turnIds: chunk.turnIds,
        sessionId: session.id,
        at: session.at,
      },
    ];
  });
}
