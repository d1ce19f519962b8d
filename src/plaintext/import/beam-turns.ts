/**
 * BEAM chats (arXiv 2510.27246) as turns: batches of messages with a time anchor on the first one, and an artifact
 * marker at the end of user messages that is no part of what was said.
 */
import type { TurnInput } from '../../kernel/turn.ts';
import { asObject, asText, type JsonObject } from './json-shape.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** `March-15-2024` -> midnight UTC of that day, or undefined. */
export function parseTimeAnchor(anchor: string): number | undefined {
  const match = /^\s*([A-Za-z]+)[-\s]+(\d{1,2})[-,\s]+(\d{4})\s*$/.exec(anchor);
  const month = months.indexOf(match?.[1]?.toLowerCase() ?? '');
  if (match === null || month < 0) return undefined;
  return Date.UTC(Number(match[3]), month, Number(match[2]));
}

/** Removes the artifact marker (`->-> 1,2`) that ends user messages. */
export function stripMarker(text: string): string {
  return text.replace(/\s*->->\s*[\d,\s.]*$/, '').trimEnd();
}

type Message = { readonly session: string; readonly anchor: string | undefined; readonly message: JsonObject };

/** Walks batches, and plans of batches, in file order. */
function* messagesOf(value: unknown, session: string): Generator<Message> {
  if (Array.isArray(value)) {
    for (const item of value) yield* messagesOf(item, session);
    return;
  }
  const object = asObject(value);
  if (object === undefined) return;
  if (typeof object['role'] === 'string' && 'content' in object) {
    yield { session, anchor: asText(object['time_anchor']), message: object };
    return;
  }
  if ('turns' in object) {
    const number = asText(object['batch_number']) ?? '0';
    yield* messagesOf(object['turns'], session === '' ? `batch-${number}` : `${session}/batch-${number}`);
    return;
  }
  for (const [key, child] of Object.entries(object)) {
    if (/^plan[-_]?\d+$/.test(key)) yield* messagesOf(child, key);
  }
}

/**
 * Turns of one chat. A batch starts at its anchor's midnight; messages are a minute apart.
 *
 * @param prefix put before message ids and sessions, to tell chats in one cube apart; default none
 */
export function beamTurns(chat: unknown, prefix = ''): TurnInput[] {
  const turns: TurnInput[] = [];
  let session: string | undefined;
  let next = Date.UTC(2024, 0, 1);
  for (const { session: own, anchor, message } of messagesOf(chat, '')) {
    const anchored = anchor === undefined ? undefined : parseTimeAnchor(anchor);
    // A batch without an anchor of its own follows the batch before it by a day.
    if (own !== session && session !== undefined && anchored === undefined) next += dayMs;
    // Anchors that go back in time would reorder the chat: order wins.
    if (anchored !== undefined && (session === undefined || anchored > next)) next = anchored;
    session = own;
    const role = message['role'] === 'assistant' ? 'assistant' : 'user';
    turns.push({
      id: `${prefix}${asText(message['id']) ?? `m${turns.length}`}`,
      role,
      text: stripMarker(asText(message['content']) ?? ''),
      at: next,
      session: `${prefix}${own}`,
    });
    next += minuteMs;
  }
  return turns;
}
