/** The tensor library on WebGPU against WebAssembly, where the machine has a real driver; a named skip where it has none. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

it('training steps on WebGPU give the losses and gradients of WebAssembly', { timeout: 300_000 }, (context) => {
  const script = join(root, 'scripts', 'check-webgpu.mjs');
  // a difference or a failure ends the script with status 1, which throws here
  const printed = execFileSync(process.execPath, [script], { cwd: root, encoding: 'utf8' });
  if (printed.startsWith('skipped')) {
    console.log(printed.trim());
    context.skip(printed.trim());
  }
  expect(printed).toContain('both paths agree');
  expect(printed.match(/^agrees /gm)).toHaveLength(5);
});
