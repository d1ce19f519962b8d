/** Whether a statement says of a value that it holds for the user now, and not of a plan, of what is over, or of another's opinion. */
import { isPlaceToLive } from '../extract/entity-lexicon.ts';
import { type ToldClause, tellsOfOther, toldClauses } from './told-clauses.ts';
import { asksOfOthers, saysOf } from './whose.ts';
import { plainEnglish } from './words.ts';

const asksFuture = /\b(?:will|going to|plan(?:s|ned|ning)?|next|tomorrow|moving|soon|starting|joining)\b/i;
/** Turns of life that are still to come. */
const toCome =
  /\b(?:next (?:week|month|year|spring|summer|autumn|fall|winter|\w+day)|tomorrow|in (?:a|two|three|four|\d+|a few|a couple of) (?:days?|weeks?|months?)|in (?:january|february|march|april|may|june|july|august|september|october|november|december))\b/i;
const turn = '(?:move|relocate|start|join|switch|transfer|begin work)';
const planned = new RegExp(
  `\\b(?:I|we) (?:(?:will|shall|may|might|want to|hope to|plan to|(?:am|are) (?:going|planning|hoping|about) to) (?:be )?${turn}(?:ing)?|${turn}|(?:am|are) (?:moving|relocating|starting|joining|switching|transferring))\\b`,
  'i',
);
const intended = /\b(?:I|we) (?:may|might|want to|hope to|plan to|(?:am|are) (?:planning|hoping|thinking))\b/i;
const asksHome = /\b(?:live|living|reside|home|city|town|based)\b/i;
const forATime =
  /\b(?:stay(?:ing|ed)?|crash(?:ing|ed)?|sleep(?:ing)?|house-?sit(?:ting)?|visit(?:ing)?|camp(?:ing)?|put up)\b.*\b(?:while|until|till|for (?:a|the|two|three|four|\d+|a few|a couple of) (?:days?|nights?|weeks?|weekends?|months?)|this week(?:end)?|over the weekend|tonight)\b/i;
/** "I moved my savings to Revolut": something of the user's moved, not the user. */
export const movedThing: RegExp =
  /\b(?:moved|moving|relocated|shifted|transferred) (?:my|our|the|this|that|all|some|his|her|their|your|a|an|every\w*) (?!(?:family|whole family)\b)[\p{L}' -]{2,40}? (?:to|into|over to|from)\b/iu;
/** Then the value follows that is left behind. */
const leaves =
  /\b(?:(?:have |has |had )?(?:just |finally |recently )?(?:left|quit|sold|resigned from|moved out of|moved away from|retired from|got (?:fired|laid off) from|gave up|stopped (?:working|studying|living) (?:at|for|in))|used to (?:live|work|study|be) (?:in|at|for|with))(?: my (?:job|position|place|flat|house) (?:at|in))? (?:the |my )?$/i;

/** What a person is about to leave. */
const handedIn = /\b(?:handed in|g[ai]ve(?:n)?) (?:in )?(?:my |our )?notice\b/i;

/** `text`: the statement that `value` was cut from. A question about plans is answered by plans. */
export function saysPresent(
  question: string,
  { text, value }: { readonly text: string; readonly value: string },
): boolean {
  const plain = text
    .replace(/\b(I|we)['’]ll\b/gi, '$1 will')
    .replace(/\bI['’]m\b/gi, 'I am')
    .replace(/\bwe['’]re\b/gi, 'we are');
  if (!saysOf({ kind: 'own' }, plain, { question })) return false;
  if (!asksFuture.test(question)) {
    if (planned.test(plain) && (toCome.test(plain) || intended.test(plain))) return false;
  }
  if (asksHome.test(question) && (forATime.test(plain) || movedThing.test(plain))) return false;
  if (asksHome.test(question) && !isPlaceToLive(value, plain)) return false;
  if (!asksFuture.test(question) && handedIn.test(plain)) return false;
  if (!toldOfSelf(question, plain, value)) return false;
  const at = plain.toLowerCase().indexOf(value.toLowerCase());
  return at < 0 || !leaves.test(plain.slice(0, at));
}

/** True where the clause with the value tells it as a fact, and of the user. */
function toldOfSelf(question: string, text: string, value: string): boolean {
  const lower = value.toLowerCase();
  const clause = toldClauses(plainEnglish(text)).find((one) => one.text.toLowerCase().includes(lower));
  if (clause === undefined) return true;
  if (!asksOfOthers(question) && tellsOfOther(clause)) return false;
  return !clause.joking && isTold(clause, question);
}

const isTold = ({ stance }: ToldClause, question: string): boolean =>
  stance === 'told' || stance === 'denied' || (stance === 'planned' && asksFuture.test(question));
