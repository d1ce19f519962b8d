/**
 * What a claim is to `reproduce`, for every tier: who claims what, which relation between measured numbers must hold
 * on the mean and on the seeds, and which control has to fail the same relation in the same run.
 */

/** `all` for systems that span the tiers. */
export type Tier = 'plaintext' | 'activation' | 'parametric' | 'evaluation' | 'all';

/** A number over the seeds. */
export type Spread = {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly perSeed: readonly number[];
};

export type Spreads = Readonly<Record<string, Spread>>;

/** How one part of a relation came out. */
export type RelationOutcome = {
  readonly statement: string;
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly value: Spread;
  /** Never for an open one, whatever was measured. */
  readonly holds: boolean;
  /** Why it is known not to hold yet. */
  readonly open?: string;
  /** Of an open one: its bound was kept here and its control failed, so that it can be closed. */
  readonly closable?: boolean;
};

/** Something that must not fulfill a relation. */
export type ControlOutcome = {
  readonly what: string;
  /** The relation that it was put to. */
  readonly statement: string;
  readonly value: Spread;
  /** It failed, as it must. */
  readonly fails: boolean;
};

/** `open`: all that is not open holds. */
export type Verdict = 'holds' | 'open' | 'fails';

export type ClaimOutcome = {
  readonly measured: Spreads;
  readonly baselines: Spreads;
  readonly relations: readonly RelationOutcome[];
  readonly control: readonly ControlOutcome[];
  readonly verdict: Verdict;
  /** The verdict is `holds`. */
  readonly holds: boolean;
};

export type ClaimRun = {
  readonly seeds: readonly number[];
  /** Smaller samples; for a first look, not for a verdict. */
  readonly quick: boolean;
  /** A file or folder in the claim's real format, where it has one. */
  readonly data?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number, detail: string) => void;
  /** What a seed has given, as soon as it has. */
  readonly onSeed?: (seed: number, numbers: Readonly<Record<string, number>>) => void;
};

export type ClaimDefinition = {
  /** Name of the system's sheet, or of a mechanism with a claim of its own. */
  readonly system: string;
  readonly tier: Tier;
  /** What is claimed, in one sentence. */
  readonly claim: string;
  /** Where it was published. */
  readonly source?: string;
  /** What is run here: model, data, sizes. */
  readonly setting?: string;
  /** What has to hold, in one sentence. */
  readonly relation: string;
  /** Why parts of it do not hold yet, where they do not: the system then stays open. */
  readonly open?: string;
  /** Real files that it reads where a run names some (`--data`); absent: it reads none. */
  readonly data?: string;
  readonly run: (run: ClaimRun) => Promise<ClaimOutcome>;
};

/** Seeds of a run: none of them was used while thresholds and rules were chosen. */
export function claimSeeds(count = 3): readonly number[] {
  return Array.from({ length: count }, (_, index) => 101 + index);
}
