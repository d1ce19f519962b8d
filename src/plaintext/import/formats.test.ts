import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TurnInput } from '../../kernel/turn.ts';
import { bytesSource, folderOf } from '../../testing/bytes-source.ts';
import { importers } from './catalog.ts';
import { detectImporter, readImport } from './detect.ts';
import samples from './fixtures.json' with { type: 'json' };
import type { ImportItem, ImportOptions, ImportSource } from './importer.ts';

const json = (name: string, value: unknown, indent?: number): ImportSource =>
  bytesSource(name, JSON.stringify(value, null, indent), 97);
const lines = (name: string, values: unknown[]): ImportSource =>
  bytesSource(name, values.map((v) => JSON.stringify(v)).join('\n'), 97);

/** One source of every format, by the importer that must be chosen. Names say nothing, on purpose. */
const fixtures: Record<string, () => ImportSource> = {
  chatgpt: () => json('data', [samples.chatgpt, { ...samples.chatgpt, conversation_id: 'y' }]),
  claude: () => json('data', [samples.claude], 2),
  locomo: () => json('data', [samples.locomo], 4),
  longmemeval: () => json('data', [samples.longmemeval]),
  beam: () => json('data', samples.beam, 4),
  bfcl: () => lines('data', [samples.bfcl, { ...samples.bfcl, id: 'memory_prereq_1-customer-1' }]),
  personamem: () => json('data', [samples.personamem], 2),
  lifebench: () =>
    folderOf(
      'data',
      Object.entries(samples.lifebench).map(([name, value]) => json(name, value)),
    ),
  memorybank: () => json('data', samples.memorybank),
  msc: () => lines('data', [samples.msc, { ...samples.msc, metadata: { initial_data_id: 'train:ordinary_2' } }]),
  'mcp-memory': () => lines('data', samples.mcpMemory),
  mem0: () => json('data', samples.mem0, 2),
  messages: () => lines('data', samples.messages),
  papers: () => bytesSource('data', samples.papers),
  notes: () => bytesSource('data', samples.notes),
};

async function read(source: ImportSource, options: ImportOptions & { importer?: string } = {}): Promise<ImportItem[]> {
  const items: ImportItem[] = [];
  for await (const item of readImport(source, options)) items.push(item);
  return items;
}

const turns = (items: ImportItem[]): TurnInput[] => items.flatMap((item) => (item.kind === 'turn' ? [item.turn] : []));
const problems = (items: ImportItem[]): string[] =>
  items.flatMap((item) => (item.kind === 'problem' ? [item.message] : []));
const fixture = (name: string): ImportSource => (fixtures[name] as () => ImportSource)();

