/**
 * Loads Llama-family and Qwen-family checkpoints: a folder with config.json, one or several safetensors files (with
 * their index) and tokenizer.json, in the layout in which they are published.
 */
import { z } from 'zod';
import { MemoryError } from '../errors/index.ts';
import { type HostArray, type ParameterTree, readSafetensors } from '../tensor/index.ts';
import { type ChatTemplateSource, findChatTemplate } from './chat/chat-template.ts';
import { type ReadModelFile, readJson } from './fixture.ts';
import { openTokenizer } from './tokenizer/open-tokenizer.ts';
import { startTokensOf } from './tokenizer/start-tokens.ts';
import type { Tokenizer } from './tokenizer/tokenizer.ts';
import { makeTransformer, type Transformer } from './transformer.ts';
import { parameterShapes, type TransformerConfig, transformerConfig } from './transformer-config.ts';

/** A model with its tokenizer and the tokens that end an answer. */
export type Checkpoint = {
  readonly model: Transformer;
  readonly tokenizer: Tokenizer;
  /** The begin token that config.json names, whether or not texts begin with it. */
  readonly beginToken: number | undefined;
  /** What every text begins with for this model, as its tokenizer's files say; none is added by `tokenizer.encode`. */
  readonly startTokens: readonly number[];
  readonly endTokens: readonly number[];
  /** How the model's chats are written, where its files say; `chatFrame` makes use of it. Not parsed yet. */
  readonly chatTemplate: ChatTemplateSource | undefined;
};

const tokenIds = z.union([z.int(), z.array(z.int())]).nullish();
const schema = z.object({
  model_type: z.string(),
  hidden_size: z.int().positive(),
  num_hidden_layers: z.int().positive(),
  num_attention_heads: z.int().positive(),
  num_key_value_heads: z.int().positive().optional(),
  head_dim: z.int().positive().nullish(),
  intermediate_size: z.int().positive(),
  vocab_size: z.int().positive(),
  hidden_act: z.string().default('silu'),
  rms_norm_eps: z.number().positive(),
  rope_theta: z.number().positive().default(10_000),
  rope_scaling: z.record(z.string(), z.unknown()).nullish(),
  tie_word_embeddings: z.boolean().default(false),
  attention_bias: z.boolean().default(false),
  use_sliding_window: z.boolean().default(false),
  bos_token_id: tokenIds,
  eos_token_id: tokenIds,
});
type Published = z.infer<typeof schema>;

const llama3Scaling = z.object({
  factor: z.number(),
  low_freq_factor: z.number(),
  high_freq_factor: z.number(),
  original_max_position_embeddings: z.number(),
});

const families = ['llama', 'mistral', 'qwen2', 'qwen3'];

const unsupported = (message: string): MemoryError =>
  new MemoryError('unsupported', message, { hint: `supported model types are ${families.join(', ')}` });

/** Translates a published config.json. Throws `unsupported` for what the arithmetic here would get wrong. */
export function configFromPublished(json: unknown): TransformerConfig {
  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    throw new MemoryError('invalid_input', 'config.json does not describe a decoder-only transformer', {
      details: { fields: parsed.error.issues.map((issue) => issue.path.join('.')) },
    });
  }
  const published = parsed.data;
  const { model_type: family } = published;
  if (!families.includes(family)) throw unsupported(`model type ${family}`);
  if (published.hidden_act !== 'silu') throw unsupported(`activation ${published.hidden_act}`);
  if (published.use_sliding_window) throw unsupported('sliding-window attention');
  if (published.attention_bias && family !== 'qwen2') throw unsupported('attention biases outside qwen2');
  return transformerConfig({
    layers: published.num_hidden_layers,
    hidden: published.hidden_size,
    heads: published.num_attention_heads,
    kvHeads: published.num_key_value_heads ?? published.num_attention_heads,
    headSize: published.head_dim ?? published.hidden_size / published.num_attention_heads,
    mlp: published.intermediate_size,
    vocabulary: published.vocab_size,
    activation: 'swiglu',
    normEpsilon: published.rms_norm_eps,
    ropeBase: published.rope_theta,
    tiedHead: published.tie_word_embeddings,
    projectionBias: family === 'qwen2',
    headNorm: family === 'qwen3',
    ...scalingOf(published),
  });
}

function scalingOf({ rope_scaling: scaling }: Published): Pick<TransformerConfig, 'ropeScaling'> {
  const kind = scaling?.['rope_type'] ?? scaling?.['type'];
  if (scaling === undefined || scaling === null || kind === 'default') return {};
  const parsed = llama3Scaling.safeParse(scaling);
  if (kind !== 'llama3' || !parsed.success) throw unsupported(`rope scaling ${String(kind)}`);
  return {
    ropeScaling: {
      factor: parsed.data.factor,
      lowFrequencyFactor: parsed.data.low_freq_factor,
      highFrequencyFactor: parsed.data.high_freq_factor,
      originalPositions: parsed.data.original_max_position_embeddings,
    },
  };
}

