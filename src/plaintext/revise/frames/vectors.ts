/** Vectors of short texts. */

/** One vector a text, in order, all of one length. */
export type EmbedTexts = (texts: readonly string[]) => readonly Float32Array[];

/** Inner product; the cosine of unit vectors. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
