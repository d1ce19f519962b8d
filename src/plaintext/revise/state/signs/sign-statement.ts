/** What a statement tells by its likeness to examples, under the guards that keep wishes, stories and others out. */
import { termsOf } from '../concepts.ts';
import { isOfNamed, isOfPerson, ownClause, type Reading } from '../read-statement.ts';
import type { CauseRule, SlotRule, StateSchema } from '../state-schema.ts';
import { isStopWord } from '../stop-terms.ts';
import { isStanding, movesThing } from './guards.ts';
import { isDay, isMonth, isNumber } from './shaped-words.ts';

/**
 * Shares from which a sign counts: by itself, and where something else speaks for it, too (another value of the slot
 * that holds, a question that names a value).
 */
export const leastShares = {
  slot: 0.3,
  backedSlot: 0.12,
  change: 0.3,
  backedChange: 0.1,
  basis: 0.15,
  asked: 0.2,
  backedAsked: 0.05,
};

/** From here on a sign is believed before a rule of words. */
const sureFrom = 0.5;

/** A change that is not sure has to stand in a sentence that surely tells something. */
const leastWorth = 0.7;

/** Over before long: a guest, a loan, a week away. */
const passingCue =
  /\b(?:until (?:sunday|monday|tuesday|wednesday|thursday|friday|saturday|tomorrow|next)|for (?:the|a|one|two) (?:weekend|long weekend|week|fortnight|night|nights|day|days|couple of (?:days|weeks))|just for|for now|spending (?:this|the|a|an?other|two|three|some|my|a few) \w+|for once|temporar\w+|on holiday|(?:lent|lends|borrowed) (?:me|us|it|a|the))\b/i;
/** True for what is over before long. */
export const isPassing = (text: string): boolean => passingCue.test(text);

const mayPass: ReadonlySet<string> = new Set(['day', 'number']);

/** Goes on from then. */
const lastsFrom =
  /\b(?:now|since|from (?:now|here|then|this|today|tomorrow|monday|next)|these days|nowadays|every|always|anymore)\b/i;

const guarded = (reading: Reading): boolean => reading.question || reading.guarded;

/** True where somebody else has it, and what the speaker does about it does not tell the same of them. */
function isOthers({ text }: Reading, tells: (own: string) => boolean): boolean {
  const own = ownClause(text);
  return own !== undefined && (own === '' || !tells(own));
}

/** Whom else a sentence may be about, where only the speaker counts. */
function ofSomebodyElse(reading: Reading): boolean {
  return (reading.aboutOther && !doneToSelf.test(reading.text)) || isOfNamed(reading.text);
}

