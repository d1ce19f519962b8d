/** "Actually I never moved to Lisbon": what was said never was so. It states nothing, takes back what it names, and what that had ended holds again. */
import { type Reading, readingOf } from './read-statement.ts';
import type { StateSchema } from './state-schema.ts';
import type { ProfileItem, StateDelta, StateProfile } from './state-types.ts';

const lead =
  '(?:(?:no|actually|wait|sorry|correction|so|and|but|well|oh|(?:just )?(?:kidding|joking)|(?:that|it) was a joke|i take (?:that|it) back)[,.!]? +)*';
const neverWas = new RegExp(
  `^${lead}(?:i|we)(?:'ve)? (?:(?:have |had )?never|(?:did|have|had) ?n[o']t|(?:did|have|had) not)\\b`,
  'i',
);

/** True for a denial of what happened: it states nothing by itself. */
export const deniesEvent = ({ text }: Pick<Reading, 'text'>): boolean => neverWas.test(text.replace(/’/g, "'"));

/** "I did not sell the Volvo" takes back a sale, and not that there is a Volvo. */
const parting =
  /\b(?:n[o']t|never) (?:(?:actually|really|ever|yet) )?(?<verb>sold|sell|left|leave|quit|gave|give|lost|lose|dropped|drop|stopped|stop|cancel\p{L}*|broke|break|got rid|get rid|moved? out)\b/iu;
const parted: Readonly<Record<string, string>> = {
  sell: 'sold',
  leave: 'left',
  give: 'gave',
  lose: 'lost',
  drop: 'dropped',
  stop: 'stopped',
  break: 'broke',
  'get rid': 'got rid',
  'move out': 'moved out',
};

/** The item that a denial takes back: the newest that holds one value and names what the denial names. */
export function deniedItem(
  reading: Reading,
  { items }: Pick<StateProfile, 'items'>,
  schema: StateSchema,
): ProfileItem | undefined {
  if (reading.names.length === 0) return undefined;
  const verb = parting.exec(reading.text)?.groups?.['verb']?.toLowerCase();
  const event = verb === undefined ? '' : (parted[verb] ?? verb);
  return [...items]
    .filter(
      ({ status, cardinality, text }) =>
        status === 'ACTIVE' &&
        cardinality === 'single' &&
        text.toLowerCase().includes(event) &&
        readingOf(text, schema).names.some((name) => reading.names.includes(name)),
    )
    .sort((a, b) => b.lastUpdated - a.lastUpdated)[0];
}

/** The state without what the deltas take back. */
export function takeBack(profile: StateProfile, deltas: readonly StateDelta[]): StateProfile {
  let { items } = profile;
  for (const { retracts, id, at } of deltas) {
    const target = items.find((item) => item.id === retracts && item.status === 'ACTIVE' && item.lastUpdated <= at);
    if (target === undefined) continue;
    items = items.map((item): ProfileItem => {
      if (item === target) return { ...item, status: 'STALE', ended: { reason: 'it never was so', deltaId: id, at } };
      if (item.ended === undefined || !target.deltaIds.includes(item.ended.deltaId)) return item;
      const { ended: _, ...open } = item;
      return { ...open, status: 'ACTIVE' };
    });
  }
  const open = new Set(items.flatMap(({ status, facet }) => (status === 'ACTIVE' ? [facet] : [])));
  return { ...profile, items, unknown: profile.unknown.filter(({ facet }) => !open.has(facet)) };
}
