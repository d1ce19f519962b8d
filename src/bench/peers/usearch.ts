/** USearch: an HNSW graph in native code over float32 rows. Keys are positions; the ids are kept beside the graph. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { baselineText } from '../baselines/bm25-turns.ts';
import { installedPeer } from './installed.ts';
import type { Peer } from './peer.ts';

type Index = {
  add(keys: BigUint64Array, vectors: Float32Array, threads: number): void;
  search(
    vector: Float32Array,
    k: number,
    threads: number,
  ): { readonly keys: BigUint64Array; readonly distances: Float32Array };
  save(file: string): void;
  load(file: string): void;
};

type Config = { readonly dimensions: number; readonly metric: string; readonly quantization: string };

export const usearch: Peer = installedPeer({
  name: 'usearch HNSW',
  kind: 'dense',
  package: 'usearch',
  folder: 'usearch',
  settings: 'cosine, float32, one thread',
  turnsPerCall: 1_000,
  async open({ folder, vectors }, modules) {
    const module = await modules.load('usearch');
    const { dimensions } = vectors;
    const index = new (module['Index'] as new (config: Config) => Index)({
      dimensions,
      metric: 'cos',
      quantization: 'f32',
    });
    const graphFile = join(folder, 'graph.usearch');
    const idFile = join(folder, 'ids.json');
    const ids: string[] = existsSync(idFile) ? (JSON.parse(readFileSync(idFile, 'utf8')) as string[]) : [];
    if (ids.length > 0) index.load(graphFile);
    let changed = false;
    return {
      persistent: true,
      async ingest(turns) {
        changed = true;
        const keys = BigUint64Array.from(turns, (_turn, position) => BigInt(ids.length + position));
        const rows = new Float32Array(turns.length * dimensions);
        for (const [position, turn] of turns.entries()) {
          rows.set(vectors.of(baselineText(turn)), position * dimensions);
          ids.push(turn.id ?? '');
        }
        index.add(keys, rows, 1);
      },
      async recall(query, k) {
        if (ids.length === 0) return { ranked: [], confidence: 0 };
        // A copy, since the library reads from the start of a view's buffer.
        const { keys, distances } = index.search(vectors.of(query).slice(), Math.min(k, ids.length), 1);
        const ranked = Array.from(keys, (key) => ({ turnIds: [ids[Number(key)] as string] }));
        return { ranked, confidence: 1 - (distances[0] ?? 1) };
      },
      async close() {
        if (!changed) return;
        index.save(graphFile);
        writeFileSync(idFile, JSON.stringify(ids));
      },
    };
  },
});
