import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isStopWord } from './stop-words.ts';
import { tokenize } from './tokenize.ts';

function terms(text: string, as: 'document' | 'query' = 'document'): string[] {
  const out: string[] = [];
  tokenize(text, as, (term) => out.push(term));
  return out;
}

describe('tokenize', () => {
  it('stems words, drops possessives and accents, keeps numbers and versions whole', () => {
    expect(terms("Anna's cafés were running on v2.3.1, cost $1,500.")).toEqual([
      'anna',
      'cafe',
      'be',
      'run',
      'on',
      'v2.3.1',
      'cost',
      'dollar',
      '1500',
    ]);
  });

  it('joins irregular forms, number words and signs with what they stand for', () => {
    expect(terms('went')).toEqual(terms('go'));
    expect(terms('The children met four people')).toEqual(terms('the child meets 4 person'));
    expect(terms('17% off')).toEqual(terms('17 percent off'));
  });

  it('makes Chinese, Japanese and Korean searchable by every pair of characters', () => {
    expect(terms('我住在北京', 'query')).toEqual(['我住', '住在', '在北', '北京']);
    const document = new Set(terms('她去年搬到北京了'));
    expect(document.has('北京')).toBe(true);
    expect(document.has('京')).toBe(true);
    expect(terms('東京タワーに行った')).toContain('タワ');
    expect(terms('서울에서 일해요')).toContain('서울');
    expect(terms('猫', 'query')).toEqual(['猫']);
  });

  it('splits mixed scripts', () => {
    expect(terms('用Python写代码', 'query')).toEqual(['用', 'python', '写代', '代码']);
  });

  it('knows glue words of several languages', () => {
    expect(isStopWord('the')).toBe(true);
    expect(isStopWord('什么')).toBe(true);
    expect(isStopWord('berlin')).toBe(false);
  });

  it('gives offsets inside the text, in order, and every query term of a text occurs in the text itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        let last = 0;
        tokenize(text, 'document', (term, start, end) => {
          expect(term.length).toBeGreaterThan(0);
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeLessThanOrEqual(text.length);
          last = start;
        });
        const document = new Set(terms(text));
        for (const term of terms(text, 'query')) expect(document.has(term)).toBe(true);
      }),
    );
  });
});
