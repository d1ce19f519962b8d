/** Compiles `src` into `dist` when anything changed since the last time. Two builds at once wait for each other. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.mjs';
import { root, setup } from './setup.mjs';

const dist = join(root, 'dist');
// Beside dist, so that it is not published.
const stampFile = join(root, '.palimpsest', 'dist.stamp');

function* sourceFiles(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sourceFiles(path);
    else if (!entry.name.endsWith('.test.ts')) yield path;
  }
}

/** A digest of everything that the result depends on. */
function sourceStamp() {
  const hash = createHash('sha256');
  const settings = ['tsconfig.json', 'tsconfig.build.json', 'package.json'].map((name) => join(root, name));
  for (const file of [...settings, ...sourceFiles(join(root, 'src'))]) {
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function upToDate(stamp) {
  const there = existsSync(join(dist, 'cli', 'main.js')) && existsSync(stampFile);
  return there && readFileSync(stampFile, 'utf8') === stamp;
}

/** Files beside the sources that the compiled code reads at run time. */
function copyAssets(target) {
  for (const file of sourceFiles(join(root, 'src'))) {
    if (/\.(wasm|json|bin)$/.test(file)) cpSync(file, join(target, relative(join(root, 'src'), file)));
  }
}

/** Builds if needed; gives true when it compiled. Compiler messages go to standard error. */
export async function build({ quiet = false } = {}) {
  if (upToDate(sourceStamp())) return false;
  return await withLock(join(root, '.palimpsest', 'build.lock'), async () => {
    const stamp = sourceStamp();
    if (upToDate(stamp)) return false;
    if (!quiet) console.error('Building ...');
    const next = join(root, '.palimpsest', `dist-${process.pid}`);
    rmSync(next, { recursive: true, force: true });
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const result = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--outDir', next], {
      cwd: root,
      stdio: ['ignore', 2, 2],
    });
    if (result.status !== 0) {
      rmSync(next, { recursive: true, force: true });
      throw new Error('the sources do not compile; see above');
    }
    copyAssets(next);
    chmodSync(join(next, 'cli', 'main.js'), 0o755);
    const old = join(root, '.palimpsest', `dist-old-${process.pid}`);
    if (existsSync(dist)) renameSync(dist, old);
    renameSync(next, dist);
    writeFileSync(stampFile, stamp);
    rmSync(old, { recursive: true, force: true });
    return true;
  });
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await setup();
  try {
    const compiled = await build();
    console.error(compiled ? 'Built dist/.' : 'dist/ is up to date.');
  } catch (error) {
    console.error(`error  ${error.message}`);
    process.exit(1);
  }
}
