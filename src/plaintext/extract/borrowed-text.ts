/** Text in a turn that is material for a task and not the speaker's own word: to be translated, rewritten, summarized or continued, and fiction. */

const polite =
  "(?:(?:please|kindly|hi|hey|hello|ok|okay|so|now|and|also|then|can you|could you|would you|will you|can u|i need you to|i want you to|i(?:'d| would) like you to|help me(?: to)?|let us|let's)[,:]?\\s+)*";
/** Requests to work on a text. */
const rework =
  '(?:translate|proof-?read|rewrite|re-?phrase|paraphrase|summari[sz]e|reword|edit|copy-?edit|correct|shorten|polish|improve|simplify|spell-?check|grammar-?check|check|fix|analy[sz]e|classify|continue|complete|finish|extend|format|convert|review)';
const request = new RegExp(`^\\s*(?:[-*>•]\\s*)?${polite}${rework}\\b`, 'i');
const reworkOnly = new RegExp(
  `^\\s*${polite}(?:translate|proof-?read|re-?phrase|paraphrase|summari[sz]e|reword)\\b`,
  'i',
);
const nounRequest =
  /^\s*(?:translation|summary|proofreading|paraphrase|(?:correct|improve|check) (?:the |my )?grammar(?: of)?)(?: (?:of|for|please|needed|into \w+|to \w+))*\s*:/i;
/** Where the text to work on begins. */
const points =
  /\b(?:this|that|these|the (?:following|text|sentence|paragraph|story|passage|letter|email|message|lines?)|following|below|it)\b/i;

/** Requests for something made up. */
const fiction = new RegExp(
  `^\\s*${polite}(?:(?:write|compose|create|invent|make up|generate|draft|tell)(?: (?:me|us))?(?: (?:an?|the|some|another|this))?(?: [\\p{L}'-]+){0,4}? (?:story|stories|tale|poem|novel|song|lyrics|dialogue|dialog|monologue|scene|script|screenplay|fan ?fiction|fiction|character|backstory|diary entry|role-?play|play|chapter|legend|myth|haiku|limerick|joke)|imagine|suppose|supposing|pretend|assume|picture this|role-?play|(?:let us|let's) (?:role-?play|pretend|imagine|say|play)|what if|in this (?:story|scenario|role-?play|game))\\b`,
  'iu',
);

/** A quotation in which somebody says "I". */
const quotedSelf =
  /(?:"[^"\n]{3,600}"|“[^”\n]{3,600}”|«[^»\n]{3,600}»|(?<![\p{L}\p{N}])'(?=[^'\n]*\s)[^\n]{3,300}?'(?![\p{L}\p{N}]))/gu;
const firstPerson = /(?<![\p{L}])(?:I|I'm|I've|my|we|our|me)(?![\p{L}])/iu;
const above = /\b(?:the )?(?:above|previous (?:text|paragraph|sentence))\b/i;

/**
 * The text with what is not the speaker's own word blanked, offsets and line breaks kept. A request is looked for at
 * the start of each sentence; what it is to be done to follows a colon, a line break or "this".
 */
export function blankBorrowed(text: string): string {
  let own = text.replace(quotedSelf, (quote) => (firstPerson.test(quote) ? blank(quote) : quote));
  for (const match of own.matchAll(/[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]*/g)) {
    const sentence = match[0];
    const from = match.index;
    if (fiction.test(sentence)) return own.slice(0, from) + blank(own.slice(from));
    if (!request.test(sentence) && !nounRequest.test(sentence)) continue;
    if (above.test(sentence)) return blank(own);
    const colon = sentence.search(/:(?!\d)/);
    const rest = own.slice(from + sentence.length);
    if (colon >= 0 || points.test(sentence) || (reworkOnly.test(sentence) && /^\s*\n/.test(rest)))
      return own.slice(0, from) + blank(own.slice(from));
    // "Translate I live in Madrid into French": the request's own words are material as well.
    if (reworkOnly.test(sentence)) own = own.slice(0, from) + blank(sentence) + rest;
  }
  return own;
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}
