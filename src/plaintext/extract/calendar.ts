/** Calendar arithmetic in the turn's own zone: whole days, weeks (from Monday), months, seasons and years as half-open intervals. */
import { DateTime, IANAZone } from 'luxon';
import { MemoryError } from '../../errors/index.ts';
import type { Granularity } from '../../kernel/record-data.ts';

/** A half-open interval, milliseconds since the epoch. */
export type Interval = { readonly from: number; readonly to: number; readonly granularity: Granularity };

const knownZones = new Map<string, boolean>();

/** The instant as a date in `zone` (IANA name, `UTC`, or a fixed offset such as `UTC+8`). @throws invalid_input for an unknown zone. */
export function dateIn(at: number, zone: string | undefined): DateTime {
  const name = zone ?? 'UTC';
  let known = knownZones.get(name);
  if (known === undefined) {
    known = /^utc(?:[+-]\d{1,2}(?::\d{2})?)?$/i.test(name) || IANAZone.isValidZone(name);
    if (knownZones.size < 1_000) knownZones.set(name, known);
  }
  if (!known) {
    throw new MemoryError('invalid_input', `unknown time zone ${JSON.stringify(name.slice(0, 60))}`, {
      hint: 'pass an IANA name such as Europe/Berlin, or leave the zone out for UTC',
    });
  }
  return DateTime.fromMillis(at, { zone: name });
}

type Whole = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/** The whole unit that contains `date`. Days are calendar days: 23 or 25 hours long where clocks change. */
export function whole(date: DateTime, unit: Whole): Interval {
  const start = date.startOf(unit);
  return { from: start.toMillis(), to: start.plus({ [`${unit}s`]: 1 }).toMillis(), granularity: unit };
}

/** From Saturday to Monday, in the week of `date`. */
export function weekendOf(date: DateTime): Interval {
  const saturday = date.startOf('week').plus({ days: 5 });
  return { from: saturday.toMillis(), to: saturday.plus({ days: 2 }).toMillis(), granularity: 'day' };
}

/** Meteorological season of the northern hemisphere, 0 spring (March to May) to 3 winter (December to February, of the year it starts in). */
export function seasonOf(date: DateTime, season: number, year: number): Interval {
  const start = date.set({ year, month: 3 + season * 3, day: 1 }).startOf('day');
  return { from: start.toMillis(), to: start.plus({ months: 3 }).toMillis(), granularity: 'season' };
}

/** A calendar date, or undefined where it does not exist (31 April). Month and day from 1. */
export function calendarDay(date: DateTime, parts: { year: number; month: number; day: number }): DateTime | undefined {
  if (parts.month < 1 || parts.month > 12 || parts.day < 1 || parts.day > 31) return undefined;
  const made = DateTime.fromObject(parts, { zone: date.zone });
  return made.isValid ? made : undefined;
}

/** A time as derived sentences write it, as a day of `zone`: "2026-06-28", "2026-06", "2026", "week of 2026-06-22". */
export function dateText(at: number, granularity: Granularity, zone: string | undefined): string {
  const date = dateIn(at, zone);
  if (granularity === 'year') return date.toFormat('yyyy');
  if (granularity === 'month' || granularity === 'season') return date.toFormat('yyyy-MM');
  const day = date.toFormat('yyyy-MM-dd');
  return granularity === 'week' ? `week of ${day}` : day;
}
