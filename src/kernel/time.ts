/** Instants: milliseconds since the epoch inside, ISO 8601 at the edges. */
import { MemoryError } from '../errors/index.ts';
import type { Clock } from '../ports/index.ts';
import type { Validity } from './record.ts';

const earliest = Date.UTC(1, 0, 1);
const latest = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * Reads a moment given as milliseconds, ISO 8601 text or a Date.
 * Errors: `invalid_input` when it is none of these or lies outside the years 1 to 9999.
 */
export function toInstant(moment: number | string | Date, name = 'time'): number {
  const instant =
    typeof moment === 'number'
      ? moment
      : moment instanceof Date
        ? moment.getTime()
        : typeof moment === 'string' && /^\d{4}-\d{2}/.test(moment)
          ? Date.parse(moment)
          : Number.NaN;
  if (!Number.isFinite(instant) || instant < earliest || instant > latest) {
    throw new MemoryError('invalid_input', `${name} is not a moment`, {
      details: { name, type: typeof moment },
      hint: 'give milliseconds since the epoch, ISO 8601 text such as 2026-05-31T18:00:00Z, or a Date',
    });
  }
  return Math.trunc(instant);
}

/**
 * The clock in whole milliseconds: rows hold integers, and clocks made of `performance.now()` give fractions.
 * Errors: `invalid_input` at the call for which the clock gives no moment; nothing was written then.
 */
export function wholeClock(clock: Clock): Clock {
  return {
    now: () => {
      const now = clock.now();
      if (Number.isFinite(now) && now >= earliest && now <= latest) return Math.floor(now);
      throw new MemoryError('invalid_input', `the clock gives ${String(now)}, which is no moment`, {
        hint: 'clock.now() gives milliseconds since the epoch, whole ones or not',
      });
    },
  };
}

/** ISO 8601, UTC, milliseconds only where they are not zero. */
export function isoInstant(instant: number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}

/** True when `instant` lies in the half-open interval; an absent end is open. */
export function holdsAt(valid: Validity, instant: number): boolean {
  return (valid.from === undefined || valid.from <= instant) && (valid.to === undefined || instant < valid.to);
}

/** Checks an IANA zone name; `invalid_input` names the bad one. */
export function checkZone(zone: string): string {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
    return zone;
  } catch (cause) {
    throw new MemoryError('invalid_input', 'unknown time zone', {
      details: { zone: zone.slice(0, 60) },
      hint: 'use an IANA name such as Europe/Berlin',
      cause,
    });
  }
}
