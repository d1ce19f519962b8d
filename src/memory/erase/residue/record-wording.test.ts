import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wordAt, wordingOf } from './record-wording.ts';

describe('words of a record that quote nobody', () => {
  it('are other forms of what its sources say, and of sentences that the rules write', () => {
    const isOwn = wordingOf(['I live in Bergen and study law.']);
    expect(['lives', 'living', 'studies', 'Bergen', 'longer', 'March'].filter((word) => !isOwn(word))).toEqual([]);
    expect(['Rome', 'Zanzibar', 'secret', 'velodrome'].filter(isOwn)).toEqual([]);
  });

  it('are those of every reason that the rules give', () => {
    const folders = ['src/plaintext/revise', 'src/plaintext/extract', 'src/plaintext/consolidate', 'src/memory'];
    const files = folders.flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
        .map((name) => join(folder, name)),
    );
    const reasons = files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\breason: (['`])([^'`\n]{4,})\1/g)].map((match) =>
        (match[2] as string).replace(/\$\{[^}]*\}/g, ' '),
      ),
    );
    expect(reasons.length).toBeGreaterThan(10);
    const isOwn = wordingOf([]);
    const words = new Set(reasons.flatMap((reason) => reason.match(/[a-z]{5,}/gi) ?? []));
    expect([...words].filter((word) => !isOwn(word))).toEqual([]);
  });
});

it('finds the word at an offset in bytes', () => {
  expect(wordAt('Zoë moved to Malmö yesterday', Buffer.from('Zoë moved to Ma').length)).toBe('Malmö');
  expect(wordAt('a, b', 1)).toBe('');
});
