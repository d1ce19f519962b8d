import { describe, expect, it } from 'vitest';
import { classifyQuestion } from './intent.ts';
import { queryTerms } from './query-terms.ts';

describe('classifyQuestion', () => {
  it.each([
    ['Can you give me a summary of my trip?', 'summary'],
    ['In which order did I visit the cities?', 'order'],
    ['How many cats do I have?', 'count'],
    ['What did I tell you to always do?', 'instruction'],
    ['What is my favorite color?', 'preference'],
    ['Can you recommend a restaurant?', 'advice'],
    ['How do I fix a tire?', 'advice'],
    ['Have I ever been to Rome?', 'yes-no'],
    ['Where do I currently live?', 'validity'],
    ['What was my address originally?', 'history'],
    ['What is the name of my dog?', 'fact'],
  ])('%s', (text, intent) => {
    expect(classifyQuestion(text).intent).toBe(intent);
  });

  it.each([
    ['When did I move?', 'time'],
    ['Who is my dentist?', 'person'],
    ['How long did the flight take?', 'duration'],
    ['How old is Anna?', 'number'],
    ['Where is the key?', 'place'],
    ['Have I met Bob?', 'boolean'],
    ['Why did she leave?', 'reason'],
  ])('%s asks for a %s', (text, answerType) => {
    expect(classifyQuestion(text).answerType).toBe(answerType);
  });
});

describe('queryTerms', () => {
  it('weighs glue and words about remembering low, content and names in full', () => {
    const weights = new Map(
      queryTerms('What did you tell me about the harbor when Will came?').map((t) => [t.term, t.weight]),
    );
    expect(weights.get('harbor')).toBe(1);
    expect(weights.get('the')).toBeLessThan(0.2);
    expect(weights.get('tell')).toBeLessThan(0.5);
    expect(weights.get('will')).toBeGreaterThan(0.5);
  });

  it('leaves out how the answer is to look', () => {
    const terms = queryTerms('How much was the charge? Give the answer in the format: $__.__ (ex: $19.99)').map(
      (t) => t.term,
    );
    expect(terms).toContain('charg');
    expect(terms).not.toContain('format');
    expect(terms).not.toContain('19.99');
    expect(queryTerms('Give me only words').length).toBeGreaterThan(0);
  });
});
