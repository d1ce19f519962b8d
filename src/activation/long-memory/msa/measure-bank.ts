/** Measures a bank of fact documents: what is found, read from averages, read from text, followed and denied. */
import { withOpenTokens } from '../../../models/open-tokens.ts';
import { makeTransformer } from '../../../models/transformer.ts';
import { type ParameterTree, seededRandom } from '../../../tensor/index.ts';
import {
  askAbsent,
  askChained,
  askSingle,
  type ChainLink,
  factCorpus,
  followName,
  followUp,
} from '../../tasks/fact-documents.ts';
import { askBank, askInterleaved, type MatchedText } from './interleave.ts';
import { MemoryBank } from './memory-bank.ts';
import { tinyMsaConfig } from './train-msa.ts';

/** Shares of questions, each over `questions` of its kind. */
export type BankMeasures = {
  /** The document is among those routed to. */
  readonly found: number;
  /** Answered from averaged entries of the routed documents. */
  readonly pooled: number;
  /** Answered from the text of the two best documents alone. */
  readonly text: number;
  /** Chained questions answered by interleaving. */
  readonly chained: number;
  /** Questions about unknown keys answered by "absent". */
  readonly absent: number;
};

/**
 * Fills a bank with a fresh corpus and asks.
 *
 * @public read by the training recipe
 */
export function measureBank(options: {
  readonly parameters: ParameterTree;
  readonly chunk: number;
  readonly documents: number;
  readonly questions: number;
  readonly seed: string;
  /** Chains (default `bridge`) are not followed where they are `blank`. */
  readonly link?: ChainLink;
}): BankMeasures {
  const { parameters, chunk, documents, questions, link = 'bridge' } = options;
  const model = withOpenTokens(makeTransformer(tinyMsaConfig, parameters));
  const random = seededRandom(options.seed);
  const corpus = factCorpus(random, { documents, link });
  const bank = new MemoryBank({ model, chunk, topK: 4 });
  for (const document of corpus.documents) bank.add(document);
  const sums = { found: 0, pooled: 0, text: 0, chained: 0, absent: 0 };
  for (let n = 0; n < questions; n++) {
    const single = askSingle(random, corpus);
    const answer = askBank(bank, single.prompt, { routingTokens: 1 });
    if (answer.routed.includes(corpus.documents[single.documents[0]!]!.id)) sums.found++;
    if (answer.token === single.answer) sums.pooled++;
    const text = answer.routed.slice(0, 2);
    if (askBank(bank, single.prompt, { text, ids: [] }).token === single.answer) sums.text++;
    const chained = askChained(random, corpus);
    const next = (token: number, _: Int32Array, matched: MatchedText | undefined): Int32Array | undefined =>
      link === 'bridge' ? followUp(token) : followName(matched?.tokens);
    if (link !== 'blank' && askInterleaved(bank, chained.prompt, { next }).token === chained.answer) sums.chained++;
    const absent = askAbsent(random, corpus);
    if (askBank(bank, absent.prompt, { routingTokens: 1 }).token === absent.answer) sums.absent++;
  }
  return {
    found: sums.found / questions,
    pooled: sums.pooled / questions,
    text: sums.text / questions,
    chained: sums.chained / questions,
    absent: sums.absent / questions,
  };
}