describe('detection', () => {
  it('has a fixture for every importer', () => {
    expect(Object.keys(fixtures).sort()).toEqual(importers.map(({ name }) => name).sort());
  });

  it.each(Object.keys(fixtures))('chooses %s by content', async (name) => {
    expect((await detectImporter(fixture(name))).importer.name).toBe(name);
  });

  it('chooses the same importer whatever the file name, the chunks, a byte order mark, line ends or a cut end', async () => {
    const names = Object.keys(fixtures).filter((name) => name !== 'lifebench');
    const texts = new Map<string, string>();
    for (const name of names) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of fixture(name).stream()) chunks.push(chunk);
      texts.set(name, Buffer.concat(chunks).toString());
    }
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.constantFrom('x', 'conversations.json', 'memory.jsonl', 'notes.md', 'a.txt'),
        fc.integer({ min: 1, max: 500 }),
        fc.record({ bom: fc.boolean(), crlf: fc.boolean(), cut: fc.integer({ min: 0, max: 3 }) }),
        async (name, file, chunk, { bom, crlf, cut }) => {
          let text = texts.get(name) as string;
          text = text.slice(0, text.length - cut);
          if (crlf) text = text.replaceAll('\n', '\r\n');
          const detected = await detectImporter(bytesSource(file, bom ? `\ufeff${text}` : text, chunk));
          expect(detected.importer.name).toBe(name);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('recognizes a format by a head that is cut in the first record', async () => {
    const long = { ...samples.longmemeval, haystack_sessions: [[{ role: 'user', content: 'x'.repeat(300_000) }]] };
    expect((await detectImporter(json('data', [long]))).importer.name).toBe('longmemeval');
    const line = { role: 'user', content: 'y'.repeat(300_000), timestamp: 1714550400 };
    expect((await detectImporter(lines('data', [line, line]))).importer.name).toBe('messages');
  });

  it('refuses binary data with the names of the importers', async () => {
    const bytes = new Uint8Array(500).map((_, index) => (index * 7) % 13);
    await expect(detectImporter(bytesSource('x.bin', bytes))).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(read(bytesSource('x.bin', bytes), { importer: 'mem1' })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('every importer', () => {
  it.each(Object.keys(fixtures))(
    '%s reads its fixture without problems and gives every turn an id of its own',
    async (name) => {
      const items = await read(fixture(name));
      expect(problems(items)).toEqual([]);
      expect(items.length).toBeGreaterThan(0);
      const ids = turns(items).map((turn) => turn.id);
      expect(ids).not.toContain(undefined);
      expect(new Set(ids).size).toBe(ids.length);
      expect(turns(await read(fixture(name)))).toEqual(turns(items));
    },
  );

  it.each(Object.keys(fixtures))('%s goes on after any record as if it had not stopped', async (name) => {
    const all = await read(fixture(name));
    const last = all.at(-1)?.position.record ?? 0;
    for (let record = 0; record <= last; record += 1) {
      const rest = await read(fixture(name), { resume: { importer: name, record } });
      expect(rest).toEqual(all.filter((item) => item.position.record > record));
    }
  });

  it.each(Object.keys(fixtures).filter((name) => !['lifebench', 'notes', 'papers'].includes(name)))(
    '%s keeps what comes before a cut and says where the file ends',
    async (name) => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of fixture(name).stream()) chunks.push(chunk);
      const bytes = Buffer.concat(chunks);
      const whole = await read(fixture(name));
      const items = await read(bytesSource('cut', bytes.subarray(0, bytes.length - 12)), { importer: name });
      expect(problems(items).length).toBe(1);
      expect(problems(items)[0]).toMatch(/^record \d+ \(line \d+\): /);
      const given = items.filter((item) => item.kind !== 'problem');
      expect(given).toEqual(whole.slice(0, given.length));
    },
  );

  it('names the record and the line of what is broken, and reads the rest', async () => {
    const text = [
      JSON.stringify(samples.messages[0]),
      '{"role": "user", "content": ',
      JSON.stringify({ foo: 1 }),
      JSON.stringify(samples.messages[1]),
    ].join('\n');
    const items = await read(bytesSource('x.jsonl', text), { importer: 'messages' });
    expect(turns(items).map((turn) => turn.text)).toEqual(['I moved to Oslo', 'ok']);
    expect(problems(items)).toEqual([
      'record 2 (line 2): not valid JSON (unexpected end of json input)',
      'record 3 (line 3): not a messages record',
    ]);
  });

  it('refuses to go on with another importer, stops when told, and puts the user on what names nobody', async () => {
    await expect(
      read(fixture('claude'), { importer: 'claude', resume: { importer: 'mem0', record: 1 } }),
    ).rejects.toThrow('the import was started by mem0, not by claude');
    const aborted = AbortSignal.abort();
    await expect(read(fixture('claude'), { signal: aborted })).rejects.toMatchObject({ code: 'aborted' });
    expect(turns(await read(fixture('claude'), { user: 'ann' })).every((turn) => turn.user === 'ann')).toBe(true);
    expect(turns(await read(fixture('memorybank'), { user: 'ann' }))[0]?.user).toBe('Emily');
  });
});
