import { describe, expect, it } from 'vitest';
import { startTokensOf } from './start-tokens.ts';

const template = {
  type: 'TemplateProcessing',
  single: [{ SpecialToken: { id: '<s>', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
  special_tokens: { '<s>': { id: '<s>', ids: [1], tokens: ['<s>'] } },
};
const sequence = { type: 'Sequence', processors: [{ type: 'ByteLevel', trim_offsets: false }, template] };
const tokenizer = { idOf: (token: string) => (token === '<s>' ? 1 : undefined) };
const start = (of: { post_processor?: unknown; settings?: unknown; beginToken?: number }): readonly number[] =>
  startTokensOf({
    ...{ described: { post_processor: of.post_processor }, settings: of.settings },
    ...{ tokenizer, beginToken: of.beginToken, vocabulary: 8 },
  });

describe('what a text begins with', () => {
  it('is what the template of the tokenizer puts before it', () => {
    expect(start({ post_processor: template })).toEqual([1]);
    expect(start({ post_processor: sequence })).toEqual([1]);
    expect(start({ post_processor: { ...template, single: template.single.toReversed() } })).toEqual([]);
  });

  it('is nothing where config.json alone names a begin token, as for Qwen', () => {
    expect(start({ beginToken: 3 })).toEqual([]);
    expect(start({ post_processor: { type: 'ByteLevel' }, settings: {}, beginToken: 3 })).toEqual([]);
  });

  it('is decided by tokenizer_config.json where it says so', () => {
    expect(start({ post_processor: template, settings: { add_bos_token: false, bos_token: '<s>' } })).toEqual([]);
    expect(start({ settings: { add_bos_token: true, bos_token: '<s>' } })).toEqual([1]);
    expect(start({ settings: { add_bos_token: true, bos_token: { content: '<s>' } } })).toEqual([1]);
    expect(start({ settings: { add_bos_token: true }, beginToken: 3 })).toEqual([3]);
  });

  it('is refused where the model does not have it', () => {
    expect(() => start({ settings: { add_bos_token: true } })).toThrow(/a token that it does not have/);
    expect(() => start({ settings: { add_bos_token: true, bos_token: 'x' }, beginToken: 8 })).toThrow(/does not have/);
    expect(() => start({ settings: { add_bos_token: 'yes' } })).toThrow(/no known form/);
  });
});
