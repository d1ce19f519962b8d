/** Learned weights as they are kept: rows of names and numbers, with tabs between them. */

/** Weights by feature, in logits; `unit` is what one stands for. */
export function weightTable(rows: readonly string[], unit: number): ReadonlyMap<string, readonly number[]> {
  const table = new Map<string, readonly number[]>();
  for (const row of rows) {
    const parts = row.split('\t');
    for (let at = 0; at + 1 < parts.length; at += 2)
      table.set(
        parts[at] as string,
        (parts[at + 1] as string).split(' ').map((one) => Number(one) * unit),
      );
  }
  return table;
}
