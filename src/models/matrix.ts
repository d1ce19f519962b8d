/** The few dense operations of inference, on plain typed arrays. Matrices are row-major [outputs, inputs]. */

/**
 * `out[r, o] = sum_i x[r, i] * weight[o, i] (+ bias[o])` for `rows` rows. Four outputs share one pass over the input,
 * which is what keeps plain JavaScript near its multiply-add limit.
 */
export function linear(
  x: Float32Array,
  weight: Float32Array,
  shape: { readonly rows: number; readonly inputs: number; readonly outputs: number },
  bias?: Float32Array,
): Float32Array {
  const { rows, inputs, outputs } = shape;
  const out = new Float32Array(rows * outputs);
  const whole = outputs - (outputs % 4);
  for (let r = 0; r < rows; r++) {
    const from = r * inputs;
    for (let o = 0; o < whole; o += 4) {
      const w0 = o * inputs;
      const w1 = w0 + inputs;
      const w2 = w1 + inputs;
      const w3 = w2 + inputs;
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      for (let i = 0; i < inputs; i++) {
        const value = x[from + i]!;
        a += value * weight[w0 + i]!;
        b += value * weight[w1 + i]!;
        c += value * weight[w2 + i]!;
        d += value * weight[w3 + i]!;
      }
      const at = r * outputs + o;
      out[at] = a;
      out[at + 1] = b;
      out[at + 2] = c;
      out[at + 3] = d;
    }
    for (let o = whole; o < outputs; o++) {
      let sum = 0;
      for (let i = 0; i < inputs; i++) sum += x[from + i]! * weight[o * inputs + i]!;
      out[r * outputs + o] = sum;
    }
  }
  if (bias !== undefined) for (let i = 0; i < out.length; i++) out[i] = out[i]! + bias[i % outputs]!;
  return out;
}

/** Root-mean-square norm of each group of `width` numbers (arXiv 1910.07467). */
export function rmsNorm(x: Float32Array, weight: Float32Array, epsilon: number): Float32Array {
  const width = weight.length;
  const out = new Float32Array(x.length);
  for (let from = 0; from < x.length; from += width) {
    let sum = 0;
    for (let i = 0; i < width; i++) sum += x[from + i]! * x[from + i]!;
    const scale = 1 / Math.sqrt(sum / width + epsilon);
    for (let i = 0; i < width; i++) out[from + i] = x[from + i]! * scale * weight[i]!;
  }
  return out;
}

/** Softmax of the first `count` numbers, in place. An all -Infinity input becomes all zero. */
export function softmaxInPlace(scores: Float32Array | Float64Array, count: number): void {
  let highest = -Infinity;
  for (let i = 0; i < count; i++) if (scores[i]! > highest) highest = scores[i]!;
  if (highest === -Infinity) {
    scores.fill(0, 0, count);
    return;
  }
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const e = Math.exp(scores[i]! - highest);
    scores[i] = e;
    sum += e;
  }
  for (let i = 0; i < count; i++) scores[i] = scores[i]! / sum;
}

/** GELU in the tanh form. */
export function gelu(x: number): number {
  return 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
}

/** x times the logistic function. */
export function silu(x: number): number {
  return x / (1 + Math.exp(-x));
}

/** Index of the largest of `count` numbers from `offset`; the first of equals. */
export function argmax(values: Float32Array, offset = 0, count: number = values.length): number {
  let best = 0;
  for (let i = 1; i < count; i++) if (values[offset + i]! > values[offset + best]!) best = i;
  return best;
}
