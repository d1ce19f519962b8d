/** Palimpsest itself as a subject of the retrieval benchmark: one memory in RAM for each conversation. */
import type { Subject, SubjectContext } from '../../bench/index.ts';
import { openMemory } from '../../memory/open-memory.ts';

/** A fresh memory; recalls with the recipe that is measured. */
export async function memorySubject({ recipe }: SubjectContext): Promise<Subject> {
  const memory = await openMemory({ path: ':memory:' });
  return {
    ingest: async (turns) => {
      await memory.observe(turns);
    },
    recall: async (query, k, { at }) => {
      const { hits, confidence } = await memory.recall(query, {
        limit: k,
        ...(recipe === 'default' ? {} : { recipe }),
        ...(at === undefined ? {} : { now: at }),
      });
      return { ranked: hits.map((hit) => ({ turnIds: hit.sources })), confidence };
    },
    close: () => memory.close(),
  };
}
