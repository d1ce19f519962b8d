/**
 * Tunes token vectors and weights so that texts which belong together get similar sums: symmetric in-batch contrastive
 * loss (InfoNCE, arXiv 1807.03748) over the cosine of the two sums, AdaGrad on the rows that a batch touches.
 *
 * Half of every batch comes from one conversation partner, so that the negatives are what a memory really has to tell
 * apart: other things that the same person said. The spelling part is fixed; only its weight moves, with the token's.
 */
import { createRandom } from './training-pairs.mjs';

const smallestGroup = 300;

/** Draws indexes in proportion to weights. */
function createDrawing(weights, random) {
  const sums = new Float64Array(weights.length);
  let total = 0;
  weights.forEach((weight, i) => {
    total += weight;
    sums[i] = total;
  });
  return () => {
    const at = random() * total;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle] <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

/**
 * `pairs`: { a, b } as arrays of row numbers, { group, weight }. `base` (changed in place): `meaning` components a
 * row. `logWeights` (changed in place): one a row. `spellings`: `spelling` components a row, as a list of
 * [component, value] a row.
 */
export function tuneVectors({ pairs, base, logWeights, spellings, meaning, spelling }, settings) {
  const { batch, steps, temperature, rate, weightRate, groupShare, seed, report } = settings;
  const random = createRandom(seed);
  const width = meaning + spelling;
  const rows = logWeights.length;
  const drawAny = createDrawing(
    pairs.map((pair) => pair.weight),
    random,
  );
  const byGroup = new Map();
  pairs.forEach(({ group }, i) => {
    if (group === undefined) return;
    if (!byGroup.has(group)) byGroup.set(group, []);
    byGroup.get(group).push(i);
  });
  const groups = [...byGroup.values()].filter((members) => members.length >= smallestGroup);
  const drawGroup = createDrawing(
    groups.map((members) => Math.sqrt(members.length)),
    random,
  );

  const squares = new Float32Array(rows * meaning);
  const weightSquares = new Float32Array(rows);
  const slotOf = new Int32Array(rows).fill(-1);
  const gradients = [];
  const weightGradients = [];
  const texts = 2 * batch;
  const sums = new Float32Array(texts * width);
  const lengths = new Float32Array(texts);
  const slopes = new Float32Array(texts * width);
  const cosines = new Float32Array(batch * batch);
  let average = 0;

  for (let step = 0; step < steps; step++) {
    const chosen = new Set();
    const members = groups[drawGroup()];
    const fromGroup = Math.min(Math.floor(batch * groupShare), Math.floor(members.length / 2));
    while (chosen.size < fromGroup) chosen.add(members[Math.floor(random() * members.length)]);
    while (chosen.size < batch) chosen.add(drawAny());
    const drawn = [...chosen].map((i) => pairs[i]);
    const text = (t) => (t < batch ? drawn[t].a : drawn[t - batch].b);

    sums.fill(0);
    for (let t = 0; t < texts; t++) {
      const at = t * width;
      for (const row of text(t)) {
        const weight = Math.exp(logWeights[row]);
        const from = row * meaning;
        for (let d = 0; d < meaning; d++) sums[at + d] += weight * base[from + d];
        for (const [component, value] of spellings[row]) sums[at + meaning + component] += weight * value;
      }
      let square = 1e-12;
      for (let d = at; d < at + width; d++) square += sums[d] * sums[d];
      lengths[t] = Math.sqrt(square);
      for (let d = at; d < at + width; d++) sums[d] /= lengths[t];
    }

    // Softmax over rows and over columns; what is left in `cosines` is the slope of the loss.
    const rowTotals = new Float64Array(batch);
    const columnTotals = new Float64Array(batch);
    for (let i = 0; i < batch; i++) {
      for (let j = 0; j < batch; j++) {
        let dot = 0;
        for (let d = 0, x = i * width, y = (batch + j) * width; d < width; d++, x++, y++) dot += sums[x] * sums[y];
        const e = Math.exp((dot - 1) / temperature);
        cosines[i * batch + j] = e;
        rowTotals[i] += e;
        columnTotals[j] += e;
      }
    }
    let loss = 0;
    const scale = 1 / (2 * batch * temperature);
    for (let i = 0; i < batch; i++) {
      const own = cosines[i * batch + i];
      loss -= (Math.log(own / rowTotals[i]) + Math.log(own / columnTotals[i])) / (2 * batch);
      for (let j = 0; j < batch; j++) {
        const e = cosines[i * batch + j];
        cosines[i * batch + j] = scale * (e / rowTotals[i] + e / columnTotals[j] - (i === j ? 2 : 0));
      }
    }
    average = step === 0 ? loss : 0.98 * average + 0.02 * loss;

    slopes.fill(0);
    for (let i = 0; i < batch; i++) {
      for (let j = 0; j < batch; j++) {
        const g = cosines[i * batch + j];
        for (let d = 0, x = i * width, y = (batch + j) * width; d < width; d++, x++, y++) {
          slopes[x] += g * sums[y];
          slopes[y] += g * sums[x];
        }
      }
    }

    const touched = [];
    for (let t = 0; t < texts; t++) {
      const at = t * width;
      let along = 0;
      for (let d = at; d < at + width; d++) along += slopes[d] * sums[d];
      for (let d = at; d < at + width; d++) slopes[d] = (slopes[d] - along * sums[d]) / lengths[t];
      for (const row of text(t)) {
        let slot = slotOf[row];
        if (slot < 0) {
          slot = touched.length;
          slotOf[row] = slot;
          touched.push(row);
          if (gradients.length === slot) gradients.push(new Float32Array(meaning));
          gradients[slot].fill(0);
          weightGradients[slot] = 0;
        }
        const weight = Math.exp(logWeights[row]);
        const gradient = gradients[slot];
        const from = row * meaning;
        let dot = 0;
        for (let d = 0; d < meaning; d++) {
          gradient[d] += weight * slopes[at + d];
          dot += slopes[at + d] * base[from + d];
        }
        for (const [component, value] of spellings[row]) dot += slopes[at + meaning + component] * value;
        weightGradients[slot] += weight * dot;
      }
    }
    const decay = 1 - step / steps;
    touched.forEach((row, slot) => {
      slotOf[row] = -1;
      const g = weightGradients[slot];
      weightSquares[row] += g * g;
      logWeights[row] -= (decay * weightRate * g) / (Math.sqrt(weightSquares[row]) + 1e-6);
      const gradient = gradients[slot];
      const from = row * meaning;
      for (let d = 0; d < meaning; d++) {
        squares[from + d] += gradient[d] * gradient[d];
        base[from + d] -= (decay * rate * gradient[d]) / (Math.sqrt(squares[from + d]) + 1e-6);
      }
    });
    if (step % 100 === 0) report(step, average);
  }
  return average;
}
