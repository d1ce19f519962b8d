/**
 * Reads tokenizer.json: byte-level BPE (Llama 3, Qwen, GPT-2 style) and SentencePiece-style BPE with byte fallback
 * (Llama 2, Mistral). Other models, normalizers and pre-tokenizers are refused rather than approximated.
 */
import { z } from 'zod';
import { MemoryError } from '../../errors/index.ts';
import { mergePairs, mergeRanks } from './byte-pair-merges.ts';
import { bytesOf, symbolsOf } from './byte-symbols.ts';
import type { Tokenizer } from './tokenizer.ts';

const step = z.looseObject({ type: z.string() });
const schema = z.object({
  added_tokens: z
    .array(z.object({ id: z.int(), content: z.string(), special: z.boolean().default(false) }))
    .default([]),
  normalizer: step.nullish(),
  pre_tokenizer: step.nullish(),
  model: z.object({
    type: z.literal('BPE'),
    vocab: z.record(z.string(), z.int()),
    merges: z.array(z.union([z.string(), z.tuple([z.string(), z.string()])])),
    unk_token: z.string().nullish(),
    byte_fallback: z.boolean().nullish(),
    ignore_merges: z.boolean().nullish(),
  }),
});
type Description = z.infer<typeof schema>;
type Step = z.infer<typeof step>;

/** The pattern that GPT-2 style byte-level tokenizers split by when none is given. */
const defaultPattern = /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu;

const unsupported = (what: string): MemoryError =>
  new MemoryError('unsupported', `tokenizer.json uses ${what}`, {
    hint: 'byte-level BPE and SentencePiece BPE with byte fallback are supported',
  });

/** A tokenizer from the parsed contents of tokenizer.json. Throws `unsupported` for kinds that are not covered. */
export function openTokenizer(json: unknown): Tokenizer {
  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    throw new MemoryError('unsupported', 'tokenizer.json does not describe a BPE tokenizer', {
      details: { fields: parsed.error.issues.map((issue) => issue.path.join('.')) },
    });
  }
  const described = parsed.data;
  const steps = flattened(described.pre_tokenizer);
  const byteLevel = steps.some(({ type }) => type === 'ByteLevel');
  const coding = byteLevel ? byteLevelCoding(described, steps) : sentencePieceCoding(described, steps);
  return withAddedTokens(described, coding);
}

type Coding = {
  /** Ids of a text without added tokens; `first` when it starts the whole text. */
  readonly encode: (text: string, first: boolean) => number[];
  /** Bytes of an ordinary token. */
  readonly bytes: (token: string) => number[];
  readonly finish: (text: string) => string;
};

function flattened(found: Step | null | undefined): Step[] {
  if (found === null || found === undefined) return [];
  if (found.type !== 'Sequence') return [found];
  const inner = (found['pretokenizers'] ?? found['normalizers'] ?? []) as Step[];
  return inner.flatMap(flattened);
}

/** Turns a published pattern into JavaScript: inline case-insensitive groups are spelled out. */
function patternOf(found: Step): RegExp {
  const pattern = found['pattern'] as { Regex?: string; String?: string } | undefined;
  const source = pattern?.Regex ?? pattern?.String?.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  if (source === undefined) throw unsupported('a split without a pattern');
  const spelled = source.replace(/\(\?i:([^()]*)\)/g, (_, body: string) => {
    const anyCase = body.replace(/[a-z]/gi, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);
    return `(?:${anyCase})`;
  });
  try {
    return new RegExp(spelled, 'gu');
  } catch (cause) {
    throw new MemoryError('unsupported', 'tokenizer.json has a split pattern that JavaScript cannot read', { cause });
  }
}

/** Splits a text into matches and what lies between them, in order (the behavior `Isolated`). */
function isolated(text: string, pattern: RegExp): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > from) pieces.push(text.slice(from, match.index));
    if (match[0].length > 0) pieces.push(match[0]);
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push(text.slice(from));
  return pieces;
}

function normalizerOf(found: Step | null | undefined): (text: string) => string {
  const steps = flattened(found);
  const normalize = (text: string): string =>
    steps.reduce((current, { type, ...rest }) => {
      if (type === 'NFC' || type === 'NFKC' || type === 'NFD' || type === 'NFKD') return current.normalize(type);
      if (type === 'Lowercase') return current.toLowerCase();
      if (type === 'Prepend') return current === '' ? '' : String(rest['prepend']) + current;
      if (type === 'Replace') {
        const pattern = rest['pattern'] as { String?: string } | undefined;
        if (pattern?.String !== undefined) return current.replaceAll(pattern.String, String(rest['content']));
      }
      throw unsupported(`the normalizer ${type}`);
    }, text);
  // an unknown step is found now, not at the first text
  normalize('');
  return normalize;
}

