import { afterEach, describe, expect, it } from 'vitest';
import { makeTransformer } from '../../models/transformer.ts';
import { initialParameters, transformerConfig } from '../../models/transformer-config.ts';
import { seededRandom } from '../../tensor/index.ts';
import { fixedClock } from '../../testing/fixed-clock.ts';
import type { Memory } from '../memory.ts';
import { openMemory } from '../open-memory.ts';

const config = transformerConfig({ layers: 2, hidden: 16, heads: 2, mlp: 16, vocabulary: 128, headSize: 8 });
const model = makeTransformer(config, initialParameters(config, seededRandom('budget'), 0.3));
const encode = (text: string): Int32Array => Int32Array.from(text, (letter) => letter.charCodeAt(0) % 128);
const clock = fixedClock(Date.UTC(2026, 0, 1));
const tokenBytes = 2 * 2 * 2 * 8 * 4;

let memory: Memory | undefined;
afterEach(async () => {
  await memory?.close();
});

async function withBlocks(): Promise<Memory> {
  memory = await openMemory({ embedder: false, clock, signer: false });
  for (const text of ['The boat is called Marta.', 'Rent is due on Fridays.', 'Dogs sleep in the barn.']) {
    await memory.remember({ kind: 'block', text });
  }
  return memory;
}

/** Loads, saves and lets go; later than what was loaded before. */
async function loaded(from: Memory, name: string, more: object = {}): Promise<number> {
  clock.set(clock.now() + 1_000);
  const active = await from.activation.load(model, { encode, name, ...more });
  const { length } = active.segments();
  await active.close();
  return length;
}

const held = async (of: Memory): Promise<Record<string, number>> =>
  Object.fromEntries((await of.activation.cached()).map(({ name, segments }) => [name, segments.length]));

describe('one budget for the segments of all models', () => {
  it('binds every load, and the least recently used gives way, the weakest of it first', async () => {
    const own = await withBlocks();
    for (const name of ['a', 'b', 'c']) await loaded(own, name);
    const { bytes } = await own.activation.budget();
    // the control: without one nothing ever gives way
    expect(await held(own)).toEqual({ a: 3, b: 3, c: 3 });
    const third = bytes / 3;
    const set = await own.activation.budget(Math.ceil(2 * third));
    expect(set).toMatchObject({ budgetBytes: Math.ceil(2 * third), removed: [{ name: 'a', segments: 3 }] });
    expect(await held(own)).toEqual({ b: 3, c: 3 });
    expect(await loaded(own, 'a')).toBe(3);
    expect(await held(own)).toEqual({ a: 3, c: 3 });
    await loaded(own, 'c');
    await loaded(own, 'd', { bits: 8 });
    // codes take less: part of what was used longest ago stays
    expect(await held(own)).toEqual({ a: 1, c: 3, d: 3 });
    const after = await own.activation.budget();
    expect(after.bytes).toBeLessThanOrEqual(after.budgetBytes!);
    expect((await own.activation.cached()).reduce((sum, one) => sum + one.bytes, 0)).toBe(after.bytes);
  });

  it('takes the end of a chain, and no model more than there is for all', async () => {
    const own = await withBlocks();
    await loaded(own, 'chain', { mode: 'chained' });
    const first = (await own.activation.cached())[0]!.segments.map(({ id }) => id);
    await own.activation.budget((await own.activation.budget()).bytes - 1);
    expect((await own.activation.cached())[0]?.segments.map(({ id }) => id)).toEqual(first.slice(0, 2));
    await own.activation.budget(26 * tokenBytes + 80);
    expect(await loaded(own, 'small', { budgetBytes: 1e9 })).toBe(1);
    await expect(own.activation.load(model, { encode, budgetBytes: 3 })).rejects.toThrow(/holds no token/);
    await own.activation.budget(null);
    expect(await own.activation.budget()).not.toHaveProperty('budgetBytes');
    expect(await loaded(own, 'small', { budgetBytes: 1e9 })).toBe(3);
  });

  it('is neither guessed nor dropped', async () => {
    const own = await withBlocks();
    for (const wrong of [0, -1, 1.5, Number.NaN, '7' as never]) {
      await expect(own.activation.budget(wrong)).rejects.toMatchObject({ code: 'invalid_input' });
    }
    await own.activation.budget(1e6);
    await loaded(own, 'a');
    expect(await own.activation.drop()).toBe(3);
    expect(await own.activation.budget()).toEqual({ bytes: 0, budgetBytes: 1e6, removed: [] });
  });
});
