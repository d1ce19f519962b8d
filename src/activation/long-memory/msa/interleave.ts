/**
 * Memory interleaving: the model says that it has to read more, the text of the documents that its router chose is put
 * before the question, and it is asked again, now routing with what it has read, until it answers. Answers from the
 * original text also make up for what averaging lost.
 *
 * The published model generates the ids of the documents to fetch and so decides how many; here the router's order and a
 * fixed number a round do.
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
};

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
  return { token: argmax(logits), logits, routed: memory.routed().map(({ id }) => id) };
}

/** How a question is followed through the bank. */
export type InterleaveOptions = {
  /** The token by which the model asks to read more. */
  readonly more: number;
  /** Documents fetched a round (default 2). */
  readonly fetch?: number;
  /** Rounds at most, the first included (default 4). */
  readonly rounds?: number;
  /** Last tokens of the prompt that route (default: all). */
  readonly routingTokens?: number;
};

/** Asks until the model stops asking for more. `fetched` lists the documents whose text was read, by round. */
export function askInterleaved(
  bank: MemoryBank,
  prompt: Int32Array,
  options: InterleaveOptions,
): BankAnswer & { readonly fetched: readonly (readonly string[])[] } {
  const { more, fetch = 2, rounds = 4, routingTokens = prompt.length } = options;
  const fetched: string[][] = [];
  let answer = askBank(bank, prompt, { routingTokens });
  while (answer.token === more && fetched.length + 1 < rounds && answer.routed.length > 0) {
    fetched.push(answer.routed.slice(0, fetch));
    answer = askBank(bank, prompt, { text: fetched.flat(), routingTokens });
  }
  return { ...answer, fetched };
}
