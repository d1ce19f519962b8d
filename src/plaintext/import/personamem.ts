/**
 * PersonaMem sessions as turns: one text a session, whose messages start with `[SYSTEM]`, `[USER]` or `[ASSISTANT]`.
 * The system message is the persona sheet that the session was written from; it is no part of what was said.
 */
import type { TurnInput } from '../../kernel/turn.ts';
import type { Importer } from './importer.ts';
import { asObject, asText, type JsonObject } from './json-shape.ts';
import { firstRecord } from './probe.ts';
import { recordImporter } from './record-importer.ts';
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

function isDocument(value: unknown): boolean {
  const content = asText(asObject(value)?.['content']);
  return 'user_id' in (asObject(value) ?? {}) && content !== undefined && /^\[(SYSTEM|USER|ASSISTANT)\] /.test(content);
}

export const personamemImporter: Importer = recordImporter({
  name: 'personamem',
  description: 'PersonaMem sessions (32k_documents.json): content marked with [SYSTEM], [USER], [ASSISTANT]',
  detectFile: (probe) => (isDocument(firstRecord(probe)) ? 0.95 : 0),
  accepts: (path) => /documents\.jsonl?$/.test(path),
  convert(value) {
    const document = asObject(value);
    if (document === undefined || !isDocument(document)) return undefined;
    const user = asText(document['user_id']);
    const turns = personamemTurns(document, 'personamem:');
    return { turns: user === undefined ? turns : turns.map((turn) => ({ ...turn, user })) };
  },
});
