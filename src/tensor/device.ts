/**
 * The tensor library (`@jax-js/jax`, pinned) behind one door: start it, move named arrays in and out, differentiate.
 *
 * The library counts references: every call takes ownership of its array arguments. {@link Borrowed} hides that for
 * parameters and batches: each look-up hands out a fresh reference, and the owner releases the tree afterwards.
 */
import { type Array as DeviceArray, defaultDevice, init, jit, numpy, tree, valueAndGrad } from '@jax-js/jax';
import { MemoryError } from '../errors/index.ts';
import type { HostArray, ParameterTree } from './host-array.ts';

export { nn, numpy as np } from '@jax-js/jax';
export type { DeviceArray };

/** Where tensors run: `wasm` everywhere, `webgpu` when the runtime offers an adapter. */
export type TensorDevice = 'wasm' | 'webgpu';

/** Look-up by name; every call returns a new reference that the callee may consume. */
export type Borrowed = (name: string) => DeviceArray;

let started: TensorDevice | undefined;

/**
 * Starts the tensor library once and says where it runs; later calls return the first answer.
 *
 * @param prefer `webgpu` is tried first by default and falls to `wasm` when the runtime has no adapter; `wasm`
 *   skips the attempt, which makes results independent of the machine's graphics driver.
 */
export async function startTensors(prefer: TensorDevice = 'webgpu'): Promise<TensorDevice> {
  if (started !== undefined) return started;
  const gpu = (globalThis as { navigator?: { gpu?: unknown } }).navigator?.gpu;
  const wanted: TensorDevice[] = prefer === 'webgpu' && gpu !== undefined ? ['webgpu', 'wasm'] : ['wasm'];
  for (const device of wanted) {
    if ((await init(device)).includes(device)) {
      defaultDevice(device);
      started = device;
      return device;
    }
  }
  throw new MemoryError('unavailable', 'the tensor library found neither webassembly nor webgpu', {
    hint: 'run on a Node.js build with WebAssembly enabled',
  });
}

/** Copies one array to the device. */
function toDevice(array: HostArray): DeviceArray {
  const copied =
    array.data instanceof Int32Array
      ? numpy.array(array.data.slice(), { dtype: numpy.int32 })
      : numpy.array(array.data.slice());
  return copied.reshape([...array.shape]);
}

/** Copies a device array to plain memory and releases it. Asynchronous, since a graphics card can only be read so. */
async function toHost(array: DeviceArray): Promise<HostArray> {
  const shape = [...array.shape];
  const data = await array.data();
  return { shape, data: data instanceof Int32Array ? data : Float32Array.from(data as ArrayLike<number>) };
}

const treeToHost = async (tree: Record<string, DeviceArray>): Promise<ParameterTree> =>
  Object.fromEntries(
    await Promise.all(Object.entries(tree).map(async ([name, array]) => [name, await toHost(array)] as const)),
  );

const treeToDevice = (host: ParameterTree): Record<string, DeviceArray> =>
  Object.fromEntries(Object.entries(host).map(([name, array]) => [name, toDevice(array)]));

function borrow(owned: Record<string, DeviceArray>): Borrowed {
  return (name) => {
    const found = owned[name];
    if (found === undefined) throw new MemoryError('not_found', `no array named ${name}`);
    return found.ref;
  };
}

/** A scalar function of named parameters and a named batch, written with the tensor library. */
export type LossFunction = (parameters: Borrowed, batch: Borrowed) => DeviceArray;

/** Value and gradient of a loss, in plain arrays. */
export type LossAndGradients = { readonly loss: number; readonly gradients: ParameterTree };

/** A compiled loss: call it with plain arrays. Shapes are compiled on first use, so keep them few. */
export type CompiledLoss = {
  /** Loss and gradient with respect to every parameter; the batch is not differentiated. */
  differentiate(parameters: ParameterTree, batch: ParameterTree): Promise<LossAndGradients>;
  /** Loss alone. */
  evaluate(parameters: ParameterTree, batch: ParameterTree): Promise<number>;
  /** Frees what compilation holds. */
  dispose(): void;
};

/** Compiles a loss. Call {@link startTensors} before the first evaluation. */
export function compileLoss(loss: LossFunction): CompiledLoss {
  const owned = (parameters: Record<string, DeviceArray>, batch: Record<string, DeviceArray>): DeviceArray => {
    const value = loss(borrow(parameters), borrow(batch));
    tree.dispose(parameters);
    tree.dispose(batch);
    return value;
  };
  const both = jit((parameters: Record<string, DeviceArray>, batch: Record<string, DeviceArray>) =>
    valueAndGrad(owned)(parameters, batch),
  );
  const single = jit(owned);
  return {
    async differentiate(parameters, batch) {
      const [value, gradients] = both(treeToDevice(parameters), treeToDevice(batch));
      const host = await treeToHost(gradients as Record<string, DeviceArray>);
      return { loss: (await value.jsAsync()) as number, gradients: host };
    },
    evaluate: async (parameters, batch) =>
      (await single(treeToDevice(parameters), treeToDevice(batch)).jsAsync()) as number,
    dispose() {
      both.dispose();
      single.dispose();
    },
  };
}

/** Runs a function of named arrays on the device and returns its outputs as plain arrays (compiled by shape). */
export function compileFunction(
  body: (inputs: Borrowed) => Record<string, DeviceArray>,
): (inputs: ParameterTree) => Promise<ParameterTree> {
  const compiled = jit((inputs: Record<string, DeviceArray>) => {
    const outputs = body(borrow(inputs));
    tree.dispose(inputs);
    return outputs;
  });
  return (inputs) => treeToHost(compiled(treeToDevice(inputs)) as Record<string, DeviceArray>);
}
