/** `npm run verify`: everything that must hold before a release, one step after the other; all of them run, then it says which failed. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from './build.mjs';
import { root, setup } from './setup.mjs';

const bin = (name) => join(root, 'node_modules', name);

const steps = [
  { name: 'types, lint, build, tests', script: join(root, 'scripts', 'test.mjs'), args: [] },
  { name: 'knip', script: bin('knip/bin/knip.js'), args: [] },
  { name: 'systems page', script: join(root, 'scripts', 'build-systems.mjs'), args: ['--check'] },
  { name: 'kernels', script: join(root, 'scripts', 'build-kernels.mjs'), args: ['--check'] },
  { name: 'publint', script: bin('publint/src/cli.js'), args: ['--strict'] },
  { name: 'attw', script: bin('@arethetypeswrong/cli/dist/index.js'), args: ['--pack', '.', '--profile', 'esm-only'] },
];

const only = process.argv.slice(2);
await setup();
await build();
const failed = [];
for (const { name, script, args } of steps) {
  if (only.length > 0 && !only.includes(name)) continue;
  const started = performance.now();
  const { status } = spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' });
  console.log(`${name}: ${status === 0 ? 'ok' : 'FAILED'} (${((performance.now() - started) / 1_000).toFixed(1)} s)`);
  if (status !== 0) failed.push(name);
}
if (failed.length > 0) {
  console.error(`failed: ${failed.join(', ')}`);
  process.exit(1);
}