/** "They let us go", "they have halved my hours": whoever they are, it is about the speaker. */
const doneToSelf =
  /^(?:(?:so|and|but|well|today|yesterday|now)[, ]+)*they(?:'ve|'re|'ll)?\b(?!.*\b(?:told|asked|showed|invited) (?:me|us) (?:that )?(?:he|she|they)\b).*\b(?:me|us|my|our|i|we)\b/i;

/** Whoever else is in them: they are about those whom the speaker lives with. */
const tellsOfOthers: ReadonlySet<string> = new Set(['home.household', 'family.partner', 'family.school', 'pet']);

/** The slot of where one lives, whose wording moving anything else shares. */
export const homeSlot = 'home.base';

/** Told by what somebody close is or does: "my boss is", "my husband", "our son goes to". */
export const saidOfPersons: ReadonlySet<string> = new Set([
  'work.manager',
  'family.partner',
  'family.school',
  'family.childcare',
]);

/** "The old dog of Theo": not the one who is named is gone, but what is theirs. */
const isOfThing = (text: string): boolean => /^(?:[Tt]he|[Aa]n?) (?:\p{Ll}+ ){1,3}of \p{Lu}/u.test(text);

export type TellingSlot = { readonly rule: SlotRule; readonly sure: boolean; readonly share: number };

/** The slot whose value a statement tells; `backed` by something else, a smaller share does. */
export function slotTold(reading: Reading, schema: StateSchema, backed = false): TellingSlot | undefined {
  const { signs } = schema;
  if (signs === undefined || guarded(reading)) return undefined;
  const sign = signs.slotOf(reading.text);
  if (sign === undefined || sign.share < (backed ? leastShares.backedSlot : leastShares.slot)) return undefined;
  const rule = schema.slotOf(sign.label);
  if (rule === undefined || (rule.ofOthers !== true && ofSomebodyElse(reading))) return undefined;
  if (rule.slot === homeSlot && movesThing(reading.text)) return undefined;
  if (!saidOfPersons.has(rule.slot) && isOfPerson(reading.text)) return undefined;
  if (!tellsOfOthers.has(rule.slot) && isOthers(reading, (own) => signs.slotOf(own)?.label === rule.slot))
    return undefined;
  if (rule.ofOthers === true && isOfNamed(reading.text) && !reading.touchesSelf) return undefined;
  if (!mayPass.has(rule.kind) && rule.slot !== 'health.condition' && passingCue.test(reading.text)) return undefined;
  // What is done again and again has to be said to be so, where the sentence is not like the examples by itself.
  const once = reading.oneOff || sign.share < leastShares.slot;
  if (rule.habitual === true && once && !lastsFrom.test(reading.text)) return undefined;
  return slotTerms(reading, rule, schema).length === 0
    ? undefined
    : { rule, sure: sign.share >= sureFrom, share: sign.share };
}

/** The change that a statement reports. */
export function changeTold(reading: Reading, schema: StateSchema): CauseRule | undefined {
  const { signs } = schema;
  if (signs === undefined || guarded(reading) || isStanding(reading.text)) return undefined;
  const sign = signs.changeOf(reading.text);
  if (sign === undefined || sign.share < leastShares.change) return undefined;
  if (sign.share < sureFrom && signs.worth(reading.text) < leastWorth) return undefined;
  const cause = schema.causes.find((rule) => rule.cause === sign.label);
  if (cause === undefined || (cause.ofOthers !== true && ofSomebodyElse(reading))) return undefined;
  const ownsIt = (own: string): boolean => signs.changeOf(own)?.label === cause.cause;
  if (!(cause.losesNames === true && !isOfThing(reading.text)) && isOthers(reading, ownsIt)) return undefined;
  return cause;
}

/** "So Anna left": a short sentence that begins with who is named. */
const namedLeaves =
  /^(?:(?:so|and|well|but|oh)[, ]+)?\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)?(?: and I)? [^.!?;]{2,50}[.!]?$/iu;

/** A change that is likely only if something of the same name is known: "So Anna left". */
export function changeOfNamed(reading: Reading, schema: StateSchema): CauseRule | undefined {
  const { signs } = schema;
  if (signs === undefined || guarded(reading) || reading.names.length === 0 || isOfThing(reading.text))
    return undefined;
  if (!namedLeaves.test(reading.text)) return undefined;
  const sign = signs.changeOf(reading.text);
  if (sign === undefined || sign.share < leastShares.backedChange) return undefined;
  return schema.causes.find(({ cause, losesNames }) => cause === sign.label && losesNames === true);
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
  if (schema.signs === undefined || guarded(reading)) return false;
  if (reading.terms.length < leastHabitWords || /[:{}<>=;]\s*$/.test(reading.text)) return false;
  const [first] = schema.signs.basesOf(reading.text);
  if (first === undefined || first.share < leastShares.basis) return false;
  // What somebody close does is part of the speaker's days: "Anna pays half the rent".
  return (
    !ofSomebodyElse(reading) || (isOfNamed(reading.text) && closeBases.has(first.label) && first.share >= closeFrom)
  );
}

const closeBases: ReadonlySet<string> = new Set(['partner', 'pet', 'kids', 'place']);
const closeFrom = 0.3;

