/** The clause that gives a reason: after "because", "since", "so that", "to", or the sentence that follows. */
import type { Candidate } from './evidence-sentences.ts';
import type { QuestionFrame } from './question-frame.ts';

export type Reason = { readonly text: string; readonly score: number; readonly candidate: Candidate };

const marks: readonly (readonly [RegExp, number])[] = [
  [/\b(?:because of|due to|thanks to|as a result of)\s+([^.;!?]{3,120})/i, 0.7],
  [/\b(?:because|'cause|cuz)\s+([^.;!?]{3,120})/i, 0.7],
  [/\b(?:so that|so i could|so i can|so we could|so we can)\s+([^.;!?]{3,100})/i, 0.5],
  [/\b(?:the reason (?:is|was)|reason being|inspired by|motivated by)\s+(?:that )?([^.;!?]{3,120})/i, 0.6],
  [/(?:,|\b)(?:since|as)\s+((?:i|it|they|he|she|we|my|our|the)\b[^.;!?]{3,100})/i, 0.35],
  [/\b(?:in order )?(to (?!the\b|a\b|an\b|my\b|our\b|me\b|you\b|be honest)[a-z]+ [^.;!?,]{3,80})/, 0.25],
  [/\b(?:inspired|motivated|made|pushed|encouraged|led|drove) me (?:to )?([^.;!?]{3,80})/i, 0.2],
];

/** Stated reasons, best first. */
export function reasonAnswers(frame: QuestionFrame, candidates: readonly Candidate[]): Reason[] {
  const found: Reason[] = [];
  for (const candidate of candidates) {
    if (candidate.asks) continue;
    for (const [pattern, bonus] of marks) {
      const match = pattern.exec(candidate.text);
      if (match?.[1] === undefined) continue;
      const mostWords = 14;
      const text = match[1]
        .split(/,\s+(?:and|but|so)\b|\s+(?:but|so)\s+(?:i|we|it)\b/i)[0]
        ?.split(/\s+/)
        .slice(0, mostWords)
        .join(' ')
        .replace(/^(?:i|we|it|they|my)\s+(?=(?:is|was|am|are)\b)/i, '')
        .replace(/[\s,]+$/, '');
      if (text !== undefined && text.length > 3) found.push({ text, score: 2 * candidate.score + bonus, candidate });
    }
    if (candidate.reply === 'first' && asksWhy.test(candidate.asked ?? '')) {
      found.push({ text: clauseOf(candidate.text), score: 2 * candidate.score + 0.4, candidate });
    } else if (candidate.index > 0 && candidate.coverage < 0.4 && candidate.support >= 0.3) {
      found.push({ text: clauseOf(candidate.text), score: 2 * candidate.score - 0.1, candidate });
    }
    const subject = /^(?:what|who)/i.test(frame.text) ? subjectBefore(candidate) : undefined;
    if (subject !== undefined) found.push({ text: subject, score: 2 * candidate.score + 0.5, candidate });
  }
  return found.sort((a, b) => b.score - a.score);
}

const asksWhy =
  /\b(?:why|how come|what (?:made|gave|inspired|got|led|motivated|prompted|brought)|the reason)\b[^?]*\?/i;

/** The first clause of a sentence, without opening filler. */
function clauseOf(text: string): string {
  return (text.split(/[;!?.](?:\s|$)|,\s+(?:and|but)\s+(?:it|that|now)\b/)[0] ?? text)
    .replace(/^(?:well|honestly|yeah|oh|so|because|since|and|but)[,\s]+/i, '')
    .split(/\s+/)
    .slice(0, 16)
    .join(' ');
}

/** "My own journey inspired me to ...": what stands before the verb of moving somebody. */
function subjectBefore(candidate: Candidate): string | undefined {
  const match =
    /^(?:and |so |but |well, )?(.{3,60}?)\s+(?:has |have |really |just |also )*(?:inspired|motivated|prompted|made|encouraged|pushed|led|drove|caused)\b/i.exec(
      candidate.text,
    );
  const subject = match?.[1]?.trim().replace(/^(?:the|my|our)\s+/i, '');
  return subject === undefined || /^(?:i|it|that|this|they|we|he|she|you)$/i.test(subject) ? undefined : subject;
}