function byteLevelCoding({ model, normalizer }: Description, steps: readonly Step[]): Coding {
  const rank = mergeRanks(model.merges);
  const normalize = normalizerOf(normalizer);
  const encoder = new TextEncoder();
  const prefixSpace = steps.some((s) => s.type === 'ByteLevel' && s['add_prefix_space'] === true);
  const splits = steps.flatMap((found): RegExp[] => {
    if (found.type === 'Split') return [patternOf(found)];
    if (found.type === 'Digits') return [found['individual_digits'] === true ? /\p{N}/gu : /\p{N}+/gu];
    if (found.type !== 'ByteLevel') throw unsupported(`the pre-tokenizer ${found.type}`);
    return found['use_regex'] === false ? [] : [defaultPattern];
  });
  return {
    encode: (text, first) => {
      const normal = normalize(text);
      const start = prefixSpace && first && !normal.startsWith(' ') ? ` ${normal}` : normal;
      const pieces = splits.reduce((all, pattern) => all.flatMap((piece) => isolated(piece, pattern)), [start]);
      return pieces.flatMap((piece) => {
        const symbols = symbolsOf(encoder.encode(piece));
        const whole = model.vocab[symbols.join('')];
        if (model.ignore_merges === true && whole !== undefined) return [whole];
        return mergePairs(symbols, rank).map((token) => idOrUnknown(model, token));
      });
    },
    bytes: bytesOf,
    finish: (text) => text,
  };
}

function sentencePieceCoding({ model, normalizer }: Description, steps: readonly Step[]): Coding {
  const rank = mergeRanks(model.merges);
  const normalize = normalizerOf(normalizer);
  const encoder = new TextEncoder();
  const metaspace = steps.find(({ type }) => type === 'Metaspace');
  const other = steps.find(({ type }) => type !== 'Metaspace');
  if (other !== undefined) throw unsupported(`the pre-tokenizer ${other.type}`);
  const normalizers = flattened(normalizer);
  if (metaspace === undefined && !normalizers.some(({ type }) => type === 'Replace')) {
    throw unsupported('neither bytes nor a mark for spaces');
  }
  const scheme = metaspace?.['prepend_scheme'] ?? (metaspace?.['add_prefix_space'] === false ? 'never' : 'first');
  const prefixed = metaspace === undefined ? normalizers.some(({ type }) => type === 'Prepend') : scheme !== 'never';
  return {
    encode: (text, first) => {
      let marked = normalize(text);
      if (metaspace !== undefined) {
        marked = marked.replaceAll(' ', '▁');
        if (prefixed && (first || scheme === 'always') && !marked.startsWith('▁')) marked = `▁${marked}`;
      }
      return mergePairs([...marked], rank).flatMap((token) => {
        const id = model.vocab[token];
        if (id !== undefined) return [id];
        if (model.byte_fallback !== true) return [idOrUnknown(model, token)];
        return Array.from(encoder.encode(token), (byte) => idOrUnknown(model, byteToken(byte)));
      });
    },
    bytes: (token) => {
      const byte = /^<0x([0-9A-F]{2})>$/.exec(token);
      return byte === null ? [...encoder.encode(token.replaceAll('▁', ' '))] : [Number.parseInt(byte[1]!, 16)];
    },
    finish: (text) => (prefixed && text.startsWith(' ') ? text.slice(1) : text),
  };
}

const byteToken = (byte: number): string => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`;

function idOrUnknown(model: Description['model'], token: string): number {
  const id = model.vocab[token] ?? (model.unk_token ? model.vocab[model.unk_token] : undefined);
  if (id === undefined) throw new MemoryError('incompatible', 'the vocabulary lacks a symbol and has no unknown token');
  return id;
}

function withAddedTokens(described: Description, coding: Coding): Tokenizer {
  const added = new Map(described.added_tokens.map((token) => [token.content, token]));
  const tokens = new Map<number, string>(Object.entries(described.model.vocab).map(([token, id]) => [id, token]));
  for (const { id, content } of added.values()) tokens.set(id, content);
  const addedById = new Map([...added.values()].map((token) => [token.id, token]));
  const alternatives = [...added.keys()]
    .sort((a, b) => b.length - a.length)
    .map((content) => content.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = alternatives.length === 0 ? undefined : new RegExp(alternatives.join('|'), 'gu');
  return {
    vocabulary: Math.max(...tokens.keys()) + 1,
    encode(text, { special = true, continued = false } = {}) {
      const pieces = pattern === undefined || !special ? [text] : isolated(text, pattern);
      return Int32Array.from(
        pieces.flatMap((piece, n) => {
          const found = special ? added.get(piece) : undefined;
          return found === undefined ? coding.encode(piece, n === 0 && !continued) : [found.id];
        }),
      );
    },
    decode(ids, options = {}) {
      const bytes: number[] = [];
      const encoder = new TextEncoder();
      for (const id of ids) {
        const special = addedById.get(id);
        if (special?.special === true && options.special !== true) continue;
        if (special !== undefined) bytes.push(...encoder.encode(special.content));
        else bytes.push(...coding.bytes(tokens.get(id) ?? ''));
      }
      return coding.finish(new TextDecoder().decode(Uint8Array.from(bytes)));
    },
    idOf: (token) => added.get(token)?.id ?? described.model.vocab[token],
  };
}
