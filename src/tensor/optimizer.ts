/**
 * Optimizers over plain arrays: AdamW (arXiv 1711.05101) and SGD with momentum, both with clipping by global norm and
 * a schedule. The state is a parameter tree, so it can be saved, reset or erased like weights.
 */
import { cloneParameters, type HostArray, type ParameterTree } from './host-array.ts';

/** Learning rate at a step (0-based). */
export type Schedule = (step: number) => number;

/**
 * Linear warm-up, flat, then linear decay.
 *
 * @param options `peak` rate; `steps` in all; `warmupSteps` (default 0); `decayShare` of the steps that decay
 *   (default 0.3), ending at `floorShare` of the peak (default 0.05)
 */
export function warmupDecay(options: {
  readonly peak: number;
  readonly steps: number;
  readonly warmupSteps?: number;
  readonly decayShare?: number;
  readonly floorShare?: number;
}): Schedule {
  const { peak, steps, warmupSteps = 0, decayShare = 0.3, floorShare = 0.05 } = options;
  const decayFrom = steps * (1 - decayShare);
  return (step) => {
    if (step < warmupSteps) return (peak * (step + 1)) / warmupSteps;
    if (step < decayFrom) return peak;
    const progress = Math.min(1, (step - decayFrom) / Math.max(1, steps - decayFrom));
    return peak * (1 - (1 - floorShare) * progress);
  };
}

/** One optimizer with its state. `update` changes the arrays of `parameters` in place. */
export type Optimizer = {
  update(parameters: ParameterTree, gradients: ParameterTree): { readonly norm: number; readonly rate: number };
  /** Step count and moments, copied. */
  state(): { readonly step: number; readonly moments: ParameterTree };
  /** Continues from a saved state. */
  restore(state: { readonly step: number; readonly moments: ParameterTree }): void;
};

/** Euclidean norm over all arrays of a tree. */
function globalNorm(tree: ParameterTree): number {
  let sum = 0;
  for (const { data } of Object.values(tree)) for (let i = 0; i < data.length; i++) sum += data[i]! * data[i]!;
  return Math.sqrt(sum);
}

type Moments = { first: Record<string, Float32Array>; second: Record<string, Float32Array> };

function moment(held: Record<string, Float32Array>, name: string, like: HostArray): Float32Array {
  held[name] ??= new Float32Array(like.data.length);
  return held[name];
}

function saved(step: number, moments: Moments): { step: number; moments: ParameterTree } {
  const tree: Record<string, HostArray> = {};
  for (const [kind, held] of Object.entries(moments)) {
    for (const [name, data] of Object.entries(held)) tree[`${kind}.${name}`] = { shape: [data.length], data };
  }
  return { step, moments: cloneParameters(tree) };
}

function restored(tree: ParameterTree): Moments {
  const moments: Moments = { first: {}, second: {} };
  for (const [name, { data }] of Object.entries(tree)) {
    const dot = name.indexOf('.');
    moments[name.slice(0, dot) as keyof Moments][name.slice(dot + 1)] = Float32Array.from(data);
  }
  return moments;
}

/**
 * AdamW with decoupled decay.
 *
 * @param options `rate` a number or a schedule; `betas` (default 0.9, 0.999); `epsilon` (default 1e-8); `decay`
 *   (default 0), applied to arrays of two or more dimensions only; `clip` global gradient norm (default none)
 */
export function adamW(options: {
  readonly rate: number | Schedule;
  readonly betas?: readonly [number, number];
  readonly epsilon?: number;
  readonly decay?: number;
  readonly clip?: number;
}): Optimizer {
  const { rate, betas = [0.9, 0.999], epsilon = 1e-8, decay = 0, clip } = options;
  let step = 0;
  let moments: Moments = { first: {}, second: {} };
  return {
    update(parameters, gradients) {
      const norm = globalNorm(gradients);
      const scale = clip !== undefined && norm > clip ? clip / norm : 1;
      const stepRate = typeof rate === 'number' ? rate : rate(step);
      step++;
      const firstCorrection = 1 - betas[0] ** step;
      const secondCorrection = 1 - betas[1] ** step;
      for (const [name, gradient] of Object.entries(gradients)) {
        const target = parameters[name];
        if (target === undefined) throw new RangeError(`gradient for unknown parameter ${name}`);
        const first = moment(moments.first, name, gradient);
        const second = moment(moments.second, name, gradient);
        const shrink = target.shape.length > 1 ? 1 - stepRate * decay : 1;
        for (let i = 0; i < first.length; i++) {
          const g = gradient.data[i]! * scale;
          first[i] = betas[0] * first[i]! + (1 - betas[0]) * g;
          second[i] = betas[1] * second[i]! + (1 - betas[1]) * g * g;
          const direction = first[i]! / firstCorrection / (Math.sqrt(second[i]! / secondCorrection) + epsilon);
          target.data[i] = target.data[i]! * shrink - stepRate * direction;
        }
      }
      return { norm, rate: stepRate };
    },
    state: () => saved(step, moments),
    restore(state) {
      step = state.step;
      moments = restored(state.moments);
    },
  };
}

/** Stochastic gradient descent: `momentum` (default 0), `clip` global norm (default none). */
export function sgd(options: {
  readonly rate: number | Schedule;
  readonly momentum?: number;
  readonly clip?: number;
}): Optimizer {
  const { rate, momentum = 0, clip } = options;
  let step = 0;
  let moments: Moments = { first: {}, second: {} };
  return {
    update(parameters, gradients) {
      const norm = globalNorm(gradients);
      const scale = clip !== undefined && norm > clip ? clip / norm : 1;
      const stepRate = typeof rate === 'number' ? rate : rate(step);
      step++;
      for (const [name, gradient] of Object.entries(gradients)) {
        const target = parameters[name];
        if (target === undefined) throw new RangeError(`gradient for unknown parameter ${name}`);
        const velocity = moment(moments.first, name, gradient);
        for (let i = 0; i < velocity.length; i++) {
          velocity[i] = momentum * velocity[i]! + gradient.data[i]! * scale;
          target.data[i] = target.data[i]! - stepRate * velocity[i]!;
        }
      }
      return { norm, rate: stepRate };
    },
    state: () => saved(step, moments),
    restore(state) {
      step = state.step;
      moments = restored(state.moments);
    },
  };
}
