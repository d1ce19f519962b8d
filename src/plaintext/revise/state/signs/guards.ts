/** What keeps a sentence from being compared with examples: wishes, plans, stories, requests, talk of programs. */

const unrealCue =
  /\b(?:might|maybe|perhaps|if (?:i|we|only)|one day|some ?day|would (?:love|like|be)|wouldn't|i'd (?:love|like)|dream(?:s|t|ing|ed)?|almost|nearly|thinking (?:of|about)|think about|consider(?:ing)?|who knows|wish|imagine|suppose|pretend|hypothetically|in theory|tempted|hop(?:e|ing) to|want(?:ed)? to|planning (?:to|on|a)|looking for|going to try|should i|could you|can you)\b/i;
const pastCue =
  /\b(?:i remember|back then|used to|back in (?:the |19|20|my)|years ago|as a (?:student|child|kid|teenager|boy|girl)|when (?:i|we) (?:was|were|lived)|in my (?:twenties|teens|youth|childhood|student)|formerly|in those days|once upon|growing up|long ago|decades ago|in (?:19|20)\d\d[, ])/i;
/** Told of a story, not of life. */
const storyCue =
  /\b(?:in (?:the|my|a) (?:novel|film|movie|story|book|series|show|game|play|dream)|my (?:hero|character))\b/i;

/** Dreamt, read or watched, looked at, lent and not taken, or left out this once: nothing has changed, whatever the words. */
const imaginedCue =
  /\b(?:(?:had|have|having) (?:a|the (?:weirdest|strangest|oddest)|this|such a) (?:\w+ )?(?:dream|nightmare)|in (?:my|a|the) (?:dream|nightmare)|dreamt|dreamed)\b/i;
const lookedCue =
  /\b(?:test[- ]?(?:drove|driven|drive|driving)|compar(?:ed|ing)(?! (?:to|with)\b)|without (?:buying|signing|taking)|window[- ]shopping|tried on|(?:rental|hire|courtesy|loan) (?:car|van|bike|phone|laptop)|(?:was|were|been) just looking)\b/i;
const leftOutCue =
  /\b(?:skipp(?:ed|ing)|skip (?:my|the)|clos(?:es|ed|ing) (?:earl(?:y|ier)|late|for the (?:day|holidays?|weekend|summer|break)))\b/i;

/** True for what tells of no change to anybody's life, by closed rules or by likeness. */
export const isNoChange = (text: string): boolean =>
  imaginedCue.test(text) || storyCue.test(text) || lookedCue.test(text) || leftOutCue.test(text);

/** Asks for something to be done. */
const requestCue =
  /^(?:please |could you |can you )?(?:translate|give|tell|write|explain|show|help|suggest|recommend|find|plan|draft|summari[sz]e|list|describe|create|remind|book|order|compare|generate|improve|rewrite|fix)\b(?! (?:up|out|my|me a|in\b))/i;

/** Talk of programs, which uses the words of moving, running and living for other things; and lists and headings. */
const technicalCue =
  /[:{}<>=;`|]\s*$|^\s*[-*•#>]|\b(?:API|HTTPS?|JSON|SQL\w*|CSS|HTML|GitHub|Git|Python|Flask|Django|React|Node|TypeScript|JavaScript|npm|server|database|codebase|endpoint|deploy\w*|layout|query|config\w*|pipeline|framework|repositor\w+|function|script|debug\w*)\b/;

/** True for a sentence that tells nothing of what is so, whatever it is like. */
export const isGuarded = (text: string): boolean =>
  technicalCue.test(text) || requestCue.test(text) || unrealCue.test(text) || pastCue.test(text) || storyCue.test(text);

/** "I live in Porto", "we work at a bank": how things stand, without a word of when or whence. */
const standingCue =
  /^(?:(?:and|so|but|well|yes) )?(?:I|we)(?:'m| am|'re| are)? (?:live|reside|work|study|drive|own|have|based)\b/i;
const newlyCue =
  /\b(?:now|new|newly|moved|since|today|yesterday|just|finally|recently|already|these days|nowadays|by now|anymore|any more|any longer|instead|again|last (?:week|month|night)|from (?:this|next)|old|other side|away from|left|swapped|longer)\b/i;

/** True for a plain statement of what is so: it says what holds, not that anything changed. */
export const isStanding = (text: string): boolean => standingCue.test(text) && !newlyCue.test(text);

/** Talk of programs: who builds something is not asked about their life. */
export const isTechnical = (text: string): boolean => technicalCue.test(text);
