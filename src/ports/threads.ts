/** Threads that run one self-contained function over shared memory, each on its own arguments. */

/** Named typed arrays, as a task takes them; those over shared memory are seen by all threads. */
export type ThreadArrays = { readonly [name: string]: Float32Array | Int32Array };

/** Started threads. */
export type Threads = {
  readonly count: number;
  /** Runs the task once for every set of arguments (at most `count`) and returns when all are done. */
  run(tasks: readonly ThreadArrays[]): void;
  close(): Promise<void>;
};

/** Starts threads for a function whose text uses nothing from outside its body. */
export type StartThreads = (task: (arrays: never) => void, count: number) => Threads;
