/** Chains, unknown keys and removal in a bank of documents: the part of MSA's claim that changes or leaves one document. */

import { askBank, askInterleaved, type MatchedText } from '../../../activation/long-memory/msa/interleave.ts';
import { MemoryBank } from '../../../activation/long-memory/msa/memory-bank.ts';
import {
  askAbsent,
  askChained,
  askSingle,
  type DocumentQuestion,
  type FactCorpus,
  factCorpus,
  followName,
  followUp,
  documentVocabulary as words,
} from '../../../activation/tasks/fact-documents.ts';
import type { Transformer } from '../../../models/transformer.ts';
import { seededRandom } from '../../../tensor/index.ts';
import type { Numbers } from '../judge-claim.ts';

export const topK = 4;
/**
 * Documents that score this much less than the best are not read. Chosen on seed 1 and checked on 2 and 3: among 16,384
 * documents it reads 1.00, .98 and .98 of the answers, the best four always .96, .96 and .88.
 */
export const margin = 0.05;
/** Documents a sample had in training. */
export const trained = 16;
/** Questions of a kind. */
export const questions = 48;

/** Adds a corpus, with running positions for comparison. */
export function fill(bank: MemoryBank, corpus: FactCorpus, running = false): MemoryBank {
  corpus.documents.forEach((document, d) => {
    bank.add({ ...document, ...(running && { firstPosition: d * document.tokens.length }) });
  });
  return bank;
}

/** Share of those that pass. */
export const share = <T>(of: readonly T[], test: (one: T) => boolean): number => of.filter(test).length / of.length;
/** The answer is the question's. */
export const isRight = (answer: { readonly token: number }, question: DocumentQuestion): boolean =>
  answer.token === question.answer;

/** Chains through as many names as there are chains, which are read from the text that the router found. */
export function measureNames(model: Transformer, seed: number): Numbers {
  const random = seededRandom(`msa names ${seed}`);
  const corpus = factCorpus(random, { documents: 64 * trained, link: 'open' });
  const bank = fill(new MemoryBank({ model, chunk: 2, topK, margin }), corpus);
  const chained = Array.from({ length: questions }, () => askChained(random, corpus));
  const follow = (pick: (found: MatchedText) => Int32Array): number =>
    share(chained, (q) =>
      isRight(
        askInterleaved(bank, q.prompt, { next: (_, __, found) => found && followName(pick(found)), rounds: 2 }),
        q,
      ),
    );
  const elsewhere = (found: MatchedText): Int32Array => {
    const text = bank.textOf(found.id);
    const names = text.filter((token) => token >= words.keyFrom && token !== found.tokens.at(-1));
    return Int32Array.of(names[Math.floor(random.next() * names.length)]!);
  };
  return {
    'names that chains pass through': corpus.chains.length,
    'chains through names, one pass': share(chained, (q) => isRight(askBank(bank, q.prompt, { routingTokens: 1 }), q)),
    'chains through names, interleaved': follow(({ tokens }) => tokens),
    'chains through names, another name of the same document': follow(elsewhere),
  };
}

/** Chained and absent questions, and removal, at 16 times the training size. */
export function measureEdits(model: Transformer, seed: number): Numbers {
  const random = seededRandom(`msa edits ${seed}`);
  const documents = 16 * trained;
  const corpus = factCorpus(random, { documents });
  const bank = fill(new MemoryBank({ model, chunk: 2, topK, margin }), corpus);
  const chained = Array.from({ length: questions }, () => askChained(random, corpus));
  const answersOnly = (logits: Float32Array): number => {
    let best: number = words.valueFrom;
    for (let v = best; v < words.bridgeFrom; v++) if (logits[v]! > logits[best]!) best = v;
    return best;
  };
  const once = share(chained, (q) => answersOnly(askBank(bank, q.prompt, { routingTokens: 1 }).logits) === q.answer);
  const followed = share(chained, (q) => isRight(askInterleaved(bank, q.prompt, { next: followUp }), q));
  const absent = Array.from({ length: questions }, () => askAbsent(random, corpus));
  const denied = share(absent, (q) => isRight(askBank(bank, q.prompt, { routingTokens: 1 }), q));
  const asked = Array.from({ length: questions }, () => askSingle(random, corpus));
  const gone = asked[0]!.documents[0]!;
  const others = asked.filter(({ documents: [d] }) => d !== gone);
  const before = others.map(({ prompt }) => askBank(bank, prompt, { routingTokens: 1 }));
  const idOf = ({ documents: [d] }: DocumentQuestion): string => corpus.documents[d!]!.id;
  bank.remove(idOf(others[0]!));
  const spared = askBank(bank, asked[0]!.prompt, { routingTokens: 1 });
  bank.add(corpus.documents[others[0]!.documents[0]!]!);
  bank.remove(corpus.documents[gone]!.id);
  const after = others.map(({ prompt }) => askBank(bank, prompt, { routingTokens: 1 }));
  const removed = askBank(bank, asked[0]!.prompt, { routingTokens: 1 });
  const untouched = before.flatMap((answer, n) =>
    answer.routed.includes(corpus.documents[gone]!.id) ? [] : [[answer, after[n]!] as const],
  );
  for (const id of new Set(others.map(idOf))) bank.remove(id);
  const emptied = others.map(({ prompt }) => askBank(bank, prompt, { routingTokens: 1 }));
  const staying = (now: typeof before): number => share(before, (a) => a.token === now[before.indexOf(a)]!.token);
  const equal = (a: Float32Array, b: Float32Array): boolean => a.every((x, i) => x === b[i]);
  return {
    'chained questions, one pass': once,
    'chained questions, interleaved': followed,
    'unknown keys answered by "absent"': denied,
    'removed document: its answer is gone': removed.token === asked[0]!.answer ? 0 : 1,
    'another document removed: its answer is gone': spared.token === asked[0]!.answer ? 0 : 1,
    'removed document: other answers that stay': staying(after),
    'their own documents removed: answers that stay': staying(emptied),
    'removed document: logits equal to the bit where it was not read': share(untouched, ([a, b]) =>
      equal(a.logits, b.logits),
    ),
  };
}
