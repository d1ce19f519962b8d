/** What only a process of its own can show: signals, broken pipes, shells, the executable itself. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildOnce, type Home, mainFile, palimpsest, start, temporaryHome } from './built-cli.ts';

let home: Home;

beforeAll(buildOnce, 120_000);
beforeEach(() => {
  home = temporaryHome();
});
afterEach(() => home.remove());

function messages(count: number): string {
  const line = (index: number): string =>
    JSON.stringify({
      id: `m${index}`,
      session: `s${Math.floor(index / 20)}`,
      role: index % 2 === 0 ? 'user' : 'assistant',
      content: `Message ${index}: I walked ${index} kilometres to the harbour and met Dario there.`,
      timestamp: new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString(),
    });
  return `${Array.from({ length: count }, (_, index) => line(index)).join('\n')}\n`;
}

describe('the built program', () => {
  it('stops cleanly on Ctrl-C during an import and goes on where it stopped', async () => {
    const count = 3_000;
    const file = join(home.path, 'long.jsonl');
    writeFileSync(file, messages(count));
    const { child, ended } = start(home, ['import', file, '--json']);
    const imports = join(home.path, 'imports');
    const durable = (): boolean => {
      try {
        return readdirSync(imports).length > 0;
      } catch {
        return false;
      }
    };
    while (!durable() && child.exitCode === null) await new Promise((go) => setTimeout(go, 10));
    child.kill('SIGINT');
    const stopped = await ended;
    expect(stopped.status).toBe(130);
    const { data, error } = JSON.parse(stopped.out) as {
      data: { turns: number; done: boolean };
      error: { code: string; hint: string };
    };
    expect(error).toMatchObject({ code: 'aborted', hint: expect.stringContaining('same command') });
    expect(data.done).toBe(false);
    expect(data.turns).toBeGreaterThan(0);
    expect(data.turns).toBeLessThan(count);

    const resumed = JSON.parse((await palimpsest(home, ['import', file, '--json'])).out) as {
      ok: boolean;
      data: { turns: number; resumedAfter: number; done: boolean };
    };
    expect(resumed.ok).toBe(true);
    expect(resumed.data.resumedAfter).toBeGreaterThan(0);
    const stats = JSON.parse((await palimpsest(home, ['stats', '--json'])).out) as { data: { turns: number } };
    expect(stats.data.turns).toBe(count);
  }, 120_000);

  it('is quiet when the reader leaves', async () => {
    const file = join(home.path, 'some.jsonl');
    writeFileSync(file, messages(1_000));
    await palimpsest(home, ['import', file]);
    const shell = spawnSync('sh', ['-c', `"${process.execPath}" "${mainFile}" export | head -n 1`], {
      env: home.environment,
      encoding: 'utf8',
    });
    expect(shell.stdout.split('\n')).toHaveLength(2);
    expect(shell.stderr).toBe('');
    const after = JSON.parse((await palimpsest(home, ['verify', '--json'])).out) as { ok: boolean };
    expect(after.ok).toBe(true);
  }, 60_000);

  it('writes no color and no progress bar where there is no terminal', async () => {
    const { out, err } = await palimpsest(home, ['observe', 'hello there']);
    expect(out + err).not.toContain('\u001b');
  });

  it('lets two processes write to one cube at once', async () => {
    const words = (who: string): string[] => ['observe', '--jsonl', '--json', '--session', who];
    const lines = (who: string): string =>
      Array.from({ length: 40 }, (_, index) =>
        JSON.stringify({ id: `${who}${index}`, text: `${who} says ${index}` }),
      ).join('\n');
    const both = await Promise.all(['a', 'b', 'c'].map((who) => palimpsest(home, words(who), lines(who))));
    expect(both.map((one) => one.status)).toEqual([0, 0, 0]);
    const stats = JSON.parse((await palimpsest(home, ['stats', '--json'])).out) as { data: { turns: number } };
    expect(stats.data.turns).toBe(120);
  }, 60_000);

  it.skipIf(spawnSync('bash', ['--version']).status !== 0)(
    'completes words in bash',
    async () => {
      await palimpsest(home, ['init', 'anna']);
      const bin = join(home.path, 'palimpsest');
      writeFileSync(bin, `#!/bin/sh\nexec "${process.execPath}" "${mainFile}" "$@"\n`, { mode: 0o755 });
      const complete = (...typed: string[]): string[] => {
        const array = typed.map((word) => `'${word}'`).join(' ');
        const script = `eval "$(palimpsest completion bash)"; COMP_WORDS=(palimpsest ${array}); COMP_CWORD=${typed.length}; _palimpsest; printf '%s\\n' "\${COMPREPLY[@]}"`;
        const environment = { ...home.environment, PATH: `${home.path}:${process.env['PATH']}` };
        return execFileSync('bash', ['-c', script], { env: environment, encoding: 'utf8' }).trimEnd().split('\n');
      };
      expect(complete('rec')).toEqual(['recall', 'receipts']);
      expect(complete('reca')).toEqual(['recall']);
      expect(complete('recall', '--ex')).toEqual(['--explain']);
      expect(complete('observe', '--role', '')).toEqual(['user', 'assistant', 'system', 'tool']);
      expect(complete('recall', '--cube', 'a')).toEqual(['anna']);
    },
    60_000,
  );
});
