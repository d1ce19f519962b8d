/** Measures a claim on every seed and judges its relations: on the mean, and on every seed but one in five. */
import { MemoryError } from '../../errors/index.ts';
import { mean } from '../metrics/statistics.ts';
import type { ClaimOutcome, ClaimRun, RelationOutcome, Spread, Spreads } from './claim-definition.ts';

export type Numbers = Readonly<Record<string, number>>;

/** What one seed gave. */
export type Measured = { readonly measured: Numbers; readonly baselines: Numbers };

/** One part of a relation; exactly one bound. */
export type RelationSpec = {
  readonly statement: string;
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly value: (numbers: Numbers) => number;
  /** The same value for something that must not fulfill it. */
  readonly control?: { readonly what: string; readonly value: (numbers: Numbers) => number };
};

/** Summary of one number over the seeds. */
export function spreadOf(perSeed: readonly number[]): Spread {
  return { mean: mean(perSeed), low: Math.min(...perSeed), high: Math.max(...perSeed), perSeed };
}

/** True when the bound is kept on the mean and on every seed, one exception in five allowed. */
export function keepsBound(spread: Spread, bound: { readonly atLeast?: number; readonly atMost?: number }): boolean {
  const { atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY } = bound;
  const keeps = (value: number): boolean => value >= atLeast && value <= atMost;
  const misses = spread.perSeed.filter((value) => !keeps(value)).length;
  return keeps(spread.mean) && misses <= Math.floor(spread.perSeed.length / 5);
}

function spreadsOf(runs: readonly Numbers[]): Spreads {
  const names = Object.keys(runs[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, spreadOf(runs.map((run) => run[name] ?? Number.NaN))]));
}

/**
 * Runs `measure` on every seed and judges.
 *
 * @throws MemoryError `invalid_input` for no seeds, a relation without a bound, or a claim without a control.
 */
export async function judgeClaim(
  run: ClaimRun,
  specs: readonly RelationSpec[],
  measure: (seed: number) => Promise<Measured> | Measured,
): Promise<ClaimOutcome> {
  if (run.seeds.length === 0) {
    throw new MemoryError('invalid_input', 'a claim was run on no seeds', { hint: 'give at least one seed' });
  }
  if (specs.some(({ atLeast, atMost }) => (atLeast === undefined) === (atMost === undefined))) {
    throw new MemoryError('invalid_input', 'a relation needs exactly one bound', { hint: 'give atLeast or atMost' });
  }
  if (!specs.some(({ control }) => control !== undefined)) {
    throw new MemoryError('invalid_input', 'a claim has no negative control', {
      hint: 'put something that must fail to one of its relations',
    });
  }
  const runs: Measured[] = [];
  for (const [index, seed] of run.seeds.entries()) {
    run.signal?.throwIfAborted();
    run.onProgress?.(index, run.seeds.length, `seed ${seed}`);
    runs.push(await measure(seed));
  }
  run.onProgress?.(run.seeds.length, run.seeds.length, '');
  const numbers = runs.map(({ measured, baselines }) => ({ ...baselines, ...measured }));
  const relations = specs.map(({ statement, atLeast, atMost, value }): RelationOutcome => {
    const spread = spreadOf(numbers.map(value));
    const bound = { ...(atLeast === undefined ? {} : { atLeast }), ...(atMost === undefined ? {} : { atMost }) };
    return { statement, ...bound, value: spread, holds: keepsBound(spread, bound) };
  });
  const control = specs.flatMap(({ statement, control: one, ...bound }) => {
    if (one === undefined) return [];
    const spread = spreadOf(numbers.map(one.value));
    // What was not measured has not failed.
    const fails = spread.perSeed.every((one) => !Number.isNaN(Number(one))) && !keepsBound(spread, bound);
    return [{ what: one.what, statement, value: spread, fails }];
  });
  return {
    measured: spreadsOf(runs.map(({ measured }) => measured)),
    baselines: spreadsOf(runs.map(({ baselines }) => baselines)),
    relations,
    control,
    holds: relations.every(({ holds }) => holds) && control.every(({ fails }) => fails),
  };
}

/** Prefixes the names of numbers: `full: state`. */
export function named(prefix: string, numbers: Readonly<Record<string, unknown>>): Numbers {
  return Object.fromEntries(
    Object.entries(numbers).flatMap(([name, value]) =>
      typeof value === 'number' ? [[`${prefix}: ${name}`, value] as const] : [],
    ),
  );
}
