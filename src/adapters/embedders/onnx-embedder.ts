/**
 * A transformer in this process: token ids from its `tokenizer.json`, the model through ONNX Runtime, pooled vectors.
 * The runtime is an optional peer; the model is a folder or file that is there, or one that `downloadModel` fetches.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { MemoryError, throwIfAborted } from '../../errors/index.ts';
import type { Embedder } from '../../ports/index.ts';
import { createBatchedEmbedder, type EmbeddingTextOptions, settingsMark, textSettings } from './batched-embedder.ts';
import { loadOnnxRuntime, type OnnxRuntime, type OnnxSession, type OnnxTensor } from './onnx/onnx-runtime.ts';
import { openTokenizer, type TextTokenizer } from './onnx/open-tokenizer.ts';
import { type Pooling, pool, poolingFrom } from './onnx/pooling.ts';

export type OnnxEmbedderOptions = EmbeddingTextOptions & {
  /** A folder with `model.onnx` (or `onnx/model.onnx`) and `tokenizer.json`, or a `.onnx` file beside its tokenizer. */
  readonly model: string;
  /** Default: beside the model. */
  readonly tokenizer?: string;
  /** Default: what `1_Pooling/config.json` says, else `mean`. Not used by models that pool themselves. */
  readonly pooling?: Pooling;
  /** Output to read. Default: `sentence_embedding` where there is one, else the first. */
  readonly output?: string;
  /** Longer texts are cut. Default: what the tokenizer says, else 512. */
  readonly maxTokens?: number;
  /**
   * Texts a run. Default 16. A model with dynamically quantized activations gives slightly other numbers for other
   * neighbors in a run: use 1 where that matters.
   */
  readonly perCall?: number;
  /** Threads of one run. Default: the runtime's. */
  readonly threads?: number;
  /** ONNX Runtime, already loaded. Default: `onnxruntime-node`. */
  readonly runtime?: OnnxRuntime;
  readonly signal?: AbortSignal;
};

const fallbackTokens = 512;

/**
 * The id names the bytes of the model and of the tokenizer, and every setting that changes the vectors.
 *
 * Errors: `unavailable` (no runtime), `not_found` (no such file), `corrupt` (not a model), `unsupported` (a tokenizer or
 * an input that is not known), `aborted`.
 */
export async function createOnnxEmbedder(options: OnnxEmbedderOptions): Promise<Embedder> {
  const { perCall = 16, signal } = options;
  const files = await findFiles(options);
  const tokenizerText = await readFile(files.tokenizer, 'utf8');
  const tokenizer = openTokenizer(tokenizerText);
  const pooling = options.pooling ?? (await declaredPooling(files.folder)) ?? 'mean';
  const maxTokens = options.maxTokens ?? Math.min(tokenizer.maxTokens ?? fallbackTokens, 1 << 16);
  const runtime = options.runtime ?? (await loadOnnxRuntime());
  const session = await openSession(runtime, files.model, options.threads);
  const output = chooseOutput(session, options.output);
  const run = runner({ runtime, session, tokenizer, pooling, output, maxTokens });
  throwIfAborted(signal);
  const dimensions = (await run(['width']))[0]?.length ?? 0;
  const digest = await fileDigest(files.model, signal);
  const weights = (await exists(`${files.model}_data`)) ? await fileDigest(`${files.model}_data`, signal) : undefined;
  const mark = settingsMark({
    ...textSettings(options),
    pooling,
    output,
    maxTokens,
    weights,
    tokenizer: createHash('sha256').update(tokenizerText).digest('hex'),
  });
  return createBatchedEmbedder({
    ...options,
    id: `onnx/${printable(basename(files.folder))}@${digest.slice(0, 12)}/${dimensions}${mark}`,
    dimensions,
    perCall,
    parallel: 1,
    call: (texts) => run(texts),
  });
}

const printable = (name: string): string => name.replace(/[^\w.-]/g, '_').slice(0, 60);

type Run = {
  readonly runtime: OnnxRuntime;
  readonly session: OnnxSession;
  readonly tokenizer: TextTokenizer;
  readonly pooling: Pooling;
  readonly output: string;
  readonly maxTokens: number;
};

