/** What an order is told by: a cue together with its object. A cue is tried where words of all its groups are there. */

import {
  drop,
  former,
  gap,
  give,
  inner,
  looseReader,
  memoryPlace,
  oblige,
  opens,
  output,
  person,
  reader,
  remember,
  rules,
  say,
  secret,
  whose,
} from './order-words.ts';
import { type Groups, groupsOf } from './word-groups.ts';

export type Cue = {
  readonly name: string;
  /** Of each of them some word has to be there. */
  readonly needs: readonly [Groups, Groups, Groups];
  readonly pattern: RegExp;
};

const cue = (name: string, needs: readonly string[], pattern: string): Cue => ({
  name,
  needs: [0, 1, 2].map((place) => groupsOf(needs[place] ?? (needs[0] as string))) as [Groups, Groups, Groups],
  pattern: new RegExp(pattern, 'iu'),
});

/** Orders whoever they are addressed to: their object says that it is a reader with rules, a memory and a user. */
export const orderCues: readonly Cue[] = [
  cue(
    'override',
    ['drop', 'rules'],
    `\\b${drop}\\s+${gap(5)}(?:${former} ${gap(2)}${rules}|(?:your|all(?: of)? your|any|whatever|whichever|all(?: of)? the|all|every|the|these|those)\\s+${gap(2)}${rules},? (?:that |which )?(?:you (?:were|have been|had been|are|have|got|received|follow|know)|you[’']ve|(?:were |was )?(?:given|told|received|set|stated|listed) (?:to you|so far|before|above|earlier|previously|until now|up to now|by)|above|before this|so far|up to (?:now|this point)|until now|from (?:your|the) (?:system|developers?|users?|operators?|creators?|makers?)))`,
  ),
  cue(
    'override',
    ['drop', 'rules', 'you'],
    `${opens}${drop}\\s+(?:all |any |each |every |all of |any of )*your (?:own |other |usual |built[ -]in |internal |standard |normal |regular )*(?:instructions|prompt|rules|guidelines|guardrails?|directives|polic(?:y|ies)|restrictions|safeguards|safety ${gap(1)}\\w+|filters?|programming|training|system ${gap(1)}\\w+)\\b`,
  ),
  cue(
    'override',
    ['drop', 'all'],
    `\\b${drop}\\s+(?:everything|all|anything|whatever|what|(?:all |any |the )(?:text|content|input|data))\\s+(?:that )?(?:you (?:were|have been|had been|[’']ve been)|you[’']ve been|${person} (?:has |had )?(?:said|asked|told|wants?|wanted|requested)|came before|(?:is|was|stands|comes) (?:written |said )?(?:above|before)|above\\b|before this|previously)`,
  ),
  cue(
    'override',
    ['prevail'],
    `\\b(?:these|this|the following|what follows|the text below)\\s+${gap(2)}(?:takes?|ha(?:s|ve)|supersedes?|overrides?|overrules?|replaces?|outranks?|trumps?|prevails? over)\\s+${gap(3)}(?:precedence|priority|(?:${former}|your|all|any|every|other) ${gap(3)}${rules})`,
  ),
  cue(
    'override',
    ['rules', 'void'],
    `\\b(?:your|the|all|any)\\s+${gap(2)}${rules} (?:that |which )?(?:you (?:were|have been|got|received|had|follow)|from (?:before|earlier|above|your|the system)|(?:given )?(?:above|earlier|before|so far))\\s*${gap(4)}(?:no longer (?:appl|hold|count|matter|bind)|(?:are|is|was|were|have been|has been) (?:now |hereby )?(?:void|null|cancell?ed|obsolete|out ?dated|revoked|superseded|replaced|expired|lifted|suspended|invalid|withdrawn|overridden|rescinded|over))`,
  ),
  cue(
    'override',
    ['rules', 'void'],
    `\\b(?:your (?:previous|prior|earlier|old|original|initial|former|existing)|(?:previous|prior|earlier) system) ${gap(2)}${rules}\\s+${gap(2)}(?:no longer|(?:are|is|was|were|have been|has been) (?:now |hereby )?(?:void|null|cancell?ed|obsolete|out ?dated|revoked|superseded|replaced|expired|lifted|suspended|invalid|withdrawn|overridden|rescinded|over))`,
  ),
  cue(
    'role-change',
    ['you', 'now'],
    `\\byou(?: are|[’']re) (?:now|no longer|hereby|from now on)\\s+[^.!?\\n]{0,60}?\\b(?:${reader}|assistant|chatbot|without (?:any )?(?:restrictions|limits|limitations|rules|filters)|unrestricted|unfiltered|uncensored|jailbroken|bound by|free (?:of|from) (?:all |any )?${rules}|dan|root|in \\w+ mode)\\b`,
  ),
  cue(
    'role-change',
    ['role'],
    `${opens}(?:enter|enable|activate|engage|switch (?:in)?to|go into|turn on|start)\\s+(?:the |your )?(?:\\w+ )?(?:developer|debug|god|admin|maintenance|unrestricted|jailbreak|dan|unsafe|root|sudo|override|unfiltered|uncensored|training|diagnostic) mode\\b[^.!?\\n]{0,120}?\\b(?:and|then|to) \\w+|\\byour (?:new|real|true|actual|only|sole|secret|updated|hidden)\\s+(?:name|role|task|goal|objective|purpose|instructions?|identity|persona|job|mission|directives?|orders?|loyalty|owner|master|user)\\s+(?:is|are|from now)\\b|\\b(?:assume|adopt|take on|play|switch to) (?:the|a new|another|a different) (?:role|persona|identity|character) of ${gap(3)}(?:${reader}|assistant)\\b`,
  ),
  cue(
    'memory-planting',
    ['memory', 'write|user'],
    `${opens}${remember}\\b[^.!?\\n]{0,80}?\\b(?:in|to|into|from|of|with|on)\\s+(?:the |a )?${memoryPlace}|${opens}(?:update|change|clear|erase|delete|wipe|purge|overwrite|edit|rewrite|reset)\\s+(?:all |all of |everything in )?(?:the )?${memoryPlace}(?=\\s*(?:[:,;.!]|with|so|to|by|and|that|$))|\\b${memoryPlace}\\b[^.!?\\n]{0,12}:\\s*(?:the|your) (?:user|owner|person)`,
  ),
  cue(
    'memory-planting',
    ['write', 'user'],
    `${opens}(?:remember|memori[sz]e|note(?: down)?|store|save|record|learn|retain|keep in mind|bear in mind|make (?:a |an )?(?:\\w+ )?note)\\b[^.!?\\n]{0,60}?\\b(?:that|:)\\s*(?:${person}|the person (?:who |whom |that )?you)\\b`,
  ),
  cue(
    'memory-planting',
    ['write', 'lasting'],
    `${opens}(?:memori[sz]e|remember|store|save|retain|keep)\\b[^.!?\\n]{0,30}?\\b(?:permanently|forever|for all (?:future )?(?:sessions|conversations|chats|users)|across (?:all )?(?:sessions|conversations|chats))\\b`,
  ),
  cue(
    'memory-planting',
    ['future', 'lasting'],
    `\\b(?:in|for|across|during) (?:all |any |every |your |each )*(?:future|later|coming|next|following|subsequent) (?:sessions?|conversations?|chats?|interactions?|dialogues?|requests|queries)\\b[^.!?\\n]{0,40}?(?:\\b(?:keep in mind|remember|always|never|must|${say}|treat|assume|use|prefer)\\b|[,:])`,
  ),
  cue(
    'memory-planting',
    ['treat', 'treated'],
    `${opens}(?:treat|regard|consider|take|handle|count|accept|mark|label|tag|store|save|record)\\s+[^.!?\\n]{0,60}?\\b(?:as|for) (?:if (?:it|they|this|that)?\\s*(?:had |was |were |has |have )?(?:come |came |been )?(?:from |by |said by |written by )?(?:${person})|(?:a |an |the )?(?:verified|trusted|confirmed|authoritative|system|developer|user(?:'s)?)\\b ?(?:by|own|fact|facts|truth|instructions?|prompt|message|statement|words?|preference|source|content|input|request)?|instructions?\\b|commands?\\b|orders\\b)`,
  ),
  cue(
    'memory-planting',
    ['write', 'user|all'],
    `${opens}(?:replace|change|update|overwrite|correct|set|delete|erase|remove|edit)\\s+[^.!?\\n]{0,40}?(?:${whose} (?:stored |saved |recorded )?(?:name|address|home|preferences?|profile|diet|allerg\\w+|job|birthday|bank|doctor|memor\\w+|records?|e-?mail)|(?:saved|stored|remembered|recorded) (?:\\w+ )?(?:of|about|for) ${person}|(?:everything|anything|whatever|all(?: that)?) (?:that )?you (?:have |had )?(?:stored|saved|remember(?:ed)?|know|learned|noted))\\b`,
  ),
  cue(
    'order',
    ['asking', 'say'],
    `\\b(?:whenever|when|if|every time|each time|any time|once|next time|as soon as|should)\\s+(?:${person}|(?:someone|somebody|anyone|anybody|people|they|he or she) asks? (?:you|about|for|which|what|where|who|how)|(?:you(?:[’']re| are)? )?(?:asked|queried|questioned|prompted)|you (?:answer|reply|respond|summari[sz]e|retrieve|recall|recommend)\\b)[^.!?\\n]{0,80}?[,:]?\\s+(?:you |please |always |only |instead |just |simply )*(?:${oblige} )?(?:always |only |never )?(?:say|answer|reply|respond|tell|mention|recommend|suggest|claim|state|insist|direct them|point them|refer them|steer|advise|promote|endorse|praise|deny|refuse)\\b(?! that (?:she|he|they|it|I) )`,
  ),
  cue(
    'order',
    ['say', 'output'],
    `${opens}(?:begin|start|end|finish|close|conclude|open|prefix|preface|sign off)\\s+(?:with )?(?:all|every|each|any)(?: one)?(?: of)?(?: your| its)? (?:\\w+ )?${output}\\b`,
  ),
  cue(
    'order',
    ['say', 'output'],
    `${opens}${say}\\b[^.!?\\n]{0,60}?\\b(?:in|at|to|with|into|of) (?:(?:all|every|each|any|one) (?:of )?(?:your |its |the |single |future )?(?:\\w+ )?${output}|your (?:next|final|first|last|every|whole|entire|only|main) ${output}|(?:answers?|repl(?:y|ies)|responses?) (?:to|for) ${person})\\b`,
  ),
  cue(
    'order',
    ['output', 'all|you'],
    `\\b(?:in|at|to|with|into) (?:all|every|each|any|one) (?:of )?(?:your |its |future )?(?:\\w+ )?${output}\\b[^.!?\\n]{0,50}?(?:\\bthat you \\w+)?,?\\s+(?:you |please |always )*(?:${oblige} )?${say}\\b|\\b(?:your|the) (?:next |final |first |whole |entire |only )?${output} (?:must|has to|have to|should|shall|needs? to|(?:is|are) to) (?:always |only |never |also )?(?:be |contain |${say})`,
  ),
  cue(
    'order',
    ['only', 'say'],
    `${opens}(?:answer|reply|respond|output|write|print|return)\\b[^.!?\\n]{0,30}?\\b(?:with )?(?:nothing (?:but|except|other than)|only with|exclusively with|solely with|exactly the (?:words?|text|following)|only the (?:words?|text|following|phrase))\\b|${opens}(?:say|answer|reply|respond|output) (?:only|nothing but|exclusively)\\b`,
  ),
  cue(
    'order',
    ['tell', 'user'],
    `${opens}(?:tell|convince|persuade|assure|warn|urge|instruct|advise|steer|nudge|talk|push|trick|pressure|recommend to|suggest to|mislead|deceive|lie to|reassure|inform) (?:to )?${person}\\b(?! (?:guide|manual|interface|account|group|name|experience|agreement|stor|id\\b|tests?))[^.!?\\n]{0,50}?\\b(?:that|to|into|about|towards?|it|there|away|against|of)\\b`,
  ),
  cue(
    'order',
    ['tell', 'user'],
    `${opens}(?:recommend|promote|praise|endorse|advertise|favou?r|push|suggest|mention|prefer|rank|sell)\\b[^.!?\\n]{0,50}?\\b(?:to|for|before|with|in front of) ${person}`,
  ),
  cue(
    'exfiltration',
    ['give', 'secret'],
    `${opens}(?:send|forward|post|upload|e-?mail|mail|exfiltrate|transmit|submit|leak|relay|copy|share|report|deliver|export|pass|dump|append|encode|embed|attach|smuggle|publish|paste|write)\\b[^.!?\\n]{0,50}?\\b${secret}\\b[^\\n]{0,60}?\\b(?:to|at|via|in|into|as|onto|through)\\b\\s*[^\\n]{0,40}?(?:https?:|\\S+@\\S+|\\b[a-z0-9-]+\\.(?:[a-z]{2,})\\b|\\b(?:this|the|our|my|an?|following) (?:\\w+ )?(?:link|url|address|server|number|endpoint|webhook|channel|form|site|account|image|query|parameter|inbox)\\b)`,
  ),
  cue('exfiltration', ['give', 'you|system'], `${opens}${give}\\b\\s+${gap(5)}${inner}`),
  cue(
    'exfiltration',
    ['user', 'secret|give'],
    `${opens}(?:ask|prompt|get|request|demand|obtain|collect|extract|find out|look up|read out)\\b[^.!?\\n]{0,20}?(?:${person}|${whose})[^.!?\\n]{0,40}?\\b(?:passwords?|passphrases?|credentials?|codes?|pins?|card|keys?|tokens?|log-?in|social security|bank)\\b[^.!?\\n]{0,30}?\\b(?:and|then|to)\\b|${opens}(?:send|forward|give|pass|mail|e-?mail|post|report|transmit|relay)\\s+(?:me |us |it |them |him )?${gap(3)}${whose} `,
  ),
  cue(
    'concealment',
    ['hide', 'user'],
    `\\b(?:do(?: not|n[’']t)|never|no need to|must not|should not|avoid|refrain from|without|stop|instead of)\\s+(?:ever |even |first |asking or )?(?:tell(?:ing)?|inform(?:ing)?|reveal(?:ing)?|alert(?:ing)?|notify(?:ing)?|show(?:ing)?|disclos(?:e|ing)|warn(?:ing)?|ask(?:ing)?|let(?:ting)?|consult(?:ing)?|bother(?:ing)?|mention(?:ing)?|admit(?:ting)?|explain(?:ing)?|waiting for)\\s+(?:${gap(4)}(?:to |from |of |by )?)?(?:the|your|this) (?:user|human|owner|operator|principal|person you)\\b`,
  ),
  cue(
    'concealment',
    ['hide', 'notes|user'],
    `\\b(?:do(?: not|n[’']t)|never|must not|should not|avoid|refrain from|without)\\s+(?:ever |even )?(?:tell(?:ing)?|mention(?:ing)?|reveal(?:ing)?|disclos(?:e|ing)|repeat(?:ing)?|quot(?:e|ing)|acknowledg(?:e|ing)|discuss(?:ing)?|show(?:ing)?|display(?:ing)?|admit(?:ting)?|report(?:ing)?|summari[sz](?:e|ing)|refer(?:ring)? to)\\s+${gap(4)}(?:these?|this|the above|these hidden|this hidden) (?:\\w+ )?(?:message|note|instructions?|order|request|rule|directive|paragraph|prompt|injection|command|text)s?\\b|\\b(?:keep|hide|conceal|withhold)\\s+${gap(5)}(?:from|secret to) (?:the|your|this) (?:user|human|owner|operator)`,
  ),
  cue(
    'tool-use',
    ['tool'],
    `\\b(?:use|call|invoke|run|trigger|execute|open|launch|employ|with|using|through|via)\\s+your\\s+(?:(?:e-?mail|mail|calendar|files?|file system|browsing|browser|web|search|shell|payments?|network|root|admin|code|messaging|shopping|banking|contacts?|memory)[ _-])+(?:tools?|functions?|plugins?|access|permissions?|connectors?|capabilit(?:y|ies)|interpreter)\\b|${opens}(?:call|invoke|run|trigger|execute|use)\\s+(?:the |this |a )?(?:\\w+[ _-]){0,3}?(?:tool|function|plugin|action|connector)\\b[^.!?\\n]{0,60}?\\bbefore (?:you )?(?:answer|repl|respond|summari|anything|continu|go)`,
  ),
  cue(
    'authority',
    ['notice'],
    `(?:^|[([{*#<>-]\\s*)(?:(?:urgent |important |official |internal |secret |hidden )*(?:message|note|notice|instructions?|update|request|order|directive|command|alert|memo)s? from (?:your |the |an? )?(?:\\w+ )?(?:developers?|creators?|makers?|admin(?:istrator)?s?|operators?|system|openai|anthropic|google|microsoft|provider|vendor|owner|user)\\b\\s*[:–—-]|(?:system|admin(?:istrator)?|developer|operator|root)[ _-]?(?:notice|note|override|prompt|message|command|alert|update|instructions?|directive)s?\\s*[\\])}*]*\\s*[:–—-]|(?:new|updated|revised|hidden|secret|additional|further|special|real|actual) (?:instructions?|directives?|orders?|system prompt|prompt|commands?)(?: (?:for|to) (?:you|(?:the |any |all |every )?${looseReader}))?\\s*[\\])}*]*\\s*[:–—])`,
  ),
  cue(
    'order',
    ['onward'],
    `\\b(?:from now on|henceforth|going forward|starting now|as of now|effective immediately|until further notice|for the rest of (?:this|the) (?:conversation|session|chat)|from here on(?: out)?|from this (?:point|moment)(?: on| onwards?)?|in (?:the )?future),?\\s+(?:and [^,]{0,20},\\s*)?(?:you (?:must|shall|should|will|are|only|have|need|answer|serve|obey)|(?:please |always |never |only )*(?:${say}|act|behave|obey|ignore|treat|pretend|serve|follow|prefer|use only))\\b(?! (?:the |our |their )?team)`,
  ),
  cue(
    'order',
    ['you', 'say'],
    `\\byou ${oblige}(?: now| always| immediately| only)+ (?:say|mention|recommend|answer|reply|respond|praise|promote|endorse|obey|comply|act as|pretend|claim|insist)\\b`,
  ),
  cue(
    'concealment',
    ['user', 'hide'],
    `\\b(?:do(?: not|n[’']t)|never) (?:tell|inform|mention (?:this|it) to|reveal (?:this|it) to|alert|notify) (?:the |your )?(?:user|human|operator)\\b`,
  ),
  cue(
    'order',
    ['reader', 'reading'],
    `\\b(?:when(?:ever)?|if|once|after|as soon as) (?:the|an?|any|your) ${looseReader} (?:reads|sees|process(?:es)?|summari[sz]es|retrieves|encounters|parses|loads|recalls) this\\b`,
  ),
  cue(
    'override',
    ['rules', 'drop|void'],
    `\\b(?:safety|content|ethical|system) (?:rules|restrictions|guidelines|filters?|filtering|polic(?:y|ies)|checks|limits) (?:are|is|have been|has been) (?:now |hereby |temporarily )?(?:disabled|off|lifted|suspended|void|removed|deprecated|revoked|cancell?ed)\\b`,
  ),
  cue('order', ['only', 'say'], `${opens}(?:only|exclusively|just) (?:respond|reply|answer) with\\b`),
  cue(
    'exfiltration',
    ['system', 'give'],
    `\\byour (?:own |full |original |hidden )*(?:system prompt|instructions|hidden prompt|initial prompt)\\b[^.!?\\n]{0,20}?\\b(?:print|output|show|display|reveal|repeat|recite|leak) (?:it|them)\\b`,
  ),
];
