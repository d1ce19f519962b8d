/**
 * The vectors before training: SIF weights from frequency ranks, the common component taken out (Arora, Liang, Ma,
 * ICLR 2017).
 */

/** SIF's a. */
const smoothing = 1e-3;

/** Leading eigenvector of a symmetric matrix, by power iteration. */
function leadingDirection(matrix, size) {
  let v = new Float64Array(size).fill(1 / Math.sqrt(size));
  for (let round = 0; round < 200; round++) {
    const next = new Float64Array(size);
    for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) next[i] += matrix[i * size + j] * v[j];
    const length = Math.hypot(...next);
    v = next.map((x) => x / length);
  }
  return v;
}

/**
 * `ranks`: frequency rank of each kept word in the source; `vectors`: their source vectors.
 * Returns centered vectors of mean square length 1, and one weight a word.
 */
export function baseVectors(ranks, vectors, dimensions) {
  const count = ranks.length;
  const frequency = Float64Array.from(ranks, (rank) => 1 / (rank + 10));
  const total = frequency.reduce((sum, x) => sum + x, 0);
  const weights = new Float32Array(count);
  const mean = new Float64Array(dimensions);
  let mass = 0;
  for (let i = 0; i < count; i++) {
    const p = frequency[i] / total;
    weights[i] = smoothing / (smoothing + p);
    const share = p * weights[i];
    mass += share;
    for (let d = 0; d < dimensions; d++) mean[d] += share * vectors[i * dimensions + d];
  }
  const centered = new Float32Array(count * dimensions);
  const scatter = new Float64Array(dimensions * dimensions);
  for (let i = 0; i < count; i++) {
    const share = (frequency[i] / total) * weights[i];
    const at = i * dimensions;
    for (let d = 0; d < dimensions; d++) centered[at + d] = vectors[at + d] - mean[d] / mass;
    for (let d = 0; d < dimensions; d++) {
      for (let e = 0; e < dimensions; e++) scatter[d * dimensions + e] += share * centered[at + d] * centered[at + e];
    }
  }
  const common = leadingDirection(scatter, dimensions);
  let squares = 0;
  for (let i = 0; i < count; i++) {
    const at = i * dimensions;
    let along = 0;
    for (let d = 0; d < dimensions; d++) along += centered[at + d] * common[d];
    for (let d = 0; d < dimensions; d++) {
      centered[at + d] -= along * common[d];
      squares += centered[at + d] ** 2;
    }
  }
  const factor = 1 / Math.sqrt(squares / count);
  for (let i = 0; i < centered.length; i++) centered[i] *= factor;
  return { base: centered, weights };
}
