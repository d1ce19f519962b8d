import { describe, expect, it } from 'vitest';
import { tinyWordPieceTokenizer } from '../fixtures/tiny-onnx-model.ts';
import { openTokenizer } from './open-tokenizer.ts';

const bert = openTokenizer(tinyWordPieceTokenizer());
const bertWith = (part: string, value: unknown) =>
  openTokenizer(JSON.stringify({ ...JSON.parse(tinyWordPieceTokenizer()), [part]: value }));

/** A byte-level BPE tokenizer with a few merges; `Ġ` is how a space is written. */
function byteLevel(more: object = {}, preTokenizer: unknown = undefined) {
  const letters = ['h', 'e', 'l', 'o', 'w', 'r', 'd', 'Ġ', 'Ã', '©', '1', '2', '!', "'", 's', 'Ċ'];
  const merges = ['h e', 'l l', 'he ll', 'hell o', 'Ġ w', 'o r', 'Ġw or', 'l d', 'Ġwor ld', 'Ã ©', "' s"];
  const vocab = ['<s>', '<pad>', '</s>', '<unk>', ...letters, ...merges.map((merge) => merge.replace(' ', ''))];
  return {
    vocab,
    tokenizer: openTokenizer(
      JSON.stringify({
        added_tokens: [
          { id: 0, content: '<s>', special: true },
          { id: 2, content: '</s>', special: true, lstrip: true },
        ],
        normalizer: null,
        pre_tokenizer: preTokenizer ?? {
          type: 'ByteLevel',
          add_prefix_space: false,
          trim_offsets: true,
          use_regex: true,
        },
        post_processor: { type: 'RobertaProcessing', sep: ['</s>', 2], cls: ['<s>', 0], add_prefix_space: false },
        model: { type: 'BPE', vocab: Object.fromEntries(vocab.map((piece, id) => [piece, id])), merges, ...more },
      }),
    ),
  };
}
const pieces = ({ vocab, tokenizer }: ReturnType<typeof byteLevel>, text: string, most = 100) =>
  tokenizer.encode(text, most).map((id) => vocab[id]);

describe('WordPiece', () => {
  it('cuts into the longest known pieces, within the frame', () => {
    expect(bert.encode('The cats sat.', 100)).toEqual([2, 4, 5, 9, 7, 20, 3]);
    expect(bert.encode('', 100)).toEqual([2, 3]);
    expect(bert.encode('zebra dog', 100)).toEqual([2, 1, 6, 3]);
    expect(bert.maxTokens).toBe(16);
  });

  it('lowers, strips accents and control letters, and parts ideographs', () => {
    expect(bert.encode('DÓG\u0000 \u200bMÀT', 100)).toEqual([2, 6, 8, 3]);
    expect(bert.encode('日本cat', 100)).toEqual([2, 18, 19, 5, 3]);
    expect(bert.encode('cat\tdog\ncat', 100)).toEqual([2, 5, 6, 5, 3]);
  });

  it('keeps the frame when it cuts', () => {
    expect(bert.encode('cat '.repeat(50), 6)).toEqual([2, 5, 5, 5, 5, 3]);
    expect(bert.encode('cat', 2)).toEqual([2, 3]);
  });

  it('knows written-out special tokens', () => {
    expect(bert.encode('cat [SEP] dog', 100)).toEqual([2, 5, 3, 6, 3]);
  });

  it('gives the unknown token for words that are too long', () => {
    expect(bert.encode('s'.repeat(101), 100)).toEqual([2, 1, 3]);
  });
});

