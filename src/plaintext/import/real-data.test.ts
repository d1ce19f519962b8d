import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileImportSource } from '../../cli/import-source.ts';
import type { TurnInput } from '../../kernel/turn.ts';
import { detectImporter, readImport } from './detect.ts';
import type { ImportItem, ImportSource } from './importer.ts';

async function read(source: ImportSource): Promise<ImportItem[]> {
  const items: ImportItem[] = [];
  for await (const item of readImport(source)) items.push(item);
  return items;
}

const turns = (items: ImportItem[]): TurnInput[] => items.flatMap((item) => (item.kind === 'turn' ? [item.turn] : []));
const problems = (items: ImportItem[]): string[] =>
  items.flatMap((item) => (item.kind === 'problem' ? [item.message] : []));

const data = process.env['PALIMPSEST_DATA'] ?? join(import.meta.dirname, '../../../../shared/data');
const real: [string, string, number][] = [
  ['beam', 'beam_100k/1', 170],
  ['bfcl', 'bfcl_v4_memory', 323],
  ['lifebench', 'lifebench_en/lumingqiang', 3000],
  ['longmemeval', 'longmemeval/instance_e47becba_full_haystack.json', 550],
  ['memorybank', 'memorybank_siliconfriend', 2000],
  ['personamem', 'personamem_32k', 6000],
];

describe('real data', () => {
  for (const [name, path, least] of real) {
    const full = join(data, path);
    const missing = existsSync(full) ? '' : ` (skipped: ${path} is not here)`;
    it.skipIf(missing !== '')(`${name} is recognized and read whole${missing}`, async () => {
      const source = await fileImportSource(full);
      expect((await detectImporter(source)).importer.name).toBe(name);
      const items = await read(source);
      expect(problems(items)).toEqual([]);
      expect(turns(items).length).toBeGreaterThanOrEqual(least);
      // Two items of LifeBench come twice, word for word: they are one.
      const distinct = new Set(turns(items).map((turn) => turn.id)).size;
      expect(turns(items).length - distinct).toBe(name === 'lifebench' ? 2 : 0);
    });
  }
});
