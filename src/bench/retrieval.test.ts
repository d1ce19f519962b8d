import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldUnits } from './ask-questions.ts';
import { bm25Turns } from './baselines/bm25-turns.ts';
import { overlapChooser } from './choose-option.ts';
import { memorySubjects } from './memory-subject.ts';
import { type RetrievalReport, runRetrieval } from './retrieval.ts';
import type { SubjectFactory } from './subject.ts';

const topics = ['sailing', 'pottery', 'chess', 'beekeeping', 'archery', 'origami', 'falconry', 'calligraphy'];

/** Each speaker talks of each topic once; every fifth question is about what nobody said. */
const sample = {
  sample_id: 'conv-1',
  conversation: {
    speaker_a: 'Ann',
    speaker_b: 'Bo',
    ...Object.fromEntries(
      topics.flatMap((topic, n) => [
        [`session_${n + 1}_date_time`, `1:00 pm on ${n + 1} May, 2023`],
        [
          `session_${n + 1}`,
          ['Ann', 'Bo', 'Ann', 'Bo', 'Ann', 'Bo', 'Ann', 'Bo'].map((speaker, turn) => ({
            speaker,
            dia_id: `D${n + 1}:${turn + 1}`,
            text:
              turn === 2
                ? `Yesterday was my first lesson in ${topic} at the old harbor`
                : `Talk number ${turn} was nice`,
          })),
        ],
      ]),
    ),
  },
  qa: topics.flatMap((topic, n) => [
    { question: `Who had a lesson in ${topic}?`, answer: 'Ann', category: 4, evidence: [`D${n + 1}:3`] },
    { question: 'Which zoo did Quentin fly over in winter?', adversarial_answer: 'none', category: 5, evidence: [] },
  ]),
};

let folder = '';
let dataPath = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palimpsest-bench-'));
  dataPath = join(folder, 'locomo10.json');
  await writeFile(dataPath, JSON.stringify([sample, { ...sample, sample_id: 'conv-2' }]));
});

afterAll(() => rm(folder, { recursive: true }));

const run = (recipe: string, factory?: SubjectFactory): Promise<RetrievalReport> =>
  runRetrieval({ suite: 'locomo', dataPath, recipe }, factory);

