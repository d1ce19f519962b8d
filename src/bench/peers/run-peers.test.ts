import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStaticEmbedder } from '../../adapters/embedders/static-embedder.ts';
import { MemoryError } from '../../errors/index.ts';
import { openMemory } from '../../memory/open-memory.ts';
import { bm25Turns } from '../baselines/bm25-turns.ts';
import { peers } from './catalog.ts';
import { installedPeer, peerModules, pinnedPackages } from './installed.ts';
import { ownName } from './own.ts';
import type { Peer, PeerSubject } from './peer.ts';
import type { PeersRequest, PeerTask } from './peer-report.ts';
import { runPeers } from './run-peers.ts';
import { allPeers, type PeerResources, runStepHere } from './run-step.ts';

let folder: string;
let dataPath: string;
const resources: PeerResources = {
  embedder: createStaticEmbedder(),
  openFile: (path, embedder) => openMemory({ path, embedder }),
  version: '9.9.9',
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'palimpsest-peers-test-'));
  dataPath = join(folder, 'locomo.json');
  const said = (id: number, speaker: string, text: string) => ({ dia_id: `D1:${id}`, speaker, text });
  const conversation = {
    speaker_a: 'Ann',
    speaker_b: 'Bo',
    session_1_date_time: '1:56 pm on 8 May, 2023',
    session_1: [
      said(1, 'Ann', 'My sailing boat is called Petrel'),
      said(2, 'Bo', 'I have taken up pottery on Tuesdays'),
      said(3, 'Ann', 'The lighthouse keeper waved at us'),
      said(4, 'Bo', 'My sister moved to Lisbon'),
    ],
  };
  const qa = [
    { question: 'What is the sailing boat called?', answer: 'Petrel', evidence: ['D1:1'], category: 4 },
    { question: 'When is pottery?', answer: 'Tuesdays', evidence: ['D1:2'], category: 2 },
  ];
  writeFileSync(dataPath, JSON.stringify([{ sample_id: 'one', conversation, qa }]));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const request = (more: Partial<PeersRequest> = {}): PeersRequest => ({
  suite: 'locomo',
  dataPath,
  records: [40],
  questions: 5,
  ...more,
});

/** BM25 under another name, with what a test wants to change. */
function fakePeer(name: string, change: (subject: PeerSubject) => Partial<PeerSubject> = () => ({})): Peer {
  return {
    name,
    kind: 'lexical',
    package: 'fake',
    settings: 'none',
    turnsPerCall: 10,
    version: () => '1.2.3',
    open: async () => {
      const subject: PeerSubject = { ...bm25Turns(), persistent: false };
      return { ...subject, ...change(subject) };
    },
  };
}

async function run(others: readonly Peer[], more: Partial<PeersRequest> = {}) {
  const all = allPeers(resources, others);
  const tasks: PeerTask[] = [];
  const report = await runPeers(request(more), all, async (task) => {
    tasks.push(task);
    return runStepHere(task, all, resources);
  });
  return { report, tasks, row: (name: string) => report.peers.find((peer) => peer.name === name) };
}

