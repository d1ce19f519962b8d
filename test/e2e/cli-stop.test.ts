/** Ctrl-C and SIGTERM end what computes without a pause: at once, with what was measured so far, and nothing left. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildOnce, type Home, start, temporaryHome } from './built-cli.ts';

let home: Home;
let temporary = '';

beforeAll(buildOnce, 120_000);
beforeEach(() => {
  home = temporaryHome();
  temporary = join(home.path, 'tmp');
  mkdirSync(temporary);
  home = { ...home, environment: { ...home.environment, TMPDIR: temporary } };
});
afterEach(() => home.remove());

const wait = (ms: number): Promise<void> => new Promise((go) => setTimeout(go, ms));

/** Processes that have this folder in their environment: what the program has started. */
function running(): string[] {
  return readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/environ`, 'utf8').includes(temporary);
    } catch {
      return false;
    }
  });
}

describe.skipIf(process.platform !== 'linux')('long work', () => {
  it.each([
    ['SIGTERM', 143, ['reproduce', 'gists', '--seeds', '100', '--json']],
    ['SIGINT', 130, ['bench', 'erase', '--erasures', '2', '--kills', '1', '--records', '5000', '--json']],
  ] as const)(
    '%s ends it with status %i',
    async (signal, status, words) => {
      const { child, ended } = start(home, words);
      let told = '';
      child.stderr.on('data', (part: Buffer) => (told += part.toString()));
      // In the middle of it: a first part is measured, the next one has begun.
      const second = words[0] === 'bench' ? /seed 102/ : /[1-9]\d* seeds/;
      for (let i = 0; i < 600 && !second.test(told) && child.exitCode === null; i++) await wait(100);
      expect(readdirSync(temporary)).toHaveLength(1);
      expect(running().length).toBeGreaterThan(1);
      child.kill(signal);
      const stopped = await ended;
      expect(stopped.status).toBe(status);
      const { ok, data, error } = JSON.parse(stopped.out) as {
        ok: boolean;
        data: { measured: { what: string; numbers: Record<string, number> }[] };
        error: { code: string; message: string };
      };
      expect(ok).toBe(false);
      expect(error.code).toBe('aborted');
      expect(error.message).toMatch(/^stopped; \d+ measurements? came before$/);
      expect(Object.keys(data.measured[0]?.numbers ?? {}).length).toBeGreaterThan(0);
      expect(readdirSync(temporary)).toEqual([]);
      expect(running()).toEqual([]);
    },
    120_000,
  );

  it('gives the status and the output of what ran apart when nobody stops it', async () => {
    const { child, ended } = start(home, ['reproduce', 'gists', '--quick', '--json']);
    child.stdin.end();
    const { status, out } = await ended;
    expect(status).toBe(0);
    expect((JSON.parse(out) as { data: { system: string }[] }).data.map(({ system }) => system)).toEqual(['gists']);
    expect(readdirSync(temporary)).toEqual([]);
  }, 120_000);
});
