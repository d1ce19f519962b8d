/** Text that tries to instruct whoever reads it: orders to drop instructions, imitated system prompts, tool calls and hidden-prompt requests. */

type Signal = { readonly name: string; readonly pattern: RegExp };

const overrides: readonly Signal[] = [
  {
    name: 'override',
    pattern:
      /\b(?:ignore|disregard|forget|override|bypass|skip)\s+(?:all\s+|any\s+|every\s+|the\s+|your\s+|my\s+|of\s+|these\s+|those\s+)*(?:previous|prior|above|earlier|preceding|existing|original|system|safety|foregoing)\s+(?:\w+\s+){0,2}(?:instructions?|prompts?|rules?|messages?|guidelines?|directions?|context|polic(?:y|ies))/i,
  },
  {
    name: 'override',
    pattern:
      /\b(?:ignore|disregard|forget)\s+(?:everything|all|anything)\s+(?:above|before|you (?:were|have been) told|that (?:was|came) (?:said )?before|previously|prior)/i,
  },
  {
    name: 'override',
    pattern:
      /\bdo not (?:follow|obey|listen to)\s+(?:the\s+|your\s+|any\s+)*(?:system|previous|developer|original|safety)\b/i,
  },
  {
    name: 'prompt-request',
    pattern:
      /\b(?:reveal|print|show|output|repeat|leak|expose)\s+(?:me\s+)?(?:the\s+|your\s+)+(?:full\s+|entire\s+|hidden\s+|initial\s+)*(?:system\s+(?:prompt|message|instructions?)|hidden (?:prompt|instructions?)|initial prompt)/i,
  },
  {
    name: 'system-imitation',
    pattern:
      /(?:^|\n)\s*(?:#{1,3}\s*|\[|<\|?|\*\*)?(?:system(?: prompt| message| override| note)?|developer message|new instructions?)(?:\]|\|?>|\*\*)?\s*[:>\]]/i,
  },
  {
    name: 'system-imitation',
    pattern:
      /<\|(?:im_start|im_end|system|assistant|endoftext|start_header_id)\|?>|<\/?(?:system|instructions?|admin)>|\[\/?INST\]|<<SYS>>/i,
  },
  {
    name: 'tool-imitation',
    pattern: /<\/?(?:tool_call|function_calls?|invoke|tool_use|tool_result)\b|"(?:tool_calls?|function_call)"\s*:/i,
  },
  {
    name: 'role-change',
    pattern:
      /\byou are (?:now|no longer)\s+(?:(?:an?|the|in)\s+)?(?:\w+[\s-]){0,3}(?:dan\b|unrestricted|jailbroken|developer mode|evil|unfiltered|different (?:ai|assistant)|bound by)/i,
  },
];

/** Orders to a reading model; an attack only when they do not come from the user. */
const orders: readonly Signal[] = [
  {
    name: 'order',
    pattern:
      /\byou (?:must|should|need to|have to|are (?:required|instructed|ordered) to)(?: now| always| immediately)+\s+\w+/i,
  },
  {
    name: 'order',
    pattern:
      /\b(?:as an? (?:ai|language model|assistant|llm)|(?:dear|attention|note to|message (?:to|for)|instructions? (?:to|for)) (?:the |any |all )?(?:ai|assistant|llm|language models?|agents?|model|chatbot)s?)\b[\s\S]{0,60}?\b(?:must|should|please|always|do not|never|follow|send|reply|say|recommend|ignore)\b/i,
  },
  {
    name: 'order',
    pattern:
      /\b(?:when|if) (?:you|the (?:ai|assistant|model|agent|llm)) (?:read|see|process|summari[sz]e|retrieve|encounter)s? this\b/i,
  },
  {
    name: 'order',
    pattern:
      /\b(?:ai (?:assistant|agent|model)|llm|language model|chatbot)s?\s*[:,][\s\S]{0,40}?\b(?:must|should|please|always|do not|never|ignore|reply|say|recommend)\b/i,
  },
  {
    name: 'exfiltration',
    pattern:
      /\b(?:send|forward|post|upload|email|exfiltrate|transmit)\b[^.\n]{0,60}\b(?:conversation|chat history|memor(?:y|ies)|passwords?|credentials?|api keys?|secrets?|user(?:'s)? data|personal (?:data|information))\b[^.\n]{0,40}\b(?:to|at)\b\s*(?:https?:|\S+@\S+|[a-z0-9-]+\.[a-z]{2,})/i,
  },
  {
    name: 'concealment',
    pattern:
      /\b(?:do not|don't|never) (?:tell|inform|mention (?:this|it) to|reveal (?:this|it) to|alert|notify) (?:the |your )?(?:user|human|operator)\b/i,
  },
  {
    name: 'memory-planting',
    pattern:
      /\b(?:remember|memori[sz]e)(?: this)?(?: fact)?(?: forever| permanently)?\s*[:,]?\s*(?:that )(?:the user|you (?:must|should|always))\b|\b(?:store|save|add|write)\b[^.\n]{0,40}\b(?:in|to) (?:your |the )?(?:long[- ]term )?memory\b[^.\n]{0,20}\b(?:the user|you (?:must|should|always))\b/i,
  },
  {
    name: 'order',
    pattern:
      /\b(?:from now on|henceforth|going forward|starting now),?\s+(?:you\b|always|never|respond|reply|answer|act|ignore|recommend|only)/i,
  },
];

const gate =
  /ignore|\bai\b|llm|language model|chatbot|disregard|forget|override|bypass|skip|system|instruction|you (?:must|should|need|have to|are)|<\||<\/?(?:tool|func|invoke|admin)|\[\/?INST|tool_call|function_call|as an? (?:ai|language|assistant|llm)|dear|attention|note to|message (?:to|for)|read this|see this|process this|this\b|send|forward|upload|email|post|tell|inform|alert|notify|remember|memori|store|save|from now on|henceforth|going forward|reveal|print|do not|don't|never/i;

/** Names of the signals found, without duplicates; empty when the text instructs nobody. */
export function findInjection(text: string, from: { readonly byUser: boolean }): string[] {
  if (!gate.test(text)) return [];
  const names = new Set<string>();
  for (const { name, pattern } of overrides) if (pattern.test(text)) names.add(name);
  if (!from.byUser) for (const { name, pattern } of orders) if (pattern.test(text)) names.add(name);
  return [...names];
}

/**
 * Like {@link findInjection}, but a user's own words and what a user quotes (block quotes, quotation marks over
 * 40 characters, fences) are judged apart: a quoted part is somebody else's text.
 */
export function findInjectionByUser(text: string): string[] {
  const quoted = (
    text.match(/```[\s\S]*?```|(?:^|\n)>[^\n]+|["“][^"”]{40,}["”]|<(document|article|email|webpage)>[\s\S]*?<\/\1>/g) ??
    []
  ).join('\n');
  const own = findInjection(text, { byUser: true });
  return quoted === '' ? own : [...new Set([...own, ...findInjection(quoted, { byUser: false })])];
}
