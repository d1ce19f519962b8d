/** Measures a claim on every seed and judges its relations: on the mean, and on every seed but one in five. */
import { MemoryError } from '../../errors/index.ts';
import { mean } from '../metrics/statistics.ts';
import type {
  ClaimOutcome,
  ClaimRun,
  ControlOutcome,
  RelationOutcome,
  Spread,
  Spreads,
  Verdict,
} from './claim-definition.ts';

/** Named values of one seed. */
export type Numbers = Readonly<Record<string, number>>;

/** What one seed gave. */
export type Measured = { readonly measured: Numbers; readonly baselines: Numbers };

/** One part of a relation; exactly one bound. */
export type RelationSpec = {
  readonly statement: string;
  /** The value must reach this... */
  readonly atLeast?: number;
  /** ...or must not exceed this. */
  readonly atMost?: number;
  readonly value: (numbers: Numbers) => number;
  /** The same value for something that must not fulfill it. */
  readonly control: { readonly what: string; readonly value: (numbers: Numbers) => number };
  /** Why it does not hold yet, with the number: it is measured and shown, and nothing fails because of it. */
  readonly open?: string;
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
 * @throws MemoryError `invalid_input` for no seeds, no relations, a relation without a bound or without a control.
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
  if (specs.length === 0) throw new MemoryError('invalid_input', 'a claim has no relations');
  // A caller without types may leave it out.
  const bare = specs.find(({ control }) => control === undefined);
  if (bare !== undefined) {
    throw new MemoryError('invalid_input', `a relation has no negative control: ${bare.statement}`, {
      hint: 'put something that must fail to it, measured in the same run',
    });
  }
  const runs: Measured[] = [];
  for (const [index, seed] of run.seeds.entries()) {
    run.signal?.throwIfAborted();
    run.onProgress?.(index, run.seeds.length, `seed ${seed}`);
    const one = await measure(seed);
    runs.push(one);
    run.onSeed?.(seed, one.measured);
  }
  run.onProgress?.(run.seeds.length, run.seeds.length, '');
  const numbers = runs.map(({ measured, baselines }) => ({ ...baselines, ...measured }));
  const judged = specs.map((spec) => judgeRelation(spec, numbers));
  const verdict = verdictOf(judged);
  return {
    measured: spreadsOf(runs.map(({ measured }) => measured)),
    baselines: spreadsOf(runs.map(({ baselines }) => baselines)),
    relations: judged.map(({ relation }) => relation),
    control: judged.map(({ control }) => control),
    verdict,
    holds: verdict === 'holds',
  };
}

type Judged = { readonly relation: RelationOutcome; readonly control: ControlOutcome };

function judgeRelation(spec: RelationSpec, numbers: readonly Numbers[]): Judged {
  const { statement, atLeast, atMost, open } = spec;
  const bound = { ...(atLeast === undefined ? {} : { atLeast }), ...(atMost === undefined ? {} : { atMost }) };
  const value = spreadOf(numbers.map(spec.value));
  const kept = keepsBound(value, bound);
  const control = judgeControl(spec.control, { statement, bound, numbers });
  return {
    relation: {
      ...{ statement, ...bound, value, holds: kept && open === undefined },
      ...(open !== undefined && { open, closable: kept && control.fails }),
    },
    control,
  };
}

function judgeControl(
  { what, value }: RelationSpec['control'],
  of: {
    readonly statement: string;
    readonly bound: { readonly atLeast?: number; readonly atMost?: number };
    readonly numbers: readonly Numbers[];
  },
): ControlOutcome {
  const spread = spreadOf(of.numbers.map(value));
  // What was not measured has not failed.
  const measured = spread.perSeed.every((one) => !Number.isNaN(Number(one)));
  return { what, statement: of.statement, value: spread, fails: measured && !keepsBound(spread, of.bound) };
}

function verdictOf(judged: readonly Judged[]): Verdict {
  const settled = judged.filter(({ relation }) => relation.open === undefined);
  if (settled.some(({ relation, control }) => !relation.holds || !control.fails)) return 'fails';
  return settled.length < judged.length ? 'open' : 'holds';
}

/** Prefixes the names of numbers: `full: state`. */
export function named(prefix: string, numbers: Readonly<Record<string, unknown>>): Numbers {
  return Object.fromEntries(
    Object.entries(numbers).flatMap(([name, value]) =>
      typeof value === 'number' ? [[`${prefix}: ${name}`, value] as const] : [],
    ),
  );
}
