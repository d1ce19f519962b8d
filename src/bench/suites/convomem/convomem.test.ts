import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seededRng } from '../../../testing/seeded-rng.ts';
import { loadSuite } from '../catalog.ts';
import { convomemTwin } from './convomem-twin.ts';
import { convomemConversation } from './load-convomem.ts';

const twin = (conversations: number, seed = 1) =>
  convomemTwin({ items: 10, conversations, length: 8 }, seededRng(seed).split('convomem'));

describe('convomem', () => {
  it('finds evidence by its text, and drops what stands in no message', () => {
    const conversation = convomemConversation(
      {
        evidence_items: [
          {
            question: 'Which color?',
            answer: 'Red',
            category: 'user_evidence',
            message_evidences: [
              { speaker: 'User', text: 'I  like RED' },
              { speaker: 'User', text: 'gone' },
            ],
            conversations: [
              {
                id: 'c1',
                messages: [
                  { speaker: 'User', text: 'I like red' },
                  { speaker: 'Assistant', text: 'Noted' },
                ],
              },
            ],
          },
          { question: 'Why?', category: 'abstention_evidence', message_evidences: [], conversations: [] },
        ],
      },
      'file',
    );
    expect(conversation.turns.map(({ id, role }) => [id, role])).toEqual([
      ['c1:0', 'user'],
      ['c1:1', 'assistant'],
    ]);
    expect(conversation.questions[0]).toMatchObject({ gold: ['c1:0'], answer: 'Red', abstain: false });
    expect(conversation.questions[1]).toMatchObject({ gold: [], abstain: true });
    expect(conversation.dropped).toEqual({ 'evidence-in-no-message': 1 });
  });

  it('makes a twin in the same schema: all evidence is there, changes in their order, sizes share their questions', () => {
    const [small, large] = [convomemConversation(twin(20) as never, 's'), convomemConversation(twin(60) as never, 'l')];
    expect(small.dropped).toEqual({});
    expect(large.dropped).toEqual({});
    expect(new Set(large.turns.map(({ session }) => session)).size).toBe(60);
    expect(large.questions.map(({ text, answer }) => [text, answer])).toEqual(
      small.questions.map(({ text, answer }) => [text, answer]),
    );
    const place = new Map(large.turns.map(({ id }, i) => [id, i]));
    for (const { gold } of large.questions) {
      const places = gold.map((id) => place.get(id) as number);
      expect(places).toEqual([...places].sort((a, b) => a - b));
    }
    expect(twin(20)).toEqual(twin(20));
    expect(twin(20, 2)).not.toEqual(twin(20));
  });

  it('is read from a file, and refuses another format', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'convomem-'));
    try {
      writeFileSync(join(folder, 'a.json'), JSON.stringify(twin(20)));
      const loaded = await loadSuite('convomem', { dataPath: folder });
      expect(loaded).toMatchObject({ unit: 'turn', questions: 10, scorable: 8 });
      writeFileSync(join(folder, 'b.json'), '{"items": []}');
      await expect(loadSuite('convomem', { dataPath: folder })).rejects.toMatchObject({ code: 'invalid_input' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
