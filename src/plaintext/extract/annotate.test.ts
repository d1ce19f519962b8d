import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { isMemoryError } from '../../errors/index.ts';
import { annotate } from './annotate.ts';
import { splitSentences } from './sentences.ts';

/** Wednesday, 15 May 2024, noon. */
const at = Date.UTC(2024, 4, 15, 12);

function times(text: string, zone?: string, when = at): string[] {
  return annotate(text, { at: when, ...(zone === undefined ? {} : { zone }) }).times.map((one) => {
    const show = (ms: number): string =>
      DateTime.fromMillis(ms, { zone: zone ?? 'UTC' })
        .toFormat("yyyy-MM-dd'T'HH:mm")
        .replace('T00:00', '');
    return `${one.text}: ${show(one.from)} to ${show(one.to)} ${one.granularity}`;
  });
}

describe('times', () => {
  it.each([
    ['We met last Saturday.', 'last Saturday: 2024-05-11 to 2024-05-12 day'],
    ['I saw her yesterday.', 'yesterday: 2024-05-14 to 2024-05-15 day'],
    ['It was last week.', 'last week: 2024-05-06 to 2024-05-13 week'],
    ['Last weekend was fun.', 'Last weekend: 2024-05-11 to 2024-05-13 day'],
    ['I moved two weeks ago.', 'two weeks ago: 2024-04-29 to 2024-05-06 week'],
    ['That was 3 days ago.', '3 days ago: 2024-05-12 to 2024-05-13 day'],
    ['I will go in March.', 'in March: 2025-03-01 to 2025-04-01 month'],
    ['I went there in March.', 'in March: 2024-03-01 to 2024-04-01 month'],
    ['I went there in June.', 'in June: 2023-06-01 to 2023-07-01 month'],
    ['In May we start.', 'In May: 2024-05-01 to 2024-06-01 month'],
    ['Born on 8 May, 2023.', '8 May, 2023: 2023-05-08 to 2023-05-09 day'],
    ['Due March 15th, 2025.', 'March 15th, 2025: 2025-03-15 to 2025-03-16 day'],
    ['Released on 2024-02-29.', '2024-02-29: 2024-02-29 to 2024-03-01 day'],
    ['The call is tomorrow at 3 pm.', 'tomorrow at 3 pm: 2024-05-16T15:00 to 2024-05-16T16:00 hour'],
    ['It is tomorrow at 15:30.', 'tomorrow at 15:30: 2024-05-16T15:30 to 2024-05-16T15:31 minute'],
    ['We met in 2019.', 'in 2019: 2019-01-01 to 2020-01-01 year'],
    ['Last summer we sailed.', 'Last summer: 2023-06-01 to 2023-09-01 season'],
    ['Next Friday I will fly.', 'Next Friday: 2024-05-24 to 2024-05-25 day'],
    ['I have a test on Friday.', 'on Friday: 2024-05-17 to 2024-05-18 day'],
    ['I had a test on Friday.', 'on Friday: 2024-05-10 to 2024-05-11 day'],
    ['The week before last I was ill.', 'The week before last: 2024-04-29 to 2024-05-06 week'],
    ['We left in January 2022.', 'in January 2022: 2022-01-01 to 2022-02-01 month'],
    ['I began a year ago.', 'a year ago: 2023-01-01 to 2024-01-01 year'],
    ['昨日、東京に行きました。', '昨日: 2024-05-14 to 2024-05-15 day'],
    ['어제 영화를 봤어요.', '어제: 2024-05-14 to 2024-05-15 day'],
  ])('%s', (text, expected) => {
    expect(times(text)).toEqual([expected]);
  });

  it.each([
    'You may go.',
    'They march on.',
    'I fall asleep.',
    'In the past I was shy.',
    'Every Friday we play.',
    'Use port 5000 and 2000 items.',
  ])('finds no time in %s', (text) => {
    expect(times(text)).toEqual([]);
  });

  it('resolves in the zone of the turn: the same instant is another day in Tokyo', () => {
    const evening = Date.UTC(2024, 4, 15, 20);
    expect(times('I saw it yesterday.', 'UTC', evening)).toEqual(['yesterday: 2024-05-14 to 2024-05-15 day']);
    expect(times('I saw it yesterday.', 'Asia/Tokyo', evening)).toEqual(['yesterday: 2024-05-15 to 2024-05-16 day']);
  });

  it('keeps calendar days where clocks change: 23 hours in spring, 25 in autumn', () => {
    const hours = (when: number): number => {
      const [time] = annotate('It was yesterday.', { at: when, zone: 'Europe/Berlin' }).times;
      return ((time?.to ?? 0) - (time?.from ?? 0)) / 3_600_000;
    };
    expect(hours(Date.UTC(2024, 3, 1, 10))).toBe(23);
    expect(hours(Date.UTC(2024, 9, 28, 10))).toBe(25);
    expect(hours(Date.UTC(2024, 5, 10, 10))).toBe(24);
  });

  it('refuses an unknown zone', () => {
    try {
      annotate('See you tomorrow.', { at, zone: 'Mars/Olympus' });
      expect.unreachable();
    } catch (error) {
      expect(isMemoryError(error, 'invalid_input')).toBe(true);
    }
  });

  it('gives non-empty intervals inside the text, in order, for any mix of phrases', () => {
    const phrase = fc.constantFrom(
      'last week',
      'yesterday',
      'in May',
      'on Friday',
      'May 5',
      '5/6/2023',
      'two years ago',
      'at 3pm',
      'I went',
      'may',
      '12:30',
      '31 April',
      '2024-13-45',
    );
    fc.assert(
      fc.property(fc.array(phrase, { maxLength: 8 }), fc.integer({ min: 0, max: 4e12 }), (parts, when) => {
        const text = parts.join(' and ');
        let last = 0;
        for (const one of annotate(text, { at: when, zone: 'America/New_York' }).times) {
          expect(one.from).toBeLessThan(one.to);
          expect(one.start).toBeGreaterThanOrEqual(last);
          expect(text.slice(one.start, one.end)).toBe(one.text);
          last = one.end;
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('sentences', () => {
  const cut = (text: string): string[] => splitSentences(text).map((one) => text.slice(one.start, one.end));

  it('knows abbreviations, initials, decimals, lists and other scripts', () => {
    expect(cut('Dr. Smith met J. R. Ewing at 5 p.m. in Bern. It cost 3.5 million!')).toEqual([
      'Dr. Smith met J. R. Ewing at 5 p.m. in Bern.',
      'It cost 3.5 million!',
    ]);
    expect(cut('Things:\n- one\n- two\nand the rest')).toEqual(['Things:', '- one', '- two\nand the rest']);
    expect(cut('你好。我住在上海！你呢？')).toEqual(['你好。', '我住在上海！', '你呢？']);
    expect(splitSentences('Is it so? Yes.').map((one) => one.question)).toEqual([true, false]);
  });

  it('covers all text but white space, for any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'B', ' ', '.', '\n', '。', '!', '1', '`'), maxLength: 60 }),
        (text) => {
          expect(cut(text).join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        },
      ),
    );
  });
});

describe('entities', () => {
  const names = (text: string, known?: ReadonlyMap<string, string>): string[] =>
    annotate(text, { at, ...(known === undefined ? {} : { knownEntities: known }) }).entities.map(
      (one) => `${one.type}:${one.name}`,
    );

  it('types people, places, organizations, products, amounts and titles', () => {
    expect(names('Yesterday I met Caroline Smith in San Francisco.')).toEqual([
      'person:caroline smith',
      'place:san francisco',
    ]);
    expect(names('She joined Mercy Hospital and paid $500 for it.')).toEqual([
      'organization:mercy hospital',
      'number:$500',
    ]);
    expect(names('We use Flask 2.3.1 with SQLite.')).toEqual(['product:flask 2.3.1', 'product:sqlite']);
    expect(names('I read "One Hundred Years" twice.')).toEqual(['other:one hundred years']);
  });

  it('takes no word for a name because it starts a sentence', () => {
    expect(names('Thanks! Maybe later. Something is wrong. Congratulations on this. However, it works.')).toEqual([]);
  });

  it('knows a person with the name of a month by what is said of them, and a month by the rest', () => {
    expect(names('My brother is called Jan. Jan moved to Lille.')).toEqual(['person:jan', 'person:jan', 'place:lille']);
    expect(names('My sister June works at Bosch.')).toEqual(['person:june', 'organization:bosch']);
    expect(
      names('June was hot. I moved in April. Jan 5 is my birthday. May I ask something? It rains in June.'),
    ).toEqual([]);
  });

  it('resolves aliases, and strips possessives', () => {
    expect(names("I borrowed Mel's bike.", new Map([['mel', 'melanie']]))).toEqual(['person:melanie']);
  });

  it('skips code and keeps offsets', () => {
    const text = 'Look: ```\nconst Berlin = Paris;\n``` and then Berlin.';
    const { entities } = annotate(text, { at });
    expect(entities.map((one) => text.slice(one.start, one.end))).toEqual(['Berlin']);
  });
});
