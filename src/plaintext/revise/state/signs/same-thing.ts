/** Of what a statement of a slot tells that people have several of: which deadline, whose school, what meets on that day. */
import { termsOf } from '../concepts.ts';
import { type Reading, readingOf } from '../read-statement.ts';
import type { SlotRule, StateSchema } from '../state-schema.ts';
import type { ProfileItem } from '../state-types.ts';
import { isStopWord } from '../stop-terms.ts';
import { slotTerms } from './sign-statement.ts';

/** Words that go with anything of the kind. */
const generic = new Set(
  termsOf(
    'class lesson course club practice training group night evening morning afternoon day days term season meet meeting session due date deadline hand submit school pupil teacher new moved changed every week always slot time oclock here on',
  ),
);
/** Likeness from which two words may mean one thing. */
const alike = 0.5;
const ofBoy = /\b(?:son|boy|lad|he|him|his)\b/i;
const ofGirl = /\b(?:daughter|girl|lass|she|her)\b/i;
const saysItChanged =
  /\b(?:now|these days|nowadays|from (?:now|here|this)|moved|changed|switched|new|extension|rescheduled|instead|shifted|landed|pushed|postponed|granted|agreed|settled|this (?:term|season|year)|since)\b/i;

function topicOf(reading: Reading, rule: SlotRule, schema: StateSchema): string[] {
  const value = new Set(slotTerms(reading, rule, schema));
  return reading.terms.filter((term) => !isStopWord(term) && !generic.has(term) && !value.has(term));
}

/** The facet of a statement: that of an item that is about the same thing, else one of its own. */
export function facetOfSeveral(
  reading: Reading,
  rule: SlotRule,
  { items, schema }: { readonly items: readonly ProfileItem[]; readonly schema: StateSchema },
): string {
  const topic = topicOf(reading, rule, schema);
  const held = items.filter(({ status, facet }) => status === 'ACTIVE' && facet.startsWith(`${rule.slot}:`));
  const same = held.find(({ text }) => isSame(readingOf(text, schema), reading, { rule, schema }));
  return same?.facet ?? `${rule.slot}:${topic.join(' ')}`;
}

function isSame(
  before: Reading,
  now: Reading,
  { rule, schema }: { readonly rule: SlotRule; readonly schema: StateSchema },
): boolean {
  if (rule.slot === 'family.school') {
    const against = (a: RegExp, b: RegExp): boolean => a.test(before.text) && b.test(now.text) && !a.test(now.text);
    return !against(ofBoy, ofGirl) && !against(ofGirl, ofBoy);
  }
  const [a, b] = [topicOf(before, rule, schema), topicOf(now, rule, schema)];
  if (a.some((term) => b.includes(term) && schema.signs?.mayBeThing(term) !== false)) return true;
  if (a.some((term) => b.includes(term) && term.length > 3)) return true;
  if (!saysItChanged.test(now.text)) return false;
  return a.some((x) => b.some((y) => (schema.signs?.likeness(x, y) ?? 0) >= alike));
}
