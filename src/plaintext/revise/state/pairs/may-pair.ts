/** Guards of the comparisons: whose affair a sentence is, and whether anything came of what it tells. */
import { isOfNamed, ownClause, type Reading } from '../read-statement.ts';
import { isGuarded, isNoChange } from '../signs/guards.ts';

/** Words for people, each with those that mean the same. */
const people: readonly (readonly string[])[] = [
  ['grandmother', 'grandma', 'gran', 'granny', 'nan', 'nana', 'nanna'],
  ['grandfather', 'grandpa', 'granddad', 'grandad', 'gramps'],
  ['mother', 'mum', 'mom', 'mummy', 'mama', 'ma'],
  ['father', 'dad', 'daddy', 'papa'],
  [
    'husband',
    'hubby',
    'wife',
    'partner',
    'spouse',
    'girlfriend',
    'boyfriend',
    'gf',
    'bf',
    'fiance',
    'fiancee',
    'other half',
  ],
  ['son', 'boy', 'daughter', 'girl', 'kid', 'kids', 'child', 'children', 'toddler', 'baby', 'twins', 'teenager'],
  ['brother', 'bro'],
  ['sister', 'sis'],
  ['parents'],
  ['aunt', 'auntie'],
  ['uncle'],
  ['cousin'],
  ['nephew'],
  ['niece'],
  ['neighbour', 'neighbor', 'neighbours', 'neighbors'],
  ['colleague', 'coworker', 'workmate'],
  ['boss', 'manager'],
  ['friend', 'mate', 'buddy', 'pal'],
  ['flatmate', 'roommate', 'housemate'],
  ['teacher', 'tutor', 'coach', 'trainer', 'instructor'],
  ['guy', 'man', 'woman', 'lady', 'bloke', 'fellow', 'chap'],
];
const groupOf = new Map(people.flatMap((words, group) => words.map((word) => [word, group] as const)));
const personWords = [...groupOf.keys()].join('|');

/** The person whom a sentence begins with: "my parents are", "guy at work broke", "Oskars gran died". */
const subject = new RegExp(
  `^(?:(?:so|and|but|well|oh|yesterday|today|apparently)[, ]+)*(?:(?:my|our|his|her|their|an?|the|some|one of (?:my|our)) )?(?:(?:old|new|best|older|younger|little|big|ex|next[- ]door|upstairs|downstairs) )*(${personWords})(?=[ ,'’]|s\\b)(?! and (?:I|me)\\b)`,
  'i',
);
/** "Oskar's gran", "Oskars gran", "the gran of Oskar". */
const ofNamed = new RegExp(
  `^\\p{Lu}\\p{Ll}+['’]?s (?:${personWords})\\b|^(?:the|an?) (?:${personWords}) of (?:\\p{Lu}|an? |my |our )`,
  'u',
);

/** Far from where the speaker lives. */
const elsewhere =
  /\b(?:childhood|grew up|growing up|home ?town|where (?:i|we) (?:was|were) born|(?:miles|hours|km|kilomet\w+) (?:away|from (?:here|us|me|home))|in another (?:town|city|country|state)|(?:opposite|next to|across from|beside|behind|near) (?:ours|mine)|on the news|in the paper)\b/i;

/** Nothing came of it. */
const unharmed =
  /\b(?:nothing (?:was|is|were) (?:wrong|broken|serious|missing)|nothing serious|nothing to (?:see|report|worry about|write home about)|(?:only|just) a (?:scratch|bruise|graze)|(?:totally|perfectly|completely|all|absolutely) (?:fine|good|ok|okay|clear)|as (?:usual|ever|always)|like (?:always|ever)|false alarm|no (?:harm|damage) done|unhurt|in one piece|right as rain|back to normal|(?:gone|over|fixed|sorted|mended|repaired) (?:by|within) (?:an? |the )?(?:lunch|evening|morning|noon|hour|day)\w*)\b/i;

