/**
 * Cheap marks of what a text does (orders, prefers, denies, corrects ...), read once when it is indexed, so that a
 * question's intent can prefer texts of that sort without reading them again.
 */

/** Bits of a unit's cue mask. */
export const cue = {
  /** A standing order to whoever answers. */
  instruction: 1,
  /** Likes, dislikes, habits, ways of doing things. */
  preference: 2,
  /** Says that something never happened or is not so. */
  denial: 4,
  /** Speaks of the speaker. */
  firstPerson: 8,
  question: 16,
  /** Replaces what was said before. */
  change: 32,
  /** Holds a number. */
  quantity: 64,
  /** Short and only acknowledges. */
  acknowledgment: 128,
  /** Announces an undertaking or its state. */
  undertaking: 256,
  /** Mentions a time (set from the unit's times, not from its words). */
  dated: 512,
} as const;

export type Cue = keyof typeof cue;

const order = /(?:^|[.!?\n:;]\s*|\bplease,?\s+)(?:always|never|(?:do not|don't) ever)\s+[a-z]+/i;
const orderWhen =
  /\b(?:when(?:ever)?|if|any ?time|every time|each time)\s+(?:i|we)\s+(?:ask|mention|request|talk|say|bring up|want)\b/i;
const orderFrom = /\b(?:from now on|going forward|in (?:the )?future|as a rule)\b/i;
const habit =
  /\b(?:i|we|it|that|he|she|they|you)(?:'ve|'m|'re|\s+have|\s+am|\s+are|\s+will|\s+would)?\s+(?:always|never)\b/i;
const prefer =
  /\b(?:i|we)(?:'d|'ve|'m)?\s+(?:(?:really|also|usually|generally|still|would|always|actually|do|just)\s+)*(?:prefer(?:red)?|like|love|enjoy|hate|dislike|favou?r|appreciate|avoid|tend to|can't stand|am into|a fan of|rather)\b|\bmy (?:favou?rite|preference|preferred)\b|\bi(?:'m| am)(?: not)?(?: really| also| just| such)*(?: a)?(?: big| huge)? (?:fan of|into|fond of|keen on|used to)\b|\b(?:prefer|preference)\b/i;
const dislike = /\b(?:i|we)\s+(?:don't|do not|didn't|never)\s+(?:really\s+)?(?:like|enjoy|want|care for|eat|drink)\b/i;
const deny =
  /\b(?:i|we)(?:'ve| have|'d| had)?\s+(?:never|not yet|haven't|have not|didn't|did not|don't|do not|hadn't)\b|\bnever (?:actually|really|once)\b/i;
const first = /\b(?:i|i'm|i've|i'd|i'll|my|mine|me|we|we're|we've|our)\b|我|私|僕|나는|저는/i;
const changed =
  /\b(?:no longer|not any ?more|changed|updated?|switched|moved|replaced|instead of|increased|decreased|reduced|raised|extended|postponed|rescheduled|pushed back|brought forward|grew|grown|improved|now|recently|just|actually|turns out|correction|used to)\b/i;
const begun =
  /\b(?:i'm|i am|we're|we are|i've been|i have been)\s+(?:\w+\s+)?(?:\w+ing\b|worried|considering|kinda|stuck)|\bi(?:'ve| have)?\s+(?:just\s+)?(?:completed|finished|started|decided|signed|joined|attended|scheduled|met|got|bought|chose|finali[sz]ed|submitted|received)\b/i;
const reply =
  /^(?:thanks|thank you|sure|yeah|yes|ok(?:ay)?|got it|great|sounds good|no,|no problem|perfect|cool|hmm|ah)\b/i;
const digits = /\p{N}/u;

/** The cue mask of a text; long texts are read up to 4,000 characters. */
export function cuesOf(text: string): number {
  const head = text.length > 4000 ? text.slice(0, 4000) : text;
  let mask = 0;
  const commanded = order.test(head) && !habit.test(head);
  const short = head.length < 240;
  if (commanded && (short || orderWhen.test(head))) mask |= cue.instruction;
  else if (
    orderWhen.test(head) &&
    /\b(?:please|make sure|include|use|give|keep|format|provide)\b/i.test(head) &&
    short
  ) {
    mask |= cue.instruction;
  } else if (short && orderFrom.test(head) && /\b(?:please|always|never|you)\b/i.test(head)) mask |= cue.instruction;
  if (prefer.test(head) || dislike.test(head)) mask |= cue.preference;
  if (deny.test(head)) mask |= cue.denial;
  if (first.test(head)) mask |= cue.firstPerson;
  if (head.includes('?') || head.includes('？')) mask |= cue.question;
  if (changed.test(head)) mask |= cue.change;
  if (digits.test(head)) mask |= cue.quantity;
  if (head.length < 400 && reply.test(head)) mask |= cue.acknowledgment;
  if (begun.test(head)) mask |= cue.undertaking;
  return mask;
}
