/** Rotary position embedding (arXiv 2104.09864) in the half-split layout: channel i is paired with i + headSize/2. */
import type { TransformerConfig } from './transformer-config.ts';

/** Rotates vectors by position; positions may be fractional or negative, so a difference re-rotates. */
export type Rope = {
  /** Rotates `data[offset .. offset+headSize)` in place by `position` steps. */
  rotate(data: Float32Array, offset: number, position: number): void;
  /** Angular frequency of each pair. */
  readonly frequencies: Float64Array;
};

/** Frequencies of a configuration, Llama 3 scaling included. */
export function ropeFrequencies(
  config: Pick<TransformerConfig, 'headSize' | 'ropeBase' | 'ropeScaling'>,
): Float64Array {
  const half = config.headSize / 2;
  const scaling = config.ropeScaling;
  return Float64Array.from({ length: half }, (_, i) => {
    const frequency = config.ropeBase ** (-i / half);
    if (scaling === undefined) return frequency;
    const turns = (scaling.originalPositions * frequency) / (2 * Math.PI);
    if (turns < scaling.lowFrequencyFactor) return frequency / scaling.factor;
    if (turns > scaling.highFrequencyFactor) return frequency;
    const blend = (turns - scaling.lowFrequencyFactor) / (scaling.highFrequencyFactor - scaling.lowFrequencyFactor);
    return (1 - blend) * (frequency / scaling.factor) + blend * frequency;
  });
}

/** Makes a rotator that remembers the sines and cosines of whole positions below 65,536. */
export function makeRope(config: Pick<TransformerConfig, 'headSize' | 'ropeBase' | 'ropeScaling'>): Rope {
  const frequencies = ropeFrequencies(config);
  const half = frequencies.length;
  const known = new Map<number, Float64Array>();
  const anglesOf = (position: number): Float64Array => {
    const found = known.get(position);
    if (found !== undefined) return found;
    const pairs = new Float64Array(2 * half);
    for (let i = 0; i < half; i++) {
      pairs[i] = Math.cos(position * frequencies[i]!);
      pairs[half + i] = Math.sin(position * frequencies[i]!);
    }
    if (Number.isInteger(position) && Math.abs(position) < 65_536) known.set(position, pairs);
    return pairs;
  };
  return {
    frequencies,
    rotate(data, offset, position) {
      if (position === 0) return;
      const pairs = anglesOf(position);
      for (let i = 0; i < half; i++) {
        const a = data[offset + i]!;
        const b = data[offset + half + i]!;
        const cos = pairs[i]!;
        const sin = pairs[half + i]!;
        data[offset + i] = a * cos - b * sin;
        data[offset + half + i] = b * cos + a * sin;
      }
    },
  };
}
