/** The best documents of a stream of scores, in a binary heap of fixed size. */
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

  /** Least score that still enters. */
  get threshold(): number {
    return this.count < this.limit ? Number.NEGATIVE_INFINITY : (this.scores[0] as number);
  }

  offer(document: number, score: number): void {
    const { scores } = this;
    if (this.count < this.limit) {
      let place = this.count++;
      while (place > 0) {
        const parent = (place - 1) >> 1;
        if ((scores[parent] as number) <= score) break;
        this.move(parent, place);
        place = parent;
      }
      this.put(place, document, score);
    } else if (score > (scores[0] as number)) this.sift(document, score, this.count);
  }

  /** Orders best first, equal scores by ascending document; nothing may be offered afterwards. */
  finish(): this {
    const order = Array.from({ length: this.count }, (_, i) => i);
    const { documents, scores } = this;
    order.sort(
      (a, b) => (scores[b] as number) - (scores[a] as number) || (documents[a] as number) - (documents[b] as number),
    );
    const sortedDocuments = order.map((i) => documents[i] as number);
    const sortedScores = order.map((i) => scores[i] as number);
    documents.set(sortedDocuments);
    scores.set(sortedScores);
    return this;
  }

  private sift(document: number, score: number, count: number): void {
    const { scores } = this;
    let place = 0;
    for (;;) {
      let child = place * 2 + 1;
      if (child >= count) break;
      if (child + 1 < count && (scores[child + 1] as number) < (scores[child] as number)) child++;
      if ((scores[child] as number) >= score) break;
      this.move(child, place);
      place = child;
    }
    this.put(place, document, score);
  }

  private move(from: number, to: number): void {
    this.documents[to] = this.documents[from] as number;
    this.scores[to] = this.scores[from] as number;
  }

  private put(place: number, document: number, score: number): void {
    this.documents[place] = document;
    this.scores[place] = score;
  }
}
