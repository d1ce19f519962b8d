/** Times as files write them: ISO 8601 with or without a zone, seconds or milliseconds since the epoch. */
import { DateTime } from 'luxon';

export type ReadTime = {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Zone in which it was written, where the text says one. */
  readonly zone?: string;
};

/**
 * Reads a time, or gives undefined when it is none.
 *
 * @param zone zone of times written without one; default UTC
 */
export function readTime(value: unknown, zone = 'utc'): ReadTime | undefined {
  if (typeof value === 'number') return epochTime(value);
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (/^\d{9,16}(\.\d+)?$/.test(text)) return epochTime(Number(text));
  const spaced = text.replace(/^(\d{4}-\d{2}-\d{2}) (?=\d{2}:\d{2})/, '$1T').replace(/ ?UTC$/, 'Z');
  const parsed = DateTime.fromISO(spaced, { zone });
  if (!parsed.isValid) return undefined;
  const named = /([+-])(\d{2}):?(\d{2})$/.exec(spaced.slice(10));
  const offsetZone = named === null ? undefined : fixedZone(named[1] as string, Number(named[2]), Number(named[3]));
  const written = offsetZone ?? (zone !== 'utc' && !/Z$/i.test(spaced) ? zone : undefined);
  return { at: parsed.toMillis(), ...(written === undefined ? {} : { zone: written }) };
}

const latest = Date.UTC(9999, 11, 31);

/** Seconds below 1e11 (the year 5138), milliseconds below 1e14, microseconds above. */
function epochTime(value: number): ReadTime | undefined {
  if (!Number.isFinite(value) || value <= 0) return undefined;
  const at = Math.round(value < 1e11 ? value * 1_000 : value < 1e14 ? value : value / 1_000);
  return at <= latest ? { at } : undefined;
}

/** The IANA name of a fixed offset of whole hours; its sign is the other way round. */
function fixedZone(sign: string, hours: number, minutes: number): string | undefined {
  if (minutes !== 0 || hours === 0 || hours > 12) return undefined;
  return `Etc/GMT${sign === '+' ? '-' : '+'}${hours}`;
}
