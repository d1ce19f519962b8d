/**
 * LifeBench phone items (sms, calendar, notes, calls, push notices, agent chats) as turns. Machine-written summaries
 * in the data are left out: only what the phone itself holds is kept.
 */
import type { TurnInput } from '../../kernel/turn.ts';
import { contentId } from './content-id.ts';
import type { Importer, ImportSource } from './importer.ts';
import { asObject, asText, type JsonObject } from './json-shape.ts';
import { jsonRecords } from './parsed-records.ts';
import { recordImporter } from './record-importer.ts';
import { readTime } from './timestamps.ts';

/** File names in `phone_data`, without extension; contacts carry no dated items. */
export const lifebenchItemTypes = ['agent_chat', 'calendar', 'call', 'note', 'push', 'sms'] as const;

export type LifebenchItemType = (typeof lifebenchItemTypes)[number];

const minuteMs = 60_000;

type ItemContext = {
  /** Name of the phone's owner. */
  readonly owner: string;
  /** Id of the item; a turn's id is this, or this plus its position in an agent chat. */
  readonly id: string;
};

/** Turns of one phone item, in order; empty when it holds no text or no time. */
export function lifebenchItemTurns(type: LifebenchItemType, item: JsonObject, context: ItemContext): TurnInput[] {
  const at = (readTime(item['datetime']) ?? readTime(item['date']))?.at;
  if (at === undefined) return [];
  const { owner, id } = context;
  if (type === 'agent_chat') return agentChatTurns(item, at, context);
  const text = itemText(type, item);
  if (text === undefined) return [];
  const contact = asText(item['contactName']);
  const received = type === 'sms' && asText(item['message_type']) === 'Receive';
  const meta = { item: type, ...(contact === undefined ? {} : { contact }) };
  const session = `${type === 'sms' ? `sms:${contact ?? ''}` : type}:${new Date(at).toISOString().slice(0, 10)}`;
  if (type === 'push') {
    return [{ id, role: 'tool', speaker: asText(item['source']) ?? 'phone', text, at, session, source: 'tool', meta }];
  }
  return [{ id, role: 'user', speaker: received ? (contact ?? 'contact') : owner, text, at, session, meta }];
}

function itemText(type: Exclude<LifebenchItemType, 'agent_chat'>, item: JsonObject): string | undefined {
  const read = (key: string): string => asText(item[key])?.trim() ?? '';
  const titled = (title: string, body: string): string | undefined =>
    title === '' && body === '' ? undefined : [title, body].filter((part) => part !== '').join('\n');
  if (type === 'sms') return read('message_content') === '' ? undefined : read('message_content');
  if (type === 'note' || type === 'push') return titled(read('title'), read('content'));
  if (type === 'calendar') {
    const span = read('start_time') === '' ? '' : `(${read('start_time')} to ${read('end_time')})`;
    return titled([read('title'), span].filter((part) => part !== '').join(' '), read('description'));
  }
  const incoming = item['direction'] === 0 || /receive|answer|incoming/i.test(read('call_type'));
  const end = read('datetime_end') === '' ? '' : ` until ${read('datetime_end')}`;
  const call = `Phone call ${incoming ? 'from' : 'to'} ${read('contactName')} at ${read('datetime')}${end}`;
  return [call, read('call_content'), read('summary')].filter((part) => part !== '').join('\n');
}

function agentChatTurns(item: JsonObject, at: number, { owner, id }: ItemContext): TurnInput[] {
  const turns: TurnInput[] = [];
  for (const exchange of Object.values(asObject(item['conversation']) ?? {})) {
    for (const role of ['user', 'assistant'] as const) {
      const text = asText(asObject(asObject(exchange)?.[role])?.['content']);
      if (text === undefined || text === '') continue;
      turns.push({
        id: `${id}/${turns.length}`,
        role,
        ...(role === 'user' ? { speaker: owner } : {}),
        text,
        at: at + turns.length * minuteMs,
        session: id,
        meta: { item: 'agent_chat' },
      });
    }
  }
  return turns;
}

const itemFile = /(?:^|\/)phone_data\/(agent_chat|calendar|call|note|push|sms)\.json$/;

/** Names of the phones' owners, by the folder that holds `persona.json`. */
async function readOwners(files: readonly ImportSource[]): Promise<ReadonlyMap<string, string>> {
  const owners = new Map<string, string>();
  for (const file of files) {
    if (!/(^|\/)persona\.json$/.test(file.name)) continue;
    for await (const { value } of jsonRecords(file.stream())) {
      const name = asText(asObject(value)?.['name']);
      if (name !== undefined) owners.set(file.name.replace(/\/?persona\.json$/, ''), name);
    }
  }
  return owners;
}

/** Imports a person's folder (`persona.json`, `phone_data/`), or a folder of persons. */
export const lifebenchImporter: Importer = recordImporter<ReadonlyMap<string, string>>({
  name: 'lifebench',
  description:
    'LifeBench folder of a person: persona.json and phone_data/ with sms, calendar, notes, calls, push, chats',
  detectFile: () => 0,
  detectFolder: (probe) => (probe.entries.some((entry) => itemFile.test(entry.name)) ? 0.97 : 0),
  accepts: (path) => itemFile.test(path),
  prepare: readOwners,
  convert(value, { file }, owners) {
    const item = asObject(value);
    const type = itemFile.exec(file)?.[1] as LifebenchItemType | undefined;
    if (item === undefined || type === undefined) return undefined;
    const folder = file.replace(/\/?phone_data\/[^/]+$/, '');
    const owner = owners?.get(folder) ?? 'me';
    // Item ids repeat in the data, so the content is part of the id.
    const id = `lifebench:${owner}:${type}:${asText(item['phone_id']) ?? ''}:${contentId(JSON.stringify(item))}`;
    const turns = lifebenchItemTurns(type, item, { owner, id });
    const problems = turns.length === 0 ? [`the ${type} item has no text or no time`] : [];
    return { turns: turns.map((turn) => ({ ...turn, user: owner })), problems };
  },
});
