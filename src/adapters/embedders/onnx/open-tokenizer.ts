/** A text as the token ids that a transformer was trained on, from its `tokenizer.json`. */
import { MemoryError } from '../../../errors/index.ts';
import { readNormalizer } from './normalizer.ts';
import { readPreTokenizer } from './pre-tokenizer.ts';
import { type Json, unsupportedPart } from './tokenizer-parts.ts';
import { readWordModel } from './word-model.ts';

export type TextTokenizer = {
  /** What the file says about the longest text; `undefined` where it says nothing. */
  readonly maxTokens: number | undefined;
  /** Ids with the tokens at the beginning and end that the model expects; cut to `maxTokens` in all. */
  encode(text: string, maxTokens: number): number[];
};

type AddedToken = {
  readonly id: number;
  readonly content: string;
  readonly lstrip?: boolean;
  readonly rstrip?: boolean;
};
type Frame = { readonly before: readonly number[]; readonly after: readonly number[] };

/** Errors: `corrupt` (not a `tokenizer.json`), `unsupported` (a kind of tokenizer that is not known, by name). */
export function openTokenizer(text: string): TextTokenizer {
  let json: Json;
  try {
    json = JSON.parse(text) as Json;
  } catch (cause) {
    throw new MemoryError('corrupt', 'tokenizer.json is not JSON', { hint: 'download the model again', cause });
  }
  const normalize = readNormalizer(json['normalizer']);
  const preTokenize = readPreTokenizer(json['pre_tokenizer']);
  const idsOf = readWordModel(json['model']);
  const added = (json['added_tokens'] ?? []) as readonly AddedToken[];
  const byContent = new Map(added.map((token) => [token.content, token]));
  const finder = addedPattern(added);
  const { before, after } = readFrame(json['post_processor'], byContent);
  const limit = (json['truncation'] as { readonly max_length?: number } | null | undefined)?.max_length;

  const plainIds = (part: string): number[] => preTokenize([normalize(part)]).flatMap((word) => [...idsOf(word)]);

  return {
    maxTokens: limit,
    encode(input, maxTokens) {
      const ids: number[] = [];
      for (const part of finder === undefined ? [input] : input.split(finder)) {
        if (part === undefined || part === '') continue;
        const token = byContent.get(part) ?? byContent.get(part.trim());
        if (token === undefined) ids.push(...plainIds(part));
        else ids.push(token.id);
      }
      return [...before, ...ids.slice(0, Math.max(0, maxTokens - before.length - after.length)), ...after];
    },
  };
}

/** Finds tokens that are written out in a text; the split keeps them. */
function addedPattern(added: readonly AddedToken[]): RegExp | undefined {
  if (added.length === 0) return undefined;
  const sorted = [...added].sort((a, b) => b.content.length - a.content.length);
  const sources = sorted.map(({ content, lstrip, rstrip }) => {
    const literal = content.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    return `${lstrip === true ? '\\s*' : ''}${literal}${rstrip === true ? '\\s*' : ''}`;
  });
  return new RegExp(`(${sources.join('|')})`, 'u');
}

/** Tokens that go before and after a single text. */
function readFrame(json: unknown, added: ReadonlyMap<string, AddedToken>): Frame {
  if (json === null || json === undefined) return { before: [], after: [] };
  const part = json as Json;
  switch (part['type']) {
    case 'ByteLevel':
      return { before: [], after: [] };
    case 'Sequence':
      return (part['processors'] as readonly unknown[])
        .map((processor) => readFrame(processor, added))
        .reduce((outer, inner) => ({
          before: [...inner.before, ...outer.before],
          after: [...outer.after, ...inner.after],
        }));
    case 'BertProcessing':
    case 'RobertaProcessing': {
      const [cls, sep] = [part['cls'], part['sep']] as readonly (readonly [string, number])[];
      return { before: cls === undefined ? [] : [cls[1]], after: sep === undefined ? [] : [sep[1]] };
    }
    case 'TemplateProcessing':
      return templateFrame(part, added);
    default:
      throw unsupportedPart('post-processor', part['type']);
  }
}

type TemplatePiece = { readonly SpecialToken?: { readonly id: string }; readonly Sequence?: unknown };

function templateFrame(part: Json, added: ReadonlyMap<string, AddedToken>): Frame {
  const special = (part['special_tokens'] ?? {}) as Readonly<Record<string, { readonly ids: readonly number[] }>>;
  const before: number[] = [];
  const after: number[] = [];
  let seen = false;
  for (const piece of (part['single'] ?? []) as readonly TemplatePiece[]) {
    if (piece.SpecialToken === undefined) {
      seen = true;
      continue;
    }
    const { id } = piece.SpecialToken;
    const ids = special[id]?.ids ?? (added.has(id) ? [(added.get(id) as AddedToken).id] : undefined);
    if (ids === undefined) throw unsupportedPart('template token', id);
    (seen ? after : before).push(...ids);
  }
  return { before, after };
}
