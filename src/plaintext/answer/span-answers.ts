/** The span of an evidence sentence that fills the gap of a what, who, where, how or why question. */
import type { Candidate } from './evidence-sentences.ts';
import { complementEnd, type Phrase, phrasesOf, phraseText } from './phrases.ts';
import type { QuestionFrame } from './question-frame.ts';
import { isGivenName, isPersonWord, isPlaceWord, wantsName, wordsFor } from './word-types.ts';
import { isContent, isLight, matchTerm, type Word } from './words.ts';

export type Span = {
  readonly text: string;
  readonly score: number;
  readonly candidate: Candidate;
  /** How well its place in the sentence fits what the question leaves open; 0 where nothing speaks for it. */
  readonly fit: number;
  /** Content terms of the span. */
  readonly terms: ReadonlySet<string>;
};

type Scene = {
  readonly frame: QuestionFrame;
  readonly candidate: Candidate;
  readonly asked: ReadonlySet<string>;
  /** Positions of words that the question shares. */
  readonly shared: readonly number[];
  /** Positions of the question's main verb. */
  readonly verbs: readonly number[];
  readonly subjectGap: boolean;
};

/** Spans of all candidates, best first. */
export function spanAnswers(frame: QuestionFrame, candidates: readonly Candidate[]): Span[] {
  const asked = new Set([...frame.terms, ...frame.people.flatMap((name) => name.split(' ').map(matchTerm))]);
  const subjectGap = asksForSubject(frame);
  const spans: Span[] = [];
  for (const candidate of candidates) {
    if (candidate.coverage === 0 && candidate.support === 0) continue;
    const shared: number[] = [];
    const verbs: number[] = [];
    for (const [at, word] of candidate.words.entries()) {
      if (frame.terms.includes(word.term)) shared.push(at);
      if (word.term === frame.verb && (word.tag === 'VERB' || word.tag === 'AUX')) verbs.push(at);
    }
    const scene: Scene = { frame, candidate, asked, shared, verbs, subjectGap };
    for (const phrase of phrasesFor(scene)) {
      const span = scoreSpan(scene, phrase);
      if (span !== undefined) spans.push(span);
    }
  }
  return spans.sort((a, b) => b.score - a.score);
}

/** "What inspired her?", "Who gave Jeff the ball?": the gap comes before the verb. */
function asksForSubject(frame: QuestionFrame): boolean {
  const words = frame.words;
  if (!/^(?:what|who|which)$/.test(words[0]?.lower ?? '')) return false;
  const next = words.slice(1).find((word) => word.tag === 'VERB' || word.tag === 'AUX' || word.tag === 'PRON');
  return (
    next !== undefined &&
    next.tag === 'VERB' &&
    !/^(?:do|does|did|is|are|was|were|has|have|had|will|would|can|should)$/.test(next.lower)
  );
}

function phrasesFor({ frame, candidate, verbs }: Scene): Phrase[] {
  const { words } = candidate;
  const found = phrasesOf(words);
  for (const verb of verbs) {
    const to = complementEnd(words, verb + 1, 10);
    if (to > verb + 1) found.push({ from: verb + 1, to, form: 'verb' });
  }
  if (frame.gap === 'how' || frame.gap === 'what') {
    for (const [at, word] of words.entries()) {
      const subject = words[at - 1];
      if (word.tag !== 'VERB' || subject?.tag !== 'PRON' || !/^(?:i|we|he|she|they)$/.test(subject.lower)) continue;
      if (/^(?:think|guess|know|hope|mean|feel|love|like|wish|want|am|was|have|had)$/.test(word.lower)) continue;
      const to = complementEnd(words, at + 1, 12);
      if (to > at) found.push({ from: at, to, form: 'verb' });
    }
    for (const [at, word] of words.entries()) {
      if (/^(?:by|through)$/.test(word.lower)) {
        const to = complementEnd(words, at + 1);
        if (to > at + 1) found.push({ from: frame.gap === 'how' ? at : at + 1, to, form: 'verb' });
      }
    }
  }
  return found;
}

