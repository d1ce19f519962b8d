/** A claim that is nothing but relations between what each seed measures on shipped models. */
import type { ClaimDefinition } from './claim-definition.ts';
import { judgeClaim, type Numbers, type RelationSpec } from './judge-claim.ts';
import { type OpenModelFolder, shippedModel } from './shipped-model.ts';

export type SeededClaim = Pick<ClaimDefinition, 'system' | 'tier' | 'claim' | 'source' | 'setting'> & {
  readonly relations: readonly RelationSpec[];
  /** Every named value of one seed, what is compared with included. */
  readonly measure: (seed: number, open: OpenModelFolder) => Promise<Numbers>;
};

/** Makes it one that `reproduce` runs; `quick` checks its first seed only. */
export function seededClaim({ relations, measure, ...about }: SeededClaim): ClaimDefinition {
  const open = relations.flatMap((relation) => (relation.open === undefined ? [] : [relation.open]));
  return {
    ...about,
    relation: relations.map(({ statement }) => statement).join('; '),
    ...(open.length > 0 && { open: open.join('; ') }),
    run: (run) =>
      judgeClaim({ ...run, seeds: run.quick ? run.seeds.slice(0, 1) : run.seeds }, relations, async (seed) => ({
        // Every row is measured under its own label; none is singled out as a baseline.
        measured: await measure(seed, shippedModel),
        baselines: {},
      })),
  };
}
