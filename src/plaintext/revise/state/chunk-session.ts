/**
 * Write path, stage 1: sentences of the user's turns that may tell their state (CUPMem, arXiv 2605.06527). The
 * published limit of two chunks a session saves model calls; rules need no such limit and keep eight by default.
 */
import { type Dependencies, lostBases, userDependencies } from './bases.ts';
import { type Reading, readTurn } from './read-statement.ts';
import type { StateChunk, StateSession } from './state-types.ts';
import { facetRuleOf, placeStatement } from './statement-facet.ts';

/** Floors and limits of the paper, and ours where they differ. */
export const chunkLimits = { leastSalience: 0.3, publishedPerSession: 2, perSession: 8 } as const;

/** Confidence floors by kind of evidence. */
export const confidenceFloors = { explicit: 0.45, strong: 0.55, medium: 0.6 } as const;

/** The reading of a chunk's text, for the stages after it. */
export function chunkReading(chunk: StateChunk): Reading {
  return readTurn(chunk.text).at(-1) as Reading;
}

function typeOf(reading: Reading, affected: boolean): StateChunk['type'] {
  if (reading.question) return 'task_noise';
  if (reading.unreal || reading.past) return 'past_future';
  if (reading.aboutOther && !affected) return 'task_noise';
  return placeStatement(reading) === undefined ? 'support_evidence' : 'explicit_state';
}

/** Chunks of one session, most telling first within the limit, then in order of the session. */
export function chunkSession(
  session: StateSession,
  options: { readonly limit?: number; readonly dependencies?: Dependencies } = {},
): StateChunk[] {
  const { limit = chunkLimits.perSession, dependencies = userDependencies } = options;
  const found: StateChunk[] = [];
  for (const turn of session.turns) {
    if (turn.role !== 'user') continue;
    readTurn(turn.text).forEach((reading, index) => {
      const lost = lostBases(reading, dependencies);
      const type = typeOf(reading, lost.length > 0);
      if (type === 'task_noise' || type === 'past_future') return;
      if (type === 'support_evidence' && lost.length === 0) return;
      const faceted = facetRuleOf(reading) !== undefined;
      const salience = Math.min(
        1,
        (faceted ? 0.6 : 0.35) + (lost.length > 0 ? 0.3 : 0) + (reading.changeSignal ? 0.1 : 0),
      );
      if (salience < chunkLimits.leastSalience || found.some((chunk) => chunk.text === reading.text)) return;
      found.push({
        id: `${session.id}/${turn.id}/${index}`,
        turnIds: [turn.id],
        text: reading.text,
        type,
        salience,
        strength: faceted || lost.length > 0 ? 'strong' : 'medium',
        changeSignal: reading.changeSignal,
      });
    });
  }
  const kept = new Set([...found].sort((a, b) => b.salience - a.salience).slice(0, limit));
  return found.filter((chunk) => kept.has(chunk));
}
