/**
 * What speaks for a run of words being the value that a statement tells: what stands before and behind it, what it looks
 * like, and whether it is new against what was said before. No verb of an attribute and no value is among the features.
 */
import type { Tag } from '../../answer/words.ts';
import type { FrameToken } from './frame-tokens.ts';
import { capital, smallInName } from './phrase-edges.ts';
import { kindOf } from './value-kinds.ts';

/** Most words of a value. */
export const widestSpan = 7;

/** What is known of a statement beside its words. */
export type SpanContext = {
  readonly tokens: readonly FrameToken[];
  readonly tags: readonly Tag[];
  /** Runs that comparing found to be slots, half-open. */
  readonly framed: readonly (readonly [number, number])[];
  /** The run that a sentence of a known shape tells. */
  readonly shaped: readonly [number, number] | undefined;
  /** Said of the same, and of others, before; a run by its words. */
  readonly saidBefore: (from: number, to: number) => boolean;
  readonly saidOfOthers: (from: number, to: number) => boolean;
  /** Statements that hold it. */
  readonly times: (from: number, to: number) => number;
  /** Fills slots elsewhere. */
  readonly fills: (from: number, to: number) => boolean;
  /** Share of the statements that hold a word. */
  readonly share: (at: number) => number;
};

const open = /^(?:[.,:;!?=()"“”]|->|=>|→)$/;
const strong = /^(?:[.:;!?=()]|->|=>|→)$/;
const leading =
  /^(?:an?|the|my|our|his|her|its|their|no|in|on|out|under|off|at|by|up|down|back|being|for|not|to|half)$/;
const timeWords =
  /^(?:days?|weeks?|months?|years?|morning|afternoon|evening|night|noon|midnight|today|yesterday|tomorrow|tonight|hours?|minutes?|moment|times?|spring|summer|autumn|winter|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december|lately|recently|soon|once|finally|originally|initially|currently|nowadays|presently|eventually|henceforth|now|these|then|again|still|already)$/;
/** True for a word that says when, not what. */
export const isTimeWord = (lower: string): boolean => timeWords.test(lower);

const smallInside = /^(?:of|a|an|the|and|&|-|'s|s|to|in|at|on|for|past|with|no|under|by|into)$/;

const wordOf = (token: FrameToken | undefined, edge: string): string =>
  token === undefined
    ? edge
    : token.kind === 'content'
      ? /\d/.test(token.text)
        ? '#'
        : 'w'
      : token.kind === 'entity'
        ? 'E'
        : token.lower;

/** True where a value may begin and end there at all. */
export function maySpan({ tokens }: Pick<SpanContext, 'tokens'>, from: number, to: number): boolean {
  const last = tokens[to - 1] as FrameToken;
  if (last.kind !== 'content' && !/^(?:off|out|down|up|in|on)$/.test(last.lower) && !smallInName(tokens, to - 1))
    return false;
  const head = tokens[from] as FrameToken;
  return head.kind === 'content' || (leading.test(head.lower) && to - from > 1);
}

/** True where a value may go on over this token. */
export function mayHold(token: FrameToken): boolean {
  if (token.kind === 'entity') return false;
  if (token.kind === 'content' || (token.kind === 'function' && /^\p{Lu}\p{Ll}/u.test(token.text))) return true;
  return smallInside.test(token.lower) || leading.test(token.lower);
}

/** What a boundary says: before `from`. */
export function beginFeatures({ tokens, tags }: SpanContext, from: number): string[] {
  const [before, head] = [tokens[from - 1], tokens[from] as FrameToken];
  const two = `${wordOf(tokens[from - 2], '^')} ${wordOf(before, '^')}`;
  const found = [
    `b=${wordOf(before, '^')}`,
    `b2=${two}`,
    `bt=${tags[from - 1] ?? '^'} ${tags[from]}`,
    `f=${wordOf(head, '^')}`,
    `ft=${tags[from]}`,
  ];
  if (before?.kind === 'content') found.push(`bs=${before.stem}`);
  if (capital(before) && capital(head) && from > 1) found.push('b:splits');
  if (capital(head)) found.push(from === 0 || strong.test(before?.lower ?? '') ? 'f:opens' : 'f:name');
  if (timeWords.test(head.lower)) found.push('f:time');
  return found;
}

/** What a boundary says: behind the last, at `to`. */
export function endFeatures({ tokens, tags }: SpanContext, to: number): string[] {
  const [last, next] = [tokens[to - 1] as FrameToken, tokens[to]];
  const found = [
    `a=${wordOf(next, '$')}`,
    `a2=${wordOf(next, '$')} ${wordOf(tokens[to + 1], '$')}`,
    `at=${tags[to - 1]} ${tags[to] ?? '$'}`,
    `lt=${tags[to - 1]}`,
  ];
  if (next?.kind === 'content') found.push(`as=${next.stem}`);
  if (capital(last) && capital(next)) found.push('a:splits');
  if (timeWords.test(last.lower)) found.push('l:time');
  return found;
}

const kinds = (text: string): string => {
  const kind = kindOf(text);
  if (kind.startsWith('number')) return kind === 'number ' ? 'number' : 'measure';
  return kind.startsWith('name of a') ? 'sort' : kind;
};

/** What the whole of it says. */
export function insideFeatures(context: SpanContext, from: number, to: number, text: string): string[] {
  const { tokens, tags, framed, shaped } = context;
  const kind = kinds(text);
  const found = [`n=${Math.min(5, to - from)}`, `k=${kind}`, `kb=${kind} ${wordOf(tokens[from - 1], '^')}`];
  if (to - from <= 3) found.push(`t=${tags.slice(from, to).join(' ')}`);
  let [small, content, time] = [0, 0, 0];
  let widest = 0;
  for (let at = from; at < to; at++) {
    const token = tokens[at] as FrameToken;
    if (token.kind === 'content') {
      content += 1;
      widest = Math.max(widest, context.share(at));
      if (timeWords.test(token.lower)) time += 1;
    } else if (at > from) {
      small += 1;
      found.push(`i=${token.lower}`);
    }
    if (tags[at] === 'VERB' || tags[at] === 'AUX') found.push(at === from ? 'verb first' : 'verb inside');
  }
  if (small > 0 && content > 1) found.push('joined');
  if (time === content) found.push('all time');
  else if (time > 0) found.push('time inside');
  found.push(`share=${widest < 0.04 ? 0 : widest < 0.1 ? 1 : widest < 0.25 ? 2 : 3}`);
  const entity = tokens.findIndex((token) => token.kind === 'entity');
  if (entity >= 0) {
    const side = from > entity ? 'after' : 'before';
    const between = from > entity ? tokens.slice(entity + 1, from) : tokens.slice(to, entity);
    const breaks = between.some(({ lower }) => strong.test(lower))
      ? 2
      : between.some(({ lower }) => open.test(lower))
        ? 1
        : 0;
    found.push(`e=${side} ${Math.min(6, between.length)}`, `eb=${side} ${breaks}`);
  }
  if (from === 0) found.push(`opens ${kind}`);
  if (to === tokens.length || (to === tokens.length - 1 && tokens[to]?.kind === 'mark')) found.push('last');
  const same = framed.some(([a, b]) => a === from && b === to);
  found.push(
    same
      ? 'framed'
      : framed.length === 0
        ? 'unframed'
        : framed.some(([a, b]) => a >= from && b <= to)
          ? 'framed inside'
          : framed.some(([a, b]) => a < to && b > from)
            ? 'framed across'
            : 'framed elsewhere',
  );
  if (shaped !== undefined)
    found.push(
      shaped[0] === from && shaped[1] === to
        ? 'shaped'
        : shaped[0] < to && shaped[1] > from
          ? 'shaped across'
          : 'shaped elsewhere',
    );
  if (context.saidBefore(from, to)) found.push('said', `said ${framed.length > 1 ? 'two' : 'one'}`);
  if (context.saidOfOthers(from, to)) found.push('said of others');
  if (context.fills(from, to)) found.push('fills');
  // What comes back comes back whole: "Bay 22", not "22".
  const times = context.times(from, to);
  if (times > 1) {
    found.push(`times=${times > 3 ? 4 : times}`);
    const longer = (a: number, b: number): boolean =>
      a >= 0 &&
      b <= tokens.length &&
      mayHold(tokens[a] as FrameToken) &&
      mayHold(tokens[b - 1] as FrameToken) &&
      context.times(a, b) > 1;
    const left = longer(from - 1, to) ? (context.times(from - 1, to) === times ? 2 : 1) : 0;
    const right = longer(from, to + 1) ? (context.times(from, to + 1) === times ? 2 : 1) : 0;
    found.push(`left=${left}`, `right=${right}`);
  }
  // What stands alone elsewhere does so here: "Forget Laos", "ants and researches mantises".
  if (to - from > 1) {
    const [behind, before] = [context.times(from + 1, to), context.times(from, to - 1)];
    found.push(
      behind > times ? 'rest comes back' : 'rest does not',
      before > times ? 'start comes back' : 'start does not',
    );
    if (from === 0 && behind > times) found.push('opening, rest comes back');
    for (let at = from + 1; at < to - 1; at++) {
      if (tokens[at]?.kind === 'content') continue;
      const [left, right] = [context.times(from, at), context.times(at + 1, to)];
      const last = context.times(to - 1, to);
      if (left > times && right > times) found.push('both sides come back');
      else if (left > times && last > times) found.push('both ends come back');
      else if (left > times || right > times) found.push('a side comes back');
    }
  }
  return found;
}

const denies =
  /\b(?:not|no|never|nobody|none|nothing|n't|denied|denies|rumou?rs?|untrue|false|wrong|false alarm)\b|n't\b/i;
const plans =
  /\b(?:will|may|might|could|would|plans?|planned|planning|next|considering|proposal|proposed|talk of|thinking|hopes?|wants?|soon|bids?|vote|decision|decided|expected|discuss\w*|ask(?:ed|s)?|wonder\w*)\b/i;
const past =
  /\b(?:was|were|had|used to|once|back (?:when|then|in)|in (?:the|those) (?:days?|times?|years?|weeks?|months?)|when|while|under|ago|remember\w*|former\w*|still|at the time|learned|started)\b/i;
const present =
  /\b(?:now|nowadays|these days|today|from (?:now|here|today|tonight|this)|as of|currently|at present|presently|new|newly|henceforth|since|anymore|any more|no longer|instead|tonight|these|has been|have been|moved|switched|took over|taken over|replac\w+)\b/i;

/** What speaks for a statement that tells no value. */
export function noneFeatures(context: SpanContext, text: string, of: { readonly fixed: number }): string[] {
  const found = ['none'];
  const [isPast, isPresent] = [past.test(text), present.test(text)];
  if (denies.test(text)) found.push('none: denies');
  if (plans.test(text)) found.push('none: plans');
  if (isPast) found.push('none: past');
  if (isPresent) found.push('none: present');
  if (isPast && !isPresent) found.push('none: past alone');
  if (of.fixed > 0) found.push('none: same of several');
  if (context.framed.length > 0) found.push('none: framed');
  if (context.shaped !== undefined) found.push('none: shaped');
  return found;
}

/** True for what tells of how it was, not of how it is. */
export const tellsPast = (text: string): boolean => past.test(text) && !present.test(text);
