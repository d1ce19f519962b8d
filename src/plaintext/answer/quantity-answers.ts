/** Numbers, amounts, ages, durations and frequencies that a sentence states. */
import { quotePattern } from '../../kernel/quote-pattern.ts';
import type { Candidate } from './evidence-sentences.ts';
import { isToldValue } from './fits-type.ts';
import type { QuestionFrame } from './question-frame.ts';
import { matchTerm, matchTerms } from './words.ts';

export type Quantity = { readonly text: string; readonly score: number; readonly candidate: Candidate };

const numberWord =
  '(?:\\d[\\d,]*(?:\\.\\d+)?|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-\\w+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|a hundred|a dozen|dozens|half a dozen)';
const unitWord =
  '(?:seconds?|minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|weekends?|months?|years?|decades?|semesters?|sessions?)';
const loose = '(?:a|an|a few|a couple of|several|half an?|many|about an?)';

const duration = new RegExp(
  `\\b((?:over|about|around|almost|nearly|more than|at least|roughly)?\\s*(?:${numberWord}|${loose})(?:[ -](?:and a half|solid|whole|full|straight|long|business))?[ -]${unitWord}(?:(?:,| and|, and) (?:${numberWord}|${loose})[ -]${unitWord})?(?: and a half)?)\\b`,
  'gi',
);
const since =
  /\bsince ((?:\w+ )?(?:19|20)\d\d|(?:i|we) (?:was|were) (?:an? )?\w+|(?:high school|college|childhood|last \w+|\p{Lu}\w+))/giu;
const frequency = new RegExp(
  `\\b((?:${numberWord}|once|twice|thrice|a few|a couple of|several)(?:(?: or| to) ${numberWord})?(?: times?)? (?:a|an|per|each|every) (?:day|week|month|year|weekend|session|morning|night)|(?:every|each) (?:other |single |few )?(?:day|week|weekend|month|year|morning|night|evening|afternoon|summer|(?:mon|tues|wednes|thurs|fri|satur|sun)day)s?(?: (?:morning|night|evening)s?)?|daily|weekly|monthly|yearly|annually|biweekly|most (?:days|mornings|evenings|nights|weekends)|on (?:mon|tues|wednes|thurs|fri|satur|sun)days|(?:about )?(?:${numberWord}) times (?:weekly|daily|monthly))\\b`,
  'gi',
);
const times = new RegExp(`\\b(once|twice|thrice|(?:${numberWord}|a few|several|a couple of) times)\\b`, 'gi');
const money =
  /(?:[$€£¥]\s?\d[\d,]*(?:\.\d+)?(?:\s?(?:k|million|billion))?|\b\d[\d,]*(?:\.\d+)?\s?(?:dollars|euros?|eur|pounds?|quid|francs|crowns|yuan|yen|bucks|usd|gbp|cents)\b)/gi;
/** "He only wanted 25 for it", "water is only 30": a number that stands alone where money is spoken of. */
const bareMoney =
  /(?<=\b(?:costs?|pays?|paid|wants?|wanted|charges?|charged|asks?|asked|for|is|was|at|to|only|just|about|around) )\d[\d,]*(?:\.\d+)?(?=$|[.,;!?]| (?:a|per|each|for|an?) | (?:now|already|instead|in total|all in|at (?:his|her|their)))/gi;
/** True where a sentence names a sum. */
export function statesMoney(text: string): boolean {
  return text.search(money) >= 0 || text.search(bareMoney) >= 0;
}

const percent = /\b\d+(?:\.\d+)?\s?(?:%|percent\b)/gi;
const measure =
  /\b\d[\d,]*(?:\.\d+)?[ -]?(?:%|km|kilomet(?:er|re)s?|miles?|met(?:er|re)s?|feet|foot|inch(?:es)?|kg|grams?|g|mg|lbs?|pounds|ounces?|oz|liters?|litres?|ml|mph|square feet|mbps|gb|tb|calories|degrees|followers|points|pages|cups?)(?![\p{L}])/giu;
const plainNumber = new RegExp(`\\b${numberWord}\\b`, 'gi');
const ageShapes = new RegExp(
  `\\b(?:((?:almost |about |nearly |over )?${numberWord})[ -]years?[ -]old|turn(?:ed|ing|s)? (${numberWord})|(?:am|is|was|are|at|age|aged) (\\d{1,3})\\b(?!\\s*(?:%|am|pm|:|minutes|hours|years? (?!old)))|(\\d{1,3})(?:st|nd|rd|th) birthday|^about (${numberWord}))\\b`,
  'gi',
);
const something = new RegExp(
  `\\b((?:almost |about |over |around |nearly |more than )?${numberWord} \\p{L}{3,}(?: of \\p{L}+)?)`,
  'giu',
);

const values: Readonly<Record<string, number>> = Object.fromEntries(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
    .split(' ')
    .map((word, value) => [word, value]),
);

/** The number that a word stands for; undefined for words that stand for none. */
export function numberValue(word: string): number | undefined {
  const plain = word.toLowerCase().replaceAll(',', '');
  if (/^\d+(?:\.\d+)?$/.test(plain)) return Number(plain);
  return values[plain];
}

/** "30" where the question names the unit already: "how many minutes", "in months", "give the percent". */
export function asAsked({ original }: QuestionFrame, quantity: string): string {
  const number = new RegExp(`(?:${numberWord})`, 'i').exec(quantity)?.[0];
  if (number === undefined) return quantity;
  if (/\b(?:give|in|the|answer in) (?:the )?(?:number|percent)\b/i.test(original)) return number;
  const unit =
    /\b(?:how many|in|number of) (?:\w+ )?(second|minute|hour|day|week|month|year|semester|dollar|inch|mile|kilometer)s?\b/i.exec(
      original,
    )?.[1];
  return unit !== undefined && quantity.toLowerCase().includes(unit.toLowerCase()) ? number : quantity;
}

