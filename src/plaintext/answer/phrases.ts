/** Phrases of a tagged sentence that can be answers: noun phrases, their lists and attachments, verb phrases, titles, adjectives. */
import type { Word } from './words.ts';

export type PhraseForm = 'noun' | 'attached' | 'list' | 'verb' | 'infinitive' | 'title' | 'adjective';

/** Half-open range of words. */
export type Phrase = { readonly from: number; readonly to: number; readonly form: PhraseForm };

const possessives = /^(?:my|our|your|his|her|their|its)$/;
const nounTags: ReadonlySet<string> = new Set(['NOUN', 'PROPN']);
const joiners = /^(?:of|for|with|in|on|at|from|about|to|by|near|called|named|as|like|into|over)$/;
const trailing =
  /^(?:now|lately|recently|today|yesterday|tomorrow|tonight|too|also|again|ever|really|so|much|lot|right|already|yet|soon|ago|though|anymore|together|actually|last|next|this|past)$/;
const weekday = /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$/;
const timeNouns = /^(?:week|weekend|month|year|day|morning|night|evening|afternoon|summer|winter|spring|fall)$/;

/** All phrases, in no order of merit; ranges may overlap. */
export function phrasesOf(words: readonly Word[]): Phrase[] {
  const nouns = nounPhrases(words);
  const found: Phrase[] = nouns.map((range) => ({ ...range, form: 'noun' as const }));
  for (const noun of nouns) {
    const attached = attach(words, nouns, noun);
    if (attached !== undefined) found.push(attached);
  }
  found.push(...lists(words, nouns));
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as Word;
    if (/^(?:\w{2,})ing$/.test(word.lower) && (word.tag === 'VERB' || word.tag === 'NOUN') && word.lower !== 'being') {
      const to = complementEnd(words, i + 1);
      if (to > i + 1) found.push({ from: i, to, form: 'verb' });
      else if (word.tag === 'VERB') found.push({ from: i, to: i + 1, form: 'verb' });
    }
    if (word.lower === 'to' && words[i + 1]?.tag === 'VERB') {
      const to = complementEnd(words, i + 2);
      found.push({ from: i + 1, to, form: 'infinitive' });
    }
    if (word.tag === 'ADJ' && !nounTags.has(words[i + 1]?.tag ?? '') && words[i + 1]?.tag !== 'ADJ') {
      let to = i + 1;
      let from = i;
      while (words[from - 1]?.tag === 'ADJ' || /^(?:bright|dark|light|pale|deep)$/.test(words[from - 1]?.lower ?? ''))
        from--;
      while (/^(?:and|but|,)$/.test(words[to]?.lower ?? '') && words[to + 1]?.tag === 'ADJ') to += 2;
      found.push({ from, to, form: 'adjective' });
    }
  }
  found.push(...titles(words));
  return found;
}

function nounPhrases(words: readonly Word[]): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (let i = 0; i < words.length; ) {
    const start = i;
    let end = -1;
    let at = i;
    if (isOpener(words[at])) at++;
    for (; at < words.length; at++) {
      const word = words[at] as Word;
      if (nounTags.has(word.tag)) {
        if (trailing.test(word.lower) || weekday.test(word.lower)) break;
        end = at + 1;
      } else if (word.tag === 'NUM') {
        end = at + 1;
      } else if (word.tag === 'ADJ') {
        if (/^(?:last|next|past)$/.test(word.lower)) break;
      } else if (
        word.tag === 'VERB' &&
        /(?:ing|ed)$/.test(word.lower) &&
        nounTags.has(words[at + 1]?.tag ?? '') &&
        at > start
      ) {
        // A participle inside: "the handmade, painted bowl".
      } else if (word.lower === "'s" && end === at) {
        // Possessive inside the phrase.
      } else if ((word.lower === '-' || word.lower === '&') && end === at && isAdjacent(words, at)) {
        // Hyphenated compound.
      } else break;
    }
    if (end > 0) {
      found.push({ from: start, to: end });
      i = end;
    } else i = start + 1;
  }
  return found;
}

function isAdjacent(words: readonly Word[], at: number): boolean {
  const word = words[at] as Word;
  if (word.lower === '&') return true;
  return words[at - 1]?.end === word.start && words[at + 1]?.start === word.end;
}

function isOpener(word: Word | undefined): boolean {
  if (word === undefined) return false;
  return word.tag === 'DET' || possessives.test(word.lower);
}

