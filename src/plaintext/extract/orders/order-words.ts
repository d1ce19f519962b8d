/** Parts of patterns of orders to a reader: who reads, for whom, and what readers have and do. */

/** Who reads for a person. */
export const reader: string =
  '(?:ais?|llms?|gpts?|chat ?gpt|claude|gemini|copilots?|(?:large )?language[ -]models?|chat ?bots?|(?:(?:ai|artificial)[ -](?:assistants?|agents?|models?|systems?|readers?|helpers?|bots?|intelligences?|summari[sz]ers?|tools?)|(?:virtual|digital|automated|automatic|intelligent|autonomous)[ -](?:assistants?|agents?|readers?|summari[sz]ers?)))';
/** Words that also mean people and things. */
export const looseReader: string = `(?:${reader}|assistants?|agents?|models?|bots?|machines?|summari[sz]ers?|crawlers?|scrapers?)`;
export const person: string =
  '(?:(?:the|your|this|that|any|every|each|all|our|a) (?:current |end |human |own )?(?:users?|humans?|owners?|operators?|principals?|person you (?:work|act|read|answer|speak) for|account holder))';
export const whose: string =
  "(?:the|your|this|their|his|her) (?:users?|humans?|owners?|operators?|account holder|person you (?:work|act) for)(?:'s|’s|s')";
export const oblige: string =
  '(?:must|should|shall|need(?:s)? to|ha(?:ve|s) to|ought to|(?:are|is) (?:now |hereby |kindly )?(?:to|(?:required|instructed|ordered|obliged|asked|requested|expected|told|supposed|directed|authori[sz]ed|commanded) (?:now |hereby |always )?to)|will (?:now|always|never|only))';
/** What opens an order: the beginning of a clause, or a word that obliges. */
export const opens: string = `(?:^|[,;:–—(>*"'“”‘’-]\\s*|\\b(?:please|kindly|now|then|and|also|just|instead|always|never|only|simply|immediately|first|next|silently|secretly|quietly|you|${oblige})\\s+)`;
export const gap = (words: number): string => `(?:[\\w'’-]+[\\s,]+){0,${words}}?`;

export const rules: string =
  '(?:instructions?|prompts?|rules?|guidelines?|guide ?rails?|guardrails?|directives?|directions|orders|polic(?:y|ies)|restrictions?|constraints?|limitations?|safeguards?|safety (?:settings|checks|measures|training)|(?:content |safety )?filters?|programming|training|commands?|system messages?|configuration|persona|briefing|messages|context)';
export const drop: string =
  "(?:ignor(?:e|ing)|disregard(?:ing)?|forget|overrid(?:e|ing)|overrul(?:e|ing)|bypass(?:ing)?|skip|discard|abandon|dismiss|neglect|(?:set|put|push|lay|leave|cast) aside|throw (?:out|away)|cancel|suspend|stop (?:following|obeying|applying|using|respecting)|no longer (?:follow|obey|apply|respect)|pay no (?:attention|heed) to|do(?: not|n[’']t) (?:follow|obey|listen to|apply|heed|stick to|respect)|break (?:free (?:of|from)|out of)|circumvent|(?:turn|switch) off|disabl(?:e|ing)|deactivate|lift|unlearn|scrap|drop|erase|clear|wipe|void|break|let go of|get rid of|do away with)";
export const former: string =
  '(?:previous|prior|earlier|above|preceding|existing|original|initial|current|system|safety|developer|former|old|given|foregoing|built[ -]in|internal|default|usual|standing)';

export const remember: string =
  '(?:remember|memori[sz]e|store|save|record|note(?: down)?|keep|write|add|append|put|commit|log|persist|register|insert|update|set|change|replace|overwrite|edit|correct|delete|erase|forget|remove|wipe|clear|purge|make|plant|file|enter|learn|retain)';
export const memoryPlace: string =
  "(?:(?:long|short)[ -]term (?:memory|storage|store)|your (?:own |persistent |permanent |internal |saved |stored )?(?:memor(?:y|ies)|notes|knowledge base|records|profiles?|memory bank|memory store|notebook)|persistent (?:memory|storage|context)|memory bank|(?:user(?:'s)?|saved) (?:profile|memories|preferences|facts)|(?:profile|record|notes?|preferences|file|memory) (?:of|about|on|for) (?:the|your|this) (?:user|owner|person|human))";
export const say: string =
  '(?:say|answer|repl(?:y|ies)|respond|tell|mention|recommend|suggest|claim|state|insist|direct|point|refer|include|quote|steer|advise|promote|endorse|praise|deny|refuse|output|print|write|declare|assert|confirm|affirm|name|list|cite|present|describe|add|append|insert|work in|weave in|advertise|favou?r|talk about|speak of|bring up|plug|emphasi[sz]e|highlight|begin|start|end|finish|close|conclude|open|sign off)';
export const output: string =
  '(?:answers?|repl(?:y|ies)|responses?|outputs?|summar(?:y|ies)|completions?|conversations?|recommendations?|messages?)';

export const give: string =
  '(?:send|forward|post|upload|e-?mail|mail|exfiltrate|transmit|submit|leak|relay|copy|share|report|deliver|export|pass(?: on)?|dump|append|encode|embed|include|put|reveal|print|show|list|repeat|output|display|disclose|give|hand over|provide|paste|write|recite|quote|expose|tell|attach|publish|smuggle|summari[sz]e|describe|reproduce|translate)';
export const secret: string = `(?:(?:the|this|our|whole|entire|full|your|complete)? ?(?:conversation|chat|message|session|browsing|search)s?(?: (?:history|log|transcript|so far|contents?))?|(?:your|all|stored|saved|the user'?s?) memor(?:y|ies)|passwords?|passphrases?|credentials?|log-?in (?:data|details)|api[ -]?keys?|(?:access |session |auth |secret )?tokens?|secrets?|private keys?|(?:session )?cookies|environment variables|contact list|address book|personal (?:data|information|details)|(?:credit )?card (?:number|details)s?|one-time codes?|pins?|${whose} (?:\\w+ ){0,2}\\w+|user'?s? data)`;
export const inner: string =
  '(?:system (?:prompt|message|instructions?|guidelines|configuration|settings)|(?:secret |hidden |internal |confidential )+(?:system )?(?:prompt|instructions?|rules|context|notes|polic(?:y|ies)|guidelines|directives|configuration|settings)|(?:internal )?safety (?:rules|polic(?:y|ies)|guidelines|systems)|instruction set|(?:rules|policies|guidelines|instructions|text) (?:that )?(?:restricts?|limits?|governs?|guides?|controls?) your|(?:rules|policies|guidelines|instructions|text|anything|everything|information) (?:that )?you (?:are|were|have been) (?:instructed|told|asked|given|configured|ordered)|initial (?:prompt|instructions?)|your (?:own |full |entire |complete |exact |original |initial |secret |internal |hidden )*(?:instructions|prompt|configuration|rules|guidelines)|(?:everything|all|anything|whatever|what) (?:that )?you (?:know|remember|have (?:stored|saved|learned)|were told|hold) (?:about|of|on|by))';
