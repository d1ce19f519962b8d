/**
 * Plain messages: JSON lines (or an array) of `{role, content, timestamp}`, with the field names that are in use for
 * these, and lines that hold a whole conversation in `messages`.
 */
import type { Role, TurnInput } from '../../kernel/turn.ts';
import { contentId } from './content-id.ts';
import type { Importer } from './importer.ts';
import { asArray, asObject, asObjects, asText, type JsonObject } from './json-shape.ts';
import { type Conversion, type ConvertContext, recordImporter } from './record-importer.ts';
import { readTime } from './timestamps.ts';

const roleKeys = ['role', 'sender', 'author', 'from'] as const;
const textKeys = ['content', 'text', 'message', 'body'] as const;
const timeKeys = ['timestamp', 'created_at', 'createdAt', 'at', 'time', 'date', 'datetime', 'ts'] as const;
const idKeys = ['id', 'message_id', 'messageId', 'uuid'] as const;
const sessionKeys = [
  'session',
  'session_id',
  'sessionId',
  'conversation_id',
  'conversationId',
  'thread_id',
  'threadId',
] as const;
const userKeys = ['user', 'user_id', 'userId'] as const;
const speakerKeys = ['speaker', 'name'] as const;
const zoneKeys = ['zone', 'timezone', 'tz'] as const;

const roles: Readonly<Record<string, Role>> = {
  user: 'user',
  human: 'user',
  assistant: 'assistant',
  ai: 'assistant',
  bot: 'assistant',
  model: 'assistant',
  system: 'system',
  developer: 'system',
  tool: 'tool',
  function: 'tool',
};

function pick(record: JsonObject, keys: readonly string[]): unknown {
  return keys.map((key) => record[key]).find((value) => value !== undefined && value !== null && value !== '');
}

/** Text, or the text parts of a list of parts. */
function contentText(content: unknown): string | undefined {
  if (!Array.isArray(content)) return asText(content);
  const parts = content.map((part) => asText(part) ?? asText(asObject(part)?.['text']) ?? '');
  return parts.filter((part) => part.trim() !== '').join('\n');
}

function isMessage(record: JsonObject | undefined): record is JsonObject {
  if (record === undefined || contentText(pick(record, textKeys)) === undefined) return false;
  return asText(pick(record, roleKeys)) !== undefined || asText(pick(record, speakerKeys)) !== undefined;
}

/** One message; `at` stays open where the file gives no time. */
function messageTurn(
  record: JsonObject,
  context: ConvertContext,
  place: { session?: string; index: number },
): Conversion {
  const text = contentText(pick(record, textKeys))?.trim() ?? '';
  if (text === '') return { turns: [] };
  const roleName = asText(pick(record, roleKeys)) ?? 'user';
  const role = roles[roleName.toLowerCase()];
  const stated = asText(pick(record, zoneKeys));
  const given = pick(record, timeKeys);
  const time = readTime(given, stated ?? context.zone);
  const session = asText(pick(record, sessionKeys)) ?? place.session;
  const ownId = asText(pick(record, idKeys));
  const id =
    ownId === undefined
      ? `messages:${contentId(session, context.record, place.index, roleName, text)}`
      : `messages:${session === undefined ? '' : `${session}:`}${ownId}`;
  const user = asText(pick(record, userKeys));
  // A role that is none is the name of whoever speaks.
  const speaker = asText(pick(record, speakerKeys)) ?? (role === undefined ? roleName : undefined);
  const zone = stated ?? time?.zone;
  const turn: TurnInput = {
    id,
    role: role ?? 'user',
    ...(speaker === undefined ? {} : { speaker }),
    text,
    ...(time === undefined ? {} : { at: time.at }),
    ...(zone === undefined ? {} : { zone }),
    ...(session === undefined ? {} : { session }),
    ...(user === undefined ? {} : { user }),
  };
  return given !== undefined && time === undefined
    ? { turns: [turn], problems: ['its time cannot be read; it was imported without one'] }
    : { turns: [turn] };
}

function convertRecord(value: unknown, context: ConvertContext): Conversion | undefined {
  const record = asObject(value);
  if (isMessage(record)) return messageTurn(record, context, { index: 0 });
  const messages = asObjects(record?.['messages']).filter(isMessage);
  if (record === undefined || messages.length === 0) return undefined;
  const session =
    asText(pick(record, [...sessionKeys, ...idKeys])) ?? `messages-${contentId(JSON.stringify(messages))}`;
  const parts = messages.map((message, index) => messageTurn(message, context, { session, index }));
  return {
    turns: parts.flatMap((part) => part.turns ?? []),
    problems: parts.flatMap((part) => part.problems ?? []),
  };
}

export const messagesImporter: Importer = recordImporter({
  name: 'messages',
  description:
    'JSON lines (or an array) of messages: {role, content, timestamp}, optionally id, session, speaker, zone',
  detectFile(probe) {
    const seen = probe.lines.length > 0 ? probe.lines : Array.isArray(probe.json) ? probe.json : [probe.json];
    const objects = asObjects(seen.slice(0, 50));
    if (objects.length === 0) return 0;
    const plain = objects.filter((object) => isMessage(object) && asText(pick(object, roleKeys)) !== undefined);
    // Without a role: what somebody said, when. Other formats that look like this are more certain of it.
    const said = objects.filter((object) => isMessage(object) && !plain.includes(object));
    const dated = said.filter((object) => pick(object, timeKeys) !== undefined);
    const nested = objects.filter((object) => asArray(object['messages']).some((item) => isMessage(asObject(item))));
    const share = (plain.length + nested.length) / objects.length;
    if (share >= 0.5) return 0.8 * share;
    return dated.length / objects.length >= 0.5 ? (0.3 * dated.length) / objects.length : 0;
  },
  convert: convertRecord,
});
