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
  /\b(?:(?<!\bis )skipp(?:ed|ing)|skip (?:my|the)|clos(?:es|ed|ing) (?:earl(?:y|ier)|late|for the (?:day|holidays?|weekend|summer|break)))\b/i;

/** Thought of, offered or tried, and not done. */
const unmadeCue =
  /\b(?:toy(?:ed|ing)? with|(?:thought|thinking|talk(?:ed|ing|s)?) (?:about|of|i might)|cross(?:ed|es) (?:my|our) minds?|floated|discuss(?:ed|ing)|consider(?:ed|ing)|wonder(?:ed|ing)? (?:about|whether|if)|decided (?:against|not to)|dropped (?:it|the idea)|(?:turned|turning) (?:\w+ )?(?:it|them|that|him|her|the \w+)? ?down|passed on (?:it|that)|no,? thanks|no thank you|tried to (?:sell|talk|convince|persuade|get)|came to nothing|fell through|outbid|withdrew|not happening|had an interview|(?:made|gave) (?:me|us) an offer|(?:put|made) an offer|viewed|looked into|stick(?:ing)? with|stuck with|stay(?:ing|ed) (?:put|where)|left it at that|as a joke|keeps? (?:telling|asking) (?:me|us) to|suggested|asked (?:me|us) (?:to|whether|if|for)|came to (?:my|our) senses)\b/i;

/** Not what is so but what somebody says or shows of it. Those who judge by their trade are believed. */
const attributedCue =
  /\b(?:everyone|everybody|people|some|somebody|most|they|he|she|linkedin|google|facebook|(?:my|our|the|his|her) (?!doctor|gp|dentist|physio|nurse|specialist|surgeon|vet|optician|nutritionist|dietician|dietitian|consultant|midwife|judge|court|therapist)(?:\w+ )?\w+) (?:still |always |all |just |now )?(?:thinks?|believes?|says?|tells? (?:people|everyone|everybody|her|his|them)|claims?|assumes?|insists?|lists?|jokes?)\b(?! (?:hi|hello|yes|no|so)\b)(?: that| (?:people|everyone|everybody|me|us|her|his|them)| (?:her|his) \w+)* (?:I|we|my|our)\b/i;

/** Told of a time that is over: where one lived, worked or studied then, what one had first. */
const formerCue =
  /(?:^[^,;.!?]{0,30}?\b(?:I|we)(?: once| also| only| even| briefly| originally)? (?:lived|worked|studied|owned|banked|smoked|belonged|was|were|spent|had|played|rented|dated|taught|grew up|started out)\b(?! (?:\p{L}+ed\b|born|told|diagnosed|given|laid|let|made|hit|fired|put|moved|sacked|promoted|(?:an? )?(?:\w+ )?(?:baby|stroke|fall|crash|son|daughter|boy|girl|surgery|operation|accident|transplant|heart attack)|to\b|my \w+ (?:removed|replaced|operated|pulled|out)))|my (?:first|last|old|former|previous|ex|childhood) [\p{L}-]+(?: [\p{L}-]+)? (?:was|were)\b|was my (?!last\b)\w+\b|were my (?!last\b)\w+\b)/iu;
const nowCue =
  /\b(?:now|since|these days|nowadays|today|currently|instead|anymore|any more|no longer|new|from (?:now|here|this|monday|tuesday|wednesday|thursday|friday)|just|finally|yesterday|this (?:morning|week|month|year)|last (?:night|week|month|friday|monday|weekend|tuesday|wednesday|thursday|saturday|sunday)|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|gone|over|as of|so)\b/i;

/** Said of what is to come: "next month I move", "I start there in September", "we will have left by May". */
const futureCue =
  /\b(?:tomorrow|soon|next (?:\w+)|(?:in|by|from|after|before|until|come) (?:the )?(?:new year|january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|fall|winter|christmas|easter)|on my birthday|in (?:a|two|three|four|six|a few|\d+) (?:days|weeks|months|years|week|month|year))\b/i;
