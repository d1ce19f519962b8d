/** Writes SYSTEMS.md from the claim catalog; with `--check` it only says whether the file is up to date. Needs a build. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { root, setup } from './setup.mjs';

await setup();
await build({ quiet: true });
const { systemsPage } = await import(
  pathToFileURL(join(root, 'dist', 'bench', 'claims', 'report', 'systems-page.js')).href
);
const path = join(root, 'SYSTEMS.md');
const page = systemsPage();
if (process.argv.includes('--check')) {
  let known = '';
  try {
    known = readFileSync(path, 'utf8');
  } catch {
    console.error('SYSTEMS.md is missing');
  }
  if (known !== page) {
    console.error('SYSTEMS.md is out of date: run node scripts/build-systems.mjs');
    process.exit(1);
  }
  console.log('SYSTEMS.md is up to date');
} else {
  writeFileSync(path, page);
  console.log('wrote SYSTEMS.md');
}
