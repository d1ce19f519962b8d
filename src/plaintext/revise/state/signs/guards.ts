/** What keeps a sentence from being compared with examples: wishes, plans, stories, requests, talk of programs. */

const unrealCue =
  /\b(?:might|maybe|perhaps|if (?:i|we|only)|one day|some ?day|would (?:love|like|be)|wouldn't|i'd (?:love|like)|dream(?:s|t|ing|ed)?|almost|nearly|thinking (?:of|about)|think about|consider(?:ing)?|who knows|wish|imagine|suppose|pretend|hypothetically|in theory|tempted|hop(?:e|ing) to|want(?:ed)? to|planning (?:to|on|a)|looking for|going to try|should i|could you|can you)\b/i;
const pastCue =
  /\b(?:i remember|back then|used to|back in (?:the |19|20|my)|years ago|as a (?:student|child|kid|teenager|boy|girl)|when (?:i|we) (?:was|were|lived)|in my (?:twenties|teens|youth|childhood|student)|formerly|in those days|once upon|growing up|long ago|decades ago|in (?:19|20)\d\d[, ])/i;
/** Told of a story, not of life. */
const storyCue =
  /\b(?:in (?:the|my|a) (?:novel|film|movie|story|book|series|show|game|play|dream)|my (?:hero|character))\b/i;

/** Asks for something to be done. */
const requestCue =
  /^(?:please |could you |can you )?(?:translate|give|tell|write|explain|show|help|suggest|recommend|find|plan|draft|summari[sz]e|list|describe|create|remind|book|order|compare|generate|improve|rewrite|fix)\b(?! (?:up|out|my|me a|in\b))/i;

/** Talk of programs, which uses the words of moving, running and living for other things; and lists and headings. */
const technicalCue =
  /[:{}<>=;`|]\s*$|^\s*[-*•#>]|\b(?:API|HTTPS?|JSON|SQL\w*|CSS|HTML|GitHub|Git|Python|Flask|Django|React|Node|TypeScript|JavaScript|npm|server|database|codebase|endpoint|deploy\w*|layout|query|config\w*|pipeline|framework|repositor\w+|function|script|debug\w*)\b/;

/** True for a sentence that tells nothing of what is so, whatever it is like. */
export const isGuarded = (text: string): boolean =>
  technicalCue.test(text) || requestCue.test(text) || unrealCue.test(text) || pastCue.test(text) || storyCue.test(text);

/** Talk of programs: who builds something is not asked about their life. */
export const isTechnical = (text: string): boolean => technicalCue.test(text);
