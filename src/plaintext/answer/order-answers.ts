/** Questions answered by standing orders told in the evidence: how something should be done, and whether it should. */
import type { Candidate } from './evidence-sentences.ts';
import type { QuestionFrame } from './question-frame.ts';
import { type Found, stated } from './reading.ts';

const asksOrder =
  /^(?:how|what|which) (?:\p{L}+ )?should\b|^(?:how|what) should\b|^should (?:I|you|we|the assistant)\b|\brules?\b.*\bfor\b/iu;
const order =
  /\b(?:always|never|from now on|whenever (?:I|you)|when(?:ever)? I (?:say|ask|mention)|every time|house rules?|rules? for|please (?:do not|always|never|call|use|keep)|do not (?:ever|use|bring|mention|give|call)|no \w+ in your (?:replies|answers))\b/i;
const withdrawn =
  /\b(?:you (?:can|may) (?:now )?(?:stop|drop|leave out|skip|forget)|(?:no longer|do not) need (?:to|the|you)|no more \w+|stop (?:with|giving|adding|using|doing|putting|sending|saying)|forget (?:the|that|my) rule|that rule is (?:off|over))\b/i;
const generic: ReadonlySet<string> = new Set([
  'write',
  'add',
  'give',
  'us',
  'do',
  'be',
  'make',
  'answer',
  'format',
  'put',
  'sai',
]);

/** True for questions about how the assistant is to do something. */
export function asksForOrder(frame: QuestionFrame): boolean {
  return asksOrder.test(frame.text) || asksOrder.test(frame.original);
}

/** The order about the topic, or that it was withdrawn; the newest word holds. Undefined where none matches. */
export function standingOrder(frame: QuestionFrame, candidates: readonly Candidate[]): Found | undefined {
  const topic = frame.terms.filter((term) => !generic.has(term));
  if (topic.length === 0) return undefined;
  const covers = (one: Candidate): number => topic.filter((term) => one.terms.has(term)).length / topic.length;
  const least = topic.length <= 2 ? 0.5 : 0.6;
  const fitting = candidates.filter(
    (one) =>
      !one.asks &&
      one.evidence.role !== 'assistant' &&
      (order.test(one.text) || withdrawn.test(one.text)) &&
      covers(one) >= least,
  );
  const newest = fitting.reduce<Candidate | undefined>(
    (a, b) =>
      a === undefined ||
      b.evidence.hit.at > a.evidence.hit.at ||
      (b.evidence.hit.at === a.evidence.hit.at && covers(b) > covers(a))
        ? b
        : a,
    undefined,
  );
  if (newest === undefined) return undefined;
  const ended = withdrawn.test(newest.text) && !order.test(newest.text);
  if (frame.gap === 'yes-no')
    return {
      ...stated(ended ? 'No' : 'Yes', newest),
      explanation: ended ? 'that instruction was withdrawn later' : 'a standing instruction says so',
    };
  if (ended) return undefined;
  const told = /\brules?\b[^:]*:\s*(?<what>.+)$/i.exec(newest.text)?.groups?.['what'] ?? newest.text;
  return { ...stated(told.replace(/[.!]+$/, ''), newest), explanation: 'a standing instruction says so' };
}
