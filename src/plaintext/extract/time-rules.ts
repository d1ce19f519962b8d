/**
 * English time expressions as data: a pattern and how it resolves against the turn's own date. A rule earlier in the
 * list wins where two overlap. Tense decides the direction of "on Friday" and "in May".
 */
import type { DateTime } from 'luxon';
import { calendarDay, dateIn, type Interval, seasonOf, weekendOf, whole } from './calendar.ts';

/** One kind of expression. */
export type TimeRule = {
  /** Global, case-insensitive. */
  readonly pattern: RegExp;
  /** Cheap test on the whole text before the pattern runs. */
  readonly gate?: RegExp;
  readonly resolve: (match: RegExpExecArray, now: DateTime, text: string) => Interval | undefined;
  /** Whether the answer depends on when it was said. */
  readonly relative: boolean;
  /** True where a time of day may follow ("tomorrow at 3 pm"). */
  readonly day?: boolean;
};

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const seasons: Readonly<Record<string, number>> = { spring: 0, summer: 1, fall: 2, autumn: 2, winter: 3 };
const counts: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  couple: 2,
  three: 3,
  few: 3,
  several: 4,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  half: 0.5,
};

const fullWeekday = '(?:mon|tues|wednes|thurs|fri|satur|sun)day';
const monthWord =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const countWord =
  '(\\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a couple(?: of)?|a few|several|half an?)';

const weekdayIndex = (word: string): number => weekdays.indexOf(word.slice(0, 3).toLowerCase()) + 1;
const monthIndex = (word: string): number => months.indexOf(word.slice(0, 3).toLowerCase()) + 1;

function countOf(word: string): number {
  if (/^\d/.test(word)) return Number(word);
  return (
    counts[
      word
        .toLowerCase()
        .replace(/^a (?=couple|few)/, '')
        .replace(/ (?:of|an?)$/, '')
    ] ?? 1
  );
}

