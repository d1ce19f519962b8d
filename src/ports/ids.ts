/** Where identifiers come from. */
export type Ids = {
  /** A new identifier; `kind` becomes its readable prefix (`fact` -> `fact_01j...`). */
  next(kind: string): string;
};
