/** What the README shows is what runs: snippets stand in an example, links lead somewhere, commands exist. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const pages = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'];
const textOf = (page: string): string => readFileSync(join(root, page), 'utf8');

describe('README', () => {
  it('shows code that is part of an example, line by line', () => {
    const snippets = [
      ...textOf('README.md').matchAll(/<!-- snippet: (\S+) -->\n```ts\n([\s\S]*?)```\n<!-- \/snippet -->/g),
    ];
    expect(snippets.length).toBeGreaterThan(0);
    for (const [, file, code] of snippets) {
      const lines = new Set(textOf(file as string).split('\n'));
      expect((code as string).split('\n').filter((line) => !lines.has(line))).toEqual([]);
    }
  });

  it('stays short and holds no placeholder', () => {
    expect(textOf('README.md').split('\n').length).toBeLessThan(200);
    expect(textOf('README.md')).not.toMatch(/\b(TODO|TBD|NUMBERS|XXX)\b/);
  });

  it.each(pages)('%s links to files that exist', (page) => {
    const targets = [...textOf(page).matchAll(/\]\((?!https?:)([^)#]+)/g)].map((match) => match[1] as string);
    expect(targets.filter((target) => !existsSync(join(root, target)))).toEqual([]);
  });

  it.each(pages)('%s names folders and files that exist', (page) => {
    const named = [...textOf(page).matchAll(/`((?:src|test|scripts|data|docs|examples)\/[\w./-]+)`/g)].map(
      (match) => match[1] as string,
    );
    expect(named.filter((name) => !existsSync(join(root, name)))).toEqual([]);
  });

  it('names npm scripts that exist', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
    const named = pages.flatMap((page) =>
      [...textOf(page).matchAll(/npm run (?:-s )?([\w:-]+)/g)].map((match) => match[1] as string),
    );
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
