/**
 * A claim is a relation between measured numbers that must hold on the mean and on every seed, and that a negative
 * control, measured in the same run, must fail.
 */
import { MemoryError } from '../../errors/index.ts';
import type { ReadModelFile } from '../../models/fixture.ts';

/** What a run measured on one seed: any number of named values. */
export type Measures = Readonly<Record<string, number>>;

/** One relation. */
export type ClaimRelation = {
  readonly statement: string;
  /** The value must reach this. */
  readonly atLeast: number;
  readonly value: (measures: Measures) => number;
  /** The same value for something that must not work; it has to stay below the threshold. */
  readonly control?: { readonly what: string; readonly value: (measures: Measures) => number };
};

/** Opens a shipped model folder by name. */
export type OpenModelFolder = (name: string) => ReadModelFile;

/** A claim of one system. */
export type Claim = {
  readonly name: string;
  /** Paper id. */
  readonly source: string;
  /** What the paper says, in one sentence. */
  readonly statement: string;
  /** What is run here. */
  readonly setting: string;
  readonly measure: (seed: number, open: OpenModelFolder) => Promise<Measures>;
  readonly relations: readonly ClaimRelation[];
  /** Why it does not hold yet, where it does not. */
  readonly open?: string;
};

/** How one relation came out. */
export type RelationReport = {
  readonly statement: string;
  readonly atLeast: number;
  readonly mean: number;
  readonly perSeed: readonly number[];
  readonly holds: boolean;
  readonly control?: { readonly what: string; readonly mean: number; readonly fails: boolean };
};

/** How a claim came out. */
export type ClaimReport = {
  readonly name: string;
  readonly source: string;
  readonly statement: string;
  readonly setting: string;
  readonly seeds: readonly number[];
  /** Mean of every measure over the seeds, and its smallest and largest value. */
  readonly measures: Readonly<Record<string, { readonly mean: number; readonly low: number; readonly high: number }>>;
  readonly relations: readonly RelationReport[];
  /** All relations hold and all controls fail. */
  readonly holds: boolean;
};

const meanOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/** False for a measure that no seed gave. */
const isMeasured = (value: number): boolean => !Number.isNaN(Number(value));

/** Exceptions allowed among seeds: one in five. What was not measured never holds, and as a control never fails. */
function holdsOver(values: readonly number[], atLeast: number): boolean {
  const misses = values.filter((value) => !(value >= atLeast)).length;
  return meanOf(values) >= atLeast && misses <= Math.floor(values.length / 5);
}

/** Measures a claim on every seed and judges its relations. Throws `invalid_input` for a claim without a control. */
export async function checkClaim(
  claim: Claim,
  options: { readonly seeds: readonly number[]; readonly open: OpenModelFolder },
): Promise<ClaimReport> {
  if (!claim.relations.some(({ control }) => control !== undefined)) {
    throw new MemoryError('invalid_input', `claim ${claim.name} has no negative control`);
  }
  const { seeds, open } = options;
  const runs: Measures[] = [];
  for (const seed of seeds) runs.push(await claim.measure(seed, open));
  const relations = claim.relations.map(({ statement, atLeast, value, control }): RelationReport => {
    const perSeed = runs.map(value);
    const controls = control === undefined ? [] : runs.map(control.value);
    return {
      statement,
      atLeast,
      mean: meanOf(perSeed),
      perSeed,
      holds: holdsOver(perSeed, atLeast),
      ...(control && {
        control: {
          what: control.what,
          mean: meanOf(controls),
          fails: controls.every(isMeasured) && !holdsOver(controls, atLeast),
        },
      }),
    };
  });
  const measures = Object.fromEntries(
    Object.keys(runs[0]!).map((key) => {
      const values = runs.map((run) => run[key]!);
      return [key, { mean: meanOf(values), low: Math.min(...values), high: Math.max(...values) }];
    }),
  );
  const { name, source, statement, setting } = claim;
  const holds = relations.every((relation) => relation.holds && relation.control?.fails !== false);
  return { name, source, statement, setting, seeds, measures, relations, holds };
}

/** The report as plain text lines: measures, then relations with their controls. */
export function claimLines(report: ClaimReport): string[] {
  const number = (x: number): string => (Math.abs(x) >= 100 ? x.toFixed(0) : x.toFixed(3));
  return [
    `${report.name} (${report.source}): ${report.holds ? 'holds' : 'does not hold'} on seeds ${report.seeds.join(', ')}`,
    `  ${report.statement}`,
    `  run: ${report.setting}`,
    ...Object.entries(report.measures).map(
      ([key, { mean, low, high }]) => `    ${key.padEnd(44)} ${number(mean)}  (${number(low)} to ${number(high)})`,
    ),
    ...report.relations.flatMap((relation) => [
      `  ${relation.holds ? 'ok  ' : 'FAIL'} ${relation.statement}: ${number(relation.mean)} >= ${number(relation.atLeast)} [${relation.perSeed.map(number).join(', ')}]`,
      ...(relation.control
        ? [
            `       control, ${relation.control.what}: ${number(relation.control.mean)} ${relation.control.fails ? '(fails, as it must)' : '(PASSES, so the relation proves nothing)'}`,
          ]
        : []),
    ]),
  ];
}