function runner({ runtime, session, tokenizer, pooling, output, maxTokens }: Run) {
  const fill: Readonly<Record<string, (id: number | undefined, place: number) => bigint>> = {
    input_ids: (id) => BigInt(id ?? 0),
    attention_mask: (id) => (id === undefined ? 0n : 1n),
    token_type_ids: () => 0n,
    position_ids: (_, place) => BigInt(place),
  };
  const stranger = session.inputNames.find((name) => !(name in fill));
  if (stranger !== undefined) {
    throw new MemoryError('unsupported', `the model has an input ${stranger.slice(0, 40)}`, {
      hint: `export it as a feature extractor, with the inputs ${Object.keys(fill).join(', ')}`,
    });
  }
  return async (texts: readonly string[]): Promise<Float32Array[]> => {
    const rows = texts.map((text) => tokenizer.encode(text, maxTokens));
    const width = Math.max(1, ...rows.map((row) => row.length));
    const feeds: Record<string, OnnxTensor> = {};
    for (const name of session.inputNames) {
      const data = new BigInt64Array(texts.length * width);
      rows.forEach((row, text) => {
        for (let place = 0; place < width; place += 1) {
          data[text * width + place] = (fill[name] as (id: number | undefined, place: number) => bigint)(
            row[place],
            place,
          );
        }
      });
      feeds[name] = new runtime.Tensor('int64', data, [texts.length, width]);
    }
    const result = (await session.run(feeds))[output];
    if (result === undefined || !(result.data instanceof Float32Array)) {
      throw new MemoryError('unsupported', `output ${output} of the model holds ${result?.type ?? 'nothing'}`, {
        hint: 'export the model with float32 outputs',
      });
    }
    const { data, dims } = result;
    const last = dims.at(-1) ?? 0;
    if (dims.length === 2) return texts.map((_, text) => data.slice(text * last, (text + 1) * last));
    const vectors = { data, texts: texts.length, tokens: dims[1] ?? 0, dimensions: last };
    return pool(
      vectors,
      rows.map((row) => row.length),
      pooling,
    );
  };
}

function chooseOutput(session: OnnxSession, wanted: string | undefined): string {
  const { outputNames } = session;
  if (wanted !== undefined && !outputNames.includes(wanted)) {
    throw new MemoryError('invalid_input', `the model has no output ${wanted.slice(0, 40)}`, {
      hint: `it has ${outputNames.join(', ')}`,
    });
  }
  const known = ['sentence_embedding', 'last_hidden_state', 'token_embeddings'];
  return wanted ?? known.find((name) => outputNames.includes(name)) ?? (outputNames[0] as string);
}

async function openSession(runtime: OnnxRuntime, path: string, threads: number | undefined): Promise<OnnxSession> {
  try {
    return await runtime.InferenceSession.create(path, {
      // Warnings of the runtime would go to the terminal.
      logSeverityLevel: 3,
      ...(threads === undefined ? {} : { intraOpNumThreads: threads }),
    });
  } catch (cause) {
    throw new MemoryError('corrupt', `ONNX Runtime cannot load ${basename(path)}`, {
      hint: 'download the model again; a model with external weights needs its .onnx_data file beside it',
      cause,
    });
  }
}

async function findFiles(
  options: OnnxEmbedderOptions,
): Promise<{ readonly folder: string; readonly model: string; readonly tokenizer: string }> {
  const given = resolve(options.model);
  const info = await stat(given).catch(() => undefined);
  if (info === undefined) {
    throw new MemoryError('not_found', `there is no model at ${given}`, {
      hint: 'give a folder with model.onnx and tokenizer.json; downloadModel fetches one',
    });
  }
  const candidates = info.isFile() ? [given] : [join(given, 'model.onnx'), join(given, 'onnx', 'model.onnx')];
  const model = await firstThere(candidates, `model.onnx in ${given}`);
  const near = dirname(model);
  const tokenizer = await firstThere(
    options.tokenizer === undefined
      ? [join(near, 'tokenizer.json'), join(near, '..', 'tokenizer.json')]
      : [resolve(options.tokenizer)],
    `tokenizer.json for ${model}`,
  );
  return { folder: info.isFile() ? dirname(tokenizer) : given, model, tokenizer };
}

async function firstThere(paths: readonly string[], what: string): Promise<string> {
  for (const path of paths) if (await exists(path)) return path;
  throw new MemoryError('not_found', `there is no ${what}`, { hint: 'downloadModel fetches both files' });
}

const exists = async (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

async function declaredPooling(folder: string): Promise<Pooling | undefined> {
  const path = join(folder, '1_Pooling', 'config.json');
  if (!(await exists(path))) return undefined;
  const declared = poolingFrom(await readFile(path, 'utf8'));
  if (declared !== undefined) return declared;
  throw new MemoryError('unsupported', 'the model declares a pooling that is not known', {
    hint: "set pooling to 'mean', 'cls' or 'last' if one of them fits",
  });
}

async function fileDigest(path: string, signal: AbortSignal | undefined): Promise<string> {
  const sum = createHash('sha256');
  for await (const part of createReadStream(path)) {
    throwIfAborted(signal);
    sum.update(part as Buffer);
  }
  return sum.digest('hex');
}
