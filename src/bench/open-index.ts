/** A memory with its index in sight: what measurements below the options of a memory look into. */
import type { TurnInput } from '../kernel/turn.ts';
import type { CubeIndex } from '../plaintext/index/cube-index.ts';
import type { RecallOptions, RecallResult } from '../plaintext/recall/types.ts';

export type OpenIndex = {
  observe(turns: readonly TurnInput[]): Promise<void>;
  /** As a memory's `recall`. */
  recall(query: string, options?: RecallOptions): Promise<RecallResult>;
  /** As it is now. */
  index(): CubeIndex;
  embedQuery(text: string): Promise<Float32Array | undefined>;
  close(): Promise<void>;
};

/** Opens an empty one, in RAM or over a file that is not there yet. */
export type OpenBenchIndex = (file?: string) => Promise<OpenIndex>;
