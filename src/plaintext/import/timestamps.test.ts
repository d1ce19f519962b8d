import { describe, expect, it } from 'vitest';
import { readTime } from './timestamps.ts';

describe('readTime', () => {
  it('reads seconds, milliseconds and microseconds since the epoch, as numbers or text', () => {
    const at = Date.UTC(2024, 4, 1, 12);
    for (const value of [at / 1000, at, at * 1000, `${at}`, `${at / 1000}.0`]) expect(readTime(value)).toEqual({ at });
  });

  it('keeps the instant of a time with an offset, and its zone where it is whole hours', () => {
    expect(readTime('2024-05-01T10:00:00+02:00')).toEqual({ at: Date.UTC(2024, 4, 1, 8), zone: 'Etc/GMT-2' });
    expect(readTime('2024-05-01T10:00:00-0500')).toEqual({ at: Date.UTC(2024, 4, 1, 15), zone: 'Etc/GMT+5' });
    expect(readTime('2024-05-01T10:00:00+05:30')).toEqual({ at: Date.UTC(2024, 4, 1, 4, 30) });
    expect(readTime('2024-05-01 10:00:00 UTC')).toEqual({ at: Date.UTC(2024, 4, 1, 10) });
  });

  it('reads a time without a zone in the given one, across daylight saving', () => {
    expect(readTime('2024-01-15 09:00:00', 'Europe/Berlin')).toEqual({
      at: Date.UTC(2024, 0, 15, 8),
      zone: 'Europe/Berlin',
    });
    expect(readTime('2024-07-15T09:00', 'Europe/Berlin')).toEqual({
      at: Date.UTC(2024, 6, 15, 7),
      zone: 'Europe/Berlin',
    });
    expect(readTime('2024-07-15')).toEqual({ at: Date.UTC(2024, 6, 15) });
  });

  it('gives undefined for what is no time', () => {
    for (const value of [0, -5, Number.NaN, '', 'yesterday', '2024-13-45', null, {}])
      expect(readTime(value)).toBeUndefined();
  });
});
