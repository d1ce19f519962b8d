/**
 * Whether an answer is of the kind that the question leaves open: a place for where, a person for who, a bus for "which
 * bus". What is of another kind is no answer, however well its sentence covers the question.
 */
import type { Candidate } from './evidence-sentences.ts';
import type { QuestionFrame } from './question-frame.ts';
import { asksOfNow } from './said-since.ts';
import type { Span } from './span-answers.ts';
import { asksPlan, toldClauses } from './told-clauses.ts';
import { isGivenName, isPersonWord, isPlaceWord } from './word-types.ts';
import { matchTerm, matchTerms, tagWords, type Word } from './words.ts';

const time =
  /^(?=.*\p{L})(?:(?:the|this|that|last|next|early|late|every|each|on|in|at|\d{1,2}(?:st|nd|rd|th)?|(?:19|20)\d\d|january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|fall|winter|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|morning|mornings|afternoon|evening|evenings|night|nights|day|days|weeks?|weekends?|months?|years?|today|tomorrow|yesterday|daily|weekly|monthly|yearly|once|twice|always|usually|often|sometimes|regularly|now|and|or|,)(?!\p{L})[\s,]*)+$/iu;
const leadingTime =
  /^(?:the )?(?:\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:january|february|march|april|may|june|july|august|september|october|november|december)|(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2}(?:st|nd|rd|th)?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|today|tomorrow|\d{1,2}(?::\d\d)? ?(?:am|pm))(?: \d{4})?,? (?:at|in) (?:the )?/i;
const people =
  /\b(?:someone|somebody|everyone|nobody|family|team|guy|man|woman|lady|boy|girl|client|customer|student|pupil|kids?|children|twins|parents|mum|mom|dad|grandpa|grandma|grandad|nan|ex|guests?|mate|buddy|nurse|physio|plumber|electrician|author|singer|actor|actress|company|band|club|agency|office|council|bank|police)s?\b/i;
/** Slots whose values are no places and no employers. */
const notPlaces =
  /^(?:work\.(?:role|schedule|title|level)|attribute\.|pet\.|routine\.|hobby\.|family\.|relation\.|health\.)/;
const asksPlace = /^(?:from |to )?where\b/i;
const asksPerson = /^(?:with |to |for )?(?:who|whom)\b/i;
const means =
  /\b(?:car|bus|train|bike|bicycle|tram|metro|subway|underground|taxi|cab|foot|walk\w*|cycl\w*|driv\w*|scooter|ferry|boat|plane|fly\w*|ride|lift|carpool\w*|uber|run\w*|jog\w*|skat\w*)\b/i;

/** The part of an answer that fits, undefined where none does. `slot`: of the record that it is read from. */
export function fittingPart(frame: QuestionFrame, text: string, slot?: string): string | undefined {
  if (frame.gap === 'where' && asksPlace.test(frame.text)) {
    if (slot !== undefined && notPlaces.test(slot)) return undefined;
    const place = text.replace(leadingTime, '');
    return time.test(place) ? undefined : place;
  }
  if (frame.gap === 'who' && asksPerson.test(frame.text)) return namesSomebody(text) ? text : undefined;
  if (frame.gap === 'how' && /\bget (?:to|there|around)\b|\bcommut/i.test(frame.text))
    return time.test(text) || !means.test(text) ? undefined : text;
  if (frame.gap === 'frequency' && !often.test(text)) return undefined;
  if (frame.gap === 'amount' && !someAmount.test(text)) return undefined;
  if (time.test(text) && (frame.gap === 'what' || frame.gap === 'how') && !asksTime.test(frame.text)) return undefined;
  return text;
}

const often =
  /\b(?:once|twice|thrice|times?|every|each|daily|weekly|monthly|yearly|nightly|hourly|always|never|none|often|rarely|seldom|sometimes|most|an?|per|on)\b|\d|days\b/i;
const someAmount =
  /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|half|none|nothing|free|no|a lot|little|much|all)\b/i;
const asksTime =
  /\b(?:days?|months?|dates?|times?|years?|seasons?|weekday|schedule|hours?|period|often|when|deadline)\b/i;

/** True where a text names a person, by name or by what they are. */
export function namesSomebody(text: string): boolean {
  const words: readonly Word[] = tagWords(text);
  return (
    people.test(text) ||
    words.some((word) => isPersonWord(word.text, word.tag) || isGivenName(word.lower)) ||
    /(?:^|\s)(?:Dr|Mr|Mrs|Ms|Prof)\b/.test(text) ||
    (/^\p{Lu}/u.test(text) && !isPlaceWord(words.at(-1)?.lower ?? ''))
  );
}

/**
 * "Which bus do I take?" is answered by a bus: by one that is called so, or by a name. A common noun that is another
 * thing ("a taxi") is none where memory tells which bus.
 */
export function ofFocus(frame: QuestionFrame, spans: readonly Span[]): Span[] {
  const focus = frame.focusTerm;
  if (!/^(?:which|what)\b/i.test(frame.text) || focus === undefined || frame.gap !== 'what' || frame.plural)
    return [...spans];
  const called = ({ text }: Span): boolean => matchTerms(text).length > 1 && matchTerms(text).includes(focus);
  if (!spans.some(called)) return [...spans];
  return spans.filter((span) => called(span) || /\p{Lu}/u.test(span.text) || span.candidate.ofKind === true);
}

/**
 * False where the clause with the value does not tell it: a wish, a thought, what nearly happened, what is denied, or
 * what is denied. Only questions about the present are held to the former.
 */
export function isToldValue(frame: QuestionFrame, value: string, { text, evidence }: Candidate): boolean {
  if (evidence.role !== 'user' || evidence.hit.speaker !== undefined || asksPlan(frame.text)) return true;
  const lower = value.toLowerCase();
  const clause = toldClauses(text).find((one) => one.text.toLowerCase().includes(lower));
  if (clause === undefined) return true;
  const before = clause.text.slice(0, clause.text.toLowerCase().indexOf(lower));
  if (clause.stance === 'denied' && !asksDenied.test(frame.text) && deniesNext.test(before)) return false;
  return !ofSelf.test(frame.text) || !asksOfNow(frame) || (clause.stance !== 'unreal' && clause.stance !== 'nearly');
}

const ofSelf = /\b(?:I|my)\b/;
/** A denial right before a value: "is not Dr Abbott", "do not drink alcohol". */
const deniesNext = /\b(?:not|never|no longer)(?: \p{L}+){0,2} $/iu;
const asksDenied = /\b(?:not|never|no longer|avoid|dislike|hate|allerg|refuse)\w*\b|n['’]t\b/i;

/** "7:40 bus" where only "40 bus" was cut out of the text. */
export function wholeUnit(text: string, value: string): string {
  const at = text.toLowerCase().indexOf(value.toLowerCase());
  const cut = at < 1 ? '' : (/[\d.,:/-]*\d[.,:/-]$/.exec(text.slice(0, at))?.[0] ?? '');
  return /^\d/.test(value) ? `${cut}${value}` : value;
}

/** False where a question about "my laptop" meets a statement about "my desktop" that says nothing of the laptop. */
export function ofSameThing(question: string, statement: string): boolean {
  const asked = /\b(?:my|our) (\p{L}+)/iu.exec(question)?.[1];
  const told = /^(?:my|our) (\p{L}+)/iu.exec(statement.trim())?.[1];
  if (asked === undefined || told === undefined) return true;
  return matchTerm(asked) === matchTerm(told) || matchTerms(statement).includes(matchTerm(asked));
}
