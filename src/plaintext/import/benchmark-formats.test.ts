import { describe, expect, it } from 'vitest';
import type { TurnInput } from '../../kernel/turn.ts';
import { bytesSource, folderOf } from '../../testing/bytes-source.ts';
import { readImport } from './detect.ts';
import samples from './fixtures.json' with { type: 'json' };
import type { ImportItem, ImportOptions, ImportSource } from './importer.ts';

const json = (name: string, value: unknown, indent?: number): ImportSource =>
  bytesSource(name, JSON.stringify(value, null, indent), 97);
async function read(source: ImportSource, options: ImportOptions & { importer?: string } = {}): Promise<ImportItem[]> {
  const items: ImportItem[] = [];
  for await (const item of readImport(source, options)) items.push(item);
  return items;
}

const turns = (items: ImportItem[]): TurnInput[] => items.flatMap((item) => (item.kind === 'turn' ? [item.turn] : []));
const problems = (items: ImportItem[]): string[] =>
  items.flatMap((item) => (item.kind === 'problem' ? [item.message] : []));

describe('the benchmark formats', () => {
  it('locomo: sessions by their arrays, dates, captions', async () => {
    const [first, second] = turns(await read(json('x', [samples.locomo])));
    expect(first).toMatchObject({
      id: 'locomo:conv-1:D1:1',
      speaker: 'Ann',
      at: Date.UTC(2023, 4, 8, 13, 56),
      session: 'locomo:conv-1:session_1',
    });
    expect(second?.text).toBe('Look at mine [photo: a photo of a beagle]');
  });

  it('longmemeval: time order, duplicate sessions once', async () => {
    const twice = { ...samples.longmemeval };
    twice.haystack_session_ids = [...twice.haystack_session_ids, 'answer_9'];
    twice.haystack_dates = [...twice.haystack_dates, '2023/05/21 (Sun) 10:00'];
    twice.haystack_sessions = [...twice.haystack_sessions, [{ role: 'user', content: 'I studied biology' }]];
    const items = await read(json('x', [twice]));
    expect(turns(items).map((turn) => turn.text)).toEqual(['Tell me a joke', 'I studied biology', 'Nice']);
    expect(problems(items)).toEqual(['record 1 (line 1): 1 sessions come twice and were read once']);
  });

  it('beam: anchors, markers, a chat identity that does not depend on the file', async () => {
    const all = turns(await read(json('x', samples.beam)));
    expect(all.map((turn) => turn.text)).toEqual(['I start a garden', 'Good', 'Tomatoes are up']);
    expect(all[0]?.at).toBe(Date.UTC(2024, 2, 15));
    expect(all[2]?.at).toBe(Date.UTC(2024, 3, 2));
    const folder = folderOf('chats', [
      json('1/chat.json', samples.beam),
      json('1/probing_questions/probing_questions.json', {}),
    ]);
    expect(turns(await read(folder))).toEqual(all);
  });

  it('personamem: no persona sheet, paragraphs kept', async () => {
    const all = turns(await read(json('x', [samples.personamem])));
    expect(all.map((turn) => [turn.role, turn.text])).toEqual([
      ['user', 'I quit coffee.\n\nFor good.'],
      ['assistant', 'Well done.'],
    ]);
  });

  it('lifebench: roles and speakers by item', async () => {
    const all = turns(
      await read(
        folderOf(
          'x',
          Object.entries(samples.lifebench).map(([name, value]) => json(name, value)),
        ),
      ),
    );
    expect(all.map((turn) => [turn.role, turn.speaker, turn.text])).toEqual([
      ['user', 'Chen', 'See you at eight'],
      ['user', 'Lu Ming', 'How do I fix a leak?'],
      ['assistant', undefined, 'Close the valve.'],
      ['tool', 'Sports Health', 'Health\nRun completed'],
    ]);
    expect(all[0]?.at).toBe(Date.UTC(2025, 5, 2, 12, 45));
  });

  it('msc: sessions in order without invented times', async () => {
    const all = turns(await read(bytesSource('x', JSON.stringify(samples.msc)), { importer: 'msc' }));
    expect(all.map((turn) => [turn.speaker, turn.session, turn.at])).toEqual([
      ['Speaker 1', 'msc:train:ordinary_1:session-1', undefined],
      ['Speaker 2', 'msc:train:ordinary_1:session-1', undefined],
      ['Speaker 1', 'msc:train:ordinary_1:session-2', undefined],
    ]);
  });
});
