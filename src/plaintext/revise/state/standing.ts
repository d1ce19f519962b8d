/**
 * Whether a sentence tells how things stand from then on, rather than how a day went, how somebody feels, or what they are
 * saying. `told-form.ts` knows the grammar; this knows what may follow it. What passes neither is no state of anybody.
 */
import { isEntry, isHeading, namesSpeaker, startsElsewhere, toldForm } from './told-form.ts';

/** Of one day or one hour: a diary or a message reports it, and it is over with the day. */
const ofTheDay =
  /\b(?:today|tonight|this (?:morning|afternoon|evening|noon|week|month)|right (?:now|after|before)|just now|for now|yesterday|the other day|tomorrow|this time|later|in a (?:minute|moment|second|bit)|(?:on|by) (?:the \w+ of )?(?:january|february|march|april|may|june|july|august|september|october|november|december) \d+(?:st|nd|rd|th)?)\b/i;
/** Goes on from there, whatever day it began. */
const fromThen =
  /\b(?:since|from (?:now|here|today|this)|as of|starting (?:today|now|this)|these days|nowadays|every|each|always|usually|anymore|any more|no longer|now (?:I|we)|(?:I|we)(?:['’](?:m|re)| am| are)? now|instead|for good|new)\b/i;

/** Nothing is named by it: what it stands for is in what was said before. */
const ofPointed =
  /\b(?:I|we|ive|im|['’]ve)(?: [\p{L}]+ly| also| really| still| just| do| only| even)* (?:love|like|hate|prefer|enjoy|have|do|need|own|want|got|use|take|need|remember|mean|live for) (?:it|them|that|this|these|those|something|anything|everything|nothing|him|her|you|more|the (?:first|second|last|other) one)\b/iu;
/** What somebody has to do, would like, or is about to do: it is done or not done, and over. */
const duty =
  /\b(?:I|we)(?: [\p{L}]+ly| also| really| still| just| do)* (?:need|have|got|['’]ve got|must|ought|should|ought) (?:to )?(?!(?:no|an?|the|my|our|two|three|four|five|six|\d+)\b)\p{L}+/iu;
const dutyWord = /\b(?:need|have|got|ought) to\b|\b(?:must|should)\b/i;
/** Said of a mood, of what is being said, or of somebody who is addressed. */
const moodCue =
  /\b(?:I|we|i|im|['’]m|am|are|['’]re|feel|feels|felt)(?: [\p{L}]+ly| so| pretty| quite| very| a bit| all| not| just| almost| still| also| basically| especially| super| too)* (?:happy|sad|excited|stoked|glad|grateful|thankful|flexible|lucky|huge|proud|tired|exhausted|busy|sorry|afraid|worried|relieved|calm|curious|confident|unfamiliar|familiar|diligent|fine|good|okay|ok|ready|sure|a professional|a bit|tight|sore|surprised|impressed|interested|aware|naïve|naive|drained|in luck|at it|on it)\b/iu;
const addressed =
  /\b(?:you know|you['’]re|your|thank|thanks|please|congratulations|look,|hello,|hi,)\b.*[!]|^(?:\p{L}+(?: \p{L}+)?: )?(?:you|your|yes|no|okay|sure|understood|received|agreed)\b|\bI mean\b|\blet['’]?s\b|\bgo ahead\b/iu;
const inwardThings =
  /\b(?:journey|perspective|appreciation|emotions?|memories|experiences?|self-confidence|creativity|curiosity|insights?|feelings?|motivation|evolution|connections?|moments?|victory|adventures?|inspiration|energy|passion|purpose|growth)\b/i;

/** Said with a past tense behind an adverb: "I immediately called", "on the 11th I temporarily went". */
const didOnce =
  /\b(?:I|[Ww]e) (?:\p{Ll}+ly |then |just |already |finally |first |even )+(?!(?:need|feed|used|based|married|retired|tired)\b)(?:\p{Ll}{2,}ed|went|saw|got|made|met|ate|took|lost|found|told|heard|came|gave|sent|felt|thought|began|brought|built|left|ran|kept|dove)\b/u;

/** Speaker as the one who does it, anywhere in the sentence. */
const selfSubject = /\b(?:I|we|We|i|im|ive|I['’]\w+|[Ww]e['’]\w+)\b/;
const begunWithVerb =
  /^(?:\p{L}+[,:] )?(?:based (?=in|at|near|out)|living|working|driving|renting|studying|learning|dating|eating|training|sharing|teaching|banking|using|taking|playing|riding|doing|going|commuting|collecting|volunteering|caring)\b/iu;

const isDuty = (text: string): boolean => duty.test(text) && dutyWord.test(text);

/** True for a sentence that is over with the day on which it is said. */
export const isOfTheDay = (text: string): boolean => ofTheDay.test(text) && !fromThen.test(text);

/** How surely examples have to speak for a sentence whose form does not: of others and of the speaker. */
const leastBasis = { rule: 0.15, ofThings: 0.2, ofSelf: 0.5 };

/**
 * True for a sentence that tells a habit, a taste or a possession of the speaker: it may be held without a slot for it.
 * `basis` is how like it is to examples of what rests on something, 0 to 1.
 */
export function isStandingHabit(text: string, basis = 0): boolean {
  if (isOfTheDay(text) || ofPointed.test(text) || moodCue.test(text) || addressed.test(text)) return false;
  if (didOnce.test(text) || isDuty(text) || inwardThings.test(text)) return false;
  const form = toldForm(text);
  const self = selfSubject.test(text);
  if (form === 'self' || form === 'own') return true;
  if (form === 'event' || isHeading(text)) return false;
  if (form === 'rule') return self || begunWithVerb.test(text) || basis >= leastBasis.rule;
  return basis >= (self ? leastBasis.ofSelf : leastBasis.ofThings);
}

/** Something is so from then on that was not so before. */
const begins =
  /\b(?:mov(?:ed|ing)|join(?:ed|ing)|start(?:ed|ing|s)|begun|began|switch(?:ed|ing)|swap(?:ped|ping)|chang(?:ed|es|ing)|bought|got(?! (?:off|home|back|up|it|to)\b)|gotten|adopted|sign(?:ed|ing)|took (?:up|on|over)|taken (?:up|on|over)|became|become|hired|picked up|traded|replac\w+|upgrad\w+|open(?:ed)|quit|left|settled|landed|now|new|since|finally|first|from (?:now|here|today|this|next)|these days|nowadays|instead|any ?more|no longer|went (?:over|for|with|back)|gone|made me|gave me|put me|promot\w+|dyed|painted|drove home in|getting (?:married|divorced)|expecting|engaged|transferr?\w*|converted|arrived|unpack\w*|hello(?= \p{L}+!)|as of|permanent\w*|for good|ended up|turned|again)\b/iu;
/** True for a sentence by which something is so from then on. */
export const isTurn = (text: string): boolean => begins.test(text);

/** Shares of a slot from which it is told, by form: of what tells a state, of a change, of any other. */
const leastTold = { standing: 0.2, ofThings: 0.3, rule: 0.4, change: 0.3, any: 0.5, event: 0.6, elsewhere: 0.8 };
const leastOf = { self: leastTold.standing, own: leastTold.ofThings, rule: leastTold.rule };
/** Below it a sentence is not like the examples of the slot that the words of a rule speak for. */
const leastLike = 0.02;

export type ToldSlot = {
  /** Share of the slot by examples, 0 to 1. */
  readonly share: number;
  /** Share of the slot that a rule speaks for; undefined where none does. */
  readonly ruled?: number | undefined;
  /** The slot is one of days, or of what comes and goes with them: a deadline, the weather. */
  readonly day: boolean;
};

/** "Dr Castellan is my GP", "based in Salem": who or what it is stands before it, or is left out. */
const inverted = /\b(?:is|are|['’]s) (?:my|our)\b| = |^[Bb]ased (?:in|at|near|out of) /u;

/** True for a sentence that tells the value of a slot from then on. */
export function isStandingValue(text: string, { share, ruled, day }: ToldSlot): boolean {
  const turns = begins.test(text);
  const surely = share >= leastTold.any;
  if (!turns && didOnce.test(text)) return false;
  if (!surely && !turns && (moodCue.test(text) || isDuty(text))) return false;
  if (!surely && (ofPointed.test(text) || addressed.test(text))) return false;
  const form = isHeading(text) && !surely ? undefined : toldForm(text);
  if (form === 'event' && share >= leastTold.event) return true;
  if (!day && !turns && isOfTheDay(text)) return false;
  const like = Math.max(share, ruled !== undefined && ruled >= leastLike ? leastTold.any : 0);
  if (inverted.test(text) || begunWithVerb.test(text)) return like >= leastTold.standing;
  if (form === 'event') return like >= leastTold.change && turns;
  if (form !== undefined) return like >= leastOf[form];
  if (startsElsewhere(text) && !turns && !/\b(?:for|with|of) (?:me|us)\b/i.test(text))
    return like >= leastTold.elsewhere;
  return (
    like >= leastTold.any || (share >= leastTold.change && turns && (namesSpeaker(text) || begunWithVerb.test(text)))
  );
}

/**
 * True for something said that may stand though nothing places it: no order, no thanks, nothing of one day, more than a
 * word or two.
 */
export function mayStandUnplaced(text: string): boolean {
  if (toReader.test(text)) return false;
  if (isEntry(text) || isOfTheDay(text) || ofPointed.test(text) || moodCue.test(text) || addressed.test(text))
    return false;
  return !didOnce.test(text) && !isDuty(text) && (text.match(/[\p{L}\p{N}]{2,}/gu) ?? []).length >= leastWords;
}

/** What is asked of whoever reads is ended by what is asked of them, and by nothing else. */
const toReader =
  /\b(?:in|of|with) your (?:repl|answer|message|response|code|tone|email|text)\w*|\b(?:call|address) me\b|^(?:\p{L}+: )?(?:never|always|no) (?:use|say|write|add|put|include|tell|give|call|mention|send|suggest)\b|^(?:please |don['’]?t |do not )?(?:forget|remember|remind|reply|answer|respond)\b/iu;

/** Fewer words name nothing and say nothing of it. */
const leastWords = 4;
