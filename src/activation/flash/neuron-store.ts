/**
 * Resident neurons of one layer as a dense matrix of fixed size: deleted ones are overwritten by the last row, new ones
 * appended, so that nothing is ever allocated again and the product runs over rows as they lie. Their order does not
 * matter to the sum, and a resident neuron that does not fire adds zero: results are exact.
 */
import { MemoryError } from '../../errors/index.ts';

/** Rows of one layer. */
export class NeuronStore {
  readonly rows: Float32Array;
  readonly #width: number;
  readonly #capacity: number;
  readonly #neuronOf: Int32Array;
  readonly #rowOf = new Map<number, number>();
  #used = 0;
  #moved = 0;

  /** @param options `width` numbers a neuron, `capacity` neurons at most */
  constructor(options: { readonly width: number; readonly capacity: number }) {
    this.#width = options.width;
    this.#capacity = options.capacity;
    this.rows = new Float32Array(options.width * options.capacity);
    this.#neuronOf = new Int32Array(options.capacity);
  }

  /** Neurons held. */
  get used(): number {
    return this.#used;
  }

  /** Neurons that still fit. */
  get room(): number {
    return this.#capacity - this.#used;
  }

  /** Bytes moved so far to keep the rows dense. */
  get movedBytes(): number {
    return this.#moved;
  }

  /** Bytes of the whole matrix, used or not. */
  get capacityBytes(): number {
    return this.rows.byteLength;
  }

  /** Takes a new row for a neuron and returns where it starts. Throws `budget_exceeded` when all rows are used. */
  insert(neuron: number): number {
    if (this.#used >= this.#capacity) {
      throw new MemoryError('budget_exceeded', `all ${this.#capacity} resident neurons are in use`, {
        hint: 'raise the memory budget, or shorten the window',
      });
    }
    const row = this.#used++;
    this.#neuronOf[row] = neuron;
    this.#rowOf.set(neuron, row);
    return row * this.#width;
  }

  /** Forgets everything. */
  clear(): void {
    this.#used = 0;
    this.#rowOf.clear();
  }

  /** Forgets a neuron; one that is not held is no error. */
  remove(neuron: number): void {
    const row = this.#rowOf.get(neuron);
    if (row === undefined) return;
    const last = --this.#used;
    this.#rowOf.delete(neuron);
    if (row === last) return;
    this.rows.copyWithin(row * this.#width, last * this.#width, (last + 1) * this.#width);
    this.#moved += 4 * this.#width;
    this.#neuronOf[row] = this.#neuronOf[last]!;
    this.#rowOf.set(this.#neuronOf[row]!, row);
  }
}
