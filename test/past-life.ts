/** A memory of a given size that is asked at several moments of its life, and asked again about each of them later. */
import { speedCorpus } from '../src/bench/speed-corpus.ts';
import type { Memory } from '../src/memory/memory.ts';
import { openMemory } from '../src/memory/open-memory.ts';
import { fixedClock } from '../src/testing/fixed-clock.ts';
import { seededRng } from '../src/testing/seeded-rng.ts';

export type PastLife = {
  /** Turns at the first moment and units (turns and records) at the last. */
  readonly turns: number;
  readonly units: number;
  /** What was said at each moment, and what a view of it says in the end: one text a question. */
  readonly moments: readonly { readonly first: readonly string[]; readonly again: readonly string[] }[];
  /** What the views say of themselves. */
  readonly faithful: readonly boolean[];
  /** What is said in the end. */
  readonly now: readonly string[];
};

const dayMs = 86_400_000;
const asked = 12;
const growths = [1, 1.2, 1.4, 1.6];

/**
 * Grows by calls of any size over a file, with changed standings, revisions, ticks, an index built anew, and closing in
 * between; in the end the memory holds twice the turns.
 */
export async function livePast(path: string, turns: number, seed: number): Promise<PastLife> {
  const rng = seededRng(seed);
  const clock = fixedClock(Date.UTC(2026, 0, 5, 9));
  const corpus = speedCorpus(2 * turns, asked, seed);
  // Stop words have lists of their own, and a year proposes what was said in it.
  const questions = corpus.questions.map((question, place) =>
    place % 3 === 0 ? `${question.replace('?', '')} in 2023, of all that I had to do with it?` : question,
  );
  const ask = async (view: Pick<Memory, 'recall' | 'context'>): Promise<string[]> => {
    const words: string[] = [];
    for (const question of questions) {
      const { hits, confidence, abstain, strategy, passes } = await view.recall(question, { limit: 10, explain: true });
      words.push(JSON.stringify({ hits, confidence, abstain, strategy, passes }));
    }
    const { text, tokens, hits } = await view.context(questions[0] as string, { budgetTokens: 900 });
    return [...words, JSON.stringify({ text, tokens, hits })];
  };

  let memory = await openMemory({ path, clock });
  try {
    let told = 0;
    const grow = async (to: number): Promise<void> => {
      while (told < to) {
        const next = Math.min(to, told + 1 + Math.floor(rng.next() * (rng.next() < 0.5 ? 6 : 400)));
        clock.advance(60_000);
        await memory.observe(corpus.turns.slice(told, next));
        told = next;
      }
    };
    const change = async (): Promise<void> => {
      const { items } = await memory.list({ limit: 200 });
      const some = (): string[] =>
        Array.from({ length: Math.ceil(turns / 400) }, () => items[Math.floor(rng.next() * items.length)]?.id ?? '');
      clock.advance(60_000);
      await memory.forget({ ids: some() }, { mode: 'archive' });
      await memory.forget({ ids: some() }, { mode: 'fade' });
      const archived = await memory.list({ limit: 1, archived: true });
      await memory.restore(archived.items.map(({ id }) => id));
      const { id } = await memory.remember({ kind: 'concept', text: 'The market was closed in May.' });
      await memory.update(id, { text: 'The bridge was closed in May.', reason: 'looked again' });
      await memory.tick();
    };
    const said: { readonly at: number; readonly first: readonly string[] }[] = [];
    for (const [step, growth] of growths.entries()) {
      await grow(Math.ceil(turns * growth));
      for (const _ of [1, 2]) {
        // What holds is known: a recall that finds much unread says so, and leaves hits unmarked.
        await memory.state.tracks();
        clock.advance(dayMs);
        said.push({ at: clock.now(), first: await ask(memory) });
        clock.advance(60_000);
        await change();
      }
      if (step === 1) await memory.reindex();
      if (step === 2) {
        await memory.close();
        memory = await openMemory({ path, clock });
      }
    }
    await grow(2 * turns);
    const moments: { first: readonly string[]; again: readonly string[] }[] = [];
    const faithful: boolean[] = [];
    for (const { at, first } of said) {
      const view = memory.asOf({ known: at });
      faithful.push((await view.fidelity()).faithful);
      moments.push({ first, again: await ask(view) });
    }
    const { turns: kept, records } = await memory.stats();
    const units = kept + Object.values(records).reduce((sum, count) => sum + count, 0);
    return { turns, units, moments, faithful, now: await ask(memory) };
  } finally {
    await memory.close();
  }
}