const willCue =
  /\b(?:I|we)(?:['’](?:m|re)| am| are)? (?:just |also |probably |definitely |not |only )?(?:will|won['’]?t|shall|going to|gonna|about to|supposed to|plan to|planning to|hope to|intend to)\b(?! (?:work|school)\b)|\b(?:I|we)['’]ll\b|\b(?:\p{Lu}\p{L}+|my [\p{L}-]+|class|course) (?:will|is going to|are going to) (?:move|leave|start|join|retire|take over|arrive|close|switch|change|come)\b|\bwants? (?:us|me) (?:out|to)\b/u;
const presentMove =
  /\b(?:(?:I|we|you)(?:['’](?:m|re)| am| are)?|\p{L}+ (?:is|are|takes|moves|starts)|(?:my|our) (?:new )?[\p{L}-]+(?: [\p{L}-]+)?) ?(?:mov(?:e|es|ing)|start(?:s|ing)?|leav(?:e|es|ing)|join(?:s|ing)?|switch(?:es|ing)?|get(?:s|ting)?|retir(?:e|es|ing)|quit(?:s|ting)?|stop(?:s|ping)?|chang(?:e|es|ing)|begin(?:s|ning)?|arriv(?:e|es|ing)|over|on days|on nights)\b/iu;
const fromNow =
  /\b(?:from (?:now|here|today|this)|as of (?:now|today)|starting (?:today|now|this)|already|now|since|started)\b|\buntil\b|\bmarried\b|\b(?:six|\d+|two|three|four|eight|several) (?:weeks|months) (?:of|in)\b/i;

/** True for what is only planned or foreseen. */
const isPlanned = (text: string): boolean =>
  !fromNow.test(text) &&
  ((willCue.test(text) && !lossCue.test(text)) || (futureCue.test(text) && presentMove.test(text)));
/** What has happened stays told, whatever comes of it: "the cast will stay on", "there will be no more". */
const lossCue =
  /\b(?:broke|broken|tore|torn|lost|closed|died|sold|gone|stolen|fired|laid off|let go|diagnosed|pregnant|expecting|moved|fractured|surgery|operat\w+|cast|cancelled|bankrupt|flooded|burn\w*|no longer|never again|not be able|no more)\b/i;

/** Not meant: a joke, or said so that it is not taken at its word. */
const jestCue = /\b(?:yeah right|just kidding|basically (?:moved|live|married))\b|^like (?:I|we)\b/i;

/** Left somewhere, or told of somebody who is only mentioned: "I left the umbrella at", "my ex, who moved to". */
const asideCue =
  /\bleft (?:my|the|an?|our) (?!(?:job|position|post|role|company|firm|band|team|choir|club|practice|hospital|school|church|party|group|city|country|town|village|house|flat)\b)[\p{L}-]+ (?:at|behind|on|in \p{Lu})|\b(?:my|our|an?|the) (?:[\p{L}-]+ )?(?:ex|brother|sister|friend|cousin|colleague|neighbou?r|boss|mother|father|mum|mom|dad|son|daughter|uncle|aunt|flatmate|roommate|husband|wife|partner), wh(?:o|ose)\b|^(?:the )?\p{L}+s? in \p{Lu}\p{L}+ (?:is|are|costs?)\b/iu;

/** Something else than one's home is moved: "I moved the meeting to", "we moved to Teams for our calls". */
const otherMove =
  /\b(?:mov(?:e|ed|ing)|shift(?:ed)?|transferred) (?:my|the|our|this|that|his|her|some|all|half|most of|everything in) ?(?!(?:family|kids|children|stuff|things|belongings|whole life|life|furniture|house|household|home)\b)[\p{L}-]+|\bmoved (?:over )?to (?:\p{L}+ for (?:our|my|the|all)\b|(?:slack|teams|zoom|discord|gmail|notion|signal|whatsapp|github|linux|windows|mac|android|monzo|revolut)\b)/iu;

/** True for a move of something else than the speaker's home. */
export const movesThing = (text: string): boolean => otherMove.test(text);

/** True for what tells of no change to anybody's life, by closed rules or by likeness. */
export const isNoChange = (text: string): boolean =>
  imaginedCue.test(text) ||
  storyCue.test(text) ||
  lookedCue.test(text) ||
  leftOutCue.test(text) ||
  unmadeCue.test(text) ||
  attributedCue.test(text) ||
  jestCue.test(text) ||
  asideCue.test(text) ||
  (formerCue.test(text) && !nowCue.test(text)) ||
  isPlanned(text);

/** Done once, or on some days only: the rule stays as it was. */
const onceCue =
  /\b(?:yesterday|today|tonight|this (?:morning|afternoon|evening|week)|the other day|last (?:night|week|weekend|\w+day)|on (?:mon|tues|wednes|thurs|fri|satur|sun)days|some days|(?:one|two|three|a few|\d) days a week|(?:once|twice) a (?:week|month)|sometimes|occasionally|for once|because of)\b/i;
const forGood =
  /\b(?:for good|permanent\w*|from (?:now|here|today|this)|since|these days|nowadays|now|always|full[- ]time|fully|everyone|anymore|any more|no more|no longer)\b/i;

/** True for what is told of one day, or of some days of the week. */
export const isOnce = (text: string): boolean => onceCue.test(text) && !forGood.test(text);

/** Asks for something to be done. */
const requestCue =
  /^(?:please |could you |can you )?(?:translate|give|tell|write|explain|show|help|suggest|recommend|find|plan|draft|summari[sz]e|list|describe|create|remind|book|order|compare|generate|improve|rewrite|fix|convert|define|calculate|spell|settle|solve|recite|pronounce|proofread|rephrase|shorten|rank)\b(?! (?:up|out|my|me a|in\b))/i;

/** A question that is typed without its mark: "whats the capital of Peru again", "is a tomato a fruit, settle this". */
const unmarkedCue =
  /^(?:(?:so|and|ok|okay|hey|hi|pls|please|also|but|quick one|random|serious question)[,: ]+)*(?:(?:what|who|where|when|why|how|which \w{3,})(?:['’]?s\b| (?:is|are|was|were|do|does|did|can|could|should|would|will|to|many|much|long|far|often|about)\b)|(?:does|can you|could you|would you|has any\w+|any(?:one|body)? (?:idea|ideas|know|knows|tips?)|(?:is|are) (?:it|there|this|that|these|an? \w+ (?:an?|the|better|safe|worth)))\b)/i;

/** Talk of programs, which uses the words of moving, running and living for other things; and lists and headings. */
const technicalCue =
  /[:{}<>=;`|]\s*$|^\s*[-*•#>]|\b(?:API|HTTPS?|JSON|SQL\w*|CSS|HTML|GitHub|Git|Python|Flask|Django|React|Node|TypeScript|JavaScript|npm|server|database|codebase|endpoint|deploy\w*|layout|query|config\w*|pipeline|framework|repositor\w+|function|script|debug\w*)\b/;

/** True for a sentence that tells nothing of what is so, whatever it is like. */
export const isGuarded = (text: string): boolean =>
  technicalCue.test(text) ||
  requestCue.test(text) ||
  unmarkedCue.test(text) ||
  unrealCue.test(text) ||
  pastCue.test(text) ||
  storyCue.test(text);

/** "I live in Porto", "we work at a bank": how things stand, without a word of when or whence. */
const standingCue =
  /^(?:(?:and|so|but|well|yes) )?(?:I|we)(?:'m| am|'re| are)? (?:live|reside|work|study|drive|own|have|based)\b/i;
const newlyCue =
  /\b(?:now|new|newly|moved|since|today|yesterday|just|finally|recently|already|these days|nowadays|by now|anymore|any more|any longer|instead|again|last (?:week|month|night)|from (?:this|next)|old|other side|away from|left|swapped|longer)\b/i;

/** True for a plain statement of what is so: it says what holds, not that anything changed. */
export const isStanding = (text: string): boolean => standingCue.test(text) && !newlyCue.test(text);

/** Talk of programs: who builds something is not asked about their life. */
export const isTechnical = (text: string): boolean => technicalCue.test(text);

const overCue =
  /\b(?:(?:came|is|are|went|I['’]m|I am) off|off \w+ (?:since|now|for good)|over|healed|fixed|mended|recovered|repaired|cleared up|again|no (?:longer|more)|any ?more|any longer|quit|left|gave up|given up|stopped|sold|broke up|broken up|split up|disbanded|folded|cancell?ed|dropped|finished|done with|moved out|died|signed (?:me|us) off|all[- ]clear|scrapped|gave the|gave my|gave our|to (?:my|our|a) \w+|goodbye to|went to live|gave away|got rid of|closed|seeing|dating|found a|got a|love|like|hate|can['’]?t stand)\b/i;

/** True for a sentence that may say that something is over, so again, or liked and not liked any more. */
export const mayBeOver = (text: string): boolean => overCue.test(text);
