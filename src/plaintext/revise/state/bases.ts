/** Which bases a change takes, and which bases an older statement rests on. */
import { meets } from './concepts.ts';
import { standTogether } from './nearness.ts';
import { isOfNamed, type Reading } from './read-statement.ts';
import { type CauseRule, type StateSchema, userSchema } from './state-schema.ts';

/** Causes that a statement reports. */
export function causesOf(reading: Reading, { causes, perspective }: StateSchema = userSchema): CauseRule[] {
  if (reading.question) return [];
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
  return [...new Set([...causes.flatMap((rule) => rule.loses), ...names])];
}

/** Bases that a statement rests on. */
export function basesOf(reading: Reading, { bases }: StateSchema = userSchema): string[] {
  const own = bases.filter((rule) => rule.when.some((condition) => meets(condition, reading.concepts)));
  return [...own.map((rule) => rule.basis), ...reading.names.map((name) => `name:${name}`)];
}

/** Buckets to look in when a basis is lost, most likely first. */
export function bucketsFor(basis: string, { bases, definition }: StateSchema = userSchema): readonly string[] {
  if (basis.startsWith('name:')) return definition.namedBuckets ?? [];
  return bases.find((rule) => rule.basis === basis)?.buckets ?? [];
}
