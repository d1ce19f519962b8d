/** Tokens of a short statement, as frames are compared by: words with their stems, numbers with units, paths, marks. */
import { termOf } from '../../index/tokenize.ts';

export type FrameToken = {
  readonly text: string;
  readonly lower: string;
  /** What it is compared with words of a question by. */
  readonly stem: string;
  readonly start: number;
  readonly end: number;
  /** Words that hold a sentence together, and marks, carry no content. */
  readonly kind: 'content' | 'function' | 'mark' | 'entity';
};

/** Lower form of the token that stands for an entity. */
export const entityMark = '\u0001';

const tokenPattern =
  /->|=>|→|[$€£¥]?\d[\d.,:/]*\d(?:[\p{L}%°]+)?|[$€£¥]?\d(?:[\p{L}%°]+)?|[\p{L}\p{N}_]+(?:(?:[./:@#-]|['’](?![sS]\b))[\p{L}\p{N}_]+)*|['’][sS]\b|[^\s]/u;

/** A day of a month is one word: neither the month nor the number alone is what somebody means. */
const months =
  'January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec';
/** A day of a month, as it is written. */
export const dayOfMonth: RegExp = new RegExp(
  `^(?:(?:${months})\\.? \\d{1,2}(?:st|nd|rd|th)?|\\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:${months})\\b\\.?|\\d{4}-\\d{2}-\\d{2})(?:,? \\d{4})?$`,
);
const pattern = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(?:${months})\\.? \\d{1,2}(?:st|nd|rd|th)?(?![\\p{L}\\p{N}:]|\\.\\d)|\\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:${months})\\b)(?:,? \\d{4}\\b)?|` +
    tokenPattern.source,
  'gu',
);

const functionWords = new Set(
  (
    'a an the this that these those it its he him his she her hers they them their theirs i me my mine we us our ours you your yours ' +
    'who whom whose which what where when why how there here and or but nor so yet if then than as at in on for from by of to with ' +
    'without about into onto over under out up down off near between through during before after since until while against along ' +
    'around behind beside beyond inside outside across toward towards upon via per am is are was were be been being do does did done ' +
    "has have had having will would can could shall should may might must not no s 's now just only ever never always again too also " +
    'all any some each every both one own same other another such very quite still already back away today these'
  ).split(/\s+/),
);

/** True for a word that carries no content of a statement. */
export function isFunctionWord(lower: string): boolean {
  return functionWords.has(lower);
}

/** Tokens of a text, in order. */
export function frameTokens(text: string): FrameToken[] {
  return Array.from(text.matchAll(pattern), (match): FrameToken => {
    const written = match[0];
    const lower = written.toLowerCase().replaceAll('’', "'");
    const word = /[\p{L}\p{N}]/u.test(written);
    return {
      text: written,
      lower,
      stem: word ? termOf(lower) : lower,
      start: match.index,
      end: match.index + written.length,
      kind: !word ? 'mark' : functionWords.has(lower) ? 'function' : 'content',
    };
  });
}

const kept = new WeakMap<object, readonly FrameToken[]>();

/** The same of something that was said, kept as long as it is. */
export function tokensOf(said: { readonly text: string }): readonly FrameToken[] {
  const tokens = kept.get(said) ?? frameTokens(said.text);
  kept.set(said, tokens);
  return tokens;
}

/** The written text of some neighboring tokens. */
export function written(text: string, tokens: readonly FrameToken[]): string {
  const [first] = tokens;
  const last = tokens.at(-1);
  return first === undefined || last === undefined ? '' : text.slice(first.start, last.end);
}

/** How a value is compared: lower case, without articles and marks around it. */
export function valueKey(value: string): string {
  return value
    .toLowerCase()
    .replace(/^(?:(?:a|an|the) )+/, '')
    .replace(/^[^\p{L}\p{N}$€£]+|[^\p{L}\p{N}%]+$/gu, '')
    .trim();
}
