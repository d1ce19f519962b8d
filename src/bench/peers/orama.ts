/** Orama: full-text, and hybrid with vectors, in memory. As shipped, and with a stop list and its English stemmer. */
import { stopWords } from '../baselines/bm25-terms.ts';
import { baselineText } from '../baselines/bm25-turns.ts';
import { installedPeer, type PeerModules } from './installed.ts';
import type { Peer, PeerPlace, PeerSubject } from './peer.ts';

type Orama = {
  create(options: object): unknown;
  insertMultiple(database: unknown, documents: readonly object[], batchSize: number): unknown;
  search(
    database: unknown,
    query: object,
  ): Promise<{ readonly hits: readonly { readonly score: number; readonly document: { readonly turn: string } }[] }>;
};

type Setting = { readonly hybrid: boolean; readonly tuned: boolean };

async function open({ vectors }: PeerPlace, modules: PeerModules, { hybrid, tuned }: Setting): Promise<PeerSubject> {
  const orama = (await modules.load('@orama/orama')) as unknown as Orama;
  const database = await orama.create({
    // A turn id is a string that must not be searched.
    schema: { text: 'string', turn: 'enum', ...(hybrid ? { embedding: `vector[${vectors.dimensions}]` } : {}) },
    ...(tuned ? { components: { tokenizer: { language: 'english', stemming: true, stopWords: [...stopWords] } } } : {}),
  });
  return {
    persistent: false,
    async ingest(turns) {
      const documents = turns.map((turn) => {
        const text = baselineText(turn);
        return { text, turn: turn.id ?? '', ...(hybrid ? { embedding: [...vectors.of(text)] } : {}) };
      });
      await orama.insertMultiple(database, documents, documents.length);
    },
    async recall(query, k) {
      const { hits } = await orama.search(database, {
        term: query,
        properties: ['text'],
        limit: k,
        ...(hybrid
          ? { mode: 'hybrid', vector: { value: [...vectors.of(query)], property: 'embedding' }, similarity: 0 }
          : {}),
      });
      return { ranked: hits.map(({ document }) => ({ turnIds: [document.turn] })), confidence: hits[0]?.score ?? 0 };
    },
    async close() {},
  };
}

const about = { package: '@orama/orama', folder: 'orama', turnsPerCall: 1_000 } as const;
const tunedSettings = 'stop list of 40 words, its English stemmer';

/** Full text with its defaults. */
export const oramaFullText: Peer = installedPeer({
  ...about,
  name: 'orama full-text',
  kind: 'lexical',
  settings: 'defaults',
  open: (place, modules) => open(place, modules, { hybrid: false, tuned: false }),
});

/** Hybrid with its defaults, save the similarity threshold, at which this embedder would find nothing. */
export const oramaHybrid: Peer = installedPeer({
  ...about,
  name: 'orama hybrid',
  kind: 'hybrid',
  settings: 'similarity 0 (its default of 0.8 finds nothing with this embedder)',
  open: (place, modules) => open(place, modules, { hybrid: true, tuned: false }),
});

/** Full text with a stop list and its stemmer. */
export const oramaFullTextTuned: Peer = installedPeer({
  ...about,
  name: 'orama full-text + stop list + stemmer',
  kind: 'lexical',
  settings: tunedSettings,
  open: (place, modules) => open(place, modules, { hybrid: false, tuned: true }),
});

/** Hybrid with a stop list and its stemmer. */
export const oramaHybridTuned: Peer = installedPeer({
  ...about,
  name: 'orama hybrid + stop list + stemmer',
  kind: 'hybrid',
  settings: `similarity 0, ${tunedSettings}`,
  open: (place, modules) => open(place, modules, { hybrid: true, tuned: true }),
});