/** "a bowl with a dragon on it": the noun phrase and one or two that hang on it. */
function attach(
  words: readonly Word[],
  nouns: readonly { from: number; to: number }[],
  noun: { from: number; to: number },
): Phrase | undefined {
  let to = noun.to;
  for (let depth = 0; depth < 2; depth++) {
    const joiner = words[to];
    if (joiner === undefined || !joiners.test(joiner.lower)) break;
    const next = nouns.find((one) => one.from === to + 1);
    if (next === undefined) break;
    if (timeNouns.test(words[next.to - 1]?.lower ?? '') && joiner.lower !== 'of') break;
    to = next.to;
  }
  return to > noun.to ? { from: noun.from, to, form: 'attached' } : undefined;
}

/** "A, B and C": noun or verb phrases joined by commas and a final "and". */
function lists(words: readonly Word[], nouns: readonly { from: number; to: number }[]): Phrase[] {
  const found: Phrase[] = [];
  for (let i = 0; i < nouns.length; i++) {
    const first = nouns[i] as { from: number; to: number };
    let last = first;
    let count = 1;
    let joined = false;
    for (let j = i + 1; j < nouns.length; j++) {
      const next = nouns[j] as { from: number; to: number };
      const between = words
        .slice(last.to, next.from)
        .map((word) => word.lower)
        .join(' ');
      if (!/^(?:,|and|,? ?and|or|, or|&|as well as|plus|,? and (?:even|also|some)|, some)$/.test(between)) break;
      last = next;
      count++;
      joined ||= between !== ',';
    }
    if (count > 2 || joined) found.push({ from: first.from, to: last.to, form: 'list' });
  }
  return found;
}

const clauseStop =
  /^(?:[,.;!?:()-]|because|since|when|while|if|although|though|but|so|which|who|whenever|after|before|until)$/;

/** Where the complement of a verb ends that begins at `from`. */
export function complementEnd(words: readonly Word[], from: number, most = 9): number {
  let to = from;
  for (; to < words.length && to - from < most; to++) {
    const word = words[to] as Word;
    if (clauseStop.test(word.lower) && !isHyphen(words, to)) break;
    if (word.tag === 'PRON' && /^(?:i|we|he|she|they|it)$/.test(word.lower) && to > from) break;
    if (
      word.lower === 'and' &&
      /^(?:PRON|VERB|AUX)$/.test(words[to + 1]?.tag ?? '') &&
      !/ing$/.test(words[to + 1]?.lower ?? '')
    )
      break;
    if (word.tag === 'AUX' && to > from) break;
  }
  while (to > from && isTail(words, to - 1)) to--;
  return to;
}

function isHyphen(words: readonly Word[], at: number): boolean {
  return words[at]?.lower === '-' && isAdjacent(words, at);
}

function isTail(words: readonly Word[], at: number): boolean {
  const word = words[at] as Word;
  if (trailing.test(word.lower) || weekday.test(word.lower)) return true;
  if (/^(?:ADP|CCONJ|DET|PUNCT|SCONJ|PART)$/.test(word.tag)) return true;
  return timeNouns.test(word.lower) && /^(?:last|next|this|past|every)$/.test(words[at - 1]?.lower ?? '');
}

/** Quoted titles, and runs of capitalized words. */
function titles(words: readonly Word[]): Phrase[] {
  const found: Phrase[] = [];
  for (let i = 0; i < words.length; i++) {
    const open = words[i]?.text;
    if (open !== '"' && open !== "'") continue;
    for (let j = i + 1; j < Math.min(words.length, i + 12); j++) {
      if (words[j]?.text !== open) continue;
      if (j > i + 1) found.push({ from: i + 1, to: j, form: 'title' });
      i = j;
      break;
    }
  }
  return found;
}

/** The phrase as an answer: without opening articles and possessives, with the original spacing. */
export function phraseText(text: string, words: readonly Word[], phrase: Phrase): string {
  let { from } = phrase;
  let { to } = phrase;
  while (
    phrase.form !== 'title' &&
    from < to - 1 &&
    (isOpener(words[from]) || /^(?:some|any|really|very|so|just|also|such|both)$/.test(words[from]?.lower ?? ''))
  )
    from++;
  while (to > from + 1 && words[to - 1]?.tag === 'PUNCT') to--;
  const first = words[from];
  const last = words[to - 1];
  if (first === undefined || last === undefined) return '';
  return text
    .slice(first.start, last.end)
    .replace(/^["']+|["'.,;:!?]+$/g, '')
    .trim();
}
