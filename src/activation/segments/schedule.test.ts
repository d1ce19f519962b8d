import { describe, expect, it } from 'vitest';
import { integerBelow, seededRandom } from '../../tensor/index.ts';
import { type SegmentCandidate, scheduleSegments } from './schedule.ts';

const hourMs = 3_600_000;
const candidate = (id: string, more: Partial<SegmentCandidate> = {}): SegmentCandidate => ({
  source: { id, version: 1 },
  tokens: new Int32Array(10),
  ...{ strength: 1, recentUses: 0, usedAt: 0, changedAt: 0, retention: 1 },
  ...more,
});
const idsOf = (chosen: readonly SegmentCandidate[]): string[] => chosen.map(({ source }) => source.id);
const choose = (
  candidates: readonly SegmentCandidate[],
  rules: Partial<Parameters<typeof scheduleSegments>[2]['rules']> = {},
  held: readonly string[] = [],
) => scheduleSegments(candidates, new Set(held), { rules: { maxTokens: 20, ...rules }, now: 100 * hourMs });

describe('the scheduler', () => {
  it('gives places to the strongest, pinned ones first, and a reason to everyone', () => {
    const all = [
      candidate('weak', { strength: 0.1 }),
      candidate('strong', { strength: 3 }),
      candidate('pinned', { strength: 0, pinned: true }),
      candidate('long', { strength: 9, tokens: new Int32Array(30) }),
    ];
    const { chosen, reasons } = choose(all);
    expect(idsOf(chosen)).toEqual(['strong', 'pinned']);
    expect([...reasons.keys()].sort()).toEqual(['long', 'pinned', 'strong', 'weak']);
    expect(reasons.get('weak')).toMatch(/below the weakest/);
    expect(reasons.get('long')).toMatch(/30 tokens exceed/);
  });

  it('does not let a newcomer that is hardly stronger push out what is there', () => {
    const both = [candidate('new', { strength: 1.05 }), candidate('old', { strength: 1 })];
    expect(idsOf(choose(both, { maxTokens: 10 }, ['old']).chosen)).toEqual(['old']);
    expect(idsOf(choose(both, { maxTokens: 10, margin: 0.01 }, ['old']).chosen)).toEqual(['new']);
  });

  it('promotes what is used and stable, demotes what is idle or forgotten', () => {
    const fresh = candidate('fresh', { recentUses: 9, changedAt: 99.5 * hourMs, usedAt: 100 * hourMs });
    const unused = candidate('unused', { recentUses: 2 });
    const rules = { promoteUses: 5, promoteStableMs: hourMs, demoteIdleMs: 24 * hourMs };
    const first = choose([fresh, { ...unused, usedAt: 99 * hourMs }], rules);
    expect(first.chosen).toEqual([]);
    expect(first.reasons.get('fresh')).toMatch(/without change are needed/);
    expect(first.reasons.get('unused')).toMatch(/5 are needed/);
    // what is held needs no more uses, but some
    expect(idsOf(choose([{ ...unused, usedAt: 90 * hourMs }], rules, ['unused']).chosen)).toEqual(['unused']);
    expect(choose([{ ...unused, usedAt: 70 * hourMs }], rules, ['unused']).reasons.get('unused')).toMatch(/unused for/);
    expect(choose([candidate('gone', { retention: 0.1 })]).reasons.get('gone')).toMatch(/less than 20%/);
  });

  it('is a pure function', () => {
    const draw = seededRandom('schedule');
    const many = Array.from({ length: 50 }, (_, n) =>
      candidate(`r${n}`, { strength: draw.next(), tokens: new Int32Array(1 + integerBelow(draw, 9)) }),
    );
    const copy = structuredClone(many);
    expect(choose(many)).toEqual(choose(many));
    expect(many).toEqual(copy);
  });
});
