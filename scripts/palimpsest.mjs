/** Runs the command line from a checkout: `npm run -s palimpsest -- ARGS`. Sets up and builds first where needed. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { root, setup } from './setup.mjs';

await setup();
try {
  await build({ quiet: true });
} catch (error) {
  console.error(`error  ${error.message}`);
  process.exit(1);
}
// In this process, so that signals, the terminal and the exit status are the program's own.
await import(pathToFileURL(join(root, 'dist', 'cli', 'main.js')).href);