/** Over with the day, or found again: "closed this Friday", "the usher found it". */
const passingCue =
  /\b(?:this (?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:on|over) (?:good friday|easter|christmas|boxing day|new year\w*|(?:the )?bank holiday)|for (?:a (?:while|bit|day|night|fortnight)|the (?:day|evening|afternoon|weekend|holidays?|summer|race|match))|(?:found|returned|brought|handed|gave|got) (?:it|them|him|her)(?: back| in)?(?:[.!,]| (?:under|in|behind|at|on|by)\b)|turned up|(?:but|and) (?:it|he|she|they)(?:['’]s|['’]re| is| are| was| were)? (?:still )?(?:fine|ok|okay|all right|alright|works?|survived|unharmed))(?!\p{L})/iu;
/** Somebody is gone from where they were with the speaker: what else people do ends nothing of what is known of them. */
const partsCue =
  /\b(?:died|dead|dies|passed away|passing|funeral|gone|leaves|left(?! (?:\p{L}+ )?(?:her|his|their|my|the|an?|it|us a|me a)\b)|mov(?:ed|es|ing)|retir(?:ed|es|ing)|resigned|quit(?=[.!,]|$| (?:the (?:firm|company|job|band|team|choir|club)|(?:her|his|their) job))|emigrated|split|broke (?:up|it off)|broken up|called (?:it|us) (?:off|quits)|ended (?:it|things)|divorc\w+|separated|estranged|fell out|fallen out|not speaking|no longer (?:my|our|with|works?|lives?|at|sees?|teach\w*|runs?|comes?|cooks?|sings?|plays?|looks?|picks?|drives?)|(?:isn['’]t|is not|not) (?:my|our|with)|transferred|promoted|fired|sacked|let go|laid off|dismissed|works? (?:at|for|in)|lives? (?:in|at|with)|tak(?:es|en|ing) over|took over|replac\w+|instead|now|since|any ?more|for good|abroad|overseas|halls|uni(?:versity)?|papers|married|engaged|seeing|hung up|sold (?:up|the|out)|gave up|given up|got|closed|shut)\b/iu;

/** Looked at, and left where it was. */
const notTaken =
  /\b(?:(?:did ?n['’]?t|did not|never) (?:buy|take|keep|get|sign|order|choose)\b|left (?:it|them|him|her) there|put (?:it|them) back|(?:said|told (?:him|her|them)) no\b|declined|turned (?:it|them|him|her) down|(?:tried|tested|played)(?: \w+)? .{0,30}\bin the (?:shop|store|showroom)\b)/i;
/** What was said to somebody: "I told Rosa that the training is on track". */
const reported =
  /^(?:i|we)(?: (?:have|had|just|already|also))* (?:told|asked|reminded|messaged|emailed|texted|informed|wrote to) (?!you\b)\p{L}+/iu;
/** Nobody in particular does it, and nothing of the speaker's is in it. */
const ofNobody = /^some(?:one|body)\b(?!.*\b(?:my|mine)\b)/i;

/** People whom a sentence speaks of. */
function peopleIn(text: string): ReadonlySet<number> {
  const words = text.toLowerCase().match(/[\p{L}'’]+/gu) ?? [];
  return new Set(words.flatMap((word) => groupOf.get(word.replace(/['’]?s$/, '')) ?? groupOf.get(word) ?? []));
}

/** The name that a text begins with. */
const firstWords = (text: string): string[] => text.toLowerCase().match(/^\p{L}{3,}/u) ?? [];

const own = /\b(?:me|us|we|i|i'm|i've)\b/i;

const thirdSubject =
  /^(?:(?:so|and|but|well|also|plus)[, ]+)*(?:that|this|those|these|the|an?|he|she|they|it|some|there|somebody|someone|nobody)\b/i;
const anySelf = /\b(?:i|i['’]\w+|im|ive|id|my|me|we|we['’]\w+|us|our|mine|ours|myself)\b/i;

/** True for a text about something else than the speaker: "that trailer gave away the plot". */
export const isOfSomething = (text: string): boolean => thirdSubject.test(text) && !anySelf.test(text);

const firstNames = 'anna peter maria james sarah tom elena david';
/** Names are like names; what is known and is not is a thing. */
const leastName = 0.15;

/** True where the word that a text begins with in capitals is a thing's and no name: "Laptop drowned in the lake". */
function beginsWithThing(text: string, likeness: (a: string, b: string) => number): boolean {
  const first = /^\p{Lu}\p{Ll}+/u.exec(text)?.[0].toLowerCase();
  const near = first === undefined ? 0 : likeness(first, firstNames);
  return near !== 0 && near < leastName;
}

const courtesy = /^(?:thanks?|thank you|great|perfect|awesome|ok|okay|sure|yes|no|hi|hello|sorry)\b/i;

/** An older statement that was placed nowhere comes into the profile only where it is of the speaker's own life. */
export const mayComeIn = (text: string): boolean => !isOfSomething(text) && !courtesy.test(text);

/** Nothing that is imagined, over, or somebody else's takes the place of anything. */
export function mayReplace({ text, unreal, past, additive, question }: Reading, whole: string): boolean {
  if (unreal || past || additive || question || isGuarded(text) || !mayComeIn(text)) return false;
  return ownClause(text) === undefined && !isOfOthers(text) && !notTaken.test(whole) && !reported.test(text);
}

/** Somebody with a name, or somebody of the speaker's people, does it: "Emeka took me along", "my sis lives in". */
export function isOfOthers(text: string): boolean {
  if (isOfNamed(text.replace(/\b(?:me|us)\b/gi, ''))) return true;
  const person = subject.exec(text)?.[1];
  return person !== undefined && !/\b(?:i|we|i['’]\w+|we['’]\w+|im|ive)\b/i.test(text.slice(person.length));
}

/** False where a slot's value was only looked at, or is another's: then it takes the place of nothing. */
export const maySupersede = (text: string, whole: string, ofOthers: boolean): boolean =>
  !notTaken.test(whole) && (ofOthers || !isOfOthers(text));

/** Whose changes a rule may know to be the speaker's, too: those of partners and children. */
const closest: ReadonlySet<number> = new Set(['husband', 'kid'].map((word) => groupOf.get(word) ?? -1));

/** "My dog is down to 20 kilos" tells no other weight of somebody who said "I weigh 82". */
const livingFirst =
  /^(?:my|our) (?:[\p{L}-]+ ){0,2}?(dog|cat|puppy|kitten|horse|rabbit|hamster|parrot|brother|sister|mother|father|mum|mom|dad|son|daughter|cousin|uncle|aunt|friend|neighbou?r|colleague|boss|wife|husband|partner|girlfriend|boyfriend|flatmate|roommate|kids?|children)\b(?! and I\b)/iu;
export function isOfAnother(newer: string, older: string): boolean {
  const who = livingFirst.exec(newer)?.[1]?.toLowerCase();
  return who !== undefined && !older.toLowerCase().includes(who);
}

type TouchContext = {
  readonly older: string;
  readonly likeness: (a: string, b: string) => number;
  /** A rule or a sign says that it is a change of the speaker's. */
  readonly ruled?: boolean;
};

/**
 * True where what a sentence tells may touch an older statement: it happened, something came of it, and it is the
 * speaker's affair, or that of somebody whom the older statement speaks of.
 */
export function mayTouch(reading: Reading, whole: string, { older, likeness, ruled = false }: TouchContext): boolean {
  if (!ruled && (reading.unreal || reading.past || reading.question || isGuarded(reading.text))) return false;
  if (isNoChange(whole) || elsewhere.test(whole) || unharmed.test(whole) || passingCue.test(reading.text)) return false;
  if (ofNamed.test(reading.text) || ofNobody.test(reading.text) || reported.test(reading.text)) return false;
  // "They can open jars": whoever they are stands in the sentence before.
  const refers = whole !== reading.text && /^(?:they|he|she|it|its)\b/i.test(reading.text);
  if (refers && isOfSomething(whole.split(/[.!?] /, 1)[0] ?? '')) return false;
  const person = subject.exec(whole)?.[1]?.toLowerCase();
  const group = person === undefined ? undefined : groupOf.get(person);
  if (
    group !== undefined &&
    (refers || !own.test(reading.text.slice(person?.length))) &&
    !(ruled && closest.has(group))
  )
    return peopleIn(older).has(group) && (ruled || partsCue.test(whole));
  if (
    (isOfNamed(reading.text.replace(/\b(?:me|us)\b/gi, '')) || ownClause(reading.text) === '') &&
    !beginsWithThing(reading.text, likeness)
  )
    return firstWords(reading.text).some((name) => older.toLowerCase().includes(name)) && partsCue.test(whole);
  return true;
}
