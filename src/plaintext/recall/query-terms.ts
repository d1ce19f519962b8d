/** The words of a question with the weight that they deserve before any index is asked. */
import { isStopWord } from '../index/stop-words.ts';
import { termOf, tokenize } from '../index/tokenize.ts';

export type QueryTerm = {
  readonly term: string;
  /** 1 for content words; less for words that glue, or that speak about the conversation instead of its content. */
  readonly weight: number;
};

/** Words about remembering and conversing: in a question to a memory they name the request, seldom the content. */
const aboutMemory: ReadonlySet<string> = new Set(
  (
    'brought bring mention mentioned discuss discussed discussion talk talked talking conversation conversations chat ' +
    'chats session sessions throughout aspects aspect different various list listed order ordered sequence walk ' +
    'summarize summary summarise comprehensive complete provide overview recap tell told remind remember recall said ' +
    'say says describe explain items item only question answer asked ask previous previously earlier during regarding ' +
    'related following specific particular certain including overall detailed give show topics topic things thing'
  )
    .split(' ')
    .map(termOf),
);
/** Measured on development chats: enough to break ties, too little to outvote a content word. */
const glueWeight = 0.08;
const aboutWeight = 0.3;

/** Sentences that say how to answer, not what about ("Mention ONLY five items", "Give it in the format ..."). */
const answerFormat =
  /(?:^|[.?!]\s+)(?:(?:please )?(?:give|answer|respond|reply|mention|write|return|use|state)\b[^.?!]*\b(?:only|format|words?|sentences?|e\.?g|ex:|json)[^?!]*)$/i;

/** Terms of a question in order, without duplicates. A glue word in capitals inside a sentence counts as a name. */
export function queryTerms(text: string): readonly QueryTerm[] {
  const found = new Map<string, number>();
  const asked = text.replace(answerFormat, '');
  tokenize(asked.length > 0 ? asked : text, 'query', (term, start) => {
    const first = text.charCodeAt(start);
    const named =
      first >= 65 && first <= 90 && start > 1 && /[a-z,]\s$/.test(text.slice(start - 2, start)) && term.length > 2;
    const weight = isStopWord(term) ? (named ? 0.8 : glueWeight) : aboutMemory.has(term) && !named ? aboutWeight : 1;
    found.set(term, Math.max(weight, found.get(term) ?? 0));
  });
  return [...found].map(([term, weight]) => ({ term, weight }));
}
