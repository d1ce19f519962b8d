import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../testing/bytes-source.ts';
import type { ScanOptions } from './json-scanner.ts';
import { jsonRecords, lineRecords, type ParsedRecord } from './parsed-records.ts';

async function read(text: string | Uint8Array, options: ScanOptions = {}, chunk = 7): Promise<ParsedRecord[]> {
  const records: ParsedRecord[] = [];
  for await (const record of jsonRecords(bytesSource('x', text, chunk).stream(), options)) records.push(record);
  return records;
}

const values = (records: ParsedRecord[]): unknown[] => records.filter((r) => 'value' in r).map((r) => r.value);
const problems = (records: ParsedRecord[]): string[] => records.flatMap((r) => r.problem ?? []);

describe('jsonRecords', () => {
  it('gives the elements of any array as JSON.parse does, whatever the chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue()),
        fc.integer({ min: 1, max: 40 }),
        fc.boolean(),
        async (array, chunk, pretty) => {
          const text = JSON.stringify(array, null, pretty ? 2 : 0);
          const expected = JSON.parse(text) as unknown[];
          const records = await read(text, {}, chunk);
          expect(values(records)).toEqual(expected);
          expect(problems(records)).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('gives the members of any object with their keys', async () => {
    const keys = fc.string({ minLength: 1 }).filter((key) => key !== '__proto__');
    await fc.assert(
      fc.asyncProperty(fc.dictionary(keys, fc.jsonValue()), fc.integer({ min: 1, max: 9 }), async (object, chunk) => {
        const records = await read(JSON.stringify(object), { members: true }, chunk);
        expect(Object.fromEntries(records.map((record) => [record.key, record.value]))).toEqual(
          JSON.parse(JSON.stringify(object)),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('reads an object as one record by default, and the elements of named lists with split', async () => {
    const text = '{"count": 2, "results": [{"a": 1}, {"a": [2]}], "next": null}';
    expect(values(await read(text))).toEqual([JSON.parse(text)]);
    expect(values(await read(text, { split: ['results'] }))).toEqual([{ a: 1 }, { a: [2] }]);
    expect(values(await read('[{"a": 1}]', { split: ['results'] }))).toEqual([{ a: 1 }]);
  });

  it('keeps everything before the place where a file is cut, wherever that is', async () => {
    const text = JSON.stringify([{ a: 'one' }, { b: ['two', { c: 'th"ree' }] }, { d: 4 }]);
    const ends = [11, 41, 49];
    for (let cut = 1; cut < text.length; cut += 1) {
      const records = await read(text.slice(0, cut));
      const whole = ends.filter((end) => cut > end).length;
      expect(values(records).length).toBeGreaterThanOrEqual(Math.min(whole, 3) === 3 ? 3 : whole - 1);
      expect(problems(records).join()).toMatch(/the file ends/);
    }
  });

  it('names the line of a broken record and reads the others', async () => {
    const text = '[\n{"a": 1},\n{"a": tru},\n{"a": "open},\n{"a": [1, 2},\n{"a": 5}\n]';
    const records = await read(text);
    expect(values(records)).toEqual([{ a: 1 }, { a: 5 }]);
    expect(records.filter((r) => r.problem !== undefined).map((r) => r.line)).toEqual([3, 4, 5]);
    expect(problems(records)[1]).toBe('a string is not closed on its line');
    expect(problems(records)[2]).toBe('brackets do not match');
  });

  it('goes on after a bracket too many', async () => {
    const records = await read('[{"a": 1}}, {"a": 2}], {"a": 3}');
    expect(values(records)).toEqual([{ a: 1 }, { a: 2 }, { a: 3 }]);
    expect(problems(records)).toEqual(['a closing bracket without an opening one']);
  });

  it('refuses deep nesting and long records without failing on the rest', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    const records = await read(`[1, ${deep}, 2]`, {}, 4096);
    expect(values(records)).toEqual([1, 2]);
    expect(problems(records)).toEqual(['nested deeper than 200 levels']);
    const long = await read(`["${'x'.repeat(500)}", "y"]`, { maxRecordBytes: 100 });
    expect(values(long)).toEqual(['y']);
    expect(problems(long)).toEqual(['longer than 100 bytes']);
  });

  it('reads UTF-16 and byte order marks, and reports bytes that are not UTF-8', async () => {
    const text = '[{"name": "Zoë 東京"}]';
    const utf16 = new Uint8Array([
      0xff,
      0xfe,
      ...new Uint8Array(new Uint16Array([...text].map((c) => c.charCodeAt(0))).buffer),
    ]);
    expect(values(await read(utf16))).toEqual(JSON.parse(text));
    expect(values(await read(`\ufeff${text}`, {}, 1))).toEqual(JSON.parse(text));
    const broken = new Uint8Array([...new TextEncoder().encode('["a'), 0xff, ...new TextEncoder().encode('b", "c"]')]);
    const records = await read(broken);
    expect(values(records)).toEqual(['a\ufffdb', 'c']);
    expect(problems(records)).toEqual(['bytes that are not UTF-8 were replaced']);
  });

  it('says nothing about content in a problem', async () => {
    const records = await read('[{"secret": hunter2}]');
    expect(problems(records).join()).not.toMatch(/hunter2|secret/);
  });
});

describe('lineRecords', () => {
  it('reads lines with CRLF, empty lines and a broken one in the middle', async () => {
    const text = '{"a": 1}\r\n\r\n{"a": \r\n{"a": 3}';
    const records: ParsedRecord[] = [];
    for await (const record of lineRecords(bytesSource('x', text, 3).stream())) records.push(record);
    expect(records.map((r) => r.value)).toEqual([{ a: 1 }, undefined, { a: 3 }]);
    expect(records.map((r) => r.line)).toEqual([1, 3, 4]);
    expect(records[2]?.byte).toBe(text.lastIndexOf('{'));
  });

  it('reads long lines in many chunks, and does not parse deep ones', async () => {
    const deep = `{"a": ${'['.repeat(5_000)}${']'.repeat(5_000)}}`;
    const text = `${JSON.stringify({ a: 'x'.repeat(200_000) })}\n${deep}\n{"a": "]]]\\""}`;
    const records: ParsedRecord[] = [];
    for await (const record of lineRecords(bytesSource('x', text, 13).stream())) records.push(record);
    expect(records.map((r) => r.problem)).toEqual([undefined, 'nested deeper than 200 levels', undefined]);
    expect(records[2]?.value).toEqual({ a: ']]]"' });
  });
});
