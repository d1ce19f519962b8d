/**
 * Count and length in one byte: what a posting says besides its document, so that a scan looks nowhere else. Two bits
 * of count and six of length (in steps of 13%): the weight of one or two occurrences is within 7% of the exact one,
 * which candidates get later. It depends on the text alone, so it never has to be made again.
 */

/** What the four classes of count stand for: one, two, three or four, more. */
const counts: readonly number[] = [1, 2, 3.4, 6.5];
const lengthClasses = 64;
const step = 1.13;
/** Shortest length of the last class: longer texts count as this long. */
const tabled = Math.ceil(step ** (lengthClasses - 1));

const classes = Uint8Array.from({ length: tabled }, (_, length) =>
  Math.min(lengthClasses - 1, Math.round(Math.log(Math.max(1, length)) / Math.log(step))),
);

/** The byte of a count and the tokens of the text. */
export function postingCode(count: number, length: number): number {
  const countClass = count < 3 ? count - 1 : count < 5 ? 2 : 3;
  const lengthClass = length < tabled ? (classes[length] as number) : lengthClasses - 1;
  return (countClass << 6) | lengthClass;
}

/** BM25's saturated count of every code, 0 to 1. */
export function codeShares(
  mean: number,
  { k1, b }: { readonly k1: number; readonly b: number },
  into: Float32Array = new Float32Array(256),
): Float32Array {
  for (let code = 0; code < 256; code++) {
    const count = counts[code >> 6] as number;
    const norm = k1 * (1 - b + (b * step ** (code & 63)) / mean);
    into[code] = count / (count + norm);
  }
  return into;
}
