/**
 * Exact token counts. The encoding's table (o200k, 200,000 entries) takes about 100 ms to load, so it is loaded when
 * the first context is packed and not before.
 */

/** Counts the tokens of a text. */
export type TokenCounter = (text: string) => number;

let loaded: Promise<TokenCounter> | undefined;

/** The counter for the o200k encoding. Text that looks like a special token is counted as the text that it is. */
export async function tokenCounter(): Promise<TokenCounter> {
  loaded ??= import('gpt-tokenizer/encoding/o200k_base').then(({ countTokens }) => {
    const asText = { disallowedSpecial: new Set<string>() };
    return (text) => (text === '' ? 0 : countTokens(text, asText));
  });
  return await loaded;
}
