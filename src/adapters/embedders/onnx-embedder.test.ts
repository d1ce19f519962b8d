import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeEmbedderContract } from '../../testing/index.ts';
import { tinyOnnxModel, tinyTable, tinyWordPieceTokenizer } from './fixtures/tiny-onnx-model.ts';
import { loadOnnxRuntime, type OnnxRuntime, type OnnxSession, type OnnxTensor } from './onnx/onnx-runtime.ts';
import { createOnnxEmbedder, type OnnxEmbedderOptions } from './onnx-embedder.ts';

let folder: string;
const table = tinyTable();
const write = async (name: string, pooled: boolean, pooling?: object): Promise<string> => {
  const place = join(folder, name);
  await mkdir(join(place, 'onnx'), { recursive: true });
  await writeFile(join(place, 'onnx', 'model.onnx'), tinyOnnxModel(table, pooled));
  await writeFile(join(place, 'tokenizer.json'), tinyWordPieceTokenizer());
  if (pooling !== undefined) {
    await mkdir(join(place, '1_Pooling'));
    await writeFile(join(place, '1_Pooling', 'config.json'), JSON.stringify(pooling));
  }
  return place;
};
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palimpsest-onnx-'));
  await write('tokens', false);
  await write('pooled', true);
  await write('cls', false, {
    word_embedding_dimension: 32,
    pooling_mode_cls_token: true,
    pooling_mode_mean_tokens: false,
  });
  await write('odd', false, { pooling_mode_max_tokens: true });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Looks tokens up in the table like the tiny model does; stands in where ONNX Runtime is not installed. */
function standIn(inputNames: readonly string[] = ['input_ids', 'attention_mask', 'token_type_ids']): OnnxRuntime {
  const session: OnnxSession = {
    inputNames,
    outputNames: ['last_hidden_state'],
    async run(feeds) {
      const ids = feeds['input_ids'] as OnnxTensor;
      const data = Float32Array.from([...(ids.data as BigInt64Array)].flatMap((id) => table[Number(id)] as number[]));
      return { last_hidden_state: { type: 'float32', dims: [...ids.dims, 32], data } };
    },
  };
  return {
    InferenceSession: { create: async () => session },
    Tensor: class {
      readonly type = 'int64';
      readonly data: BigInt64Array;
      readonly dims: readonly number[];
      constructor(_type: 'int64', data: BigInt64Array, dims: readonly number[]) {
        this.data = data;
        this.dims = dims;
      }
    },
  };
}

/** The installed runtime, or the one in the folder that ONNXRUNTIME_NODE names. */
async function installed(): Promise<OnnxRuntime | undefined> {
  const own = process.env['ONNXRUNTIME_NODE'];
  if (own === undefined) return loadOnnxRuntime().catch(() => undefined);
  const loaded = (await import(pathToFileURL(join(own, 'dist', 'index.js')).href)) as { default: OnnxRuntime };
  return loaded.default;
}
const real = await installed();
const why =
  real === undefined
    ? ' (skipped: onnxruntime-node is not installed; run `ONNXRUNTIME_NODE_INSTALL=skip npm install --no-save --prefix FOLDER onnxruntime-node` and set ONNXRUNTIME_NODE=FOLDER/node_modules/onnxruntime-node)'
    : '';

const make = (name: string, more: Partial<OnnxEmbedderOptions> = {}) =>
  createOnnxEmbedder({ model: join(folder, name), ...more });
const at = (vector: Float32Array | undefined, id: number): number => vector?.[id] as number;

