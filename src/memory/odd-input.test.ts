import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isMemoryError } from '../errors/index.ts';
import { openMemory } from '../index.ts';
import type { Memory } from './memory.ts';

const start = Date.UTC(2026, 0, 1);
let now: number;
let memory: Memory;

beforeEach(async () => {
  now = start;
  memory = await openMemory({ path: ':memory:', clock: { now: () => now } });
});
afterEach(() => memory.close());

const codeOf = (run: () => Promise<unknown>): Promise<unknown> =>
  run().then(
    () => 'no error',
    (error: unknown) => (isMemoryError(error) ? error.code : error),
  );

describe('odd input', () => {
  it.each([
    ['nothing', ''],
    ['blanks', ' \n\t'],
    ['what has no width', '\u200b\u200d\ufeff'],
  ])('stores no turn and no record of %s, and the turns beside it', async (_, text) => {
    const { ids, refused, added } = await memory.observe([{ text }, { text: 'I live in Oslo.' }]);
    expect(refused).toEqual([{ index: 0, reason: 'nothing is said in it' }]);
    expect([ids[0], added]).toEqual([undefined, 1]);
    if (text !== '') expect(await codeOf(() => memory.remember({ kind: 'summary', text }))).toBe('refused');
    expect((await memory.stats()).turns).toBe(1);
  });

  it('refuses data that is no JSON, and says so', async () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    expect(await codeOf(() => memory.remember({ kind: 'summary', text: 'x', data: cycle }))).toBe('invalid_input');
    expect(await codeOf(() => memory.remember({ kind: 'summary', text: 'x', data: { n: 1n } }))).toBe('invalid_input');
    expect(await codeOf(() => memory.observe({ text: 'x', meta: cycle }))).toBe('invalid_input');
    expect((await memory.stats()).turns).toBe(0);
  });

  it('takes a clock with fractions, and names one that gives no time', async () => {
    now = start + 0.75;
    await memory.observe({ id: 'a', text: 'I live in Oslo.' });
    expect(await memory.get('a')).toMatchObject({ at: start });
    for (const broken of [Number.NaN, Number.POSITIVE_INFINITY, 9e15]) {
      now = broken;
      await expect(memory.observe({ text: 'I live in Rome.' })).rejects.toThrow(/the clock gives/);
    }
    now = start + 1;
    expect(await memory.verify()).toMatchObject({ ok: true });
    expect((await memory.stats()).turns).toBe(1);
  });

  it('reads a text without an end in pieces', async () => {
    // As one sentence this takes minutes: what is tried grows with the cube of its length.
    await memory.observe({ text: 'I live in Oslo, '.repeat(2_000) });
    expect((await memory.ask('Where do I live?')).text).toBe('Oslo');
  }, 120_000);
});
