/** The activation tier's claims as `reproduce` runs them, over the trained models that ship with the package. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Claim, checkClaim } from '../../activation/index.ts';
import type { ReadModelFile } from '../../models/fixture.ts';
import type { ClaimDefinition, ClaimOutcome, ControlOutcome } from './claim-definition.ts';
import { spreadOf } from './judge-claim.ts';

const models = new URL('../../../data/models/', import.meta.url);

/** Reads files of a shipped model folder. */
export const shippedModel =
  (folder: string): ReadModelFile =>
  (file) =>
    readFile(fileURLToPath(new URL(`${folder}/${file}`, models)));

/** Wraps a claim; `quick` checks its first seed only. */
export function activationClaim(claim: Claim): ClaimDefinition {
  return {
    system: claim.name,
    tier: 'activation',
    claim: claim.statement,
    relation: claim.relations.map(({ statement }) => statement).join('; '),
    ...(claim.open === undefined ? {} : { open: claim.open }),
    async run({ seeds, quick, signal, onProgress }): Promise<ClaimOutcome> {
      const used = quick ? seeds.slice(0, 1) : seeds;
      const bySeed: (readonly [number, Readonly<Record<string, number>>])[] = [];
      for (const [index, seed] of used.entries()) {
        signal?.throwIfAborted();
        onProgress?.(index, used.length, `seed ${seed}`);
        bySeed.push([seed, await claim.measure(seed, shippedModel)]);
      }
      onProgress?.(used.length, used.length, '');
      const known = new Map(bySeed);
      const report = await checkClaim(
        { ...claim, measure: async (seed) => known.get(seed) ?? {} },
        { seeds: used, open: shippedModel },
      );
      const control = report.relations.flatMap((relation, index): ControlOutcome[] => {
        const given = claim.relations[index]?.control;
        if (relation.control === undefined || given === undefined) return [];
        const value = spreadOf(bySeed.map(([, measures]) => given.value(measures)));
        return [{ what: given.what, statement: relation.statement, value, fails: relation.control.fails }];
      });
      const names = Object.keys(bySeed[0]?.[1] ?? {});
      const all = names.map(
        (name) => [name, spreadOf(bySeed.map(([, measures]) => measures[name] ?? Number.NaN))] as const,
      );
      return {
        // Every policy of a row is measured under its own label; the tier does not single out baselines.
        measured: Object.fromEntries(all),
        baselines: {},
        relations: report.relations.map(({ statement, atLeast, perSeed, holds }) => ({
          statement,
          atLeast,
          value: spreadOf(perSeed),
          holds,
        })),
        control,
        holds: report.holds,
      };
    },
  };
}
