/** The documents that some channel proposed in one recall, each once, in the order of first proposal until `settle`. */
import type { QueryContext } from './query-context.ts';
import { isAllowed } from './query-context.ts';

export class CandidateSet {
  documents: Uint32Array = new Uint32Array(256);
  count = 0;
  private readonly context: QueryContext;

  constructor(context: QueryContext) {
    this.context = context;
  }

  /** Place of a document, or -1. */
  place(document: number): number {
    return (this.context.scratch.places[document] as number) - 1;
  }

  /** Adds a document unless it is there or must not be returned. */
  add(document: number): void {
    const { places } = this.context.scratch;
    if (document < 0 || places[document] !== 0 || !isAllowed(this.context, document)) return;
    if (this.count === this.documents.length) {
      const next = new Uint32Array(this.documents.length * 2);
      next.set(this.documents);
      this.documents = next;
    }
    this.documents[this.count++] = document;
    places[document] = this.count;
  }

  /**
   * Puts the documents in ascending order, in which what is known of neighbors lies side by side in memory, and of
   * equal scores the older document comes first, as where every document is a candidate.
   */
  settle(): void {
    const { places } = this.context.scratch;
    const sorted = this.documents.subarray(0, this.count).sort();
    for (let i = 0; i < sorted.length; i++) places[sorted[i] as number] = i + 1;
  }

  /** Gives the shared scratch back; places are unknown afterwards. */
  release(): void {
    const { places } = this.context.scratch;
    for (let i = 0; i < this.count; i++) places[this.documents[i] as number] = 0;
  }
}
