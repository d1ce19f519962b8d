/** An `Embedder` over a model that takes so many texts a call: batches, parallel calls, prefixes, checks, unit length. */
import { createHash } from 'node:crypto';
import { MemoryError, throwIfAborted } from '../../errors/index.ts';
import type { Embedder } from '../../ports/index.ts';

/** Settings that every model-backed embedder has. All of them are part of its id, because they change the vectors. */
export type EmbeddingTextOptions = {
  /** Put before each question, where the model was trained with one (`query: `, `search_query: `). Default none. */
  readonly queryPrefix?: string;
  /** Put before each stored text (`passage: `, `search_document: `). Default none. */
  readonly documentPrefix?: string;
  /** Longer texts are cut here before they are sent. Default: they are sent whole. */
  readonly maxCharacters?: number;
  /**
   * What happens to a text for which the model gives numbers that are not finite: `refuse` (default) throws
   * `unavailable`; `leave-out` gives the zero vector, so that the text is found by its words alone.
   */
  readonly whenNotFinite?: 'refuse' | 'leave-out';
};

export type BatchedEmbedderParts = EmbeddingTextOptions & {
  readonly id: string;
  readonly dimensions: number;
  /** Most texts a call of the model. */
  readonly perCall: number;
  /** Most calls at a time. */
  readonly parallel: number;
  /** One vector a text, in order, of any length. */
  readonly call: (
    texts: readonly string[],
    options: { readonly as: 'query' | 'document'; readonly signal: AbortSignal | undefined },
  ) => Promise<readonly ArrayLike<number>[]>;
};

/**
 * Blank texts are not sent: they get the zero vector.
 *
 * Errors of `embed`: `incompatible` when the model gives another number of components than it did at first,
 * `unavailable` when it gives too few vectors or no numbers, `aborted`, and whatever `call` throws.
 */
export function createBatchedEmbedder(parts: BatchedEmbedderParts): Embedder {
  const { id, dimensions, perCall, parallel, call, maxCharacters = Number.POSITIVE_INFINITY } = parts;
  const prefixes = { query: parts.queryPrefix ?? '', document: parts.documentPrefix ?? '' };

  const embedBatch = async (
    texts: readonly string[],
    as: 'query' | 'document',
    signal: AbortSignal | undefined,
  ): Promise<Float32Array[]> => {
    throwIfAborted(signal);
    const vectors = await call(texts, { as, signal });
    throwIfAborted(signal);
    if (vectors.length !== texts.length) {
      throw new MemoryError('unavailable', `${id} gave ${vectors.length} vectors for ${texts.length} texts`, {
        hint: 'the model or its server does not answer as it should: check its version',
      });
    }
    return vectors.map((vector) => unitVector(vector, parts));
  };

  return {
    id,
    dimensions,
    maxBatch: perCall * parallel,
    async embed(texts, { as, signal }) {
      throwIfAborted(signal);
      const sent: number[] = [];
      texts.forEach((text, index) => {
        if (text.trim() !== '') sent.push(index);
      });
      const out: Float32Array[] = texts.map(() => new Float32Array(0));
      const batches: number[][] = [];
      for (let from = 0; from < sent.length; from += perCall) batches.push(sent.slice(from, from + perCall));
      const work = async (): Promise<void> => {
        for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
          const prepared = batch.map((index) => prefixes[as] + cut(texts[index] as string, maxCharacters));
          const vectors = await embedBatch(prepared, as, signal).catch((error: unknown) => {
            // The other workers finish the call that they are in and take no further one.
            batches.length = 0;
            throw error;
          });
          batch.forEach((index, place) => {
            out[index] = vectors[place] as Float32Array;
          });
        }
      };
      const workers = await Promise.allSettled(Array.from({ length: Math.min(parallel, batches.length) }, work));
      for (const worker of workers) if (worker.status === 'rejected') throw worker.reason;
      return out.map((vector) => (vector.length === 0 ? new Float32Array(dimensions) : vector));
    },
  };
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, most).toWellFormed();
}

function unitVector(vector: ArrayLike<number>, parts: BatchedEmbedderParts): Float32Array {
  const { id, dimensions, whenNotFinite = 'refuse' } = parts;
  if (vector.length !== dimensions) {
    throw new MemoryError('incompatible', `${id} gave ${vector.length} components, not ${dimensions}`, {
      details: { got: vector.length, wanted: dimensions },
      hint: 'the model behind this name has changed: open a new embedder, then change to it',
    });
  }
  let squares = 0;
  // JSON has no NaN: a server that computed one sends null, which must not count as 0.
  for (let i = 0; i < dimensions; i += 1) squares += typeof vector[i] === 'number' ? (vector[i] as number) ** 2 : NaN;
  const out = new Float32Array(dimensions);
  if (!Number.isFinite(squares)) {
    if (whenNotFinite === 'leave-out') return out;
    throw new MemoryError('unavailable', `${id} gave a vector with a component that is not a number`, {
      hint: "set whenNotFinite to 'leave-out' to have such texts found by their words alone",
    });
  }
  if (squares < 1e-24) return out;
  const factor = 1 / Math.sqrt(squares);
  for (let i = 0; i < dimensions; i += 1) out[i] = (vector[i] as number) * factor;
  return out;
}

/** Eight hex digits over settings that change the vectors; `''` when all of them are at their defaults. */
export function settingsMark(settings: Readonly<Record<string, unknown>>): string {
  const set = Object.entries(settings)
    .filter(([, value]) => value !== undefined && value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  if (set.length === 0) return '';
  return `#${createHash('sha256').update(JSON.stringify(set)).digest('hex').slice(0, 8)}`;
}

/** The settings of {@link EmbeddingTextOptions} that an id has to name. */
export function textSettings(options: EmbeddingTextOptions): Readonly<Record<string, unknown>> {
  const { queryPrefix, documentPrefix, maxCharacters } = options;
  return { queryPrefix, documentPrefix, maxCharacters };
}
