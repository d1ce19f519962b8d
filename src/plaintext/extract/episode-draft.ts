/** An episode's record: its turns as sources, its most telling words, and a text made of sentences that were said. */
import type { RecordDraft } from '../../kernel/record.ts';
import type { EpisodeData } from '../../kernel/record-data.ts';
import type { Turn } from '../../kernel/turn.ts';
import { dateText } from './calendar.ts';
import { blankCode, splitSentences } from './sentences.ts';
import { wordsOf } from './words.ts';

const topicWords = 6;

/** The draft for consecutive turns (at least one) cut for the reason `boundary`. */
export function episodeDraft(turns: readonly Turn[], boundary: EpisodeData['boundary']): RecordDraft {
  const first = turns[0];
  const last = turns.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('an episode needs a turn');
  const texts = turns.map((turn) => blankCode(turn.text).slice(0, 4_000));
  const topic = tellingWords(texts);
  const speakers = [
    ...new Set(turns.map((turn) => turn.speaker ?? (turn.role === 'user' ? 'the user' : `the ${turn.role}`))),
  ];
  const date = dateText(first.at, 'day', first.zone);
  const head = `${date}: ${speakers.slice(0, 3).join(' and ')} about ${topic.join(', ') || 'nothing in particular'}.`;
  const session = first.scope.session;
  const data: EpisodeData = {
    firstSeq: first.seq,
    lastSeq: last.seq,
    turns: turns.length,
    topic,
    boundary,
    ...(session === undefined ? {} : { session }),
  };
  return {
    kind: 'episode',
    text: [head, ...quotes(turns, texts, new Set(topic))].join(' '),
    data,
    scope: first.scope,
    sources: turns.map((turn) => turn.id),
    valid: { from: first.at, to: Math.max(...turns.map((turn) => turn.at)) + 1 },
    confidence: 1,
    importance: 0.4,
    trust: Math.min(...turns.map((turn) => turn.trust)),
  };
}

/** Words by how often and in how many turns they occur; ties in order of first use. */
function tellingWords(texts: readonly string[]): string[] {
  const scores = new Map<string, number>();
  for (const text of texts) {
    const words = wordsOf(text);
    const seen = new Set<string>();
    for (const word of words) {
      if (/^\d+$/.test(word)) continue;
      scores.set(word, (scores.get(word) ?? 0) + 1 / Math.sqrt(words.length) + (seen.has(word) ? 0 : 1));
      seen.add(word);
    }
  }
  return [...scores]
    .sort((a, b) => b[1] - a[1])
    .slice(0, topicWords)
    .map(([word]) => word);
}

/** The two sentences that hold most topic words, in the order said, at most 160 characters each; never of marked turns. */
function quotes(turns: readonly Turn[], texts: readonly string[], topic: ReadonlySet<string>): string[] {
  const candidates: { readonly text: string; readonly score: number; readonly order: number }[] = [];
  texts.forEach((text, index) => {
    const turn = turns[index];
    if (
      turn === undefined ||
      turn.marks.some((mark) => mark === 'instruction' || mark === 'recalled' || mark === 'noise')
    )
      return;
    for (const span of splitSentences(text).slice(0, 12)) {
      const said = text.slice(span.start, span.end).replace(/\s+/g, ' ');
      if (said.length < 20 || said.length > 160) continue;
      const words = new Set(wordsOf(said));
      let hits = 0;
      for (const word of words) if (topic.has(word)) hits++;
      if (hits > 0)
        candidates.push({
          text: `${turn.speaker ?? turn.role}: ${said}`,
          score: hits / Math.sqrt(words.size + 2),
          order: candidates.length,
        });
    }
  });
  return candidates
    .sort((a, b) => b.score - a.score || a.order - b.order)
    .slice(0, 2)
    .sort((a, b) => a.order - b.order)
    .map((one) => one.text);
}
