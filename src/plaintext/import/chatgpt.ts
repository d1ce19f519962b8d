/**
 * ChatGPT exports: `conversations.json`, alone or in its archive (newer exports split it into numbered parts). A
 * conversation is a tree of messages; the branch that ends in `current_node` is what the user sees, and is imported.
 */
import type { Role, TurnInput } from '../../kernel/turn.ts';
import type { Importer } from './importer.ts';
import { asArray, asObject, asText, type JsonObject } from './json-shape.ts';
import { firstRecord } from './probe.ts';
import { type Conversion, recordImporter } from './record-importer.ts';
import { readTime } from './timestamps.ts';

const roles: Readonly<Record<string, Role>> = { user: 'user', assistant: 'assistant', tool: 'tool' };

/** Messages of the visible branch, oldest first. A loop in the tree ends it. */
function visibleBranch(mapping: JsonObject, currentNode: string | undefined): JsonObject[] {
  const branch: JsonObject[] = [];
  const seen = new Set<string>();
  let id: string | undefined = currentNode ?? newestLeaf(mapping);
  while (id !== undefined && !seen.has(id) && Object.hasOwn(mapping, id)) {
    seen.add(id);
    const node: JsonObject | undefined = asObject(mapping[id]);
    const message = asObject(node?.['message']);
    if (message !== undefined) branch.push(message);
    id = asText(node?.['parent']);
  }
  return branch.reverse();
}

/** Where `current_node` is missing: the leaf whose message is newest, else the last in the file. */
function newestLeaf(mapping: JsonObject): string | undefined {
  let best: string | undefined;
  let bestAt = Number.NEGATIVE_INFINITY;
  for (const [id, value] of Object.entries(mapping)) {
    const node = asObject(value);
    if (asArray(node?.['children']).length > 0) continue;
    const at = readTime(asObject(node?.['message'])?.['create_time'])?.at ?? 0;
    if (at >= bestAt) {
      best = id;
      bestAt = at;
    }
  }
  return best;
}

/** What was said: text parts, code, transcripts. Pictures and other assets have no text. */
function messageText(content: JsonObject | undefined): string {
  const parts = asArray(content?.['parts']).map((part) => asText(part) ?? asText(asObject(part)?.['text']) ?? '');
  const direct = asText(content?.['text']) ?? asText(content?.['result']) ?? '';
  return [...parts, direct].filter((part) => part.trim() !== '').join('\n');
}

function isHidden(message: JsonObject): boolean {
  const metadata = asObject(message['metadata']);
  return metadata?.['is_visually_hidden_from_conversation'] === true || message['weight'] === 0;
}

function convertConversation(conversation: JsonObject, mapping: JsonObject): Conversion {
  const id =
    asText(conversation['conversation_id']) ?? asText(conversation['id']) ?? asText(conversation['title']) ?? '';
  const session = `chatgpt:${id}`;
  const started = readTime(conversation['create_time'])?.at;
  const title = asText(conversation['title']);
  const currentNode = asText(conversation['current_node']);
  const known = currentNode !== undefined && Object.hasOwn(mapping, currentNode);
  const turns: TurnInput[] = [];
  let last = started;
  for (const message of visibleBranch(mapping, known ? currentNode : undefined)) {
    const author = asObject(message['author']);
    const role = roles[asText(author?.['role']) ?? ''];
    const text = messageText(asObject(message['content']));
    if (role === undefined || text === '' || isHidden(message)) continue;
    // A message without a time of its own follows the one before it.
    const at = readTime(message['create_time'])?.at ?? (last === undefined ? undefined : last + 1_000);
    last = at;
    const name = asText(author?.['name']);
    turns.push({
      id: `${session}:${asText(message['id']) ?? `m${turns.length}`}`,
      role,
      ...(name === undefined || name === '' ? {} : { speaker: name }),
      text,
      ...(at === undefined ? {} : { at }),
      session,
      ...(title === undefined ? {} : { meta: { title } }),
    });
  }
  const lost = currentNode !== undefined && !known;
  return lost ? { turns, problems: ['its current message is missing; the newest branch was taken'] } : { turns };
}

export const chatgptImporter: Importer = recordImporter({
  name: 'chatgpt',
  description: 'ChatGPT export: conversations.json, its folder or its .zip',
  detectFile(probe) {
    const first = firstRecord(probe);
    const nodes = Object.values(asObject(first?.['mapping']) ?? {});
    if (nodes.length === 0) return 0;
    return nodes.some((node) => 'message' in (asObject(node) ?? {}) || 'parent' in (asObject(node) ?? {})) ? 0.95 : 0.4;
  },
  accepts: (path) => /(^|\/)conversations(-\d+)?\.json$/.test(path),
  convert(value) {
    const conversation = asObject(value);
    const mapping = asObject(conversation?.['mapping']);
    return conversation === undefined || mapping === undefined ? undefined : convertConversation(conversation, mapping);
  },
});