/** "Yes, I have!" and "Here's my code:" are no habits. */
const leastHabitWords = 4;

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}][\p{L}\p{N}'’&.-]*/gu) ?? [];

/** Stems of a slot's own name: "my commute", "this phone" name the slot, whatever value it has. */
const nameTerms = (slot: string): ReadonlySet<string> => new Set(termsOf(slot.replaceAll('.', ' ')));

/** Stems that do not belong to how a slot is spoken of. */
function ownTerms({ terms }: Reading, slot: string, { signs }: StateSchema): string[] {
  const frame = nameTerms(slot);
  return terms.filter((term) => !isStopWord(term) && !frame.has(term) && signs?.mayBeValue(term, slot) !== false);
}

/**
 * Stems by which the value is cut out of a statement, likeliest first: values that are known of the slot, then what is
 * named, then what else is no way of speaking of it, where it stands behind "as", "in", "at", "with" or "by".
 */
export function valueSeeds(reading: Reading, rule: SlotRule, schema: StateSchema): string[] {
  const terms = slotTerms(reading, rule, schema);
  if (rule.kind !== 'phrase') return terms;
  const frame = nameTerms(rule.slot);
  const names = new Set(reading.names.flatMap(termsOf));
  const known = terms.filter((term) => !frame.has(term) && schema.signs?.isValue(term, rule.slot) === true);
  if (known.length > 0) return known;
  const named = terms.filter((term) => !frame.has(term) && names.has(term));
  if (named.length > 0) return named;
  const behind = new Set(termsOf(behindPreposition.exec(reading.text)?.[1] ?? ''));
  const placed = terms.filter((term) => behind.has(term));
  return placed.length > 0 ? placed : terms;
}

const behindPreposition = /\b(?:as|in|at|with|by) (?:an? |the |my |our )?([\p{L}\p{N}'’-]+(?: [\p{L}\p{N}'’-]+)?)/iu;

/** Stems of the value of a slot in a statement; empty where it holds none of the slot's kind. */
export function slotTerms(reading: Reading, { slot, kind }: SlotRule, schema: StateSchema): string[] {
  const frame = nameTerms(slot);
  const names = reading.names.flatMap(termsOf).filter((term) => !frame.has(term));
  if (kind === 'name') return [...new Set(names)];
  if (kind === 'number' || kind === 'day') {
    const fits = (word: string): boolean => {
      const lower = word.toLowerCase().replace(/[.,]+$/, '');
      return isNumber(lower) || (kind === 'day' && (isDay(lower) || isMonth(lower)));
    };
    return [...new Set(wordsOf(reading.text).filter(fits).flatMap(termsOf))];
  }
  const terms = ownTerms(reading, slot, schema);
  if (names.length + terms.length > 0) return [...new Set([...names, ...terms])];
  // A value may be made of the very words by which the slot is spoken of.
  return [...new Set(reading.terms.filter((term) => !isStopWord(term)))];
}

/** Stems that are a value of the slot whatever is said around them: names, numbers, days, values of examples. */
export function tellingTerms(reading: Reading, rule: SlotRule, schema: StateSchema): string[] {
  if (rule.kind !== 'phrase') return slotTerms(reading, rule, schema);
  const names = reading.names.flatMap(termsOf);
  const frame = nameTerms(rule.slot);
  const known = reading.terms.filter(
    (term) => !isStopWord(term) && !frame.has(term) && schema.signs?.isValue(term, rule.slot) === true,
  );
  return [...new Set([...names, ...known])];
}

/** True for two statements of one slot that tell the same value. */
export function sameSlotValue(a: Reading, b: Reading, rule: SlotRule, schema: StateSchema): boolean {
  const [namesA, namesB] = [a.names.flatMap(termsOf), b.names.flatMap(termsOf)];
  if (rule.kind === 'phrase' && namesA.length > 0 && namesB.length > 0)
    return namesA.some((name) => namesB.includes(name));
  const [x, y] =
    rule.kind === 'phrase'
      ? [ownTerms(a, rule.slot, schema), ownTerms(b, rule.slot, schema)]
      : [slotTerms(a, rule, schema), slotTerms(b, rule, schema)];
  if (x.length === 0 || y.length === 0) return false;
  const shared = x.filter((term) => y.includes(term)).length / Math.min(x.length, y.length);
  return rule.kind === 'number' || rule.kind === 'day' ? shared === 1 : shared >= 0.5;
}
