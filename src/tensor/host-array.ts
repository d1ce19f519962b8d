/** Plain typed arrays with a shape: what models, caches and files exchange. Nothing here knows the tensor library. */
import { MemoryError } from '../errors/index.ts';

/** A dense row-major array in ordinary memory. */
export type HostArray = {
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array;
};

/** Named arrays, for instance `layers.0.query`; the names are also the names in a safetensors file. */
export type ParameterTree = { readonly [name: string]: HostArray };

/** Number of elements that a shape holds. */
export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** A float array of the given shape; `data` is used as it is when its length fits, else `invalid_input`. */
export function floatArray(shape: readonly number[], data?: Float32Array): HostArray {
  const count = elementCount(shape);
  if (data !== undefined && data.length !== count) {
    throw new MemoryError('invalid_input', `shape [${shape}] needs ${count} numbers, got ${data.length}`);
  }
  return { shape, data: data ?? new Float32Array(count) };
}

/** An integer array (token ids, labels) of the given shape. */
export function intArray(shape: readonly number[], data: Int32Array): HostArray {
  const count = elementCount(shape);
  if (data.length !== count) {
    throw new MemoryError('invalid_input', `shape [${shape}] needs ${count} integers, got ${data.length}`);
  }
  return { shape, data };
}

/** The array of that name as floats; throws `not_found` or `incompatible` when it is absent or has other contents. */
export function requireFloats(tree: ParameterTree, name: string, shape?: readonly number[]): Float32Array {
  const found = tree[name];
  if (found === undefined) {
    throw new MemoryError('not_found', `no parameter named ${name}`, {
      details: { name, known: Object.keys(tree).slice(0, 20) },
      hint: 'check that the weights belong to this configuration',
    });
  }
  if (!(found.data instanceof Float32Array)) {
    throw new MemoryError('incompatible', `parameter ${name} holds integers, not floats`);
  }
  if (shape !== undefined && (shape.length !== found.shape.length || shape.some((n, i) => n !== found.shape[i]))) {
    throw new MemoryError('incompatible', `parameter ${name} has shape [${found.shape}], expected [${shape}]`, {
      hint: 'check that the weights belong to this configuration',
    });
  }
  return found.data;
}

/** A deep copy. */
export function cloneParameters(tree: ParameterTree): ParameterTree {
  return Object.fromEntries(
    Object.entries(tree).map(([name, { shape, data }]) => [name, { shape: [...shape], data: data.slice() }]),
  );
}