/** True when a sentence states somebody's or something's age. */
export function statesAge(text: string): boolean {
  return text.search(ageShapes) >= 0;
}

/** Stated quantities of the wanted kind, best first. */
export function quantityAnswers(frame: QuestionFrame, candidates: readonly Candidate[]): Quantity[] {
  const found: Quantity[] = [];
  for (const candidate of candidates) {
    for (const one of inSentence(frame, candidate))
      if (isToldValue(frame, one.text, candidate)) found.push({ ...one, candidate });
  }
  return found.sort((a, b) => b.score - a.score);
}

function inSentence(frame: QuestionFrame, candidate: Candidate): { text: string; score: number }[] {
  const base = 2 * candidate.score;
  const { text } = candidate;
  const near = (index: number): number => nearness(frame, candidate, index);
  const all = (pattern: RegExp, bonus: number, group = 1): { text: string; score: number }[] =>
    [...text.matchAll(pattern)].map((match) => ({
      text: (match[group] ?? match[0]).trim(),
      score: base + bonus + near(match.index),
    }));
  switch (frame.gap) {
    case 'duration': {
      const unit = /\bhow many (?:\w+ )?(\w+?)s?\b(?= )/i.exec(frame.text)?.[1];
      const stated = all(duration, 0.5).filter(
        ({ text: one }) => !new RegExp(`${quotePattern(one)} (?:ago|old|later|from now)`, 'i').test(text),
      );
      const fit = stated.map((one) =>
        unit !== undefined && one.text.includes(unit) ? { ...one, score: one.score + 0.4 } : one,
      );
      return [...fit, ...(/\bhow long (?:has|have)\b/i.test(frame.text) ? all(since, 0.35, 0) : [])];
    }
    case 'frequency':
      return [...all(frequency, 0.6), ...all(times, 0.2)];
    case 'age':
      return [...text.matchAll(ageShapes)].map((match) => ({
        text: (match[1] ?? match[2] ?? match[3] ?? match[4] ?? match[5] ?? '').trim(),
        score: base + 0.5 + near(match.index),
      }));
    case 'amount': {
      if (/\bpercent|\bdiscount/i.test(frame.text)) return [...all(percent, 0.7, 0), ...all(money, 0.3, 0)];
      if (/\bhow much (?:time|screen)/i.test(frame.text)) return all(duration, 0.5);
      return [
        ...all(money, 0.7, 0),
        ...all(bareMoney, 0.45, 0),
        ...all(percent, 0.2, 0),
        ...(/\b(?:cost|price|pay|paid|spen[dt]|earn|rent|money)\b/i.test(frame.text)
          ? []
          : [...all(measure, 0.5, 0), ...all(something, 0)]),
      ];
    }
    default:
      return counted(frame, candidate, base);
  }
}

/** "One cat died": what left or came, not how many there are. */
const changesCount =
  /^(?: of (?:my|our|the|them|these)(?: \p{L}+)?)?(?: \p{L}+){0,2}? (?:has |have |had |just |sadly |recently )*(?:died|passed away|ran away|left|was given away|were given away|got lost|disappeared|was sold|were sold|broke)\b/iu;

/** "three children", "17 skeins": the number beside the noun that is counted. */
function counted(frame: QuestionFrame, candidate: Candidate, base: number): { text: string; score: number }[] {
  const { text } = candidate;
  if (frame.focusTerm === 'time') {
    return [...text.matchAll(times)].map((match) => ({ text: (match[1] ?? '').trim(), score: base + 0.6 }));
  }
  const found: { text: string; score: number }[] = [];
  for (const match of text.matchAll(plainNumber)) {
    const rest = text.slice(match.index + match[0].length);
    if (/^(?::\d|\s*(?:am|pm|a\.m|p\.m)\b|(?:st|nd|rd|th)\b|[/]\d)/i.test(rest)) continue;
    if (/^(?:19|20)\d\d$/.test(match[0])) continue;
    const word = match[0].toLowerCase();
    if (word === 'one' && /\b(?:the|this|that|which|no|any|each|another)\s+$/i.test(text.slice(0, match.index)))
      continue;
    if (changesCount.test(rest)) continue;
    const following = matchTerms(rest.slice(0, 40)).slice(0, 4);
    const beside = frame.focusTerm === undefined ? -1 : following.indexOf(frame.focusTerm);
    if (beside < 0 && frame.focusTerm !== undefined && candidate.coverage < 0.5) continue;
    const bonus = beside >= 0 ? 0.9 - 0.1 * beside : -0.15;
    found.push({ text: match[0], score: base + bonus + (beside >= 0 ? 0 : nearness(frame, candidate, match.index)) });
  }
  return found;
}

function nearness(frame: QuestionFrame, candidate: Candidate, index: number): number {
  let best = 12;
  const at = candidate.words.findIndex((word) => word.end > index);
  for (const [position, word] of candidate.words.entries()) {
    if (frame.terms.includes(word.term)) best = Math.min(best, Math.abs(position - at));
  }
  return -Math.min(0.4, 0.04 * Math.max(0, best - 2));
}

/** True when the sentence counts what is asked without stating a number beside it ("my son and my daughter"). */
export function mentionsFocus(frame: QuestionFrame, text: string): boolean {
  return frame.focusTerm !== undefined && matchTerms(text).includes(matchTerm(frame.focusTerm));
}
