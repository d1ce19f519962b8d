/**
 * Terms of documents, both ways round: rows (document -> terms with counts) for exact features of a candidate, and
 * postings (term -> documents with a code of count and length) for finding candidates. A main segment is built in bulk; additions go to
 * linked lists in typed arrays until the next merge.
 *
 * Nothing that is asked of a store depends on when it was merged, loaded or built: what a question finds at a moment is
 * found again by whoever derives that moment from the log.
 */

import { Champions } from './champions.ts';
import { bytesColumn, type Column, signedColumn, wordColumn } from './growable.ts';
import { postingCode } from './posting-code.ts';
import type { SectionArray } from './snapshot-file.ts';

export type PostingOptions = {
  /** BM25 saturation by which the best postings of a frequent term are told. Default 1.2. */
  readonly k1?: number;
  /** The same for length normalization. Default 0.75. */
  readonly b?: number;
};

/** Terms that more documents have than this are frequent: a store can give the best of their postings alone. */
export const championThreshold = 4096;
/** Documents fit 24 bits of a posting. */
export const maxDocuments: number = 1 << 24;

export class PostingStore {
  /** End of each document's row. */
  readonly rowEnds: Column<Uint32Array>;
  readonly rowTerms: Column<Uint32Array>;
  readonly rowCounts: Column<Uint8Array>;
  /** Tokens of each document. */
  readonly lengths: Column<Uint32Array>;
  /** Documents with the term that are alive. */
  readonly documentFrequencies: Column<Uint32Array>;
  /** Sum of lengths of the documents alive. */
  totalLength = 0;
  liveDocuments = 0;

  /** Documents below this one are in the main segment. */
  mainDocuments = 0;
  /** Terms below this one have main postings, `mainStarts[t]` to `mainStarts[t + 1]`. */
  mainStarts: Uint32Array = new Uint32Array(1);
  /** Document << 8 | code of count and length, ascending by document. */
  mainPostings: Uint32Array = new Uint32Array(0);

  /** Newest tail posting of a term, or -1. */
  readonly tailHeads: Column<Int32Array> = signedColumn();
  readonly tailNext: Column<Int32Array> = signedColumn();
  readonly tailPostings: Column<Uint32Array> = wordColumn();

  private readonly k1: number;
  private readonly b: number;
  private readonly champions: Champions;

  constructor(options: PostingOptions = {}, sections?: ReadonlyMap<string, SectionArray>) {
    this.k1 = options.k1 ?? 1.2;
    this.b = options.b ?? 0.75;
    this.champions = new Champions(this, { k1: this.k1, b: this.b });
    const at = <T extends SectionArray>(name: string): T | undefined => sections?.get(name) as T | undefined;
    this.rowEnds = wordColumn(at('rowEnds'));
    this.rowTerms = wordColumn(at('rowTerms'));
    this.rowCounts = bytesColumn(at('rowCounts'));
    this.lengths = wordColumn(at('lengths'));
    this.documentFrequencies = wordColumn(at('frequencies'));
    if (sections !== undefined) {
      this.mainStarts = at('mainStarts') as Uint32Array;
      this.mainPostings = at('mainPostings') as Uint32Array;
      const totals = at('totals') as Float64Array;
      this.totalLength = totals[0] as number;
      this.liveDocuments = totals[1] as number;
      this.mainDocuments = this.rowEnds.length;
      this.tailHeads.extend(this.documentFrequencies.length, -1);
    }
  }

  get documents(): number {
    return this.rowEnds.length;
  }

  get meanLength(): number {
    return this.liveDocuments === 0 ? 1 : this.totalLength / this.liveDocuments;
  }

  rowStart(document: number): number {
    return document === 0 ? 0 : (this.rowEnds.data[document - 1] as number);
  }

