import { describe, expect, it } from 'vitest';
import { clockText, timeAnswer, timeStyle, timesIn } from './time-answers.ts';

const at = Date.parse('2023-07-17T15:00:00Z'); // a Monday

function answer(text: string, style: Parameters<typeof timeAnswer>[2] = 'when', zone?: string): string | undefined {
  const mention = timesIn(text, at, zone)[0];
  return mention === undefined ? undefined : timeAnswer(mention, at, style, zone);
}

describe('dates as people answer them', () => {
  it.each([
    ['I saw it yesterday', '16 July 2023'],
    ['we leave tomorrow', '18 July 2023'],
    ['it was last week', 'the week before 17 July 2023'],
    ['we meet next week', 'the week after 17 July 2023'],
    ['it was last weekend', 'the weekend before 17 July 2023'],
    ['we went two weekends ago', 'two weekends before 17 July 2023'],
    ['she called last Friday', 'the Friday before 17 July 2023'],
    ['he came two weeks ago', 'two weeks before 17 July 2023'],
    ['it was a few days ago', 'a few days before 17 July 2023'],
    ['I moved last month', 'June 2023'],
    ['I moved three months ago', 'April 2023'],
    ['I moved last year', '2022'],
    ['I moved in 2016', '2016'],
    ['we met on 5 March 2021', '5 March 2021'],
    ['the trip was last summer', 'summer 2022'],
    ['the course starts next month', 'August 2023'],
  ])('%s -> %s', (text, expected) => {
    expect(answer(text)).toBe(expected);
  });

  it('resolves to the day where a date is asked for', () => {
    expect(answer('she called last Friday', 'date')).toBe('14 July 2023');
    expect(answer('she called last Friday', 'weekday')).toBe('Friday');
    expect(answer('I moved last month', 'year')).toBe('2023');
    expect(answer('I moved last month', 'month')).toBe('June 2023');
  });

  it('counts days in the zone of the turn', () => {
    const late = Date.parse('2023-07-17T23:30:00Z');
    const [mention] = timesIn('I saw it today', late, 'Asia/Tokyo');
    expect(mention && timeAnswer(mention, late, 'when', 'Asia/Tokyo')).toBe('18 July 2023');
  });

  it('keeps the weekday that was said with a date without a year', () => {
    const march = Date.parse('2026-03-08T12:00:00Z');
    const [mention] = timesIn('the hall was double-booked and it is now Saturday 6 June', march);
    expect(mention && timeAnswer(mention, march, 'when')).toBe('6 June 2026');
  });
});

it.each([
  ['When did it happen?', 'when'],
  ['What year did it happen?', 'year'],
  ['In which month did it happen?', 'month'],
  ['On what date did it happen?', 'date'],
  ['What day is the payment due?', 'weekday'],
  ['What time do I wake up?', 'clock'],
])('%s asks for %s', (question, style) => {
  expect(timeStyle(question)).toBe(style);
});

it('reads clock times', () => {
  expect(clockText('I get up at 6:45 am')).toBe('6:45 AM');
  expect(clockText('pickup by 5PM')).toBe('5 PM');
  expect(clockText('no time here')).toBeUndefined();
});
