/** What the readers of answers remember of texts goes when something is erased. */
import { forgetSentences } from './evidence-sentences.ts';
import { forgetClauses } from './told-clauses.ts';
import { forgetWords } from './words.ts';

/** Lets go of all sentences, clauses and words that were read lately in this process. */
export function forgetRead(): void {
  forgetSentences();
  forgetClauses();
  forgetWords();
}
