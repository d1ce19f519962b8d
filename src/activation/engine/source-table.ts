/** Which records or turns cached slots came from. A merged slot can come from several, so entries are sets. */

/** A version of a record or turn. */
export type SourceRef = { readonly id: string; readonly version: number };

const keyOf = (refs: readonly SourceRef[]): string => JSON.stringify(refs.map(({ id, version }) => [id, version]));

/** Interned source sets; slots hold indices, -1 for no source. */
export class SourceTable {
  readonly #entries: (readonly SourceRef[])[] = [];
  readonly #index = new Map<string, number>();

  /** Index of a set, the same for equal sets. */
  intern(refs: readonly SourceRef[]): number {
    if (refs.length === 0) return -1;
    const sorted = [...refs].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.version - b.version));
    const unique = sorted.filter(
      (r, i) => i === 0 || r.id !== sorted[i - 1]!.id || r.version !== sorted[i - 1]!.version,
    );
    const key = keyOf(unique);
    let index = this.#index.get(key);
    if (index === undefined) {
      index = this.#entries.push(unique) - 1;
      this.#index.set(key, index);
    }
    return index;
  }

  /** The set of an index; empty for -1. */
  get(index: number): readonly SourceRef[] {
    return index < 0 ? [] : this.#entries[index]!;
  }

  /** Index of the union of several entries. */
  union(indices: readonly number[]): number {
    return this.intern(indices.flatMap((index) => this.get(index)));
  }

  /** All sets, in index order. */
  entries(): readonly (readonly SourceRef[])[] {
    return this.#entries;
  }

  /** A copy. */
  clone(): SourceTable {
    const copy = new SourceTable();
    for (const refs of this.#entries) copy.intern(refs);
    return copy;
  }
}
