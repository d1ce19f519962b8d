/**
 * Compiles assembly/dense-scan.ts to WebAssembly SIMD and inlines it as base64 in
 * src/plaintext/index/dense/dense-scan-wasm.ts, which is committed.
 * `node scripts/build-kernels.mjs` writes it, `--check` fails when it is stale.
 */
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const source = 'assembly/dense-scan.ts';
const target = join(root, 'src/plaintext/index/dense/dense-scan-wasm.ts');

const scratch = await mkdtemp(join(tmpdir(), 'palimpsest-kernel-'));
const binary = join(scratch, 'dense-scan.wasm');
const { error, stderr } = await asc.main(
  [
    source,
    '--baseDir',
    root,
    '--outFile',
    binary,
    '-O3',
    '--converge',
    '--noAssert',
    '--runtime',
    'stub',
    '--enable',
    'simd',
    '--enable',
    'threads',
    // Shared, so that threads can scan it; the sizes only have to agree with what arena.ts makes.
    '--sharedMemory',
    '--initialMemory',
    '7',
    '--maximumMemory',
    '65536',
    '--importMemory',
    '--use',
    'abort=',
  ],
  {
    readFile: (name, base) => {
      const path = join(base, name);
      return existsSync(path) ? readFileSync(path, 'utf8') : null;
    },
    writeFile: async (name, contents, base) =>
      writeFile(name.startsWith('/') || /^[A-Za-z]:/.test(name) ? name : join(base, name), contents),
  },
);
if (error) {
  console.error(stderr.toString());
  throw error;
}
const wasm = await readFile(binary);
await rm(scratch, { recursive: true });

const lines = wasm.toString('base64').match(/.{1,116}/g) ?? [];
const text = [
  '/** Generated from assembly/dense-scan.ts by scripts/build-kernels.mjs; do not edit. */',
  '',
  '/** The compiled dense scan, base64. */',
  `export const denseScanWasm: string =`,
  `${lines.map((line) => `  '${line}'`).join(' +\n')};`,
  '',
].join('\n');

if (process.argv.includes('--check')) {
  const current = existsSync(target) ? await readFile(target, 'utf8') : '';
  if (current !== text) {
    console.error('src/plaintext/index/dense/dense-scan-wasm.ts is stale: run node scripts/build-kernels.mjs');
    process.exitCode = 1;
  } else {
    console.log('dense-scan-wasm.ts is up to date');
  }
} else {
  await writeFile(target, text);
  console.log(`dense-scan-wasm.ts: ${wasm.length} bytes of WebAssembly`);
}
