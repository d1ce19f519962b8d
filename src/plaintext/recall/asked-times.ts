/**
 * The times that a question to a memory asks about: what the annotation finds, read as somebody means it who looks
 * back. A month without a year lies behind; "early", "mid" and "late" narrow it; a month that only describes something
 * ("the March exam") does not count; days may come in lists; weekdays and times of day choose among the days of a range.
 */
import type { Annotation } from '../extract/annotation.ts';
import { statedRanges } from './parse-query.ts';

export type AskedRange = { readonly from: number; readonly to: number };

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const months = 'january february march april may june july august september october november december'.split(' ');
const weekdays = 'sunday monday tuesday wednesday thursday friday saturday'
  .split(' ')
  .map((name) => new RegExp(`\\b${name}s?\\b`, 'i'));
const monthNames = months.map((name) => (name[0] as string).toUpperCase() + name.slice(1)).join('|');
const monthMention = new RegExp(
  `(?:\\b(early|(?:the )?(?:beginning|start) of|mid(?:dle of)?|late|(?:the )?end of|(?:the )?(?:first|second) half of)[ -]+|\\b(?:in|during|throughout|for|of|around|by|this|last|to|from|and|since|until) )(?<!\\d(?:st|nd|rd|th)?(?: of)? )\\b(${monthNames})\\b(?:,? (\\d{4})\\b|(?!,? ?\\d))`,
  'gi',
);
const dayList = new RegExp(
  `\\b(${monthNames}) (\\d{1,2})(?:st|nd|rd|th)?((?:(?:,| and|, and| to| ?-| ?–) ?\\d{1,2}(?:st|nd|rd|th)?(?! ?\\d|:))+)`,
  'gi',
);
/** First and last day of a part of a month; overlapping, since nobody counts days when saying so. */
const parts: readonly (readonly [RegExp, number, number])[] = [
  [/early|beginning|start/i, 1, 15],
  [/mid/i, 7, 24],
  [/late|end/i, 16, 31],
  [/first/i, 1, 16],
  [/second/i, 15, 31],
];
const hours: readonly (readonly [RegExp, number, number])[] = [
  [/\bmornings?\b/i, 4, 12],
  [/\bafternoons?\b/i, 12, 18],
  [/\bevenings?\b/i, 16, 24],
  [/\bnights?\b/i, 17, 26],
];
/** Ranges of this many days can be narrowed to some of their days. */
const narrowable = { least: 6, most: 100 };

export function askedTimes(text: string, annotation: Annotation | undefined, now: number): readonly AskedRange[] {
  const named = namedMonths(text, now);
  const listed = listedDays(text, now);
  // What is read here more exactly replaces what the annotation made of the same words.
  const rest = statedRanges(annotation).filter(
    (range) => !named.some(({ month }) => sameMonth(range, month)) && !(named.length > 0 && isThisMonth(range, now)),
  );
  const ranges = [...rest.map((range) => lookedBack(range, now)), ...named.map(({ range }) => range), ...listed];
  return onDays(text, ranges);
}

type NamedMonth = { readonly month: number; readonly range: AskedRange };

function namedMonths(text: string, now: number): NamedMonth[] {
  const found: NamedMonth[] = [];
  for (const [, part, name, stated] of text.matchAll(monthMention)) {
    const written = name as string;
    // "may" and "march" are words, too.
    if (written[0] !== written[0]?.toUpperCase()) continue;
    const month = months.indexOf(written.toLowerCase());
    const year = stated === undefined ? yearOf(month, 1, now) : Number(stated);
    const opens = Date.UTC(year, month, 1);
    const closes = Date.UTC(year, month + 1, 1);
    const bounds = part === undefined ? undefined : parts.find(([pattern]) => pattern.test(part));
    const range =
      bounds === undefined
        ? { from: opens, to: closes }
        : { from: Date.UTC(year, month, bounds[1]), to: Math.min(closes, Date.UTC(year, month, bounds[2] + 1)) };
    found.push({ month, range });
  }
  return found;
}

function listedDays(text: string, now: number): AskedRange[] {
  const found: AskedRange[] = [];
  for (const [, name, first, more] of text.matchAll(dayList)) {
    const month = months.indexOf((name as string).toLowerCase());
    const days = [Number(first), ...((more as string).match(/\d{1,2}/g) ?? []).map(Number)];
    if (days.some((day) => day < 1 || day > 31)) continue;
    const at = (day: number): number => Date.UTC(yearOf(month, day, now), month, day);
    const last = days.at(-1) as number;
    if (/ to|-|–/.test(more as string) && days.length === 2 && last > (days[0] as number)) {
      found.push({ from: at(days[0] as number), to: at(last) + dayMs });
    } else for (const day of days.slice(1)) found.push({ from: at(day), to: at(day) + dayMs });
  }
  return found;
}

/** The latest year in which that day is not ahead. */
function yearOf(month: number, day: number, now: number): number {
  const year = new Date(now).getUTCFullYear();
  return Date.UTC(year, month, day) <= now ? year : year - 1;
}

function sameMonth({ from, to }: AskedRange, month: number): boolean {
  return new Date(from).getUTCMonth() === month && to - from >= 27 * dayMs && to - from <= 32 * dayMs;
}

/** "During the month of April" is read as the present month by rules that do not look further. */
function isThisMonth({ from, to }: AskedRange, now: number): boolean {
  return from <= now && to > now && to - from >= 27 * dayMs && to - from <= 32 * dayMs;
}

/** A day or month of next year, where the year was not said, is that of this one. */
function lookedBack(range: AskedRange, now: number): AskedRange {
  if (range.from <= now + 14 * dayMs || range.from > now + 370 * dayMs) return range;
  const date = new Date(range.from);
  const from = Date.UTC(date.getUTCFullYear() - 1, date.getUTCMonth(), date.getUTCDate(), date.getUTCHours());
  return { from, to: from + (range.to - range.from) };
}

/** Where a weekday or a time of day is named beside one wider range: only those days or hours of it. */
function onDays(text: string, ranges: readonly AskedRange[]): readonly AskedRange[] {
  const wide = ranges.filter(({ from, to }) => (to - from) / dayMs >= narrowable.least);
  const days = weekdays.flatMap((pattern, day) => (pattern.test(text) ? [day] : []));
  const range = wide[0];
  if (wide.length !== 1 || range === undefined || days.length === 0) return ranges;
  if ((range.to - range.from) / dayMs > narrowable.most) return ranges;
  const [, opens, closes] = hours.find(([pattern]) => pattern.test(text)) ?? [/./, 0, 24];
  const found: AskedRange[] = [];
  for (let day = range.from; day < range.to; day += dayMs) {
    if (days.includes(new Date(day).getUTCDay())) found.push({ from: day + opens * hourMs, to: day + closes * hourMs });
  }
  return found;
}
