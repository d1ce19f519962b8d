/**
 * PersonaMem sessions as turns: one text a session, whose messages start with `[SYSTEM]`, `[USER]` or `[ASSISTANT]`.
 * The system message is the persona sheet that the session was written from; it is no part of what was said.
 */
import type { TurnInput } from '../../kernel/turn.ts';
import { asText, type JsonObject } from './json-shape.ts';
import { readTime } from './timestamps.ts';

const marker = /^\[(SYSTEM|USER|ASSISTANT)\] /m;

/**
 * Turns of one document (`id`, `content`, `user_id`, `timestamp`).
 *
 * @param prefix put before turn ids and the session; default none
 */
export function personamemTurns(document: JsonObject, prefix = ''): TurnInput[] {
  const session = asText(document['id']);
  const content = asText(document['content']);
  if (session === undefined || content === undefined) return [];
  const at = readTime(document['timestamp'])?.at;
  const pieces = content.split(new RegExp(marker, 'gm'));
  const turns: TurnInput[] = [];
  // split() with one capture gives: before, role, text, role, text, ...
  for (let index = 1; index + 1 < pieces.length; index += 2) {
    if (pieces[index] === 'SYSTEM') continue;
    const text = (pieces[index + 1] ?? '').trim();
    // The speaker's part repeats the role (`User: ...`), or plays one (`Patient: ...`).
    const named = /^([A-Z][a-z]+): ([\s\S]+)$/.exec(text);
    const speaker = named?.[1];
    const plain = speaker === undefined || speaker === 'User' || speaker === 'Assistant';
    turns.push({
      id: `${prefix}${session}:${turns.length + 1}`,
      role: pieces[index] === 'ASSISTANT' ? 'assistant' : 'user',
      ...(plain ? {} : { speaker }),
      text: (named?.[2] ?? text).trim(),
      ...(at === undefined ? {} : { at: at + turns.length * 1_000 }),
      session: `${prefix}${session}`,
    });
  }
  return turns.filter((turn) => turn.text !== '');
}
