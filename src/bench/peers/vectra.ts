/** Vectra: a folder of JSON items, searched by exact cosine. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { baselineText } from '../baselines/bm25-turns.ts';
import { installedPeer } from './installed.ts';
import type { Peer } from './peer.ts';

type LocalIndex = {
  createIndex(): Promise<void>;
  batchInsertItems(items: readonly { readonly vector: number[]; readonly metadata: object }[]): Promise<unknown>;
  queryItems(
    vector: number[],
    query: string,
    topK: number,
  ): Promise<readonly { readonly score: number; readonly item: { readonly metadata: { readonly turn: string } } }[]>;
};

/** Exact search over its own files; the text is kept as metadata, as an application would. */
export const vectra: Peer = installedPeer({
  name: 'vectra',
  kind: 'dense',
  package: 'vectra',
  folder: 'vectra',
  settings: 'defaults',
  turnsPerCall: 1_000,
  async open({ folder, vectors }, modules) {
    const { LocalIndex } = await modules.load('vectra');
    const index = new (LocalIndex as new (folder: string) => LocalIndex)(folder);
    if (!existsSync(join(folder, 'index.json'))) await index.createIndex();
    return {
      persistent: true,
      async ingest(turns) {
        await index.batchInsertItems(
          turns.map((turn) => {
            const text = baselineText(turn);
            return { vector: [...vectors.of(text)], metadata: { turn: turn.id ?? '', text } };
          }),
        );
      },
      async recall(query, k) {
        const found = await index.queryItems([...vectors.of(query)], query, k);
        return {
          ranked: found.map(({ item }) => ({ turnIds: [item.metadata.turn] })),
          confidence: found[0]?.score ?? 0,
        };
      },
      async close() {},
    };
  },
});
