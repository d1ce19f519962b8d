/**
 * The file of the official MCP memory server: JSON lines of entities with observations, and of relations. Everything
 * becomes facts: an observation of an entity, the type of an entity, a relation between two.
 */
import type { RecordInput } from '../../kernel/record.ts';
import type { Importer } from './importer.ts';
import { asArray, asObject, asText, type JsonObject } from './json-shape.ts';
import { recordImporter } from './record-importer.ts';

function fact(subject: string, slot: string, value: string, text: string): RecordInput {
  return { kind: 'fact', text, data: { subject, slot, value, polarity: 'positive', cardinality: 'multi' } };
}

function slotName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s.]+/g, '_');
}

function entityRecords(entity: JsonObject): RecordInput[] | undefined {
  const name = asText(entity['name'])?.trim();
  if (name === undefined || name === '') return undefined;
  const type = asText(entity['entityType'])?.trim() ?? '';
  const observations = asArray(entity['observations']).flatMap((value) => asText(value)?.trim() ?? []);
  return [
    ...(type === '' ? [] : [fact(name, 'type', type, `${name} is a ${type}`)]),
    ...observations.filter((text) => text !== '').map((text) => fact(name, 'observation', text, `${name}: ${text}`)),
  ];
}

function relationRecords(relation: JsonObject): RecordInput[] | undefined {
  const from = asText(relation['from'])?.trim() ?? '';
  const to = asText(relation['to'])?.trim() ?? '';
  const type = asText(relation['relationType'])?.trim() ?? '';
  if (from === '' || to === '' || type === '') return undefined;
  return [fact(from, `relation.${slotName(type)}`, to, `${from} ${type.replaceAll('_', ' ')} ${to}`)];
}

function recordsOf(value: unknown): RecordInput[] | undefined {
  const object = asObject(value);
  if (object?.['type'] === 'entity') return entityRecords(object);
  return object?.['type'] === 'relation' ? relationRecords(object) : undefined;
}

export const mcpMemoryImporter: Importer = recordImporter({
  name: 'mcp-memory',
  description: 'memory.jsonl of the official MCP memory server: entities with observations, and relations',
  detectFile(probe) {
    const seen = probe.lines.length > 0 ? probe.lines : [probe.json];
    const fitting = seen.filter((value) => recordsOf(value) !== undefined);
    return fitting.length >= 0.5 * seen.length && fitting.length > 0 ? 0.95 : 0;
  },
  convert(value) {
    const records = recordsOf(value);
    return records === undefined ? undefined : { records };
  },
});
