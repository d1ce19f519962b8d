/** Words of a sentence with part-of-speech tags (wink-nlp, loaded when first needed) and with terms that match across inflection. */
import { createRequire } from 'node:module';
import type { WinkMethods } from 'wink-nlp';
import { isStopWord } from '../index/stop-words.ts';
import { termOf } from '../index/tokenize.ts';

/** Universal part-of-speech tags. */
export type Tag =
  | 'ADJ'
  | 'ADP'
  | 'ADV'
  | 'AUX'
  | 'CCONJ'
  | 'DET'
  | 'INTJ'
  | 'NOUN'
  | 'NUM'
  | 'PART'
  | 'PRON'
  | 'PROPN'
  | 'PUNCT'
  | 'SCONJ'
  | 'SYM'
  | 'VERB'
  | 'X'
  | 'SPACE';

export type Word = {
  readonly text: string;
  readonly lower: string;
  readonly tag: Tag;
  /** What it is compared by: irregular forms undone, stemmed, near synonyms folded. */
  readonly term: string;
  /** Character offsets into the tagged text. */
  readonly start: number;
  readonly end: number;
};

/** Forms that a stemmer leaves apart: the first word of a line stands for all. */
const irregular: ReadonlyMap<string, string> = new Map(
  (
    'go went gone goes going gonna|buy bought|make made making|take took taken taking|get got gotten getting|give gave given giving|see saw seen|' +
    'come came coming|meet met|find found|tell told|say said|write wrote written writing|read|run ran running|win won winning|' +
    'lose lost losing|teach taught|catch caught|bring brought|think thought|begin began begun beginning|sing sang sung|swim swam swum swimming|' +
    'drive drove driven driving|ride rode ridden riding|fly flew flown|grow grew grown|know knew known|draw drew drawn|' +
    'eat ate eaten|drink drank drunk|speak spoke spoken|break broke broken|choose chose chosen choosing|feel felt|leave left leaving leaves|' +
    'keep kept|sleep slept|build built|send sent|spend spent|hold held|stand stood|understand understood|sit sat sitting|' +
    'hear heard|wear wore worn|sell sold|pay paid|fall fell fallen|lead led|become became|have has had having|do did done does|' +
    'be is are was were been am|child children|person people|man men|woman women|foot feet|mouse mice|wolf wolves|sheep|wife wives|life lives|' +
    'marry married|study studied studies|carry carried|try tried|hobby hobbies|put|set|cut|hit|let|throw threw thrown|wake woke woken|' +
    'steal stole stolen|fight fought|show shown|hide hid hidden|forget forgot forgotten'
  )
    .split('|')
    .flatMap((line) => {
      const forms = line.split(' ');
      return forms.map((form): [string, string] => [form, forms[0] as string]);
    }),
);

/** Words that answer for each other in everyday talk; the first one stands for all. */
const synonyms: ReadonlyMap<string, string> = new Map(
  (
    'buy purchase|child kid|mother mom mum mama|father dad papa|grandmother grandma granny|grandfather grandpa|begin start commence|' +
    'movie film|photo picture pic image|bike bicycle|trip travel journey vacation holiday|like love enjoy|house home|car vehicle|' +
    'receive obtain|talk speak chat|large big|relax destress unwind de-stress|attend participate partake join|make create craft|' +
    'live reside|move relocate|marry wed|learn study|job career profession occupation|exercise workout|contest competition tournament|' +
    'color colour|favorite favourite fave|company firm employer|gift present|kind type sort|doctor physician|boss manager|' +
    'picture photo|snack treat|area region|volunteer volunteering|realize realise|pet animal|use utilize|show display|' +
    'course class|dorm dormitory|responded reply|' +
    'finish complete|fix repair|motivate inspire|recommend suggest|cost price|wish hope|scared afraid|reason motivation'
  )
    .split('|')
    .flatMap((line) => {
      const forms = line.split(' ');
      return forms.map((form): [string, string] => [termOf(form), termOf(forms[0] as string)]);
    }),
);

const memo = new Map<string, string>();
const memoLimit = 20_000;

