/** What a question wants of a course of values, whatever the values are of: the last, one further back, all in order, how many. */

export type AskedTime =
  | { readonly family: 'current' }
  | { readonly family: 'historical'; readonly steps: number }
  | { readonly family: 'first' }
  | { readonly family: 'ordering'; readonly reversed: boolean }
  | { readonly family: 'counting'; readonly distinct: boolean };

const words = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
const ordinals = 'zeroth first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');
const number = new RegExp(
  `(?<![\\w.,/:$€£#-])(\\d{1,3}|${words.slice(1).join('|')}|a couple(?: of)?|once|twice)(?![\\w/:%-]|[.,]\\d)`,
  'gi',
);

/** Happenings, as they are counted. */
const happening =
  'times?|changes?|moves?|switch(?:es)?|swaps?|edits?|revisions?|updates?|commits?|hand-?overs?|hand-?offs?|corrections?|replacements?|transfers?|shifts?|amendments?|adjustments?|renames?|rewrites?|relocations?|transitions?|alterations?|modifications?|bumps?|turnovers?|turns?|hops?|jumps?|exchanges?|trades?|substitutions?|promotions?|reassignments?|occasions?|steps?|stages?|patch(?:es)?|versions? bumps?|tweaks?';
const counted = new RegExp(
  `\\bhow (?:many (?:[\\w'’-]+ ){0,3}?(?:${happening})\\b|often\\b|frequently\\b)|\\b(?:number|count|tally|total) of (?:[\\w'’-]+ ){0,3}?(?:${happening})\\b|\\bcount (?:up )?(?:the |all |every |how )|\\bwhat(?:'s| is) the (?:total|tally|count)\\b`,
  'i',
);
const countedValues =
  /\bhow many (?:(?:different|distinct|separate|unique|various) [\w'’-]+|(?:[\w'’-]+ ){1,3}?(?:has|have|had|did) .*\b(?:had|been|gone through|gone|held|used|seen|tried|worked|lived|served|got through|stayed|owned|played|carried|known)\b)|\b(?:number|count) of (?:different|distinct|separate|unique) /i;
const distinctly = /\b(?:different|distinct|separate|unique|various)\b/i;

const back =
  /\b(?:ago|back|backwards?|before|earlier|prior|previous(?:ly)?|preceding|rewind|undo|revert|roll(?:ed|ing)? back|step(?:s|ping)? back|last|past|since|older|behind|removed|used to|then|previous)\b/i;
const inOrder =
  /\b(?:^(?:what|which) order\b|in (?:the |their |its )?(?:\w+ )?(?:order|sequence|turn|succession)|in (?:what|which) (?:order|sequence)|order(?:ed)? (?:of|by|in which)|sequence of|chronolog\w*|(?:oldest|earliest|first|start|beginning|original|initial)(?: \w+)? (?:first|to (?:the )?(?:last|latest|newest|most recent|current|present|end|now|today|finish))|from (?:the )?(?:first|oldest|earliest|start|beginning|original|initial|very first)(?: \w+)? (?:to|on|through|until|up)|(?:latest|newest|last) (?:first|to (?:the )?(?:first|oldest|earliest))|most recent first|one (?:after|by) (?:the )?(?:other|another|one)|time-?line|history of|full history|successi(?:ve|on)|all (?:of )?(?:the|its|his|her|their)\b|walk (?:me )?through|go through|run (?:me )?through|trace|recount|enumerate|line up|put .* in order|every \w+ (?:that |which )?.*(?:has|had|was|ever)|as time went|over time|line of|string of|order of time)/i;
const listed =
  /^(?:please )?(?:list|name|give|show|tell|write|spell out|set out|lay out|recite|enumerate)\b.*\b(?:all|every|each|series|succession|sequence|order|[\w'’-]{3,}s)\b/i;
/** Asks for the newest first. */
export const reversedOrder: RegExp =
  /\b(?:latest|newest|last|most recent|current)(?: \w+)? (?:first\b|to (?:the )?(?:first|oldest|earliest))|\breverse\b|\bbackwards\b|\bmost recent first\b/i;
const firstOne =
  /\b(?:first|original(?:ly)?|initial(?:ly)?|earliest|oldest|at the (?:start|outset|beginning)|to begin with|to start with|in the beginning|start(?:ed)? (?:out|off)|begin with|very first|at first)\b/i;
const oneBack =
  /\b(?:previous(?:ly)?|former(?:ly)?|prior|preceding|penultimate|second[- ](?:to[- ])?last|last but one|next to last|used to|earlier|predecessor|just before|right before|immediately before|before (?:the |its |his |her |their )?(?:latest|last|current|present|most recent|newest|that|this|now|it changed)|beforehand)\b/i;

/** Number that a question counts back by; the entity's own digits are to be taken out before. */
export function stepsIn(question: string): number | undefined {
  const lower = question.toLowerCase();
  const nth = new RegExp(
    `\\b(${ordinals.slice(2).join('|')}|\\d+(?:nd|rd|th))[- ](?:to[- ])?(?:from (?:the )?)?(?:last|latest|newest|most recent|end)\\b`,
  ).exec(lower)?.[1];
  if (nth !== undefined) return (/^\d/.test(nth) ? Number.parseInt(nth, 10) : ordinals.indexOf(nth)) - 1;
  for (const match of lower.matchAll(number)) {
    const word = match[1] as string;
    const rest = lower.slice(match.index + word.length);
    if (
      word === 'one' &&
      (/^ (?:after|by) /.test(rest) ||
        /(?:which|that|the|this|last|first|latest|but|current|present) $/.test(lower.slice(0, match.index)))
    )
      continue;
    if (word === 'once' && !/^ removed/.test(rest)) continue;
    const value = /^\d/.test(word)
      ? Number(word)
      : word === 'twice' || word.startsWith('a couple')
        ? 2
        : word === 'once'
          ? 1
          : words.indexOf(word);
    if (value > 0) return value;
  }
  return undefined;
}

/** What is asked, by rules; `question` without the name of whom it is about. */
export function ruledTime(question: string): AskedTime {
  const often = /\bhow (?:many times|often|frequently)\b/i.test(question);
  const steps = stepsIn(question);
  if (steps !== undefined && !often && (back.test(question) || /\b(?:was|were|did|had)\b/i.test(question)))
    return { family: 'historical', steps };
  if (often || counted.test(question)) return { family: 'counting', distinct: distinctly.test(question) };
  if (countedValues.test(question)) return { family: 'counting', distinct: true };
  if (inOrder.test(question) || listed.test(question))
    return { family: 'ordering', reversed: reversedOrder.test(question) };
  if (oneBack.test(question)) return { family: 'historical', steps: 1 };
  if (firstOne.test(question)) return { family: 'first' };
  return { family: 'current' };
}