const empty =
  /^(?:i|me|my|you|your|it|that|this|these|those|them|they|he|she|we|us|thing|things|stuff|lot|lots|bit|way|ways|one|ones|time|times|something|anything|everything|someone|anyone|everyone|day|days|today|yesterday|tomorrow|week|month|year|moment|wow|hey|thanks|kind|sort|type|too|all|much|more|fun|name|great|good|nice|awesome|amazing|cool|sure|glad|happy|while|part|hope|guess|idea|mel|reason|rest|everybody|nothing|same|other|others|last|next|able|ready|new|recent|correction|update|reminder|typo|oops|sorry)$/;

function scoreSpan(scene: Scene, phrase: Phrase): Span | undefined {
  const { frame, candidate, asked, shared } = scene;
  const { words } = candidate;
  const inside = words.slice(phrase.from, phrase.to);
  const content = inside.filter((word) => word.tag !== 'PUNCT' && (isContent(word.term) || isName(word)));
  const fresh = content.filter((word) => !asked.has(word.term));
  if (fresh.length === 0) return undefined;
  if (fresh.every((word) => empty.test(word.lower))) return undefined;
  // Who is with somebody is no place.
  if (frame.gap === 'where' && [phrase.from - 1, phrase.from].some((at) => words[at]?.lower === 'with'))
    return undefined;
  if (frame.gap === 'where' && !couldBePlace(words, phrase)) return undefined;
  const text = phraseText(candidate.text, words, phrase);
  if (text.length < 2) return undefined;
  const repeated = content.length - fresh.length;
  let score = 2 * candidate.score;
  score -= 0.5 * (repeated / content.length);
  const fit = placement(scene, phrase);
  score += fit;
  const distance = nearest(shared, phrase);
  score -= Math.min(0.5, 0.05 * Math.max(0, distance - 2));
  score += typeFit(scene, inside, phrase, text) + strandedFit(scene, phrase);
  const size = inside.filter((word) => word.tag !== 'PUNCT' && word.tag !== 'DET').length;
  if (size > 7) score -= 0.07 * (size - 7);
  if (phrase.form === 'list') score += frame.plural ? 0.35 : 0.1;
  if (phrase.form === 'attached') score += 0.06;
  if (words[phrase.from]?.tag === 'PRON' && size === 1) score -= 0.5;
  if (size === 1 && frame.gap === 'what' && !/^\p{Lu}/u.test(text)) score -= 0.12;
  if (timeOnly.test(text)) score -= 0.8;
  // "Correction from Anna: ..." leads to what is said.
  if (phrase.from === 0 && words[phrase.to]?.lower === ':') score -= 0.8;
  return { text: withoutAsked(text, asked), score, candidate, fit, terms: new Set(fresh.map((word) => word.term)) };
}

/** The stem of a name may be a stop word. */
const isName = ({ tag, text }: Word): boolean => tag === 'PROPN' && /^\p{Lu}\p{Ll}{2,}$/u.test(text);

/** A place by its word, or by what stands before it: "Miso knocked over the plant" names none. */
function couldBePlace(words: readonly Word[], phrase: Phrase): boolean {
  if (words.slice(phrase.from, phrase.to).some((word) => isPlaceWord(word.lower))) return true;
  const before = words
    .slice(Math.max(0, phrase.from - 3), phrase.from)
    .filter((word) => word.tag !== 'DET')
    .at(-1);
  return (
    before !== undefined &&
    (/^(?:ADP|VERB|AUX|ADV|PART|PRON|ADJ)$/.test(before.tag) || before.lower === ',' || before.lower === ':')
  );
}

