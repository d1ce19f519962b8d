/** What a question leaves open: the kind of gap, the noun that names it, whom it is about, its verb and its other words. */
import type { ParsedQuery } from '../recall/types.ts';
import { askedOf, type Whose } from './whose.ts';
import { isContent, matchTerm, plainEnglish, tagWords, type Word } from './words.ts';

export type Gap =
  | 'when'
  | 'duration'
  | 'frequency'
  | 'number'
  | 'amount'
  | 'age'
  | 'who'
  | 'where'
  | 'why'
  | 'how'
  | 'feeling'
  | 'what'
  | 'yes-no'
  | 'choice'
  | 'history'
  | 'order';

export type QuestionFrame = {
  /** The question as it was put. */
  readonly original: string;
  /** The clause that asks, in plain English. */
  readonly text: string;
  readonly gap: Gap;
  /** Noun phrase after what, which, how many: "kind of dog", "books". Empty without one. */
  readonly focus: string;
  /** Term of its head; undefined without a focus. */
  readonly focusTerm: string | undefined;
  /** True when several things are asked for. */
  readonly plural: boolean;
  /** The time asked about, half-open. */
  readonly range: ParsedQuery['range'];
  /** Names of the people asked about, as in the question, lower case; `user` for "I" and "my". */
  readonly people: readonly string[];
  /** Whom it asks about, where the words tell. */
  readonly whose: Whose | undefined;
  /** Terms of content words other than the people's names, in order. */
  readonly terms: readonly string[];
  /** Those of them that stand only in sentences around the one that asks. */
  readonly background: ReadonlySet<string>;
  /** Terms of names in the question, other than the people's. */
  readonly names: ReadonlySet<string>;
  /** Term of the main verb; undefined for "to be". */
  readonly verb: string | undefined;
  /** What is asked about with "to be", or the object of the verb: terms. */
  readonly alternatives: readonly string[];
  /** True for "would", "might": an inference is wanted. */
  readonly hypothetical: boolean;
  /** Whether the present state is wanted, so that the newest value wins: by a word, by the tense, or not. */
  readonly current: 'stated' | 'tense' | 'no';
  readonly words: readonly Word[];
};

const whPattern =
  /\b(?:when|where|who|whom|whose|why|how|what|which|in which|in what|on what|on which|at what|for what|from which)\b/gi;
const auxStart =
  /^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|might|may|am|isn't|aren't|didn't|doesn't)\b/i;

/** What says only how the answer should be written. */
const formatHint =
  /\((?:e\.?g\.?|ex|for example|answer)\b[^)]*\)|(?:^|(?<=[.?!]\s))(?:please )?(?:return|give|answer|respond|write|provide)\b[^.?!]*\b(?:format|number|numbers|percent|days|weeks|months|years|semesters|range|window|tenth)\b.*$/i;

/** The question without what says only how the answer should be written. */
function withoutFormat(text: string): string {
  const rest = text.replace(formatHint, '').trim();
  return rest.length < 8 ? text : rest;
}

/** The sentence, and the part of it, that asks. */
export function askingClause(text: string): string {
  const plain = plainEnglish(withoutFormat(text.trim()));
  const sentences = plain.split(/(?<=[.!?])\s+/).filter((one) => one !== '');
  const asking =
    sentences.filter((one) => one.endsWith('?')).at(-1) ??
    sentences.find((one) => new RegExp(whPattern.source, 'i').test(one)) ??
    sentences.at(-1) ??
    plain;
  let clause = asking.replace(/^(?:so|and|but|also|well|hey|wait|ok|okay|hmm|wait a minute|please)[,\s]+/i, '').trim();
  if (auxStart.test(clause) && !/^(?:can|could|would|will) you\b/i.test(clause)) return clause;
  const first = new RegExp(whPattern.source, 'i').exec(clause);
  if (first !== null && first.index > 0) {
    const before = clause.slice(0, first.index);
    // "During her trip, what did ..." keeps its opening words at the end, where they still count as content.
    const opening =
      /^(?:can|could|would|will) you|remind me|tell me|i (?:forgot|forget|misremember|need|completely|may)/i.test(
        before.trim(),
      )
        ? ''
        : before.trim().replace(/,$/, '');
    clause = `${clause.slice(first.index).replace(/[?.!]+$/, '')}${opening === '' ? '' : `, ${opening}`}?`;
  }
  return clause;
}

