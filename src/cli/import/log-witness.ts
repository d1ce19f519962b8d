/** Tells whether a cube's log still holds what an earlier import wrote: a restore may have taken it away. */
import type { LogMark } from './import-state.ts';

export type LogWitness = {
  /** The end of the log. */
  head(): Promise<LogMark>;
  /** True when the log still has this entry, and so everything that was before it. */
  holds(mark: LogMark | undefined): Promise<boolean>;
  close(): Promise<void>;
};

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Reads the log of the cube at `path` beside the memory that has it open. */
export async function openLogWitness(path: string): Promise<LogWitness> {
  const { openSqliteStore } = await import('../../adapters/sqlite/index.ts');
  const store = await openSqliteStore(path, { readOnly: true });
  return {
    head: async () => {
      const { seq, hash } = await store.head();
      return { seq, hash: hex(hash) };
    },
    holds: async (mark) => {
      if (mark === undefined) return false;
      if (mark.seq === 0) return true;
      if ((await store.head()).seq < mark.seq) return false;
      const [entry] = await store.changes(mark.seq - 1, 1);
      return entry !== undefined && hex(entry.hash) === mark.hash;
    },
    close: () => store.close(),
  };
}
