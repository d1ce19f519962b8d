import { describe, expect, it } from 'vitest';
import { type HostArray, seededRandom, writeSafetensors } from '../tensor/index.ts';
import { denseMemory } from './attention-memory.ts';
import { configFromPublished, openCheckpoint, publishedNames } from './checkpoint.ts';
import { makeTransformer } from './transformer.ts';
import { initialParameters } from './transformer-config.ts';

const common = {
  hidden_size: 16,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  intermediate_size: 20,
  vocab_size: 12,
  hidden_act: 'silu',
  rms_norm_eps: 1e-6,
  bos_token_id: 1,
  eos_token_id: [2, 3],
};

const published: Record<string, Record<string, unknown>> = {
  llama: {
    ...common,
    model_type: 'llama',
    rope_theta: 500000,
    rope_scaling: {
      rope_type: 'llama3',
      factor: 8,
      low_freq_factor: 1,
      high_freq_factor: 4,
      original_max_position_embeddings: 8192,
    },
  },
  qwen2: { ...common, model_type: 'qwen2', rope_theta: 1e6, tie_word_embeddings: true },
  qwen3: { ...common, model_type: 'qwen3', head_dim: 8, tie_word_embeddings: false },
};

const tokenizer = {
  added_tokens: [{ id: 11, content: '<end>', special: true }],
  pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, use_regex: true },
  model: { type: 'BPE', vocab: { a: 4, b: 5, ab: 6, Ġ: 7, Ġab: 8 }, merges: ['a b', 'Ġ ab'] },
};

const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** A safetensors file with one bfloat16 tensor; the numbers must be exact in 8 bits of precision. */
function bfloatFile(name: string, { shape, data }: HostArray): Uint8Array {
  const header = json({ [name]: { dtype: 'BF16', shape, data_offsets: [0, data.length * 2] } });
  const bytes = new Uint8Array(8 + header.length + data.length * 2);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(header.length), true);
  bytes.set(header, 8);
  const bits = new Uint32Array(Float32Array.from(data).buffer);
  bits.forEach((word, i) => {
    view.setUint16(8 + header.length + 2 * i, word >>> 16, true);
  });
  return bytes;
}

describe.each(Object.entries(published))('%s checkpoints', (_, described) => {
  const config = configFromPublished(described);
  const parameters = initialParameters(config, seededRandom('checkpoint'), 0.3);
  const names = publishedNames(Object.keys(parameters));
  // the embedding is stored as bfloat16, so round it first
  const embedding = parameters['embedding']!;
  const words = new Uint32Array(Float32Array.from(embedding.data).buffer).map((word) => word & 0xffff0000);
  parameters['embedding'] = { shape: embedding.shape, data: new Float32Array(words.buffer) };

  it('load from shards, under their published names, and compute the same', async () => {
    const rest = Object.fromEntries(
      Object.entries(parameters)
        .filter(([name]) => name !== 'embedding')
        .map(([name, array]) => [names.get(name)!, array]),
    );
    const map = Object.fromEntries(Object.keys(rest).map((name) => [name, 'model-2.safetensors']));
    const files: Record<string, Uint8Array> = {
      'config.json': json(described),
      'tokenizer.json': json(tokenizer),
      'model.safetensors.index.json': json({
        weight_map: { ...map, 'model.embed_tokens.weight': 'model-1.safetensors' },
      }),
      'model-1.safetensors': bfloatFile('model.embed_tokens.weight', parameters['embedding']!),
      'model-2.safetensors': writeSafetensors(rest),
    };
    const read = (name: string): Uint8Array => {
      const found = files[name];
      if (found === undefined) throw new Error(`no file ${name}`);
      return found;
    };
    const opened = await openCheckpoint(read);
    const tokens = opened.tokenizer.encode('abab ab<end>');
    expect(Array.from(tokens)).toEqual([6, 6, 8, 11]);
    expect(opened.tokenizer.decode(tokens)).toBe('abab ab');
    expect([opened.beginToken, opened.startTokens, opened.endTokens]).toEqual([1, [], [2, 3]]);
    files['tokenizer_config.json'] = json({ add_bos_token: true, bos_token: 'a' });
    expect((await openCheckpoint(read)).startTokens).toEqual([4]);
    expect(opened.chatTemplate).toBeUndefined();
    // chats end where tokenizer_config.json says, too, and generation_config.json knows further ends
    files['tokenizer_config.json'] = json({ chat_template: '{{ messages }}', eos_token: '<end>' });
    files['generation_config.json'] = json({ eos_token_id: [3, 9] });
    const chatting = await openCheckpoint(read);
    expect(chatting.endTokens).toEqual([2, 3, 9, 11]);
    expect(chatting.chatTemplate).toEqual({
      ...{ text: '{{ messages }}', file: 'tokenizer_config.json', tokens: { eos_token: '<end>' } },
    });
    files['chat_template.jinja'] = new TextEncoder().encode('{{ 1 }}');
    expect((await openCheckpoint(read)).chatTemplate?.text).toBe('{{ 1 }}');
    for (const name of ['chat_template.jinja', 'generation_config.json', 'tokenizer_config.json']) delete files[name];
    const direct = makeTransformer(config, parameters);
    const run = (model: typeof direct): ArrayLike<number> =>
      model.forward({ tokens, memory: denseMemory(model.layout, model.rope), logits: 'all' }).data;
    expect(run(opened.model)).toEqual(run(direct));
    const whole = files['model-2.safetensors']!;
    files['model-2.safetensors'] = whole.slice().fill(0xff, -8);
    await expect(openCheckpoint(read)).rejects.toMatchObject({
      code: 'corrupt',
      message: expect.stringContaining('finite'),
    });
    files['model-2.safetensors'] = whole;
    delete files['model.safetensors.index.json'];
    files['model.safetensors'] = writeSafetensors(rest);
    await expect(openCheckpoint(read)).rejects.toThrow(/no tensor model.embed_tokens.weight/);
  });
});

it('refuses what it would compute wrongly', () => {
  const with_ = (changes: Record<string, unknown>) => () => configFromPublished({ ...published['llama'], ...changes });
  expect(with_({ model_type: 'gemma' })).toThrow(/gemma/);
  expect(with_({ rope_scaling: { type: 'yarn', factor: 4 } })).toThrow(/yarn/);
  expect(with_({ attention_bias: true })).toThrow(/biases/);
  expect(with_({ hidden_act: 'gelu' })).toThrow(/gelu/);
  expect(with_({ hidden_size: undefined })).toThrow(/does not describe/);
});
