/**
 * BEAM chats (arXiv 2510.27246) as turns: batches of messages with a time anchor on the first one, and an artifact
 * marker at the end of user messages that is no part of what was said.
 */
import type { TurnInput } from '../../kernel/turn.ts';
import { contentId } from './content-id.ts';
import type { Importer } from './importer.ts';
import { asArray, asObject, asText, type JsonObject } from './json-shape.ts';
import { recordImporter } from './record-importer.ts';

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
function* messagesOf(value: unknown, session: string, depth: number): Generator<Message> {
  // Plans, batches, turns and messages are four levels of arrays and objects each; deeper is something else.
  if (depth > 12) return;
  if (Array.isArray(value)) {
    for (const item of value) yield* messagesOf(item, session, depth + 1);
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
    yield* messagesOf(object['turns'], session === '' ? `batch-${number}` : `${session}/batch-${number}`, depth + 1);
    return;
  }
  for (const [key, child] of Object.entries(object)) {
    if (/^plan[-_]?\d+$/.test(key)) yield* messagesOf(child, key, depth + 1);
  }
}

export type BeamOptions = {
  /** Put before message ids and sessions, to tell chats in one cube apart. Default none. */
  readonly prefix?: string;
  /** Time of messages before the first anchor. Default: they have none. */
  readonly start?: number;
};

/** Turns of one chat, or of some of its batches. A batch starts at its anchor's midnight; messages are a minute apart. */
export function beamTurns(chat: unknown, { prefix = '', start }: BeamOptions = {}): TurnInput[] {
  const turns: TurnInput[] = [];
  let session: string | undefined;
  let next = start;
  for (const { session: own, anchor, message } of messagesOf(chat, '', 0)) {
    const anchored = anchor === undefined ? undefined : parseTimeAnchor(anchor);
    // A batch without an anchor of its own follows the batch before it by a day.
    if (next !== undefined && own !== session && session !== undefined && anchored === undefined) next += dayMs;
    // Anchors that go back in time would reorder the chat: order wins.
    if (anchored !== undefined && (session === undefined || next === undefined || anchored > next)) next = anchored;
    session = own;
    turns.push({
      id: `${prefix}${asText(message['id']) ?? `m${turns.length}`}`,
      role: message['role'] === 'assistant' ? 'assistant' : 'user',
      text: stripMarker(asText(message['content']) ?? ''),
      ...(next === undefined ? {} : { at: next }),
      session: `${prefix}${own}`,
    });
    if (next !== undefined) next += minuteMs;
  }
  return turns;
}

/** True for a batch of turns of messages, or a plan of batches. */
function isBatch(value: unknown): boolean {
  const object = asObject(value);
  if (object === undefined) return false;
  if (Array.isArray(object['turns']) && 'batch_number' in object) return true;
  return Object.entries(object).some(([key, child]) => /^plan[-_]?\d+$/.test(key) && asArray(child).some(isBatch));
}

/** Imports `chat.json` files; each batch is a record, and its first message tells chats apart. */
export const beamImporter: Importer = recordImporter({
  name: 'beam',
  description: 'BEAM chat.json, or a folder of chats',
  detectFile: (probe) => (Array.isArray(probe.json) && isBatch(probe.json[0]) ? 0.95 : 0),
  accepts: (path) => /(^|\/)chat\.json$/.test(path),
  convert(value) {
    if (!isBatch(value)) return undefined;
    const turns = beamTurns(value);
    const first = turns[0];
    return first === undefined
      ? { turns }
      : { turns: beamTurns(value, { prefix: `beam:${contentId(first.id, first.text)}:` }) };
  },
});
