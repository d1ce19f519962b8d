/**
 * LongMemEval instances (arXiv 2410.10813) as turns: dated user-assistant sessions in three parallel arrays.
 */
import type { TurnInput } from '../../kernel/turn.ts';
import { contentId } from './content-id.ts';
import type { Importer } from './importer.ts';
import { asArray, asObject, asText, type JsonObject } from './json-shape.ts';
import { firstRecord } from './probe.ts';
import { recordImporter } from './record-importer.ts';

/** Within a session, turns are this far apart: the data has the session's time only. */
const turnGapMs = 1_000;

/** `2023/05/20 (Sat) 02:21` -> epoch milliseconds (taken as UTC: the data names no zone), or undefined. */
export function parseHaystackDate(text: string): number | undefined {
  const match = /^\s*(\d{4})\/(\d{2})\/(\d{2})\s*(?:\([A-Za-z]+\))?\s*(?:(\d{2}):(\d{2}))?\s*$/.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour = '0', minute = '0'] = match;
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
}

export type HaystackTurn = { readonly turn: TurnInput; readonly sessionId: string; readonly evidence: boolean };

export type HaystackOptions = {
  /** Renames sessions; default: the data's own id. */
  readonly nameSession?: (sessionId: string, position: number) => string;
  readonly prefix?: string;
};

/** Turns of one instance, sessions in time order; a session id that comes twice is read once. */
export function longmemevalTurns(
  instance: JsonObject,
  options: HaystackOptions = {},
): { readonly turns: HaystackTurn[]; readonly duplicateSessions: number } {
  const { nameSession = (id) => id, prefix = '' } = options;
  const ids = asArray(instance['haystack_session_ids']);
  const dates = asArray(instance['haystack_dates']);
  const seen = new Set<string>();
  const sessions = asArray(instance['haystack_sessions']).map((session, position) => ({
    messages: asArray(session),
    sessionId: asText(ids[position]) ?? `session-${position + 1}`,
    at: parseHaystackDate(asText(dates[position]) ?? ''),
    position,
  }));
  const kept = sessions.filter(({ sessionId }) => !seen.has(sessionId) && seen.add(sessionId));
  // Undated sessions keep their place in the file after the dated ones.
  kept.sort((a, b) => (a.at ?? Number.MAX_VALUE) - (b.at ?? Number.MAX_VALUE) || a.position - b.position);
  const turns = kept.flatMap(({ messages, sessionId, at, position }) => {
    const session = `${prefix}${nameSession(sessionId, position)}`;
    return messages.flatMap((value, index): HaystackTurn[] => {
      const message = asObject(value);
      const text = asText(message?.['content']);
      if (message === undefined || text === undefined || text.trim() === '') return [];
      const turn: TurnInput = {
        id: `${session}:${index + 1}`,
        role: message['role'] === 'assistant' ? 'assistant' : 'user',
        text,
        ...(at === undefined ? {} : { at: at + index * turnGapMs }),
        session,
      };
      return [{ turn, sessionId, evidence: message['has_answer'] === true }];
    });
  });
  return { turns, duplicateSessions: sessions.length - kept.length };
}

export const longmemevalImporter: Importer = recordImporter({
  name: 'longmemeval',
  description: 'LongMemEval instances: haystack_sessions with haystack_dates and haystack_session_ids',
  detectFile(probe) {
    const first = firstRecord(probe);
    if (first === undefined || !('question_id' in first)) return 0;
    return 'haystack_sessions' in first || 'haystack_session_ids' in first || 'haystack_dates' in first ? 0.95 : 0;
  },
  convert(value) {
    const instance = asObject(value);
    if (instance === undefined || !Array.isArray(instance['haystack_sessions'])) return undefined;
    const name = asText(instance['question_id']) ?? contentId(asText(instance['question']));
    const { turns, duplicateSessions } = longmemevalTurns(instance, { prefix: `longmemeval:${name}:` });
    const problems = duplicateSessions === 0 ? [] : [`${duplicateSessions} sessions come twice and were read once`];
    return { turns: turns.map(({ turn }) => turn), problems };
  },
});
