/** What is kept of sentences that are placed nowhere, and what becomes of them when something is said to them. */
import { readingOf } from '../read-statement.ts';
import type { StateSchema, TrackPath } from '../state-schema.ts';
import type { Mention, ProfileItem, StateChunk, StateDelta, StateSession } from '../state-types.ts';
import { placeOf } from '../statement-facet.ts';

/** Of what comparing alone says. */
export const confidence = 0.8;

/** The item that a mention becomes when something is said to it. */
export function promote(mention: Mention, path: TrackPath, schema: StateSchema): ProfileItem {
  const { text, context, chunkIds, turnIds, sessionId, at } = mention;
  return {
    id: `item:said:${chunkIds[0] ?? text}`,
    path: placeOf(readingOf(text, schema), schema) ?? path,
    facet: `said:${readingOf(text, schema).terms.join(' ')}`,
    cardinality: 'single',
    value: text,
    text,
    ...(context === undefined ? {} : { context }),
    status: 'ACTIVE',
    strength: 'WEAK',
    confidence: 0.65,
    firstSeen: at,
    lastUpdated: at,
    deltaIds: [],
    turnIds,
    sessionId,
    at,
    history: [],
  };
}

export function mentionFrom({ id, text, context, turnIds }: StateChunk, session: StateSession): Mention {
  return {
    text,
    ...(context === undefined ? {} : { context }),
    chunkIds: [id],
    turnIds,
    sessionId: session.id,
    at: session.at,
  };
}

/** A delta of a chunk that has none of its own. */
export function deltaFrom(
  chunk: StateChunk,
  facet: Pick<StateDelta, 'path' | 'facet' | 'cardinality'>,
  session: StateSession,
): StateDelta {
  return {
    id: `${session.id}#said:${chunk.id}`,
    ...facet,
    value: chunk.text,
    text: chunk.text,
    ...(chunk.context === undefined ? {} : { context: chunk.context }),
    confidence,
    hint: 'REPLACE',
    loses: [],
    chunkIds: [chunk.id],
    turnIds: chunk.turnIds,
    sessionId: session.id,
    at: session.at,
  };
}
