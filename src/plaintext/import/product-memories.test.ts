import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../testing/bytes-source.ts';
import { readImport } from './detect.ts';
import samples from './fixtures.json' with { type: 'json' };
import type { ImportItem, ImportOptions, ImportSource } from './importer.ts';

const json = (name: string, value: unknown, indent?: number): ImportSource =>
  bytesSource(name, JSON.stringify(value, null, indent), 97);
const lines = (name: string, values: unknown[]): ImportSource =>
  bytesSource(name, values.map((v) => JSON.stringify(v)).join('\n'), 97);

async function read(source: ImportSource, options: ImportOptions & { importer?: string } = {}): Promise<ImportItem[]> {
  const items: ImportItem[] = [];
  for await (const item of readImport(source, options)) items.push(item);
  return items;
}

describe('memories of other products', () => {
  it('mcp-memory: observations, types and relations as facts', async () => {
    const records = (await read(lines('x', samples.mcpMemory))).flatMap((item) =>
      item.kind === 'record' ? [item.record] : [],
    );
    expect(records.map((record) => record.text)).toEqual([
      'Ann Lee is a person',
      'Ann Lee: plays cello',
      'Ann Lee: lives in Porto',
      'Ann Lee works at Acme',
    ]);
    expect(records[3]?.data).toMatchObject({ subject: 'Ann Lee', slot: 'relation.works_at', value: 'Acme' });
  });

  it('mem0: results, arrays and the store rows', async () => {
    const records = (await read(json('x', samples.mem0))).flatMap((item) =>
      item.kind === 'record' ? [item.record] : [],
    );
    expect(records[0]).toMatchObject({ text: 'Likes hiking', user: 'ann', valid: { from: Date.UTC(2024, 4, 1, 10) } });
    const rows = [{ id: '9', payload: { data: 'Sings', userId: 'bo', createdAt: '2024-05-01T10:00:00Z' } }];
    const other = (await read(json('x', rows))).flatMap((item) => (item.kind === 'record' ? [item.record] : []));
    expect(other[0]).toMatchObject({ text: 'Sings', user: 'bo' });
  });
});
