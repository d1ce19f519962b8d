/** What a memory answers to the LongMINT twin through its own verbs: `observe` for each record, `facts.ask` for each question. */
import { openMemory } from '../../../memory/open-memory.ts';
import type { Embedder } from '../../../ports/embedder.ts';
import type { LongmintStream } from './longmint-stream.ts';
import type { LongmintSubject } from './longmint-subjects.ts';

/**
 * Runs a memory over the streams, one in memory for each; the subject gives back what it answered, an empty text where
 * it refused. In people's talk it answers only what rests on enough, so it answers less than a course of its own does.
 */
export async function productSubject(
  streams: readonly LongmintStream[],
  { embedder, signal }: { readonly embedder: Embedder; readonly signal?: AbortSignal | undefined },
): Promise<LongmintSubject> {
  const answers = new Map<LongmintStream, readonly string[]>();
  for (const stream of streams) {
    signal?.throwIfAborted();
    const memory = await openMemory({ embedder });
    try {
      await memory.observe(stream.records.map(({ id, text, at }) => ({ session: 's', id, at, role: 'user', text })));
      const own: string[] = [];
      for (const { text } of stream.questions) own.push((await memory.facts.ask(text))?.text ?? '');
      answers.set(stream, own);
    } finally {
      await memory.close();
    }
  }
  return { name: 'facts.ask', answer: (stream) => answers.get(stream) ?? [] };
}
