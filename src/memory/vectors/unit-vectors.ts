/** Vectors of what is in the log: kept ones where an embedder costs something, made where there are none yet. */
import { isMemoryError } from '../../errors/index.ts';
import type { Cube } from '../../kernel/cube.ts';
import type { NewEntry } from '../../kernel/entry.ts';
import type { Embedder } from '../../ports/index.ts';
import { isSearchable } from '../derived-state.ts';
import type { Settings } from '../settings.ts';
import { turnText } from '../units.ts';
import { isFree } from './embedding-space.ts';
import { createVectorStore, encodeVectors, type VectorStore, vectorBlobName } from './vector-store.ts';

/** A text and the log position of the version that has it. */
export type TextAt = { readonly seq: number; readonly text: string };

/** Names the log positions of an erasure that has its receipt but may not be complete. */
export const pendingErasure = 'pending/erasure';

/** Texts of which `make` remembers the vectors, at most. */
const mostAsked = 2_000;

export type UnitVectors = {
  readonly store: VectorStore;
  /** Vectors of texts that are not in the log yet; remembered until something is written. */
  make(embedder: Embedder | undefined, texts: readonly string[]): Promise<readonly (Float32Array | undefined)[]>;
  /** Forgets what `make` remembers. */
  written(): void;
  /** Asks the embedder, in batches of the size that it takes. */
  embed(embedder: Embedder, texts: readonly string[], signal?: AbortSignal): Promise<readonly Float32Array[]>;
  /** Kept vectors; those that are missing are made, and kept by the next `keepMade`. */
  at(embedder: Embedder, items: readonly TextAt[]): Promise<readonly Float32Array[]>;
  /** Vectors of entries that are about to be appended after `head`, and the blobs to append with them. */
  forNew(
    embedder: Embedder,
    entries: readonly NewEntry[],
    known: ReadonlyMap<string, Float32Array> | undefined,
  ): Promise<{ readonly byId: Map<string, Float32Array>; readonly blobs: Map<string, Uint8Array | null> }>;
  /**
   * Keeps vectors (and writes `blobs` with them) unless the log has moved or an erasure is under way, so that no vector
   * of an erased text can be written behind its erasure. False when nothing was written.
   */
  keep(
    space: string,
    vectors: ReadonlyMap<number, Float32Array>,
    blobs?: ReadonlyMap<string, Uint8Array | null>,
  ): Promise<boolean>;
  /** Keeps what `at` had to make. What cannot be kept now is made again when it is needed. */
  keepMade(): Promise<void>;
  /** Merges many small blobs into few. */
  tidy(embedder: Embedder | undefined): Promise<void>;
};

