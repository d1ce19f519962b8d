/** A memory of this library as a subject of the bench. */
import { MemoryError } from '../errors/index.ts';
import type { TurnInput } from '../kernel/turn.ts';
import type { RecallOptions, RecallResult } from '../plaintext/recall/types.ts';
import type { Subject, SubjectContext, SubjectFactory } from './subject.ts';

/** What the bench uses of a memory. */
export type MemoryLike = {
  observe(turns: readonly TurnInput[]): Promise<{
    readonly ids: readonly (string | undefined)[];
    readonly refused: readonly { readonly index: number; readonly reason: string }[];
  }>;
  recall(query: string, options?: RecallOptions): Promise<RecallResult>;
  close(): Promise<void>;
};

/** Turns observed in one call. */
const batchTurns = 1_000;

/**
 * Makes subjects of memories: `open` gives an empty one for each conversation, `recall` asks it with the recipe.
 * Turns that the memory refuses (admission) stay unfound; a turn that comes back under another id is an error.
 */
export function memorySubjects(open: (context: SubjectContext) => Promise<MemoryLike>): SubjectFactory {
  return async (context) => memorySubject(await open(context), context.recipe);
}

/** One memory as a subject. */
export function memorySubject(memory: MemoryLike, recipe: string): Subject {
  return {
    async ingest(turns) {
      for (let start = 0; start < turns.length; start += batchTurns) {
        const batch = turns.slice(start, start + batchTurns);
        const { ids } = await memory.observe(batch);
        for (const [index, id] of ids.entries()) {
          if (id === undefined || id === batch[index]?.id) continue;
          throw new MemoryError('internal', 'the memory renamed a turn, so evidence ids cannot be compared', {
            details: { given: batch[index]?.id, got: id },
          });
        }
      }
    },
    async recall(query, k, { at }) {
      const result = await memory.recall(query, { limit: k, recipe, ...(at === undefined ? {} : { now: at }) });
      return { ranked: result.hits.map((hit) => ({ turnIds: hit.sources })), confidence: result.confidence };
    },
    close: () => memory.close(),
  };
}
