import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../testing/bytes-source.ts';
import type { ImportSource } from './importer.ts';
import { zipSource } from './zip-source.ts';

async function text(source: ImportSource, from?: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source.stream(from)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const content = 'hello '.repeat(5_000);
const archive = zipSync({ 'a/deflated.txt': strToU8(content), 'stored.txt': [strToU8('as it is'), { level: 0 }] });

describe('zipSource', () => {
  it('lists and streams deflated and stored entries', async () => {
    const zip = await zipSource(bytesSource('x.zip', archive, 11));
    const entries = await zip.entries();
    expect(entries.map((entry) => [entry.name, entry.size])).toEqual([
      ['a/deflated.txt', content.length],
      ['stored.txt', 8],
    ]);
    expect(await text(entries[0] as ImportSource)).toBe(content);
    expect(await text(entries[1] as ImportSource)).toBe('as it is');
    expect(await text(entries[0] as ImportSource, content.length - 6)).toBe('hello ');
  });

  it('refuses an archive without its directory', async () => {
    const cut = archive.slice(0, archive.length - 30);
    await expect(zipSource(bytesSource('x.zip', cut))).rejects.toThrow('x.zip is a damaged ZIP archive');
  });

  it('stops at an entry that inflates to more than the directory says', async () => {
    const lying = archive.slice();
    const view = new DataView(lying.buffer);
    const directory = view.getUint32(lying.length - 22 + 16, true);
    view.setUint32(directory + 24, 100, true);
    const [entry] = await (await zipSource(bytesSource('x.zip', lying, 64))).entries();
    await expect(text(entry as ImportSource)).rejects.toThrow('larger than its directory says');
  });

  it('reports damaged compressed bytes instead of giving wrong text', async () => {
    const damaged = archive.slice();
    for (let at = 60; at < 90; at += 1) damaged[at] = 0xff;
    const [entry] = await (await zipSource(bytesSource('x.zip', damaged))).entries();
    await expect(text(entry as ImportSource)).rejects.toThrow(/damaged ZIP archive/);
  });
});
