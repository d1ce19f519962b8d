/** Where unpredictable bytes come from (keys, salts). Injected like the clock, so that a run can be replayed exactly. */
export type Entropy = {
  /** `length` fresh bytes. */
  bytes(length: number): Uint8Array;
};
