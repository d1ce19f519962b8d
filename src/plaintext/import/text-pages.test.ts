import { describe, expect, it } from 'vitest';
import type { TurnInput } from '../../kernel/turn.ts';
import { bytesSource, folderOf } from '../../testing/bytes-source.ts';
import { readImport } from './detect.ts';
import samples from './fixtures.json' with { type: 'json' };
import type { ImportItem, ImportOptions, ImportSource } from './importer.ts';

async function read(source: ImportSource, options: ImportOptions & { importer?: string } = {}): Promise<ImportItem[]> {
  const items: ImportItem[] = [];
  for await (const item of readImport(source, options)) items.push(item);
  return items;
}

const turns = (items: ImportItem[]): TurnInput[] => items.flatMap((item) => (item.kind === 'turn' ? [item.turn] : []));

describe('pages of text', () => {
  it('papers: title, abstract, authors and date of each', async () => {
    const all = turns(await read(bytesSource('x', samples.papers)));
    expect(all.map((turn) => [turn.meta?.['title'], turn.meta?.['authors'], turn.at])).toEqual([
      ['Forgetting as a Service', ['Ada Byron', 'Alan Turing', 'Grace Hopper'], Date.UTC(2024, 4, 1)],
      ['Remembering Less', ['Kurt Goedel', 'Emmy Noether'], Date.UTC(2024, 4, 2)],
    ]);
    expect(all[0]?.text).toContain(samples.abstract);
  });

  it.each([
    [
      'labels, authors first',
      `Title: Forgetting as a Service\nAuthors: Ada Byron, Alan Turing\nDate: 2024-05-01\nAbstract: ${samples.abstract}\n\nTitle: Remembering Less\nAuthors: Emmy Noether\nDate: 2024-05-02\nAbstract: ${samples.abstract}`,
    ],
    [
      'markdown, rules, wrapped',
      `## 1. Forgetting as a Service\n\n${samples.abstract.replace(/(.{60}) /g, '$1\n')}\n\n*Ada Byron, Alan Turing*\n\n2024-05-01\n\n---\n\n## 2. Remembering Less\n\n${samples.abstract}\n\nEmmy Noether, Kurt Goedel\n\n2 May 2024\n`.replaceAll(
        '*',
        '',
      ),
    ],
    [
      'date first',
      `2024-05-01\nForgetting as a Service\nAda Byron, Alan Turing\n${samples.abstract}\n\n2024-05-02\nRemembering Less\nEmmy Noether, Kurt Goedel\n${samples.abstract}\n`,
    ],
  ])('papers: %s', async (_, text) => {
    const all = turns(await read(bytesSource('x.txt', text)));
    expect(all.map((turn) => [turn.meta?.['title'], turn.session])).toEqual([
      ['Forgetting as a Service', 'papers:2024-05-01'],
      ['Remembering Less', 'papers:2024-05-02'],
    ]);
    expect(all.every((turn) => turn.text.includes('a constant rate does not.'))).toBe(true);
  });

  it('notes: sections dated by their headings or the front matter', async () => {
    const all = turns(await read(bytesSource('x', samples.notes)));
    expect(all.map((turn) => [turn.text, turn.at])).toEqual([
      ['Garden\nBought seeds.', Date.UTC(2024, 2, 1)],
      ['Garden / 2024-04-02\nTomatoes are up.\n\n```\n# no heading\n```', Date.UTC(2024, 3, 2)],
    ]);
    const folder = folderOf('vault', [bytesSource('a.md', '# A\none'), bytesSource('b/c.txt', 'two\r\nlines')]);
    expect(turns(await read(folder)).map((turn) => turn.text)).toEqual(['A\none', 'two\nlines']);
  });

  it('notes: what speakers say are turns of theirs', async () => {
    const text =
      'Notes of a call\n\n# 2024-05-01\nAnna: Where is the key?\nBob: Under the pot.\nThe blue one.\n\nAnna: ok\n**Dr. Li:** ok\nAnna: ok\nhttp://x.org/a: b\n';
    const all = turns(await read(bytesSource('call.txt', text)));
    expect(all.map((turn) => [turn.speaker, turn.text, turn.role])).toEqual([
      [undefined, 'Notes of a call', 'user'],
      ['Anna', 'Where is the key?', 'user'],
      ['Bob', 'Under the pot.\nThe blue one.', 'user'],
      ['Anna', 'ok', 'user'],
      ['Dr. Li', 'ok', 'user'],
      ['Anna', 'ok\nhttp://x.org/a: b', 'user'],
    ]);
    expect(new Set(all.map((turn) => turn.id)).size).toBe(6);
    expect(new Set(all.slice(1).map((turn) => turn.session)).size).toBe(1);
    expect(all[1]?.at).toBe(Date.UTC(2024, 4, 1));
    const roles = turns(await read(bytesSource('chat.md', 'User: hi\nAssistant: hello\nUser: bye\nAssistant: bye\n')));
    expect(roles.map((turn) => [turn.speaker, turn.role])).toEqual(
      ['user', 'assistant', 'user', 'assistant'].map((role) => [undefined, role]),
    );
  });

  it.each([
    ['fields', 'Title: Garden\nAuthor: Anna\nDate: 2024-05-01\nTags: plants\nMood: good\n'],
    ['one speaker', 'Anna: a\nAnna: b\nAnna: c\nAnna: d\n'],
    ['too few lines', 'Anna: a\nBob: b\nAnna: c\n'],
    [
      'sentences',
      'What I learned in this year: a\nWhat I learned in this year: b\nThe rest of it all: c\nThe rest of it all: d',
    ],
  ])('notes: %s are no conversation', async (_, text) => {
    const all = turns(await read(bytesSource('x.txt', text)));
    expect(all.map((turn) => turn.text)).toEqual([text.trim()]);
  });

  it('notes: long sections are cut at paragraphs', async () => {
    const text = Array.from({ length: 12 }, (_, index) => `Paragraph ${index} ${'word '.repeat(60)}`).join('\n\n');
    const all = turns(await read(bytesSource('x.md', text)));
    expect(all.length).toBeGreaterThan(2);
    expect(all.every((turn) => turn.text.length < 2_500)).toBe(true);
  });
});
