/**
 * Feed-forward weights as a file of neurons. Neuron i is row i of the up projection and column i of the down projection
 * (and row i of the gate, where there is one): a token needs all of them at once or none. Bundled, they lie side by side
 * in one record; apart, each matrix has a section of its own, as in a checkpoint, and a neuron takes a read in each.
 */
import { MemoryError } from '../../errors/index.ts';
import type { TransformerConfig } from '../../models/transformer-config.ts';
import { type ParameterTree, requireFloats } from '../../tensor/index.ts';

/** How the vectors of a neuron lie in the file. */
export type NeuronLayout = 'bundled' | 'apart';

/** Fills `into` from a position of the file; for instance `fs.readSync` on a descriptor. */
export type ReadAt = (position: number, into: Uint8Array) => void;

/** Where everything is. */
export type NeuronFileShape = {
  readonly layout: NeuronLayout;
  readonly layers: number;
  readonly neurons: number;
  readonly hidden: number;
  /** Vectors of a neuron: 2, or 3 with a gate. */
  readonly vectors: number;
};

/** Bytes before the first record: mark, version and shape. */
const headerBytes = 32;
const mark = 0x4e4c4146; // "FALN"
const formatVersion = 1;

/** Bytes of all vectors of one neuron. */
export function neuronBytes({ vectors, hidden }: NeuronFileShape): number {
  return 4 * vectors * hidden;
}

/** The feed-forward weights of a model as a file. Throws `unsupported` for activations without zeros. */
export function writeNeuronFile(
  config: TransformerConfig,
  parameters: ParameterTree,
  layout: NeuronLayout,
): Uint8Array<ArrayBuffer> {
  if (config.activation !== 'relu') {
    throw new MemoryError('unsupported', `activation ${config.activation} has no exact zeros to leave out`, {
      hint: 'reading neurons one by one needs a ReLU model',
    });
  }
  const { layers, mlp: neurons, hidden } = config;
  const shape: NeuronFileShape = { layout, layers, neurons, hidden, vectors: 2 };
  const bytes = new Uint8Array(headerBytes + layers * neurons * neuronBytes(shape));
  new Uint32Array(bytes.buffer, 0, 7).set([
    mark,
    formatVersion,
    layout === 'bundled' ? 1 : 0,
    layers,
    neurons,
    hidden,
    2,
  ]);
  const floats = new Float32Array(bytes.buffer, headerBytes);
  for (let layer = 0; layer < layers; layer++) {
    const up = requireFloats(parameters, `layers.${layer}.up`);
    const down = requireFloats(parameters, `layers.${layer}.down`);
    for (let neuron = 0; neuron < neurons; neuron++) {
      const row = up.subarray(neuron * hidden, (neuron + 1) * hidden);
      const column = Float32Array.from({ length: hidden }, (_, d) => down[d * neurons + neuron]!);
      [row, column].forEach((vector, v) => {
        floats.set(vector, (positionOf(shape, { layer, neuron, vector: v }) - headerBytes) / 4);
      });
    }
  }
  return bytes;
}

/** Reads the header. Throws `corrupt` for another file, `newer_version` for a later format. */
export function readNeuronShape(read: ReadAt): NeuronFileShape {
  const header = new Uint8Array(headerBytes);
  read(0, header);
  const [found, version, bundled, layers, neurons, hidden, vectors] = new Uint32Array(header.buffer, 0, 7);
  if (found !== mark) throw new MemoryError('corrupt', 'this is not a file of feed-forward neurons');
  if (version !== formatVersion) {
    throw new MemoryError('newer_version', `neuron file format ${version}, this version reads ${formatVersion}`, {
      hint: 'upgrade the package, or write the file again',
    });
  }
  return {
    layout: bundled === 1 ? 'bundled' : 'apart',
    layers: layers!,
    neurons: neurons!,
    hidden: hidden!,
    vectors: vectors!,
  };
}

/** Where a vector of a neuron starts. */
export function positionOf(
  { layout, neurons, hidden, vectors }: NeuronFileShape,
  { layer, neuron, vector }: { readonly layer: number; readonly neuron: number; readonly vector: number },
): number {
  const before = layer * neurons * vectors;
  const place = layout === 'bundled' ? neuron * vectors + vector : vector * neurons + neuron;
  return headerBytes + 4 * hidden * (before + place);
}
