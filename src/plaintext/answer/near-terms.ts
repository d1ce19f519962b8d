/**
 * Words of everyday talk that speak of one matter without meaning the same: what something costs is told by who pays, an
 * illness by a cold. A sentence with such a word covers a part of what the question's own word would.
 */
import { matchTerm } from './words.ts';

/** What of a term a near one counts for. */
export const nearShare = 0.6;

const groups =
  'cost pay charge fee bill fare spend|leave depart|steal stolen nick pinch rob|job position role title|job work employ|teach learn lesson tutor|' +
  'ill sick unwell cold flu fever poorly|wrong broken fault problem issue|operation surgery|hurt injure sprain|hurt break|' +
  'phone mobile smartphone iphone|laptop computer macbook thinkpad notebook|camera photo lens|score win beat|missing lost|' +
  'fiance engage propose|wedding marry|divorce split separate|study university degree|land arrive|medication medicine tablet pill dose|' +
  'password code pin|salary earn wage|die death|weigh kilo|flat apartment|flatmate roommate housemate|rent lease tenant|' +
  'live flat apartment|address road street|book novel read|film cinema watch|dinner eat meal|breakfast eat|lunch eat|allergy allergic react|' +
  'sport train play|instrument play|club join|team play|born birth|baby born|baby pregnant|lend borrow|owe borrow lend|' +
  'doctor gp surgeon consultant|dentist tooth|school pupil class|language speak|visit see|fix mend|buy get order|sell sold|car drive|bike ride cycle|' +
  'commute bus train cycle tram|shift night early late|grow plant|paint colour|hobby play|scared fear|boat sail';

const near = new Map<string, Set<string>>();
for (const group of groups.split('|')) {
  const terms = group.split(' ').map(matchTerm);
  for (const term of terms) {
    const known = near.get(term) ?? new Set<string>();
    for (const other of terms) if (other !== term) known.add(other);
    near.set(term, known);
  }
}

/** True where a sentence has a word that is near a term of the question. */
export function hasNear(term: string, terms: ReadonlySet<string>): boolean {
  const others = near.get(term);
  if (others === undefined) return false;
  for (const other of others) if (terms.has(other)) return true;
  return false;
}
