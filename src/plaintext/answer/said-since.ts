/**
 * What was said after the sentence that an answer stands in, and ends or corrects it in plain words: "Marta retired",
 * "we scrapped it", "sorry, typo, I meant the 14th". Where no fact and no state follows such a turn, the answer gives
 * both sentences, and affirms neither.
 */
import { splitSentences } from '../extract/sentences.ts';
import { endsThing } from './ends-thing.ts';
import type { QuestionFrame } from './question-frame.ts';
import { tellsOfOther, toldClauses } from './told-clauses.ts';
import { asksOfOthers } from './whose.ts';
import { isContent, isLight, matchTerm, matchTerms, plainEnglish } from './words.ts';

/** A turn that came later than the answer's source. */
export type Later = {
  readonly id: string;
  readonly text: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** True for one of the next turns: a correction need not name what it corrects. */
  readonly follows: boolean;
};

/** What an answer is about, as read from its source. */
export type Answered = {
  /** The sentence it stands in. */
  readonly sentence: string;
  readonly value: string;
  readonly at: number;
};

export type Since = { readonly id: string; readonly sentence: string };

/** Asks about the present, or for advice that takes the present for granted. */
const asksPresent =
  /\b(?:is|are|am|do|does|has|have|can|could|should|shall|will|now|still|current(?:ly)?)\b|['’](?:s|re|m)\b/i;
const asksPast =
  /\b(?:did|was|were|had|used to|before|previous(?:ly)?|former(?:ly)?|first|original(?:ly)?|initial(?:ly)?|ever|ago|last (?:year|month|week|time)|history|been|why|happened|ex|late)\b/i;

/** True where what ended since matters to the question. */
export function asksOfNow({ text, gap, hypothetical }: QuestionFrame): boolean {
  if (hypothetical || gap === 'history' || gap === 'order' || gap === 'why' || gap === 'feeling') return false;
  return asksPresent.test(text) && !asksPast.test(text);
}

/** Ends whatever it is said of. */
const ends =
  /\b(?:no longer|not (?:\p{L}+ ){0,6}any ?more|scrap(?:s|ped)?|binned|thrown? (?:out|away)|threw (?:out|away)|(?:gave|given|give) (?:(?:the|my|our) \p{L}+ )?(?:away|up)|gave (?:the|my|our) \p{L}+ to (?:my|our|a|the|\p{Lu})|got rid of|get rid of|sold|donated|traded in|stolen|wrote off|stopped|quit|resigned|retired|cancel(?:s|ed|led|ling)?|call(?:s|ed)? off|died|passed away|put (?:him|her|it) down|(?:say|said|saying) goodbye to|split up|broke up|broken up|separated|divorced|dumped|fell through|postponed?|reschedul\w*|rearrang\w*|push(?:ed)? (?:back|it back|the [^.,]{2,30}? (?:to|back))|(?:moved|shifted|brought) (?:the|our|my|it)\b[^.,;]{0,30}? (?:to|forward|back)|double-booked|double booked|took over|taken over|replaced?|closed (?:down|for good)|shut down|ran away|flew (?:out|away|off)|wiped|never came back|went to live|handed in (?:my|his|her|their) notice|g[ai]ve(?:n)? notice|(?<!^)let (?:me|us|him|her|them) go(?! \p{L})|laid off|made redundant|got fired|was fired|lives? with (?:\p{L}+ )?(?:ex|now)|came off|is fixed|are fixed|got fixed|was fixed|(?:has|have) (?:been )?(?:fixed|repaired|mended)|repaired|healed|recovered|as good as new|outgrown|expired|signed (?:me|us) off|went to the dump|wrote (?:it |the car )?off|gave (?:him|her|them|it) (?:away|back|up))\b/iu;
/** Ends it where the value itself is named. */
const endsNamed =
  /\b(?:left|leaving|switched|swapped|instead|rather than|wiped|gone|changed|moved|lost|broke|broken|(?:is|are|was|now|all) over|used to|dropped|deleted|closed|dead|former|ex|old one|in the bin|off the menu)\b/i;
const corrects =
  /\b(?:typo|i meant|misread|mis-?typed|misspoke|mis-?heard|(?:mixed|muddled) (?:that|it|them|things) up|autocorrect|correction|correct that|scratch that|my mistake|got (?:it|that|this) wrong|(?:that|that one|this|it) (?:is|was) (?:wrong|not (?:right|true|correct)|a joke|a typo|a mistake)|not true that|forget (?:what i said|about|it|the)|ignore (?:what i said|that)|you (?:have )?(?:noted|wrote|written|recorded|put down|written down)\b.*\b(?:but|not|wrong|only))\b/i;
const renews = /\b(?:new|now|from now on|switched|instead|changed|reach me|current)\b/i;
/** Values by their form: another one of the same form takes the place of the first. */
const forms: readonly RegExp[] = [
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/,
  /(?<![\d.:/-])\+?\d[\d ()-]{5,}\d(?![\d.:/-])/,
  /\b\d{1,4}[a-z]? \p{Lu}\p{L}+(?: \p{Lu}\p{L}+)* ?(?:street|road|lane|avenue|view|drive|close|way|st|rd|place|square|court)?\b/iu,
];

/** Words that are shared by sentences that have nothing to do with each other. */
const vague =
  /^(?:i|user|day|week|month|year|time|today|now|new|old|good|great|lot|thing|people|one|two|three|four|five|six|work|live|home|go|get|have|take|make|want|need|use|us|plan|start|like|love|know|think|talk|name|call|still|really)$/;

const asksParents = /\bmy parents\b/i;
/** Terms that a later turn has to share: of the value, and of what else the question and the sentence name. */
export function thingsOf(
  frame: QuestionFrame,
  { sentence, value }: Answered,
): {
  readonly named: ReadonlySet<string>;
  readonly about: ReadonlySet<string>;
} {
  const keep = (term: string): boolean => isContent(term) && !vague.test(term) && !/^\d+$/.test(term);
  const named = new Set(/^(?:yes|no|likely)\b/i.test(value) ? [] : matchTerms(value).filter(keep));
  // The names in a long sentence are not all of what it says.
  const plain = sentence.length > longestPlain ? '' : sentence;
  const proper = (plain.match(/(?<=[\p{L}\d,;:'"] )\p{Lu}[\p{L}\d'-]+/gu) ?? []).flatMap((word) => matchTerms(word));
  for (const term of proper) if (keep(term)) named.add(term);
  // "Are my fingers splinted?", "Do I smoke?": what is asked is the verb.
  const state = frame.gap === 'yes-no' && !isLight(frame.verb ?? '');
  const about = new Set([...named, ...frame.terms.filter((term) => keep(term) && (state || term !== frame.verb))]);
  if (asksParents.test(frame.text))
    for (const one of ['mum', 'mom', 'dad', 'mother', 'father']) about.add(matchTerm(one));
  return { named, about };
}

/** The newest later sentence that ends or corrects the answer; undefined where none does. */
export function saidSince(frame: QuestionFrame, answered: Answered, later: readonly Later[]): Since | undefined {
  if (!asksOfNow(frame)) return undefined;
  const things = { ...thingsOf(frame, answered), frame };
  const form = forms.find((one) => one.test(answered.value));
  const newestFirst = [...later].filter((one) => one.at >= answered.at).sort((a, b) => b.at - a.at);
  for (const one of newestFirst) {
    if (!mayEnd(one.text)) continue;
    for (const { start, end } of splitSentences(one.text)) {
      const sentence = one.text.slice(start, end);
      if (sentence === answered.sentence || /\?\s*$/.test(sentence)) continue;
      const other = form?.exec(sentence)?.[0];
      const renewed = other !== undefined && !answered.value.includes(other.trim()) && renews.test(sentence);
      if (renewed || endsIt(plainEnglish(sentence), things, one.follows))
        return { id: one.id, sentence: withNext(one.text, end, sentence) };
    }
  }
  return undefined;
}

/** Longest quotation of two sentences, in characters. */
const longestQuoted = 160;

/** "Lost the Garmin at the lake. Ordered a Coros to replace it.": what took its place is told next. */
function withNext(text: string, end: number, sentence: string): string {
  const rest = text.slice(end);
  const next = splitSentences(rest)[0];
  if (next === undefined) return sentence;
  const both = `${sentence.trim()} ${rest.slice(next.start, next.end).trim()}`;
  return both.length > longestQuoted || /\?\s*$/.test(both) ? sentence : both;
}

/** Quick to tell, of a whole turn: most end nothing. */
function mayEnd(text: string): boolean {
  const plain = plainEnglish(text);
  return (
    ends.test(plain) ||
    endsNamed.test(plain) ||
    corrects.test(plain) ||
    renews.test(plain) ||
    /\b(?:not|never|moved|relocated)\b/i.test(plain)
  );
}

type Things = ReturnType<typeof thingsOf> & { readonly frame: QuestionFrame };

function endsIt(text: string, { named, about, frame }: Things, follows: boolean): boolean {
  // "Carla's boyfriend" is somebody else than Carla.
  const terms = new Set(matchTerms(text.replace(/\p{Lu}[\p{L}-]*['’]s /gu, ' ')));
  const names = (set: ReadonlySet<string>): boolean => [...set].some((term) => terms.has(term));
  // What is corrected is a value; that there is one stays.
  if (corrects.test(text)) return names(about) || (follows && frame.gap !== 'yes-no');
  const isNamed = names(named);
  if (!isNamed && !names(about)) return false;
  if (frame.gap === 'when' && !shiftsTime.test(text)) return false;
  const passing = forToday.test(text);
  const whom = (frame.whose?.kind === 'relation' || asksParents.test(frame.text)) && frame.gap === 'where';
  const own = frame.whose?.kind === 'own' && !asksOfOthers(frame.original);
  return toldClauses(text).some((told) => {
    const { text: clause, stance } = told;
    if (stance === 'unreal' || stance === 'nearly' || (own && tellsOfOther(told) && !startsWith(clause, named)))
      return false;
    if (undone.test(clause)) return false;
    // "My old phone died, so I bought an iPhone": the end is of another one.
    if (!isNamed && /\b(?:my|our|the) old \p{L}/iu.test(clause)) return false;
    if (endsThing(clause, ends, isNamed ? new Set([...named, ...about]) : about)) return true;
    if (whom && /\b(?:moved|relocated)\b/i.test(clause)) return true;
    if (!isNamed || passing || text.length > longestPlain) return false;
    return stance === 'denied' ? deniesNamed(clause, named) : endsThing(clause, endsNamed, named);
  });
}

/** "I did not sell the Volvo". */
const undone =
  /\b(?:did|have|has|had) not (?:\p{L}+ )?(?:sell|sold|lose|lost|leave|left|quit|give|given|stop|stopped|cancel\w*|break|broken)\b/iu;

/** "Marta retired", where Marta is who was named. */
const startsWith = (clause: string, named: ReadonlySet<string>): boolean =>
  matchTerms(clause)
    .slice(0, 3)
    .some((term) => named.has(term));

/** True where a sentence ends or corrects what it names, by its words. */
export function endsOrCorrects(text: string): boolean {
  return ends.test(text) || corrects.test(text);
}

/** True where a sentence takes back what was said before. */
export function takesBack(text: string): boolean {
  return corrects.test(text);
}

/** Gives something another time, or none. */
const shiftsTime =
  /\b(?:cancel\w*|call(?:ed|s)? off|scrap\w*|postpone\w*|reschedul\w*|rearrang\w*|push\w*|shift\w*|delay\w*|brought forward|no longer|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october|november|december|tomorrow|next (?:week|month|year)|\d{1,2}(?::\d\d| ?[ap]m|th|st|nd|rd))\b/i;
/** What is so on one day ends nothing. */
const forToday =
  /\b(?:today|tonight|this (?:morning|afternoon|evening|week|weekend)|yesterday|last night|for now|once)\b/i;

/** Longer sentences tell of several things. Characters. */
const longestPlain = 100;

/** "My dentist is not Dr Abbott". */
function deniesNamed(clause: string, named: ReadonlySet<string>): boolean {
  const denied = /\b(?:not|never)\b(?<rest>.*)$/i.exec(clause)?.groups?.['rest'];
  if (denied === undefined || /^ (?:away|too|only|just|really|strictly|always|exactly|far)\b/i.test(denied))
    return false;
  return matchTerms(denied)
    .slice(0, 4)
    .some((term) => named.has(term));
}

/** Takes up again what had ended. */
const resumes = /\b(?:back (?:to|in|at|on|home|with)|again|resumed?|still|stayed put|changed my mind)\b/i;
/** Ends what had ended it: the injury, the plan. */
const lifts =
  /\b(?:recovered|healed|as good as new|signed (?:me|us) off|came off|(?:is|are|was|got) (?:fixed|repaired|mended)|all clear|fell through|forget what i said|called off|cancelled)\b/i;

/**
 * True where what ended something was itself no fact of the user's ("we thought about moving", "my neighbour's dog
 * died"), or was followed by a turn that takes the old up again: then the old is not over.
 */
export function endIsOpen(
  was: readonly string[],
  by: readonly string[],
  { later, own }: { readonly later: readonly Later[]; readonly own: (sentence: string) => boolean },
): boolean {
  const told = (sentence: string): boolean =>
    toldClauses(plainEnglish(sentence)).some(({ stance }) => stance !== 'unreal' && stance !== 'nearly');
  if (by.length > 0 && by.every((sentence) => !told(sentence) || !own(sentence))) return true;
  const termsOf = (texts: readonly string[]): ReadonlySet<string> =>
    new Set(texts.flatMap((one) => matchTerms(one)).filter((term) => isContent(term) && !vague.test(term)));
  const [old, ended] = [termsOf(was), termsOf(by)];
  return later.some(
    ({ text }) =>
      (resumes.test(text) || lifts.test(plainEnglish(text))) &&
      splitSentences(text).some(({ start, end }) => {
        const sentence = plainEnglish(text.slice(start, end));
        if (by.some((one) => plainEnglish(one) === sentence) || !told(sentence) || !own(sentence)) return false;
        const terms = matchTerms(sentence);
        return (
          (resumes.test(sentence) && terms.some((term) => old.has(term))) ||
          (lifts.test(sentence) && terms.some((term) => old.has(term) || ended.has(term)))
        );
      }),
  );
}

/** The two sentences, as an answer. */
export function bothSaid(was: string, since: string): string {
  const quoted = (text: string): string => `"${text.trim().replace(/\.$/, '')}"`;
  return `That may no longer hold: ${quoted(was)}. Since then: ${quoted(since)}.`;
}
