/**
 * Write path, stage 1: sentences of the user's turns that may tell their state (CUPMem, arXiv 2605.06527). The
 * published limit of two chunks a session saves model calls; rules need no such limit and keep eight by default.
 */
import { lostBases } from './bases.ts';
import { saysOver } from './over.ts';
import { contextOf, type Reading, readTurn } from './read-statement.ts';
import { deniesEvent, deniesState } from './retract.ts';
import { isNoChange } from './signs/guards.ts';
import { changeOfNamed, isHabit, leastShares, slotTold } from './signs/sign-statement.ts';
import { type StateSchema, userSchema } from './state-schema.ts';
import type { StateChunk, StateSession } from './state-types.ts';
import { placeStatement, valueTold } from './statement-facet.ts';
import { isHeading } from './told-form.ts';

/** Floors and limits of the paper, and ours where they differ. */
export const chunkLimits = { leastSalience: 0.3, publishedPerSession: 2, perSession: 8 } as const;

/** Confidence floors by kind of evidence. */
export const confidenceFloors = { explicit: 0.45, strong: 0.55, medium: 0.6 } as const;

/** What makes a sentence a chunk; undefined for one that tells no state. */
function chunkOf(reading: Reading, schema: StateSchema): Omit<StateChunk, 'id' | 'turnIds'> | undefined {
  const { text, question, changeSignal } = reading;
  if (question) return undefined;
  if (schema.perspective === 'speaker' && deniesEvent(reading))
    return reading.names.length === 0
      ? undefined
      : { text, type: 'support_evidence', salience: 0.5, strength: 'strong', changeSignal };
  if (schema.signs !== undefined && isNoChange(text)) return undefined;
  const compares = schema.signs !== undefined && schema.perspective === 'speaker';
  const over = compares && (saysOver(text) || deniesState(reading));
  const lost = lostBases(reading, schema).length > 0;
  const slot = slotTold(reading, schema, true);
  const left = changeOfNamed(reading, schema) !== undefined;
  const likely = (slot?.share ?? 0) >= leastShares.slot || isHabit(reading, schema) || left;
  // Whatever it is about: imagined, over, or somebody else's.
  if (!likely && !lost && !over && (reading.unreal || reading.past || reading.aboutOther)) return undefined;
  const { told, rule } = valueTold(reading, schema, () => true);
  const faceted = (told?.share ?? 0) >= leastShares.slot || rule !== undefined;
  const tells = !compares || left || !isHeading(text);
  const placed = tells && (faceted || left || told !== undefined || placeStatement(reading, schema) !== undefined);
  if (!placed && !lost && !over) return undefined;
  const salience = Math.min(1, (faceted ? 0.6 : 0.35) + (lost || over ? 0.3 : 0) + (changeSignal ? 0.1 : 0));
  if (salience < chunkLimits.leastSalience) return undefined;
  return {
    text,
    type: placed ? 'explicit_state' : 'support_evidence',
    salience,
    strength: faceted || lost || over ? 'strong' : 'medium',
    changeSignal,
  };
}

/** What is kept of a sentence that is placed nowhere, where it may matter beside another one. */
function mentionOf({ text, question }: Reading, schema: StateSchema): Omit<StateChunk, 'id' | 'turnIds'> | undefined {
  if (schema.signsId === undefined || schema.perspective !== 'speaker' || question || isNoChange(text))
    return undefined;
  return { text, type: 'task_noise', salience: mentionSalience, strength: 'weak', changeSignal: false };
}

/** Less than of anything that is placed. */
const mentionSalience = 0.2;

/** Chunks of one turn's text, in order; `id` gets the number of the sentence. */
export function chunkTurn(
  turn: { readonly id: string; readonly text: string },
  sessionId: string,
  schema: StateSchema = userSchema,
): StateChunk[] {
  const found = readTurn(turn.text, schema).flatMap(({ index, reading, loose }): StateChunk[] => {
    const chunk = (loose ? undefined : chunkOf(reading, schema)) ?? mentionOf(reading, schema);
    return chunk === undefined ? [] : [{ id: `${sessionId}/${turn.id}/${index}`, turnIds: [turn.id], ...chunk }];
  });
  const context = found.length === 0 || schema.signsId === undefined ? undefined : contextOf(turn.text);
  return context === undefined ? found : found.map((chunk) => ({ ...chunk, context }));
}

/** The chunks of a session that are kept: the most telling within the limit, in order, nothing twice. */
export function keepChunks(chunks: readonly StateChunk[], limit: number = chunkLimits.perSession): StateChunk[] {
  const texts = new Set<string>();
  const found = chunks.filter(({ text }) => !texts.has(text) && texts.add(text));
  const kept = new Set([...found].sort((a, b) => b.salience - a.salience).slice(0, limit));
  return found.filter((chunk) => kept.has(chunk));
}

/** Chunks of one session, most telling first within the limit, then in order of the session. */
export function chunkSession(
  session: StateSession,
  options: { readonly limit?: number; readonly schema?: StateSchema } = {},
): StateChunk[] {
  const { limit, schema = userSchema } = options;
  const found = session.turns
    .filter(({ role }) => role === 'user')
    .flatMap((turn) => chunkTurn(turn, session.id, schema));
  return keepChunks(found, limit);
}
