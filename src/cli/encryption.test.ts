import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Envelope } from './envelope.ts';
import { run } from './run.ts';
import type { Streams } from './streams.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'palimpsest-cli-keys-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

type Ran = { readonly status: number; readonly out: string; readonly err: string };

async function palimpsest(words: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  stdin.end('');
  const text = { out: '', err: '' };
  stdout.on('data', (part: Buffer) => {
    text.out += part.toString();
  });
  stderr.on('data', (part: Buffer) => {
    text.err += part.toString();
  });
  const streams = { in: stdin, out: stdout, err: stderr, gone: () => false } as unknown as Streams;
  const environment = { PALIMPSEST_HOME: home, ...more };
  return { status: await run({ words, environment, streams, stop: new AbortController() }), ...text };
}

async function json(words: readonly string[], more: Readonly<Record<string, string>> = {}) {
  const { out, status } = await palimpsest([...words, '--json'], more);
  const { data, error, warnings } = JSON.parse(out) as Envelope;
  return { data: data as Record<string, unknown>, error, warnings, status };
}

const bytesIn = (folder: string): string =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name)).toString('latin1'))
    .join('');
const observe = (...more: string[]) => ['observe', 'I moved to Reykjavik last week', '--user', 'annabel', ...more];

describe('encryption on the command line', () => {
  it('encrypts named cubes and keeps their keys apart; a cube given by its path is left readable', async () => {
    expect((await palimpsest(observe())).status).toBe(0);
    expect(bytesIn(join(home, 'cubes'))).not.toMatch(/Reykjavik|annabel/);
    expect(readdirSync(join(home, 'keys'))).toHaveLength(1);
    expect((await json(['stats'])).data['sealed']).toBe('content');
    const path = join(home, 'elsewhere', 'mine.palimpsest');
    expect((await palimpsest(observe('--cube', path))).status).toBe(0);
    expect(bytesIn(join(home, 'elsewhere'))).toContain('Reykjavik');
    expect(readdirSync(join(home, 'keys'))).toHaveLength(1);
    const asked = join(home, 'asked', 'mine.palimpsest');
    await palimpsest(observe('--cube', asked), { PALIMPSEST_ENCRYPTION: 'everything' });
    expect(bytesIn(join(home, 'asked'))).not.toMatch(/Reykjavik|annabel/);
    expect((await json(['stats', '--cube', asked])).data['sealed']).toBe('everything');
    expect((await palimpsest(['recall', 'Reykjavik', '--cube', asked])).out).toContain('Reykjavik');
    await palimpsest(observe('--cube', 'plain'), { PALIMPSEST_ENCRYPTION: 'nothing' });
    expect((await json(['stats', '--cube', 'plain'])).data['sealed']).toBeUndefined();
  });

  it('shows, rotates, protects and copies keys', async () => {
    await palimpsest(observe());
    const shown = await json(['keys']);
    expect(shown.data).toMatchObject({
      seal: 'content',
      protection: 'file',
      subjects: [
        { user: '', live: true, retired: 0 },
        { user: 'annabel', live: true, retired: 0 },
      ],
    });
    expect((await palimpsest(['keys'])).out).toMatch(/annabel/);
    expect((await json(['keys', 'rotate'])).data).toMatchObject({ destroyed: 1 });
    expect((await palimpsest(['recall', 'Reykjavik'])).out).toContain('Reykjavik');
    const copy = join(home, 'safe', 'copy.keys');
    expect((await json(['keys', 'copy', copy])).warnings.join()).toMatch(/stays readable/);
    expect((await json(['keys', 'copy', copy])).error?.code).toBe('conflict');

    writeFileSync(join(home, 'secret.txt'), 'open sesame\n');
    expect((await palimpsest(['keys', 'protect', '--passphrase-file', join(home, 'secret.txt')])).status).toBe(0);
    const locked = await json(['recall', 'Reykjavik']);
    expect(locked.error).toMatchObject({ code: 'locked', hint: expect.stringContaining('passphraseFile') });
    expect(locked.status).toBe(16);
    await palimpsest(['config', 'set', 'passphraseFile', join(home, 'secret.txt')]);
    expect((await palimpsest(['recall', 'Reykjavik'])).out).toContain('Reykjavik');
    expect((await palimpsest(['keys', 'protect', '--none'])).status).toBe(0);
    // The setting is still there: it protects nothing now, and that is said.
    expect((await palimpsest(['recall', 'Reykjavik'])).err).toMatch(/not protected by the passphrase/);
  });

  it('refuses what makes no sense', async () => {
    await palimpsest(observe('--cube', 'plain'), { PALIMPSEST_ENCRYPTION: 'nothing' });
    expect((await json(['keys', '--cube', 'plain'])).error).toBeNull();
    expect((await json(['keys', 'rotate', '--cube', 'plain'])).error).toMatchObject({
      code: 'invalid_input',
      hint: expect.stringContaining('palimpsest encrypt'),
    });
    await palimpsest(observe());
    expect((await json(['keys', 'rotat'])).error?.hint).toContain('rotate');
    expect((await json(['keys', 'protect'])).error?.code).toBe('invalid_input');
    expect((await json(['keys', 'copy'])).error?.code).toBe('invalid_input');
    expect((await json(['stats'], { PALIMPSEST_PASSPHRASE_FILE: join(home, 'none') })).error?.code).toBe(
      'invalid_input',
    );
    expect((await json(['stats'], { PALIMPSEST_ENCRYPTION: 'some' })).error?.code).toBe('invalid_input');
    expect((await json(['encrypt'])).error?.code).toMatch(/incompatible|busy/);
    const backup = join(home, 'plain.backup');
    expect((await json(['backup', backup, '--with-keys', '--cube', 'plain'])).error?.code).toBe('invalid_input');
    expect(existsSync(backup)).toBe(false);
  });

  it('checks chain and checksums where the keys are missing', async () => {
    for (const seal of ['content', 'everything']) {
      await palimpsest(observe('--cube', seal), { PALIMPSEST_ENCRYPTION: seal });
      renameSync(join(home, 'keys'), join(home, 'away'));
      const { data, warnings, status } = await json(['verify', '--cube', seal]);
      expect(data).toMatchObject({ ok: true, withoutKeys: true });
      expect((data['checked'] as { sealed: number }).sealed).toBeGreaterThan(0);
      expect(warnings.join()).toMatch(/without keys/);
      expect(status).toBe(0);
      expect((await json(['stats', '--cube', seal])).error?.code).toBe('locked');
      renameSync(join(home, 'away'), join(home, 'keys'));
      expect((await json(['verify', '--cube', seal])).data).toMatchObject({ ok: true });
    }
  });

  it('backs up without keys unless they are asked for, and restores both', async () => {
    await palimpsest(observe());
    const [bare, whole] = [join(home, 'bare.palimpsest'), join(home, 'whole.palimpsest')];
    const { data } = await json(['backup', bare]);
    expect(data).toMatchObject({ encrypted: true, withKeys: false });
    expect(existsSync(`${bare}.keys`)).toBe(false);
    expect((await json(['backup', whole, '--with-keys'])).data).toMatchObject({
      withKeys: true,
      keys: `${whole}.keys`,
    });
    // Another machine: neither cube nor keys.
    const other = { PALIMPSEST_HOME: join(home, 'other') };
    mkdirSync(other.PALIMPSEST_HOME);
    const locked = await json(['restore', bare], other);
    expect(locked.error?.code).toBe('locked');
    const third = { PALIMPSEST_HOME: join(home, 'third') };
    mkdirSync(third.PALIMPSEST_HOME);
    const restored = await json(['restore', whole], third);
    expect(restored.data).toMatchObject({ turns: 1, keys: expect.stringContaining(join(home, 'third', 'keys')) });
    expect((await palimpsest(['recall', 'Reykjavik'], third)).out).toContain('Reykjavik');
  });

  it('uninstalls the keys of the cubes that go, and no others', async () => {
    await palimpsest(observe());
    const elsewhere = join(home, 'elsewhere', 'mine.palimpsest');
    await palimpsest(observe('--cube', elsewhere), { PALIMPSEST_ENCRYPTION: 'content' });
    expect(readdirSync(join(home, 'keys'))).toHaveLength(2);
    await palimpsest(['uninstall', '--purge', '--yes']);
    expect(existsSync(join(home, 'cubes'))).toBe(false);
    expect(readdirSync(join(home, 'keys'))).toHaveLength(1);
    expect((await palimpsest(['recall', 'Reykjavik', '--cube', elsewhere])).out).toContain('Reykjavik');
  });
});
