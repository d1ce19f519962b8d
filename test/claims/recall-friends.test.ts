/**
 * Recall in talks between two people, in the format of LoCoMo (arXiv 2402.17753): chats written for it, and the same at
 * LoCoMo's size. Weights were set on the first five; the last two are held out.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crowdedTalk, shortTalks, type Talk } from '../../src/bench/claims/crowded-talks.ts';
import { memorySubjects } from '../../src/bench/memory-subject.ts';
import type { RetrievalReport } from '../../src/bench/retrieval.ts';
import { runRetrieval } from '../../src/bench/retrieval.ts';
import type { UnitName } from '../../src/bench/suites/suite.ts';
import { openMemory } from '../../src/memory/open-memory.ts';

const recipes = ['default', 'structural-fusion', 'bm25-turns'];

async function measure(dataPath: string, recipe: string, unit: UnitName = 'turn'): Promise<RetrievalReport> {
  const subjects = memorySubjects(() => openMemory({ path: ':memory:' }));
  return runRetrieval({ suite: 'locomo', dataPath, recipe, unit }, subjects);
}

function recall10(report: RetrievalReport | undefined, category?: string): number {
  return (category === undefined ? report : report?.byCategory[category])?.recall['10'] ?? 0;
}

describe('short talks', () => {
  const dataPath = resolve(import.meta.dirname, '..', '..', 'data', 'talks', 'two-friends.json');
  const reports = new Map<string, RetrievalReport>();
  beforeAll(async () => {
    for (const recipe of recipes) reports.set(recipe, await measure(dataPath, recipe));
  }, 120_000);

  it('finds at least 15 points more evidence than BM25, also where the answer joins turns or is inferred', () => {
    expect(recall10(reports.get('default'))).toBeGreaterThanOrEqual(recall10(reports.get('bm25-turns')) + 15);
    for (const category of ['1 multi-hop', '3 open-domain']) {
      const gain = recall10(reports.get('default'), category) - recall10(reports.get('bm25-turns'), category);
      expect(gain, category).toBeGreaterThanOrEqual(10);
    }
  });

  it('is no worse than the structure of the talk alone, which beats BM25 as well', () => {
    const structure = recall10(reports.get('structural-fusion'));
    expect(structure).toBeGreaterThanOrEqual(recall10(reports.get('bm25-turns')) + 10);
    expect(recall10(reports.get('default'))).toBeGreaterThanOrEqual(structure);
  });

  it('tells questions that name the wrong speaker from the others', () => {
    expect(reports.get('default')?.abstentionAuc).toBeGreaterThanOrEqual(0.75);
    // Control: how well the words fit says nothing, since the lure holds them all.
    expect(reports.get('bm25-turns')?.abstentionAuc).toBeLessThan(0.65);
  });
});

describe('talks of 39 sessions', () => {
  const folder = mkdtempSync(join(tmpdir(), 'talks-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const { development, others } = shortTalks();
  const all = [...development, ...others];
  const place = (name: string, talks: readonly Talk[]): string => {
    const path = join(folder, `locomo-${name}.json`);
    const crowded = talks.map((talk, i) =>
      crowdedTalk(
        talk,
        all.filter((other) => other !== talk),
        i + 1,
      ),
    );
    writeFileSync(path, JSON.stringify(crowded));
    return path;
  };
  const reports = new Map<string, RetrievalReport>();
  beforeAll(async () => {
    for (const [part, talks] of [
      ['development', development],
      ['others', others],
    ] as const) {
      const path = place(part, talks);
      for (const recipe of [...recipes, 'recency']) reports.set(`${part} ${recipe}`, await measure(path, recipe));
      for (const recipe of ['default', 'bm25-sessions']) {
        reports.set(`${part} sessions ${recipe}`, await measure(path, recipe, 'session'));
      }
    }
    for (const [name, report] of reports) {
      const categories = Object.entries(report.byCategory).map(([one, { recall }]) => `${one} ${recall['10']}`);
      console.log(
        `${name}: R@10 ${report.recall['10']}, R@5 ${report.recall['5']}, nDCG@10 ${report.ndcg10} (${categories.join(', ')})`,
      );
    }
  }, 300_000);

  it.each(['development', 'others'])(
    'finds at least 12 points more than BM25, and time alone next to nothing (%s)',
    (part) => {
      const own = reports.get(`${part} default`);
      expect(recall10(own)).toBeGreaterThanOrEqual(recall10(reports.get(`${part} bm25-turns`)) + 12);
      expect(recall10(own)).toBeGreaterThanOrEqual(recall10(reports.get(`${part} structural-fusion`)));
      expect(recall10(reports.get(`${part} recency`))).toBeLessThan(15);
    },
  );

  it('gains 15 points on answers that join turns', () => {
    const gain =
      recall10(reports.get('development default'), '1 multi-hop') -
      recall10(reports.get('development bm25-turns'), '1 multi-hop');
    expect(gain).toBeGreaterThanOrEqual(15);
  });

  it.each(['development', 'others'])('ranks the sessions better than BM25 over sessions does (%s)', (part) => {
    const session = (recipe: string): number => reports.get(`${part} sessions ${recipe}`)?.recall['5'] ?? 0;
    expect(session('default')).toBeGreaterThanOrEqual(session('bm25-sessions') + 2);
  });

  it.each(['development', 'others'])('tells questions that name the wrong speaker from the others (%s)', (part) => {
    expect(reports.get(`${part} default`)?.abstentionAuc).toBeGreaterThanOrEqual(0.7);
    expect(reports.get(`${part} bm25-turns`)?.abstentionAuc).toBeLessThan(0.65);
  });
});
