/** Whether an ending word in a clause is said of a thing that is named there, or of something that only goes by its name. */
import { matchTerms } from './words.ts';

/** Times stand beside any end. */
const ofTime =
  /^(?:never|always|ever|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december)$/;
/** Words that may follow the thing: no further noun makes it part of another one ("the Paris marathon"). */
const follows =
  /^(?:and|but|so|because|for|to|after|when|in|at|on|last|this|yesterday|today|him|her|us|me|it|now|too|again|as|by|with|over|of|my|the|idea|plans?|trip|project)$/i;
const leads = /^(?:in|at|for|of|with|from|on|by)$/i;
/** Stand between a subject and its verb. */
const light =
  /^(?:was|were|is|are|has|have|had|been|just|finally|never|also|and|it|that|we|so|badly|the|really|already|got)$/i;
const pronoun = /^(?:it|him|her|them|that)$/i;
/** Are said of whoever is there, or name what ends themselves. */
const unbound = /split up|broke up|broken up|separated|divorced|notice|fell through/i;

/** As far behind the ending word the thing may stand. */
const reach = 4;

const bare = (word: string | undefined): string => (word ?? '').replace(/[,;.!]+$/, '');

/**
 * "We sold the Volvo", "the Volvo was scrapped", "the Volvo is old and we scrapped it"; not "the Paris marathon was
 * cancelled", "Marta sold her car in Leeds".
 */
export function endsThing(clause: string, ending: RegExp, things: ReadonlySet<string>): boolean {
  const hit = ending.exec(clause);
  if (hit === null) return false;
  if (unbound.test(hit[0])) return true;
  const names = (text: string): boolean => matchTerms(text).some((term) => things.has(term) && !ofTime.test(term));
  // "Push the Tokyo trip to May"
  if (names(hit[0])) return true;
  const after = wordsOf(clause.slice(hit.index + hit[0].length));
  const before = clause.slice(0, hit.index);
  const object = objectOf(after.slice(0, reach), names);
  if (object !== undefined) {
    const next = after[object + 1];
    return next === undefined || after[object] !== bare(after[object]) || follows.test(bare(next)) || names(next);
  }
  const subject = wordsOf(before);
  while (subject.length > 0 && light.test(subject.at(-1) as string)) subject.pop();
  const last = subject.at(-1);
  if (last !== undefined && names(last) && !leads.test(subject.at(-2) ?? '')) {
    return after.length === 0 || /^[,;.]/.test(after[0] as string) || follows.test(bare(after[0]));
  }
  return pronoun.test(bare(after[0])) && names(before);
}

const wordsOf = (text: string): string[] => text.trim().split(/\s+/).filter(Boolean);

/** Where the thing stands as the object; nothing behind a preposition is one. */
function objectOf(words: readonly string[], names: (text: string) => boolean): number | undefined {
  for (const [at, word] of words.entries()) {
    if (leads.test(word)) return undefined;
    if (names(word)) return at;
  }
  return undefined;
}
