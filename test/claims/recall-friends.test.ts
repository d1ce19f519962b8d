/** Recall in talks between two people: chats written for it, in the format of LoCoMo (arXiv 2402.17753). */
import { resolve } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { memorySubjects } from '../../src/bench/memory-subject.ts';
import type { RetrievalReport } from '../../src/bench/retrieval.ts';
import { runRetrieval } from '../../src/bench/retrieval.ts';
import { openMemory } from '../../src/memory/open-memory.ts';

const dataPath = resolve(import.meta.dirname, '..', 'fixtures', 'two-friends.json');
const reports = new Map<string, RetrievalReport>();

const report = (recipe: string): RetrievalReport => reports.get(recipe) as RetrievalReport;
const recall10 = (recipe: string, category?: string): number =>
  (category === undefined ? report(recipe) : report(recipe).byCategory[category])?.recall['10'] ?? 0;

beforeAll(async () => {
  for (const recipe of ['default', 'structural-fusion', 'bm25-turns']) {
    const subjects = memorySubjects(() => openMemory({ path: ':memory:' }));
    reports.set(recipe, await runRetrieval({ suite: 'locomo', dataPath, recipe }, subjects));
  }
}, 120_000);

it('finds at least 15 points more evidence than BM25, also where the answer joins turns or is inferred', () => {
  expect(recall10('default')).toBeGreaterThanOrEqual(recall10('bm25-turns') + 15);
  for (const category of ['1 multi-hop', '3 open-domain']) {
    expect(recall10('default', category)).toBeGreaterThanOrEqual(recall10('bm25-turns', category) + 10);
  }
});

it('is no worse than the structure of the talk alone, which beats BM25 as well', () => {
  expect(recall10('structural-fusion')).toBeGreaterThanOrEqual(recall10('bm25-turns') + 10);
  expect(recall10('default')).toBeGreaterThanOrEqual(recall10('structural-fusion'));
});

it('tells questions that name the wrong speaker from the others', () => {
  expect(report('default').abstentionAuc).toBeGreaterThanOrEqual(0.75);
  // Control: how well the words fit says nothing, since the lure holds them all.
  expect(report('bm25-turns').abstentionAuc).toBeLessThan(0.65);
});
