import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runRetrieval } from '../../retrieval.ts';
import { longmemeval, longmemevalConversation } from './load-longmemeval.ts';

const filler = (text: string): object[] => [
  { role: 'user', content: text },
  { role: 'assistant', content: 'I see.' },
];

const instance = (id: string): Readonly<Record<string, unknown>> => ({
  question_id: id,
  question_type: 'single-session-assistant',
  question: 'Which cheese did you recommend for my fondue?',
  answer: 'Gruyere',
  question_date: '2023/05/30 (Tue) 23:40',
  haystack_session_ids: ['answer_1', 'ultrachat_7', 'sharegpt_3', 'ultrachat_7'],
  haystack_dates: [
    '2023/05/22 (Mon) 10:00',
    '2023/05/20 (Sat) 02:21',
    '2023/05/21 (Sun) 00:00',
    '2023/05/20 (Sat) 02:21',
  ],
  haystack_sessions: [
    [
      { role: 'user', content: 'What goes into fondue?' },
      { role: 'assistant', content: 'I recommend Gruyere cheese for the fondue.', has_answer: true },
      { role: 'user', content: 'Thanks', has_answer: false },
    ],
    filler('Plan my garden'),
    filler('Write a poem'),
    filler('Plan my garden'),
  ],
  answer_session_ids: ['answer_1'],
});

async function withFile<T>(content: unknown, use: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'palimpsest-bench-'));
  try {
    const path = join(folder, 'longmemeval_s_cleaned.json');
    await writeFile(path, JSON.stringify(content));
    return await use(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('longmemeval', () => {
  it('hashes session ids, sorts by time, drops duplicates, finds evidence of both roles', () => {
    const conversation = longmemevalConversation(instance('q1'), 'turn');
    expect(JSON.stringify(conversation)).not.toMatch(/answer_1|ultrachat|sharegpt/);
    expect(conversation.turns.map(({ text }) => text).slice(0, 3)).toEqual([
      'Plan my garden',
      'I see.',
      'Write a poem',
    ]);
    expect(conversation.dropped).toEqual({ 'duplicate-session': 1 });
    const [question] = conversation.questions;
    expect(question?.gold).toHaveLength(1);
    expect(conversation.turns.find(({ id }) => id === question?.gold[0])?.role).toBe('assistant');
    expect(question?.at).toBe(Date.UTC(2023, 4, 30, 23, 40));
    expect(longmemevalConversation(instance('q1_abs'), 'turn').questions[0]).toMatchObject({ abstain: true, gold: [] });
  });

  it('streams instances, cuts parts and scores by session', async () => {
    await withFile([instance('q1'), instance('q2'), instance('q3_abs')], async (dataPath) => {
      const report = await runRetrieval({ suite: 'longmemeval', dataPath, recipe: 'bm25-sessions' });
      expect(report).toMatchObject({ unit: 'session', questions: 3, scorable: 2, conversations: 3 });
      expect(report.recall['1']).toBe(100);
      expect(report.own['recallAll5']).toBe(100);
      const ids: string[] = [];
      for await (const { id } of longmemeval.open({ dataPath, part: 'heldout' })) ids.push(id);
      expect(ids).toEqual(['q2']);
    });
  });

  it('says what is missing in a file of questions alone', async () => {
    await withFile([{ id: 'q', query: 'x', gold_ids: [] }], async (dataPath) => {
      await expect(runRetrieval({ suite: 'longmemeval', dataPath, recipe: 'recency' })).rejects.toThrow(
        /haystack_sessions/,
      );
    });
  });
});
