import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMemoryError } from '../../errors/index.ts';
import { graphParts } from './centrality.ts';
import { bitsForCentrality, bitsForRetention, targetBits } from './ladder.ts';
import { checkPolicy, defaultPolicy } from './policy.ts';
import {
  lastingRetention,
  publishedRetention,
  type RetentionSignals,
  renewalOf,
  retentionOf,
  retentionSet,
  strengthOf,
  zoneOf,
  zones,
} from './retention.ts';
import { salienceOf } from './salience.ts';
import { addUsage, createUsageLedger, decodeUsage, encodeUsage, mergeUsage, type Usage } from './usage-ledger.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const plain: RetentionSignals = { uses: 0, importance: 0, confirmations: 0, salience: 0, renewed: 0, trust: 1 };
const signals = fc.record({
  uses: fc.nat(1_000),
  importance: fc.double({ min: 0, max: 1, noNaN: true }),
  confirmations: fc.nat(20),
  salience: fc.double({ min: 0, max: 1, noNaN: true }),
  renewed: fc.double({ min: 0, max: 50, noNaN: true }),
  trust: fc.double({ min: 0, max: 1, noNaN: true }),
});

describe('retention', () => {
  it('has the published strength and curve, and forgets all within three days of the last use', () => {
    const most = { ...plain, uses: 100, importance: 1, confirmations: 10 };
    expect(strengthOf(most, publishedRetention)).toBeCloseTo(2 * Math.log(101) + 1.5 + 10, 6);
    expect(strengthOf(plain, publishedRetention)).toBe(0.1);
    expect(zoneOf(retentionOf(most, 3 * dayMs, publishedRetention))).toBe('forgotten');
    expect(zoneOf(retentionOf(plain, 18 * 60_000, publishedRetention))).toBe('forgotten');
    expect(retentionOf(most, 3 * dayMs, lastingRetention)).toBeGreaterThan(0.95);
  });

  it('falls with time and rises with every signal; at trust 0 it falls three times as fast', () => {
    fc.assert(
      fc.property(
        signals,
        fc.integer({ min: 0, max: 400 * 24 }),
        fc.integer({ min: 1, max: 100 }),
        (one, hours, more) => {
          const idle = hours * hourMs;
          const now = retentionOf(one, idle, lastingRetention);
          expect(now).toBeGreaterThanOrEqual(0);
          expect(now).toBeLessThanOrEqual(1);
          expect(retentionOf(one, idle + more * hourMs, lastingRetention)).toBeLessThanOrEqual(now);
          expect(retentionOf({ ...one, uses: one.uses + more }, idle, lastingRetention)).toBeGreaterThanOrEqual(now);
          const fast = Math.log(retentionOf({ ...one, trust: 0 }, dayMs, lastingRetention));
          const slow = Math.log(retentionOf({ ...one, trust: 1 }, dayMs, lastingRetention));
          expect(fast / slow).toBeCloseTo(3, 6);
        },
      ),
    );
  });

  it('has zones that only get weaker, a neutral future, and a unit that can be set', () => {
    expect([0.9, 0.6, 0.3, 0.1, 0.01].map(zoneOf)).toEqual(zones);
    expect(retentionOf(plain, -5, lastingRetention)).toBe(1);
    expect(renewalOf(dayMs)).toBeCloseTo(Math.LN2, 9);
    expect(retentionSet('published', dayMs).unitMs).toBe(dayMs);
    expect(() => retentionSet('lasting', 0)).toThrow(/unit of strength/);
    expect(salienceOf('We got engaged!')).toBeGreaterThan(salienceOf('We got home.'));
  });
});

