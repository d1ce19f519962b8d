import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { isMemoryError } from '../../errors/index.ts';
import type { ErasureClosure } from '../../ports/index.ts';
import type { Memory } from '../memory.ts';
import { openMemory } from '../open-memory.ts';

const opened: Memory[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const memory of opened.splice(0)) await memory.close();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function place(): Promise<{ open: () => Promise<Memory> }> {
  const folder = await mkdtemp(join(tmpdir(), 'palimpsest-'));
  folders.push(folder);
  return {
    open: async () => {
      const memory = await openMemory({ path: join(folder, 'a.palimpsest'), embedder: false, signer: false });
      opened.push(memory);
      return memory;
    },
  };
}

/** A cache outside the cube that keeps something for every turn. */
function cacheOf(ids: readonly string[]) {
  const held = new Set(ids);
  const calls: ErasureClosure[] = [];
  const erase = async (closure: ErasureClosure) => {
    calls.push(closure);
    const gone = closure.turns.filter((id) => held.delete(id));
    return { removed: { segments: gone.length } };
  };
  return { held, calls, hook: { name: 'activation', erase } };
}

const livesIn = (city: string, user: string) => ({ text: `I live in ${city}.`, at: '2026-03-01T09:00:00Z', user });

describe('erasure hooks', () => {
  it('are called with turns and record versions, and their counts are in the report', async () => {
    const { open } = await place();
    const memory = await open();
    const { ids } = await memory.observe([livesIn('Bristol', 'anna'), livesIn('Porto', 'ben')]);
    const cache = cacheOf(ids as string[]);
    memory.onErase(cache.hook);
    const report = await memory.forget({ subject: 'anna' }, { mode: 'erase' });
    expect(report.hooks).toEqual([{ name: 'activation', state: 'done', removed: { segments: 1 } }]);
    expect(cache.calls[0]?.turns).toEqual([ids[0]]);
    expect(cache.calls[0]?.records.map(({ versions }) => versions)).toEqual([[1]]);
    expect([...cache.held]).toEqual([ids[1]]);
    // Nothing is owed: the same hook registered anew is not called.
    expect(() => memory.onErase(cache.hook)).toThrow(/registered already/);
  });

  it('are owed a call where they are not there, over restarts and failures', async () => {
    const { open } = await place();
    const first = await open();
    const { ids } = await first.observe([livesIn('Bristol', 'anna'), livesIn('Porto', 'ben')]);
    const cache = cacheOf(ids as string[]);
    first.onErase(cache.hook);
    await first.close();

    const without = await open();
    const report = await without.forget({ subject: 'anna' }, { mode: 'erase' });
    expect(report.hooks).toEqual([{ name: 'activation', state: 'owed', removed: {} }]);
    await without.close();
    expect(cache.held.size).toBe(2);

    const failing = await open();
    failing.onErase({ name: 'activation', erase: () => Promise.reject(new Error('no disk')) });
    await failing.stats();
    await failing.close();
    expect(cache.held.size).toBe(2);

    const last = await open();
    const unregister = last.onErase(cache.hook);
    await last.stats();
    expect([...cache.held]).toEqual([ids[1]]);
    unregister();
    last.onErase(cache.hook);
    await last.stats();
    expect(cache.calls).toHaveLength(1);
  });

  it('need not count', async () => {
    const { open } = await place();
    const memory = await open();
    await memory.observe({ id: 'a1', user: 'anna', text: 'I live in Bergen.' });
    memory.onErase({ name: 'plain', erase: (async () => {}) as never });
    const { hooks } = await memory.forget({ subject: 'anna' }, { mode: 'erase', scan: false });
    expect(hooks).toMatchObject([{ name: 'plain', state: 'done', removed: {} }]);
  });

  it('need a name and a function', async () => {
    const { open } = await place();
    const memory = await open();
    const attempt = () => memory.onErase({ name: '' } as never);
    expect(attempt).toThrow(/has a name/);
    try {
      attempt();
    } catch (error) {
      expect(isMemoryError(error, 'invalid_input')).toBe(true);
    }
  });
});
