import { describe, expect, it } from 'vitest';
import { fixedClock } from '../../testing/index.ts';
import { createSystemIds, createSystemRng, systemClock, systemEntropy, systemIds, systemRng } from './index.ts';

describe('system adapters', () => {
  it('tells the time', () => {
    expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1000);
  });

  it('makes ids that sort by time, whatever the clock does', () => {
    const clock = fixedClock();
    const ids = createSystemIds(clock);
    const made: string[] = [];
    for (const step of [0, 0, 0, 1, 0, -5000, 0, 7000, 0]) {
      clock.advance(step);
      for (let i = 0; i < 50; i++) made.push(ids.next('turn'));
    }
    expect(made).toEqual([...made].sort());
    expect(new Set(made).size).toBe(made.length);
    expect(made.every((id) => /^turn_[0-9a-hjkmnp-tv-z]{26}$/.test(id))).toBe(true);
    expect(systemIds.next('fact')).toMatch(/^fact_01/);
  });

  it('makes different ids in two processes at the same time', () => {
    const clock = fixedClock();
    const [one, two] = [createSystemIds(clock), createSystemIds(clock)];
    const made = Array.from({ length: 200 }, (_, i) => (i % 2 ? one : two).next('x'));
    expect(new Set(made).size).toBe(200);
  });

  it('gives uniform numbers and stable, independent streams', () => {
    const rng = createSystemRng();
    for (const stream of [rng, rng.split('a'), systemRng]) {
      const mean = Array.from({ length: 20_000 }, () => stream.next()).reduce((sum, x) => sum + x, 0) / 20_000;
      expect(mean).toBeGreaterThan(0.48);
      expect(mean).toBeLessThan(0.52);
    }
    const first = (label: string) => rng.split(label).next();
    expect(first('a')).toBe(first('a'));
    expect(first('a')).not.toBe(first('b'));
    expect(createSystemRng().split('a').next()).not.toBe(first('a'));
  });

  it('gives fresh bytes', () => {
    const [one, two] = [systemEntropy.bytes(32), systemEntropy.bytes(32)];
    expect(one.length).toBe(32);
    expect(one).not.toEqual(two);
  });
});
