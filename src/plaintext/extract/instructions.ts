/** Standing orders to the assistant, and their revocation: who says "always", "from now on" or "when I ask about ..." means every later answer. */
import type { InstructionData } from '../../kernel/record-data.ts';

/** `ends`: what an order to stop puts an end to; `all`: every standing instruction is dropped. */
export type FoundInstruction = {
  readonly text: string;
  readonly data: InstructionData & { readonly ends?: string; readonly all?: true };
  readonly confidence: number;
};

const gate =
  /\b(?:always|never|from now on|from here on|going forward|in (?:the )?future|henceforth|from this point|whenever|every time|each time|any ?time|anytime|when(?:ever)? i|if i|stop|no longer|no need|don['’]?t|do not|please|make sure|remember|call me|address me|refer to me|keep (?:your|all|the|it|them|answers|responses|replies)|answer|respond|reply|use|write|speak|talk|format|limit|be (?:more|less|brief|concise|direct|formal|informal|honest|blunt|polite)|forget|ignore|cancel|drop|disregard|never ?mind|i want you to|i(?:['’]d| would) (?:like|prefer|appreciate) (?:it if )?(?:you|your|answers|responses|explanations)|i need you to|you should|you can stop|you don['’]?t)/i;

const opener =
  /^(?:(?:please|ok(?:ay)?|so|and|also|hey|hi|alright|well|oh|btw|by the way|just|one (?:more|other) thing|note|important|reminder|remember|going forward|actually|no|yes|thanks|thank you|but|for (?:the )?record|then|assistant)[\s,:.!–—-]+)*/i;

const always =
  /^(?:(?:please|kindly|remember to|make sure (?:to|you|that you)|be sure to|ensure (?:you|that you|to)|i (?:want|need|would like|'d like|expect|ask) you to|you (?:should|must|need to|have to|are to)|try to|do|can you(?: please)?|could you(?: please)?|would you(?: please)?|will you(?: please)?),?\s+)*(?<marker>always|never(?! ?mind)(?: ever)?|(?:do not|don't) ever)\s+(?<rest>.+)$/i;
const fromNow =
  /^(?<marker>from now on|from here on(?: out)?|from this point (?:on|forward|onwards?)|going forward|moving forward|in (?:all )?(?:your |future )+(?:answers|responses|replies)|in (?:the )?future|henceforth|for (?:all )?future (?:responses|answers|replies|conversations|chats|messages)|starting (?:now|today)|as of (?:now|today)|in (?:all )?(?:your |future )(?:answers|responses|replies)),?\s+(?<rest>.+)$/i;
const untilNow =
  /^(?<rest>.{6,200}?),?\s+(?<marker>from now on|from here on(?: out)?|going forward|moving forward|henceforth|in (?:the )?future|every time|each time|in (?:all )?(?:your|future) (?:answers|responses|replies)|at all times|by default)[.!]*$/i;
const conditional =
  /^(?<trigger>(?:when(?:ever)?|every time|each time|any ?time|if) (?:i|we|you)(?:'m| am)? (?:ask|request|need|want|mention|say|talk|bring|send|share|paste|give|inquire|discuss|write|explain|answer|respond|reply|suggest|recommend|summari[sz]e|describe|generate|provide|refer|list|quote|cite|show)[^,]{0,120}?),\s*(?:then )?(?:please |always |you should |make sure (?:to|you) |i want you to |i(?:'d| would) like you to |be sure to |remember to )*(?<rest>.+)$/i;
const trailing =
  /\s*,?\s*\b(?<trigger>(?:when(?:ever)?|every time|each time|any ?time|if|unless) (?:i|we|you)(?:'m| am| 're)? ?(?:ask|asking|request|need|want|mention|say|talk|bring|send|share|paste|give|inquire|discuss|discussing|write|writing|explain|explaining|answer|answering|respond|responding|reply|replying|suggest|suggesting|recommend|recommending|summari[sz]e|describe|generate|provide|refer|list|quote|cite|show|specify|tell|don['’]?t)\b.*)$/i;

/** Words about the way of answering; an imperative with one of them is meant to last. */
const manner =
  /\b(?:emojis?|bullet(?:ed)?[ -]?(?:points?|lists?)|markdown|plain text|answers?|responses?|repl(?:y|ies)|explanations?|sentences?|tone|formal(?:ly)?|informal(?:ly)?|jargon|concise(?:ly)?|brief(?:ly)?|short(?:er)?|verbose|step[- ]by[- ]step|metric|imperial|celsius|fahrenheit|units?|24[- ]hour|date format|american english|british english|in (?:english|french|german|spanish|italian|portuguese|dutch|chinese|japanese|korean|hindi|arabic|russian|polish)|honest|blunt|direct|polite|apologi[sz]e|apologies|disclaimers?|small talk|exclamation marks?|swear|headings?|tables?|code (?:blocks?|comments?)|citations?|sources)\b/i;
const imperative =
  /^(?:please\s+)?(?:do not|don['’]?t|no|never|only|just|use|answer|respond|reply|write|speak|talk|keep|format|give|provide|include|add|avoid|skip|limit|be|show|present|address|refer|explain|list|cite|stick|start|end|mention|convert|leave out|put|call|remind|tell|ask|check|confirm|suggest|recommend|translate|summari[sz]e|highlight|report|return|send|leave|break|assume|treat|follow|consider|prioriti[sz]e|focus|double-check|verify|note|make|let|offer|try|begin|finish|sign|phrase|quote|bold|capitali[sz]e|round|calculate|express|measure|label|number|order|sort|group|separate|wrap|reference|link|warn|alert|notify|describe|compare|combine|maintain|tailor|ensure|stop|state|specify|display|spell|omit|exclude|structure|organi[sz]e|review|test|log|save|remember|greet|default|adopt|apply|attach|mark|flag|schedule|update|wait|generate|outline|draft|output|prefix|append|proofread|correct)\b/i;
const oneOff =
  /\b(?:this (?:time|one|email|essay|letter|code|function|page|app|project|text|article|report|file|paragraph|section|question|message)|for now|right now|today|below|above|the following|following (?:code|text)|here(?:'s| is)|my (?:code|app|essay|resume|cv|letter|project|function|website)|just once|in (?:this|the) (?:example|code|app|project))\b/i;

const nameOrder =
  /^(?:please |just |you can |you may |but )*(?:call|address|refer to) me (?:as |by )?(?<name>[\p{L}][\p{L}.'-]*(?: [\p{Lu}][\p{L}'-]*)?)(?:\s+(?:from now on|instead|please))?[.!]*$/iu;

const stopOrder =
  /^(?:please\s+|can you (?:please )?|could you (?:please )?|you can |you may )?(?:stop|quit|cease)\s+(?<what>[a-zÀ-ÿ]+ing\b.*)$/i;
const noMore =
  /^(?:please\s+)?(?:do not|don['’]?t|never|i (?:do not|no longer) want you to|i do not want)\s+(?<what>.+?)\s+(?:any ?more|any longer|again|from now on|going forward|in (?:the )?future)[.!]*$/i;
const unwanted = /^i (?:do not|no longer) want you to (?<what>.+?)$/i;
const release =
  /^(?:you (?:no longer (?:need|have) to|do not (?:need|have) to|don['’]?t (?:need|have) to|needn['’]?t|can stop|may stop)|(?:there(?:'s| is) )?no (?:longer any |more )?need (?:to|for)(?: you to)?|it(?:'s| is) (?:no longer|not) necessary (?:to|that you)|i no longer need you to|i do not need you to)\s+(?<what>.+?)(?:\s+(?:any ?more|any longer|now|from now on))?[.!]*$/i;
const forget =
  /^(?:please\s+|you can (?:now )?)?(?:forget|ignore|disregard|cancel|drop|remove|delete|scrap|revoke|undo|never ?mind)\s+(?:(?:about|what i said about|what i told you about|that|my|the|your|any|all|those|these|earlier|previous|standing|old|of)\s+)*(?<what>.+)$/i;

/** Standing instructions in one sentence of the user's (contractions opened, not a question about something else). */
export function instructionsOf(sentence: string): FoundInstruction[] {
  if (sentence.length > 420 || !gate.test(sentence)) return [];
  const text = sentence
    .replace(/^(?:[-*•]|\d+[.)])\s+/, '')
    .replace(opener, '')
    .trim();
  const revoked = revocationOf(text);
  if (revoked !== undefined) return [revoked];
  const named = nameOrder.exec(text);
  if (named?.groups?.['name'] !== undefined && /^\p{Lu}/u.test(named.groups['name'])) {
    return [standing(`call the user ${named.groups['name']}`, undefined, 0.9)];
  }
  const conditioned = conditional.exec(text);
  const match = always.exec(text) ?? fromNow.exec(text) ?? conditioned ?? untilNow.exec(text);
  if (match?.groups === null || match?.groups === undefined) return mannerOrder(text);
  const marker = (match.groups['marker'] ?? '').toLowerCase();
  let rest = (match.groups['rest'] ?? '').replace(/[.!\s]+$/, '');
  let trigger = match.groups['trigger'];
  const tail = trigger === undefined ? trailing.exec(rest) : null;
  if (tail !== null) {
    trigger = tail.groups?.['trigger'];
    rest = rest.slice(0, tail.index);
  }
  const inner = always.exec(rest);
  const never =
    marker.startsWith('never') ||
    marker.startsWith('do') ||
    (inner?.groups?.['marker'] ?? '').toLowerCase().startsWith('never');
  rest = (inner?.groups?.['rest'] ?? rest).replace(
    /^(?:please|you (?:should|must|need to|have to|are to)|i(?:'d| would) (?:like you to|rather (?:that )?you|prefer (?:that you|it if you|you to))|i (?:want|need) you to|make sure (?:to|you)|be sure to|remember to|kindly|and|to|do(?! not\b))\s+/i,
    '',
  );
  const addressed = /^(?:you (?:should|must|need to|have to|are to)|i(?:'d| would) like you to|i want you to)\b/i.test(
    (match.groups['rest'] ?? '').trim(),
  );
  const plain = marker.startsWith('always') || never || inner !== null || addressed;
  if (!isOrder(rest) || (!plain && !imperative.test(rest))) return [];
  return [standing(never ? `never ${rest}` : rest, trigger, 0.92)];
}

/** Narration ("always wanted to"), fate ("always be yourself") and talk about the speaker are no orders. */
function isOrder(rest: string): boolean {
  const words = rest.split(/\s+/);
  if (/,\s*(?:they|people|he|she|some|experts)\s+(?:say|said|think|told)\b/i.test(rest)) return false;
  if (words.length < 2 || rest.length < 6 || words.length > 45) return false;
  if (
    /^(?:you(?! (?:should|must|need|have to)\b)|yes|no|i|we|he|she|they|it|there|this|that|the|my|our|his|her|a|an|is|are|was|were|been|being|had|has|have been|have i|having|wanted|loved|liked|thought|felt|seemed|makes?|made|knew|enjoyed|dreamed|says?|said|gets?|got|goes|went|do i|does|did|can i|in|on|at|with|for|so|very|too|what|how|why|where|who|which|something|someone|forget|lose|give up|stop believing|too late|mind|know|a good|will|would|might|looking|trying|ends? up|happy|here)\b/i.test(
      rest,
    )
  )
    return false;
  if (
    /^(?:be (?:yourself|kind to yourself|there|grateful|happy|my)|remember (?:that )?you|believe in|follow your|trust your|love you|forget that)/i.test(
      rest,
    )
  )
    return false;
  if (/^[a-zÀ-ÿ]+(?:ed|ing)\b/i.test(rest) && !/^(?:embed|need|feed|proceed|bring|bold)/i.test(rest)) return false;
  return true;
}

function mannerOrder(text: string): FoundInstruction[] {
  if (
    text.endsWith('?') &&
    !/^(?:can|could|would|will) you (?:please )?(?:always|stop|keep|answer|respond|use)/i.test(text)
  )
    return [];
  const wanted =
    /^(?:i(?:'d| would) (?:like|prefer|appreciate)(?: it if)?|i (?:want|need|expect)) (?:you to |that you |you |your )(?<rest>.+)$/i.exec(
      text,
    )?.groups?.['rest'];
  const order = (wanted ?? text.replace(/^(?:can|could|would|will) you (?:please )?/i, '')).replace(/[.!?\s]+$/, '');
  if (order.length > 160 || oneOff.test(order) || !manner.test(order)) return [];
  if (wanted === undefined && !imperative.test(order)) return [];
  const lasting =
    /\b(?:your|all|every|any)\s+(?:\w+\s+)?(?:answers?|responses?|repl(?:y|ies)|explanations?|messages?)\b|^(?:please )?(?:do not|don['’]?t|no|never|avoid|stop|be|answer|respond|reply|speak|talk|only|keep|limit)\b|\b(?:metric|imperial|celsius|fahrenheit|24[- ]hour|british english|american english|units?)\b/i.test(
      order,
    );
  if (!lasting) return [];
  if (
    /^(?:add|give|provide|include|list|show|write|explain|present|put|start|end|mention)\b/i.test(order) &&
    !/\b(?:your|all|every) (?:\w+ )?(?:answers?|responses?|repl)/i.test(order)
  )
    return [];
  if (
    /^(?:answer|respond|reply|talk|speak|be|keep|use|no|limit|avoid)\b.*\b(?:question|this|these|the following|him|her|them|the email|my email|the code|problem|function)\b/i.test(
      order,
    ) &&
    wanted === undefined
  )
    return [];
  const what = /^(?:do not|don['’]?t|never|avoid|no)\s+(?:using |use )?(?<what>.+)$/i.exec(order)?.groups?.['what'];
  return [standing(order.replace(/^please\s+/i, ''), undefined, 0.8, what)];
}

function revocationOf(text: string): FoundInstruction | undefined {
  const clean = text.replace(/[.!\s]+$/, '');
  const released = release.exec(clean)?.groups?.['what'];
  if (
    released !== undefined &&
    !/^(?:worry|know|tell me|be |apologize|thank|feel|go |leave|come|say sorry|explain yourself|pay|buy|wait)/i.test(
      released,
    )
  )
    return revoked(clean, released);
  const stopped =
    stopOrder.exec(clean)?.groups?.['what'] ??
    noMore.exec(clean)?.groups?.['what'] ??
    unwanted.exec(clean)?.groups?.['what'];
  if (stopped !== undefined) {
    if (
      /^(?:worrying|crying|being|thinking|lying|kidding|joking|it|that|at|by|talking to me|bothering|me)\b/i.test(
        stopped,
      ) &&
      !manner.test(stopped)
    )
      return undefined;
    const done = `do not ${infinitive(stopped)}`;
    return standing(done, trailing.exec(stopped)?.groups?.['trigger'], 0.85, stopped.replace(trailing, ''));
  }
  const dropped = forget.exec(clean)?.groups?.['what'];
  if (dropped === undefined) return undefined;
  if (
    /^(?:instructions?|rules?|preferences?)$|^(?:standing |previous |earlier |old )*(?:instructions|rules)(?: i (?:gave|told) you)?$/i.test(
      dropped,
    ) &&
    /\b(?:all|every|any|my|the|previous|earlier)\b/i.test(clean)
  ) {
    return {
      text: 'The user revoked all standing instructions.',
      data: { directive: clean, state: 'revoked', all: true },
      confidence: 0.85,
    };
  }
  if (/\b(?:instruction|rule|preference|request|order|what i (?:said|told|asked)|rule about)\b/i.test(clean))
    return revoked(
      clean,
      dropped
        .replace(/\b(?:instructions?|rules?|preferences?|requests?|orders?|about|to|i gave you|earlier)\b/gi, ' ')
        .trim(),
    );
  return undefined;
}

function revoked(said: string, what: string): FoundInstruction {
  return {
    text: `The user revoked: ${what}.`,
    data: { directive: said, state: 'revoked', ends: what },
    confidence: 0.85,
  };
}

function standing(directive: string, trigger: string | undefined, confidence: number, ends?: string): FoundInstruction {
  const order = directive.replace(/[\s,.;!]+$/, '');
  const when = trigger?.replace(/[\s,.;!]+$/, '');
  const head = order.charAt(0).toLowerCase() + order.slice(1);
  const text = `Standing instruction: ${head}${when === undefined ? '' : ` ${when.charAt(0).toLowerCase()}${when.slice(1)}`}.`;
  return {
    text,
    data: {
      directive: head,
      state: 'standing',
      ...(when === undefined ? {} : { trigger: when }),
      ...(ends === undefined ? {} : { ends }),
    },
    confidence,
  };
}

/** "using bullet points" -> "use bullet points". */
function infinitive(phrase: string): string {
  return phrase.replace(/^(\p{L}+)ing\b/u, (word: string, stem: string) => {
    const known: Readonly<Record<string, string>> = {
      us: 'use',
      giv: 'give',
      mak: 'make',
      writ: 'write',
      includ: 'include',
      provid: 'provide',
      apologiz: 'apologize',
      apologis: 'apologise',
      quot: 'quote',
      summariz: 'summarize',
      capitaliz: 'capitalize',
      repl: 'reply',
      oversimplify: 'oversimplify',
      cit: 'cite',
      describ: 'describe',
      shar: 'share',
      not: 'note',
      stat: 'state',
      remind: 'remind',
    };
    const base = known[stem.toLowerCase()];
    if (base !== undefined) return base;
    return /([bdgmnprt])\1$/.test(stem) ? stem.slice(0, -1) : stem.length > 0 ? stem : word;
  });
}
