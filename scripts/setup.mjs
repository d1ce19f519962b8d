/** Makes a checkout ready: checks Node, and installs the dependencies when they are missing or older than the lock file. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.mjs';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const least = [20, 19];

/** Ends the process with a clear message when this Node is too old. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > least[0] || (major === least[0] && minor >= least[1])) return;
  console.error(`error  Node ${process.versions.node} is too old: Palimpsest needs Node ${least.join('.')} or later`);
  console.error('hint   install a current Node from https://nodejs.org, then run the same command again');
  process.exit(1);
}

/** Every package that the lock file names for this platform is there in its version. */
function installedAsLocked() {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  for (const [path, wanted] of Object.entries(lock.packages)) {
    if (path === '' || wanted.link === true) continue;
    const manifest = join(root, path, 'package.json');
    if (!existsSync(manifest)) {
      // Optional packages for other platforms, and ones that the registry refused, may be absent.
      if (wanted.optional === true || wanted.peer === true) continue;
      return false;
    }
    if (JSON.parse(readFileSync(manifest, 'utf8')).version !== wanted.version) return false;
  }
  return true;
}

function lockDigest() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

/** Installs with `npm ci` unless everything is there already; needs no network then. Output goes to standard error. */
export async function setup({ quiet = false } = {}) {
  checkNode();
  const stamp = join(root, 'node_modules', '.palimpsest-setup');
  const ready = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === lockDigest();
  if (ready()) return;
  await withLock(join(root, '.palimpsest', 'setup.lock'), async () => {
    if (ready()) return;
    if (!existsSync(join(root, 'node_modules')) || !installedAsLocked()) {
      if (!quiet) console.error('Installing dependencies (npm ci); this happens once ...');
      const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
      const arguments_ = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
      const environment = { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' };
      const result = spawnSync(npm, arguments_, {
        cwd: root,
        env: environment,
        stdio: ['ignore', 2, 2],
        shell: process.platform === 'win32',
      });
      if (result.status !== 0) {
        console.error('error  the dependencies could not be installed');
        console.error('hint   check the network and the npm registry (npm config get registry), then run it again');
        process.exit(1);
      }
    }
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, lockDigest());
  });
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) await setup();