function behaves(runtime: OnnxRuntime): void {
  it('pools the vectors of the tokens, padding left out', async () => {
    const embedder = await make('tokens', { runtime });
    expect(embedder.dimensions).toBe(32);
    const [short] = await embedder.embed(['cat', 'the dog sat my sister moved to port mat'], { as: 'document' });
    // [CLS] cat [SEP], each with weight one; nothing of [PAD], whose row is nine times as long.
    expect(at(short, 0)).toBe(0);
    for (const id of [2, 3, 5]) expect(at(short, id)).toBeCloseTo(1 / Math.sqrt(3), 5);
  });

  it('takes the first or the last token where told to, or where the model says so', async () => {
    const first = (await (await make('cls', { runtime })).embed(['cat', 'dog sat'], { as: 'document' }))[0];
    expect(at(first, 2)).toBeCloseTo(1, 5);
    const last = (
      await (await make('tokens', { runtime, pooling: 'last' })).embed(['cat', 'dog sat mat'], { as: 'document' })
    )[0];
    expect(at(last, 3)).toBeCloseTo(1, 5);
    await expect(make('odd', { runtime })).rejects.toMatchObject({ code: 'unsupported', hint: /pooling/ });
    expect((await make('odd', { runtime, pooling: 'mean' })).dimensions).toBe(32);
  });

  it('has an id that changes with model, tokenizer, pooling, length and prefixes', async () => {
    const plain = await make('tokens', { runtime });
    expect(plain.id).toMatch(/^onnx\/tokens@[0-9a-f]{12}\/32#[0-9a-f]{8}$/);
    expect((await make('tokens', { runtime })).id).toBe(plain.id);
    const others = await Promise.all([
      make('tokens', { runtime, pooling: 'cls' }),
      make('tokens', { runtime, maxTokens: 8 }),
      make('tokens', { runtime, queryPrefix: 'query: ' }),
      (async () => {
        const place = await write('other-words', false);
        await writeFile(join(place, 'tokenizer.json'), tinyWordPieceTokenizer().replace('"cat"', '"cow"'));
        return make('other-words', { runtime });
      })(),
    ]);
    const marks = [plain, ...others].map((embedder) => embedder.id.split('#')[1]);
    expect(new Set(marks).size).toBe(5);
  });

  it('cuts texts that are too long', async () => {
    const embedder = await make('tokens', { runtime, maxTokens: 4 });
    const [long] = await embedder.embed(['cat dog mat sat'], { as: 'document' });
    expect(at(long, 6)).toBeGreaterThan(0);
    expect(at(long, 8)).toBe(0);
  });
}

describe('onnx embedder over a stand-in for the runtime', () => {
  behaves(standIn());

  it('says what is missing', async () => {
    await expect(make('nothing', { runtime: standIn() })).rejects.toMatchObject({ code: 'not_found' });
    await mkdir(join(folder, 'bare'), { recursive: true });
    await writeFile(join(folder, 'bare', 'model.onnx'), 'x');
    await expect(make('bare', { runtime: standIn() })).rejects.toMatchObject({
      code: 'not_found',
      message: /tokenizer/,
    });
    await expect(make('tokens', { runtime: standIn(['input_ids', 'pixel_values']) })).rejects.toMatchObject({
      code: 'unsupported',
      message: /pixel_values/,
    });
    await expect(make('tokens', { runtime: standIn(), output: 'logits' })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });

  it.skipIf(real !== undefined)('says how to install the runtime', async () => {
    await expect(make('tokens')).rejects.toMatchObject({ code: 'unavailable', hint: /npm install onnxruntime-node/ });
  });
});

describeEmbedderContract({ describe, it }, 'onnx, stand-in', () => make('tokens', { runtime: standIn() }));

describe.skipIf(real === undefined)(`onnx embedder over onnxruntime-node${why}`, () => {
  const runtime = real as OnnxRuntime;
  if (real !== undefined) describeEmbedderContract({ describe, it }, 'onnx', () => make('tokens', { runtime }));
  behaves(runtime);

  it('reads models that pool by themselves, the mask included', async () => {
    const pooled = await make('pooled', { runtime });
    const tokens = await make('tokens', { runtime });
    const texts = ['cat', 'my sister moved to porto'];
    const [a, b] = [await pooled.embed(texts, { as: 'document' }), await tokens.embed(texts, { as: 'document' })];
    a.forEach((vector, index) => {
      for (const [place, value] of vector.entries()) expect(value).toBeCloseTo(at(b[index], place), 5);
    });
  });

  it('refuses what is no model', async () => {
    await writeFile(join(folder, 'tokens', 'broken.onnx'), 'no model');
    await expect(createOnnxEmbedder({ model: join(folder, 'tokens', 'broken.onnx'), runtime })).rejects.toMatchObject({
      code: 'corrupt',
    });
  });
});