  /** Appends the next document; `terms` and `counts` hold `distinct` entries. */
  append(terms: Uint32Array, counts: Uint8Array, distinct: number, length: number): void {
    const document = this.rowEnds.length;
    for (let i = 0; i < distinct; i++) {
      const term = terms[i] as number;
      const count = counts[i] as number;
      this.rowTerms.push(term);
      this.rowCounts.push(count);
      this.documentFrequencies.extend(term + 1, 0);
      this.documentFrequencies.set(term, (this.documentFrequencies.data[term] as number) + 1);
      this.tailHeads.extend(term + 1, -1);
      this.tailNext.push(this.tailHeads.data[term] as number);
      this.tailHeads.data[term] = this.tailPostings.length;
      this.tailPostings.push(((document << 8) | postingCode(count, length)) >>> 0);
    }
    this.rowEnds.push(this.rowTerms.length);
    this.lengths.push(length);
    this.totalLength += length;
    this.liveDocuments++;
    for (let i = 0; i < distinct; i++)
      this.champions.offer(terms[i] as number, document, postingCode(counts[i] as number, length));
  }

  /** Postings of a term's best documents of which `alive` is 1, ascending; undefined for a term that is not frequent. */
  best(term: number, alive: Uint8Array): Uint32Array | undefined {
    if ((this.documentFrequencies.data[term] ?? 0) <= championThreshold) return undefined;
    return this.champions.of(term, alive);
  }

  /** Calls `each` with every document that has the term, in no order; also with those that were taken out since the last compaction. */
  eachDocument(term: number, each: (document: number) => void): void {
    const end = this.mainStarts[term + 1] ?? 0;
    for (let i = this.mainStarts[term] ?? end; i < end; i++) each((this.mainPostings[i] as number) >>> 8);
    if (term >= this.tailHeads.length) return;
    for (let at = this.tailHeads.data[term] as number; at >= 0; at = this.tailNext.data[at] as number)
      each((this.tailPostings.data[at] as number) >>> 8);
  }

  /** Takes a document out of the statistics; its postings stay until the next compaction. */
  forget(document: number): void {
    const end = this.rowEnds.data[document] as number;
    const length = this.lengths.data[document] as number;
    for (let i = this.rowStart(document); i < end; i++) {
      const term = this.rowTerms.data[i] as number;
      this.documentFrequencies.set(term, (this.documentFrequencies.data[term] as number) - 1);
      this.champions.drop(term, document, postingCode(this.rowCounts.data[i] as number, length));
    }
    this.totalLength -= length;
    this.liveDocuments--;
  }

  get tailDocuments(): number {
    return this.documents - this.mainDocuments;
  }

  /** Rebuilds the main segment over all rows by counting sort; the tail is empty afterwards. */
  merge(): void {
    const terms = this.documentFrequencies.length;
    const documents = this.documents;
    const rowTerms = this.rowTerms.data;
    const rowCounts = this.rowCounts.data;
    const starts = new Uint32Array(terms + 1);
    for (let i = 0; i < this.rowTerms.length; i++) {
      const next = (rowTerms[i] as number) + 1;
      starts[next] = (starts[next] as number) + 1;
    }
    for (let t = 0; t < terms; t++) starts[t + 1] = (starts[t + 1] as number) + (starts[t] as number);
    const fill = starts.slice(0, terms);
    const postings = new Uint32Array(this.rowTerms.length);
    let i = 0;
    for (let document = 0; document < documents; document++) {
      const end = this.rowEnds.data[document] as number;
      const length = this.lengths.data[document] as number;
      for (; i < end; i++) {
        const term = rowTerms[i] as number;
        const place = fill[term] as number;
        fill[term] = place + 1;
        postings[place] = ((document << 8) | postingCode(rowCounts[i] as number, length)) >>> 0;
      }
    }
    this.mainStarts = starts;
    this.mainPostings = postings;
    this.mainDocuments = documents;
    this.tailHeads.extend(terms, -1);
    this.tailHeads.own();
    this.tailHeads.data.fill(-1);
    this.tailNext.length = 0;
    this.tailPostings.length = 0;
  }