export function createUnitVectors(cube: Cube, settings: Settings): UnitVectors {
  const store = createVectorStore(cube, (message) =>
    settings.notify({ type: 'warning-raised', cube: cube.id, message }),
  );
  let made: { space: string; vectors: Map<number, Float32Array> } | undefined;

  const embed: UnitVectors['embed'] = async (embedder, texts, signal) => {
    if (texts.length === 0) return [];
    const vectors: Float32Array[] = [];
    for (let from = 0; from < texts.length; from += embedder.maxBatch) {
      const part = texts.slice(from, from + embedder.maxBatch);
      vectors.push(...(await embedder.embed(part, { as: 'document', ...(signal === undefined ? {} : { signal }) })));
    }
    return vectors;
  };

  /** A write that met a conflict is decided again: what it had asked for is not asked for twice. */
  let asked: { space: string; byText: Map<string, Float32Array> } | undefined;

  /** One call for equal texts. */
  const embedDistinct = async (embedder: Embedder, texts: readonly string[]): Promise<readonly Float32Array[]> => {
    if (asked?.space !== embedder.id || asked.byText.size > mostAsked)
      asked = { space: embedder.id, byText: new Map() };
    const { byText } = asked;
    const distinct = [...new Set(texts)].filter((text) => !byText.has(text));
    const vectors = await embed(embedder, distinct);
    for (const [index, text] of distinct.entries()) byText.set(text, vectors[index] as Float32Array);
    return texts.map((text) => byText.get(text) as Float32Array);
  };

  /** Kept vectors of records whose new version says the same as the one before. */
  const unchanged = async (embedder: Embedder, entries: readonly NewEntry[]): Promise<Map<string, Float32Array>> => {
    const records = entries.flatMap((entry) =>
      entry.kind === 'record' && entry.record.version > 1 ? [entry.record] : [],
    );
    if (records.length === 0) return new Map();
    const latest = await cube.latest(
      'record',
      records.map((record) => record.id),
    );
    const same = latest.flatMap((entry, index) =>
      entry?.kind === 'record' && entry.record.text === records[index]?.text ? [entry] : [],
    );
    const vectors = await store.read(
      embedder.id,
      same.map((entry) => entry.seq),
    );
    return new Map(
      same.flatMap((entry) => {
        const vector = vectors.get(entry.seq);
        return vector === undefined ? [] : [[`${entry.record.id}\n${entry.record.text}`, vector] as const];
      }),
    );
  };

  const keep: UnitVectors['keep'] = async (space, vectors, blobs = new Map()) => {
    // In this order: an erasure that begins later moves the log, one that ended earlier shows in the rows.
    if ((await cube.store.blob(pendingErasure)) !== undefined) return false;
    const seqs = [...vectors.keys()];
    const entries = await cube.at(seqs);
    const alive = new Map<number, Float32Array>();
    entries.forEach((entry, index) => {
      const seq = seqs[index] as number;
      if (entry?.kind === 'turn' || entry?.kind === 'record') alive.set(seq, vectors.get(seq) as Float32Array);
    });
    try {
      await cube.commit([], new Map([...(await store.blobsFor(space, alive)), ...blobs]));
      return true;
    } catch (error) {
      if (isMemoryError(error, 'conflict')) return false;
      throw error;
    }
  };

  return {
    store,
    embed,

    async make(embedder, texts) {
      if (embedder === undefined) return [];
      return isFree(embedder) ? embed(embedder, texts) : embedDistinct(embedder, texts);
    },

    written() {
      asked = undefined;
    },

    async at(embedder, items) {
      if (items.length === 0) return [];
      if (isFree(embedder)) {
        return embed(
          embedder,
          items.map((item) => item.text),
        );
      }
      const found = await store.read(
        embedder.id,
        items.map((item) => item.seq),
      );
      const missing = items.filter((item) => !found.has(item.seq));
      if (missing.length > 0) {
        const vectors = await embedDistinct(
          embedder,
          missing.map((item) => item.text),
        );
        if (made?.space !== embedder.id) made = { space: embedder.id, vectors: new Map() };
        for (const [index, { seq }] of missing.entries()) {
          found.set(seq, vectors[index] as Float32Array);
          made.vectors.set(seq, vectors[index] as Float32Array);
        }
      }
      return items.map((item) => found.get(item.seq) as Float32Array);
    },

    async forNew(embedder, entries, known) {
      const same = await unchanged(embedder, entries);
      const items = entries.flatMap((entry, index) => {
        const seq = cube.head.seq + 1 + index;
        if (entry.kind === 'turn') {
          return [
            {
              seq,
              id: entry.turn.id,
              text: turnText({ ...entry.turn, cube: cube.id, seq }),
              vector: known?.get(entry.turn.id),
            },
          ];
        }
        if (entry.kind !== 'record' || !isSearchable(entry.record)) return [];
        const { id, text } = entry.record;
        return [{ seq, id, text, vector: same.get(`${id}\n${text}`) }];
      });
      const missing = items.filter((item) => item.vector === undefined);
      const vectors = await embedDistinct(
        embedder,
        missing.map((item) => item.text),
      );
      const answers = new Map(missing.map((item, index) => [item, vectors[index] as Float32Array]));
      const byId = new Map<string, Float32Array>();
      const bySeq = new Map<number, Float32Array>();
      for (const item of items) {
        const vector = item.vector ?? (answers.get(item) as Float32Array);
        byId.set(item.id, vector);
        bySeq.set(item.seq, vector);
      }
      const [first] = bySeq.keys();
      // Nothing is kept for positions that are yet to come: one blob of their own.
      return {
        byId,
        blobs: new Map(first === undefined ? [] : [[vectorBlobName(embedder.id, first), encodeVectors(bySeq)]]),
      };
    },

    keep,

    async keepMade() {
      const now = made;
      if (now === undefined) return;
      if (settings.readOnly || (await keep(now.space, now.vectors))) made = undefined;
    },

    async tidy(embedder) {
      if (settings.readOnly || embedder === undefined || isFree(embedder)) return;
      if ((await cube.store.blob(pendingErasure)) !== undefined) return;
      const blobs = await store.merged(embedder.id);
      if (blobs === undefined) return;
      await cube.commit([], blobs).catch((error: unknown) => {
        if (!isMemoryError(error, 'conflict')) throw error;
      });
    },
  };
}
