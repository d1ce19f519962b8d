/** Where time comes from. Injected, so that a run can be replayed exactly. */
export type Clock = {
  /** Milliseconds since the Unix epoch. */
  now(): number;
};