  /**
   * The rows of those documents that are alive, under the same document numbers (the others have none), with terms
   * renumbered; postings are built anew, so that nothing tells what the others held.
   */
  live(alive: Uint8Array, terms: { readonly numbers: Int32Array; readonly size: number }): PostingStore {
    const made = new PostingStore({ k1: this.k1, b: this.b });
    const { documents } = this;
    made.documentFrequencies.extend(terms.size, 0);
    made.rowTerms.own(this.rowTerms.length);
    made.rowCounts.own(this.rowTerms.length);
    for (const column of [made.rowEnds, made.lengths]) column.own(documents);
    const { numbers } = terms;
    // Documents that went are out of the frequencies already.
    for (let term = 0; term < numbers.length; term++)
      if ((numbers[term] as number) >= 0)
        made.documentFrequencies.data[numbers[term] as number] = this.documentFrequencies.data[term] as number;
    const rowEnds = this.rowEnds.data;
    const outEnds = made.rowEnds.data;
    made.lengths.data.set(this.lengths.data.subarray(0, documents));
    let filled = 0;
    // Neighbours that stay are copied in one piece.
    for (let first = 0; first < documents; ) {
      if (alive[first] !== 1) {
        made.lengths.data[first] = 0;
        outEnds[first] = filled;
        first++;
        continue;
      }
      const start = this.rowStart(first);
      let next = first;
      for (; next < documents && alive[next] === 1; next++) outEnds[next] = filled + (rowEnds[next] as number) - start;
      const end = rowEnds[next - 1] as number;
      renumber(this.rowTerms.data.subarray(start, end), made.rowTerms.data.subarray(filled), numbers);
      made.rowCounts.data.set(this.rowCounts.data.subarray(start, end), filled);
      filled += end - start;
      first = next;
    }
    made.rowTerms.length = filled;
    made.rowCounts.length = filled;
    for (const column of [made.rowEnds, made.lengths]) column.length = documents;
    made.totalLength = this.totalLength;
    made.liveDocuments = this.liveDocuments;
    if (this.tailDocuments > 0) made.merge();
    else this.copyPostings(made, alive, terms);
    return made;
  }

  /** Gives `made` the main postings of what is alive: those of terms that nothing removed has are copied as they are. */
  private copyPostings(
    made: PostingStore,
    alive: Uint8Array,
    { numbers, size }: { readonly numbers: Int32Array; readonly size: number },
  ): void {
    const isTouched = new Uint8Array(numbers.length);
    for (let document = 0; document < this.documents; document++) {
      if (alive[document] === 1) continue;
      const end = this.rowEnds.data[document] as number;
      for (let i = this.rowStart(document); i < end; i++) isTouched[this.rowTerms.data[i] as number] = 1;
    }
    const { mainStarts: from, mainPostings: postings } = this;
    const starts = new Uint32Array(size + 1);
    const kept = new Uint32Array(made.rowTerms.length);
    let filled = 0;
    for (let term = 0; term < numbers.length; term++) {
      const number = numbers[term] as number;
      if (number < 0) continue;
      const [start, end] = [from[term] ?? postings.length, from[term + 1] ?? postings.length];
      if (isTouched[term] === 0) {
        kept.set(postings.subarray(start, end), filled);
        filled += end - start;
      } else {
        for (let i = start; i < end; i++) {
          const posting = postings[i] as number;
          if (alive[posting >>> 8] === 1) kept[filled++] = posting;
        }
      }
      starts[number + 1] = filled;
    }
    made.mainStarts = starts;
    made.mainPostings = kept;
    made.mainDocuments = this.documents;
    made.tailHeads.extend(size, -1);
  }

  sections(): Map<string, SectionArray> {
    return new Map<string, SectionArray>([
      ['rowEnds', this.rowEnds.view()],
      ['rowTerms', this.rowTerms.view()],
      ['rowCounts', this.rowCounts.view()],
      ['lengths', this.lengths.view()],
      ['frequencies', this.documentFrequencies.view()],
      ['mainStarts', this.mainStarts],
      ['mainPostings', this.mainPostings],
      ['totals', Float64Array.of(this.totalLength, this.liveDocuments)],
    ]);
  }
}

/** Writes the new number of each term. */
function renumber(terms: Uint32Array, out: Uint32Array, numbers: Int32Array): void {
  for (let i = 0; i < terms.length; i++) out[i] = numbers[terms[i] as number] as number;
}
