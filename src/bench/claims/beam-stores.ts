/** BEAM chats as indexes with vectors at full precision, made once and asked many times. */

import { turnUnit } from '../../memory/units.ts';
import { shippedEmbedder } from '../../memory/vectors/shipped-embedder.ts';
import { createMixedPrecisionIndex, type MixedPrecisionIndex } from '../../plaintext/forget/mixed-precision-index.ts';
import { type CubeIndex, createCubeIndex } from '../../plaintext/index/cube-index.ts';
import { recallUnits } from '../../plaintext/recall/recall.ts';
import type { Embedder } from '../../ports/index.ts';
import { recallAt } from '../metrics/ranking.ts';
import { beam } from '../suites/beam/load-beam.ts';
import type { Part, SuiteQuestion } from '../suites/suite.ts';

export type BeamStore = {
  readonly index: CubeIndex;
  readonly mixed: MixedPrecisionIndex;
  /** By document. */
  readonly vectors: readonly Float32Array[];
  /** Entity numbers by document. */
  readonly mentions: readonly (readonly number[])[];
  readonly texts: ReadonlyMap<string, string>;
  readonly questions: readonly (SuiteQuestion & { readonly vector: Float32Array })[];
  readonly now: number;
};

/** All chats of the part below `dataPath`, or the first `limit`. */
export async function openBeamStores(
  dataPath: string,
  limit?: number,
  part: Part = 'all',
): Promise<readonly BeamStore[]> {
  const embedder = await shippedEmbedder();
  const stores: BeamStore[] = [];
  const options = { dataPath, part, ...(limit === undefined ? {} : { limit }) };
  for await (const conversation of beam.open(options)) {
    const units = conversation.turns.map((turn, seq) => {
      const { id = `turn-${seq}`, role = 'user', text } = turn;
      const at = Number(turn.at ?? 0);
      return turnUnit({
        id,
        cube: '',
        scope: { session: turn.session ?? '' },
        role,
        text,
        at,
        seq,
        source: role === 'assistant' ? 'assistant' : 'user',
        trust: 1,
        marks: [],
        hash: '',
        ...(turn.speaker === undefined ? {} : { speaker: turn.speaker }),
      });
    });
    const vectors = await embedAll(
      embedder,
      units.map((unit) => unit.text),
      'document',
    );
    const mixed = createMixedPrecisionIndex({ dimensions: embedder.dimensions, space: embedder.id, top: 32 });
    const index = createCubeIndex({ space: embedder.id, vectors: () => mixed });
    index.add(units, vectors);
    const asked = conversation.questions.filter((question) => question.gold.length > 0);
    const asVectors = await embedAll(
      embedder,
      asked.map((question) => question.text),
      'query',
    );
    stores.push({
      index,
      mixed,
      vectors,
      mentions: units.map((_, document) => {
        const end = index.mentions.rowEnds.data[document] as number;
        return Array.from(index.mentions.rowTerms.data.subarray(index.mentions.rowStart(document), end));
      }),
      texts: new Map(units.map((unit) => [unit.id, unit.text])),
      questions: asked.map((question, i) => ({ ...question, vector: asVectors[i] as Float32Array })),
      now: Math.max(...units.map((unit) => unit.at)) + 1,
    });
  }
  return stores;
}

/** Recall at 10 of every question, 0 to 1. */
export async function recallAt10(store: BeamStore, recipe: string): Promise<readonly number[]> {
  const shares: number[] = [];
  for (const { text, gold, vector } of store.questions) {
    const { ranked } = await recallUnits(
      store.index,
      text,
      { limit: 10, recipe },
      {
        embedQuery: async () => vector,
        now: store.now,
      },
    );
    shares.push(
      recallAt(
        ranked.map(({ id }) => id),
        gold,
        10,
      ),
    );
  }
  return shares;
}

async function embedAll(
  embedder: Embedder,
  texts: readonly string[],
  as: 'document' | 'query',
): Promise<readonly Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let from = 0; from < texts.length; from += embedder.maxBatch) {
    vectors.push(...(await embedder.embed(texts.slice(from, from + embedder.maxBatch), { as })));
  }
  return vectors;
}
