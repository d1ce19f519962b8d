/**
 * What people say in short of themselves, as the sentence that they would have written: "Off keto since Sunday" is "I am
 * off keto since Sunday", "New number, it is 555-0199 now" is "My number is 555-0199".
 */

const unit = '(?:kg|kgs|kilos?|kilograms|lbs?|pounds|stone)';
const contact = '(?:(?:phone|mobile|cell) number|number|phone|e-?mail(?: address)?|(?:home |postal )?address)';
const amount =
  '(?:[$€£¥]\\s?\\d[\\d.,]*|\\d[\\d.,]*(?:\\s?(?:€|\\$|£|[a-z]{3,9}))?)(?: (?:a|per) (?:month|week|year|hour))?';
const lead =
  '^(?:(?:so|and|well|ok|okay|oh|update|quick update|news|btw|by the way|sorry|oops|heads up|fyi|just|finally)[,:!]? )*';
const place = "(?<place>\\p{Lu}[\\p{L}'-]+(?: \\p{Lu}[\\p{L}'-]+){0,2})";
const nowWords = '(?: (?:now|these days|nowadays|from now on|currently|at the moment|since \\w+))?';

/** Past tense at the head of a sentence without a subject. */
const began =
  'started|joined|quit|left|moved|relocated|sold|bought|adopted|handed|gave|found|landed|switched|changed|swapped|traded|dropped|ditched|stopped|turned|became|resigned|retired|accepted|began|settled|got (?:a|an|the|my|married|engaged|divorced|hired|promoted|fired|laid off|made redundant|rid of|into)';
const firstDay =
  '(?:(?:today|yesterday|monday|tuesday|wednesday|thursday|friday) (?:was|is) )?(?:my |the )?first (?:day|week|shift) (?:working )?at';

type Rule = readonly [pattern: RegExp, to: string];

