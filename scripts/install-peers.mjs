/**
 * Installs the libraries that `bench peers` compares with, pinned, into `.peers/` (ignored by git, about 450 MB for all):
 * `node scripts/install-peers.mjs [NAME ...] [--list]`. Each has a folder of its own, so one that does not install here
 * leaves the others alone and is reported as absent.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const peersFolder = join(root, '.peers');
const pinned = JSON.parse(readFileSync(join(root, 'src', 'bench', 'peers', 'packages.json'), 'utf8'));

/** Installed versions equal the pinned ones. */
function isInstalled(name) {
  return Object.entries(pinned[name]).every(([dependency, version]) => {
    const file = join(peersFolder, name, 'node_modules', dependency, 'package.json');
    return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version === version;
  });
}

/** Gives npm's exit status. */
function install(name) {
  const folder = join(peersFolder, name);
  mkdirSync(folder, { recursive: true });
  const manifest = { name: `peer-${name}`, private: true, dependencies: pinned[name] };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  const args = ['install', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
  // Some of these bring an inference runtime that would fetch graphics-card libraries when it is installed.
  const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip', DISABLE_TELEMETRY: '1' };
  const windows = process.platform === 'win32';
  const { status } = spawnSync(windows ? 'npm.cmd' : 'npm', args, {
    cwd: folder,
    env,
    stdio: 'inherit',
    shell: windows,
  });
  return status ?? 1;
}

const given = process.argv.slice(2);
const names = given.filter((name) => !name.startsWith('--'));
const strangers = [
  ...names.filter((name) => !Object.hasOwn(pinned, name)),
  ...given.filter((name) => /^--(?!list$)/.test(name)),
];
if (strangers.length > 0) {
  console.error(`error  nothing is called ${strangers.join(', ')}; there are: ${Object.keys(pinned).join(', ')}`);
  process.exit(2);
}
const chosen = names.length === 0 ? Object.keys(pinned) : names;
if (given.includes('--list')) {
  for (const name of chosen) console.log(`${name}: ${isInstalled(name) ? 'installed' : 'absent'}`);
  process.exit(0);
}
const failed = [];
for (const name of chosen) {
  if (isInstalled(name)) {
    console.log(`${name}: installed`);
    continue;
  }
  const started = performance.now();
  const ok = install(name) === 0 && isInstalled(name);
  if (!ok) {
    rmSync(join(peersFolder, name), { recursive: true, force: true });
    failed.push(name);
  }
  console.log(`${name}: ${ok ? 'installed' : 'FAILED'} (${((performance.now() - started) / 1_000).toFixed(0)} s)`);
}
process.exit(failed.length === 0 ? 0 : 1);
