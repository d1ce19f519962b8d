/** Which half of a 64-bit number is the upper one here. */
const high = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 1 : 0;

/**
 * The best documents of a stream of scores, in a binary heap of fixed size. Of equal scores the lower document is the
 * better one, so that the order in which they are offered changes nothing.
 */
export class TopDocuments {
  readonly documents: Uint32Array;
  readonly scores: Float32Array;
  count = 0;
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
    this.documents = new Uint32Array(limit);
    this.scores = new Float32Array(limit);
  }

  /** Least score that may still enter. */
  get threshold(): number {
    return this.count < this.limit ? Number.NEGATIVE_INFINITY : (this.scores[0] as number);
  }

  offer(document: number, score: number): void {
    if (this.count < this.limit) {
      let place = this.count++;
      while (place > 0) {
        const parent = (place - 1) >> 1;
        if (!this.isWorse(document, score, parent)) break;
        this.move(parent, place);
        place = parent;
      }
      this.put(place, document, score);
    } else if (!this.isWorse(document, score, 0)) this.sift(document, score, this.count);
  }

  /** Orders best first, equal scores by ascending document; nothing may be offered afterwards. */
  finish(): this {
    const { documents, scores, count } = this;
    // Sorted as whole numbers of 64 bits, which engines do without calling back: the score's bits, turned so that
    // greater scores come first, above the document.
    const keys = new BigUint64Array(count);
    const halves = new Uint32Array(keys.buffer);
    const bits = new Uint32Array(scores.buffer, scores.byteOffset, count);
    for (let i = 0; i < count; i++) {
      const word = bits[i] as number;
      halves[2 * i + high] = word >>> 31 === 1 ? word : ~word & 0x7fffffff;
      halves[2 * i + 1 - high] = documents[i] as number;
    }
    keys.sort();
    for (let i = 0; i < count; i++) {
      const word = halves[2 * i + high] as number;
      bits[i] = word >>> 31 === 1 ? word : ~word & 0x7fffffff;
      documents[i] = halves[2 * i + 1 - high] as number;
    }
    return this;
  }

  private sift(document: number, score: number, count: number): void {
    const { scores, documents } = this;
    let place = 0;
    for (;;) {
      let child = place * 2 + 1;
      if (child >= count) break;
      const beside = child + 1;
      if (beside < count && this.isWorse(documents[beside] as number, scores[beside] as number, child)) child = beside;
      if (this.isWorse(document, score, child)) break;
      this.move(child, place);
      place = child;
    }
    this.put(place, document, score);
  }

  private isWorse(document: number, score: number, than: number): boolean {
    const other = this.scores[than] as number;
    return score < other || (score === other && document > (this.documents[than] as number));
  }

  private move(from: number, to: number): void {
    this.documents[to] = this.documents[from] as number;
    this.scores[to] = this.scores[from] as number;
  }

  private put(place: number, document: number, score: number): void {
    this.documents[place] = document;
    // No negative zero, which would sort behind zero.
    this.scores[place] = score + 0;
  }
}
