/**
 * The clauses of a sentence by a user: who does what each says, and whether it is told as a fact. "I nearly broke my
 * arm", "if I quit", "I would love a dog" and "the hero of my novel breaks her leg" share the words of a question and
 * answer it no more than silence does.
 */
import { givenNames, relationNouns } from '../extract/entity-lexicon.ts';
import { matchTerms } from './words.ts';

/** Whose act a clause tells: the user's, another person's, a thing's ("the heating broke"); `open` without a subject. */
export type Doer = 'self' | 'other' | 'thing' | 'open';

/**
 * `told`: as a fact; `denied`: that it is not so; `nearly`: that it did not happen; `planned`: as still to come;
 * `unreal`: wished, imagined, asked or reported.
 */
export type Stance = 'told' | 'denied' | 'nearly' | 'planned' | 'unreal';

export type ToldClause = {
  readonly text: string;
  readonly terms: ReadonlySet<string>;
  readonly doer: Doer;
  readonly stance: Stance;
  /** Tells of what was, in a simple past; what it says need not hold now. */
  readonly past: boolean;
  /** Meant as a joke, by its own mark. */
  readonly joking: boolean;
};

const people = `(?:${relationNouns}|parent|folk|kid|child|children|twin|family|client|customer|student|pupil|patient|tenant|guest|housemate|mate|buddy|pal|classmate|teammate|workmate|ex|ex-(?:wife|husband|boyfriend|girlfriend)|in-law|(?:mother|father|sister|brother|son|daughter)-in-law|grandparent|grandchild|grandson|granddaughter|grandad|granddad|nan|nana|granny|godmother|godfather|godson|goddaughter|team lead|lad|guy|man|woman|lady|girl|boy|person|character|hero|heroine|protagonist|villain|narrator|couple|plumber|electrician|builder|mechanic|doc|doctor|physio|nurse|vet|tutor|instructor|trainer|actor|actress|author|singer|player)s?(?:es)?`;
const kin =
  'mum|mom|mam|dad|mother|father|grandma|grandpa|granny|grandad|granddad|nan|nana|gran|auntie|aunt|uncle|boss|landlord|landlady|parents';

/** What may stand before the subject. */
const leads =
  /^(?:(?:and|but|so|or|yet|well|oh|yes|yeah|no|nope|also|then|now|plus|because|since|while|as|when|after|before|that|which|who|where|today|tonight|yesterday|currently|nowadays|lately|recently|finally|still|meanwhile|luckily|sadly|unfortunately|fortunately|honestly|actually|apparently|anyway|btw|ok|okay|sorry|wait|hey|hi|guess what|good news|bad news|update|confession|(?:this|last|next|every|each|one) (?:morning|afternoon|evening|night|week|weekend|month|year|spring|summer|autumn|fall|winter|(?:mon|tues|wednes|thurs|fri|satur|sun)day|day|time)|(?:in|on|at|since|from|by) (?!my\b|our\b|me\b)[\w ]{2,24}(?=,)|a (?:few|couple of) (?:days|weeks|months|years) ago|(?:two|three|four|\d+) (?:days|weeks|months|years) ago)\b[\s,:;!.-]*)+/i;
const selfSubject =
  /^(?:I|we|me|us|[Mm]y(?: [\p{L}-]+){1,3} and I|\p{Lu}[\p{L}-]+ and I|me and (?:my )?[\p{L}-]+|both of us|all of us)\b/u;
const pronounSubject =
  /^(?:he|she|they|someone|somebody|everyone|everybody|no one|nobody|people|others|some people|most people)\b/i;
