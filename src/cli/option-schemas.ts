/** Schemas for the text that a person types after a flag. */
import { DateTime } from 'luxon';
import { z } from 'zod';
import { recordKinds } from '../kernel/record.ts';
import { nearest } from './nearest.ts';

/** A whole number in a range, both ends included. */
export function wholeNumber(min: number, max: number = Number.MAX_SAFE_INTEGER): z.ZodType<number | undefined> {
  const range = max === Number.MAX_SAFE_INTEGER ? `${min} or more` : `from ${min} to ${max.toLocaleString('en-US')}`;
  return z
    .string()
    .transform((text, context) => {
      const value = /^[+-]?\d+$/.test(text.replaceAll('_', '')) ? Number(text.replaceAll('_', '')) : Number.NaN;
      if (Number.isSafeInteger(value) && value >= min && value <= max) return value;
      context.addIssue({ code: 'custom', message: `must be a whole number ${range}` });
      return z.NEVER;
    })
    .optional();
}

/** A number from 0 to 1. */
export function fraction(): z.ZodType<number | undefined> {
  return z
    .string()
    .transform((text, context) => {
      const value = text.trim() === '' ? Number.NaN : Number(text);
      if (value >= 0 && value <= 1) return value;
      context.addIssue({ code: 'custom', message: 'must be a number from 0 to 1' });
      return z.NEVER;
    })
    .optional();
}

function oneOf<const T extends string>(text: string, choices: readonly T[], context: z.RefinementCtx): T {
  const found = choices.find((choice) => choice === text);
  if (found !== undefined) return found;
  const close = nearest(text, choices);
  const hint = close === undefined ? '' : `; did you mean ${close}?`;
  context.addIssue({ code: 'custom', message: `must be one of ${choices.join(', ')}${hint}` });
  return z.NEVER;
}

/** One of a fixed set. */
export function choice<const T extends string>(choices: readonly T[]): z.ZodType<T | undefined> {
  return z
    .string()
    .transform((text, context) => oneOf(text, choices, context))
    .optional();
}

/** Comma-separated (or repeated) members of a fixed set. */
export function choices<const T extends string>(allowed: readonly T[]): z.ZodType<readonly T[] | undefined> {
  return z
    .array(z.string())
    .transform((texts, context) =>
      texts
        .flatMap((text) => text.split(','))
        .map((text) => text.trim())
        .filter((text) => text !== '')
        .map((text) => oneOf(text, allowed, context)),
    )
    .optional();
}

/** `turn` and every record kind. */
export const kinds: z.ZodType<readonly ('turn' | (typeof recordKinds)[number])[] | undefined> = choices([
  'turn',
  ...recordKinds,
]);

/** Any text that is not blank. */
export const text: z.ZodType<string | undefined> = z
  .string()
  .refine((value) => value.trim() !== '', 'must not be empty')
  .optional();

/** Repeated texts. */
export const texts: z.ZodType<readonly string[] | undefined> = z.array(z.string()).optional();

/** A flag without a value. */
export const flag: z.ZodType<boolean> = z.boolean().default(false);

/**
 * A moment: `2026-03-01`, `2026-03-01T09:30`, `2026-03-01T09:30:00+02:00`, or milliseconds since the epoch.
 * What names no zone is read as UTC.
 */
export const moment: z.ZodType<number | undefined> = z
  .string()
  .transform((value, context) => {
    const at = parseMoment(value);
    if (at !== undefined) return at;
    context.addIssue({ code: 'custom', message: 'must be a date like 2026-03-01 or 2026-03-01T09:30Z' });
    return z.NEVER;
  })
  .optional();

/** Milliseconds since the epoch; `undefined` when the text is no moment. */
export function parseMoment(value: string): number | undefined {
  const trimmed = value.trim();
  if (/^-?\d{9,}$/.test(trimmed)) return Number(trimmed);
  const parsed = DateTime.fromISO(trimmed.replace(/^(\d{4}-\d{2}-\d{2}) /, '$1T'), { zone: 'utc' });
  return parsed.isValid ? parsed.toMillis() : undefined;
}

/** A JSON object. */
export const jsonObject: z.ZodType<Readonly<Record<string, unknown>> | undefined> = z
  .string()
  .transform((value, context) => {
    try {
      const parsed: unknown = JSON.parse(value);
      if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
        return parsed as Record<string, unknown>;
    } catch {
      // reported below
    }
    context.addIssue({ code: 'custom', message: `must be a JSON object like '{"key":"value"}'` });
    return z.NEVER;
  })
  .optional();

/** An IANA time zone. */
export const zone: z.ZodType<string | undefined> = z
  .string()
  .refine((value) => DateTime.local({ zone: value }).isValid, 'must be a time zone like Europe/Oslo or UTC')
  .optional();