describe('byte-level BPE', () => {
  it('merges by rank, spaces and accents as bytes', () => {
    expect(pieces(byteLevel(), 'hello world')).toEqual(['<s>', 'hello', 'Ġworld', '</s>']);
    expect(pieces(byteLevel(), 'heé')).toEqual(['<s>', 'he', 'Ã©', '</s>']);
    expect(pieces(byteLevel(), "hello's 12!")).toEqual(['<s>', 'hello', "'s", 'Ġ', '1', '2', '!', '</s>']);
  });

  it('takes merges as pairs, and whole words first where the model says so', () => {
    const pairs = {
      merges: [
        ['h', 'e'],
        ['l', 'l'],
        ['he', 'll'],
        ['hell', 'o'],
      ],
    };
    expect(pieces(byteLevel(pairs), 'hello')).toEqual(['<s>', 'hello', '</s>']);
    expect(pieces(byteLevel({ merges: [], ignore_merges: true }), 'hello')).toEqual(['<s>', 'hello', '</s>']);
    expect(pieces(byteLevel({ merges: [] }), 'he')).toEqual(['<s>', 'h', 'e', '</s>']);
  });

  it('puts a space before, where the model was trained with one', () => {
    const withSpace = byteLevel({}, { type: 'ByteLevel', add_prefix_space: true });
    expect(pieces(withSpace, 'world')).toEqual(['<s>', 'Ġworld', '</s>']);
  });

  it('cuts by a pattern of its own, case groups included', () => {
    const split = {
      type: 'Sequence',
      pretokenizers: [
        {
          type: 'Split',
          pattern: { Regex: "(?i:'S)|\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+" },
          behavior: 'Isolated',
          invert: false,
        },
        { type: 'ByteLevel', add_prefix_space: false, use_regex: false },
      ],
    };
    expect(pieces(byteLevel({}, split), "hello's 12")).toEqual(['<s>', 'hello', "'s", 'Ġ', '1', '2', '</s>']);
  });

  it('knows special tokens with the space before them', () => {
    expect(pieces(byteLevel(), 'hello </s> world')).toEqual(['<s>', 'hello', '</s>', 'Ġworld', '</s>']);
  });
});

describe('pre-tokenizers', () => {
  const cut = (preTokenizer: unknown, text: string): number =>
    bertWith('pre_tokenizer', preTokenizer).encode(text, 100).length - 2;

  it('cut by white space, digits, punctuation and patterns', () => {
    expect(cut({ type: 'Whitespace' }, 'cat, dog')).toBe(3);
    expect(cut({ type: 'WhitespaceSplit' }, 'cat, dog')).toBe(2);
    expect(cut({ type: 'Digits', individual_digits: true }, '123')).toBe(3);
    expect(cut({ type: 'Digits', individual_digits: false }, '123a')).toBe(2);
    expect(cut({ type: 'Punctuation', behavior: 'Isolated' }, 'cat,,dog')).toBe(4);
    expect(cut({ type: 'Punctuation', behavior: 'Removed' }, 'cat,,dog')).toBe(2);
    expect(cut({ type: 'Punctuation', behavior: 'Contiguous' }, 'cat,,dog')).toBe(3);
    expect(cut({ type: 'Punctuation', behavior: 'MergedWithPrevious' }, 'cat,dog')).toBe(2);
    expect(cut({ type: 'Punctuation', behavior: 'MergedWithNext' }, 'cat,dog')).toBe(2);
    expect(cut({ type: 'Split', pattern: { String: '-' }, behavior: 'Removed', invert: false }, 'cat-dog-mat')).toBe(3);
    expect(cut({ type: 'Split', pattern: { Regex: '[a-z]+' }, behavior: 'Removed', invert: true }, 'cat dog')).toBe(2);
  });
});

describe('normalizers', () => {
  it('run in order', () => {
    const tokenizer = bertWith('normalizer', {
      type: 'Sequence',
      normalizers: [
        { type: 'NFKD' },
        { type: 'StripAccents' },
        { type: 'Lowercase' },
        { type: 'Replace', pattern: { String: 'kitty' }, content: 'cat' },
        { type: 'Strip', strip_left: true, strip_right: true },
        { type: 'Prepend', prepend: 'the ' },
      ],
    });
    expect(tokenizer.encode(' KÍTTY ', 100)).toEqual([2, 4, 5, 3]);
  });
});

describe('what is not known', () => {
  it('is refused by name', () => {
    const code = 'unsupported';
    expect(() => bertWith('normalizer', { type: 'Precompiled' })).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining('Precompiled') }),
    );
    expect(() => bertWith('pre_tokenizer', { type: 'Metaspace' })).toThrow(expect.objectContaining({ code }));
    expect(() => bertWith('post_processor', { type: 'Other' })).toThrow(expect.objectContaining({ code }));
    expect(() => bertWith('model', { type: 'Unigram', vocab: [['a', 0]] })).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining('Unigram') }),
    );
    expect(() => openTokenizer('not json')).toThrow(expect.objectContaining({ code: 'corrupt' }));
  });
});