const ofPeople = new RegExp(
  `^(?:my|our|the|a|an|one|another|this|that|some|two|three|his|her|their|your) (?:[\\p{L}-]+ ){0,2}?(?:${people})(?![\\p{L}-])`,
  'iu',
);
const ofTheirs = new RegExp(`^\\p{Lu}[\\p{L}-]*['’]s (?:[\\p{L}-]+ ){0,2}?(?:${people})(?![\\p{L}-])`, 'iu');
const ofKin = new RegExp(`^(?:${kin})(?:['’]s|\\b)(?! (?:and|&) I\\b)`, 'i');
const thingSubject = /^(?:my|our|the|this|that|these|those|it|there|a|an|his|her|their|its|\d|what|all|both|some)\b/i;
const namedSubject = /^(?<name>\p{Lu}[\p{L}-]+)(?:['’]s)?(?= )/u;

/** Imagined, unsure, asked or reported. */
const unreal =
  /\b(?:if|unless|whether|suppose|supposing|imagine|imagining|pretend|assuming|in case|as though|wish(?:es|ed)?|dreams?|dreamt|dreamed|daydream\w*|fantasi[sz]\w*|hypothetically|would|might|may(?= (?:be|have|also|well|\p{L}+)\b)|maybe|perhaps|possibly|could|one day|some ?day|(?:not|never) (?:say|said|saying|claim(?:ed)?|tell|told|mean|meant)|(?:said|say|says|saying|told \w+|claims?|claimed|thinks?|believes?|assumes?|heard|apparently|allegedly) (?:that )?(?:i|we|my)|(?:think|thinking|thought|dreaming|dreamt|talked|talking) (?:of|about)|considering|considered|tempted|(?:you|they) (?:have )?(?:noted|wrote|written|recorded|put)|keep asking|asked (?:me |us )?(?:if|whether|about))\b/iu;
/** Still to come. */
const planned =
  /\b(?:will|shall|should|(?:want|wants|wanted|hope|hopes|hoped|hoping|plan|plans|planned|planning|aim|aiming|intend|intended|trying|tried|supposed|looking|due|promised|offered|agreed|keen|need|needs|about|have) to|going to (?!(?:the|a|an|my|our|his|her|this|that|\p{Lu}\p{Ll}+)\b)|(?:next|tomorrow)(?= |$)|planning|plan on|hoping for)\b/iu;
const nearly =
  /\b(?:nearly|almost|narrowly|just about|came close to|close to|on the verge of|could have|should have|would have|might have|might as well|was going to|were going to|was about to|were about to|failed to|did not manage to|decided against|turned (?:\w+ )?down|passed on)\b/i;
const denied =
  /\b(?:not|never|no longer|nobody|none|neither|nor|hardly|without|no|nothing|can not|isn't|refused?|declined|avoid(?:s|ed|ing)?|against|hates?|hated|dislikes?|allergic|instead of|rather than)\b/i;
const notDenied =
  /\b(?:not only|not just|why not|no doubt|no problem|can not wait|no matter|not sure if|never stop|never forget|no wonder|no idea|whether or not)\b/gi;
const simplePast =
  /^(?:[\p{L}'’-]+ ){0,6}?(?:was|were|had|did|used to|\p{L}{2,}ed|went|got|took|came|made|saw|bought|sold|broke|lost|left|quit|met|found|gave|told|said|wore|drove|ate|drank|ran|fell|grew|flew|began|won|sent|spent|taught|tore|wrote|chose|spoke|slept|kept|felt|held|stood|paid|built|caught|brought|thought|read|lived|worked)\b/iu;
const perfect = /\b(?:have|has|am|is|are)\b/i;
const joke =
  /(?:\b(?:lol|haha+|hehe+|just kidding|jk|kidding|joking|basically|practically|yeah right|as if)\b|😂|🤣|😅)/i;

const boundary =
  /;\s+|:\s+(?=\p{L})|\s-{1,2}\s|,?\s+(?:but|so|because|although|though|while|whereas|plus|yet)\s+|,?\s+(?:and|or)\s+(?=(?:I|we|he|she|they|it|my|our|his|her|their|the|now|then|also|never|\p{Lu}\p{Ll}+)\b|\p{Ll}+(?:ed|s)\b|(?:am|is|are|was|were|have|has|had|do|did|go|went|got|took|drive|live|work|moved|never|still|just)\b)|,\s+(?=(?:\p{Ll}+ ){1,3}(?:is|are|was|were|has|had|did|does|will)\b)|,\s+(?=(?:I|we|he|she|they|it|my|our|his|her|their|the|who|which|where|that)\b)|\s+(?=(?:who|which|when|until|after|before|once|since I|since we|if|unless)\b)/u;

/** Read lately; a sentence is looked at for several questions. */
const memo = new Map<string, readonly ToldClause[]>();
const memoLimit = 2_000;

/** Lets go of the clauses of sentences read lately. */
export function forgetClauses(): void {
  memo.clear();
}

/** Clauses in order; `names` are of people around the user. The sentence is in plain English, contractions opened. */
export function toldClauses(sentence: string, names: readonly string[] = []): readonly ToldClause[] {
  const key = names.length === 0 ? sentence : `${sentence}\n${names.join('\n')}`;
  const known = memo.get(key);
  if (known !== undefined) return known;
  const found = clausesIn(sentence, names);
  if (memo.size >= memoLimit) memo.clear();
  memo.set(key, found);
  return found;
}

function clausesIn(sentence: string, names: readonly string[]): ToldClause[] {
  const joking = joke.test(sentence);
  const asks = /\?\s*$/.test(sentence);
  const clauses: ToldClause[] = [];
  let carried: Doer = 'open';
  let conditional = /^(?:if|unless|imagine|suppose|supposing|pretend|what if|in my dreams)\b/i.test(sentence);
  for (const piece of sentence.split(boundary)) {
    const text = piece?.trim().replace(/[.!?]+$/, '') ?? '';
    if (text.length < 2) continue;
    const own = doerOf(text, names);
    const doer: Doer = own === 'open' ? carried : own;
    if (own !== 'thing') carried = doer;
    const plain = text.replace(notDenied, '');
    let stance: Stance = 'told';
    if (nearly.test(plain)) stance = 'nearly';
    else if (asks || conditional || unreal.test(plain)) stance = 'unreal';
    else if (denied.test(plain)) stance = 'denied';
    else if (planned.test(plain)) stance = 'planned';
    // "I would if I could": the condition makes the clause that follows unreal, too.
    if (/^(?:if|unless)\b/i.test(text)) conditional = true;
    clauses.push({
      text,
      terms: new Set(matchTerms(text)),
      doer,
      stance,
      past: simplePast.test(text) && !perfect.test(text),
      joking,
    });
  }
  return clauses;
}

/** Who does what the clause says, by its subject. */
function doerOf(text: string, names: readonly string[]): Doer {
  const body = text.replace(leads, '');
  if (selfSubject.test(body)) return 'self';
  if (pronounSubject.test(body) || ofPeople.test(body) || ofTheirs.test(body) || ofKin.test(body)) return 'other';
  const name = namedSubject.exec(body)?.groups?.['name'];
  if (name !== undefined && (givenNames.has(name.toLowerCase()) || names.some((one) => one.split(' ')[0] === name)))
    return /^\S+ (?:and|&) (?:I|me)\b/.test(body) ? 'self' : 'other';
  return thingSubject.test(body) ? 'thing' : 'open';
}

const anyOther = new RegExp(
  `\\b(?:he|she|they|some(?:one|body)|every(?:one|body)|no one|nobody|people|others|${people}|${kin})\\b|\\p{Lu}[\\p{L}-]*['’]s `,
  'iu',
);
/** Quick to tell: false where no clause of a sentence can tell of another person. */
export function mayTellOfOther(sentence: string): boolean {
  if (anyOther.test(sentence)) return true;
  return (sentence.match(/\p{Lu}\p{Ll}+/gu) ?? []).some((word) => word.length > 2);
}

/** True where a clause tells of another person, and not of what that one did to or for the user. */
export function tellsOfOther({ doer, text }: ToldClause): boolean {
  return doer === 'other' && !/\b(?:I|me|myself|we|us)\b/i.test(text);
}

/** Asks for what is wished, planned or imagined, so that such sentences answer it. */
const plans =
  /\b(?:will|shall|should|would|could|might|may|going to|plan\w*|want\w*|wish\w*|hop(?:e|ing)|intend\w*|need\w*|like to|thinking|consider\w*|tomorrow|next|upcoming|supposed|suggest\w*|recommend\w*|mention\w*|said|say|tell|told|ask\w*|discuss\w*|talk\w*|interested)\b/i;

/** True where a question asks for such, by its words. */
export function asksPlan(question: string): boolean {
  return plans.test(question);
}