/** Published name of each of our parameters. */
function publishedName(name: string): string {
  const top: Record<string, string> = {
    embedding: 'model.embed_tokens.weight',
    norm: 'model.norm.weight',
    head: 'lm_head.weight',
  };
  const inLayer: Record<string, string> = {
    attentionNorm: 'input_layernorm.weight',
    query: 'self_attn.q_proj.weight',
    key: 'self_attn.k_proj.weight',
    value: 'self_attn.v_proj.weight',
    output: 'self_attn.o_proj.weight',
    queryBias: 'self_attn.q_proj.bias',
    keyBias: 'self_attn.k_proj.bias',
    valueBias: 'self_attn.v_proj.bias',
    queryNorm: 'self_attn.q_norm.weight',
    keyNorm: 'self_attn.k_norm.weight',
    mlpNorm: 'post_attention_layernorm.weight',
    gate: 'mlp.gate_proj.weight',
    up: 'mlp.up_proj.weight',
    down: 'mlp.down_proj.weight',
  };
  const layer = /^layers\.(\d+)\.(\w+)$/.exec(name);
  return layer === null ? top[name]! : `model.layers.${layer[1]}.${inLayer[layer[2]!]!}`;
}

/** Names of our parameters under a configuration, with the name under which each is published. */
export function publishedNames(names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(names.map((name) => [name, publishedName(name)]));
}

const indexSchema = z.object({ weight_map: z.record(z.string(), z.string()) });

/** All tensors of a checkpoint, from one file or from those that the index names. */
async function readTensors(read: ReadModelFile, has: (name: string) => Promise<boolean>): Promise<ParameterTree> {
  const indexName = 'model.safetensors.index.json';
  if (!(await has(indexName))) return readSafetensors(await read('model.safetensors')).tensors;
  const index = indexSchema.safeParse(await readJson(read, indexName));
  if (!index.success) throw new MemoryError('corrupt', `${indexName} has no weight map`);
  const tensors: Record<string, HostArray> = {};
  for (const file of new Set(Object.values(index.data.weight_map))) {
    if (!/^[\w.-]+\.safetensors$/.test(file)) throw new MemoryError('refused', `index names the file ${file}`);
    Object.assign(tensors, readSafetensors(await read(file)).tensors);
  }
  return tensors;
}

/**
 * Opens a checkpoint folder; `read` returns a file of the folder and throws for one that is absent.
 */
export async function openCheckpoint(read: ReadModelFile): Promise<Checkpoint> {
  const has = async (name: string): Promise<boolean> => {
    try {
      await read(name);
      return true;
    } catch {
      return false;
    }
  };
  const json = await readJson(read, 'config.json');
  const config = configFromPublished(json);
  const tensors = await readTensors(read, has);
  const parameters: Record<string, HostArray> = {};
  for (const [name, published] of publishedNames(Object.keys(parameterShapes(config)))) {
    const found = tensors[published];
    if (found === undefined) {
      throw new MemoryError('not_found', `the checkpoint has no tensor ${published}`, {
        hint: 'check that config.json belongs to these weights',
      });
    }
    if (!found.data.every(Number.isFinite)) {
      throw new MemoryError('corrupt', `tensor ${published} holds numbers that are not finite`, {
        hint: 'the file is damaged: fetch it again',
      });
    }
    parameters[name] = found;
  }
  const { bos_token_id: begin, eos_token_id: end } = schema.parse(json);
  const described = await readJson(read, 'tokenizer.json');
  const tokenizer = openTokenizer(described);
  const settings = (await has('tokenizer_config.json')) ? await readJson(read, 'tokenizer_config.json') : undefined;
  const generationName = 'generation_config.json';
  const generation = (await has(generationName))
    ? z.looseObject({ eos_token_id: tokenIds }).safeParse(await readJson(read, generationName)).data
    : undefined;
  const chatTemplate = findChatTemplate({
    jinja: (await has('chat_template.jinja')) ? new TextDecoder().decode(await read('chat_template.jinja')) : undefined,
    json: (await has('chat_template.json')) ? await readJson(read, 'chat_template.json') : undefined,
    settings,
    named: (await has('special_tokens_map.json')) ? await readJson(read, 'special_tokens_map.json') : undefined,
  });
  const beginToken = Array.isArray(begin) ? begin[0] : (begin ?? undefined);
  return {
    model: makeTransformer(config, parameters),
    tokenizer,
    beginToken,
    startTokens: startTokensOf({ described, settings, tokenizer, beginToken, vocabulary: config.vocabulary }),
    endTokens: endTokensOf([end, generation?.eos_token_id], chatTemplate, tokenizer),
    chatTemplate,
  };
}

/** Every token that config.json, generation_config.json or, for chats, tokenizer_config.json names as an end. */
function endTokensOf(
  named: readonly z.infer<typeof tokenIds>[],
  chat: ChatTemplateSource | undefined,
  tokenizer: Tokenizer,
): readonly number[] {
  const written = chat?.tokens['eos_token'];
  const spoken = written === undefined ? undefined : tokenizer.idOf(written);
  return [...new Set([...named.flatMap((ids) => ids ?? []), ...(spoken === undefined ? [] : [spoken])])];
}
