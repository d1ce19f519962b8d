/** The vectors of a cube: one index of mixed precision in the embedder's space. */

import { throwIfAborted } from '../../errors/index.ts';
import { createMixedPrecisionIndex } from '../../plaintext/forget/mixed-precision-index.ts';
import { CubeIndex, type CubeIndexOptions } from '../../plaintext/index/cube-index.ts';
import type { ScanCrew } from '../../plaintext/index/dense/scan-crew.ts';
import { decodeSnapshot } from '../../plaintext/index/snapshot-file.ts';
import type { Embedder } from '../../ports/index.ts';
import { createDerivedState, type DerivedState } from '../derived-state.ts';
import type { Engine } from '../engine.ts';
import { turnText } from '../units.ts';

/** Options for a cube index whose vectors live in the embedder's space; no dense channel without an embedder. */
export function vectorIndexFor(embedder: Embedder | undefined, crew?: ScanCrew): CubeIndexOptions {
  if (embedder === undefined) return {};
  return {
    space: embedder.id,
    vectors: (saved) => createMixedPrecisionIndex({ dimensions: embedder.dimensions, space: embedder.id, crew }, saved),
  };
}

/** Units whose vectors are looked up at a time. */
const pageUnits = 1_000;

/**
 * The present state with all vectors of the index replaced by those of another embedder: kept ones where it has been
 * here before, new ones elsewhere. The present state stays as it is; the two share everything but the index.
 */
export async function deriveInSpace(engine: Engine, embedder: Embedder, signal?: AbortSignal): Promise<DerivedState> {
  const { state, cube } = engine;
  const { index } = state;
  const { sections } = decodeSnapshot(index.snapshot());
  const made = vectorIndexFor(embedder, engine.settings.crew).vectors?.();
  const copy = new CubeIndex(made === undefined ? {} : { vectors: () => made }, sections);
  copy.appliedSeq = index.appliedSeq;
  const { alive, seq } = copy.units;
  const documents = Array.from({ length: copy.documents }, (_, document) => document).filter(
    (document) => alive.data[document] === 1,
  );
  for (let from = 0; from < documents.length; from += pageUnits) {
    throwIfAborted(signal);
    const page = documents.slice(from, from + pageUnits);
    const entries = await cube.at(page.map((document) => seq.data[document] as number));
    const found = entries.flatMap((entry, place) => {
      const document = page[place] as number;
      if (entry?.kind === 'turn') return [{ document, seq: entry.seq, text: turnText(entry.turn) }];
      return entry?.kind === 'record' ? [{ document, seq: entry.seq, text: entry.record.text }] : [];
    });
    const vectors = await engine.vectors.at(embedder, found);
    found.forEach(({ document }, place) => {
      made?.set(document, vectors[place] as Float32Array);
    });
  }
  const { facts, states, counts, marks, copies, followedFading } = state;
  const own = { faded: new Set(state.faded), episodes: new Map(state.episodes) };
  const formerSources = new Map(state.formerSources);
  return createDerivedState({
    facts,
    states,
    counts,
    marks,
    copies,
    followedFading,
    ...own,
    formerSources,
    embedder,
    index: copy,
  });
}
