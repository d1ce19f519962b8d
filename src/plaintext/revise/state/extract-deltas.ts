/** Write path, stage 2: the smallest standalone propositions of the chunks, with an operation hint against the profile. */
import { basesOf, lostBases } from './bases.ts';
import { confidenceFloors } from './chunk-session.ts';
import { joinNeighbours } from './join-neighbours.ts';
import { facetOfKind } from './kinds.ts';
import { endedItems, tellsOnlyEnd } from './over.ts';
import { type Reading, readingOf } from './read-statement.ts';
import { deniedItem, deniesEvent, deniesState } from './retract.ts';
import { facetOfSeveral } from './signs/same-thing.ts';
import { changeOfNamed, sameSlotValue } from './signs/sign-statement.ts';
import { type StateSchema, type TrackPath, userSchema } from './state-schema.ts';
import type { ProfileItem, StateChunk, StateDelta, StateProfile, StateSession } from './state-types.ts';
import { facetRuleOf, placeOf, placeStatement, sameStateValue, slotNameOf, valueTerms } from './statement-facet.ts';

const confidenceOf = (chunk: StateChunk): number =>
  chunk.strength === 'strong' ? (chunk.changeSignal ? 0.9 : 0.85) : 0.65;

/** True when an item and a statement say the same of one facet. */
export function saysTheSame(item: ProfileItem, text: string, schema: StateSchema = userSchema): boolean {
  const before = readingOf(item.text, schema);
  const now = readingOf(text, schema);
  const slot = schema.signs === undefined ? undefined : schema.slotOf(slotNameOf(item.facet));
  if (slot !== undefined) return sameSlotValue(before, now, slot, schema);
  const rule = facetRuleOf(now, schema) ?? facetRuleOf(before, schema);
  return sameStateValue(valueTerms(before, rule), valueTerms(now, rule));
}

/** Where a change is kept that belongs to no track. */
function eventTrack({ buckets }: StateSchema): TrackPath | undefined {
  const tracks = buckets.flatMap(({ name, tracks: own }) =>
    own.map((track) => ({ ...track, path: `${name}/${track.name}` as const })),
  );
  return (tracks.find(({ cardinality }) => cardinality === 'multi') ?? tracks[0])?.path;
}

/** A delta that takes an item back. */
function denialOf(
  chunk: StateChunk,
  { id: retracts, path, facet, cardinality, value }: ProfileItem,
  { id, session }: { readonly id: string; readonly session: StateSession },
): StateDelta {
  return {
    id,
    retracts,
    path,
    facet,
    cardinality,
    value,
    text: chunk.text,
    confidence: confidenceOf(chunk),
    hint: 'NO_OP',
    loses: [],
    chunkIds: [chunk.id],
    turnIds: chunk.turnIds,
    sessionId: session.id,
    at: session.at,
  };
}

/** What goes with somebody who is named and of whom something is known, where the statement alone is not sure enough. */
function lostWithNamed(
  reading: Reading,
  { items, schema }: { readonly items: readonly ProfileItem[]; readonly schema: StateSchema },
): string[] {
  const cause = changeOfNamed(reading, schema);
  if (cause === undefined) return [];
  const bases = new Set(reading.names.map((name) => `name:${name}`));
  const tied = items.some(
    ({ status, text }) =>
      status === 'ACTIVE' && basesOf(readingOf(text, schema), schema).some((basis) => bases.has(basis)),
  );
  return tied ? [...bases] : [];
}

/** Deltas of a session, at or above the confidence floors. */
export function extractDeltas(
  chunks: readonly StateChunk[],
  context: { readonly session: StateSession; readonly profile: StateProfile; readonly schema?: StateSchema },
): StateDelta[] {
  const { session, profile, schema = userSchema } = context;
  const deltas = chunks.flatMap((chunk, index): StateDelta[] => {
    if (chunk.type === 'task_noise') return [];
    const reading = readingOf(chunk.text, schema);
    if (schema.perspective === 'speaker' && deniesEvent(reading)) {
      const denied = deniedItem(reading, profile, schema);
      return denied === undefined ? [] : [denialOf(chunk, denied, { id: `${session.id}#${index}`, session })];
    }
    if (schema.perspective === 'speaker' && deniesState(reading)) {
      const denied = deniedItem(reading, profile, schema);
      if (denied !== undefined) return [denialOf(chunk, denied, { id: `${session.id}#${index}`, session })];
    }
    const over =
      schema.perspective === 'speaker' && schema.signs !== undefined
        ? endedItems(reading, profile, { schema, sessionId: session.id, at: session.at })
        : [];
    const surely = lostBases(reading, schema);
    const loses = surely.length > 0 ? surely : lostWithNamed(reading, { items: profile.items, schema });
    const held = (name: string): boolean =>
      profile.items.some(({ status, facet }) => status === 'ACTIVE' && slotNameOf(facet) === name);
    // What only reports that something changed or is over leaves no statement of its own.
    const tells = chunk.type === 'explicit_state' || schema.signs === undefined || schema.perspective !== 'speaker';
    const put = tells ? placeStatement(reading, schema, held) : undefined;
    const slot = put === undefined || schema.signs === undefined ? undefined : schema.slotOf(put.facet);
    const placed =
      put !== undefined && slot?.several === true
        ? { ...put, facet: facetOfSeveral(reading, slot, { items: profile.items, schema }) }
        : put !== undefined && schema.signs !== undefined
          ? { ...put, facet: facetOfKind(reading, put.facet, { items: profile.items, schema }) }
          : put;
    const confidence = confidenceOf(chunk);
    if (confidence < (chunk.type === 'explicit_state' ? confidenceFloors.explicit : confidenceFloors.medium)) return [];
    const path = placed?.path ?? placeOf(reading, schema) ?? eventTrack(schema);
    const [ended] = over;
    if (path === undefined || (placed === undefined && loses.length === 0 && ended === undefined)) return [];
    const only = ended !== undefined && tellsOnlyEnd(reading);
    // The opposite of what was liked or disliked is told of the same thing.
    const instead = ended?.facet.startsWith('habit:') === true && placed?.facet.startsWith('habit:') === true;
    const moved = instead && placed !== undefined ? { ...placed, facet: ended.facet } : placed;
    const target = (only ? undefined : moved) ?? {
      path: ended?.path ?? path,
      facet: `event:${reading.terms.join(' ')}`,
      cardinality: 'multi' as const,
      value: reading.text,
    };
    const rivals = profile.items.filter(
      (item) => item.status === 'ACTIVE' && item.facet === target.facet && !over.includes(item),
    );
    const same = rivals.some((item) => saysTheSame(item, reading.text, schema));
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
        ...(chunk.context === undefined ? {} : { context: chunk.context }),
        confidence,
        hint: only || (placed === undefined && loses.length === 0) ? 'NO_OP' : hint,
        ...(ended === undefined ? {} : { ends: over.map(({ id }) => id) }),
        loses,
        chunkIds: [chunk.id],
        turnIds: chunk.turnIds,
        sessionId: session.id,
        at: session.at,
      },
    ];
  });
  return schema.signs === undefined ? deltas : joinNeighbours(deltas, schema);
}
