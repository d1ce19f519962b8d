/**
 * Pseudo-relevance feedback: words that the first hits share and the question lacks (Rocchio 1971, in the relevance
 * form of Lavrenko and Croft 2001: each hit's words by its share of the score), damped so that they break ties and
 * find neighbors in words but never outvote the question.
 */
import { isStopWord } from '../index/stop-words.ts';
import type { IndexedTerm, QueryContext } from './query-context.ts';
import { idf } from './query-context.ts';

/** Hits that are believed. */
const believed = 4;
const added = 8;
/** Weight of the best added word, relative to a word of the question. */
const damping = 0.25;

/** Terms that the best hits (documents, best first, with their scores) share. */
export function feedbackTerms(
  context: QueryContext,
  hits: readonly { readonly document: number; readonly score: number }[],
): IndexedTerm[] {
  const { words, terms } = context.index;
  const own = new Set(context.terms.map((term) => term.number));
  const names = new Set(context.parsed.speakers.map((name) => name.toLowerCase()));
  const live = Math.max(1, words.liveDocuments);
  const mass = new Map<number, { score: number; hits: number }>();
  for (const { document, score } of hits.slice(0, believed)) {
    const end = words.rowEnds.data[document] as number;
    const length = Math.max(4, words.lengths.data[document] as number);
    for (let i = words.rowStart(document); i < end; i++) {
      const number = words.rowTerms.data[i] as number;
      if (own.has(number)) continue;
      const known = mass.get(number) ?? { score: 0, hits: 0 };
      known.score += (score * Math.min(2, words.rowCounts.data[i] as number)) / Math.sqrt(length);
      known.hits += 1;
      mass.set(number, known);
    }
  }
  const rated = [...mass]
    .filter(([number, { hits: holders }]) => {
      const text = terms.text(number);
      return holders > 1 && text.length > 2 && !isStopWord(text) && !names.has(text);
    })
    .map(([number, { score }]) => {
      const documentFrequency = words.documentFrequencies.data[number] as number;
      return {
        number,
        documentFrequency,
        rarity: idf(live, documentFrequency),
        rate: score * idf(live, documentFrequency),
      };
    })
    // By the word, not by its number: numbers depend on when the index was built.
    .sort((a, b) => b.rate - a.rate || (terms.text(a.number) < terms.text(b.number) ? -1 : 1))
    .slice(0, added);
  const most = rated[0]?.rate ?? 0;
  return rated.map(({ number, documentFrequency, rarity, rate }) => ({
    term: terms.text(number),
    number,
    weight: (damping * rarity * rate) / most,
    documentFrequency,
    content: false,
  }));
}
