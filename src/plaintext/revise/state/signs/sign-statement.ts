/** What a statement tells by its likeness to examples, under the guards that keep wishes, stories and others out. */
import { termsOf } from '../concepts.ts';
import { isOfNamed, type Reading } from '../read-statement.ts';
import type { CauseRule, SlotRule, StateSchema } from '../state-schema.ts';
import { isStopWord } from '../stop-terms.ts';
import { isDay, isMonth, isNumber } from './shaped-words.ts';

/** Shares from which a sign counts. */
export const leastShares = { slot: 0.3, change: 0.3, basis: 0.15, asked: 0.2 } as const;

/** From here on a sign is believed before a rule of words. */
const sureFrom = 0.5;

const unrealCue =
  /\b(?:might|maybe|perhaps|if (?:i|we|only)|one day|some ?day|would (?:love|like|be)|wouldn't|i'd (?:love|like)|dream(?:s|t|ing|ed)?|almost|nearly|thinking (?:of|about)|think about|consider(?:ing)?|who knows|wish|imagine|suppose|pretend|hypothetically|in theory|tempted|hop(?:e|ing) to|want(?:ed)? to|planning (?:to|on|a)|looking for|going to try|should i|could you|can you)\b/i;
const pastCue =
  /\b(?:i remember|back then|used to|back in (?:the |19|20|my)|years ago|as a (?:student|child|kid|teenager|boy|girl)|when (?:i|we) (?:was|were|lived)|in my (?:twenties|teens|youth|childhood|student)|formerly|in those days|once upon|growing up|long ago|decades ago|in (?:19|20)\d\d[, ])/i;
/** Told of a story, not of life. */
const storyCue =
  /\b(?:in (?:the|my|a) (?:novel|film|movie|story|book|series|show|game|play|dream)|my (?:hero|character))\b/i;

/** Asks for something to be done. */
const requestCue =
  /^(?:please |could you |can you )?(?:translate|give|tell|write|explain|show|help|suggest|recommend|find|plan|draft|summari[sz]e|list|describe|create|remind|book|order|compare|generate|improve|rewrite|fix)\b(?! (?:up|out|my|me a|in\b))/i;

const guarded = ({ text, question }: Reading): boolean =>
  question || requestCue.test(text) || unrealCue.test(text) || pastCue.test(text) || storyCue.test(text);

/** Whom else a sentence may be about, where only the speaker counts. */
function ofSomebodyElse(reading: Reading): boolean {
  return reading.aboutOther || isOfNamed(reading.text);
}

export type TellingSlot = { readonly rule: SlotRule; readonly sure: boolean };

/** The slot whose value a statement tells. */
export function slotTold(reading: Reading, schema: StateSchema): TellingSlot | undefined {
  const { signs } = schema;
  if (signs === undefined || guarded(reading)) return undefined;
  const sign = signs.slotOf(reading.text);
  if (sign === undefined || sign.share < leastShares.slot) return undefined;
  const rule = schema.slotOf(sign.label);
  if (rule === undefined || (rule.ofOthers !== true && ofSomebodyElse(reading))) return undefined;
  if (rule.ofOthers === true && isOfNamed(reading.text) && !reading.touchesSelf) return undefined;
  return slotTerms(reading, rule, schema).length === 0 ? undefined : { rule, sure: sign.share >= sureFrom };
}

/** The change that a statement reports. */
export function changeTold(reading: Reading, schema: StateSchema): CauseRule | undefined {
  const { signs } = schema;
  if (signs === undefined || guarded(reading)) return undefined;
  const sign = signs.changeOf(reading.text);
  if (sign === undefined || sign.share < leastShares.change) return undefined;
  const cause = schema.causes.find((rule) => rule.cause === sign.label);
  if (cause === undefined || (cause.ofOthers !== true && ofSomebodyElse(reading))) return undefined;
  return cause;
}

/** Bases that a statement rests on, with those of its slot. */
export function basesTold(reading: Reading, schema: StateSchema): string[] {
  const { signs } = schema;
  if (signs === undefined) return [];
  const slot = slotTold(reading, schema)?.rule.rests ?? [];
  const own = signs.basesOf(reading.text).flatMap(({ label, share }) => (share >= leastShares.basis ? [label] : []));
  return [...new Set([...slot, ...own])];
}

/** Something that goes on, or that is so, rests on something: habits without any are left to the rules. */
export function isHabit(reading: Reading, schema: StateSchema): boolean {
  if (schema.signs === undefined || guarded(reading) || ofSomebodyElse(reading)) return false;
  if (reading.terms.length < leastHabitWords || /[:{}<>=;]\s*$/.test(reading.text)) return false;
  return schema.signs.basesOf(reading.text).some(({ share }) => share >= leastShares.basis);
}

/** "Yes, I have!" and "Here's my code:" are no habits. */
const leastHabitWords = 4;

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}][\p{L}\p{N}'’&.-]*/gu) ?? [];

/** Stems of the value of a slot in a statement; empty where it holds none of the slot's kind. */
export function slotTerms(reading: Reading, { slot, kind }: SlotRule, schema: StateSchema): string[] {
  const names = reading.names.flatMap(termsOf);
  if (kind === 'name') return [...new Set(names)];
  if (kind === 'number' || kind === 'day') {
    const fits = (word: string): boolean => {
      const lower = word.toLowerCase().replace(/[.,]+$/, '');
      return isNumber(lower) || (kind === 'day' && (isDay(lower) || isMonth(lower)));
    };
    return [...new Set(wordsOf(reading.text).filter(fits).flatMap(termsOf))];
  }
  const terms = reading.terms.filter((term) => !isStopWord(term) && schema.signs?.mayBeValue(term, slot) !== false);
  return [...new Set([...names, ...terms])];
}

/** True for two statements of one slot that tell the same value. */
export function sameSlotValue(a: Reading, b: Reading, rule: SlotRule, schema: StateSchema): boolean {
  const [namesA, namesB] = [a.names.flatMap(termsOf), b.names.flatMap(termsOf)];
  if (rule.kind === 'phrase' && namesA.length > 0 && namesB.length > 0)
    return namesA.some((name) => namesB.includes(name));
  const [x, y] = [slotTerms(a, rule, schema), slotTerms(b, rule, schema)];
  if (x.length === 0 || y.length === 0) return false;
  return x.filter((term) => y.includes(term)).length / Math.min(x.length, y.length) >= 0.5;
}
