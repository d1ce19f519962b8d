/** Which bases a change takes, and which bases an older statement rests on. */
import { meets } from './concepts.ts';
import { standTogether } from './nearness.ts';
import { isOfNamed, isOfPerson, ownClause, type Reading, readingOf } from './read-statement.ts';
import { isOnce, movesThing } from './signs/guards.ts';
import { basesTold, changeTold } from './signs/sign-statement.ts';
import { type CauseRule, type StateSchema, userSchema } from './state-schema.ts';
import { isStopWord } from './stop-terms.ts';
import { isEntry, isHeading, toldForm } from './told-form.ts';

/** Causes that a statement reports, by rules or by its likeness to examples. */
export function causesOf(reading: Reading, schema: StateSchema = userSchema): CauseRule[] {
  return anyCausesOf(reading, schema).filter((rule) => mayReport(rule, reading, schema));
}

/** Changes of how somebody lives or works from then on: what is told of one day, or of some days of a week, is none. */
const regimes: ReadonlySet<string> = new Set([
  'office closed',
  'night work',
  'late work',
  'early work',
  'no alcohol',
  'no caffeine',
  'meatless',
  'no smoking',
  'duty taken',
  'caring',
]);
/** Changes of a household that befall its other members. */
const ofPartner: ReadonlySet<string> = new Set([
  'newborn',
  'caring',
  'widowed',
  'person gone',
  'separation',
  'room taken',
]);
const ofChildren: ReadonlySet<string> = new Set(['kids gone', 'school over', 'person gone', 'newborn']);
const partner =
  /^(?:\W*(?:so|and|but|well|oh)\b)?\W*(?:my|our) (?:wife|husband|partner|girlfriend|boyfriend|fianc[eé]e?)\b(?!['’]s)/i;
const child =
  /^(?:\W*(?:so|and|but|well|oh)\b)?\W*(?:(?:my|our|the) )?(?:\w+ )?(?:son|daughter|boy|girl|kids?|child|children|twins|eldest|youngest)\b(?!['’]s)/i;

/** False where what happened befell somebody else, or happened once. */
function mayReport({ cause }: CauseRule, reading: Reading, { perspective, signs }: StateSchema): boolean {
  if (perspective !== 'speaker' || signs === undefined) return true;
  if (regimes.has(cause) && isOnce(reading.text)) return false;
  if (cause === 'moved' && movesThing(reading.text)) return false;
  if (!isOfPerson(reading.text)) return true;
  if (partner.test(reading.text)) return ofPartner.has(cause);
  if (child.test(reading.text)) return ofChildren.has(cause);
  return cause === 'person gone';
}

function anyCausesOf(reading: Reading, schema: StateSchema): CauseRule[] {
  const told = isHeading(reading.text) && !isSure(reading.text, schema) ? undefined : changeTold(reading, schema);
  const ruled = ruledCauses(reading, schema).filter((rule) => isBacked(rule, reading, schema));
  return told === undefined || ruled.includes(told) ? ruled : [...ruled, told];
}

/** A share from which a change is told without a verb. */
const sureFrom = 0.5;
const isSure = (text: string, { signs }: StateSchema): boolean =>
  !isEntry(text) && (signs?.changeOf(text)?.share ?? 0) >= sureFrom;

/** Words of a short sentence in which the speaker tells of themselves; its words do not meet by accident. */
const plainWords = 8;

/** In long talk the words of a rule meet by accident: where signs read, the sentence has to be like examples, too, or short. */
function isBacked({ loses }: CauseRule, { text }: Reading, { signs, causes, perspective }: StateSchema): boolean {
  if (signs === undefined || perspective !== 'speaker') return true;
  if (isHeading(text)) return false;
  const sign = signs.changeOf(text);
  if (causes.some((rule) => rule.cause === sign?.label && rule.loses.some((one) => loses.includes(one)))) return true;
  const form = toldForm(text);
  return (form === 'self' || form === 'event') && text.trim().split(/\s+/).length <= plainWords;
}

function ruledCauses(reading: Reading, schema: StateSchema): CauseRule[] {
  const { causes, perspective } = schema;
  if (reading.question) return [];
  const own = perspective === 'speaker' && schema.signs !== undefined ? ownClause(reading.text) : undefined;
  if (own !== undefined && !isOfNamed(reading.text))
    return own === '' ? [] : ruledCauses(readingOf(own, schema), schema);
  const met = causes.filter((rule) =>
    rule.when.some(
      (condition) =>
        meets(condition, reading.concepts) &&
        standTogether(reading, condition, perspective === 'speaker' && rule.ofOthers !== true),
    ),
  );
  if (met.length === 0 || reading.unreal || reading.past) return [];
  if (perspective === 'speaker' && isOfNamed(reading.text)) return met.filter((rule) => rule.ofOthers === true);
  if (!reading.aboutOther) return met;
  return reading.touchesSelf || /^(?:our|my)\b/i.test(reading.text) ? met.filter((rule) => rule.ofOthers === true) : [];
}

/** Bases that a statement's causes take away; `name:x` for what is tied to a name in it. */
export function lostBases(reading: Reading, schema: StateSchema = userSchema): string[] {
  const causes = causesOf(reading, schema);
  const names = causes.some((rule) => rule.losesNames === true) ? reading.names.map((name) => `name:${name}`) : [];
  const things = causes.some((rule) => rule.losesThings === true) ? thingsOf(reading, schema) : [];
  return [...new Set([...causes.flatMap((rule) => rule.loses), ...names, ...things])];
}

type Resting = { readonly schema: StateSchema; readonly bases: readonly string[] };
const resting = new WeakMap<Reading, Resting>();

/** Bases that a statement rests on; remembered, since every later sitting asks for them again. */
export function basesOf(reading: Reading, schema: StateSchema = userSchema): readonly string[] {
  const known = resting.get(reading);
  if (known?.schema === schema) return known.bases;
  const bases = findBases(reading, schema);
  resting.set(reading, { schema, bases });
  return bases;
}

function findBases(reading: Reading, schema: StateSchema): string[] {
  const { bases } = schema;
  const own = bases.filter((rule) => rule.when.some((condition) => meets(condition, reading.concepts)));
  const told = basesTold(reading, schema);
  const names = reading.names.map((name) => `name:${name}`);
  return [...new Set([...own.map((rule) => rule.basis), ...told, ...names, ...thingsOf(reading, schema)])];
}

/** `thing:x` for what a statement speaks of; only where signs read, as only they tell of things that are gone. */
function thingsOf(reading: Reading, { signs }: StateSchema): string[] {
  if (signs === undefined) return [];
  return reading.terms.flatMap((term) =>
    !isStopWord(term) && signs.mayBeThing(term) && !reading.names.includes(term) ? [`thing:${term}`] : [],
  );
}

/** Buckets to look in when a basis is lost, most likely first. */
export function bucketsFor(basis: string, { bases, definition }: StateSchema = userSchema): readonly string[] {
  if (basis.startsWith('name:') || basis.startsWith('thing:')) return definition.namedBuckets ?? [];
  return bases.find((rule) => rule.basis === basis)?.buckets ?? [];
}
