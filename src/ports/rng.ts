/** Where randomness comes from. Injected and splittable, so that a run can be replayed exactly. */
export type Rng = {
  /** Uniform in [0, 1). */
  next(): number;
  /** An independent stream; the same label always gives the same stream. */
  split(label: string): Rng;
};
