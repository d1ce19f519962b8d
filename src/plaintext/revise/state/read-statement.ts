/** Reads one sentence of a user: which ideas it holds, whom it is about, and whether it states what is so now. */
import { splitSentences } from '../../extract/sentences.ts';
import { termsOf } from './concepts.ts';
import { isGuarded, mayBeOver } from './signs/guards.ts';
import { type StateSchema, userSchema } from './state-schema.ts';

/** Ideas of a sentence with the stems that showed them. */
export type Concepts = {
  has(concept: string): boolean;
  get(concept: string): ReadonlySet<string> | undefined;
  keys(): Iterable<string>;
};

export type Reading = {
  readonly text: string;
  readonly terms: readonly string[];
  /** Ideas with the stems that showed them; `name`, `selfbe` and `change` are added where they apply. */
  readonly concepts: Concepts;
  /** Capitalized names, lower case. */
  readonly names: readonly string[];
  readonly question: boolean;
  /** About somebody else; `touchesSelf` when the speaker is affected all the same. */
  readonly aboutOther: boolean;
  readonly touchesSelf: boolean;
  /** Imagined, planned, possible. */
  readonly unreal: boolean;
  /** Over when it was said. */
  readonly past: boolean;
  /** Happened once, or is to happen once. */
  readonly oneOff: boolean;
  /** Adds to what was there. */
  readonly additive: boolean;
  readonly changeSignal: boolean;
  /** Tells nothing of what is so, whatever it is like (`isGuarded`). */
  readonly guarded: boolean;
};

const people =
  'brother|sister|mother|father|mom|mum|dad|son|daughter|cousin|uncle|aunt|niece|nephew|grandmother|grandfather|grandma|grandpa|friend|neighbou?r|colleague|coworker|boss|manager|teammate|roommate|flatmate|housemate|classmate|wife|husband|partner|girlfriend|boyfriend|fianc[eé]e?|parents|sibling|kid|child|children|kids|buddy|mate|landlord|in-laws|twins';
const otherSubject = new RegExp(
  `^(?:(?:so|and|but|well|oh|yesterday|today|apparently|meanwhile|last (?:week|night|month)|by the way)[, ]+)*(?:my|our|his|her|their|an?|the|one of my|some) (?:[\\w-]+ ){0,2}?(?:${people})s?\\b(?! and I\\b)(?!'s? (?:and I|name))`,
  'i',
);
const pronounSubject = /^(?:he|she|they)\b/i;
const selfWords = /\b(?:I|I'm|I've|I'd|me|we|we're|we've|us|myself)\b/;
const unrealCue =
  /\b(?:might|maybe|perhaps|if i|if we|if only|one day|someday|would love|would like|would be|wouldn't|i'd love|i'd like|dream(?:s|ing|ed)? (?:of|about)|(?:i|we) (?:dreamt|dreamed)|(?:i|we) (?:almost|nearly) (?!(?:always|never|every|all|only|exclusively|entirely)\b)|thinking (?:of|about)|think about|consider(?:ing)?|who knows|wish|imagine|pretend|hypothetically|in theory|test drove|tempted|toying|fantasi[sz]e|hope to|hoping to|in another life|could see myself|trying to|want to|wanted to|make sure|i'd appreciate|let me|help me|can you|could you|not sure|wondering|feel free|planning (?:to|on)|looking to|looking for|going to try|love to|need help|need to know|remind me|should i|when i ask|if you)\b|^(?:always|never|please|include|use|provide|avoid|show|write|give|tell|keep|add|help) (?!got|had|have|has)/i;
/** Said before a correction; it wishes for nothing. */
const correcting = /^(?:let me (?:correct|rephrase|fix) (?:that|this|myself)|please note(?: that)?)[,:;.]* */i;
const pastCue =
  /\b(?:i remember|remember (?:when|the)|one time|one (?:day|night|evening)|back then|at first|during that|that (?:summer|winter|spring|fall|year|day|night|time)\b|in my (?:first|second|third|fourth|last|freshman|sophomore|junior|senior) year|used to|back in (?:the |19|20|my)|years ago|as a (?:student|child|kid|teenager|boy|girl)|when i was|when we were|when i lived|in my (?:twenties|teens|youth|childhood|student)|formerly|in those days|once upon|growing up|at university i|long ago|decades ago|last year i (?:still|was)|in (?:19|20)\d\d[, ])/i;
const oneOffCue =
  /\b(?:yesterday|tomorrow|next (?:week|month|weekend|year)|last (?:night|weekend|sunday|saturday|monday|tuesday|wednesday|thursday|friday|summer|winter)|(?:on|this|for) (?:the )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekend|holiday)\b(?! (?:evening|morning|night|afternoon)s)|for (?:a|our|the|my) (?:change|holiday|vacation|trip|weekend|day|night|conference|wedding|birthday)|just (?:this )?once|again today|the other day|spent the weekend|for my sick|because of the rain|a couple of nights|two nights|tonight)/i;
