/** The models of a `tokenizer.json` that are known: WordPiece (Wu et al. 2016) and byte pair encoding (Sennrich et al. 2016). */
import { MemoryError } from '../../../errors/index.ts';
import { type Json, unsupportedPart } from './tokenizer-parts.ts';

/** Token ids of one word. */
export type WordModel = (word: string) => readonly number[];

/** Words whose tokens are remembered. */
const mostRemembered = 20_000;

export function readWordModel(json: unknown): WordModel {
  const model = (json ?? {}) as Json;
  if (typeof model['vocab'] !== 'object' || model['vocab'] === null || Array.isArray(model['vocab'])) {
    throw unsupportedPart('model', model['type'] ?? 'without a vocabulary');
  }
  const vocab = new Map(Object.entries(model['vocab'] as Readonly<Record<string, number>>));
  // Files of older versions name no type.
  const type = model['type'] ?? (model['merges'] === undefined ? 'WordPiece' : 'BPE');
  if (type === 'WordPiece') return remembering(wordPiece(model, vocab));
  if (type === 'BPE') return remembering(bytePair(model, vocab));
  throw unsupportedPart('model', type);
}

function remembering(model: WordModel): WordModel {
  const known = new Map<string, readonly number[]>();
  return (word) => {
    const found = known.get(word);
    if (found !== undefined) return found;
    const made = model(word);
    if (known.size >= mostRemembered) known.clear();
    known.set(word, made);
    return made;
  };
}

function unknownId(model: Json, vocab: ReadonlyMap<string, number>): number | undefined {
  return typeof model['unk_token'] === 'string' ? vocab.get(model['unk_token']) : undefined;
}

/** The longest known piece from the left, then the longest known continuation, and so on. */
function wordPiece(model: Json, vocab: ReadonlyMap<string, number>): WordModel {
  const prefix = typeof model['continuing_subword_prefix'] === 'string' ? model['continuing_subword_prefix'] : '##';
  const longest = typeof model['max_input_chars_per_word'] === 'number' ? model['max_input_chars_per_word'] : 100;
  const unknown = unknownId(model, vocab);
  if (unknown === undefined) {
    throw new MemoryError('corrupt', 'the vocabulary in tokenizer.json has no token for unknown words', {
      hint: 'download the model again',
    });
  }
  return (word) => {
    const letters = [...word];
    if (letters.length > longest) return [unknown];
    const ids: number[] = [];
    for (let start = 0; start < letters.length; ) {
      let end = letters.length;
      let id: number | undefined;
      for (; end > start; end -= 1) {
        id = vocab.get((start > 0 ? prefix : '') + letters.slice(start, end).join(''));
        if (id !== undefined) break;
      }
      if (id === undefined) return [unknown];
      ids.push(id);
      start = end;
    }
    return ids;
  };
}

/** Letters merged pair by pair, the pair of the lowest rank first. */
function bytePair(model: Json, vocab: ReadonlyMap<string, number>): WordModel {
  if (model['byte_fallback'] === true) throw unsupportedPart('model', 'BPE with byte fallback');
  const ranks = new Map<string, number>();
  for (const [rank, merge] of ((model['merges'] ?? []) as readonly (string | readonly string[])[]).entries()) {
    ranks.set(typeof merge === 'string' ? merge : merge.join(' '), rank);
  }
  const ending = typeof model['end_of_word_suffix'] === 'string' ? model['end_of_word_suffix'] : '';
  const unknown = unknownId(model, vocab);
  const wholeFirst = model['ignore_merges'] === true;
  return (word) => {
    const whole = wholeFirst ? vocab.get(word) : undefined;
    if (whole !== undefined) return [whole];
    const parts = [...word];
    if (parts.length > 0) parts[parts.length - 1] = (parts.at(-1) as string) + ending;
    for (;;) {
      let best = Number.POSITIVE_INFINITY;
      let at = -1;
      for (let i = 0; i + 1 < parts.length; i += 1) {
        const rank = ranks.get(`${parts[i] as string} ${parts[i + 1] as string}`);
        if (rank !== undefined && rank < best) {
          best = rank;
          at = i;
        }
      }
      if (at < 0) break;
      parts.splice(at, 2, (parts[at] as string) + (parts[at + 1] as string));
    }
    return parts.flatMap((part) => {
      const id = vocab.get(part) ?? unknown;
      return id === undefined ? [] : [id];
    });
  };
}