const pastTense =
  /\b(?:was|were|went|had|did|didn['’]t|got|saw|met|came|took|made|bought|gave|ran|won|lost|left|ate|began|broke|told|said|found|felt|flew|drove|spent|read|heard|wrote|since|[a-zÀ-ÿ]{2,}ed)\b/i;
const futureTense =
  /\b(?:will|won['’]t|going to|gonna|plan(?:ning)?|hop(?:e|ing) to|upcoming|next|deadline|due|by|until|scheduled|have an?|has an?|want to|need to|looking forward)\b|['’]ll\b|\b(?:is|are|am|['’]m|['’]re)\s+[a-zÀ-ÿ]+ing\b/i;

/** Direction of an undated weekday or month, from the words of its own sentence: -1 past, 1 future, 0 unknown. */
export function tenseAround(text: string, index: number): -1 | 0 | 1 {
  const before = Math.max(
    text.lastIndexOf('.', index),
    text.lastIndexOf('?', index),
    text.lastIndexOf('!', index),
    index - 160,
  );
  const rest = text.slice(index).search(/[.!?\n]/);
  const sentence = text.slice(before + 1, rest < 0 ? index + 120 : index + Math.min(rest, 120));
  if (futureTense.test(sentence) && !/\b(?:was|were) going to\b/i.test(sentence))
    return pastTense.test(sentence) ? 0 : 1;
  return pastTense.test(sentence) ? -1 : 0;
}

function weekdayNear(now: DateTime, weekday: number, direction: string): Interval {
  const back = (now.weekday - weekday + 7) % 7;
  if (/^(?:last|past|previous|this past)$/i.test(direction))
    return whole(now.minus({ days: back === 0 ? 7 : back }), 'day');
  if (/^next$/i.test(direction)) return whole(now.startOf('week').plus({ weeks: 1, days: weekday - 1 }), 'day');
  return whole(now.plus({ days: (7 - back) % 7 }), 'day');
}

function monthNear(now: DateTime, month: number, direction: -1 | 0 | 1): number {
  if (direction < 0) return month <= now.month ? now.year : now.year - 1;
  if (direction > 0) return month >= now.month ? now.year : now.year + 1;
  const distance = month - now.month;
  if (distance > 6) return now.year - 1;
  return distance < -6 ? now.year + 1 : now.year;
}

function dayNear(now: DateTime, month: number, day: number, direction: -1 | 0 | 1): DateTime | undefined {
  const today = now.startOf('day').toMillis();
  const options = [now.year - 1, now.year, now.year + 1]
    .map((year) => calendarDay(now, { year, month, day }))
    .filter((one): one is DateTime => one !== undefined);
  const wanted = options.filter(
    (one) => direction === 0 || (direction < 0 ? one.toMillis() <= today : one.toMillis() >= today),
  );
  const distance = (one: DateTime): number => Math.abs(one.toMillis() - today);
  return (wanted.length > 0 ? wanted : options).sort((a, b) => distance(a) - distance(b))[0];
}

const fourDigitYear = (word: string): number => (word.length === 2 ? 2000 + Number(word) : Number(word));
const unitOf = (word: string): 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year' =>
  word.toLowerCase().replace(/s$/, '') as 'minute';

function shifted(now: DateTime, unitWord: string, count: number): Interval | undefined {
  if (/^weekend/i.test(unitWord)) return weekendOf(now.plus({ weeks: Math.round(count) }));
  let unit = unitOf(unitWord);
  let amount = count;
  if (!Number.isInteger(amount)) {
    if (unit !== 'year') return undefined;
    unit = 'month';
    amount *= 12;
  }
  return whole(now.plus({ [`${unit}s`]: amount }), unit);
}

const dateOrder = (first: number, second: number): [month: number, day: number] =>
  first > 12 ? [second, first] : [first, second];

/** All rules, most specific first. */
export const timeRules: readonly TimeRule[] = [
  {
    pattern: /\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b/g,
    gate: /\d-\d/,
    relative: false,
    day: true,
    resolve: (m, now) => {
      const day = calendarDay(now, { year: Number(m[1]), month: Number(m[2]), day: Number(m[3]) });
      return day === undefined ? undefined : whole(day, 'day');
    },
  },
  {
    pattern: /(?<![\d./-])(\d{1,2})([/.])(\d{1,2})\2((?:19|20)?\d\d)(?![\d./-])/g,
    gate: /\d[/.]\d/,
    relative: false,
    day: true,
    resolve: (m, now) => {
      const a = Number(m[1]);
      const b = Number(m[3]);
      if (m[2] === '.' && (m[4] ?? '').length < 4) return undefined;
      const [month, date] = m[2] === '.' ? [b, a] : dateOrder(a, b);
      const day = calendarDay(now, { year: fourDigitYear(m[4] ?? ''), month, day: date });
      return day === undefined ? undefined : whole(day, 'day');
    },
  },
  {
    pattern: new RegExp(
      `\\b(?:${fullWeekday},?\\s+)?(?:(?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?:\\s+of)?\\s+(${monthWord})|(${monthWord})\\.?\\s+(?:the )?(\\d{1,2})(?:st|nd|rd|th)?)\\b(?!:\\d|\\s*[ap]\\.?m\\b)(?:,?\\s+((?:19|20)\\d\\d)\\b)?`,
      'gi',
    ),
    relative: true,
    day: true,
    resolve: (m, now, text) => {
      const word = m[2] ?? m[3] ?? '';
      if (/^(?:may|mar|march)$/.test(word)) return undefined;
      const month = monthIndex(word);
      const date = Number(m[1] ?? m[4]);
      const day =
        m[5] === undefined
          ? dayNear(now, month, date, tenseAround(text, m.index))
          : calendarDay(now, { year: Number(m[5]), month, day: date });
      return day === undefined ? undefined : whole(day, 'day');
    },
  },
  {
    pattern: new RegExp(
      `\\b(?:(?:in|since|by|until|during|early|mid|late|of)[\\s-]+)?(${monthWord})\\.?(?:\\s+of)?,?\\s+((?:19|20)\\d\\d)\\b`,
      'gi',
    ),
    gate: /(?:19|20)\d\d/,
    relative: false,
    resolve: (m, now) => {
      const day = calendarDay(now, { year: Number(m[2]), month: monthIndex(m[1] ?? ''), day: 1 });
      return day === undefined ? undefined : whole(day, 'month');
    },
  },
  {
    pattern: /\b(?:the )?day (before yesterday|after tomorrow)\b/gi,
    relative: true,
    day: true,
    resolve: (m, now) => whole(now.plus({ days: /before/i.test(m[0]) ? -2 : 2 }), 'day'),
  },
  {
    pattern:
      /\b(today|tonight|yesterday|tomorrow|last night|this (?:morning|afternoon|evening)|the other day)(?:\s+(?:morning|afternoon|evening|night))?\b/gi,
    relative: true,
    day: true,
    resolve: (m, now) => {
      const word = (m[1] ?? '').toLowerCase();
      if (word === 'the other day') {
        const end = now.startOf('day');
        return { from: end.minus({ days: 7 }).toMillis(), to: end.toMillis(), granularity: 'week' };
      }
      const days = word === 'yesterday' || word === 'last night' ? -1 : word === 'tomorrow' ? 1 : 0;
      return whole(now.plus({ days }), 'day');
    },
  },
  {
    pattern: /\b(?:the )?(week|weekend|month|year) (before last|after next)\b/gi,
    relative: true,
    resolve: (m, now) => shifted(now, m[1] ?? '', /before/i.test(m[2] ?? '') ? -2 : 2),
  },
  {
    pattern: new RegExp(
      `\\b${countWord}\\s+(minutes?|hours?|days?|weeks?|weekends?|months?|years?)\\s+(ago|back|earlier|from now|later)\\b`,
      'gi',
    ),
    gate: /ago|back|earlier|from now|later/i,
    relative: true,
    resolve: (m, now) => {
      const forward = /now|later/i.test(m[3] ?? '');
      if (/few|several/i.test(m[1] ?? '')) return fewAgo(now, m[2] ?? '', forward ? 1 : -1);
      return shifted(now, m[2] ?? '', countOf(m[1] ?? '') * (forward ? 1 : -1));
    },
  },
  {
    pattern: new RegExp(
      `\\bin (?:about |around )?${countWord}\\s+(days?|weeks?|months?|years?)\\b(?! of\\b)(?:['’] time)?`,
      'gi',
    ),
    relative: true,
    resolve: (m, now, text) => {
      if (tenseAround(text, m.index) < 0) return undefined;
      if (/few|several/i.test(m[1] ?? '')) return fewAgo(now, m[2] ?? '', 1);
      return shifted(now, m[2] ?? '', countOf(m[1] ?? ''));
    },
  },
  {
    pattern: new RegExp(
      `\\b(last|next|this past|this coming|this|past|previous)\\s+(${fullWeekday}|(?:mon|tue|wed|thu|fri|sat|sun)\\b)`,
      'gi',
    ),
    relative: true,
    day: true,
    resolve: (m, now, text) => {
      const direction = (m[1] ?? '').toLowerCase();
      const past = direction === 'this' && tenseAround(text, m.index) < 0;
      return weekdayNear(now, weekdayIndex(m[2] ?? ''), past ? 'last' : direction);
    },
  },
  {
    pattern:
      /\b(last|next|this|this past|past|previous|coming|over the|during the) (week|weekend|month|year)\b(?! or so)/gi,
    relative: true,
    resolve: (m, now, text) => {
      const direction = (m[1] ?? '').toLowerCase();
      const unit = m[2] ?? '';
      if (/past$/.test(direction) && unit !== 'weekend') {
        const from = now.minus({ [`${unitOf(unit)}s`]: 1 }).startOf('day');
        return {
          from: from.toMillis(),
          to: now.plus({ days: 1 }).startOf('day').toMillis(),
          granularity: unitOf(unit),
        };
      }
      const back = /last|past|previous/.test(direction);
      const forward = /next|coming/.test(direction);
      if (unit.toLowerCase() !== 'weekend') return shifted(now, unit, back ? -1 : forward ? 1 : 0);
      const past = back || (!forward && tenseAround(text, m.index) < 0);
      if (past) return weekendOf(now.weekday === 7 && !back ? now : now.minus({ weeks: 1 }));
      return weekendOf(forward && now.weekday >= 6 ? now.plus({ weeks: 1 }) : now);
    },
  },
  {
    pattern:
      /\b(?:(last|this past|this|next|in|in the|during the|over the|since) )?(?:(?:early|mid|late)[\s-])?(spring|summer|fall|autumn|winter)(?: of)?(?:,? ((?:19|20)\d\d))?\b/gi,
    gate: /spring|summer|fall|autumn|winter/i,
    relative: true,
    resolve: (m, now, text) => {
      const season = seasons[(m[2] ?? '').toLowerCase()] ?? 0;
      const direction = (m[1] ?? '').toLowerCase();
      if (m[3] !== undefined) return seasonOf(now, season, Number(m[3]));
      if (direction === '' || (direction === 'in' && season === 2 && /fall/i.test(m[2] ?? ''))) return undefined;
      const tense = /last|past/.test(direction) ? -1 : direction === 'next' ? 1 : tenseAround(text, m.index);
      if (tense === 0 && direction !== 'this') return undefined;
      return nearestSeason(now, season, tense, direction);
    },
  },
  {
    pattern: new RegExp(
      `\\b(in|since|by|until|till|during|from|last|next|this|early|mid|late|end of|beginning of|start of|around|before|after)[\\s-]+(?:(?:early|mid|late)[\\s-])?(${monthWord})\\b(?!['’])`,
      'gi',
    ),
    relative: true,
    resolve: (m, now, text) => {
      const word = m[2] ?? '';
      if (/^(?:may|march|mar|jan|dec|sep|oct|nov|jun|jul|aug|apr|feb)$/.test(word)) return undefined;
      const month = monthIndex(word);
      const said = (m[1] ?? '').toLowerCase();
      const direction = said === 'last' ? -1 : said === 'next' || said === 'by' ? 1 : tenseAround(text, m.index);
      let year = monthNear(now, month, direction);
      if (said === 'last' && month === now.month) year--;
      if (said === 'next' && month === now.month) year++;
      const day = calendarDay(now, { year, month, day: 1 });
      return day === undefined ? undefined : whole(day, 'month');
    },
  },
  {
    pattern: new RegExp(`\\b(?:on |by |until |since )?(${fullWeekday})(?!s)\\b`, 'gi'),
    gate: /day\b/i,
    relative: true,
    day: true,
    resolve: (m, now, text) => {
      if (/\b(?:every|each|most|on all)\s+$/i.test(text.slice(Math.max(0, m.index - 12), m.index))) return undefined;
      const tense = tenseAround(text, m.index);
      if (tense === 0 && !/^(?:on|by|until|since)/i.test(m[0])) return undefined;
      return weekdayNear(now, weekdayIndex(m[1] ?? ''), tense < 0 || /^since/i.test(m[0]) ? 'last' : 'this');
    },
  },
  {
    pattern:
      /\b(?:in|since|from|until|by|during|around|back in|before|after|of|year) ((?:19|20)\d\d)\b(?!\s*(?:%|ms|px|mb|kb|users|words|dollars|steps|calories|people|items))/gi,
    gate: /(?:19|20)\d\d/,
    relative: false,
    resolve: (m, now) => {
      const day = calendarDay(now, { year: Number(m[1]), month: 1, day: 1 });
      return day === undefined ? undefined : whole(day, 'year');
    },
  },
  {
    pattern:
      /\b(?:(last|this|next|on|for|at|over) )(christmas(?: eve| day)?|halloween|valentine['’]?s day|new year['’]?s(?: day| eve)?)\b/gi,
    gate: /christmas|halloween|valentine|new year/i,
    relative: true,
    day: true,
    resolve: (m, now, text) => {
      const name = (m[2] ?? '').toLowerCase();
      const [month, date] = holidayOf(name);
      const said = (m[1] ?? '').toLowerCase();
      const day = dayNear(now, month, date, said === 'last' ? -1 : said === 'next' ? 1 : tenseAround(text, m.index));
      return day === undefined ? undefined : whole(day, 'day');
    },
  },
  {
    pattern: /\bat (\d{1,2})(?::(\d\d))?\s*([ap])\.?m\b/gi,
    gate: /[ap]\.?m\b/i,
    relative: true,
    resolve: (m, now) => {
      const hour = (Number(m[1]) % 12) + (/p/i.test(m[3] ?? '') ? 12 : 0);
      if (Number(m[1]) > 12) return undefined;
      return whole(now.set({ hour, minute: Number(m[2] ?? 0) }), m[2] === undefined ? 'hour' : 'minute');
    },
  },
];

function fewAgo(now: DateTime, unitWord: string, sign: 1 | -1): Interval {
  const unit = unitOf(unitWord);
  const near = now.plus({ [`${unit}s`]: 2 * sign }).startOf('day');
  const far = now.plus({ [`${unit}s`]: 5 * sign }).startOf('day');
  const from = Math.min(near.toMillis(), far.toMillis());
  const last = dateIn(Math.max(near.toMillis(), far.toMillis()), now.zoneName ?? undefined);
  return { from, to: last.plus({ days: 1 }).toMillis(), granularity: unit };
}

function nearestSeason(now: DateTime, season: number, tense: -1 | 0 | 1, direction: string): Interval | undefined {
  const options = [now.year - 2, now.year - 1, now.year, now.year + 1].map((year) => seasonOf(now, season, year));
  const at = now.toMillis();
  if (tense < 0) return options.filter((one) => (direction === 'last' ? one.to <= at : one.from <= at)).at(-1);
  if (direction === 'next') return options.find((one) => one.from > at);
  return options.find((one) => one.to > at);
}

function holidayOf(name: string): [month: number, day: number] {
  if (name.startsWith('christmas')) return [12, name.endsWith('eve') ? 24 : 25];
  if (name.startsWith('halloween')) return [10, 31];
  if (name.startsWith('valentine')) return [2, 14];
  return name.endsWith('eve') ? [12, 31] : [1, 1];
}
