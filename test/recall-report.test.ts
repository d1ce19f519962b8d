/** docs/recall.md says what its saved results say. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');

function check(folder: string): { readonly status: number | null; readonly said: string } {
  const script = join(folder, 'scripts', 'build-recall-report.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

it('the page on recall and its pictures are what the saved results give', () => {
  expect(check(root)).toEqual({ status: 0, said: '4 parts are up to date\n' });
});

it('the check finds a number that was changed by hand', () => {
  const folder = mkdtempSync(join(tmpdir(), 'palimpsest-recall-report-'));
  try {
    cpSync(join(root, 'scripts'), join(folder, 'scripts'), { recursive: true });
    cpSync(join(root, 'docs'), join(folder, 'docs'), { recursive: true });
    for (const name of ['biome.json', '.gitignore']) cpSync(join(root, name), join(folder, name));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    const page = join(folder, 'docs', 'recall.md');
    const text = readFileSync(page, 'utf8');
    writeFileSync(page, text.replace(/R@10 \*\*\d+\.\d\*\*/, 'R@10 **99.9**'));
    expect(readFileSync(page, 'utf8')).not.toBe(text);
    expect(check(folder)).toMatchObject({ status: 1 });
    expect(check(folder).said).toContain('docs/recall.md');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
