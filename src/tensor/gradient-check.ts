/** Compares analytic gradients with central finite differences, the first test of every differentiable block. */
import { cloneParameters, type ParameterTree } from './host-array.ts';
import { integerBelow, type SeededRandom } from './seeded-random.ts';

/** The worst disagreement found. */
export type GradientCheck = {
  /** Largest |analytic - numeric| / (1e-2 + |analytic| + |numeric|) over the probed scalars. */
  readonly worst: number;
  /** Name and index of that scalar. */
  readonly where: string;
  readonly probed: number;
};

/**
 * Probes `perArray` random scalars (default 4) of each float array.
 *
 * @param step finite difference step (default 1e-2: float32 arithmetic makes smaller ones noisier, not better)
 */
export async function checkGradients(options: {
  readonly parameters: ParameterTree;
  readonly gradients: ParameterTree;
  readonly loss: (parameters: ParameterTree) => number | Promise<number>;
  readonly random: SeededRandom;
  readonly perArray?: number;
  readonly step?: number;
}): Promise<GradientCheck> {
  const { gradients, loss, random, perArray = 4, step = 1e-2 } = options;
  const parameters = cloneParameters(options.parameters);
  let worst = 0;
  let where = '';
  let probed = 0;
  for (const [name, { data }] of Object.entries(parameters)) {
    const gradient = gradients[name];
    if (gradient === undefined) throw new RangeError(`no gradient for parameter ${name}`);
    for (let n = 0; n < Math.min(perArray, data.length); n++) {
      const i = integerBelow(random, data.length);
      const held = data[i]!;
      data[i] = held + step;
      const above = await loss(parameters);
      data[i] = held - step;
      const below = await loss(parameters);
      data[i] = held;
      const numeric = (above - below) / (2 * step);
      const analytic = gradient.data[i]!;
      const error = Math.abs(analytic - numeric) / (1e-2 + Math.abs(analytic) + Math.abs(numeric));
      probed++;
      if (error > worst) {
        worst = error;
        where = `${name}[${i}]`;
      }
    }
  }
  return { worst, where, probed };
}
