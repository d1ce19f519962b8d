/** Starts threads that work beside the calling one. */
export type Workers = {
  /** Threads that could run beside the caller without taking its processor: 0 on a machine with one. */
  readonly spare: number;
  /**
   * Starts a thread that runs a script (CommonJS) with `given` as its worker data; shared memory in it stays shared. It
   * does not keep the process alive. `onFailure` is called when it ends by itself, with the reason;
   * `stop` settles when it has ended.
   */
  start(script: string, given: unknown, onFailure: (reason: string) => void): { stop(): Promise<void> };
};
