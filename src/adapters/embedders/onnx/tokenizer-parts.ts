/** The shapes of a `tokenizer.json` (Hugging Face tokenizers), as far as they are read, and what is said about the rest. */
import { MemoryError } from '../../../errors/index.ts';

export type Json = Readonly<Record<string, unknown>>;

export type PatternJson = { readonly String?: string; readonly Regex?: string };

/** Refuses a part that is not known, so that no text is cut otherwise than the model was trained on. */
export function unsupportedPart(part: string, type: unknown): MemoryError {
  return new MemoryError('unsupported', `${part} of type ${String(type).slice(0, 40)} in tokenizer.json`, {
    details: { part, type: String(type).slice(0, 40) },
    hint: 'use a model with a WordPiece or a byte-level BPE tokenizer',
  });
}

/** A pattern as a global JavaScript expression; `(?i:...)` groups are written out, which older Node versions need. */
export function patternOf(pattern: unknown, part: string): RegExp {
  const { String: literal, Regex: source } = (pattern ?? {}) as PatternJson;
  if (typeof literal === 'string') return new RegExp(literal.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'gu');
  if (typeof source !== 'string') throw unsupportedPart(part, 'without a pattern');
  const spelled = source.replace(/\(\?i:([^()]*)\)/g, (_, inside: string) => {
    const both = inside.replace(/\\.|\p{L}/gu, (letter) =>
      letter.length === 1 && letter.toLowerCase() !== letter.toUpperCase()
        ? `[${letter.toLowerCase()}${letter.toUpperCase()}]`
        : letter,
    );
    return `(?:${both})`;
  });
  try {
    return new RegExp(spelled, 'gu');
  } catch (cause) {
    throw new MemoryError('unsupported', `a pattern of the ${part} in tokenizer.json cannot be used`, {
      hint: 'use a model with a WordPiece or a byte-level BPE tokenizer',
      cause,
    });
  }
}
