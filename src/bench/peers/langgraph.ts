/** LangGraph's InMemoryStore: key-value pairs in memory with an exact vector search. */
import { baselineText } from '../baselines/bm25-turns.ts';
import { installedPeer } from './installed.ts';
import type { Peer } from './peer.ts';

type Embeddings = {
  embedQuery(text: string): Promise<number[]>;
  embedDocuments(texts: readonly string[]): Promise<number[][]>;
};
type Store = {
  put(namespace: readonly string[], key: string, value: object): Promise<void>;
  search(
    namespace: readonly string[],
    options: { readonly query: string; readonly limit: number },
  ): Promise<readonly { readonly key: string; readonly score?: number }[]>;
};
type StoreOptions = {
  readonly index: { readonly dims: number; readonly embeddings: Embeddings; readonly fields: readonly string[] };
};

const namespace = ['turns'];

export const langgraph: Peer = installedPeer({
  name: 'LangGraph InMemoryStore',
  kind: 'dense',
  package: '@langchain/langgraph',
  folder: 'langgraph',
  settings: 'index over the text field',
  turnsPerCall: 1_000,
  async open({ vectors }, modules) {
    const { InMemoryStore } = await modules.load('@langchain/langgraph');
    const store = new (InMemoryStore as new (options: StoreOptions) => Store)({
      index: {
        dims: vectors.dimensions,
        embeddings: {
          embedQuery: async (text) => [...vectors.of(text)],
          embedDocuments: async (texts) => texts.map((text) => [...vectors.of(text)]),
        },
        fields: ['text'],
      },
    });
    return {
      persistent: false,
      async ingest(turns) {
        for (const turn of turns) await store.put(namespace, turn.id ?? '', { text: baselineText(turn) });
      },
      async recall(query, k) {
        const found = await store.search(namespace, { query, limit: k });
        return { ranked: found.map(({ key }) => ({ turnIds: [key] })), confidence: found[0]?.score ?? 0 };
      },
      async close() {},
    };
  },
});
