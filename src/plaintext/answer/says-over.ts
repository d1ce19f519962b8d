/**
 * Whether a sentence says of a thing that it is over: "sling's gone", "gave the crutches back", "back from Oslo", "Matteo
 * ghosted me", "last physio today". Beside `ends-thing`, which asks for any ending word, these are whole turns of phrase
 * with the place of the thing in them, so that a question whether it is still so may be answered with no.
 */
import { tellsOfOther, toldClauses } from './told-clauses.ts';
import { matchTerm, plainEnglish } from './words.ts';

/** A thing in its place; the words before it are those of its owner. */
const thing =
  '(?:(?:the|my|our|a|an|that|this|all|old|little) )*(?:(?!(?:his|her|their|your|its|no|not)\\b)[\\p{L}-]+ )?§';
const aux = '(?:(?:is|are|was|were|has|have|been|all|now|finally|just|also|sadly|luckily|officially|well and truly) )*';

const phrases: readonly RegExp[] = [
  `§ ${aux}(?:gone(?! (?:to|for|out|home|on|up|down|back))|over(?! (?:to|the|at|here|there))|off(?! (?:to|for|the|today))|finished|history|no more|cancelled|sold|stolen|nicked|scrapped|axed)\\b`,
  `\\b(?:lost|returned|quit|stopped|stopped (?:doing|going to|taking|using|eating|playing)|gave up|given up|got rid of|sold|scrapped|binned|ditched|dumped|cancelled|cured|finished|finished with|done with|through with|traded|traded in|swapped|donated|broke up with|split up with|split from|back from|home from|returned from|came back from|got back from|got out of|moved out of|moved away from|(?:am|is|are|came|come|been|went|gone) off) ${thing}(?! back)`,
  `\\b(?:gave|handed|took|sent|brought|given|handed in|turned in) ${thing} (?:back|in|away)\\b`,
  `\\b(?:gave|handed|passed|donated) ${thing} (?:[\\p{L}-]+ ){0,1}to \\p{L}`,
  '\\bno (?:more )?§ for (?:me|us|him|her|them|now)\\b|\\bno more §',
  '\\blast (?:day |session |week |one )?(?:of |at |in )?§ (?:today|yesterday|was|is|this|on)\\b',
].map((source) => new RegExp(source, 'iu'));
/** Said of what others did to the user, or with what was the user's. */
const byOthers: readonly RegExp[] = [
  '§ (?:has |have |just |then )*(?:ghosted|dumped|left|divorced|ditched) (?:me|us)\\b',
  `\\b(?:nicked|stole|pinched|robbed|took|adopted) ${thing}(?: home| away| in| outside| from| last|$|[,.!])`,
  `\\b${thing} (?:has |have |had )?(?:been |was |got |were )?(?:stolen|nicked|towed|repossessed|put down|rehomed|adopted)\\b`,
].map((source) => new RegExp(source, 'iu'));

/** What passes, and how one is told that it did, of whoever had it. */
const passing =
  /\b(?:ill|sick|unwell|poorly|injured|hurt|broken|in pain|in hospital|in bed|contagious|bedridden|limping|feverish)\b/i;
const passed =
  /§ (?:(?:is|are|was|feels?|has|have|now|all|so much|much|finally|doing) )*(?:right as rain|fine(?: again| now)?$|fine (?:again|now)|well again|better|all better|back to normal|healed|recovered|cured|good as new|up and about|out of (?:hospital|bed)|on (?:the mend|his feet|her feet|my feet))/iu;
const away = /\b(?:missing|lost|away|gone|out)\b/i;
const returned =
  /§ (?:(?:is|are|was|has|have|came|got|finally|safely) )*(?:back|home|found|returned|turned up)\b|\b(?:found|got) §(?: back)?\b/iu;

/** "Keto gave me headaches, so I am back to eating normally". */
const backTo = /§.*\b(?:i am|we are|i have gone|i went|we went) back to (?:normal|\p{L}+ing)\b/iu;

/** The clause with each word of the things put as "§". */
function marked(clause: string, things: ReadonlySet<string>): string {
  return clause
    .replace(/[\p{L}\p{N}]+(?:['’.&-][\p{L}\p{N}]+)*/gu, (word) => (things.has(matchTerm(word)) ? '§' : word))
    .replace(/§(?: §)+/g, '§');
}

export type OverContext = {
  /** The question. */
  readonly asked: string;
  /** Terms of what it asks about, its verb apart. */
  readonly things: ReadonlySet<string>;
  /** True where it asks for the user's own, so that what others did with theirs does not count. */
  readonly own: boolean;
};

/** `sentence` as it was said. */
export function saysOver(sentence: string, { asked, things, own }: OverContext): boolean {
  if (things.size === 0) return false;
  const plain = plainEnglish(sentence);
  const whole = marked(plain, things);
  if (!whole.includes('§')) return false;
  if (backTo.test(whole)) return true;
  return toldClauses(plain).some((clause) => {
    if (clause.stance === 'unreal' || clause.stance === 'nearly' || clause.stance === 'planned') return false;
    const text = marked(clause.text, things);
    if (!text.includes('§') || /\b(?:did|have|has|had|do|does|is|are) not\b/i.test(text)) return false;
    if (byOthers.some((one) => one.test(text))) return true;
    if (passing.test(asked)) return passed.test(text);
    if (away.test(asked)) return returned.test(text);
    if (own && tellsOfOther(clause) && !/.\bmy\b/i.test(text)) return false;
    return phrases.some((one) => one.test(text));
  });
}
