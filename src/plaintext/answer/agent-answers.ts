/** What "who made it" and "what was her blood pressure" need in the evidence before an answer may be read from it. */
import type { Candidate } from './evidence-sentences.ts';
import type { QuestionFrame } from './question-frame.ts';
import type { Found } from './reading.ts';
import { matchTerm, matchTerms } from './words.ts';

const agentQuestion =
  /^who (?:(?:has|have|had) )?(?<verb>made|built|wrote|designed|baked|sewed|knitted|painted|created|cooked|bought|gave|repaired|fixed|mended|took|drove|planned|organi[sz]ed|recommended|sold|found|invented|composed|directed|taught|paid|broke|stole|won|sent|booked|officiated|photographed|delivered)\b(?<rest>[^?]*)/i;
/** Acts that answer for the asked one. */
const acts: Readonly<Record<string, string>> = {
  made: 'sew sewed sewn stitch knit knitted build built design designed bake baked create craft tailor produce cook crochet',
  built: 'make construct assemble',
  repaired: 'mend mended fix restore',
  mended: 'repair fix restore',
  fixed: 'repair mend',
  gave: 'receive got present gift hand',
  bought: 'pay get order',
};
const measures =
  /\b(?:pressure|weight|height|temperature|pulse|rate|level|score|salary|income|wage|rent|price|cost|address|password|pin|code|number|grade|size|dose|dosage|mileage|balance|budget|iban|postcode)s?\b/i;
const measured =
  /^what (?:is|was|were|are) (?:[\p{L} ]+'s|my|his|her|their|your|our|the) (?<noun>[\p{L} -]+?)(?: (?:at|in|on|when|during|after|before|for|last|this|of|now|from|with)\b.*)?\??$/iu;

/** A reason against an answer to a question for an agent or a measured thing; undefined when nothing speaks against it. */
export function lacksEvidence(frame: QuestionFrame, found: Found): string | undefined {
  const source = found.candidates[0];
  if (source === undefined) return undefined;
  const agent = agentQuestion.exec(frame.text)?.groups;
  if (agent !== undefined) {
    const verb = agent['verb'] ?? '';
    const wanted = new Set([verb, ...(acts[verb.toLowerCase()] ?? '').split(' ')].filter(Boolean).map(matchTerm));
    const near = nearTerms(source);
    const does = [...wanted].some((term) => source.terms.has(term)) || source.verbSupport > 0;
    const objects = matchTerms((agent['rest'] ?? '').replace(/\b(?:for|at|in|on|to|with|from)\b.*$/i, '')).filter(
      (term) => frame.terms.includes(term) && !frame.names.has(term),
    );
    const head = objects.at(-1);
    if (!does || (head !== undefined && !near.has(head))) return 'memory does not say who did that';
  }
  const noun = measured.exec(frame.text)?.groups?.['noun'];
  if (noun !== undefined && measures.test(noun)) {
    const near = nearTerms(source);
    if (matchTerms(noun).some((term) => frame.terms.includes(term) && !near.has(term)))
      return 'memory names no such value';
  }
  return undefined;
}

/** Terms of the turn and of the one that it replies to. */
function nearTerms({ evidence }: Candidate): ReadonlySet<string> {
  return new Set([...matchTerms(evidence.hit.text), ...matchTerms(evidence.before ?? '')]);
}
