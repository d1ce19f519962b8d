/** Parts of speech of the tokens of a statement. */
import { type Tag, tagWords } from '../../answer/words.ts';
import type { FrameToken } from './frame-tokens.ts';

/** Tags of the tokens of a statement, a name standing for the entity. */
export function tagsOf(tokens: readonly FrameToken[]): Tag[] {
  const starts: number[] = [];
  let text = '';
  for (const [at, token] of tokens.entries()) {
    if (at > 0 && token.lower !== '.' && token.lower !== ',' && token.lower !== "'s") text += ' ';
    starts.push(text.length);
    text += token.kind === 'entity' ? 'Alex' : token.text;
  }
  const tagged = new Map(tagWords(text).map(({ start, tag }) => [start, tag]));
  return starts.map((start, at) => {
    const token = tokens[at] as FrameToken;
    if (token.kind === 'mark') return 'PUNCT';
    if (/\d/.test(token.text)) return 'NUM';
    if (/\p{L}[-_/.]\p{L}/u.test(token.text)) return 'X';
    // A name, whatever its words mean otherwise.
    const capital = (place: number): boolean => /^\p{Lu}/u.test(tokens[place]?.text ?? '');
    if (token.kind === 'content' && capital(at) && (at > 0 || capital(1))) return 'PROPN';
    // What is set in a file is of any kind.
    if (token.kind === 'content' && /^(?:=|:|->|=>|→)$/.test(tokens[at - 1]?.lower ?? '')) return 'NOUN';
    return tagged.get(start) ?? 'X';
  });
}
