/** Reading loosely documented records: the first of several names that holds something. */

export type Fields = Readonly<Record<string, unknown>>;

/** True for a plain object. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Value of the first name that is there. */
export function fieldOf(record: Fields, names: readonly string[]): unknown {
  for (const name of names) if (record[name] !== undefined && record[name] !== null) return record[name];
  return undefined;
}

/** Text of the first name that holds text or a number. */
export function textOf(record: Fields, names: readonly string[]): string | undefined {
  const value = fieldOf(record, names);
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}

/** Milliseconds of a date as data sets write them; undefined where it is none. */
export function instantOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value < 1e11 ? value * 1000 : value;
  if (typeof value !== 'string') return undefined;
  const plain = value.replace(/\s*\([A-Za-z]+\)\s*/, ' ').replace(/^(\d{4})\/(\d{2})\/(\d{2})/, '$1-$2-$3');
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/.test(plain) || !/\d/.test(plain) ? plain : `${plain} UTC`;
  const parsed = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(plain.trim()) ? plain.trim() : zoned);
  return Number.isNaN(parsed) ? undefined : parsed;
}
