/** Asks a memory that was told some texts, ten days and a session apart. */
import type { Answer } from '../src/memory/memory.ts';
import { openMemory } from '../src/memory/open-memory.ts';

const tenDaysMs = 10 * 86_400_000;
const start = Date.UTC(2025, 3, 1, 9);

/** Its answer ten days after the last text. */
export async function askAfter(texts: readonly string[], question: string): Promise<Answer> {
  const memory = await openMemory({ path: ':memory:', clock: { now: () => start + (texts.length + 1) * tenDaysMs } });
  try {
    for (const [index, text] of texts.entries())
      await memory.observe({ session: `s${index}`, at: new Date(start + index * tenDaysMs).toISOString(), text });
    return await memory.ask(question);
  } finally {
    await memory.close();
  }
}
