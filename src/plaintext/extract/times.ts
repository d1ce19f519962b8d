/**
 * Time expressions of a turn as half-open intervals in the turn's zone. English by a grammar of its own that knows
 * whole weeks, months and tense; leftovers and Chinese or Japanese by chrono-node, loaded when first needed.
 */
import { createRequire } from 'node:module';
import type * as Chrono from 'chrono-node/en';
import type { DateTime } from 'luxon';
import type { Granularity } from '../../kernel/record-data.ts';
import type { TimeMention } from './annotation.ts';
import { calendarDay, dateIn, whole } from './calendar.ts';
import { timeRules } from './time-rules.ts';

/** One cheap test before any rule runs: most sentences have no time in them. */
const gate =
  /\b(?:today|tonight|yesterday|tomorrow|ago|last|next|this|past|previous|coming|weeks?|weekends?|mornings?|nights?|(?:mon|tues|wednes|thurs|fri|satur|sun)day|jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december|spring|summer|fall|autumn|winter|christmas|thanksgiving|halloween|new year|(?:19|20)\d\d|\d{1,2}(?::\d\d)?\s?[ap]\.?m|\d{1,2}[/.-]\d{1,2}|from now|(?:in|within) (?:an?|a couple|a few|\d+|two|three|four|five|six|seven|ten))\b|ago\b/i;
const leftover = /\b\d{1,2}:\d\d\b|\b(?:noon|midnight)\b|\b(?:on|by|until|before|since) the \d{1,2}(?:st|nd|rd|th)\b/i;
const hanTime = /[年月日号昨今明前后後去来先翌週周星期曜][\p{sc=Han}\d一二三四五六七八九十]?/u;
const kana = /[\p{sc=Hira}\p{sc=Kana}]/u;
const han = /\p{sc=Han}/u;
const hangul =
  /(?:어제|오늘|내일|모레|지난\s?주|다음\s?주|지난\s?달|다음\s?달|작년|내년|\d+\s?(?:일|주|달|개월|년)\s?(?:전|후)|\d{1,2}월\s?\d{1,2}일)/gu;

const load = createRequire(import.meta.url);
const parsers = new Map<string, typeof Chrono>();

function chronoFor(locale: 'en' | 'zh' | 'ja'): typeof Chrono {
  let parser = parsers.get(locale);
  if (parser === undefined) {
    parser = load(`chrono-node/${locale}`) as typeof Chrono;
    parsers.set(locale, parser);
  }
  return parser;
}

/**
 * Finds and resolves times in `text` (code already blanked), in order, without overlaps.
 * @param at when it was said, milliseconds since the epoch. @param zone IANA zone, default UTC.
 */
export function findTimes(text: string, at: number, zone?: string): TimeMention[] {
  const english = gate.test(text);
  const rest = leftover.test(text);
  const eastern = hanTime.test(text) && han.test(text);
  const korean = /\p{sc=Hang}/u.test(text);
  if (!english && !rest && !eastern && !korean) return [];
  const now = dateIn(at, zone);
  const found: TimeMention[] = [];
  if (english) applyRules(text, now, found);
  if (rest) applyChrono('en', text, now, found);
  if (eastern) applyChrono(kana.test(text) ? 'ja' : 'zh', text, now, found);
  if (korean) applyKorean(text, now, found);
  return found.sort((a, b) => a.start - b.start);
}

function overlaps(found: readonly TimeMention[], start: number, end: number): boolean {
  return found.some((one) => start < one.end && end > one.start);
}

function applyRules(text: string, now: DateTime, found: TimeMention[]): void {
  for (const rule of timeRules) {
    if (rule.gate !== undefined && !rule.gate.test(text)) continue;
    rule.pattern.lastIndex = 0;
    for (let match = rule.pattern.exec(text); match !== null; match = rule.pattern.exec(text)) {
      const start = match.index;
      const end = start + match[0].length;
      if (overlaps(found, start, end)) continue;
      const interval = rule.resolve(match, now, text);
      if (interval === undefined || !Number.isFinite(interval.from)) continue;
      const clock = rule.day === true ? clockAfter(text, end, interval.from, now) : undefined;
      const last = clock?.end ?? end;
      const { from, to, granularity } = clock ?? interval;
      found.push({ text: text.slice(start, last), start, end: last, from, to, granularity, relative: rule.relative });
    }
  }
}

const clockPattern =
  /^,?\s*(?:at|from|around|by|@)?\s*(\d{1,2})(?::(\d\d))?\s*([ap])(?:\.m\.|m\b)|^,?\s*(?:at|@)\s*(\d{1,2}):(\d\d)\b/i;

