/**
 * Plain BM25 over turns: the anchor that every recipe is compared with. k1 1.2, b 0.75,
 * idf = ln(1 + (N - n + 0.5) / (n + 0.5)), text = speaker (else role) + ': ' + text.
 */
import type { TurnInput } from '../../kernel/turn.ts';
import { byScore, type Scored } from '../metrics/ranking.ts';
import type { Ranking, Subject } from '../subject.ts';
import { bm25Terms } from './bm25-terms.ts';

const k1 = 1.2;
const b = 0.75;

/** What is indexed of a turn, here and in every lexical baseline. */
export function baselineText(turn: TurnInput): string {
  return `${turn.speaker ?? turn.role ?? 'user'}: ${turn.text}`;
}

/** A document of the index: `turnIds` are shown when it is found. */
export type Bm25Document = { readonly turnIds: readonly string[]; readonly at: number; readonly text: string };

/** BM25 over any documents; exhaustive over the postings of the query's terms. */
export class Bm25Index {
  readonly #documents: Bm25Document[] = [];
  readonly #lengths: number[] = [];
  readonly #postings = new Map<string, { readonly documents: number[]; readonly counts: number[] }>();
  #totalLength = 0;

  add(document: Bm25Document): void {
    const number = this.#documents.length;
    const counts = new Map<string, number>();
    let length = 0;
    for (const term of bm25Terms(document.text)) {
      counts.set(term, (counts.get(term) ?? 0) + 1);
      length += 1;
    }
    for (const [term, count] of counts) {
      const list = this.#postings.get(term) ?? { documents: [], counts: [] };
      list.documents.push(number);
      list.counts.push(count);
      this.#postings.set(term, list);
    }
    this.#documents.push(document);
    this.#lengths.push(length);
    this.#totalLength += length;
  }

  /** The k best documents; documents without any of the terms are not ranked. `confidence` is the best score. */
  search(query: string, k: number): Ranking {
    const scores = new Map<number, number>();
    const total = this.#documents.length;
    const meanLength = total === 0 ? 1 : this.#totalLength / total;
    for (const term of new Set(bm25Terms(query))) {
      const list = this.#postings.get(term);
      if (list === undefined) continue;
      const n = list.documents.length;
      const idf = Math.log(1 + (total - n + 0.5) / (n + 0.5));
      for (const [index, number] of list.documents.entries()) {
        const count = list.counts[index] as number;
        const norm = k1 * (1 - b + (b * (this.#lengths[number] as number)) / meanLength);
        scores.set(number, (scores.get(number) ?? 0) + (idf * count * (k1 + 1)) / (count + norm));
      }
    }
    const ranked: (Scored & { number: number })[] = [...scores].map(([number, score]) => {
      const document = this.#documents[number] as Bm25Document;
      return { number, score, at: document.at, id: document.turnIds[0] ?? '' };
    });
    ranked.sort(byScore);
    return {
      ranked: ranked.slice(0, k).map(({ number }) => ({ turnIds: (this.#documents[number] as Bm25Document).turnIds })),
      confidence: ranked[0]?.score ?? 0,
    };
  }
}

/** Time of a turn for tie-breaking, milliseconds since the epoch; 0 when it has none. */
export function turnTime(turn: TurnInput): number {
  if (typeof turn.at === 'number') return turn.at;
  return turn.at === undefined ? 0 : new Date(turn.at).getTime();
}

/** BM25 with one document a turn. */
export function bm25Turns(): Subject {
  const index = new Bm25Index();
  return {
    async ingest(turns) {
      for (const turn of turns) {
        index.add({ turnIds: [turn.id ?? ''], at: turnTime(turn), text: baselineText(turn) });
      }
    },
    async recall(query, k) {
      return index.search(query, k);
    },
    async close() {},
  };
}
