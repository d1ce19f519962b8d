/**
 * Feed-forward layers that stay on disk: a predictor names the neurons of a token, those not in memory are read, the
 * rest of the last tokens' is reused. Every read of the file is counted here, and nothing else reads it.
 */
import { MemoryError } from '../../errors/index.ts';
import type { FeedForward, Transformer } from '../../models/transformer.ts';
import { type NeuronFileShape, neuronBytes, positionOf, type ReadAt, readNeuronShape } from './neuron-file.ts';
import { NeuronStore } from './neuron-store.ts';
import type { NeuronPredictor } from './predictor.ts';
import type { Residency } from './residency.ts';

/** Settings. */
export type FlashOptions = {
  readonly model: Transformer;
  readonly read: ReadAt;
  readonly predictor: NeuronPredictor;
  /** Makes the rule of one layer. */
  readonly residency: (layer: number) => Residency;
  /** Neurons of each layer that memory has room for (see `splitBudget`). */
  readonly capacities: readonly number[];
  /** Gap between two neurons, bytes, that is read over rather than skipped (default 0; see `worthReadingOver`). */
  readonly readOverBytes?: number;
};

/** What was done so far. */
export type FlashCounts = {
  readonly tokens: number;
  readonly reads: number;
  readonly bytes: number;
  /** Neurons read. */
  readonly loaded: number;
  /** Neurons that tokens needed, resident or not. */
  readonly needed: number;
  readonly movedBytes: number;
  readonly flops: number;
  /** Most bytes of neurons in use at once, and the fixed size of their matrices. */
  readonly peakBytes: number;
  readonly budgetBytes: number;
  /** Times that the window had to give way to the budget. */
  readonly squeezed: number;
  /** Times that one token needed more than fits, and was computed in parts. */
  readonly overflowed: number;
};

/** A model whose feed-forward weights are on disk. */
export class FlashModel {
  readonly #options: FlashOptions;
  readonly #shape: NeuronFileShape;
  readonly #stores: NeuronStore[];
  readonly #rules: Residency[];
  #counts = { tokens: 0, reads: 0, bytes: 0, loaded: 0, needed: 0, flops: 0, peakBytes: 0, squeezed: 0, overflowed: 0 };

  /** Throws `incompatible` when the file is of another model, `invalid_input` for capacities that are none. */
  constructor(options: FlashOptions) {
    const { model, read, residency, capacities } = options;
    const { layers, mlp, hidden } = model.config;
    this.#options = options;
    this.#shape = readNeuronShape(read);
    const { neurons } = this.#shape;
    if (this.#shape.layers !== layers || neurons !== mlp || this.#shape.hidden !== hidden) {
      throw new MemoryError('incompatible', `the file has ${this.#shape.layers} layers of ${neurons} neurons`, {
        hint: `the model has ${layers} layers of ${mlp}: write the file from its own weights`,
      });
    }
    if (capacities.length !== layers || capacities.some((count) => !Number.isInteger(count) || count < 1)) {
      throw new MemoryError('invalid_input', `capacities ${capacities.join(', ')} for ${layers} layers`, {
        hint: 'give every layer room for one neuron at least',
      });
    }
    const width = neuronBytes(this.#shape) / 4;
    this.#stores = capacities.map((count) => new NeuronStore({ width, capacity: Math.min(count, neurons) }));
    this.#rules = this.#stores.map((_, layer) => residency(layer));
  }

  get counts(): FlashCounts {
    return {
      ...this.#counts,
      movedBytes: this.#stores.reduce((sum, store) => sum + store.movedBytes, 0),
      budgetBytes: this.#stores.reduce((sum, store) => sum + store.capacityBytes, 0),
    };
  }

  /** Goes into a forward request: `model.forward({ tokens, memory, feedForward: flash.feedForward })`. */
  readonly feedForward: FeedForward = (layer, normed, rows) => {
    const { hidden } = this.#options.model.config;
    const out = new Float32Array(rows * hidden);
    for (let row = 0; row < rows; row++) {
      const input = normed.subarray(row * hidden, (row + 1) * hidden);
      const total = new Float64Array(hidden);
      const left = this.#bringIn(layer, this.#options.predictor(layer, input));
      this.#add(layer, input, total);
      if (left.length > 0) this.#addInParts(layer, left, { input, total });
      out.set(total, row * hidden);
      if (layer === 0) this.#counts.tokens++;
    }
    return out;
  };

  /** Reads what a token needs and is not there, and returns those neurons for which there is no room. */
  #bringIn(layer: number, need: Int32Array): readonly number[] {
    const store = this.#stores[layer]!;
    const rule = this.#rules[layer]!;
    const { drop, load } = rule.next(need);
    for (const neuron of drop) store.remove(neuron);
    while (store.room < load.length) {
      const given = rule.squeeze();
      if (given === undefined) break;
      for (const neuron of given) store.remove(neuron);
      this.#counts.squeezed++;
    }
    this.#counts.needed += need.length;
    const order = [...load].sort((a, b) => a - b);
    const { room } = store;
    this.#readNeurons(layer, order.slice(0, room));
    return order.slice(room);
  }

