/** What the classifier needs of an embedder: the meaning of single words and of whole texts, at once. */

/** One vector a text, in order; of one space, whose name `id` is. */
export type TextVectors = {
  readonly id: string;
  embedSync(texts: readonly string[]): Float32Array[];
};

/** Leading components that hold meaning; those of spelling follow. */
export const meaningComponents = 100;

/** The meaning of a text, of length one; zeros where nothing is known. */
export function meaningOf(vectors: TextVectors, text: string): Float32Array {
  const [vector] = vectors.embedSync([text]) as [Float32Array];
  const meaning = vector.slice(0, meaningComponents);
  let squares = 0;
  for (const one of meaning) squares += one * one;
  if (squares < 1e-12) return meaning;
  const factor = 1 / Math.sqrt(squares);
  for (let at = 0; at < meaning.length; at += 1) meaning[at] = (meaning[at] as number) * factor;
  return meaning;
}
