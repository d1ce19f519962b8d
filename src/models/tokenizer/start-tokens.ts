/**
 * What a model's texts begin with. Llama and Mistral put a begin token before every text and answer badly without it; Qwen
 * names one in config.json and never uses it. So the tokenizer's own files decide: `add_bos_token` of
 * tokenizer_config.json, else the template of tokenizer.json's post-processor.
 */
import { z } from 'zod';
import { MemoryError } from '../../errors/index.ts';
import type { Tokenizer } from './tokenizer.ts';

const settingsSchema = z.looseObject({
  add_bos_token: z.boolean().nullish(),
  bos_token: z.union([z.string(), z.looseObject({ content: z.string() })]).nullish(),
});

type Processor = { readonly type: string; readonly processors?: readonly unknown[] | undefined };
const processorSchema: z.ZodType<Processor> = z.looseObject({
  type: z.string(),
  processors: z.array(z.unknown()).optional(),
});
const templateSchema = z.looseObject({
  single: z.array(z.looseObject({ SpecialToken: z.looseObject({ id: z.string() }).optional() })),
  special_tokens: z.record(z.string(), z.looseObject({ ids: z.array(z.int()) })),
});

/** Parsed files and what is known already. */
export type StartTokenSources = {
  /** tokenizer.json */
  readonly described: unknown;
  /** tokenizer_config.json, `undefined` where there is none. */
  readonly settings: unknown;
  readonly tokenizer: Pick<Tokenizer, 'idOf'>;
  /** The begin token of config.json. */
  readonly beginToken: number | undefined;
  readonly vocabulary: number;
};

/** The tokens, usually one or none. Throws `invalid_input` where one is asked for that the model does not have. */
export function startTokensOf(sources: StartTokenSources): readonly number[] {
  const { described, tokenizer, beginToken, vocabulary } = sources;
  const parsed = settingsSchema.safeParse(sources.settings ?? {});
  if (!parsed.success) {
    throw new MemoryError('invalid_input', 'tokenizer_config.json has a begin token of no known form', {
      details: { fields: parsed.error.issues.map((issue) => issue.path.join('.')) },
    });
  }
  const { add_bos_token: adds, bos_token: written } = parsed.data;
  if (adds === false) return [];
  const named = typeof written === 'string' ? written : written?.content;
  const byTemplate = templateStart(z.looseObject({ post_processor: z.unknown() }).safeParse(described).data);
  const tokens = adds === true ? [(named === undefined ? undefined : tokenizer.idOf(named)) ?? beginToken] : byTemplate;
  if (tokens.every((token): token is number => token !== undefined && token >= 0 && token < vocabulary)) return tokens;
  throw new MemoryError('invalid_input', 'texts of this model begin with a token that it does not have', {
    hint: 'check that tokenizer.json, tokenizer_config.json and config.json belong together',
  });
}

/** Special tokens before the text in the template for a single text. */
function templateStart(described: { readonly post_processor?: unknown } | undefined): readonly number[] {
  for (const step of flattened(described?.post_processor)) {
    const template = templateSchema.safeParse(step);
    if (step.type !== 'TemplateProcessing' || !template.success) continue;
    const { single, special_tokens: special } = template.data;
    const text = single.findIndex(({ SpecialToken }) => SpecialToken === undefined);
    const before = single.slice(0, Math.max(0, text));
    return before.flatMap(({ SpecialToken }) => special[SpecialToken!.id]?.ids ?? []);
  }
  return [];
}

function flattened(value: unknown): readonly Processor[] {
  const parsed = processorSchema.safeParse(value);
  if (!parsed.success) return [];
  return parsed.data.type === 'Sequence' ? (parsed.data.processors ?? []).flatMap(flattened) : [parsed.data];
}