describe('runRetrieval', () => {
  it('has exactly the documented keys', async () => {
    const report = await run('bm25-turns');
    expect(Object.keys(report).sort()).toEqual(
      [
        ...['suite', 'unit', 'questions', 'recall', 'any', 'ndcg10', 'mrr', 'byCategory', 'abstentionAuc', 'latencyMs'],
        ...['ingest', 'peakRssMiB', 'recipe', 'part', 'scorable', 'dropped', 'ci95', 'conversations', 'own'],
        ...['accuracy', 'accuracyByCategory'],
      ].sort(),
    );
    expect(Object.keys(report.recall)).toEqual(['1', '5', '10', '25', '50']);
    expect(report).toMatchObject({ questions: 32, scorable: 16, conversations: 2, unit: 'turn', part: 'all' });
    expect(report.ingest.items).toBe(128);
    expect(report.peakRssMiB).toBeGreaterThan(10);
  });

  it('BM25 finds the evidence and tells answerable questions apart; recency does neither', async () => {
    const bm25 = await run('bm25-turns');
    const control = await run('recency');
    expect(bm25.recall['10']).toBe(100);
    expect(bm25.abstentionAuc).toBe(1);
    expect(control.recall['10'] as number).toBeLessThan(25);
    expect(control.abstentionAuc).toBe(0.5);
    expect(bm25.byCategory['5 adversarial']).toMatchObject({ questions: 16, scorable: 0, ndcg10: null });
  });

  it('gives a subject nothing but turns and questions, one subject a conversation, and closes it', async () => {
    const seen: string[] = [];
    const factory: SubjectFactory = ({ conversation, recipe }) => {
      seen.push(`open ${conversation} ${recipe}`);
      const inner = bm25Turns();
      return { ...inner, close: async () => void seen.push(`close ${conversation}`) };
    };
    await run('mine', factory);
    expect(seen).toEqual(['open conv-1 mine', 'close conv-1', 'open conv-2 mine', 'close conv-2']);
  });

  it('closes the subject when it fails, and needs a factory for unknown recipes', async () => {
    let closed = false;
    const failing: SubjectFactory = () => ({
      ...bm25Turns(),
      recall: () => Promise.reject(new Error('broken')),
      close: async () => {
        closed = true;
      },
    });
    await expect(run('mine', failing)).rejects.toThrow('broken');
    expect(closed).toBe(true);
    await expect(run('mine')).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('stops when told', async () => {
    const request = { suite: 'locomo', dataPath, recipe: 'recency' };
    await expect(runRetrieval(request, undefined, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'aborted',
    });
  });

  it('scores sessions by folding turns, asking for more while they fall together', async () => {
    const report = await runRetrieval({ suite: 'locomo', dataPath, recipe: 'bm25-turns', unit: 'session' });
    expect(report.recall['1']).toBe(100);
    // The control ranks 64 turns of 8 sessions: all sessions are seen only after asking again.
    const control = await runRetrieval({ suite: 'locomo', dataPath, recipe: 'recency', unit: 'session' });
    expect(control.recall['50']).toBe(100);
  });

  it('expands records to their sources in order, without duplicates', () => {
    const ranking = { ranked: [{ turnIds: ['b', 'a'] }, { turnIds: ['a', 'c'] }], confidence: 1 };
    expect(foldUnits(ranking, undefined).ranked).toEqual(['b', 'a', 'c']);
    expect(
      foldUnits(
        ranking,
        new Map([
          ['a', 's1'],
          ['b', 's1'],
          ['c', 's2'],
        ]),
      ).ranked,
    ).toEqual(['s1', 's2']);
  });

  it('takes a memory as a subject, and notices renamed turns', async () => {
    const inner = bm25Turns();
    const memory = (rename: boolean) => ({
      observe: async (turns: Parameters<typeof inner.ingest>[0]) => {
        await inner.ingest(turns);
        return { ids: turns.map(({ id }) => (rename ? 'other' : id)), refused: [] };
      },
      recall: async (query: string) => {
        const { ranked, confidence } = await inner.recall(query, 50, {});
        const hits = ranked.map(({ turnIds }) => ({
          ...{ id: 'x', type: 'turn' as const, kind: 'turn' as const, text: '', at: 0, scope: {}, score: 1, trust: 1 },
          sources: turnIds,
        }));
        return { hits, confidence, abstain: false, strategy: 'full' as const, ms: 0, warnings: [] };
      },
      close: async () => {},
    });
    const report = await run(
      'default',
      memorySubjects(async () => memory(false)),
    );
    expect(report.recall['10']).toBe(100);
    await expect(
      run(
        'default',
        memorySubjects(async () => memory(true)),
      ),
    ).rejects.toThrow('renamed a turn');
  });
});

describe('overlapChooser', () => {
  const question = { id: 'q', text: 'x', gold: [], category: 'c', abstain: false };

  it('picks the option whose own words the evidence has', () => {
    const options = ['I know that you like tea with milk', 'I know that you like coffee with milk'];
    expect(overlapChooser({ ...question, options }, ['I drink coffee every day'])).toBe(1);
    expect(overlapChooser({ ...question, options }, [])).toBe(0);
  });
});

const data = process.env['PALIMPSEST_DATA'] ?? join(import.meta.dirname, '../../../shared/data');

describe('real data', () => {
  const rows: [string, string, number, number, number][] = [
    // suite, path, questions, scorable, BM25 beats recency by at least (R@10 points)
    ['beam', 'beam_100k', 200, 179, 30],
    ['bfcl', 'bfcl_v4_memory', 155, 140, 30],
    ['lifebench', 'lifebench_en', 386, 379, 20],
    ['proced', 'proced_mem_bench', 40, 40, 10],
  ];
  for (const [suite, path, questions, scorable, margin] of rows) {
    const full = join(data, path);
    const missing = existsSync(full) ? '' : ` (skipped: ${path} is not here)`;
    it.skipIf(missing !== '')(`${suite}: counts, and BM25 above the control${missing}`, async () => {
      const bm25 = await runRetrieval({ suite, dataPath: full, recipe: 'bm25-turns' });
      const control = await runRetrieval({ suite, dataPath: full, recipe: 'recency' });
      expect([bm25.questions, bm25.scorable]).toEqual([questions, scorable]);
      expect((bm25.recall['10'] as number) - (control.recall['10'] as number)).toBeGreaterThan(margin);
    });
  }

  const instance = join(data, 'longmemeval/instance_e47becba_full_haystack.json');
  const noInstance = existsSync(instance) ? '' : ' (skipped: longmemeval is not here)';
  it.skipIf(noInstance !== '')(
    `longmemeval: the gold session is in the top 5 with ids hashed${noInstance}`,
    async () => {
      const report = await runRetrieval({ suite: 'longmemeval', dataPath: instance, recipe: 'bm25-sessions' });
      expect([report.ingest.items, report.recall['5']]).toEqual([550, 100]);
    },
  );
});
