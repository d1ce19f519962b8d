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

/** Whole turns of phrase that tell what a question's verb or noun asks for, without a word that is near it. */
const phrases: ReadonlyMap<string, RegExp> = new Map(
  [
    [
      'live',
      /\b(?:(?:I|we|he|she|they) (?:am|are|is) (?:back |now )?in \p{Lu}|(?:and|but) (?:I|we) (?:am|are) in \p{Lu}|(?:found|bought|rented|got|signed the lease (?:for|on)|lease|keys (?:to|for)|own|have|at|home) (?:\p{L}+ ){0,4}(?:flat|house|place|room|studio|apartment|cottage|farmhouse|bungalow)\b|home (?:for us |for me )?is|unpacked|first night in|moved (?:in\b|into|(?:my|our) (?:boxes|stuff|things) (?:in)?to)|a room from)\b/iu,
    ],
    [
      'work',
      /\b(?:start(?:ed|ing|s)?|job|joined|joining|hired|apprentice|employed|shift|first day|trainee|intern|internship|contract|offer) (?:\p{L}+ ){0,3}?(?:at|with|for|from)\b|\b(?:chef|nurse|waiter|waitress|barista|teacher|cook|driver|manager|clerk|assistant|engineer|developer|accountant|mechanic|carpenter|baker) (?:at|for|with)\b/iu,
    ],
    [
      'wrong',
      /\b(?:broke|broken|blocked|leak\w*|loose|dead|stuck|cracked|jammed|torn|bent|burnt|worn|faulty|flat|too (?:small|big|tight|loose|short|long)|(?:has|had|got) an? |it (?:is|was) (?:just |only )?(?:an? |the ))/iu,
    ],
    ['score', /\b\d{1,3}[-:–]\d{1,3}\b/u],
    ['teach', /\b(?:learn\w*|lessons?|classes) (?:\p{L}+ ){0,4}(?:with|from)\b/iu],
  ].map(([word, pattern]) => [matchTerm(word as string), pattern as RegExp]),
);

/** True where a sentence tells what a term asks for in another turn of phrase. */
export function toldOtherwise(term: string, text: string): boolean {
  return phrases.get(term)?.test(text) === true;
}

/** True where a sentence has a word that is near a term of the question. */
export function hasNear(term: string, terms: ReadonlySet<string>): boolean {
  const others = near.get(term);
  if (others === undefined) return false;
  for (const other of others) if (terms.has(other)) return true;
  return false;
}