const startCue = /\b(?:each|every|always|usually|regularly|mostly|times a week|a week|daily|weekly|monthly)\b|days\b/i;
const happensToSelf =
  /\b(?:put|puts|moved|changed|switched|made|gave|given|assigned|promoted|rescheduled|transferred|hired|placed|scheduled) (?:\w+ )?(?:me|us)\b/i;
const additiveCue =
  /\b(?:also|as well|on top of (?:that|it)|besides (?:that|it)|another|a second|in addition|additionally|alongside)\b|,? too[.!]*$/i;
const notNames = new Set(
  "i i'm i've i'd i'll the a an my our we it he she they this that these those there here and but so then now when where what which who how why since because with without as at in on for from by of to if is are was were do does did can could would should will have has had no yes not please thanks hello hi hey okay ok well oh big first funny just keep most since given being working some any lately mornings monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december christmas easter god dr mr mrs ms st".split(
    ' ',
  ),
);

/** Done for, with or by somebody else, or only looked at. */
const forOthers =
  /^(?:(?:i|we|just|today|yesterday|also|so|and|spent the \w+)[, ]+)*(?:help(?:ed|ing)|lent|visited|visiting|watched|heard|saw|read (?:about|that|an?)|borrowed)\b|\b(?:for|to) (?:my|our|a|his|her|their) (?:old |best |little |big )?(?:dad|mum|mom|mother|father|brother|sister|son|daughter|aunt|uncle|cousin|niece|nephew|gran(?:ny|dma|dpa|dad)?|nan|friend|mate|neighbou?rs?|colleague|parents?|wife|husband|boyfriend|girlfriend|boss)\b/i;

/** A name that does something: "Anna owns", "Maria has left". */
const namedLead = /^\p{Lu}[\p{L}-]+ (?:now |also |just )?\p{Ll}+(?:s|ed)\b/u;

/** "Wang Hai: " before what was said, as in a transcript: who says it, and none of what is said. */
const label = /^\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,2}: /u;
const unnamed = (found: string): string => ' '.repeat(found.length);

