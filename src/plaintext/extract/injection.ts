/** Text that tries to instruct whoever reads it: orders to drop instructions, imitated system prompts, tool calls and hidden-prompt requests. */

import { findOrders } from './orders/find-orders.ts';

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

const gate =
  /ignore|disregard|forget|override|bypass|skip|do not|system|instruction|developer message|you are (?:now|no longer)|<\||<\/?(?:tool|func|invoke|admin)|\[\/?INST|tool_call|function_call|reveal|print|show|output|repeat|leak|expose/i;

/** Names of the signals found, without duplicates; empty when the text instructs nobody. */
export function findInjection(text: string, from: { readonly byUser: boolean }): string[] {
  const names = new Set<string>();
  if (gate.test(text)) for (const { name, pattern } of overrides) if (pattern.test(text)) names.add(name);
  if (!from.byUser) for (const name of findOrders(text)) names.add(name);
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
