/**
 * Asking a bank once, and memory interleaving: an answer that names something to be looked up becomes the next question,
 * which is routed anew, until an answer is the end. So a chain through several documents is followed with a model that can
 * take one step.
 *
 * In the published loop the model says document ids and their text is put before the question, and says itself when it has
 * read enough; here every answer comes with the text of the chunk that the router found, and the caller decides what
 * it leads to. `askBank` with `text` puts original text before a question.
 */
import { argmax } from '../../../models/matrix.ts';
import type { AttachOptions, MemoryBank } from './memory-bank.ts';

/** An answer with what it was read from. */
export type BankAnswer = {
  /** Most likely token after the prompt. */
  readonly token: number;
  /** Logits of the whole vocabulary. */
  readonly logits: Float32Array;
  /** Documents read from the bank, best first. */
  readonly routed: readonly string[];
  /** Original text of the chunk that the router found best; `undefined` where it found nothing or did not search. */
  readonly matched: MatchedText | undefined;
};

/** Original tokens of one chunk of a document. */
export type MatchedText = { readonly id: string; readonly tokens: Int32Array };

/** Asks once: `text` documents are read as tokens before the prompt, the bank (without them) through its entries. */
export function askBank(
  bank: MemoryBank,
  prompt: Int32Array,
  options: AttachOptions & { readonly text?: readonly string[] } = {},
): BankAnswer {
  const { text = [], ...attach } = options;
  const tokens = Int32Array.from([...text.flatMap((id) => [...bank.textOf(id)]), ...prompt]);
  const memory = bank.attach({
    routingTokens: prompt.length,
    ...attach,
    exclude: [...(attach.exclude ?? []), ...text],
  });
  const logits = bank.model.forward({ tokens, memory, positions: memory.offset }).data as Float32Array;
  const routed = memory.routed();
  const best = routed[0];
  return {
    token: argmax(logits),
    logits,
    routed: routed.map(({ id }) => id),
    matched: best?.chunk === undefined ? undefined : { id: best.id, tokens: bank.chunkOf(best.id, best.chunk) },
  };
}

/** How a question is followed through the bank. */
export type InterleaveOptions = {
  /**
   * The question that an answer leads to; `undefined` when it is the end. `matched` is the text that the router found: a
   * name that the model can read but not say stands there, so that chains may pass through any number of names.
   */
  readonly next: (answer: number, prompt: Int32Array, matched: MatchedText | undefined) => Int32Array | undefined;
  /** Rounds at most, the first included (default 4). */
  readonly rounds?: number;
};

/** An answer with the way to it. */
export type FollowedAnswer = BankAnswer & {
  /** Every round's answer and the documents it was read from. */
  readonly steps: readonly Pick<BankAnswer, 'token' | 'routed' | 'matched'>[];
};

/** Asks, and asks again as long as there is something to ask next. Every round routes with its last token. */
export function askInterleaved(bank: MemoryBank, prompt: Int32Array, options: InterleaveOptions): FollowedAnswer {
  const { next, rounds = 4 } = options;
  const steps: Pick<BankAnswer, 'token' | 'routed' | 'matched'>[] = [];
  let tokens = prompt;
  for (;;) {
    const answer = askBank(bank, tokens, { routingTokens: 1 });
    steps.push({ token: answer.token, routed: answer.routed, matched: answer.matched });
    const following = steps.length < rounds ? next(answer.token, tokens, answer.matched) : undefined;
    if (following === undefined) return { ...answer, steps };
    tokens = following;
  }
}