const gapRules: readonly (readonly [RegExp, Gap])[] = [
  [
    /^(?:in|on|at|for)?\s*(?:what|which) (?:is the )?(?:exact |specific )?(?:date|day|days|month|year|season)\b/i,
    'when',
  ],
  [/^(?:at |around )?what (?:is the )?(?:exact )?(?:time\b(?! (?:of year|zone))|is the (?:deadline|date))/i, 'when'],
  [
    /^when\b|^since when|^until when|^how (?:recently|soon)\b|^how long ago\b|^how many (?:\w+ )?(?:days|weeks|months|years) ago\b/i,
    'when',
  ],
  [
    /^(?:for )?how long\b|^how many (?:\w+ )?(?:days|weeks|months|years|hours|minutes|semesters)\b|^what (?:is|was) the (?:length|duration)/i,
    'duration',
  ],
  [/^how (?:often|frequently|regularly)\b/i, 'frequency'],
  [/^how old\b|^what (?:is|was) .{1,30}\bage\b/i, 'age'],
  [/^how many\b|^what (?:is|was) the (?:total )?number\b/i, 'number'],
  [
    /^how (?:much|far|tall|big|large|heavy|fast|high|expensive|wide|deep)\b|^what (?:percentage|percent|price|amount|score|discount)\b|^what (?:is|was) the (?:total|price|cost|amount|percentage)\b/i,
    'amount',
  ],
  [
    /^(?:who|whom|whose|with whom|to whom)\b|^(?:what|which) (?:person|friend|relative|colleague|family member)\b/i,
    'who',
  ],
  [
    /^(?:from |to )?where\b|^(?:in |to |from |at )?(?:what|which) (?:cit(?:y|ies)|countr(?:y|ies)|places?|towns?|states?|locations?|areas?|regions?|continents?|schools?|venues?)\b/i,
    'where',
  ],
  [
    /^why\b|^how come|^what (?:was|is|were) .{0,30}\b(?:reasons?|motivations?|cause)\b|^what (?:reason|caused|made|motivat|inspir|prompt|led|drove|pushed)\w*/i,
    'why',
  ],
  [/^how (?:do|does|did|is|are|was|were|has|have) .{1,40}\b(?:feel|feeling|felt)\b/i, 'feeling'],
  [/^(?:in )?(?:what|which) (?:order|sequence)\b/i, 'order'],
  [/^how\b/i, 'how'],
];

/** The gap of one clause that asks. */
export function gapOf(clause: string): Gap {
  return gapRules.find(([pattern]) => pattern.test(clause))?.[1] ?? (auxStart.test(clause) ? 'yes-no' : 'what');
}

const pluralHints =
  /\b(?:activities|hobbies|books|movies|events|things|items|places|countries|cities|names|pets|instruments|symbols|types|kinds|ways|methods|steps|sports|games|people|children|kids|dishes|foods|songs|bands|artists|authors|causes|areas|states|classes|projects|recipes|changes|plans|goals|skills|topics|problems|challenges|fields|animals|subjects|musicians|tournaments|interests|aspects|shows|series|languages|organizations|traits|attributes|benefits|gifts)\b/i;

