/** `restore --force` between processes: a cube in use is left alone, and nothing that was replaced is lost. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildOnce, type Home, palimpsest, start, temporaryHome } from './built-cli.ts';

let home: Home;

beforeAll(buildOnce, 120_000);
beforeEach(() => {
  home = temporaryHome();
});
afterEach(() => home.remove());

type Answer = {
  readonly ok: boolean;
  readonly data: Record<string, unknown>;
  readonly error: { readonly code: string };
};

async function json(...words: string[]): Promise<Answer> {
  return JSON.parse((await palimpsest(home, [...words, '--json'])).out) as Answer;
}

const keptFiles = (): string[] =>
  readdirSync(join(home.path, 'cubes')).filter((name) => /\.before-restore-[^.]*$/.test(name));

describe('restore --force', () => {
  it('refuses while another process has the cube open, then keeps each cube that it replaces', async () => {
    const backup = join(home.path, 'safe.palimpsest');
    await json('observe', 'first', '--id', 'm1');
    await json('backup', backup);
    await json('observe', 'second', '--id', 'm2');
    const server = start(home, ['mcp']);
    const initialize = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } };
    const answered = new Promise((go) => server.child.stdout.once('data', go));
    server.child.stdin.write(
      `${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: initialize })}\n`,
    );
    await answered;
    expect((await json('restore', backup, '--force')).error).toMatchObject({ code: 'busy' });
    expect((await json('get', 'm2')).ok).toBe(true);
    expect(keptFiles()).toEqual([]);
    server.child.stdin.end();
    await server.ended;

    const restored = await json('restore', backup, '--force');
    expect(restored).toMatchObject({ ok: true, data: { turns: 1 } });
    expect((await json('get', 'm2')).error.code).toBe('not_found');
    await json('observe', 'third', '--id', 'm3');
    const again = await json('restore', backup, '--force');
    expect(keptFiles()).toHaveLength(2);
    expect((await json('verify')).ok).toBe(true);
    expect((await json('get', 'm2', '--cube', copyOf(restored))).ok).toBe(true);
    expect((await json('get', 'm3', '--cube', copyOf(again))).ok).toBe(true);
    expect(existsSync(join(home.path, 'cubes', 'default.palimpsest-wal'))).toBe(false);
  }, 120_000);

  it('reads a file again that was imported before the restore', async () => {
    const backup = join(home.path, 'safe.palimpsest');
    const file = join(home.path, 'chat.jsonl');
    const line = (day: number): string => JSON.stringify({ role: 'user', content: `Day ${day}`, id: `d${day}` });
    writeFileSync(file, `${line(1)}\n${line(2)}\n`);
    await json('observe', 'first', '--id', 'm1');
    await json('backup', backup);
    expect(await json('import', file)).toMatchObject({ ok: true, data: { turns: 2, alreadyDone: false } });
    expect(await json('import', file)).toMatchObject({ ok: true, data: { alreadyDone: true } });
    await json('restore', backup, '--force');
    expect(await json('import', file)).toMatchObject({ ok: true, data: { turns: 2, alreadyDone: false } });
    expect(await json('stats')).toMatchObject({ data: { turns: 3 } });
  }, 120_000);
});

/** A kept file, as it can be opened. */
function copyOf({ data }: Answer): string {
  return String(data['replaced']);
}
