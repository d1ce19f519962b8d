/** MiniSearch: full-text search in memory, saved as JSON. As shipped, and with a stop list and a stemmer. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lightStem, stopWords } from '../baselines/bm25-terms.ts';
import { baselineText } from '../baselines/bm25-turns.ts';
import { installedPeer, type PeerModules } from './installed.ts';
import type { Peer, PeerPlace, PeerSubject } from './peer.ts';

type Options = {
  readonly fields: readonly string[];
  readonly processTerm?: (term: string) => string | null;
};

type Index = {
  addAll(documents: readonly { readonly id: string; readonly text: string }[]): void;
  search(query: string): readonly { readonly id: string; readonly score: number }[];
};

type MiniSearchClass = {
  new (options: Options): Index;
  loadJSON(json: string, options: Options): Index;
};

async function open({ folder }: PeerPlace, modules: PeerModules, options: Options): Promise<PeerSubject> {
  const { default: given } = await modules.load('minisearch');
  const MiniSearch = given as MiniSearchClass;
  const file = join(folder, 'index.json');
  const index = existsSync(file) ? MiniSearch.loadJSON(readFileSync(file, 'utf8'), options) : new MiniSearch(options);
  let changed = false;
  return {
    persistent: true,
    async ingest(turns) {
      changed = true;
      index.addAll(turns.map((turn) => ({ id: turn.id ?? '', text: baselineText(turn) })));
    },
    async recall(query, k) {
      const found = index.search(query);
      return { ranked: found.slice(0, k).map(({ id }) => ({ turnIds: [id] })), confidence: found[0]?.score ?? 0 };
    },
    async close() {
      if (changed) writeFileSync(file, JSON.stringify(index));
    },
  };
}

const about = { kind: 'lexical', package: 'minisearch', folder: 'minisearch', turnsPerCall: 1_000 } as const;

/** Its defaults. */
export const minisearch: Peer = installedPeer({
  ...about,
  name: 'minisearch',
  settings: 'defaults',
  open: (place, modules) => open(place, modules, { fields: ['text'] }),
});

/** With the stop list and the stemmer of the plain BM25 baseline. */
export const minisearchTuned: Peer = installedPeer({
  ...about,
  name: 'minisearch + stop list + stemmer',
  settings: 'stop list of 40 words, suffix stemmer',
  open: (place, modules) =>
    open(place, modules, {
      fields: ['text'],
      processTerm: (term) => {
        const word = term.toLowerCase();
        return stopWords.has(word) ? null : lightStem(word);
      },
    }),
});
