/** Runs claims one after the other and gives a row for each: what `reproduce` prints and the tests assert. */
import type { ClaimDefinition, ClaimOutcome, ClaimRun, Tier } from './claim-definition.ts';

export type ClaimRow = {
  readonly system: string;
  readonly tier: Tier;
  readonly claim: string;
  readonly source?: string;
  readonly setting?: string;
  readonly relation: string;
  readonly measured: ClaimOutcome['measured'];
  readonly baselines: ClaimOutcome['baselines'];
  readonly relations: ClaimOutcome['relations'];
  readonly control: ClaimOutcome['control'];
  readonly verdict: ClaimOutcome['verdict'];
  readonly holds: boolean;
  readonly seeds: readonly number[];
  /** A `quick` run is a first look, not a verdict. */
  readonly quick: boolean;
  readonly seconds: number;
  /** What stopped it, where something did: it then does not hold. */
  readonly error?: string;
};

/** Runs one claim. An interruption is thrown; any other error makes a row that does not hold and says why. */
export async function runClaim(definition: ClaimDefinition, run: ClaimRun): Promise<ClaimRow> {
  const { system, tier, claim, source, setting, relation } = definition;
  const started = performance.now();
  const outcome = await definition.run(run).catch((error: unknown): ClaimOutcome & { readonly error: string } => {
    run.signal?.throwIfAborted();
    // What is wrong with the data that somebody gave is no matter of the claim.
    if (run.data !== undefined) throw error;
    const message = error instanceof Error ? error.message : 'unknown error';
    return { measured: {}, baselines: {}, relations: [], control: [], verdict: 'fails', holds: false, error: message };
  });
  const undeclared = definition.open === undefined && outcome.verdict === 'open';
  return {
    ...{ system, tier, claim, ...(source && { source }), ...(setting && { setting }), relation },
    ...outcome,
    // The list of systems is made from definitions, and must not show as done what is not.
    ...(undeclared && { verdict: 'fails', error: 'a relation is open, but the claim does not say so' }),
    // A quick run may have used fewer of them.
    seeds: run.seeds.slice(0, outcome.relations[0]?.value.perSeed.length ?? run.seeds.length),
    quick: run.quick,
    seconds: Math.round((performance.now() - started) / 10) / 100,
  };
}