/** "niece Lucia" for "who is her niece": opening words that the question has said go, where a name follows. */
function withoutAsked(said: string, asked: ReadonlySet<string>): string {
  const text = said.replace(chatWords, '');
  const named = /^(.{2,40}?)\s+(?:named|called)\s+(\p{Lu}.*)$/u.exec(text);
  if (named?.[1] !== undefined && named[2] !== undefined && lastTerm(named[1], asked)) return named[2];
  const lead = /^((?:\p{Ll}[\p{L}'-]*\s+){1,3})(\p{Lu}.*)$/u.exec(text);
  if (lead?.[1] !== undefined && lead[2] !== undefined && lastTerm(lead[1].trim(), asked)) return lead[2];
  const apposed = /^([^,]{3,40}),\s+([^,]+)$/.exec(text);
  if (apposed?.[1] !== undefined && apposed[2] !== undefined && lastTerm(apposed[1], asked)) return apposed[2];
  return text;
}

/** Short forms of chat that end a sentence and belong to no value: "in Manchester rn". */
const chatWords = /(?<=\p{L}{2})(?:\s+(?:rn|atm|tbh|lol|btw|fyi|ngl|imo|irl|haha|lmao))+$/iu;

function lastTerm(text: string, asked: ReadonlySet<string>): boolean {
  return asked.has(matchTerm(text.split(/\s+/).at(-1) ?? ''));
}

/** Where the phrase stands relative to what the question shares with the sentence. */
function placement({ frame, candidate, verbs, shared, subjectGap }: Scene, phrase: Phrase): number {
  const { words } = candidate;
  let best = 0;
  for (const verb of verbs) {
    const between = words.slice(verb + 1, phrase.from);
    if (subjectGap && phrase.to <= verb) {
      if (words.slice(phrase.to, verb).every((word) => /^(?:AUX|ADV|PART|PRON)$/.test(word.tag)))
        best = Math.max(best, 0.6);
    } else if (phrase.from > verb) {
      const plain = between.every((word) => /^(?:ADP|DET|ADV|PART|PRON)$/.test(word.tag));
      const clause = !between.some((word) => /^[.;!?]$/.test(word.lower));
      const value = subjectGap ? 0 : plain ? 0.6 : clause ? 0.3 : 0.05;
      best = Math.max(best, value);
    }
  }
  // "my favorite book is X", "the name is X": what follows the copula after a shared word.
  const before = words[phrase.from - 1]?.lower ?? '';
  const beforeThat = phrase.from - 2;
  const copula =
    /^(?:is|are|was|were|be|called|named|:|became|like|including)$/.test(before) ||
    /^(?:is|are|was|were)$/.test(words[beforeThat]?.lower ?? '');
  if (copula && shared.some((at) => at < phrase.from && phrase.from - at <= 5)) best = Math.max(best, 0.65);
  // Modifiers right before a shared head: "pottery workshop" for "what kind of workshop".
  const last = words[phrase.to - 1];
  if (last !== undefined && last.term === frame.focusTerm && phrase.to - phrase.from > 1) best = Math.max(best, 0.5);
  // "a turtle named Shelly": appositions of a shared word.
  if (shared.includes(phrase.from - 1) && words[phrase.from]?.tag === 'PROPN') best = Math.max(best, 0.45);
  // "scared of umbrellas".
  if (words[phrase.from - 1]?.tag === 'ADP' && shared.includes(phrase.from - 2)) best = Math.max(best, 0.5);
  // A reply that is nothing but the answer: "A rye bread with figs."
  if (
    candidate.answersSame &&
    words.slice(0, phrase.from).every((word) => /^(?:ADV|DET|INTJ|PUNCT|ADP|PRON|AUX)$/.test(word.tag))
  ) {
    best = Math.max(best, candidate.reply === 'first' ? 0.75 : 0.5);
  }
  // "named it Clementine", "a tutor named Colette", "his name is Captain".
  if (/\b(?:name[ds]?|called|title|nickname)\b/i.test(frame.text)) {
    const lead = words
      .slice(Math.max(0, phrase.from - 3), phrase.from)
      .map((word) => word.lower)
      .join(' ');
    if (/(?:\b(?:named|called|call|name is|names are)(?: (?:it|her|him|them|ourselves|the|"))*(?: ")?)$/.test(lead))
      best = Math.max(best, 1.3);
  }
  return best;
}

function nearest(shared: readonly number[], phrase: Phrase): number {
  let best = 12;
  for (const at of shared) {
    const distance = at < phrase.from ? phrase.from - at : at >= phrase.to ? at - phrase.to + 1 : 0;
    best = Math.min(best, distance);
  }
  return best;
}

const stranded = /\b(?<lead>with|to|from|for|about|by|of)\s*\?*$/i;

/** "Who did we have dinner with?": what stands behind the same word in the sentence. */
function strandedFit({ frame, candidate }: Scene, { from }: Phrase): number {
  const lead = stranded.exec(frame.text.trim())?.groups?.['lead']?.toLowerCase();
  if (lead === undefined || !candidate.words.some((word) => word.lower === lead)) return 0;
  const before = candidate.words
    .slice(Math.max(0, from - 3), from)
    .filter((word) => !/^(?:DET|PRON|ADJ|NUM)$/.test(word.tag));
  return before.at(-1)?.lower === lead ? 0.6 : -0.2;
}

/** A reply that lists several things to do. */
function repliesWithPlan({ candidate }: Scene, phrase: Phrase): boolean {
  return candidate.answersSame && (phrase.form === 'verb' || phrase.form === 'infinitive');
}

const timeOnly =
  /^(?:(?:the|this|that|last|next|early|late|mid|good|every|each|first|same|whole|other|of|\d+(?:st|nd|rd|th)?|(?:19|20)\d\d|january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|fall|winter|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|morning|afternoon|evening|night|noon|day|days|week|weeks|weekend|weekends|month|months|year|years|time|moment|today|tomorrow|yesterday|am|pm|and|,)\b[\s,]*)+$/i;

const feelings =
  /^(?:happy|sad|excited|nervous|proud|grateful|thankful|relieved|anxious|scared|afraid|stressed|overwhelmed|tired|exhausted|calm|peaceful|joyful|thrilled|inspired|motivated|hopeful|frustrated|disappointed|upset|angry|lonely|amazing|awesome|great|good|wonderful|terrible|fulfilled|accomplished|alive|free|loved|accepted|empowered|comfortable|confident|guilty|lucky|blessed|content|awe|awed|energized|refreshed|rewarding|liberated|supported|in)$/;

const onlyStreet = /\b(?:lane|road|street|avenue|drive|close|way|square|court|hill|row|gardens?)$/i;

/** "Ines bought a printer": a name that opens a sentence, by its place before the verb. */
function leadsAsName(words: readonly Word[], { from, to }: Phrase): boolean {
  const [word, next] = [words[from], words[to]];
  if (from !== 0 || to !== 1 || word === undefined || !/^\p{Lu}\p{Ll}+$/u.test(word.text)) return false;
  return /^(?:VERB|AUX)$/.test(next?.tag ?? '') && /^(?:NOUN|PROPN|X)$/.test(word.tag);
}

/** Answered by a bare number. */
const asksForNumber = /\b(?:numbers?|codes?|pins?|passwords?|ids?|postcode|zip|iban|size|reference)\b/i;

function typeFit(scene: Scene, inside: readonly Word[], phrase: Phrase, text: string): number {
  const { frame } = scene;
  const form = phrase.form;
  const head = inside.filter((word) => word.tag !== 'PUNCT').at(-1);
  const proper = inside.some((word) => word.tag === 'PROPN' && /^\p{Lu}/u.test(word.text));
  const noun = form === 'noun' || form === 'attached' || form === 'list' || form === 'title';
  switch (frame.gap) {
    case 'who': {
      const person = inside.some(
        (word) =>
          !scene.asked.has(word.term) && isPersonWord(word.lower === word.text ? word.lower : word.text, word.tag),
      );
      if (form === 'attached' && !/^(?:\S+ )*(?:of|from) /.test(text)) return -0.2;
      if (!noun || !(person || leadsAsName(scene.candidate.words, phrase))) return -0.8;
      // "Dinner at Olive & Thyme": where, not with whom.
      const lead = scene.candidate.words[phrase.from - 1]?.lower ?? '';
      if (/^(?:at|in|on|into|onto|near)$/.test(lead) || isPlaceWord(head?.lower ?? '') || onlyStreet.test(text))
        return -0.4;
      return inside.some((word) => isGivenName(word.lower)) ? 0.6 : 0.4;
    }
    case 'where': {
      if (!noun) return -0.7;
      const place =
        inside.some((word) => isPlaceWord(word.lower)) || (proper && !inside.some((word) => isGivenName(word.lower)));
      const lead = scene.candidate.words[phrase.from - 1]?.lower ?? '';
      const led = /^(?:in|at|to|from|near|into|inside|above|outside|around|behind|of|via|visit|visited)$/.test(lead)
        ? 0.35
        : 0;
      const loose = form === 'attached' && / (?:with|for|on|about|like) /.test(text) ? 0.3 : 0;
      const sure = inside.some((word) => isPlaceWord(word.lower)) || led > 0;
      return (place ? (sure ? 0.5 : 0.15) : -0.2) + led - loose;
    }
    case 'feeling':
      return inside.some((word) => feelings.test(word.lower)) ? 1 : form === 'adjective' ? 0.2 : -1.6;
    case 'how':
      return /^(?:by|through|with)\b/.test(text) ? 0.5 : form === 'verb' ? 0.15 : 0;
    default:
      break;
  }
  let fit = 0;
  // "The early shift" for "which shift".
  if (frame.focusTerm !== undefined && frame.gap === 'what' && inside.some(({ term }) => term === frame.focusTerm))
    fit += 0.35;
  const wanted = wordsFor(frame.focus);
  if (wanted !== undefined) {
    const at = inside.findLastIndex((word) => wanted.has(word.lower));
    // The thing itself with what stands before it: "bright green", not "green bike with a bell".
    fit +=
      at < 0 ? -0.4 : 1 + 0.05 * Math.min(3, at) - (form === 'list' ? 0 : 0.06) * Math.min(5, inside.length - 1 - at);
  }
  if (wantsName(frame.focus) || /\b(?:called|named)\b|\bname\b/i.test(frame.text)) {
    if (
      inside.some((word) =>
        /^(?:aunt|uncle|sister|brother|mom|mother|dad|father|cousin|friend|husband|wife)$/.test(word.lower),
      ) &&
      !/\b(?:who|aunt|uncle|sister|brother|mother|father|cousin|friend|husband|wife|child|son|daughter)\b/i.test(
        frame.text,
      )
    )
      fit -= 1.1;
    fit += form === 'title' ? 1 : proper ? 0.4 : form === 'verb' || form === 'infinitive' ? -0.8 : -0.15;
  } else if (form === 'title') fit += 0.2;
  const doing =
    isLight(frame.verb ?? '') || frame.verb === undefined
      ? /\b(?:do|does|did|doing|done)\b/.test(frame.text)
      : /^(?:start|plan|enjoi|love|like|tri|decid|begin|consid|want|hope|suggest|recommend|realiz)$/.test(frame.verb);
  const activity = /\b(?:activit(?:y|ies)|hobb(?:y|ies)|plans?|exercise|goals?|ways?|interests?)\b/i.test(frame.focus);
  if (frame.plural && repliesWithPlan(scene, phrase) && / and /.test(text)) fit += 0.4;
  if (form === 'verb' || form === 'infinitive')
    fit += activity ? 0.35 : doing ? 0.2 : frame.focus === '' ? -0.05 : -0.4;
  else if (form === 'adjective') fit -= frame.focus === '' ? 0.45 : 0.35;
  else if (activity && /ing$/.test(head?.lower ?? '')) fit += 0.3;
  else if (noun) fit += 0.1;
  if (
    inside.length > 0 &&
    inside.every((word) => isGivenName(word.lower) || word.tag === 'PUNCT') &&
    !wantsName(frame.focus)
  )
    fit -= 0.5;
  if (head !== undefined && head.tag === 'NUM' && inside.length === 1)
    fit += asksForNumber.test(frame.text) ? 0.6 : -0.4;
  return fit;
}
