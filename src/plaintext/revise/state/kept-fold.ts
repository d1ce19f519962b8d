/**
 * What was read of somebody's statements as plain JSON, so that it need not be read again. The states before the last
 * sittings are nearly the same as the last one: each part of a state is written once, and a state is a list of parts.
 */
import type { ReadSitting } from './sittings.ts';
import type { StateProfile } from './state-types.ts';

/** Statements read so far: the sittings, the state after them, and the states before the last of them. */
export type Fold = {
  readonly sittings: readonly ReadSitting[];
  readonly profile: StateProfile;
  /** Oldest first, at most one for each sitting. */
  readonly checkpoints: readonly StateProfile[];
};

/** By what a fold was made: with anything else it may have come out otherwise. */
export type FoldMadeBy = {
  /** Schema, signs and version of the program. */
  readonly fingerprint: string;
  /** What people decided about conflicts. */
  readonly resolutions: string;
};

/** Plain JSON. */
export type KeptFold = FoldMadeBy & {
  /** Id, print and number of statements. */
  readonly sittings: readonly (readonly [string, string, number])[];
  readonly pools: Readonly<Record<string, readonly unknown[]>>;
  /** Runs (first, length) into the pools; the state itself comes first, then the checkpoints. */
  readonly states: readonly Readonly<Record<string, readonly number[]>>[];
};

const parts: readonly (keyof StateProfile)[] = [
  'items',
  'unknown',
  'mentions',
  'links',
  'deltas',
  'chunks',
  'conflicts',
];

export function packFold({ sittings, profile, checkpoints }: Fold, by: FoldMadeBy): KeptFold {
  const pools = Object.fromEntries(parts.map((part): [string, object[]] => [part, []]));
  const places = new Map(parts.map((part): [string, Map<object, number>] => [part, new Map()]));
  const placeOf = (part: keyof StateProfile, one: object): number => {
    const known = places.get(part)?.get(one);
    if (known !== undefined) return known;
    const place = (pools[part]?.push(one) ?? 0) - 1;
    places.get(part)?.set(one, place);
    return place;
  };
  const pack = (state: StateProfile): Record<string, number[]> => {
    const packed: Record<string, number[]> = {};
    for (const part of parts) {
      const runs: number[] = [];
      for (const one of state[part]) {
        const place = placeOf(part, one);
        const next = (runs.at(-2) ?? 0) + (runs.at(-1) ?? 0);
        if (runs.length > 0 && place === next) runs[runs.length - 1] = (runs.at(-1) as number) + 1;
        else runs.push(place, 1);
      }
      packed[part] = runs;
    }
    return packed;
  };
  return {
    fingerprint: by.fingerprint,
    resolutions: by.resolutions,
    sittings: sittings.map(({ id, print, statements }) => [id, print, statements]),
    states: [profile, ...checkpoints].map(pack),
    pools,
  };
}

/** `undefined` for one that was made by something else, or that is no fold. */
export function unpackFold(kept: unknown, by: FoldMadeBy): Fold | undefined {
  try {
    const { fingerprint, resolutions, sittings, states, pools } = kept as KeptFold;
    if (fingerprint !== by.fingerprint || resolutions !== by.resolutions) return undefined;
    const unpack = (packed: Readonly<Record<string, readonly number[]>>): StateProfile => {
      const state: Record<string, unknown[]> = {};
      for (const part of parts) {
        const runs = packed[part] as readonly number[];
        const all: unknown[] = [];
        for (let at = 0; at < runs.length; at += 2) {
          const [from, length] = [runs[at] as number, runs[at + 1] as number];
          const run = (pools[part] ?? []).slice(from, from + length);
          if (run.length !== length) throw new RangeError('a state names parts that are not there');
          for (const one of run) all.push(one);
        }
        state[part] = all;
      }
      return state as unknown as StateProfile;
    };
    const [profile, ...checkpoints] = states.map(unpack);
    if (profile === undefined || checkpoints.length > sittings.length) return undefined;
    return {
      sittings: sittings.map(([id, print, statements]) => ({ id, print, statements })),
      profile,
      checkpoints,
    };
  } catch {
    return undefined;
  }
}