describe('runPeers', () => {
  it('measures ours, the anchor and a peer in one order, with ratios ours over theirs', async () => {
    const { report, tasks, row } = await run([fakePeer('twin of bm25')]);
    expect(report.peers.map(({ name }) => name)).toEqual([ownName, 'bm25-turns', 'twin of bm25']);
    expect(tasks.map(({ peer, records }) => [peer, records])).toEqual(
      [undefined, 40].flatMap((records) => [ownName, 'bm25-turns', 'twin of bm25'].map((name) => [name, records])),
    );
    expect(report).toMatchObject({ suite: 'locomo', part: 'all', unit: 'turn', records: [40] });
    expect(report.embedder).toBe(resources.embedder.id);
    const own = row(ownName);
    const twin = row('twin of bm25');
    expect(own?.quality).toMatchObject({ questions: 2, scorable: 2, conversations: 1, complete: true, recall10: 100 });
    expect(Object.keys(own?.quality?.byCategory ?? {})).toHaveLength(2);
    expect(twin?.quality).toEqual(row('bm25-turns')?.quality);
    expect(own?.ratios).toBeNull();
    const [ours, theirs] = [own?.speed[0], twin?.speed[0]];
    expect(ours).toMatchObject({ records: 40, itemsIn: 40, timedQuestions: 5 });
    expect(ours?.diskBytes).toBeGreaterThan(1_000);
    expect(ours?.openMs).toBeGreaterThan(0);
    expect(theirs).toMatchObject({ openMs: null, diskBytes: null });
    const p50 = (ours?.recallMs.p50 ?? 0) / (theirs?.recallMs.p50 ?? 1);
    expect((twin?.ratios?.p50 ?? 0) / p50).toBeCloseTo(1, 2);
    expect(twin?.ratios?.recall10).toBe(1);
  });

  it('scores a peer that finds nothing at 0, and gives no ratio to it', async () => {
    const { row } = await run([fakePeer('blank', () => ({ recall: async () => ({ ranked: [], confidence: 0 }) }))], {
      records: [],
    });
    expect(row('blank')?.quality).toMatchObject({ recall10: 0, ndcg10: 0, mrr: 0 });
    expect(row('blank')?.ratios?.recall10).toBeNull();
  });

  it('does not time a second row over the same store', async () => {
    const { row } = await run([{ ...fakePeer('again'), qualityOnly: true }]);
    expect(row('again')?.quality?.recall10).toBe(100);
    expect(row('again')?.speed).toEqual([]);
  });

  it('asks everybody for ten', async () => {
    const asked: number[] = [];
    await run([
      fakePeer('counter', (subject) => ({
        recall: (query, k, options) => {
          asked.push(k);
          return subject.recall(query, k, options);
        },
      })),
    ]);
    expect(new Set(asked)).toEqual(new Set([10]));
  });

  it('reports what is in when ingestion takes too long, and gives no time ratio', async () => {
    const slow = fakePeer('slow', (subject) => ({
      ingest: async (turns) => {
        await new Promise((resolve) => setTimeout(resolve, 60));
        await subject.ingest(turns);
      },
    }));
    const { row } = await run([slow], { ingestLimitMs: 100, records: [40] });
    const speed = row('slow')?.speed[0];
    expect(speed?.itemsIn).toBe(20);
    expect(row('slow')?.ratios).toMatchObject({ p50: null, bySize: [] });
    expect(row('slow')?.ratios?.recall10).toBe(1);
  });

  it('keeps the other steps when one fails', async () => {
    const broken = fakePeer('broken', (subject) => ({
      recall: async (query, k, options) => {
        if (!query.includes('sailing') && !query.includes('pottery')) throw new TypeError('no answer today');
        return subject.recall(query, k, options);
      },
    }));
    const { row } = await run([broken]);
    expect(row('broken')?.failures).toEqual(['40 records: no answer today']);
    expect(row('broken')?.quality?.recall10).toBe(100);
    expect(row('broken')?.speed).toEqual([]);
  });

  it('runs only what is named, and ours', async () => {
    const others = [fakePeer('alpha'), fakePeer('beta')];
    const { report } = await run(others, { only: ['ALPH'], records: [] });
    expect(report.peers.map(({ name }) => name)).toEqual([ownName, 'alpha']);
    await expect(run(others, { only: ['gamma'] })).rejects.toThrow('no peer is called gamma');
  });

  it('refuses odd sizes and stops when it is told to', async () => {
    await expect(run([], { records: [1.5] })).rejects.toThrow('sizes must be whole numbers');
    const aborted = AbortSignal.abort();
    const all = allPeers(resources, []);
    await expect(
      runPeers(request(), all, (task) => runStepHere(task, all, resources), { signal: aborted }),
    ).rejects.toBeInstanceOf(MemoryError);
  });
});

describe('installed peers', () => {
  it('are absent with the command that installs them when their folder is not there', async () => {
    const root = pathToFileURL(`${join(folder, 'nothing')}/`);
    const opened: string[] = [];
    const peer = installedPeer(
      {
        name: 'far away',
        kind: 'dense',
        package: 'minisearch',
        folder: 'minisearch',
        settings: 'defaults',
        turnsPerCall: 10,
        open: async () => {
          opened.push('opened');
          return { ...bm25Turns(), persistent: false };
        },
      },
      root,
    );
    const { row } = await run([peer]);
    expect(opened).toEqual([]);
    expect(row('far away')).toMatchObject({
      absent: 'not installed: node scripts/install-peers.mjs minisearch',
      version: null,
      quality: null,
      speed: [],
      ratios: null,
    });
  });

  it('are loaded from their own folder, whatever the module kind', async () => {
    const root = join(folder, 'peers');
    const home = join(root, 'thing', 'node_modules', 'thing');
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'package.json'), JSON.stringify({ name: 'thing', version: '4.5.6', main: 'main.cjs' }));
    writeFileSync(
      join(home, 'main.cjs'),
      'const secret = "Hidden"; module.exports = { ["Thing" + ""]: class {}, secret };',
    );
    const modules = peerModules('thing', pathToFileURL(`${root}/`));
    expect(modules.version('thing')).toBe('4.5.6');
    expect(modules.version('other')).toBeUndefined();
    expect((await modules.load('thing'))['secret']).toBe('Hidden');
  });

  it('all have a pinned package, and one name each', () => {
    const pinned = Object.values(pinnedPackages()).flatMap((packages) => Object.keys(packages));
    for (const peer of peers) if (peer.package !== 'libsql') expect(pinned).toContain(peer.package);
    expect(new Set(peers.map(({ name }) => name)).size).toBe(peers.length);
    const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
      readonly optionalDependencies: Record<string, string>;
    };
    expect(Object.keys(manifest.optionalDependencies)).toContain('libsql');
  });

  const there = peers.filter((peer) => peer.version() !== undefined && ['minisearch', 'libsql'].includes(peer.package));
  it.skipIf(there.length === 0)('answer where they are installed (libsql, minisearch)', async () => {
    const { report } = await run(there, { records: [30] });
    for (const row of report.peers) {
      expect(row.failures, row.name).toBeUndefined();
      expect(row.quality?.recall10, row.name).toBe(100);
      expect(row.speed[0]?.itemsIn, row.name).toBe(30);
    }
    expect(existsSync(dataPath)).toBe(true);
  });
});
