/** Spelling vectors: the same few components, with the same signs, for the same seed (Achlioptas 2003, made sparser). */

const nonzeros = 8;
const scale = 1 / Math.sqrt(nonzeros);

/**
 * Adds the vector of `seed`, of about the length `weight`, to the components `offset` to `offset + components` of
 * `target`.
 */
export function addSpelling(
  target: Float64Array,
  place: { readonly offset: number; readonly components: number },
  seed: number,
  weight: number,
): void {
  const { offset, components } = place;
  if (components === 0) return;
  const step = weight * scale;
  let state = seed | 0;
  for (let i = 0; i < nonzeros; i += 2) {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
    bits = Math.imul(bits ^ (bits >>> 12), 0x297a2d39);
    bits ^= bits >>> 15;
    // Two components from one word of bits: 15 bits of place and one of sign each.
    const first = offset + (((bits >>> 17) * components) >>> 15);
    const second = offset + ((((bits >>> 2) & 0x7fff) * components) >>> 15);
    target[first] = target[first]! + (bits & 1 ? step : -step);
    target[second] = target[second]! + (bits & 2 ? step : -step);
  }
}
