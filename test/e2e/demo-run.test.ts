/** `demo`, without a terminal: on the shipped conversation, and on files of the user's. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildOnce, type Home, palimpsest, temporaryHome } from './built-cli.ts';

let home: Home;

beforeAll(() => {
  buildOnce();
  home = temporaryHome();
}, 120_000);
afterAll(() => home.remove());

type Demo = {
  readonly ok: boolean;
  readonly data: {
    readonly turns: number;
    readonly seconds: number;
    readonly answers: readonly {
      readonly shows: string;
      readonly asOf: string | null;
      readonly ms: number;
      readonly gold: readonly string[];
      readonly evidence: readonly {
        readonly id: string;
        readonly at: string;
        readonly channels?: readonly unknown[];
      }[];
    }[];
    readonly revised: readonly { readonly values: readonly string[] }[];
    readonly forget: { readonly dryRun: boolean; readonly selected: readonly unknown[] };
    readonly honestNo: { readonly found: number; readonly of: number };
    readonly evidenceShown: { readonly found: number; readonly of: number };
  };
};

describe('demo', () => {
  it('imports, asks, revises, looks back, declines and shows a dry run', async () => {
    const { status, out, err } = await palimpsest(home, ['demo', '--json']);
    expect(status, err).toBe(0);
    const { ok, data } = JSON.parse(out) as Demo;
    expect(ok).toBe(true);
    expect(data.turns).toBe(440);
    expect(data.seconds).toBeLessThan(60);
    const kinds = data.answers.map((one) => one.shows);
    for (const kind of ['fact', 'revised fact', 'asOf', 'abstain']) expect(kinds).toContain(kind);
    for (const answer of data.answers) {
      expect(answer.ms).toBeGreaterThan(0);
      for (const hit of answer.evidence) {
        expect(hit.id).not.toBe('');
        expect(hit.at).toMatch(/^\d{4}-/);
        expect(hit.channels?.length).toBeGreaterThan(0);
      }
    }
    expect(data.evidenceShown.of).toBeGreaterThanOrEqual(8);
    expect(data.evidenceShown.found / data.evidenceShown.of).toBeGreaterThanOrEqual(0.5);
    expect(data.honestNo.found).toBeGreaterThanOrEqual(1);
    expect(data.revised[0]?.values.length).toBeGreaterThan(1);
    expect(data.forget.dryRun).toBe(true);
    expect(data.forget.selected.length).toBeGreaterThan(0);
  }, 90_000);

  it('prints what to type next, and leaves the cube to type it with', async () => {
    const { status, out } = await palimpsest(home, ['demo']);
    expect(status).toBe(0);
    expect(out).toContain('What to type next');
    expect(out).toContain('as of 2026-');
    expect(out).toContain('Not in memory');
    expect(out).toContain('Dry run');
    const asked = await palimpsest(home, ['ask', 'What kind of dog is Mostaza?', '--cube', 'demo', '--json']);
    expect(JSON.parse(asked.out)).toMatchObject({ ok: true });
  }, 90_000);

  it('reads a file of the user and exits non-zero when a record is broken', async () => {
    const file = join(home.path, 'mine.jsonl');
    const line = (day: number): string =>
      JSON.stringify({ role: 'user', content: `Day ${day} at the lake`, timestamp: `2026-04-0${day}T09:00:00Z` });
    writeFileSync(file, `${line(1)}\n{"role":\n${line(3)}\n`);
    const { status, out, err } = await palimpsest(home, ['demo', '--file', file]);
    expect(status).toBe(2);
    expect(out).toContain('2 turns imported');
    expect(err).toContain('line 2');
  }, 60_000);
});
