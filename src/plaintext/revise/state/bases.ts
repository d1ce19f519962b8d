/** Which bases a change takes, and which bases an older statement rests on. */
import { meets } from './concepts.ts';
import { type BasisRule, type CauseRule, namedBuckets, userBases, userCauses } from './dependencies.ts';
import type { Reading } from './read-statement.ts';

export type Dependencies = { readonly causes: readonly CauseRule[]; readonly bases: readonly BasisRule[] };

/** Edges of the user schema. */
export const userDependencies: Dependencies = { causes: userCauses, bases: userBases };

/** Complaints that pass. */
const minor = /\b(?:headache|stiff|sore|cold|a bit|helped|then it was fine|no big deal|nothing serious|slightly)\b/i;

/** Causes that a statement reports. */
export function causesOf(reading: Reading, { causes }: Dependencies): CauseRule[] {
  if (reading.unreal || reading.past || reading.question) return [];
  const { aboutOther, touchesSelf } = reading;
  return causes.filter((rule) => {
    if (aboutOther && !(rule.ofOthers === true && (touchesSelf || /^(?:our|my)\b/i.test(reading.text)))) return false;
    if (
      rule.cause === 'newborn' &&
      /\b(?:nephew|niece|friend|cousin|sister|brother|neighbou?r|colleague)/i.test(reading.text)
    )
      return false;
    if ((rule.loses.includes('arm') || rule.loses.includes('leg')) && minor.test(reading.text)) return false;
    return rule.when.some((condition) => meets(condition, reading.concepts));
  });
}

/** Bases that a statement's causes take away; `name:x` for what is tied to a name in it. */
export function lostBases(reading: Reading, dependencies: Dependencies): string[] {
  const causes = causesOf(reading, dependencies);
  const names = causes.some((rule) => rule.losesNames === true) ? reading.names.map((name) => `name:${name}`) : [];
  return [...new Set([...causes.flatMap((rule) => rule.loses), ...names])];
}

/** Bases that a statement rests on. */
export function basesOf(reading: Reading, { bases }: Dependencies): string[] {
  const own = bases.filter((rule) => rule.when.some((condition) => meets(condition, reading.concepts)));
  return [...own.map((rule) => rule.basis), ...reading.names.map((name) => `name:${name}`)];
}

/** Buckets to look in when a basis is lost, most likely first. */
export function bucketsFor(basis: string, { bases }: Dependencies): readonly string[] {
  if (basis.startsWith('name:')) return namedBuckets;
  return bases.find((rule) => rule.basis === basis)?.buckets ?? [];
}
