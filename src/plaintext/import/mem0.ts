/**
 * mem0 exports: an array of memories, or an object that lists them under `results`, `memories` or `data`, as the class,
 * the server and the hosted service return them.
 */
import type { RecordInput } from '../../kernel/record.ts';
import type { Importer } from './importer.ts';
import { asArray, asObject, asText, type JsonObject } from './json-shape.ts';
import { firstRecord } from './probe.ts';
import { recordImporter } from './record-importer.ts';
import { readTime } from './timestamps.ts';

const lists = ['results', 'memories', 'data'] as const;

function memoryText(memory: JsonObject): string | undefined {
  const text = asText(memory['memory']) ?? asText(asObject(memory['payload'])?.['data']);
  return text === undefined || text.trim() === '' ? undefined : text.trim();
}

function isMemory(memory: JsonObject | undefined): memory is JsonObject {
  return memory !== undefined && 'id' in memory && memoryText(memory) !== undefined;
}

function memoryRecord(memory: JsonObject, text: string): RecordInput {
  const payload = asObject(memory['payload']) ?? memory;
  const read = (...keys: string[]): string | undefined =>
    keys.map((key) => asText(payload[key])).find((value) => value !== undefined && value !== '');
  const user = read('user_id', 'userId');
  const agent = read('agent_id', 'agentId');
  const session = read('run_id', 'runId');
  const from = readTime(read('updated_at', 'updatedAt') ?? read('created_at', 'createdAt'))?.at;
  const to = readTime(read('expiration_date', 'expirationDate'))?.at;
  const metadata = asObject(memory['metadata']);
  const categories = asArray(memory['categories']).flatMap((value) => asText(value) ?? []);
  return {
    kind: 'fact',
    text,
    data: {
      subject: user ?? 'user',
      slot: 'note',
      value: text,
      polarity: 'positive',
      cardinality: 'multi',
      ...(metadata === undefined || Object.keys(metadata).length === 0 ? {} : { metadata }),
      ...(categories.length === 0 ? {} : { categories }),
    },
    ...(user === undefined ? {} : { user }),
    ...(agent === undefined ? {} : { agent }),
    ...(session === undefined ? {} : { session }),
    ...(from === undefined && to === undefined
      ? {}
      : { valid: { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) } }),
  };
}

export const mem0Importer: Importer = recordImporter({
  name: 'mem0',
  description: 'mem0 export: an array of {id, memory, ...}, or {results: [...]}',
  scan: { split: lists },
  detectFile(probe) {
    const first = firstRecord(probe);
    const listed = lists.map((key) => asObject(asArray(first?.[key])[0])).find((memory) => memory !== undefined);
    return isMemory(first) || isMemory(listed) ? 0.9 : 0;
  },
  convert(value) {
    const memory = asObject(value);
    const text = memory === undefined ? undefined : memoryText(memory);
    return memory === undefined || text === undefined ? undefined : { records: [memoryRecord(memory, text)] };
  },
});
