/**
 * Whether a sentence has the form in which people say how things stand with them: "I drive to work", "my gym is", "every
 * Friday we". Most talk is in the first person and tells no state: opinions, thanks, plans, what happened today.
 */

const opener =
  /^(?:(?:so|and|but|well|oh|ok|okay|yes|yeah|yep|no|also|plus|then|now|right|hi|hello|hey|thanks|btw|fyi|honestly|actually|anyway|basically|by the way|turns out(?: that)?|for the record|just so you know|in fact|additionally|however|meanwhile|currently|lately|recently|nowadays|these days|at the moment|personally|to be honest|as you know|you know|remember(?: that)?|(?:please )?(?:keep in mind|note|remember|be aware)(?: that)?|let me correct (?:that|myself)|correction|sorry|fun fact|update|news|(?:quick )?(?:reminder|note)|background|about me|for context)\b[,:;!.…-]*\s*)+/i;
/** "Wang Hai: " before what was said, as in a transcript. */
const label = /^\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,2}: /u;
/** When, where or under which condition, said first: "On Tuesdays", "Before breakfast", "At the office", "For lunch". */
const lead =
  /^(?:(?:on|in|at|for|before|after|during|since|as of|from|until|with|when|whenever|if|because|apart from|besides|every|each|most|some|once|twice|three times|all|usually|normally|mostly|generally|sometimes|often|always|regularly|monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekday|weekend|morning|evening|night|lunch)s?\b[^,.;!?]{0,48}?)[,:]? (?=(?:I|we|my|our|I['’]m|I['’]ve|we['’]re|we['’]ve|im|ive)\b)/i;

/** Comes again and again, or goes on: what is told with it is told as a rule. */
const rule =
  /\b(?:every|each|always|usually|mostly|normally|regularly|whenever|daily|nightly|weekly|fortnightly|monthly|yearly|(?:mon|tues|wednes|thurs|fri|satur|sun)days|weekdays|weekends|mornings|evenings|nights|afternoons|summers|winters|most (?:days|evenings|nights|mornings|weekends|weeks)|(?:once|twice|thrice|\w+ times|\w+ (?:days|nights|hours|evenings|mornings)) an? (?:day|week|month|year)|(?:on|of) the (?:first|last|\w+th) of|all (?:day|week|year)(?: long| round)?|for (?:\w+ ){0,3}years|since \w+|these days|nowadays|by (?:trade|profession)|(?:before|after) (?:work|breakfast|lunch|dinner|school)|an? (?:day|week|month)|anymore|any more|no longer)\b/i;

/** Goes on in "I am doing", "I have been doing". */
const goesOn =
  '(?:living|working|studying|renting|staying|dating|seeing|learning|training|teaching|using|driving|taking|eating|playing|commuting|riding|sharing|freelancing|managing|caring|fostering|volunteering|doing|banking|sleeping|going|attending|running|paying|leasing|drinking|cycling|walking|on)';

/** Said of what one thinks or says now: no state, whatever follows. */
const mental =
  'think|guess|suppose|hope|know|wonder|feel|believe|understand|see|mean|notice|reali[sz]e|appreciate|want|wish|agree|find|remember|figure|bet|swear|promise|plan|expect|trust|doubt|imagine|recall|assume|apologi[sz]e|thank|look|try|ask|seem|sound|say|tell|admit|confess|argue|insist|suggest|recommend|intend|aim|strive|tend|struggle|continue|begin|start|end|worry|miss|question|long|crave|cherish|value|need|decide|consider|hear|get|come|keep|let|make|put|give|show|send|bring|call|wait|stop|turn|set|add|check|care|mind|dare|regret|love to|like to|sense|gain|face|reflect|acknowledge|recogni[sz]e|anticipate|envision|aspire|conduct|perform|follow up|deserve|sit|stand|fear|dread|seek|claim|note|owe|approve';
const mentalVerb = new RegExp(`^(?:${mental})\\b`, 'i');

const adverbs =
  "(?:also|still|just|usually|always|often|never|now|currently|really|only|mostly|normally|sometimes|even|actually|basically|generally|regularly|rarely|occasionally|both|all|mainly|already|finally|officially|recently|definitely|absolutely|simply|truly|quite|very|so|too|pretty|currently|presently|these days|nowadays|not|n['’]t|no longer|totally|completely|properly|literally|technically|kind of|sort of|primarily|typically|hardly ever|have long|do|currently) ";

