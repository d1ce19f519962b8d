/**
 * Dates as people write them in answers: "7 May 2023", "May 2023", "2022", "the week before 9 June 2023". A relative
 * expression is resolved against the turn's own day; where it names no single day the answer keeps what was said
 * and the day it was said on.
 */

import type { TimeMention } from '../extract/annotation.ts';
import { dateIn } from '../extract/calendar.ts';
import { findTimes } from '../extract/times.ts';

export type TimeStyle = 'when' | 'date' | 'year' | 'month' | 'weekday' | 'clock';

/** Day, month and year in the turn's zone: "7 May 2023". */
export function dayText(at: number, zone?: string): string {
  return dateIn(at, zone).setLocale('en-US').toFormat('d LLLL yyyy');
}

export function monthText(at: number, zone?: string): string {
  return dateIn(at, zone).setLocale('en-US').toFormat('LLLL yyyy');
}

/** Times of a text said at `at`. */
export function timesIn(text: string, at: number, zone?: string): TimeMention[] {
  return findTimes(text, at, zone).map((mention) => onItsWeekday(mention, zone));
}

/** "Saturday 6 June" without a year is in the nearest year in which that day is a Saturday. */
function onItsWeekday(mention: TimeMention, zone: string | undefined): TimeMention {
  const said = /\b(mon|tues|wednes|thurs|fri|satur|sun)day\b.*\d/i.exec(mention.text)?.[1]?.toLowerCase();
  if (said === undefined || /\b(?:19|20)\d\d\b/.test(mention.text) || mention.granularity !== 'day') return mention;
  const wanted = weekdayNames[said];
  const day = dateIn(mention.from, zone).setLocale('en-US');
  for (const years of [0, 1, -1]) {
    const other = day.plus({ years });
    if (other.toFormat('cccc') === wanted)
      return { ...mention, from: other.toMillis(), to: other.plus({ days: 1 }).toMillis() };
  }
  return mention;
}

const weekday = /\b(mon|tues|wednes|thurs|fri|satur|sun)day\b/i;
const weekdayNames: Readonly<Record<string, string>> = {
  mon: 'Monday',
  tues: 'Tuesday',
  wednes: 'Wednesday',
  thurs: 'Thursday',
  fri: 'Friday',
  satur: 'Saturday',
  sun: 'Sunday',
};
const countWord = '(?:\\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|a couple(?: of)?|a few|several)';

/** How a resolved mention reads as an answer. */
export function timeAnswer(mention: TimeMention, at: number, style: TimeStyle, zone?: string): string {
  const said = mention.text.toLowerCase();
  const spoken = dayText(at, zone);
  const day = dayText(mention.from, zone);
  if (style === 'year') return dateIn(mention.from, zone).toFormat('yyyy');
  if (style === 'month') return monthText(mention.from, zone);
  if (style === 'weekday') return dateIn(mention.from, zone).setLocale('en-US').toFormat('cccc');
  if (style === 'clock') {
    const clock = clockText(mention.text);
    if (clock !== undefined) return clock;
  }
  const single = mention.granularity === 'day' || mention.granularity === 'hour' || mention.granularity === 'minute';
  if (style === 'date' && single && mention.to - mention.from <= 90_000_000) return day;
  const side = mention.from > at ? 'after' : mention.to <= at ? 'before' : 'of';
  if (/\bweekends?\b/.test(said)) {
    const count = new RegExp(`^(${countWord}) weekends?`).exec(said)?.[1];
    if (count !== undefined && !/^an?$|^one$/.test(count)) return `${count} weekends ${side} ${spoken}`;
    return `the weekend ${side} ${spoken}`;
  }
  const vague = /\b(a couple(?: of)?|a few|several|few|couple)(?: of)? (days?|weeks?|months?|years?)/.exec(said);
  if (vague !== null) return `${vague[1]} ${vague[2]} ${side === 'of' ? 'before' : side} ${spoken}`;
  if (/the other day/.test(said)) return `a few days before ${spoken}`;
  if (/\bweeks?\b/.test(said)) {
    const count = new RegExp(`(${countWord}) weeks`).exec(said)?.[1];
    if (count !== undefined) return `${count} weeks ${side === 'of' ? 'before' : side} ${spoken}`;
    return `the week ${side} ${spoken}`;
  }
  const relativeWeekday =
    mention.relative && weekday.test(said) && !/\d/.test(said) ? weekday.exec(said)?.[1] : undefined;
  if (relativeWeekday !== undefined && side !== 'of') return `the ${weekdayNames[relativeWeekday]} ${side} ${spoken}`;
  switch (mention.granularity) {
    case 'month':
      return monthText(mention.from, zone);
    case 'year':
      return dateIn(mention.from, zone).toFormat('yyyy');
    case 'season':
      return `${seasonName(said)} ${dateIn(mention.from, zone).toFormat('yyyy')}`.trim();
    case 'week':
      return `the week ${side} ${spoken}`;
    default:
      return day;
  }
}