/** Reads a question. `people` are the names of speakers that it mentions. */
export function readQuestion(question: ParsedQuery, speakers: readonly string[] = []): QuestionFrame {
  const text = askingClause(question.text);
  const words = tagWords(text);
  const alternatives = alternativesOf(text);
  let gap = gapOf(text);
  if (/^(?:how|what|which) .*\b(?:changed?|changes|evolved|over time)\b/i.test(text) && gap !== 'when') gap = 'history';
  if (question.intent === 'order' && gap !== 'yes-no') gap = 'order';
  if (alternatives.length > 1 && (gap === 'yes-no' || gap === 'what' || gap === 'who' || gap === 'where'))
    gap = 'choice';
  const focus = focusOf(text);
  const focusWords = focus.match(/[\p{L}\p{N}'-]+/gu) ?? [];
  const kindOf = /^(?:kinds?|types?|sorts?|breeds?|brands?|styles?|genres?|names?|pieces?|parts?) of\s+(.+)$/i.exec(
    focus,
  )?.[1];
  const headWord = (kindOf?.match(/[\p{L}\p{N}'-]+/gu) ?? focusWords).at(-1);
  const people = peopleOf(question, text, speakers);
  const nameTerms = new Set(people.flatMap((name) => name.split(/\s+/)).map(matchTerm));
  const terms: string[] = [];
  const spare: string[] = [];
  const names = new Set<string>();
  const { range } = question;
  const implied = impliedBy(gap, text);
  const verb = mainVerb(words);
  for (const word of tagWords(plainEnglish(withoutFormat(question.text))).concat(words)) {
    if (word.tag === 'PUNCT' || nameTerms.has(word.term) || (genericTerms.has(word.term) && word.term !== verb))
      continue;
    if (range !== undefined && dateWord.test(word.lower)) continue;
    if (!isContent(word.term) && !(word.term === verb && word.tag === 'VERB' && !/^(?:be|do|have|go)$/.test(word.term)))
      continue;
    if (implied.has(word.term)) {
      spare.push(word.term);
      continue;
    }
    if (word.tag === 'PROPN' && /^\p{Lu}/u.test(word.text)) names.add(word.term);
    if (!terms.includes(word.term)) terms.push(word.term);
  }
  // "How old is Ana?" has nothing else to go by.
  if (terms.length === 0) terms.push(...new Set(spare));
  const plural =
    (gap === 'what' || gap === 'who' || gap === 'where' || gap === 'order') &&
    (pluralHints.test(focus) ||
      /^(?:what|which|who) (?:are|were)\b(?! you\b)/i.test(text) ||
      /^what (?:all|else)\b/i.test(text) ||
      (/s$/.test(headWord ?? '') && !/(?:ss|us|is|news)$/.test(headWord ?? '') && gap === 'what') ||
      /^(?:what|which) (?:has|have) .{1,40}\b(?:painted|made|read|visited|collected|bought|tried|done|played|won|written|created|attended|seen|watched)\b/i.test(
        text,
      ));
  return {
    original: question.text,
    text,
    gap,
    focus,
    focusTerm: headWord === undefined ? undefined : matchTerm(headWord),
    plural,
    range,
    people,
    whose: askedOf(question.text),
    terms,
    background: new Set(terms.filter((term) => !words.some((word) => word.term === term))),
    names,
    verb,
    alternatives,
    hypothetical: /^(?:would|might|could|may)\b|\b(?:would|might) (?!you\b)/i.test(text),
    current: /\b(?:now|current(?:ly)?|still|these days|latest|at the moment|today|right now|newest|nowadays)\b/i.test(
      text,
    )
      ? 'stated'
      : /^(?:who|what|where|when|how \w+(?: \w+)?|which \w+) (?:is|are|does|do)\b/i.test(text)
        ? 'tense'
        : 'no',
    words,
  };
}

/** Words of a stated time: what they say is in the range. */
const dateWord =
  /^(?:(?:19|20)\d\d|\d{1,2}(?:st|nd|rd|th)?|january|february|march|april|may|june|july|august|september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day|early|late|mid|last|next|ago|week|month|year|weekend)$/;

/** Words that only say what kind of answer is wanted. */
const impliedWords: readonly (readonly [RegExp, string])[] = [
  [/^how .*\bfe(?:el|lt)/i, 'feel felt feeling'],
  [
    /^(?:why|what (?:reason|caused|made|inspired|motivated|prompted|led))/i,
    'reason made inspire motivate motivation prompt decide',
  ],
  [/\b(?:names?|called|titles?)\b/i, 'name called call title'],
  [/^how (?:long|often|many|much)/i, 'long often many much total'],
  [/^what (?:date|day|time|month|year)/i, 'date day time month year'],
  [/\btime window\b|\b(?:what|exact) time\b/i, 'exact time window'],
];

function impliedBy(gap: Gap, text: string): ReadonlySet<string> {
  if (gap === 'yes-no' || gap === 'choice') return new Set();
  return new Set(
    impliedWords.flatMap(([pattern, words]) => (pattern.test(text) ? words.split(' ').map(matchTerm) : [])),
  );
}

const genericTerms: ReadonlySet<string> = new Set(
  'now current currently still latest today nowadays kind specif thing answer give format number name exampl mention remind recal accord convers question one two three'
    .split(' ')
    .map(matchTerm),
);

function peopleOf(question: ParsedQuery, text: string, speakers: readonly string[]): string[] {
  const people = question.speakers.map((name) => name.toLowerCase());
  // "Ner" is Nerys, "Mel" is Melanie: a short form of exactly one speaker of the evidence.
  for (const [short] of text.matchAll(/\b\p{Lu}\p{Ll}{2,}\b/gu)) {
    const owners = speakers.filter((name) => name.toLowerCase().startsWith(short.toLowerCase()));
    const owner = owners[0];
    if (owners.length === 1 && owner !== undefined && !people.includes(owner.toLowerCase()))
      people.push(owner.toLowerCase(), short.toLowerCase());
  }
  if (/\b(?:I|my|me|mine|myself)\b/.test(text) && people.length === 0) people.push('user');
  return people;
}

const auxWord = 'is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|might';
const focusHead = '^(?:(?:in|on|at|for|from|to|with|of|by|under) )?(?:what|which|whose|how many|how much)';
const focusWord = `(?:(?!(?:${auxWord})\\b)[\\p{L}\\p{N}'"-]+\\s+)`;
const focusBeforeAux = new RegExp(`${focusHead}\\s+(${focusWord}{1,6}?)(?=(?:${auxWord})\\s)`, 'iu');
const focusBeforeVerb = new RegExp(`${focusHead}\\s+(${focusWord}{1,4}?)(?=\\p{L}+(?:ed|s)\\s)`, 'iu');

/** Words between what/which/how many and the verb. */
function focusOf(text: string): string {
  const match = focusBeforeAux.exec(text) ?? focusBeforeVerb.exec(text);
  const focus = match?.[1]?.trim() ?? '';
  if (focus !== '') return focus;
  const be =
    /^(?:what|which|who) (?:is|are|was|were) (?:the |an? )?(names?|kinds?|types?|sorts?|breeds?|brands?|genres?|styles?|titles?) of\s+([^?,]+)/i.exec(
      text,
    );
  return be === null ? '' : `${be[1]} of ${be[2]}`.trim();
}

/** "X or Y" at the end of a question: both. */
function alternativesOf(text: string): string[] {
  const match =
    /(?:,|:|\b(?:is|are|was|were|be|prefer|like|in|at|to|a|an|the|first|first,|more|enjoy|choose))\s+((?:[^,?]+, )*[^,?]{2,60}?),? or (?!not\b)([^?,]{2,60})\?$/i.exec(
      text,
    );
  if (match === null) return [];
  const clean = (part: string): string => part.trim().replace(/^(?:the|an?|to|in|at|by)\s+/i, '');
  return [...(match[1] ?? '').split(/,\s*/), match[2] ?? ''].map(clean).filter((part) => part !== '');
}

const catenative =
  /^(?:want|like|plan|decide|start|begin|try|use|go|get|hope|need|love|keep|continue|offer|learn|agree|wish|end)/;

/** The first verb that is no auxiliary and does not only lead to another verb. */
function mainVerb(words: readonly Word[]): string | undefined {
  const verbs = words.filter((word) => word.tag === 'VERB' && !/^(?:do|did|does|have|has|had|be)$/.test(word.lower));
  return (verbs.find((verb, at) => at === verbs.length - 1 || !catenative.test(verb.lower)) ?? verbs[0])?.term;
}