const mood =
  /^(?:excited|thrilled|glad|happy|sure|sorry|here|done|ready|back|curious|worried|concerned|proud|grateful|thankful|afraid|scared|nervous|anxious|stressed|tired|exhausted|confused|stuck|lost|impressed|amazed|surprised|interested|eager|hesitant|hopeful|confident|convinced|certain|aware|determined|inspired|motivated|delighted|pleased|relieved|reassured|touched|fascinated|frustrated|disappointed|bored|fine|good|well|okay|ok|alright|free|home|late|off|up|down|out|over|in(?! an? (?!hurry|rush|mood|bind|meeting|call|good|bad|great|taxi|bus|car|train|cafe|shop|queue|lot|bit|weird|strange|similar))|set|about|going to|gonna|trying|getting|looking|wondering|thinking|hoping|planning|asking|starting|considering|feeling|waiting|coming|heading|having|making|being|struggling|working on|open to|clear|drawn|torn|tempted|bound|supposed|willing|able|unable|keen|mindful|fond|not made|allowed|like|busy|full|hungry|thirsty|cold|warm|sore|at ease|at a loss|on my way|on the way|on it|in the middle|in awe|more|less|much|far|quite|a bit|a little|counting|practically|this|that|it)\b/i;

const irregularPast =
  /^(?:went|saw|had|got|bought|made|met|ate|took|lost|found|told|heard|came|gave|flew|slept|wrote|sang|won|spent|felt|thought|was|were|did|said|ran|kept|left|rode|drove|knew|grew|began|broke|brought|built|chose|drew|fell|forgot|held|paid|sat|sent|spoke|stood|swam|taught|threw|understood|woke|wore|sold|became|caught|fought|hid|led|lent|meant|rang|rose|shook|shot|showed|sank|stole|stuck|swore|used to|dealt|hit|hurt|quit|cut)\b/i;
const regularPast = /^\p{Ll}{2,}ed\b/u;
/** Ends in -ed and is none. */
const noPast = /^(?:need|feed|breed|seed|weed|bleed|speed|embed|shed|wed)\b/i;

/** What one has without having it: a thought, a question, an appointment. */
const abstract =
  /^(?:to\b|(?:(?:a|an|the|some|any|no|my|our|one|such|another|many|several|few|two|three|this|that|these|those|so|much|more|little|quite|really|very|rough|clear|great|good|nice|quick|general|small|big|new|different|deep|lot|lots|of|bit|couple|only|just|always|also|already|now|nearly|over|better|clearer|newfound|basic|specific|important|hard|tough|difficult|long|mixed)\b[ ,]*)*(?:idea|ideas|feeling|feelings|question|questions|plan|plans|doubt|doubts|problem|problems|sense|chance|point|points|reason|reasons|concern|concerns|thought|thoughts|clue|hunch|view|opinion|understanding|look|time|talk|chat|meeting|call|news|fun|luck|hope|hopes|faith|trouble|issue|issues|error|errors|request|suggestion|experience|experiences|appreciation|impression|memory|memories|direction|picture|say|choice|option|options|need|want|desire|urge|dream|interest|difficulty|choices|day|week|morning|evening|weekend|night|to|been|months?|weeks?|days?|minutes?|hours?|left|fear|fears|favor|favour|task|tasks|goal|goals|test|tests|saga|reading|outline|draft|list|file|function|code|confidence|insight|insights|perspective|energy|patience|one thing|word|words|confession|answer)\b)/i;