describe('the ladder', () => {
  it('never goes below what the place in the graph asks for', () => {
    expect([0.9, 0.6, 0.3, 0.01].map(bitsForRetention)).toEqual([32, 8, 4, 2]);
    expect([0, 0.05, 0.15, 0.3].map(bitsForCentrality)).toEqual([2, 4, 8, 32]);
    expect(targetBits(0.01, 0.15)).toBe(8);
    expect(targetBits(0.9, 0)).toBe(32);
  });

  it('finds the hub of a graph, and nothing that stands out where all are alike', () => {
    const hub = graphParts([[0, 1, 2], [0], [1], [2], [3]]);
    expect(hub.pageRank[0]).toBe(1);
    expect(hub.degree[0]).toBe(1);
    expect(hub.degree[4]).toBe(0);
    expect([...graphParts([[], [], []]).pageRank]).toEqual([0, 0, 0]);
    expect([
      ...graphParts([
        [0, 1],
        [0, 1],
        [0, 1],
      ]).pageRank,
    ]).toEqual([0, 0, 0]);
  });
});

describe('uses', () => {
  it('come out the same in one ledger or split over two whose times do not overlap', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 365 }), { minLength: 2, maxLength: 30 }),
        fc.nat(100),
        (days, cut) => {
          const times = [...days].sort((a, b) => a - b).map((day) => day * dayMs);
          const count = (list: readonly number[]): Map<string, Usage> => {
            const ledger = createUsageLedger();
            for (const at of list) ledger.note(['a'], at);
            return ledger.take();
          };
          const at = 1 + (cut % (times.length - 1));
          const all = count(times).get('a');
          const split = count(times.slice(0, at));
          addUsage(split, count(times.slice(at)));
          const merged = split.get('a');
          expect(merged?.uses).toBe(all?.uses);
          expect(merged?.usedAt).toBe(all?.usedAt);
          expect(merged?.renewed).toBeCloseTo(all?.renewed ?? 0, 6);
          expect(merged?.recent).toBeCloseTo(all?.recent ?? 0, 6);
        },
      ),
    );
  });

  it('merge in either order, and survive their bytes', () => {
    const a: Usage = { uses: 2, firstAt: 5, usedAt: 9 * dayMs, recent: 1.5, renewed: 0.5 };
    const b: Usage = { uses: 1, firstAt: 3 * dayMs, usedAt: 3 * dayMs, recent: 1, renewed: 0 };
    expect(mergeUsage(a, b)).toEqual(mergeUsage(b, a));
    const map = new Map([
      ['turn_1', a],
      ['märz', b],
    ]);
    expect(decodeUsage(encodeUsage(map))).toEqual(map);
    const bytes = encodeUsage(map);
    for (const broken of [bytes.subarray(0, bytes.length - 1), new Uint8Array(3), Uint8Array.of(9, 0, 0, 0, 0)]) {
      expect(() => decodeUsage(broken)).toThrow(/cannot be read/);
    }
  });
});

describe('policies', () => {
  it('keep the defaults for what they do not say', () => {
    const rules = [{ name: 'a', action: 'archive', kinds: ['event'], olderThanMs: 1 }];
    expect(checkPolicy({ rules })).toEqual({ ...defaultPolicy, rules });
    expect(checkPolicy({})).toEqual(defaultPolicy);
    expect(checkPolicy({ fade: { on: false } }).fade).toEqual({ ...defaultPolicy.fade, on: false });
  });

  it('are checked with the field that is wrong', () => {
    expect(checkPolicy(defaultPolicy)).toEqual(defaultPolicy);
    const wrong: readonly [unknown, RegExp][] = [
      [{ fade: { on: 'yes' } }, /fade\.on/],
      [7, /policy/],
      [{ ...defaultPolicy, rules: [{ name: 'a', action: 'erase' }] }, /rules\.0.*needs olderThanMs/],
      [{ ...defaultPolicy, rules: [{ name: 'a', action: 'burn', olderThanMs: 1 }] }, /rules\.0\.action/],
      [{ ...defaultPolicy, tickEveryMs: 5 }, /tickEveryMs/],
      [{ ...defaultPolicy, extra: 1 }, /extra/],
    ];
    for (const [policy, message] of wrong) {
      let error: unknown;
      try {
        checkPolicy(policy);
      } catch (caught) {
        error = caught;
      }
      expect(isMemoryError(error, 'invalid_input') && error.message).toMatch(message);
    }
  });
});
