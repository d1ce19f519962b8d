import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergePairs, mergeRanks } from './byte-pair-merges.ts';
import { symbolsOf } from './byte-symbols.ts';
import { openTokenizer } from './open-tokenizer.ts';

const allBytes = symbolsOf(Uint8Array.from({ length: 256 }, (_, i) => i));
const byteMerges = ['h e', 'l l', 'he ll', 'hell o', 'Ġ w', 'o r', 'Ġw or', 'Ã ©', '1 2'];
const byteVocabulary = [...allBytes, ...byteMerges.map((merge) => merge.replace(' ', ''))];

/** The layout that Llama 3 and Qwen publish: a split by pattern, then bytes without a pattern of their own. */
const byteLevel = {
  normalizer: { type: 'NFC' },
  added_tokens: [
    { id: 300, content: '<|begin|>', special: true },
    { id: 301, content: '<|tool|>', special: false },
  ],
  pre_tokenizer: {
    type: 'Sequence',
    pretokenizers: [
      {
        type: 'Split',
        pattern: {
          Regex:
            "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
        },
        behavior: 'Isolated',
        invert: false,
      },
      { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false },
    ],
  },
  model: {
    type: 'BPE',
    vocab: Object.fromEntries(byteVocabulary.map((token, id) => [token, id])),
    merges: byteMerges,
  },
};

const pieceTokens = [
  '<unk>',
  '<s>',
  '</s>',
  ...Array.from({ length: 256 }, (_, b) => `<0x${b.toString(16).toUpperCase().padStart(2, '0')}>`),
  '▁',
  'a',
  'b',
  'c',
  '▁a',
  'ab',
  '▁ab',
  '▁▁',
];
const pieceMerges: [string, string][] = [
  ['▁', 'a'],
  ['a', 'b'],
  ['▁a', 'b'],
  ['▁', '▁'],
];

/** The layout that Llama 2 publishes: spaces become marks in the normalizer, unknown characters become bytes. */
const sentencePiece = {
  normalizer: {
    type: 'Sequence',
    normalizers: [
      { type: 'Prepend', prepend: '▁' },
      { type: 'Replace', pattern: { String: ' ' }, content: '▁' },
    ],
  },
  pre_tokenizer: null,
  added_tokens: [{ id: 1, content: '<s>', special: true }],
  model: {
    type: 'BPE',
    vocab: Object.fromEntries(pieceTokens.map((token, id) => [token, id])),
    merges: pieceMerges,
    unk_token: '<unk>',
    byte_fallback: true,
  },
};

describe('byte-level BPE', () => {
  const tokenizer = openTokenizer(byteLevel);
  const written = (text: string): string[] => {
    const names = new Map(byteVocabulary.map((token, id) => [id, token]));
    return Array.from(tokenizer.encode(text), (id) => names.get(id) ?? `#${id}`);
  };

  it('splits by the published pattern, then merges by rank', () => {
    expect(written('hello world')).toEqual(['hello', 'Ġwor', 'l', 'd']);
    expect(written('hell12345')).toEqual(['hell', '12', '3', '4', '5']);
    expect(written("he'S é")).toEqual(['he', "'", 'S', 'Ġ', 'Ã©']);
    // a decomposed accent is normalized first
    expect(written('e\u0301')).toEqual(['Ã©']);
  });

  it('keeps added tokens whole, and leaves special ones out of the text', () => {
    const ids = tokenizer.encode('<|begin|>hello<|tool|> he');
    expect(Array.from(ids).slice(0, 3)).toEqual([300, tokenizer.idOf('hello'), 301]);
    expect(tokenizer.decode(ids)).toBe('hello<|tool|> he');
    expect(tokenizer.decode(ids, { special: true })).toBe('<|begin|>hello<|tool|> he');
  });

  it('gives every text back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        expect(tokenizer.decode(tokenizer.encode(text))).toBe(text.normalize('NFC'));
      }),
    );
  });
});

describe('SentencePiece BPE', () => {
  const tokenizer = openTokenizer(sentencePiece);
  const written = (text: string): string[] => Array.from(tokenizer.encode(text), (id) => pieceTokens[id]!);

  it('marks spaces, merges by rank, and falls back to bytes', () => {
    expect(written('ab cab')).toEqual(['▁ab', '▁', 'c', 'ab']);
    expect(written('é')).toEqual(['▁', '<0xC3>', '<0xA9>']);
    expect(written('a  b')).toEqual(['▁a', '▁▁', 'b']);
  });

  it('gives every text back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        fc.pre(!text.includes('▁') && !text.includes('<s>'));
        expect(tokenizer.decode(tokenizer.encode(text))).toBe(text);
      }),
    );
  });

  it('reads the newer layout with a metaspace step alike', () => {
    const newer = openTokenizer({
      ...sentencePiece,
      normalizer: null,
      pre_tokenizer: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'first', split: false },
    });
    for (const text of ['ab cab', 'é', 'a  b']) expect(newer.encode(text)).toEqual(tokenizer.encode(text));
  });
});

it('merges the lowest rank first, not the leftmost pair', () => {
  const rank = mergeRanks(['b c', 'a b']);
  expect(mergePairs(['a', 'b', 'c'], rank)).toEqual(['a', 'bc']);
  expect(mergePairs(['a', 'b', 'a', 'b'], rank)).toEqual(['ab', 'ab']);
});

it('refuses what it does not cover', () => {
  expect(() => openTokenizer({ model: { type: 'Unigram', vocab: [] } })).toThrow(/does not describe a BPE/);
  const odd = { ...byteLevel, pre_tokenizer: { type: 'ByteLevel' }, normalizer: { type: 'BertNormalizer' } };
  expect(() => openTokenizer(odd)).toThrow(/BertNormalizer/);
});
