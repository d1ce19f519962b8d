/** Exact match on updated values, and honest refusals, for a memory and for the statement that resembles the question most. */
import { openMemory } from '../../../memory/open-memory.ts';
import { Bm25Index } from '../../baselines/bm25-turns.ts';
import { exactMatch } from '../longmint/exact-match.ts';
import type { UpdateHaystack } from './update-haystacks.ts';
import type { UpdateSurface } from './update-surface.ts';

export type UpdateReader = (haystack: UpdateHaystack) => Promise<string | undefined>;

/** Percent. */
export type UpdateScores = {
  readonly exact: number;
  /** Answers with a value that no longer holds. */
  readonly outdated: number;
  /** Questions about what was never told that are not answered. */
  readonly refused: number;
};

/** A memory of this library; the answer is what `ask` says. */
export const memoryReader: UpdateReader = async ({ turns, question, at }) => {
  const memory = await openMemory({ embedder: false });
  try {
    await memory.observe(turns);
    const { found, text } = await memory.ask(question, { now: at, scope: { user: 'u' } });
    return found ? text : undefined;
  } finally {
    await memory.close();
  }
};

/** A reader that always answers: with the statement that BM25 ranks first, whatever it says, or with the newest. */
export const eagerReader: UpdateReader = async ({ turns, question }) => {
  const index = new Bm25Index();
  const texts = turns.filter(({ role }) => role === 'user').map(({ text }) => text);
  texts.forEach((text, at) => {
    index.add({ turnIds: [String(at)], at, text });
  });
  const [first] = index.search(question, 1).ranked;
  return texts.at(first === undefined ? -1 : Number(first.turnIds[0]));
};

/** A reader that finds any of the attribute's values in the statement that BM25 ranks first of those that hold one. */
export function relevanceReader(surface: UpdateSurface): UpdateReader {
  const values = new Map(surface.attributes.map((attribute) => [attribute.id, attribute.values]));
  return async ({ id, turns, question }) => {
    const own = values.get(id.split('-')[0] ?? '') ?? [];
    const index = new Bm25Index();
    const texts = turns.filter(({ role }) => role === 'user').map(({ text }) => text);
    texts.forEach((text, at) => {
      index.add({ turnIds: [String(at)], at, text });
    });
    for (const { turnIds } of index.search(question, texts.length).ranked) {
      const text = texts[Number(turnIds[0])] ?? '';
      const value = own.find((one) => new RegExp(`\\b${one}\\b`).test(text));
      if (value !== undefined) return value;
    }
    return undefined;
  };
}

const bare = (text: string): string =>
  text.replace(/^(?:an?|the|by|Dr\.?|on the|by the) /i, '').replace(/^Dr\.? /i, '');

/** Scores of a reader over haystacks. */
export async function scoreUpdateReader(
  read: UpdateReader,
  haystacks: readonly UpdateHaystack[],
  signal?: AbortSignal,
): Promise<UpdateScores> {
  let [exact, outdated, refused, asked, never] = [0, 0, 0, 0, 0];
  for (const haystack of haystacks) {
    signal?.throwIfAborted();
    const given = await read(haystack);
    const says = (value: string): boolean => given !== undefined && exactMatch(bare(given), value);
    if (haystack.answer === '') {
      never += 1;
      if (given === undefined) refused += 1;
      continue;
    }
    asked += 1;
    if (says(haystack.answer)) exact += 1;
    else if (haystack.old.some(says)) outdated += 1;
  }
  const percent = (part: number, whole: number): number => (whole === 0 ? 0 : (100 * part) / whole);
  return { exact: percent(exact, asked), outdated: percent(outdated, asked), refused: percent(refused, never) };
}
