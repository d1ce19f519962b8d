/** `npm run demo`: sets up, builds, and runs the demo; `-- --file PATH` runs it on your own conversation. */
import { build } from './build.mjs';
import { setup } from './setup.mjs';

await setup();
try {
  await build();
} catch (error) {
  console.error(`error  ${error.message}`);
  process.exit(1);
}
process.argv.splice(2, 0, 'demo');
await import('./palimpsest.mjs');
