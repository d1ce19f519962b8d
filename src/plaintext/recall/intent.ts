/** What a question wants and what its answer is, by rules over its wording. */
import type { AnswerType, Intent } from './types.ts';

/** Tried in order; the first match wins. */
const intents: readonly (readonly [Intent, RegExp])[] = [
  [
    'summary',
    /\b(?:summar(?:y|ies|i[sz]e)|overview|recap|sum up|the gist|how (?:has|have|did) .{3,80}\b(?:progress|evolv|develop)\w*)/i,
  ],
  [
    'order',
    /\b(?:(?:in|the|what|which|chronological|right) (?:order|sequence)|chronolog\w+|timeline|which (?:came|happened|was) (?:first|last|earlier|later)|order of (?:events|the))\b|顺序|順番/i,
  ],
  [
    'instruction',
    /\bwhat (?:did|have) i (?:ask|told?|tell|instruct)\w* you (?:to|not)\b|\b(?:my|standing) (?:instructions?|rules)\b/i,
  ],
  ['count', /\b(?:how (?:many|often|much)|number of|count of|in total|how frequently)\b|几个|多少|いくつ|何回/i],
  [
    'comparison',
    /\b(?:compare[ds]?|comparison|difference between|versus|vs\.?|(?:more|less|better|worse|higher|lower|longer|shorter|faster|cheaper) than)\b/i,
  ],
  [
    'preference',
    /\b(?:(?:i|we|he|she|they|[A-Z]\w+) (?:like|likes|prefer|prefers|enjoy|enjoys|love|loves|hate|hates|dislike|dislikes) (?:best|most|more|to)?|favou?rite|preferences?|prefer(?:red|s)?)\b|喜欢|好き/i,
  ],
  [
    'history',
    /\b(?:used to|previously|originally|initially|before (?:that|this|then)|in the past|over time|changed?|how did .{3,60} change|former(?:ly)?)\b/i,
  ],
  ['validity', /\b(?:still|current(?:ly)?|right now|at the moment|these days|latest|most recent|up to date|as of)\b/i],
  [
    'advice',
    /\b(?:suggest(?:ions?)?|recommend(?:ations?)?|advice|advise|tips|ideas?|should i|(?:can|could|would|will) you|help me|how (?:do|can|should|could|would|might) (?:i|you|we)|how to|what(?:'s| is| are) (?:the |some |a )?(?:best|good|common|typical|ways?|steps?|options?)|any (?:ideas|tips|thoughts)|what would|i'm (?:planning|looking|working|trying|thinking|applying|updating|preparing)|i want to|i need to|explain)\b/i,
  ],
  [
    'yes-no',
    /^(?:have|has|had|did|do|does|is|are|was|were|am|can|could|will|would|should)\b(?! you (?:please )?(?:tell|share|remind|show|give|list|explain|provide|help|walk|recall|say|describe))/i,
  ],
];

const answers: readonly (readonly [AnswerType, RegExp])[] = [
  ['duration', /\bhow (?:long|many (?:days|weeks|months|years|hours|minutes))\b|多久|どのくらい/i],
  [
    'number',
    /\bhow (?:many|much|often|old|far|tall|big)\b|\b(?:what|which) (?:number|percentage|percent|price|cost|amount|age|score|size)\b|多少|几/i,
  ],
  [
    'time',
    /\b(?:when|what (?:time|date|day|month|year)|which (?:day|date|month|year|week)|on which days?)\b|什么时候|いつ|언제/i,
  ],
  ['person', /\b(?:who|whom|whose)\b|谁|誰|누구/i],
  [
    'place',
    /\b(?:where|which (?:city|country|place|town|state|location)|what (?:city|country|place|town|state|location))\b|哪里|どこ|어디/i,
  ],
  ['reason', /\b(?:why|what (?:reason|caused|made)|how come)\b|为什么|なぜ|왜/i],
  ['list', /\b(?:which .{2,40}s\b.{0,40}\bare|what (?:are|were)|list|name (?:all|two|three|the)|all (?:the|of))\b/i],
];

/** Asks what happened or was said, even where it sounds like a request ("can you tell me what I ..."). */
const retold =
  /\bdid\b|\b(?:have|had|has) (?:i|you|we|he|she|they)\b|\b(?:can|could|would|will) you (?:please )?(?:tell|remind|share|recall|say)\b.*\b(?:i|my|we|our|me)\b/i;

/** The intent and the answer type of a question. */
export function classifyQuestion(text: string): { readonly intent: Intent; readonly answerType: AnswerType } {
  const past = retold.test(text);
  const intent = intents.find(([name, pattern]) => !(name === 'advice' && past) && pattern.test(text))?.[0] ?? 'fact';
  const stated = answers.find(([, pattern]) => pattern.test(text))?.[0];
  return { intent, answerType: stated ?? (intent === 'yes-no' ? 'boolean' : intent === 'count' ? 'number' : 'thing') };
}
