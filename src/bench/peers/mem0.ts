/**
 * mem0's open-source class without its language model (`infer: false`), over its own SQLite vector store: vectors,
 * re-ranked by BM25 over lemmas and by entities.
 */
import { join } from 'node:path';
import { baselineText } from '../baselines/bm25-turns.ts';
import { installedPeer } from './installed.ts';
import type { Peer } from './peer.ts';

type Memory = {
  add(messages: readonly object[], options: object): Promise<unknown>;
  search(
    query: string,
    options: object,
  ): Promise<{
    readonly results: readonly { readonly score?: number; readonly metadata?: { readonly turn?: string } }[];
  }>;
};

const userId = 'bench';

export const mem0: Peer = installedPeer({
  name: 'mem0 (infer: false)',
  kind: 'hybrid',
  package: 'mem0ai',
  folder: 'mem0',
  settings: 'infer false, its "memory" store on disk, natural and compromise installed, threshold 0, telemetry off',
  // Its call takes one memory at a time.
  turnsPerCall: 50,
  async open({ folder, vectors }, modules) {
    const module = await modules.load('mem0ai/oss');
    const embedder = {
      embedQuery: async (text: string) => [...vectors.of(text)],
      embedDocuments: async (texts: readonly string[]) => texts.map((text) => [...vectors.of(text)]),
    };
    const memory = new (module['Memory'] as new (config: object) => Memory)({
      embedder: { provider: 'langchain', config: { model: embedder, embeddingDims: vectors.dimensions } },
      vectorStore: {
        provider: 'memory',
        config: { collectionName: 'bench', dimension: vectors.dimensions, dbPath: join(folder, 'vectors.db') },
      },
      historyDbPath: join(folder, 'history.db'),
      // Never called without inference.
      llm: { provider: 'openai', config: { apiKey: 'none', model: 'none' } },
    });
    return {
      persistent: true,
      async ingest(turns) {
        for (const turn of turns) {
          const messages = [{ role: 'user', content: baselineText(turn) }];
          await memory.add(messages, { userId, infer: false, metadata: { turn: turn.id ?? '' } });
        }
      },
      async recall(query, k) {
        const { results } = await memory.search(query, { topK: k, threshold: 0, filters: { user_id: userId } });
        const ranked = results.flatMap(({ metadata }) =>
          metadata?.turn === undefined ? [] : [{ turnIds: [metadata.turn] }],
        );
        return { ranked, confidence: results[0]?.score ?? 0 };
      },
      async close() {},
    };
  },
});
