import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readQuestion } from './question-frame.ts';
import type { Evidence } from './reading.ts';
import { whereaboutsAnswer } from './whereabouts.ts';

function told(lines: readonly string[]): Evidence[] {
  return lines.map((text, index) => {
    const id = `t${index}`;
    return {
      hit: {
        id,
        type: 'turn',
        kind: 'turn',
        text,
        at: index * 60_000,
        scope: { user: 'u' },
        sources: [id],
        score: 1,
        trust: 1,
      },
    };
  });
}

function ask(question: string, lines: readonly string[]): string | undefined {
  const frame = readQuestion({
    text: question,
    intent: 'fact',
    answerType: 'thing',
    terms: [],
    entities: [],
    speakers: [],
  });
  return whereaboutsAnswer(frame, told(lines))?.text;
}

describe('whereabouts', () => {
  it.each([
    ['Where is Mary?', 'garden', ['Mary went to the kitchen.', 'Mary moved to the garden.']],
    ['Where is the milk?', 'garden', ['Mary took the milk.', 'Mary went to the garden.']],
    [
      'Where is the milk?',
      'kitchen',
      ['Mary took the milk.', 'Mary went to the kitchen.', 'Mary dropped the milk.', 'Mary went to the hall.'],
    ],
    [
      'Where was the milk before the hall?',
      'kitchen',
      ['Mary took the milk.', 'Mary went to the kitchen.', 'Mary went to the hall.'],
    ],
    ['Where is John?', 'bathroom', ['John and Mary went to the office.', 'Then they went to the bathroom.']],
    ['Is John in the office?', 'No', ['John went to the office.', 'John is no longer in the office.']],
    ['Is John in the office?', 'Maybe', ['John is either in the office or the school.']],
    [
      'How many objects is Mary carrying?',
      'one',
      ['Mary took the milk.', 'Mary took the ball.', 'Mary gave the ball to John.'],
    ],
    ['What is Mary carrying?', 'nothing', ['Mary took the milk.', 'Mary dropped the milk.']],
    ['What is Mary carrying?', 'milk, ball', ['Mary took the milk.', 'Mary got the ball there.']],
    ['Where is Mary?', undefined, ['John went to the office.']],
    ['Where does Mary live?', undefined, ['Mary went to the office.']],
  ])('%s -> %s', (question, answer, lines) => {
    expect(ask(question, lines)).toBe(answer);
  });

  it('does not depend on the order in which hits come', () => {
    const lines = [
      'Mary took the milk.',
      'Mary went to the garden.',
      'Mary gave the milk to John.',
      'John went to the hall.',
    ];
    const frame = readQuestion({
      text: 'Where is the milk?',
      intent: 'fact',
      answerType: 'place',
      terms: [],
      entities: [],
      speakers: [],
    });
    fc.assert(
      fc.property(fc.shuffledSubarray(told(lines), { minLength: 4 }), (evidence) => {
        expect(whereaboutsAnswer(frame, evidence)).toMatchObject({ text: 'hall', evidence: ['t3'] });
      }),
    );
  });
});