/** Capitalized words that are not sentence starters known to be common. */
export function namesIn(text: string, schema: StateSchema = userSchema): string[] {
  const names: string[] = [];
  for (const match of text.replace(label, unnamed).matchAll(/(?<![\p{L}\p{N}'’-])\p{Lu}[\p{L}\p{N}.'’-]*\p{L}/gu)) {
    const word = match[0].replace(/['’]s$/, '').replace(/\.$/, '');
    const lower = word.toLowerCase();
    if (notNames.has(lower) || /^\p{Lu}{1,3}$/u.test(word) || /['’]/.test(lower)) continue;
    const starts = match.index === 0 || /(?<!\b(?:dr|mr|mrs|ms|st|prof))[.!?:]\s*$/i.test(text.slice(0, match.index));
    if (
      starts &&
      !(schema.perspective === 'subject' && namedLead.test(text.slice(match.index))) &&
      (schema.thesaurus.conceptsOf(termsOf(lower)).size > 0 ||
        !/^\p{Lu}[\p{L}-]+(?: and I\b| is\b| has\b| are\b| brings\b| was\b|,)/u.test(text.slice(match.index)))
    ) {
      continue;
    }
    names.push(lower);
  }
  return names;
}

/** Reads one sentence. What takes long is worked out when it is first asked for: most sentences are put aside early. */
export function readSentence(text: string, question = false, schema: StateSchema = userSchema): Reading {
  const terms = termsOf(text);
  const found: Map<string, ReadonlySet<string>> = schema.thesaurus.conceptsOf(terms);
  const ofSubject = schema.perspective === 'subject';
  const once = <T>(make: () => T): (() => T) => {
    let made: { readonly value: T } | undefined;
    return () => {
      made ??= { value: make() };
      return made.value;
    };
  };
  const names = once(() => namesIn(text, schema));
  const complete = once(() => {
    if (names().length > 0) found.set('name', new Set(names().flatMap(termsOf)));
    if (isSelf.test(text)) found.set('selfbe', new Set());
    return found;
  });
  const own = once(() => text.replace(/\b(?:from|of) my (?:old |former )?\w+/gi, ' '));
  const touchesSelf = once(
    () => ofSubject || selfWords.test(own()) || /\b(?:my|our)\b/i.test(own().replace(otherSubject, ' ')),
  );
  const aboutOther = once(() => {
    if (ofSubject || happensToSelf.test(text)) return false;
    if (otherSubject.test(text) || pronounSubject.test(text) || forOthers.test(text)) return true;
    const lead = /^\p{Lu}[\p{L}-]+(?= (?:from|has|just|is|was|and \p{Lu}))/u.exec(text)?.[0].toLowerCase();
    const named = lead !== undefined && !notNames.has(lead) && names().includes(lead) && !selfWords.test(own());
    return named && !/\b(?:my|our)\b/i.test(own());
  });
  const unreal = once(() => unrealCue.test(text.replace(correcting, '')));
  const past = once(() => pastCue.test(text));
  const oneOff = once(() => oneOffCue.test(text) && !startCue.test(text));
  const guarded = once(() => isGuarded(text));
  const additive = once(() => additiveCue.test(text.replace(/\b(?:to|for) another\b/gi, ' ')));
  return {
    text,
    terms,
    concepts: {
      has: (concept) => (isRead(concept) ? complete() : found).has(concept),
      get: (concept) => (isRead(concept) ? complete() : found).get(concept),
      keys: () => complete().keys(),
    },
    question,
    changeSignal: found.has('renew'),
    get names() {
      return names();
    },
    get aboutOther() {
      return aboutOther();
    },
    get touchesSelf() {
      return touchesSelf();
    },
    get unreal() {
      return unreal();
    },
    get past() {
      return past();
    },
    get oneOff() {
      return oneOff();
    },
    get additive() {
      return additive();
    },
    get guarded() {
      return guarded();
    },
  };
}

/** A sentence about somebody with a name in which the speaker does not occur. */
export function isOfNamed(text: string): boolean {
  return namedSubject.test(text) && !anySelf.test(text);
}

/** Words that may begin a sentence, in a pattern that tells names by their capitals. */
const eitherCase = (words: string): string =>
  `(?:${words.replace(/(?<=^|\|)\p{Ll}/gu, (first) => `[${first.toUpperCase()}${first}]`)})`;

/** "My neighbour's dog died", "Mia's sister moved in", "a client of mine sold": of somebody else, whom it befalls. */
const personFirst = new RegExp(
  `^(?:(?:${eitherCase('so|and|but|well|oh|yesterday|today|apparently|meanwhile|last')}(?: (?:week|night|month))?|[Bb]y the way)[, ]+)*(?:(?:${eitherCase('my|our|his|her|their|an?|the|one|some')}(?: of (?:my|our))?|\\p{Lu}\\p{L}+['’]s|\\p{Lu}\\p{L}+ and \\p{Lu}\\p{L}+['’]s) )(?:[\\w-]+ ){0,2}?(?:${eitherCase(people)}|client|customer|patient|student|pupil|nurse|guy|man|woman|lady|girl|couple|ex|character|hero|heroine|narrator|person)(?:s|['’]s|s['’])?\\b(?! and I\\b)(?!'s? (?:and I|name))`,
  'u',
);
const relatives =
  /^(?:(?:so|and|but|well|oh)[, ]+)*(?:grand(?:ma|pa|dad|mother|father)|gran|nan|nana|mum|mom|mummy|dad|daddy|auntie|uncle)\b(?! and (?:I|me)\b)|^the [\p{L}-]+ of (?:my|our|a|an|the) (?:[\p{L}-]+ ){0,2}?(?:friend|neighbou?r|colleague|cousin|brother|sister|boss|classmate|girl|man|woman|boy)/iu;

/** "My neighbour's bike", "the bike of the girl next door". */
const thingOfOthers = new RegExp(
  `\\b(?:my|our|the|an?|his|her|their) (?:[\\w-]+ ){0,2}?(?:${people})(?:['’]s|s['’]) \\p{L}+|\\bof (?:my|our|the|an?) (?:[\\w-]+ ){0,2}?(?:${people}|girl|man|woman|guy|lady|boy|couple)s?\\b`,
  'giu',
);

/** True for a sentence that begins with somebody else in which the speaker is only the one they belong to. */
export function isOfPerson(text: string): boolean {
  const theirs = text.replace(thingOfOthers, ' ');
  if (theirs !== text && !anySelf.test(theirs)) return true;
  if (!personFirst.test(text) && !relatives.test(text)) return false;
  return (
    !/\b(?:I|I['’]\w+|[Mm]e|[Ww]e|[Uu]s|ours?)\b/.test(text.replace(bystander, ' ')) ||
    /^[^,;]*[,;] (?:so|lucky|poor|and I)\b/i.test(text)
  );
}

const anySelf = /\b(?:I|I'm|I've|[Mm]e|[Ww]e|[Uu]s|[Mm]y|[Oo]ur|mine|ours|myself)\b/;
/** The speaker was told, shown or given something, and is in the sentence only for that; or it is about their town. */
const bystander =
  /\b(?:asked|told|showed|shown|gave|given|invited|sent|offered|let|called|texted) (?:me|us)\b|\bfrom (?:my|our) (?:\w+ )?\w+|\b(?:in|of|near|around) (?:my|our) (?:town|city|village|street|area|region|county|neighbou?rhood)\b/gi;
/** "The old dog of Theo", "Theo's car", "Owen from my old class", "a friend of ours", "the factory in our town". */
const ofOther =
  /^(?:[Tt]he|[Aa]n?) (?:\p{Ll}+ ){1,3}of \p{Lu}|^(?!(?:It|That|There|Here|What|Who|Where|When|How|He|She|Let|This|Everything|Nothing|Something|One)['’])\p{Lu}\p{L}+['’]s (?!(?:a|an|the|been|not|in|at|on|gone|got|my|our)\b)|^\p{Lu}\p{L}+ from (?:my|our) |^(?:[Aa]n?|[Oo]ne of|[Ss]ome) (?:[\w-]+ ){0,2}(?:friends?|neighbou?rs?|colleagues?|cousins?|classmates?|acquaintances?)\b(?! and I\b)|^(?:[Tt]he|[Aa]n?) (?:\p{Ll}+ ){1,3}(?:in|near|around) (?:my|our|the next|a nearby) (?:town|city|village|street|area|region|county|neighbou?rhood)\b/u;
const clauseBreak = /[,;]? (?:so|and|but) (?=(?:I|we|I'm|I've|I'll|we're|now I)\b)|[.;] /;

/**
 * What of a sentence is the speaker's own, where it begins with somebody else: "" where nothing is, the clause that
 * begins with the speaker where there is one; undefined where it is the speaker's from the start.
 */
export function ownClause(text: string): string | undefined {
  const at = clauseBreak.exec(text);
  const first = at === null ? text : text.slice(0, at.index);
  const apart = first.replace(bystander, ' ');
  const others = (namedSubject.test(first) || ofOther.test(first)) && !anySelf.test(apart);
  return others ? (at === null ? '' : text.slice(at.index + at[0].length)) : undefined;
}

/**
 * "Ines moved", "Ben Okafor went": somebody with a name does something. "Changed banks" and "Swapped sports" begin with
 * what the speaker did.
 */
const namedSubject =
  /^(?!(?:Since|After|Yesterday|Today|Last|This|That|These|Moved|Got|Started|Just|The|There|It|New|Now|Went|Took|Bought|Sold|Gave|Made|Had|Quit|Left|Lost|Found|They|We|You|He|She|Somebody|Someone|Nobody|Everybody|Everyone)\b)(?!(?!(?:Ahm|Moham|Moham+|Muham+|Fr|Alfr|Wilfr|Winifr|Manfr|Mildr|Jar|Re|Sae|Say|Wale|Rash|Maj|Khal|Ham|N|T|E)ed\b)\p{Lu}\p{Ll}*ed\b)\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)* (?:has |had |just |finally |recently |also )*(?:\p{Ll}+(?:ed|s)|went|took|left|got|gave|bought|sold|broke|lost|told|said|came|flew|drove|became|began|chose|found|kept)\b/u;

const isSelf = /\b(?:I'm|I am|I've been|I have been|I (?:recently |just |finally )?got|we're|we are)\b/i;
/** Ideas that are not in the thesaurus. */
const isRead = (concept: string): boolean => concept === 'name' || concept === 'selfbe';

/**
 * Readings that are kept for each schema: all that one subject may have stated, since every sitting looks at what was
 * stated before it.
 */
const mostKept = 8_000;
const kept = new WeakMap<StateSchema, Map<string, Reading>>();

/** A statement's reading, remembered. */
export function readingOf(text: string, schema: StateSchema = userSchema): Reading {
  let readings = kept.get(schema);
  if (readings === undefined || readings.size >= mostKept) {
    readings = new Map();
    kept.set(schema, readings);
  }
  const known = readings.get(text);
  if (known !== undefined) return known;
  const reading = readSentence(text, false, schema);
  readings.set(text, reading);
  return reading;
}

/** Lets go of all remembered readings: what was erased must not live on in them. */
export function forgetReadings(schema: StateSchema = userSchema): void {
  kept.delete(schema);
}

/**
 * Longest sentence looked at, characters: the ideas of a longer one belong to several clauses, and meet by accident.
 */
const longestStatement = 130;

/** Points back to the sentence before it: "that is where my flat is". */
const pointsBack = /\b(?:that is|that's|there|which is) (?:where|why|what|how)\b/i;

/** Fewer words say nothing; what was blanked out (code, quotes) has none. */
const threeWords = /\p{L}[^\p{L}]*\s[^\p{L}]*\p{L}+['’]?\p{L}*[^\p{L}]*\s[^\p{L}]*\p{L}/u;

/**
 * From as many sentences on a turn is a text that somebody works on, more often than talk: only those of its sentences
 * that name the speaker are compared with examples.
 */
const longTurn = 8;
const namesSpeaker = /\b(?:I|[Ii]['’](?:m|ve|d|ll)|[Mm]y|[Mm]e|[Ww]e|[Uu]s|[Oo]ur)\b/;

/** A sentence that no rule wants, and that may be like an example all the same. */
function mayShowSigns(sentence: string, schema: StateSchema): boolean {
  if (schema.signsId === undefined || !threeWords.test(sentence) || isGuarded(sentence)) return false;
  return schema.signs?.shows(sentence) === true;
}

/** A sentence of a turn. */
export type TurnSentence = {
  readonly index: number;
  readonly reading: Reading;
  /** No rule wants it and it is like no example, but it may tell something all the same. */
  readonly loose: boolean;
};

/** From here on a sentence that nothing places is kept as something said. */
const leastMention = 0.3;

/** A sentence that may matter beside another one. */
function mayMatter(sentence: string, schema: StateSchema): boolean {
  if (schema.signsId === undefined || !threeWords.test(sentence) || isGuarded(sentence)) return false;
  return (schema.signs?.worth(sentence) ?? 0) >= leastMention;
}

/**
 * The sentences of a turn that may state something, with their numbers; one that only points back is read with the one
 * before it.
 */
export function readTurn(text: string, schema: StateSchema = userSchema): TurnSentence[] {
  const found: TurnSentence[] = [];
  let before: string | undefined;
  const sentences = splitSentences(text);
  const mayCount = (sentence: string): boolean => sentences.length < longTurn || namesSpeaker.test(sentence);
  sentences.forEach(({ start, end, question }, index) => {
    const own = text.slice(start, end);
    const sentence = before !== undefined && pointsBack.test(own) ? `${before} ${own}` : own;
    before = own;
    if (question || sentence.length > longestStatement) return;
    const counts = mayCount(sentence);
    const placed =
      schema.screen(sentence) ||
      (counts && mayShowSigns(sentence, schema)) ||
      (schema.signsId !== undefined && mayBeOver(sentence));
    if (!placed && !(counts && mayMatter(sentence, schema))) return;
    found.push({ index, reading: readSentence(sentence, false, schema), loose: !placed });
  });
  return found;
}

/** Longest turn that is read as a whole beside its sentences, characters. */
const longestContext = 260;

/** The whole of a short turn of several sentences, where none of them asks. */
export function contextOf(text: string): string | undefined {
  const whole = text.trim();
  if (whole.length > longestContext) return undefined;
  const sentences = splitSentences(whole);
  const several = sentences.length > 1 && sentences.length <= 3;
  return several && !sentences.some(({ question }) => question) ? whole : undefined;
}
