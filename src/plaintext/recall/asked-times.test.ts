import { describe, expect, it } from 'vitest';
import { annotate } from '../extract/annotate.ts';
import { askedTimes } from './asked-times.ts';

const now = Date.UTC(2025, 11, 31);
const asked = (text: string): string[] =>
  askedTimes(text, annotate(text, { at: now }), now).map(
    ({ from, to }) => `${new Date(from).toISOString().slice(0, 10)} ${new Date(to).toISOString().slice(0, 10)}`,
  );

describe('askedTimes', () => {
  it.each([
    ['What happened in April?', ['2025-04-01 2025-05-01']],
    ['What happened during the month of April?', ['2025-04-01 2025-05-01']],
    ['What was saved by the plan for March?', ['2025-03-01 2025-04-01']],
    ['How did the March exam go?', []],
    ['What did we buy in late February?', ['2025-02-16 2025-03-01']],
    ['What did we buy in mid-March 2024?', ['2024-03-07 2024-03-25']],
    ['Who came at the end of May?', ['2025-05-16 2025-06-01']],
    [
      'What did I repair on June 9th, 12th, and 14th?',
      ['2025-06-09 2025-06-10', '2025-06-12 2025-06-13', '2025-06-14 2025-06-15'],
    ],
    ['What did he say on 8 May, 2023?', ['2023-05-08 2023-05-09']],
    ['What may they do when they march home?', []],
  ])('reads "%s" looking back', (text, ranges) => {
    expect(asked(text)).toEqual(ranges);
  });

  it('keeps only the weekdays that are named, at their hours', () => {
    const text = 'In January, what do I usually do on Wednesday evenings?';
    const ranges = askedTimes(text, annotate(text, { at: now }), now);
    expect(ranges).toHaveLength(5);
    for (const { from, to } of ranges) {
      expect(new Date(from).getUTCDay()).toBe(3);
      expect(new Date(from).getUTCHours()).toBe(16);
      expect(to - from).toBe(8 * 3_600_000);
    }
  });
});
