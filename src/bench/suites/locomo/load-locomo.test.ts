import { describe, expect, it } from 'vitest';
import { evidenceIds, locomoConversation } from './load-locomo.ts';

const turn = (dia_id: string, speaker: string, text: string): object => ({ dia_id, speaker, text });
const qa = (category: number, evidence: string[], extra: object = { answer: 'x' }): object => ({
  question: `question ${category}`,
  category,
  evidence,
  ...extra,
});

/** As the benchmark's file: more date keys than sessions, captions, every kind of dirty evidence. */
const sample = {
  sample_id: 'conv-0',
  conversation: {
    speaker_a: 'Ann',
    speaker_b: 'Bo',
    session_1_date_time: '1:56 pm on 8 May, 2023',
    session_1: [
      turn('D1:1', 'Ann', 'I paint'),
      { ...turn('D1:2', 'Bo', 'Look'), blip_caption: 'a photo of a lake', img_url: ['u'] },
    ],
    session_2_date_time: '12:09 am on 13 June, 2023',
    session_2: [
      turn('D2:1', 'Ann', 'I swim'),
      ...Array.from({ length: 25 }, (_, i) => turn(`D2:${i + 2}`, 'Bo', 'ok')),
    ],
    session_3_date_time: '1:00 pm on 1 July, 2023',
    session_4_date_time: '2:00 pm on 2 July, 2023',
    session_4: [],
    session_11_date_time: '2:00 pm on 3 July, 2023',
    session_11: [...Array.from({ length: 26 }, (_, i) => turn(`D11:${i + 1}`, 'Ann', 'fine'))],
  },
  qa: [
    qa(1, ['D1:1; D2:1']),
    qa(1, ['D1:1 D2:1 D2:3']),
    qa(2, ['D:11:26']),
    qa(2, ['D11:05']),
    qa(3, []),
    qa(3, ['D']),
    qa(4, ['D10:19']),
    qa(4, ['D1:2', 'D1:2'], { answer: 7 }),
    qa(5, ['D2:1'], { adversarial_answer: 'in June' }),
  ],
};

describe('locomo', () => {
  it('normalizes dirty evidence ids', () => {
    expect(evidenceIds('D8:6; D9:17')).toEqual(['D8:6', 'D9:17']);
    expect(evidenceIds('D9:1 D4:4 D4:6')).toEqual(['D9:1', 'D4:4', 'D4:6']);
    expect(evidenceIds('D:11:26')).toEqual(['D11:26']);
    expect(evidenceIds('D30:05')).toEqual(['D30:5']);
    expect(evidenceIds('D')).toEqual([]);
  });

  it('reads sessions by their arrays, captions into the text, categories and dropped ids', () => {
    const conversation = locomoConversation(sample, 'turn');
    expect(new Set(conversation.turns.map(({ session }) => session))).toEqual(
      new Set(['session_1', 'session_2', 'session_11']),
    );
    expect(conversation.turns[1]).toMatchObject({ speaker: 'Bo', text: 'Look [photo: a photo of a lake]' });
    expect(conversation.turns[2]?.at).toBe(Date.UTC(2023, 5, 13, 0, 9));
    expect(conversation.questions.map(({ gold }) => gold)).toEqual([
      ['D1:1', 'D2:1'],
      ['D1:1', 'D2:1', 'D2:3'],
      ['D11:26'],
      ['D11:5'],
      [],
      [],
      [],
      ['D1:2'],
      ['D2:1'],
    ]);
    expect(conversation.dropped).toEqual({
      'question-without-evidence': 3,
      'malformed-evidence-id': 1,
      'unknown-evidence-id': 1,
    });
    expect(conversation.questions[7]?.answer).toBe('7');
    expect(conversation.questions[8]).toMatchObject({ category: '5 adversarial', abstain: true, answer: 'in June' });
  });

  it('names sessions as gold by session', () => {
    const conversation = locomoConversation(sample, 'session');
    expect(conversation.questions[1]?.gold).toEqual(['session_1', 'session_2']);
    expect(conversation.units?.get('D2:1')).toBe('session_2');
  });
});
