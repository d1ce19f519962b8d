import { describe, expect, it } from 'vitest';
import { checkZone, holdsAt, isoInstant, toInstant } from './time.ts';

describe('time', () => {
  it('reads ISO text, milliseconds and dates alike', () => {
    const instant = Date.UTC(2026, 4, 31, 18);
    expect(toInstant('2026-05-31T18:00:00Z')).toBe(instant);
    expect(toInstant('2026-05-31T20:00:00+02:00')).toBe(instant);
    expect(toInstant(instant)).toBe(instant);
    expect(toInstant(new Date(instant))).toBe(instant);
    expect(isoInstant(instant)).toBe('2026-05-31T18:00:00Z');
  });

  it.each(['yesterday', '', '31.5.2026', '2026-13-01', Number.NaN, Infinity, 1e20, null, {}])(
    'refuses %s',
    (moment) => {
      expect(() => toInstant(moment as never)).toThrow(/is not a moment/);
    },
  );

  it('treats intervals as half-open', () => {
    expect(holdsAt({ from: 1, to: 3 }, 1)).toBe(true);
    expect(holdsAt({ from: 1, to: 3 }, 3)).toBe(false);
    expect(holdsAt({}, -5)).toBe(true);
  });

  it('knows zones', () => {
    expect(checkZone('Europe/Lisbon')).toBe('Europe/Lisbon');
    expect(() => checkZone('Mars/Olympus')).toThrow(/unknown time zone/);
  });
});
