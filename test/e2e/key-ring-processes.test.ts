import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFileKeyRing } from '../../src/adapters/keys/index.ts';
import { seededRng } from '../../src/testing/index.ts';
import { startChild } from './store-children.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'palimpsest-ring-'));
  path = join(folder, 'cube.keys');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const everything = (): string =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name)).toString('latin1'))
    .join('');

describe('a key ring in several processes', () => {
  it('survives kill -9 at any moment: no key that was made is lost, none that was destroyed comes back', async () => {
    const rng = seededRng(7);
    const rounds = 8;
    for (let round = 0; round < rounds; round += 1) {
      const children = ['one', 'two'].map((name) => startChild('keys', `${name} of ${round}`, path));
      await Promise.all(children.map((child) => child.until((line) => line['ready'] === true)));
      await setTimeout(20 + rng.next() * 200);
      for (const child of children) child.process.kill('SIGKILL');
      await Promise.all(children.map((child) => child.ended));
      const lines = children.flatMap((child) => child.lines);
      const idsOf = (what: string): Set<string> =>
        new Set(lines.flatMap((line) => (line[what] === undefined ? [] : [String(line[what])])));
      const [made, destroying, destroyed] = [idsOf('made'), idsOf('destroying'), idsOf('destroyed')];
      // Locks and half-done changes of the dead are cleared up by whoever comes next.
      const ring = await openFileKeyRing(path);
      await ring.ensure([`somebody else ${round}`]);
      for (const id of made) {
        const found = ring.find(id);
        if (destroyed.has(id)) expect(found).toBe('destroyed');
        else if (!destroying.has(id)) expect(found).toMatchObject({ id });
        else expect(found).not.toBeUndefined();
      }
      const left = everything();
      for (const { made: id, bytes } of lines) {
        if (ring.find(String(id)) === 'destroyed') expect(left).not.toContain(String(bytes));
      }
      expect(readdirSync(folder)).toEqual(['cube.keys']);
      expect(made.size).toBeGreaterThan(0);
    }
  }, 180_000);
});