/** "The person", "it", "that": what they do tells of no speaker. */
const noSubject =
  /^(?:it|its|it['’]s|that|that['’]s|this|these|those|there|there['’]s|here|here['’]s|what|which|who|whom|how|why|as|if|when|while|although|though|because|since|let['’]s|let|you|your|you['’]re|he|she|they|they['’]re|his|her|their|someone|somebody|everyone|everybody|people|thanks|thank|sure|understood|alright|great|got it|hello|please|such|seeing|hearing|knowing|having|being|doing|feeling|despite|overall|instead|after|before|during|upon|with|without|from|to|in|on|at|for|by|of|about|like|through|throughout|not|just|both|all|any|many|some|another|each (?:of|time)|one of)\b/i;

/** No sentence: a heading, a date, an entry of a calendar or a log. */
const heading =
  /\d{4}-\d{2}-\d{2}|\d{2}:\d{2}:\d{2}|^\s*(?:[-*•#>【[]|\d+[.)] )|[:：]\s*$|^(?:(?:location|time|date|summary|record|minutes|notes?|key points?|main points?|title|subject|topic|participants|transaction type|agenda|todo|to-do|tasks?|plan|log)\b[^.!?]*:)/i;

/** Entries of a notebook: "Record of", "Summary for". */
const entry =
  /^(?!(?:I|We|we) )(?:\p{L}+ ){0,3}(?:record|summary|review|minutes|notes?|report|log|journal|memo\w*|checklist|tracking|postscript|comparison|estimation|implementation|preparation|matters|excerpt|overview|agenda|proposal|reminder|schedule|rules?|experience|plan)\b(?: (?:of|for|on|from|about|to|with|in|during|related|-)|[.:]?$)/iu;
/** Something is said of something: without any of these a line is a title. */
const verb =
  /\b(?:am|is|are|was|were|be|been|has|have|had|do|does|did|will|can|can['’]?t|cannot|could|would|may|must|got|gets?|goes|went|gone|came|comes|took|takes|gave|gives|made|makes|lost|left|sold|broke|broken|bought|moved?|died|lives?|works?|plays?|eats?|drinks?|runs?|drives?|rides?|needs?|starts?|ends?|sleeps?|pays?|keeps?|means|says?|said|told|tells?|knows?|meets?|met|cooks?|runs?|opens?|closes?|closed|brings?|brought|rings?|does|minds|cut|put|hit|hurt|tore|torn|quit|let|split|burnt?|burst|fell|fallen|arrive|\p{L}{2,}ed)\b|\p{L}['’](?:s|m|re|ve|ll|d)\b|^(?:im|ive)\b|=/iu;
/** "Driving a Honda", "Living in a houseboat", "tuesdays i swim": a note of one's own life without its subject. */
const elided =
  /^(?:living|working|driving|renting|studying|learning|dating|eating|training|sharing|teaching|banking|using|taking|playing|riding|doing|going) (?!to\b)|\bi\b/u;

/** Told to somebody, or to oneself: "Go to the bank", "Buy milk". */
const order =
  /^(?!(?:please )?note (?:that )?(?:I|my|we|our)\b|(?:let me correct (?:that|myself)|correction)\b)(?:please |don['’]?t |do not )?(?:go|return|borrow|pay|buy|call|visit|prepare|check|take|bring|get|make|meet|attend|finalize|research|update|submit|send|give|focus|practi[cs]e|arrive|finish|complete|review|schedule|book|order|clean|wash|fix|repair|replace|install|refer|contact|ask|tell|let|look|see|use|try|keep|remind|remember|note|add|put|set|turn|start|stop|select|sign|deliver|inspect|discuss|organi[sz]e|help|wait|come|have|enjoy|stay|avoid|ensure|confirm|follow|plan|cancel|read|write|list|tech|pick up|drop off|back up|collect|sort|choose|handle|process)\b(?!,)/i;

/** Words of things that come and go within one, or that are nobody's circumstances. */
const inner =
  /^(?:(?:own|whole|entire|biggest|main|only|first|last|own|personal|overall|current|new|initial|latest|next)\s+)*(?:brain|mind|heart|heads?|thoughts?|ideas?|feelings?|opinions?|views?|points?|questions?|fears?|hopes?|wish|wishes|dreams?|experiences?|journey|understanding|perspectives?|efforts?|words?|thighs|legs?|feet|eyes?|voice|breath(?:ing)?|pulse|soul|spirit|guess|bad|mistake|fault|apologies|turn|take|reason|goodness|god|friend|dear|day|week|morning|evening|night|weekend|time|progress|approach|code|app|project|function|query|script|config\w*|site|website|database|test|tests|plan|plans|problem|issue|concern|concerns|suggestion|favou?rite (?:part|bit|was)|favou?rite one|favou?rite was|whole family|confidence|curiosity|interest|passion|love|appreciation|sense|taste|tastes|mood|focus|attention|energy|creativity|imagination|conversation|discussion|interaction|relationship with|ability|skills?|growth|results?|score|work here|job here|sleep was|way)\b/i;

/**
 * Forms of a statement. `self`: of what the speaker does or is. `own`: of something of theirs. `rule`: of something that
 * comes again. `event`: of what the speaker did or what befell them, which tells a state only if it tells a change.
 */
export type ToldForm = 'self' | 'own' | 'rule' | 'event';

const bare = (text: string): string => {
  let rest = text
    .trim()
    .replace(label, '')
    .replace(/^["'“(…]+/, '');
  for (let round = 0; round < 2; round += 1) rest = rest.replace(opener, '').replace(lead, '');
  return rest;
};

const isPast = (words: string): boolean =>
  irregularPast.test(words) || (regularPast.test(words) && !noPast.test(words));

function dropAdverbs(words: string): string {
  const one = new RegExp(`^(?:${adverbs}|\\p{Ll}{3,}(?<!app|rep|fami|re|supp|mu?ltip|imp)ly )`, 'iu');
  let rest = words;
  for (let next = rest.replace(one, ''); next !== rest; next = rest.replace(one, '')) rest = next;
  return rest;
}

/** True where "I" or "we" is followed by what tells a state. */
function selfTells(predicate: string, ruled: boolean): boolean {
  const match = /^(['’]?(?:m|ve|d|ll|re)\b|am\b|are\b|have\b|has\b|had\b|do\b|don['’]?t\b|do not\b)?\s*(.*)$/is.exec(
    predicate,
  );
  const [, head = '', tail = ''] = match ?? [];
  const aux = head.toLowerCase().replace(/['’]/g, '');
  const rest = dropAdverbs(tail);
  if (aux === 'll' || aux === 'd' || aux === 'had') return false;
  if (aux === 'm' || aux === 'am' || aux === 're' || aux === 'are') {
    const ing = /^\p{Ll}+ing\b/u.test(rest);
    if (ing)
      return (
        new RegExp(`^${goesOn}\\b`, 'i').test(rest) &&
        !/^(?:going to|working on (?:it|this|that)|taking (?:it|care|a|part|time|on|notes?)|doing (?:it|this|that|well|fine|good|ok))\b/i.test(
          rest,
        )
      );
    return !mood.test(rest) && rest !== '';
  }
  if (aux === 've' || aux === 'have') {
    if (/^been\b/i.test(rest)) {
      const after = dropAdverbs(rest.replace(/^been /i, ''));
      return (
        new RegExp(`^${goesOn}\\b`, 'i').test(after) || (ruled && !mood.test(after) && !/^\p{Ll}+ing\b/u.test(after))
      );
    }
    if (/^(?:grown|come|learned|learnt) to (?:like|love|hate|enjoy|prefer|dislike)\b/i.test(rest)) return true;
    if (/^got\b/i.test(rest)) return !abstract.test(rest.replace(/^got\s*/i, '')) && !/^got\s*$/i.test(rest);
    if (
      isPast(rest) ||
      /^(?:been|gone|seen|done|taken|given|written|known|grown|become|come|run|put|set|begun|broken|chosen|driven|eaten|fallen|forgotten|read|spoken|worn|never)\b/i.test(
        rest,
      )
    )
      return ruled && /^(?:worked|lived|owned|played|had|used|banked|smoked|known|rented|driven|kept)\b/i.test(rest);
    return aux === 'have'
      ? !abstract.test(rest)
      : /^(?:an?|the|no|two|three|four|five|six|\d+)\b/i.test(rest) && !abstract.test(rest);
  }
  if (
    /^(?:can|can['’]?t|cannot|could|would|should|will|shall|may|might|must|won['’]?t|wouldn['’]?t|couldn['’]?t|shouldn['’]?t|didn['’]?t|did|was|were|wasn['’]?t|gonna|wanna)\b/i.test(
      tail,
    )
  )
    return /^(?:can['’]?t|cannot|can not|may not|must not)(?: (?:really|even|actually|properly))? (?:eat|drink|have|stand|tolerate|drive|walk|see|hear|digest|swim|lift|run|bear|smoke|take|touch|climb|cycle)\b(?! (?:it|this|that|why|how|what|myself|enough))/i.test(
      tail,
    );
  if (mentalVerb.test(rest))
    return (
      ruled &&
      /^(?:get|come|keep|make|put|give|call|set|sit|stand|need|begin|start|show|bring|turn|follow|add|check)\b/i.test(
        rest,
      ) &&
      !/^(?:get|make|keep|give) (?:it|this|that|the|me)\b|^keep \p{Ll}+ing\b/iu.test(rest)
    );
  if (isPast(rest)) return false;
  if (/^(?:like|love|hate|enjoy|prefer|dislike|adore|avoid|detest)\b/i.test(rest))
    return !/^\w+ (?:this|that|it|its|how|the way|the idea|the fact|your|these|those|to\b|seeing|knowing|hearing|being able|when|what|where|for|you|him|her|them)\b/i.test(
      rest,
    );
  return /^\p{L}+/u.test(rest);
}

/** The form of a statement; undefined for what tells no state by its form. */
export function toldForm(text: string): ToldForm | undefined {
  if (isHeading(text)) return undefined;
  const words = bare(text);
  const ruled = rule.test(text);
  const self =
    /^(?:I|we|im|ive|i['’]m|me and \w+|(?:\p{Lu}\p{Ll}+|my [\p{L}-]+)(?: [\p{Lu}][\p{L}]+)? and I)(?=['’ ])/iu.exec(
      words,
    ) ?? /^(?:im|ive)\b/i.exec(words);
  if (self !== null) {
    const [found] = self;
    const glued = /^(?:i['’]?m|i['’]?ve)$/i.test(found);
    const predicate = glued
      ? `${found.slice(1).replace(/^['’]?/, "'")}${words.slice(found.length)}`
      : words.slice(found.length);
    const said = predicate.trimStart();
    return selfTells(said, ruled) ? 'self' : isEvent(said) ? 'event' : undefined;
  }
  const own = /^(?:my|our) (.+)$/is.exec(words);
  if (own !== null) {
    const [, thing = ''] = own;
    if (inner.test(thing)) return undefined;
    const holds =
      /\b(?:is|are|['’]s|isn['’]?t|aren['’]?t|has|have|goes|go|lives?|works?|starts?|comes?|costs?|runs?|takes?|sits?|opens?|keeps?|does|sleeps?|plays?|needs?|begins?|gets?|means|pays?|covers?|stands?|brings?|looks?|belongs?)\b/i.test(
        thing,
      );
    const was =
      /^(?:(?!(?:is|are|has|have|isn['’]?t|aren['’]?t)\b)[\p{L}'’-]+ ){1,4}(?:was|were|felt|went|had|came|took|said|told|\p{Ll}{2,}ed)\b/iu.test(
        thing,
      );
    return was ? 'event' : holds || ruled ? 'own' : undefined;
  }
  if (isPast(words.charAt(0).toLowerCase() + words.slice(1)) || /^(?:just |finally |officially |newly )/i.test(words))
    return 'event';
  if (noSubject.test(words)) return undefined;
  return ruled && verb.test(words) ? 'rule' : undefined;
}

/** "I moved", "we have signed", "I was let go", "I'm getting". */
function isEvent(predicate: string): boolean {
  const rest = dropAdverbs(predicate.replace(/^['’]?(?:ve|m|re|d)\b\s*|^(?:am|are|have|had)\b\s*/i, ''));
  if (
    /^(?:thought|felt|heard|told|said|found|knew|meant|wanted|hoped|liked|loved|enjoyed|noticed|reali[sz]ed|wondered|asked|looked|tried|helped|watched|visited|saw|went|read|remembered|learned|discovered|decided against)\b/i.test(
      rest,
    )
  )
    return false;
  return (
    isPast(rest) ||
    /^(?:was|were|been|gone|become|getting|having|expecting|starting|leaving|moving|switching|becoming|no longer|stopped|can no longer|can['’]?t|cannot|must not|need)\b/i.test(
      rest,
    ) ||
    (/^(?:am|'m|are|'re)\b/i.test(predicate) && /^(?:back|off|out|allowed|done)\b/i.test(rest))
  );
}

/** True where the speaker is in the sentence. */
export const namesSpeaker = (text: string): boolean =>
  /\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|[Mm]e|[Ww]e|[Uu]s|[Oo]ur|im|ive|mine|ours)\b/.test(text);

/** Nearly all words begin with a capital: "Core Strength Training Initiation Plan". */
function isTitle(words: string): boolean {
  const long = words.match(/\p{L}{4,}/gu) ?? [];
  return (
    long.length >= 4 && !/[.!?]$/.test(words) && long.filter((word) => /^\p{Lu}/u.test(word)).length / long.length > 0.8
  );
}

/** A title, an entry or an order rather than a statement. */
export function isHeading(text: string): boolean {
  const words = text.trim().replace(label, '');
  return isEntry(text) || (!verb.test(words) && !namesSpeaker(words) && !rule.test(words) && !elided.test(words));
}

/** The same, but for what merely has no verb: "Six weeks of crutches". */
export function isEntry(text: string): boolean {
  const words = text.trim().replace(label, '');
  return heading.test(text) || entry.test(words) || order.test(words) || isTitle(words);
}

/** True where the sentence begins with what is no speaker's: "it", "that", "you", "they". */
export const startsElsewhere = (text: string): boolean => noSubject.test(bare(text));
