/**
 * Whom a question or a sentence is about: the user, somebody around the user ("my sister"), or somebody named. What is
 * known of one of them answers nothing about another.
 */
import { quotePattern } from '../../kernel/quote-pattern.ts';
import type { MemoryRecord } from '../../kernel/record.ts';
import { relationNouns } from '../extract/entity-lexicon.ts';
import { relationKey } from '../extract/subject.ts';
import { mayTellOfOther, tellsOfOther, toldClauses } from './told-clauses.ts';
import { plainEnglish } from './words.ts';

export type Whose =
  | { readonly kind: 'own' }
  /** `key`: one for all words of the relation, as facts have it; `said`: the question's own. */
  | { readonly kind: 'relation'; readonly key: string; readonly said: string; readonly name?: string }
  | { readonly kind: 'named'; readonly name: string };

const kind = '(?:(?:older|younger|little|big|elder|twin|late|new|old|dear|oldest|youngest|eldest|middle|step) )*';
const relation = new RegExp(`\\bmy ${kind}(${relationNouns})\\b(?! and (?:I|me)\\b)(?:,? (\\p{Lu}\\p{Ll}+))?`, 'iu');
const anyRelation = new RegExp(`\\b(?:${relationNouns})s?\\b`, 'i');
/** "Who is my boss?", "my sister's name": what is asked for is one of the user's own facts. */
const asksWho = /^who\b|\bnames?\b|\bcalled\b/i;
const doer = /\b(?:[Ii]|we|us)\b/;
const namedSubject =
  /^(?:(?:where|what|who|how|when|which)\b[^?]*?\s)?(?:is|are|does|did|do|has|was|will) (?<name>\p{Lu}\p{Ll}+)(?= \p{Ll})/iu;

/** Whom a question asks about; undefined where that is none of the three, or cannot be told from its words. */
export function askedOf(question: string): Whose | undefined {
  const text = question.trim();
  const other = relation.exec(text);
  if (other !== null && !doer.test(text)) {
    if (asksWho.test(text)) return undefined;
    const [, noun = '', name] = other;
    const named = name !== undefined && /^\p{Lu}/u.test(name);
    return { kind: 'relation', key: relationKey(noun), said: noun.toLowerCase(), ...(named ? { name } : {}) };
  }
  if (/\b[Ii]\b/.test(text)) return { kind: 'own' };
  if (/\b(?:my|me|we|our|us)\b/i.test(text)) return undefined;
  const name = namedSubject.exec(text)?.groups?.['name'];
  return name === undefined || !/^\p{Lu}/u.test(name) ? undefined : { kind: 'named', name };
}

/** "Does my sister live in Ghent?" as she would ask it herself: "Do I live in Ghent?" */
export function asOfSelf(question: string, whose: Whose): string {
  if (whose.kind === 'own') return question;
  const who =
    whose.kind === 'named'
      ? quotePattern(whose.name)
      : `my (?:[\\p{L}-]+ )*?${quotePattern(whose.said)}(?:,? \\p{Lu}\\p{Ll}+)?`;
  return question
    .trim()
    .replace(new RegExp(`^(does|is) ${who}(?= )`, 'iu'), (_, verb: string) => (/^is$/i.test(verb) ? 'Am I' : 'Do I'));
}

/** True where a text names the one asked about, by the relation or by one of `names`. */
export function namesAsked(whose: Whose, text: string, names: readonly string[] = []): boolean {
  if (whose.kind === 'own') return true;
  const words = whose.name === undefined ? names : [...names, whose.name];
  if (words.some((name) => new RegExp(`(?<!\\p{L})${quotePattern(name)}(?!\\p{L})`, 'iu').test(text))) return true;
  return whose.kind === 'relation' && relationsIn(text).includes(whose.key);
}

function relationsIn(text: string): string[] {
  // "Carla's boyfriend" and "her boyfriend" are no boyfriend of the user's.
  return [
    ...text.matchAll(
      new RegExp(`(?<!\\p{Lu}\\p{L}*['’]s |\\b(?:his|her|their|your) )\\b(${relationNouns})(?:['’]?s)?\\b`, 'giu'),
    ),
  ].map(([, noun = '']) => relationKey(noun));
}

/** "Carla's boyfriend", where the user's own is asked about. */
function anothersRelation({ key }: { readonly key: string }, text: string): boolean {
  return [...text.matchAll(possessed)].some(([, noun = '']) => relationKey(noun) === key);
}

