/**
 * Claude exports: `conversations.json`, alone or in its archive. Messages are in order; the text of attached files is
 * imported as documents of the same conversation.
 */
import type { TurnInput } from '../../kernel/turn.ts';
import type { Importer } from './importer.ts';
import { asObject, asObjects, asText, type JsonObject } from './json-shape.ts';
import { firstRecord } from './probe.ts';
import { recordImporter } from './record-importer.ts';
import { readTime } from './timestamps.ts';

/** Text blocks joined; older exports have the text alone. Tool calls and thinking were not said to the user. */
function messageText(message: JsonObject): string {
  const blocks = asObjects(message['content'])
    .filter((block) => block['type'] === 'text')
    .map((block) => asText(block['text']) ?? '')
    .filter((text) => text.trim() !== '');
  return blocks.length > 0 ? blocks.join('\n') : (asText(message['text']) ?? '').trim();
}

function messageTurns(message: JsonObject, id: string, base: Omit<TurnInput, 'text'>): TurnInput[] {
  const turns: TurnInput[] = [];
  for (const [index, attachment] of asObjects(message['attachments']).entries()) {
    const content = asText(attachment['extracted_content']);
    if (content === undefined || content.trim() === '') continue;
    const name = asText(attachment['file_name']) ?? 'attachment';
    turns.push({
      ...base,
      id: `${id}:attachment-${index + 1}`,
      text: content,
      source: 'document',
      meta: { file: name },
    });
  }
  const text = messageText(message);
  if (text !== '') turns.push({ ...base, id, text });
  return turns;
}

function conversationTurns(conversation: JsonObject): TurnInput[] {
  const session = `claude:${asText(conversation['uuid']) ?? asText(conversation['name']) ?? ''}`;
  const title = asText(conversation['name']);
  let last = readTime(conversation['created_at'])?.at;
  return asObjects(conversation['chat_messages']).flatMap((message, index) => {
    const at = readTime(message['created_at'])?.at ?? (last === undefined ? undefined : last + 1_000);
    last = at;
    return messageTurns(message, `${session}:${asText(message['uuid']) ?? `m${index}`}`, {
      role: message['sender'] === 'assistant' ? 'assistant' : 'user',
      ...(at === undefined ? {} : { at }),
      session,
      ...(title === undefined || title === '' ? {} : { meta: { title } }),
    });
  });
}

export const claudeImporter: Importer = recordImporter({
  name: 'claude',
  description: 'Claude export: conversations.json, its folder or its .zip',
  detectFile: (probe) => (Array.isArray(firstRecord(probe)?.['chat_messages']) ? 0.95 : 0),
  accepts: (path) => /(^|\/)conversations\.json$/.test(path),
  convert(value) {
    const conversation = asObject(value);
    if (conversation === undefined || !Array.isArray(conversation['chat_messages'])) return undefined;
    return { turns: conversationTurns(conversation) };
  },
});
