/** The selftest itself: it passes on a sound store, and it fails when the store is made to lie. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditCube } from '../../src/cli/selftest/audit.ts';
import { knownText } from '../../src/cli/selftest/known-text.ts';
import { Audits } from '../../src/cli/selftest/scenario.ts';
import { openMemory } from '../../src/index.ts';
import { buildOnce, type Home, palimpsest, temporaryHome } from './built-cli.ts';

let home: Home;

beforeAll(buildOnce, 120_000);
beforeEach(() => {
  home = temporaryHome();
});
afterEach(() => home.remove());

describe('selftest', () => {
  it('loses nothing, alters nothing, aborts nowhere', async () => {
    const words = ['selftest', '--rounds', '1', '--seed', 'e2e', '--json'];
    const { status, out } = await palimpsest(home, words);
    const { ok, data } = JSON.parse(out) as {
      ok: boolean;
      data: { scenarios: { name: string; acknowledged: number; ok: boolean }[] };
    };
    expect(data).toMatchObject({ ok: true, lostSilently: 0, corruptSilently: 0, aborts: 0 });
    expect(data.scenarios.map((one) => one.name)).toEqual(['kill', 'full', 'flip-file', 'flip-wal', 'truncate']);
    for (const scenario of data.scenarios) expect(scenario.acknowledged, scenario.name).toBeGreaterThan(0);
    expect({ ok, status }).toEqual({ ok: true, status: 0 });
  }, 180_000);

  it('fails when acknowledged turns are silently not there, or are others', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'palimpsest-audit-'));
    try {
      const path = join(folder, 'a.palimpsest');
      const memory = await openMemory({ path });
      await memory.observe([
        { id: 'kept', text: knownText('kept') },
        { id: 'other', text: 'not what belongs to this id' },
      ]);
      await memory.close();
      const audits = new Audits();
      audits.add(3, await auditCube(path, ['kept', 'other', 'never-written']));
      expect(audits).toMatchObject({ present: 1, corruptSilently: 1, lostSilently: 1 });
      expect(audits.report('x', 1, 0, { lossAllowed: true }).ok).toBe(false);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('notices an old copy that was put in place of the newest state', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'palimpsest-audit-'));
    try {
      const path = join(folder, 'a.palimpsest');
      const write = async (id: string): Promise<void> => {
        const memory = await openMemory({ path });
        await memory.observe({ id, text: knownText(id) });
        await memory.close();
      };
      await write('first');
      copyFileSync(path, `${path}.old`);
      await write('second');
      copyFileSync(`${path}.old`, path);
      const audits = new Audits();
      audits.add(2, await auditCube(path, ['first', 'second']));
      expect(audits).toMatchObject({ present: 1, lostReported: 1, lostSilently: 0, detected: 1 });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
