/** Every example runs on the sources and asserts its own result: one that fails throws when it is imported. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const examples = fileURLToPath(new URL('../examples/', import.meta.url));
const names = readdirSync(examples, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const before = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'palimpsest-examples-'));

afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true, force: true });
});

describe('examples', () => {
  it('are there', () => {
    expect(names.map((entry) => entry.name)).toContain('quickstart');
  });

  it.each(names.map((entry) => entry.name))('%s', async (name) => {
    process.chdir(folder);
    await import(pathToFileURL(join(examples, name, `${name}.ts`)).href);
  });
});