function seasonName(said: string): string {
  return /spring|summer|fall|autumn|winter/.exec(said)?.[0] ?? '';
}

/** "6:45 AM", "8 PM", "10 AM - 12 PM", or undefined; padded to "08:00 AM" where the question asks for that form. */
export function clockText(text: string, question = ''): string | undefined {
  const times = [...text.matchAll(/\b(\d{1,2})(?::(\d\d))?\s*([ap])\.?\s?m\b/gi)];
  const written = times.map((match) => clock(match, question));
  const first = written[0];
  if (first === undefined)
    return (
      /\b(\d{1,2}:\d\d)\b/.exec(text)?.[1] ??
      /\b(?:noon|midnight)\b/i.exec(text)?.[0] ??
      // "Dinner on Saturday at 8"
      /\b(?:at|around|by|until|till|from) ((?:half past |quarter (?:past|to) )?\d{1,2})(?=$|[,.;!?]| (?:with|on|in|sharp|o'clock|at|for|and|so|instead|tonight|tomorrow)\b)/i.exec(
        text,
      )?.[1]
    );
  const second = written[1];
  return second !== undefined && /\b(?:window|range|from when)\b/i.test(question) ? `${first} - ${second}` : first;
}

function clock([, hour = '', minute, half = '']: RegExpMatchArray, question: string): string {
  const padded = /\bHH\b/.test(question);
  const minutes = /\bHH:MM\b/.test(question) ? `:${minute ?? '00'}` : minute === undefined ? '' : `:${minute}`;
  return `${padded ? hour.padStart(2, '0') : hour}${minutes} ${half.toUpperCase()}M`;
}

/** "Not 20 June any more", "30 May instead of 20 June": the date is named as one that no longer holds. */
export function isDenied(text: string, mention: TimeMention): boolean {
  const before = text.slice(0, mention.start);
  if (/\b(?:instead of|rather than|no longer|moved from|used to be)\s+(?:on |the )?$/i.test(before)) return true;
  return (
    /\bnot\s+(?:on |the )?$/i.test(before) && /^\s*(?:any ?more|any longer|but|$|[,.;!])/i.test(text.slice(mention.end))
  );
}

/** What of a date the question wants. */
export function timeStyle(question: string): TimeStyle {
  if (/\b(?:what|which) year\b/i.test(question)) return 'year';
  if (/\b(?:what|which) month\b/i.test(question)) return 'month';
  if (
    /\b(?:what|which) (?:day of the week|weekday)\b|\b(?:what|which) days?\b(?! did|.*\b(?:19|20)\d\d)/i.test(question)
  )
    return 'weekday';
  if (/\b(?:what|exact) time\b|\btime window\b/i.test(question)) return 'clock';
  if (/\b(?:what|which|exact|the) (?:exact |specific )?dates?\b|\b(?:what|which) days?\b/i.test(question))
    return 'date';
  return 'when';
}