  /** Reads neurons (ascending), neighbors in one go. */
  #readNeurons(layer: number, neurons: readonly number[]): void {
    const { layout, hidden, vectors } = this.#shape;
    const store = this.#stores[layer]!;
    const places = neurons.map((neuron) => store.insert(neuron));
    this.#counts.loaded += neurons.length;
    const resident = this.#stores.reduce((sum, one) => sum + one.used, 0) * neuronBytes(this.#shape);
    this.#counts.peakBytes = Math.max(this.#counts.peakBytes, resident);
    const chunk = layout === 'bundled' ? vectors : 1;
    const width = 4 * hidden * chunk;
    const over = Math.floor((this.#options.readOverBytes ?? 0) / width);
    for (let vector = 0; vector < vectors; vector += chunk) {
      for (let from = 0; from < neurons.length; ) {
        let to = from;
        while (to + 1 < neurons.length && neurons[to + 1]! - neurons[to]! <= 1 + over) to++;
        const into = new Uint8Array((neurons[to]! - neurons[from]! + 1) * width);
        this.#options.read(positionOf(this.#shape, { layer, neuron: neurons[from]!, vector }), into);
        this.#counts.reads++;
        this.#counts.bytes += into.length;
        const floats = new Float32Array(into.buffer);
        for (let n = from; n <= to; n++) {
          const at = ((neurons[n]! - neurons[from]!) * width) / 4;
          store.rows.set(floats.subarray(at, at + width / 4), places[n]! + vector * hidden);
        }
        from = to + 1;
      }
    }
  }

  /** The sum over neurons can be taken in parts: what one token needs may be more than memory holds. */
  #addInParts(
    layer: number,
    neurons: readonly number[],
    { input, total }: { readonly input: Float32Array; readonly total: Float64Array },
  ): void {
    const store = this.#stores[layer]!;
    this.#counts.overflowed++;
    for (let from = 0; from < neurons.length; ) {
      store.clear();
      const part = neurons.slice(from, from + store.room);
      this.#readNeurons(layer, part);
      this.#add(layer, input, total);
      from += part.length;
    }
    store.clear();
    this.#rules[layer] = this.#options.residency(layer);
  }

  /** Adds what the resident neurons contribute. */
  #add(layer: number, input: Float32Array, total: Float64Array): void {
    const { hidden } = this.#options.model.config;
    const { rows, used } = this.#stores[layer]!;
    const width = neuronBytes(this.#shape) / 4;
    for (let n = 0; n < used; n++) {
      const up = n * width;
      let sum = 0;
      for (let d = 0; d < hidden; d++) sum += input[d]! * rows[up + d]!;
      this.#counts.flops += 2 * hidden;
      if (sum <= 0) continue;
      const down = up + hidden;
      for (let d = 0; d < hidden; d++) total[d]! += sum * rows[down + d]!;
      this.#counts.flops += 2 * hidden;
    }
  }
}