/** The term that a word is compared by. */
export function matchTerm(written: string): string {
  const known = memo.get(written);
  if (known !== undefined) return known;
  const lower = written.toLowerCase().replace(/['’](?:s|d|ll|ve|re|m)?$/, '');
  const term = termOf(irregular.get(lower) ?? lower);
  const found = synonyms.get(term) ?? term;
  if (memo.size >= memoLimit) memo.clear();
  memo.set(written, found);
  return found;
}

const lightVerbs = new Set([
  'do',
  'have',
  'be',
  'get',
  'go',
  'make',
  'take',
  'us',
  'want',
  'sai',
  'think',
  'feel',
  'know',
]);

/** True for terms that carry content of a question. */
export function isContent(term: string): boolean {
  return term.length > 0 && !isStopWord(term) && !/^(?:be|do|have|did|wa|doe|ha|s|t)$/.test(term);
}

/** Verbs that say little by themselves. */
export function isLight(term: string): boolean {
  return lightVerbs.has(term);
}

const wordPattern = /[\p{L}\p{N}]+(?:['’.&-][\p{L}\p{N}]+)*/gu;

/** Match terms of a text without tagging, in order; words with a hyphen also give their parts. */
export function matchTerms(text: string): string[] {
  const terms: string[] = [];
  for (const match of text.matchAll(wordPattern)) {
    const word = match[0];
    terms.push(matchTerm(word));
    if (word.includes('-')) for (const part of word.split('-')) terms.push(matchTerm(part));
  }
  return terms;
}

type Tagger = (text: string) => { readonly words: string[]; readonly tags: string[]; readonly gaps: string[] };

let tagger: Tagger | undefined;

function loadTagger(): Tagger {
  const load = createRequire(import.meta.url);
  const wink = load('wink-nlp') as (model: unknown, pipe: string[]) => WinkMethods;
  const nlp = wink(load('wink-eng-lite-web-model'), ['sbd', 'pos']);
  const { its } = nlp;
  return (text) => {
    const tokens = nlp.readDoc(text).tokens();
    return {
      words: tokens.out(its.value) as string[],
      tags: tokens.out(its.pos) as string[],
      gaps: tokens.out(its.precedingSpaces) as string[],
    };
  };
}

/** Opens contractions that stand for a verb or "not" and straightens quotes, so that tags come out right. */
export function plainEnglish(text: string): string {
  return text
    .replace(/[’‘]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/\bcan't\b/gi, 'can not')
    .replace(/\bwon't\b/gi, 'will not')
    .replace(/\bgonna\b/gi, 'going to')
    .replace(/\bwanna\b/gi, 'want to')
    .replace(/n't\b/g, ' not')
    .replace(/\bI'm\b/gi, 'I am')
    .replace(/\b(you|we|they|who)'re\b/gi, '$1 are')
    .replace(/\b(\w+)'ve\b/gi, '$1 have')
    .replace(/\b(\w+)'ll\b/gi, '$1 will')
    .replace(/\b(I|you|we|they|he|she)'d\b/gi, '$1 would')
    .replace(/\b(it|that|he|she|there|here|what|who|where|how)'s\b/gi, '$1 is')
    .replace(/\s*[–—]\s*/g, ' - ')
    .replace(/(?:\p{Extended_Pictographic}|\ufe0f|\u200d)+/gu, ' ')
    .replace(/[ \t]+/g, ' ')
    .trim();
}

/** Longest piece that is read as one sentence, characters: the time that reading takes grows with its square. */
const longestSentence = 1_200;

/** A sentence, or where it has no end (a pasted list, a log) its parts: cut at a comma, else at a blank, else anywhere. */
export function withinReach(sentence: string): string[] {
  const parts: string[] = [];
  let rest = sentence;
  while (rest.length > longestSentence) {
    const reach = rest.slice(0, longestSentence);
    const stop = Math.max(reach.lastIndexOf(', '), reach.lastIndexOf('; '), reach.lastIndexOf('\n'));
    const blank = reach.lastIndexOf(' ');
    const at = stop > longestSentence / 2 ? stop + 1 : blank > longestSentence / 2 ? blank : longestSentence;
    parts.push(rest.slice(0, at));
    rest = rest.slice(at).trimStart();
  }
  return rest === '' ? parts : [...parts, rest];
}

const tagged = new Map<string, readonly Word[]>();

/** Lets go of the sentences and words read lately. */
export function forgetWords(): void {
  tagged.clear();
  memo.clear();
}

/** Tags one sentence of plain English; sentences tagged lately are kept. */
export function tagWords(text: string): readonly Word[] {
  const known = tagged.get(text);
  if (known !== undefined) return known;
  if (tagged.size >= 2_000) tagged.clear();
  const words = tagNow(text);
  tagged.set(text, words);
  return words;
}

function tagNow(text: string): Word[] {
  tagger ??= loadTagger();
  const { words, tags, gaps } = tagger(text);
  const found: Word[] = [];
  let at = 0;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    at = text.indexOf(word, at + (gaps[i]?.length ?? 0));
    if (at < 0) break;
    found.push({
      text: word,
      lower: word.toLowerCase(),
      tag: tags[i] as Tag,
      term: matchTerm(word),
      start: at,
      end: at + word.length,
    });
    at += word.length;
  }
  return found;
}