/** "tomorrow at 3 pm": narrows a day to an hour or a minute. */
function clockAfter(
  text: string,
  end: number,
  day: number,
  now: DateTime,
): { from: number; to: number; granularity: Granularity; end: number } | undefined {
  const match = clockPattern.exec(text.slice(end, end + 24));
  if (match === null) return undefined;
  const half = match[3]?.toLowerCase();
  let hour = Number(match[1] ?? match[4]);
  const minute = match[2] ?? match[5];
  if (hour > 23 || (half !== undefined && hour > 12)) return undefined;
  if (half === 'p' && hour < 12) hour += 12;
  if (half === 'a' && hour === 12) hour = 0;
  const when = dateIn(day, now.zoneName ?? undefined).set({ hour, minute: minute === undefined ? 0 : Number(minute) });
  const unit = minute === undefined ? 'hour' : 'minute';
  return { ...whole(when, unit), end: end + match[0].length };
}

function applyChrono(locale: 'en' | 'zh' | 'ja', text: string, now: DateTime, found: TimeMention[]): void {
  // chrono sees the wall clock of the turn's zone as if it were UTC, and its parts are put back into the zone here.
  const results = chronoFor(locale).parse(text, { instant: now.toJSDate(), timezone: now.offset });
  for (const result of results) {
    const start = result.index;
    const end = start + result.text.length;
    if (overlaps(found, start, end) || /^\d+$/.test(result.text.trim())) continue;
    const parts = result.start;
    const year = parts.get('year') ?? now.year;
    const month = parts.get('month') ?? now.month;
    const day = calendarDay(now, { year, month, day: parts.get('day') ?? 1 });
    if (day === undefined) continue;
    const unit = chronoUnit(result);
    const when =
      unit === 'minute' || unit === 'hour'
        ? day.set({ hour: parts.get('hour') ?? 0, minute: parts.get('minute') ?? 0 })
        : day;
    const relative = !parts.isCertain('year');
    found.push({ text: result.text, start, end, ...whole(when, unit), relative });
  }
}

function chronoUnit(result: Chrono.ParsedResult): 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year' {
  const { start, text } = result;
  if (start.isCertain('minute') && start.get('minute') !== 0) return 'minute';
  if (start.isCertain('hour')) return 'hour';
  if (/[周週](?!末)|星期$/u.test(text) && !start.isCertain('weekday')) return 'week';
  if (start.isCertain('day') || start.isCertain('weekday')) return /[月年]$/u.test(text) ? 'month' : 'day';
  if (start.isCertain('month')) return 'month';
  return start.isCertain('year') ? 'year' : 'day';
}

const koreanDays: Readonly<Record<string, number>> = { 어제: -1, 오늘: 0, 내일: 1, 모레: 2 };

function applyKorean(text: string, now: DateTime, found: TimeMention[]): void {
  for (const match of text.matchAll(hangul)) {
    const said = match[0].replace(/\s/g, '');
    const start = match.index;
    const interval = koreanInterval(said, now);
    if (interval !== undefined && !overlaps(found, start, start + match[0].length)) {
      found.push({ text: match[0], start, end: start + match[0].length, ...interval, relative: true });
    }
  }
}

function koreanInterval(said: string, now: DateTime): ReturnType<typeof whole> | undefined {
  const days = koreanDays[said];
  if (days !== undefined) return whole(now.plus({ days }), 'day');
  if (said === '지난주' || said === '다음주') return whole(now.plus({ weeks: said === '지난주' ? -1 : 1 }), 'week');
  if (said === '지난달' || said === '다음달') return whole(now.plus({ months: said === '지난달' ? -1 : 1 }), 'month');
  if (said === '작년' || said === '내년') return whole(now.plus({ years: said === '작년' ? -1 : 1 }), 'year');
  const date = /^(\d{1,2})월(\d{1,2})일$/.exec(said);
  if (date !== null) {
    const day = calendarDay(now, { year: now.year, month: Number(date[1]), day: Number(date[2]) });
    return day === undefined ? undefined : whole(day, 'day');
  }
  const shift = /^(\d+)(일|주|달|개월|년)(전|후)$/.exec(said);
  if (shift === null) return undefined;
  const count = Number(shift[1]) * (shift[3] === '전' ? -1 : 1);
  const unit = { 일: 'day', 주: 'week', 달: 'month', 개월: 'month', 년: 'year' }[shift[2] ?? ''] as
    | 'day'
    | 'week'
    | 'month'
    | 'year';
  return whole(now.plus({ [`${unit}s`]: count }), unit);
}
