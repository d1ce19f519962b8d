import { describe, expect, it } from 'vitest';
import { chooseClaims, claims } from './catalog.ts';
import { claimSeeds } from './claim-definition.ts';
import { judgeClaim, type RelationSpec } from './judge-claim.ts';
import { claimsPage } from './report/claims-page.ts';
import { systemsPage } from './report/systems-page.ts';
import { runClaim } from './run-claims.ts';
import { systems } from './systems.ts';

const spec: RelationSpec = {
  statement: 'x & more',
  atLeast: 2,
  value: (numbers) => numbers['x'] ?? 0,
  control: { what: 'y', value: (numbers) => numbers['y'] ?? 0 },
};

const judge = (values: readonly number[], specs: readonly RelationSpec[] = [spec], y = 0) =>
  judgeClaim({ seeds: values.map((_, index) => index), quick: false }, specs, (seed) => ({
    measured: { x: values[seed] ?? 0 },
    baselines: { y },
  }));

describe('choosing', () => {
  it('takes names, a tier with what spans the tiers, or all', () => {
    expect(chooseClaims([])).toHaveLength(claims.length);
    expect(chooseClaims(['stale', 'trim-kv']).map(({ system }) => system)).toEqual(['trim-kv', 'stale']);
    const activation = chooseClaims([], 'activation').map(({ system }) => system);
    expect(activation).toEqual(expect.arrayContaining(['memos', 'kv-baselines', 'scbench', 'longmem']));
    expect(activation).not.toContain('stale');
    expect(() => chooseClaims([], 'parametric')).toThrow(/no claims yet/);
    expect(() => chooseClaims(['no such claim'])).toThrow(/no claim is called/);
  });
});

describe('judging', () => {
  it('holds on the mean and on every seed, with one exception in five', async () => {
    expect((await judge([2, 3, 4])).holds).toBe(true);
    expect((await judge([1, 5, 5])).holds).toBe(false);
    expect((await judge([1, 5, 5, 5, 5])).holds).toBe(true);
    expect((await judge([1, 1, 9, 9, 9])).holds).toBe(false);
    expect((await judge([Number.NaN, 3, 4])).holds).toBe(false);
  });

  it('does not hold where the control passes', async () => {
    const outcome = await judge([2, 3, 4], [spec], 2);
    expect(outcome.relations[0]?.holds).toBe(true);
    expect(outcome.control[0]?.fails).toBe(false);
    expect(outcome.holds).toBe(false);
  });

  it('does not take a control that was never measured for one that fails', async () => {
    const outcome = await judge([2, 3, 4], [spec], Number.NaN);
    expect(outcome.control[0]?.fails).toBe(false);
    expect(outcome.holds).toBe(false);
  });

  it('judges upper bounds', async () => {
    const { atLeast: _, ...rest } = spec;
    const upper = { ...rest, atMost: 3, control: { what: 'a lot', value: () => 9 } };
    expect((await judge([1, 2, 3], [upper])).holds).toBe(true);
    expect((await judge([1, 2, 4], [upper])).holds).toBe(false);
  });

  it('refuses a claim without a control, a bound or a seed', async () => {
    const { control: _, ...bare } = spec;
    await expect(judge([1], [spec, bare as RelationSpec])).rejects.toThrow(/no negative control/);
    await expect(judge([1], [])).rejects.toThrow(/no relations/);
    await expect(judge([1], [{ ...spec, atMost: 1 }])).rejects.toThrow(/exactly one bound/);
    await expect(judge([])).rejects.toThrow(/no seeds/);
  });
});

describe('catalog', () => {
  it('has each claim once, and finds by name', () => {
    const names = claims.map(({ system }) => system);
    expect(new Set(names).size).toBe(names.length);
    expect(chooseClaims([])).toHaveLength(claims.length);
    expect(chooseClaims(['stale']).map(({ system }) => system)).toEqual(['stale']);
    expect(() => chooseClaims(['nothing'])).toThrow(/no claim is called nothing/);
  });

  it('has seeds that repeat', () => {
    expect(claimSeeds(3)).toEqual([101, 102, 103]);
  });
});

describe('pages', () => {
  it('lists all systems, done or not', () => {
    expect(systems).toHaveLength(55);
    const page = systemsPage();
    for (const { name, number } of systems) {
      const line = page.split('\n').find((row) => row.startsWith(`| ${number} |`)) ?? '';
      const done = claims.some(({ system }) => system === name);
      expect(line).toContain(done ? `\`reproduce ${name}\`` : 'not done');
    }
  });

  it('plots every relation with its control, and escapes what it shows', async () => {
    const definition = {
      system: 'test',
      tier: 'plaintext' as const,
      claim: '<b>bold</b>',
      relation: 'x',
      run: () => judge([2, 3, 4]),
    };
    const row = await runClaim(definition, { seeds: [1, 2, 3], quick: false });
    expect(row).toMatchObject({ system: 'test', tier: 'plaintext', holds: true, quick: false });
    const html = claimsPage([row]);
    expect(html.match(/<svg/g)).toHaveLength(1);
    expect(html).toContain('control: y');
    expect(html).toContain('x &#38; more');
    expect(html).not.toContain('<b>bold');
    expect(html).not.toContain('NaN');
  });
});
