import { describe, expect, it } from 'vitest';
import { choiceBaselines, choicesReport } from './choices.ts';
import type { SuiteConversation, SuiteQuestion } from './suites/suite.ts';

const question: SuiteQuestion = {
  id: 'q',
  text: 'what does Ann play?',
  gold: [],
  options: ['the cello', 'a very long option about nothing at all', 'chess'],
  correctOption: 0,
  category: 'facts',
  abstain: false,
};
const conversation: SuiteConversation = {
  id: 'c',
  turns: [{ id: 't', text: 'Ann plays the cello', at: 0 }],
  questions: [question],
  dropped: {},
};

describe('choices', () => {
  it('scores a chooser beside chance, the longest option and the overlap with BM25', async () => {
    const baselines = choiceBaselines(conversation);
    await baselines.ingest(conversation.turns);
    const asked = await baselines.ask(question, async () => 2);
    expect(asked).toMatchObject({ chosen: 2, longest: 1, overlap: 0 });
    const report = choicesReport([asked, { ...asked, chosen: 0 }]);
    expect(report).toMatchObject({ questions: 2, accuracy: 50, chance: 33.33, longestOption: 0, bm25Overlap: 100 });
    expect(report?.byCategory['facts']?.accuracy).toBe(50);
  });

  it('reports nothing where nobody chooses', async () => {
    const baselines = choiceBaselines(conversation);
    expect(choicesReport([await baselines.ask(question, undefined)])).toBeNull();
  });
});