const possessed = new RegExp(`(?:\\p{Lu}\\p{L}*['’]s |\\b(?:his|her|their|your) )(${relationNouns})\\b`, 'giu');
const firstPerson = /\b(?:I|me|my|mine|myself|we|us|our)\b/i;
const backward = /\b(?:he|she|they|him|her|them|his|their)\b/i;
const others = new RegExp(
  `^(?:(?:and|but|so|also|oh|well|unlike me|sadly|luckily|meanwhile),? )*my ${kind}(?:${relationNouns})\\b(?! and (?:I|me)\\b)(?<rest>.*)`,
  'isu',
);
/** What somebody else takes the user to be. */
const attributed =
  /^(?:(?:and|but|so|well),? )*(?:(?:every(?:one|body)(?: else)?|(?:most |some |all )?people|some(?:one|body)|they|others) (?:(?:still|always|all|wrongly|just) )?(?:says?|said|claims?|claimed|insists?|insisted)|(?:[\p{L}'’-]+ ){1,4}?(?:thinks?|thought|believes?|believed|assumes?|assumed|reckons?|guess(?:es|ed))) (?:that )?(?:I|we|my)\b/iu;
const byUser = /^(?:(?:and|but|so|well),? )*(?:I|we)\b/i;

/**
 * False for a sentence by the user that says nothing of the one asked about: the user's own life where somebody else is
 * asked about; somebody else's, or what others think, where the user is.
 */
export function saysOf(
  whose: Whose,
  sentence: string,
  { question, names = [] }: { readonly question: string; readonly names?: readonly string[] },
): boolean {
  const text = sentence.trim();
  if (whose.kind !== 'own') {
    if (whose.kind === 'relation' && anothersRelation(whose, text) && !namesAsked(whose, text, names)) return false;
    if (namesAsked(whose, text, names) || backward.test(text)) return true;
    return !firstPerson.test(text) && !others.test(text);
  }
  if (/\b(?:thinks?|thought|believes?|assumes?|says?|said|know|knows|about me)\b/i.test(question)) return true;
  if (attributed.test(text) && !byUser.test(text)) return false;
  // Family and friends are the user's: who asks for them hears of them.
  if (anyRelation.test(question) || /\b(?:family|siblings?|relatives?|kids?|children|parents|we|our)\b/i.test(question))
    return true;
  const rest = others.exec(text)?.groups?.['rest'] ?? namedIn(text, names);
  return rest === undefined || firstPerson.test(rest) || namesAny(question, names);
}

/**
 * What of a user's sentence speaks of the user: the clauses of other people's lives are left out, so that "Carla's
 * boyfriend dumped her, so we watched films" tells of films. The sentence itself where nothing has to go, "" where all
 * has.
 */
export function ownPart(
  whose: Whose,
  sentence: string,
  { question, names = [] }: { readonly question: string; readonly names?: readonly string[] },
): string {
  if (whose.kind !== 'own' || asksOfOthers(question) || namesAny(question, names)) return sentence;
  if (!mayTellOfOther(sentence)) return sentence;
  const clauses = toldClauses(plainEnglish(sentence), names);
  const own = clauses.filter((clause) => !tellsOfOther(clause));
  return own.length === clauses.length ? sentence : own.map(({ text }) => text).join(', ');
}

/** True where a question names others, or asks what they think: their affairs are part of it. */
export function asksOfOthers(question: string): boolean {
  return othersAsked.test(question);
}

const othersAsked = new RegExp(
  `\\b(?:${relationNouns})s?\\b|\\b(?:family|siblings?|relatives?|kids?|children|parents|people|everyone|somebody|someone|he|she|they|him|her|them|his|their|who|whom|whose|thinks?|thought|believes?|assumes?|says?|said|know|knows|about me|we|our)\\b`,
  'i',
);

/** What follows where a sentence begins with one of `names`. */
function namedIn(text: string, names: readonly string[]): string | undefined {
  const name = names.find((one) => text.startsWith(`${one} `));
  return name === undefined ? undefined : text.slice(name.length);
}

const namesAny = (text: string, names: readonly string[]): boolean =>
  names.some((name) => text.toLowerCase().includes(name.toLowerCase()));

/** Names of those around the user, as records of relations hold them; of one relation where its key is given. */
export function namesAround(records: readonly MemoryRecord[], key = ''): string[] {
  return records.flatMap(({ kind: of, data }) => {
    const { slot, value } = data;
    if (of !== 'fact' || typeof slot !== 'string' || typeof value !== 'string') return [];
    return slot.startsWith(`relation.${key}`) && slot !== 'relation.status' ? [value] : [];
  });
}
