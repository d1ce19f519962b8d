/** The part of `onnxruntime-node` that is used, by structure: the package is an optional peer, loaded when it is needed. */
import { MemoryError } from '../../../errors/index.ts';

export type OnnxTensor = { readonly type: string; readonly dims: readonly number[]; readonly data: unknown };

export type OnnxSession = {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(feeds: Readonly<Record<string, OnnxTensor>>): Promise<Readonly<Record<string, OnnxTensor>>>;
  release?(): Promise<void>;
};

/** The package's exports; another build of ONNX Runtime with the same shape works as well. */
export type OnnxRuntime = {
  readonly InferenceSession: {
    create(path: string, options?: Readonly<Record<string, unknown>>): Promise<OnnxSession>;
  };
  readonly Tensor: new (type: 'int64', data: BigInt64Array, dims: readonly number[]) => OnnxTensor;
};

const packageName = 'onnxruntime-node';

/** Errors: `unavailable` when the package is not installed, or its binary does not load. */
export async function loadOnnxRuntime(): Promise<OnnxRuntime> {
  try {
    const loaded = (await import(packageName)) as OnnxRuntime & { readonly default?: OnnxRuntime };
    return loaded.InferenceSession === undefined && loaded.default !== undefined ? loaded.default : loaded;
  } catch (cause) {
    throw new MemoryError('unavailable', `${packageName} is not installed, or does not load on this platform`, {
      hint: `npm install ${packageName} (with ONNXRUNTIME_NODE_INSTALL=skip where its downloads are refused: the CPU build is in the package)`,
      cause,
    });
  }
}
