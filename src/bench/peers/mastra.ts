/**
 * Mastra's semantic recall on its LibSQL storage and vector store. `recall` answers in order of time: for the ranks, the
 * messages are put back into the order of the vector store's answer.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { baselineText, turnTime } from '../baselines/bm25-turns.ts';
import { installedPeer, type PeerModules } from './installed.ts';
import type { Peer, PeerPlace, PeerSubject } from './peer.ts';

type Found = { readonly score: number; readonly metadata?: { readonly message_id?: string } };
type VectorStore = { query(request: object): Promise<readonly Found[]> };
type Memory = {
  saveThread(request: object): Promise<unknown>;
  saveMessages(request: { readonly messages: readonly object[] }): Promise<unknown>;
  recall(request: object): Promise<{ readonly messages: readonly { readonly id: string }[] }>;
};

const threadId = 'thread';
const resourceId = 'resource';
/** Most hits asked for here; its own default is 4. */
const topK = 10;

async function open(place: PeerPlace, modules: PeerModules, asShipped: boolean): Promise<PeerSubject> {
  const { vectors, folder } = place;
  const { Memory } = await modules.load('@mastra/memory');
  const { LibSQLStore, LibSQLVector } = await modules.load('@mastra/libsql');
  const url = pathToFileURL(join(folder, 'mastra.db')).href.replace('file://', 'file:');
  const storage = new (LibSQLStore as new (options: object) => { init?(): Promise<void> })({ id: 'storage', url });
  const vector = new (LibSQLVector as new (options: object) => VectorStore)({ id: 'vector', url });
  let order: readonly Found[] = [];
  const query = vector.query.bind(vector);
  vector.query = async (request) => {
    order = await query(request);
    return order;
  };
  const memory = new (Memory as new (options: object) => Memory)({
    storage,
    vector,
    embedder: embeddingModel(place),
    options: {
      lastMessages: false,
      semanticRecall: asShipped ? true : { topK, messageRange: 0, scope: 'resource' },
    },
  });
  await storage.init?.();
  const now = Date.UTC(2026, 0, 1);
  const thread = { id: threadId, resourceId, title: 'bench', createdAt: new Date(now), updatedAt: new Date(now) };
  await memory.saveThread({ thread });
  return {
    persistent: true,
    async ingest(turns) {
      const messages = turns.map((turn) => ({
        id: turn.id ?? '',
        role: turn.role === 'assistant' ? 'assistant' : 'user',
        createdAt: new Date(turnTime(turn)),
        threadId,
        resourceId,
        content: { format: 2, parts: [{ type: 'text', text: baselineText(turn) }] },
      }));
      await memory.saveMessages({ messages });
    },
    async recall(text, k) {
      order = [];
      const { messages } = await memory.recall({ threadId, resourceId, vectorSearchString: text, perPage: 0 });
      const ids = messages.map(({ id }) => id);
      const best = order[0]?.score ?? 0;
      if (asShipped) return { ranked: ids.slice(0, k).map((id) => ({ turnIds: [id] })), confidence: best };
      const place = new Map(order.map((found, rank) => [found.metadata?.message_id, rank]));
      const rankOf = (id: string): number => place.get(id) ?? order.length;
      ids.sort((a, b) => rankOf(a) - rankOf(b));
      return { ranked: ids.slice(0, k).map((id) => ({ turnIds: [id] })), confidence: best };
    },
    async close() {},
  };

  function embeddingModel({ vectors: { of } }: PeerPlace): object {
    return {
      specificationVersion: 'v2',
      provider: 'bench',
      modelId: `static-${vectors.dimensions}`,
      maxEmbeddingsPerCall: 1_000,
      supportsParallelCalls: true,
      doEmbed: async ({ values }: { readonly values: readonly string[] }) => ({
        embeddings: values.map((value) => [...of(value)]),
      }),
    };
  }
}

const about = { kind: 'dense', package: '@mastra/memory', folder: 'mastra', turnsPerCall: 200 } as const;

/** Ten messages without neighbors, over all threads. */
export const mastra: Peer = installedPeer({
  ...about,
  name: 'Mastra semantic recall (libsql)',
  settings: 'topK 10, messageRange 0, scope resource, no last messages; ids in the order of its vector store',
  open: (place, modules) => open(place, modules, false),
});

/** As shipped: four messages and their neighbors, in order of time. */
export const mastraDefaults: Peer = installedPeer({
  ...about,
  name: 'Mastra semantic recall (libsql), defaults',
  settings: 'defaults (topK 4 and neighbors, in order of time), no last messages',
  qualityOnly: true,
  open: (place, modules) => open(place, modules, true),
});
