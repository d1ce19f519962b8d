/** Narrowing of parsed JSON, for readers of files that strangers wrote. */

export type JsonObject = Readonly<Record<string, unknown>>;

/** The value as an object, or undefined. */
export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

/** The value as an array; empty when it is none. */
export function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Strings as they are, numbers and booleans as text, else undefined. */
export function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** Epoch milliseconds of an ISO 8601 text, or of a number of seconds or milliseconds; undefined when it is no time. */
export function asTime(value: unknown): number | undefined {
  if (typeof value === 'number' && Number.isFinite(value) && value > 0) {
    // Seconds stay below this until the year 5138; milliseconds passed it in 1973.
    return value < 1e11 ? Math.round(value * 1000) : Math.round(value);
  }
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  if (/^\d{9,13}(\.\d+)?$/.test(value.trim())) return asTime(Number(value));
  // A time of day without a zone is read as UTC, not in the zone of this machine.
  const text = value.trim().replace(/^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2})/, '$1T$2');
  const zoneless = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/.test(text);
  const parsed = Date.parse(zoneless ? `${text}Z` : text);
  return Number.isNaN(parsed) ? undefined : parsed;
}
