/** docs/activation.md says what its saved results say. */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');

it('the page on the activation tier and its pictures are what the saved results give', () => {
  const script = join(root, 'scripts', 'build-activation-report.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
  expect({ status, said: stdout + stderr }).toEqual({ status: 0, said: '4 parts are up to date\n' });
});

it('an unknown part is refused by name', () => {
  const script = join(root, 'scripts', 'build-activation-report.mjs');
  const { status, stderr } = spawnSync(process.execPath, [script, 'nothing'], { encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toMatch(/unknown: nothing/);
});
