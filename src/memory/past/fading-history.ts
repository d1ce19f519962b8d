/**
 * What ticks and consolidations did to ranks and precisions, and when: small blobs beside the log, one a change, so
 * that the past can be asked with the weights and the vectors of then, and a rebuilt index gets its precisions back.
 */
import { MemoryError } from '../../errors/index.ts';
import type { Precision } from '../../plaintext/index/dense/codec.ts';
import type { Store } from '../../ports/index.ts';

const prefix = 'fading/';

/** One change. */
export type FadingChange = {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Weights that differ from those before: id, factor, factor for a recall that looks at archived things too. */
  readonly set?: readonly (readonly [string, number, number])[];
  /** Ids that have no weight any more. */
  readonly unset?: readonly string[];
  /** Precisions: log position of the version whose vector was moved, bits a component. */
  readonly bits?: readonly (readonly [number, Precision])[];
};

/** Factors on scores by id, as a tick left them; what is not named has 1. */
export type FadeWeights = {
  /** 0: before the first tick. */
  readonly tickedAt: number;
  readonly weights: ReadonlyMap<string, number>;
  /** The same for a recall that looks at archived things too. */
  readonly deepWeights: ReadonlyMap<string, number>;
};

export const noWeights: FadeWeights = { tickedAt: 0, weights: new Map(), deepWeights: new Map() };

/** All changes up to a moment, folded. */
export type Fading = {
  readonly weights: FadeWeights;
  readonly bits: ReadonlyMap<number, Precision>;
  /** Name of the last change folded; empty where there was none. */
  readonly last: string;
};

/** Name and bytes of a change, to be written with whatever belongs to it; `unique` tells changes of one moment apart. */
export function fadingBlob(change: FadingChange, unique: string): readonly [string, Uint8Array] {
  const name = `${prefix}${String(Math.max(0, change.at)).padStart(16, '0')}-${unique}`;
  return [name, new TextEncoder().encode(JSON.stringify(change))];
}

/** What `next` changes in `before`. */
export function weightChange(before: FadeWeights, next: FadeWeights, at: number): FadingChange {
  const set = [...next.weights].flatMap(([id, weight]): [string, number, number][] => {
    const deep = next.deepWeights.get(id) ?? weight;
    const same = before.weights.get(id) === weight && (before.deepWeights.get(id) ?? weight) === deep;
    return same ? [] : [[id, weight, deep]];
  });
  return { at, set, unset: [...before.weights.keys()].filter((id) => !next.weights.has(id)) };
}

/** Changes noted up to `until` (default all), those up to the blob `after` left out. */
export async function readFading(
  store: Store,
  { until = Number.POSITIVE_INFINITY, after = '' }: { readonly until?: number; readonly after?: string } = {},
): Promise<Fading> {
  const names = (await store.blobNames(prefix)).filter((name) => name > after).sort();
  const weights = new Map<string, number>();
  const deepWeights = new Map<string, number>();
  const bits = new Map<number, Precision>();
  let tickedAt = 0;
  let last = after;
  for (const name of names) {
    const change = await readChange(store, name);
    if (change === undefined || change.at > until) continue;
    last = name;
    for (const id of change.unset ?? []) {
      weights.delete(id);
      deepWeights.delete(id);
    }
    for (const [id, weight, deep] of change.set ?? []) {
      weights.set(id, weight);
      deepWeights.set(id, deep);
    }
    if (change.set !== undefined) tickedAt = change.at;
    for (const [seq, rung] of change.bits ?? []) bits.set(seq, rung);
  }
  return { weights: { tickedAt, weights, deepWeights }, bits, last };
}

/** The history without some ids, as blobs to be written: for erasures, which may take ids that callers gave. */
export async function fadingWithout(store: Store, gone: (id: string) => boolean): Promise<Map<string, Uint8Array>> {
  const blobs = new Map<string, Uint8Array>();
  for (const name of await store.blobNames(prefix)) {
    const change = await readChange(store, name);
    if (change === undefined) continue;
    const set = change.set?.filter(([id]) => !gone(id));
    const unset = change.unset?.filter((id) => !gone(id));
    if (set?.length === change.set?.length && unset?.length === change.unset?.length) continue;
    const kept = { ...change, ...(set === undefined ? {} : { set }), ...(unset === undefined ? {} : { unset }) };
    blobs.set(name, new TextEncoder().encode(JSON.stringify(kept)));
  }
  return blobs;
}

async function readChange(store: Store, name: string): Promise<FadingChange | undefined> {
  const bytes = await store.blob(name);
  if (bytes === undefined) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as FadingChange;
  } catch (cause) {
    throw new MemoryError('corrupt', 'a note of how memories faded cannot be read', {
      details: { blob: name },
      hint: 'run `palimpsest verify`, then restore from a backup',
      cause,
    });
  }
}
