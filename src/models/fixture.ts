/** Opens the small trained models that ship with the package (see `data/models`): our own config.json and weights. */
import { z } from 'zod';
import { MemoryError } from '../errors/index.ts';
import { readSafetensors } from '../tensor/index.ts';
import { makeTransformer, type Transformer } from './transformer.ts';
import type { TransformerConfig } from './transformer-config.ts';

/** Reads a file of the model's folder by name. */
export type ReadModelFile = (name: string) => Uint8Array | Promise<Uint8Array>;

const positive = z.int().positive();
const schema = z.object({
  layers: positive,
  hidden: positive,
  heads: positive,
  kvHeads: positive,
  headSize: positive,
  mlp: positive,
  vocabulary: positive,
  activation: z.enum(['gelu', 'swiglu', 'relu']),
  normEpsilon: z.number().positive(),
  ropeBase: z.number().positive(),
  tokenShift: z.boolean(),
  tiedHead: z.boolean(),
  projectionBias: z.boolean(),
  headNorm: z.boolean(),
  causal: z.boolean(),
});

/** Parses a JSON file of a model folder; throws `corrupt` when it is not valid JSON. */
export async function readJson(read: ReadModelFile, name: string): Promise<unknown> {
  const bytes = await read(name);
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new MemoryError('corrupt', `${name} is not valid json`, { cause });
  }
}

/** Loads a shipped model. Throws `invalid_input` when the configuration has another form. */
export async function openFixture(read: ReadModelFile): Promise<Transformer> {
  const parsed = schema.safeParse(await readJson(read, 'config.json'));
  if (!parsed.success) {
    throw new MemoryError('invalid_input', 'config.json does not describe a model of this package', {
      details: { issues: parsed.error.issues.map((issue) => issue.path.join('.')) },
      hint: 'for Llama and Qwen folders use openCheckpoint',
    });
  }
  const config: TransformerConfig = parsed.data;
  const { tensors } = readSafetensors(await read('model.safetensors'));
  return makeTransformer(config, tensors);
}