/** In order: each takes what the one before left. */
const rules: readonly Rule[] = [
  [/^my ([\p{Ll} ]{3,20}?) (?:has |have |just )?changed,? (?:so )?(?:it|that) is (?:now )?(.+)$/iu, 'My $1 is $2'],
  [new RegExp(`${lead}(?:it )?turns out(?: that)?,? (?=I\\b)`, 'i'), ''],
  [new RegExp(`${lead}(${began})\\b(?! (?:by|me|us|it|that|this|which)\\b)`, 'i'), 'I $1'],
  [
    new RegExp(
      `${lead}(off|done with|back in|back at|back to|down to|up to|fired|laid off|engaged|married|divorced)(?= [\\p{L}\\d])`,
      'iu',
    ),
    'I am $1',
  ],
  [new RegExp(`${lead}I am (fired|laid off|engaged|married|divorced)\\b`, 'i'), 'I am $1'],
  [
    new RegExp(
      `(?:${lead}|[,;] )(?:I am )?(?:(?:now|already) )?(\\d[\\d.,]*\\s?${unit})(?: (?:now|as of|this morning|today)\\b.*)?[.! ]*$`,
      'i',
    ),
    '; I weigh $1',
  ],
  [new RegExp(`${lead}${firstDay} (.+)`, 'i'), 'I started at $1'],
  [new RegExp(`${lead}(?:a )?new (job|position|role) (?:as .{3,30} )?(at|with) `, 'i'), 'I started a new $1 $2 '],
  [new RegExp(`${lead}no more (.{3,30}?) for me\\b`, 'i'), 'I gave up $1'],
  [
    new RegExp(
      `(?:${lead}|[,;] |\\band )(?:these days |nowadays |now )?(?:my |our )?home is (?:now |currently )?(?:in )?${place}${nowWords}[.! ]*$`,
      'iu',
    ),
    '; I live in $<place>',
  ],
  [
    new RegExp(`${lead}(?:these days |nowadays |now )?(?:I|we) (?:now )?call ${place} (?:my |our )?home\\b.*$`, 'iu'),
    'I live in $<place>',
  ],
  [
    new RegExp(
      `${lead}(?:(?:I|we) )?(?:(?:have|have got|got|there is) )?(?:a |my )?new (${contact})(?: by the way| btw| everyone| everybody| for me)?\\s*[,:;–-]+\\s*(?:(?:it|that|this) is )?(?:now )?(.+?)( now)?[.! ]*$`,
      'i',
    ),
    'My $1 is $2',
  ],
  [
    new RegExp(
      `${lead}(?:I )?(?:have )?(?:changed|updated|switched) my (${contact})(?:\\s*[,:;–-]+\\s*(?:(?:it|that) is )?(?:now )?| to )(.+?)( now)?[.! ]*$`,
      'i',
    ),
    'My $1 is $2',
  ],
  [
    new RegExp(`${lead}my old (${contact}) (?:is|does)[^,]{2,30}, (?:please |so )?use (\\S+(?: \\d\\S*)*)\\b.*$`, 'i'),
    'My $1 is $2',
  ],
  [
    /^(?:(?:from now on|now|please),? )?you can (?:now |only )?reach me (?:at|on|under|by) (\S+@\S+?)[,.]?(?: .*)?$/i,
    'My email is $1',
  ],
  [
    /^(?:(?:from now on|now|please),? )?you can (?:now |only )?reach me (?:at|on|under) (\+?\d[\d ()/-]{5,})(?: .*)?$/i,
    'My phone number is $1',
  ],
  [
    new RegExp(
      `${lead}(rent|salary|pay|wage|budget) (?:is|went up to|went down to) (?:now )?(${amount}) now\\b.*$`,
      'i',
    ),
    'My $1 is $2',
  ],
  [
    new RegExp(
      `${lead}(?:they|we|(?:my |the |our )?(?:landlord|landlady|boss|company|employer|doctor|bank)) (?:have |has |just )*(?:raised|put|increased|lowered|cut|upped|bumped|reduced|dropped) (?:my|the|our) (rent|salary|pay|wage|hours|budget|allowance)(?: up| down)?(?: again)?,? (?:up |down )?to (${amount})`,
      'i',
    ),
    'My $1 is $2',
  ],
  [
    new RegExp(
      `${lead}(?:they|(?:my |the )?(?:doctor|GP|psychiatrist|cardiologist|nurse)) (?:have |has |just )*(?:raised|put|increased|lowered|cut|upped|reduced|dropped|doubled) my (\\p{Ll}{4,}) (?:dose )?(?:up |down )?to (\\d+ ?mg)`,
      'iu',
    ),
    'I take $2 of $1',
  ],
  [new RegExp(`${lead}(?:I|we) pay (${amount}) (?:in|for|of|as) rent\\b`, 'i'), 'My rent is $1'],
  [
    new RegExp(`${lead}(?:I )?(?:have )?switched banks?,? (?:so |and )?(?:(?:I|we) (?:am|are) )?(?:now )?with `, 'i'),
    'I bank with ',
  ],
  [
    new RegExp(
      `${lead}my last day (?:at|with) (.{2,40}?) (?:was|is) (today|yesterday|(?:on |last )?\\w+day|last \\w+|the \\w+)\\b.*$`,
      'i',
    ),
    'I quit my job at $1, $2',
  ],
  [
    new RegExp(
      `${lead}my (?:contract|job|time|internship|traineeship) (?:at|with) (.{2,40}?) (?:has |is |was )?(?:ended|over|finished|up|terminated|not renewed)\\b`,
      'i',
    ),
    'I quit my job at $1',
  ],
  [new RegExp(`${lead}(?:I )?(?:have )?changed my (?:name|surname|last name) to (?=\\p{Lu})`, 'u'), 'My name is '],
];

/** First words that some rule begins with, and words within that others need: most sentences are let go at once. */
const worth = new RegExp(
  `^(?:so|and|well|ok|okay|oh|update|quick|news|btw|by|sorry|oops|heads|fyi|just|finally|it turns|turns|off|done|back|down|up|fired|laid|engaged|married|divorced|today|yesterday|my first|first|a new|new|no more|these|nowadays|now|home|got|have|rent|salary|pay|wage|budget|they|the|landlord|you|my old|my last day|my contract|my job|my time|my internship|my traineeship|my [\\p{Ll} ]{3,20}? (?:has |have |just )?changed|${began})\\b|\\b(?:home|address|number|phone|e-?mail|banks?|rent|salary|my name|surname|last name|mg|${unit})\\b`,
  'iu',
);

/** True for what may be said in short. */
export const isShort = (sentence: string): boolean => sentence.length <= longest && worth.test(sentence);

/** Characters. */
const longest = 200;

/** The sentence in full, or as it is. Contractions are open already; at most one statement is made of it. */
export function restated(sentence: string): string {
  if (!isShort(sentence)) return sentence;
  let text = sentence;
  for (const [pattern, to] of rules) {
    if (!pattern.test(text)) continue;
    const next = text.replace(pattern, to);
    text = next.startsWith('; ') ? next.slice(2) : next;
  }
  // The verb stood at the head of the sentence.
  return text === sentence
    ? sentence
    : text.replace(/^I (\p{Lu})(?=\p{Ll})/u, (_, head: string) => `I ${head.toLowerCase()}`);
}
