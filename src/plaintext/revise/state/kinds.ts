/** Things that share a slot and are none of each other's values: a phone number and an address, a laptop and a desktop. */
import type { Reading } from './read-statement.ts';
import { readingOf } from './read-statement.ts';
import type { StateSchema } from './state-schema.ts';
import type { ProfileItem } from './state-types.ts';

const words = (list: string): RegExp => new RegExp(`\\b(?:${list})\\b`, 'i');

/** By slot: what a statement of it may be about. Statements about different ones do not compete. */
const kindsOf: Readonly<Record<string, readonly RegExp[]>> = {
  contact: [
    words('e-?mail|mail|inbox|mailbox'),
    words('phone|number|mobile|cell|landline'),
    words('address|street|postcode'),
    words('instagram|handle|telegram|whatsapp|signal|discord|skype|twitter|mastodon'),
  ],
  'computer.os': [
    words('laptop|notebook|macbook|thinkpad'),
    words('desktop|pc|tower|workstation'),
    words('tablet|ipad'),
    words('server|nas|pi'),
  ],
  'provider.doctor': [
    words('gp|family doctor|physician'),
    ...'dermatologist|cardiologist|gyna?ecologist|psychiatrist|therapist|physio\\w*|pa?ediatrician|ortho\\w+|neurologist|allergist|optician|midwife|oncologist'
      .split('|')
      .map(words),
  ],
  'learning.language': [
    words('speak|fluent|native|mother tongue|grew up'),
    words('learn\\w*|study\\w*|class\\w*|course|lessons?|practi[cs]\\w+'),
  ],
};
/** What belongs to one's work, or to one's business, is none of what is one's own. */
const ofWork = words('work|office|company|business|company-owned');
const byOwner: ReadonlySet<string> = new Set(['phone', 'contact', 'computer.os', 'provider.bank', 'vehicle']);

function kindOf({ text }: Reading, slot: string): string {
  const kind = (kindsOf[slot] ?? []).findIndex((one) => one.test(text));
  return `${kind < 0 ? '' : kind}${byOwner.has(slot) && ofWork.test(text) ? 'w' : ''}`;
}

/** The facet of a statement, apart from those of other kinds of thing that hold the slot. */
export function facetOfKind(
  reading: Reading,
  facet: string,
  { items, schema }: { readonly items: readonly ProfileItem[]; readonly schema: StateSchema },
): string {
  if (!(facet in kindsOf) && !byOwner.has(facet)) return facet;
  const kind = kindOf(reading, facet);
  const held = items.filter(
    (item) => item.status === 'ACTIVE' && (item.facet === facet || item.facet.startsWith(`${facet}:kind`)),
  );
  const same = held.find(({ text }) => kindOf(readingOf(text, schema), facet) === kind);
  if (same !== undefined) return same.facet;
  const other = held.some(({ text }) => differs(kindOf(readingOf(text, schema), facet), kind));
  return other ? `${facet}:kind${kind}` : facet;
}

/** A kind that is not named may be any, but what is for work is said to be. */
function differs(before: string, now: string): boolean {
  const [a, b] = [before.replace('w', ''), now.replace('w', '')];
  return before.endsWith('w') !== now.endsWith('w') || (a !== '' && b !== '' && a !== b);
}
