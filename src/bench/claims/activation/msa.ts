/** MSA's claim: a bank of documents that a router searches can grow by orders of magnitude and is read as well as before. */

import { askBank } from '../../../activation/long-memory/msa/interleave.ts';
import { MemoryBank } from '../../../activation/long-memory/msa/memory-bank.ts';
import {
  askSingle,
  type DocumentQuestion,
  type FactCorpus,
  factCorpus,
} from '../../../activation/tasks/fact-documents.ts';
import { openFixture } from '../../../models/fixture.ts';
import { withOpenTokens } from '../../../models/open-tokens.ts';
import { makeTransformer, type Transformer } from '../../../models/transformer.ts';
import {
  type HostArray,
  normalArray,
  readSafetensors,
  type SeededRandom,
  seededRandom,
} from '../../../tensor/index.ts';
import type { ClaimDefinition } from '../claim-definition.ts';
import type { Numbers } from '../judge-claim.ts';
import { seededClaim } from '../seeded-claim.ts';
import type { OpenModelFolder } from '../shipped-model.ts';
import { fill, isRight, margin, measureEdits, measureNames, questions, share, topK, trained } from './msa-edits.ts';

/** 1 to 64 times the training size: everything is compared here. */
const sizes = [trained, 4 * trained, 16 * trained, 64 * trained];
/** 256 times: the bank alone. */
const largest = 256 * trained;

const sizeLabel = (documents: number): string => `${documents} documents`;

async function openMsa(open: OpenModelFolder, folder: string, number: number): Promise<Transformer> {
  const { config } = await openFixture(async (file) =>
    open('tiny-msa')(file === 'model.safetensors' ? 'model-1.safetensors' : file),
  );
  const { tensors } = readSafetensors(await open(folder)(`model-${number}.safetensors`));
  return withOpenTokens(makeTransformer(config, tensors));
}

/** The model with routers that were never trained. */
function untrained(model: Transformer, random: SeededRandom): Transformer {
  const parameters: Record<string, HostArray> = { ...model.parameters };
  for (const [name, { shape, data }] of Object.entries(model.parameters)) {
    if (/router(Query|Key)$/.test(name)) {
      parameters[name] = { shape, data: normalArray(random.split(name), data.length, 0.05) };
    }
  }
  return withOpenTokens(makeTransformer(model.config, parameters));
}

/** One size of a bank: finding, reading, and what a query costs. */
function measureSize(bank: MemoryBank, corpus: FactCorpus, asked: readonly DocumentQuestion[]): Numbers {
  const label = sizeLabel(corpus.documents.length);
  const before = bank.stats();
  const answers = asked.map((question) => askBank(bank, question.prompt, { routingTokens: 1 }));
  const after = bank.stats();
  const four = asked.map(({ prompt }) => askBank(bank, prompt, { routingTokens: 1, margin: Number.POSITIVE_INFINITY }));
  const gold = (question: DocumentQuestion): string => corpus.documents[question.documents[0]!]!.id;
  return {
    [`routed to the right document, ${label}`]: share(asked, (q) =>
      answers[asked.indexOf(q)]!.routed.includes(gold(q)),
    ),
    [`MSA, ${label}`]: share(asked, (q) => isRight(answers[asked.indexOf(q)]!, q)),
    [`MSA, the best four always, ${label}`]: share(asked, (q) => isRight(four[asked.indexOf(q)]!, q)),
    [`content bytes a query, ${label}`]: (after.bytesFetched - before.bytesFetched) / asked.length,
    [`router rows a query, ${label}`]: (after.rowsScanned - before.rowsScanned) / asked.length,
  };
}

/** Everything that is compared at one size. */
function compareAt(of: {
  readonly model: Transformer;
  readonly global: Transformer;
  readonly coarse: Transformer;
  readonly seed: number;
  readonly documents: number;
}): Numbers {
  const { model, global, coarse, seed, documents } = of;
  const random = seededRandom(`msa ${seed} ${documents}`);
  const corpus = factCorpus(random, { documents });
  const asked = Array.from({ length: questions }, () => askSingle(random, corpus));
  const label = sizeLabel(documents);
  const bank = fill(new MemoryBank({ model, chunk: 2, topK, margin }), corpus);
  const measures: Record<string, number> = { ...measureSize(bank, corpus, asked) };
  const accuracy = (name: string, answer: (question: DocumentQuestion) => { readonly token: number }): void => {
    measures[`${name}, ${label}`] = share(asked, (question) => isRight(answer(question), question));
  };
  const ids = bank.ids();
  accuracy('random documents', ({ prompt }) =>
    askBank(bank, prompt, { ids: Array.from({ length: topK }, () => ids[Math.floor(random.next() * ids.length)]!) }),
  );
  const blind = fill(new MemoryBank({ model: untrained(model, random), chunk: 2, topK }), corpus);
  accuracy('untrained router', ({ prompt }) => askBank(blind, prompt, { routingTokens: 1 }));
  measures[`routed to the right document by an untrained router, ${label}`] = share(asked, ({ prompt, documents: d }) =>
    blind.route(prompt, { routingTokens: 1 }).some(({ id }) => id === corpus.documents[d[0]!]!.id),
  );
  accuracy('text of what was found', ({ prompt }) => {
    const text = bank.route(prompt, { routingTokens: 1 }).slice(0, 2);
    return askBank(bank, prompt, { text: text.map(({ id }) => id), ids: [] });
  });
  const rough = fill(new MemoryBank({ model: coarse, chunk: 4, topK }), corpus);
  accuracy('two facts averaged', ({ prompt }) => askBank(rough, prompt, { routingTokens: 1 }));
  accuracy('two facts averaged, then text', ({ prompt }) => {
    const text = rough.route(prompt, { routingTokens: 1 }).slice(0, 2);
    return askBank(rough, prompt, { text: text.map(({ id }) => id), ids: [] });
  });
  if (documents > 16 * trained) return measures;
  const everything = { topK: documents, margin: Number.POSITIVE_INFINITY };
  const unread = bank.stats().bytesFetched;
  accuracy('full attention, positions per document', ({ prompt }) => askBank(bank, prompt, everything));
  measures[`content bytes a query, reading everything, ${label}`] = (bank.stats().bytesFetched - unread) / asked.length;
  const shifted = fill(new MemoryBank({ model, chunk: 2, topK }), corpus, true);
  accuracy('full attention, same weights with running positions', ({ prompt }) =>
    readRunning(shifted, prompt, corpus.documents.length * 12),
  );
  const text = Int32Array.from(corpus.documents.flatMap(({ tokens }) => [...tokens]));
  const whole = new MemoryBank({ model: global, chunk: 1, topK });
  whole.add({ id: 'all', tokens: text });
  accuracy('full attention, trained with running positions', ({ prompt }) => readRunning(whole, prompt, text.length));
  return measures;
}

/** Asks with the query placed after everything, reading everything. */
function readRunning(bank: MemoryBank, prompt: Int32Array, position: number): { readonly token: number } {
  const memory = bank.attach({ ids: bank.ids() });
  const logits = bank.model.forward({ tokens: prompt, memory, positions: position }).data;
  return { token: logits.indexOf(Math.max(...logits)) };
}

/**
 * Bytes of a bank: for every chunk one router key, key and value a head, in every memory layer. 100 million tokens with 64
 * a chunk, 8 heads of 128, 18 layers and two bytes a number are 172.8 GB, a third of it router keys (the paper says 169 and
 * 56, which are the same numbers counted in units of 1.024 thousand millions).
 */
export function bankBytes(of: {
  readonly tokens: number;
  readonly chunk: number;
  readonly kvHeads: number;
  readonly headSize: number;
  readonly memoryLayers: number;
  readonly bytesANumber: number;
}): { readonly router: number; readonly content: number } {
  const chunks = Math.ceil(of.tokens / of.chunk);
  const router = chunks * of.kvHeads * of.headSize * of.memoryLayers * of.bytesANumber;
  return { router, content: 2 * router };
}

/** A bank of so many documents, measured alone. */
function measureLarge(model: Transformer, seed: number, documents: number): Numbers {
  const random = seededRandom(`msa ${seed} ${documents}`);
  const corpus = factCorpus(random, { documents });
  const bank = fill(new MemoryBank({ model, chunk: 2, topK, margin }), corpus);
  const asked = Array.from({ length: questions }, () => askSingle(random, corpus));
  const { routerBytes, contentBytes } = bank.stats();
  const label = sizeLabel(documents);
  return {
    ...measureSize(bank, corpus, asked),
    [`router MB, ${label}`]: routerBytes / 1e6,
    [`content MB, ${label}`]: contentBytes / 1e6,
  };
}

const modelOf = (seed: number): number => 1 + ((((seed - 1) % 3) + 3) % 3);

async function measure(seed: number, open: OpenModelFolder): Promise<Numbers> {
  const model = await openMsa(open, 'tiny-msa', modelOf(seed));
  const global = await openMsa(open, 'tiny-msa-global', 1);
  const coarse = await openMsa(open, 'tiny-msa-coarse', 1);
  const compared = sizes.map((documents) => compareAt({ model, global, coarse, seed, documents }));
  const paper = { tokens: 1e8, chunk: 64, kvHeads: 8, headSize: 128, memoryLayers: 18, bytesANumber: 2 };
  const { router, content } = bankBytes(paper);
  return Object.assign(
    {},
    ...compared,
    measureLarge(model, seed, largest),
    measureEdits(model, seed),
    measureNames(model, seed),
    {
      'GB for 100 million tokens of a 4B model': (router + content) / 1e9,
      'of which router keys, GB': router / 1e9,
    },
  );
}

const [first, , sixteen, last] = sizes.map(sizeLabel) as [string, string, string, string];

export const msaClaim: ClaimDefinition = seededClaim({
  system: 'msa',
  tier: 'activation',
  source: 'arXiv 2603.23516',
  claim:
    'Documents encoded once, with positions of their own, and found by a router can be read at any number of them.',
  setting: `tiny-msa (three trainings, one a seed), documents of 12 tokens with four facts, bank of 16 to ${largest} documents, 48 questions a size`,
  measure,
  relations: [
    {
      statement: 'at the training size the right document is routed to in 95%',
      atLeast: 0.95,
      value: (m) => m[`routed to the right document, ${first}`]!,
      control: {
        what: 'an untrained router',
        value: (m) => m[`routed to the right document by an untrained router, ${first}`]!,
      },
    },
    {
      statement: `less than 9% lost from 16 to ${largest} documents`,
      atLeast: 0.91,
      value: (m) => m[`MSA, ${sizeLabel(largest)}`]! / m[`MSA, ${first}`]!,
      control: {
        what: 'full attention trained with running positions, 16 to 256',
        value: (m) =>
          m[`full attention, trained with running positions, ${sixteen}`]! /
          m[`full attention, trained with running positions, ${first}`]!,
      },
    },
    {
      statement: 'full attention with running positions reads at its training size',
      atLeast: 0.9,
      value: (m) => m[`full attention, trained with running positions, ${first}`]!,
      control: {
        what: 'weights trained with positions per document',
        value: (m) => m[`full attention, same weights with running positions, ${first}`]!,
      },
    },
    {
      statement: 'and loses 50 points by 16 times as many documents',
      atLeast: 0.5,
      value: (m) =>
        m[`full attention, trained with running positions, ${first}`]! -
        m[`full attention, trained with running positions, ${sixteen}`]!,
      control: { what: 'MSA', value: (m) => m[`MSA, ${first}`]! - m[`MSA, ${sixteen}`]! },
    },
    {
      statement: 'full attention with positions per document keeps 80% of its accuracy there',
      atLeast: 0.8,
      value: (m) =>
        m[`full attention, positions per document, ${sixteen}`]! /
        m[`full attention, positions per document, ${first}`]!,
      control: {
        what: 'the same weights with running positions',
        value: (m) => m[`full attention, same weights with running positions, ${sixteen}`]!,
      },
    },
    {
      statement: 'at 256 documents the router is worth 80 points over random documents',
      atLeast: 0.8,
      value: (m) => m[`MSA, ${sixteen}`]! - m[`random documents, ${sixteen}`]!,
      control: {
        what: 'an untrained router',
        value: (m) => m[`untrained router, ${sixteen}`]! - m[`random documents, ${sixteen}`]!,
      },
    },
    {
      statement: `bytes of content that a query reads are at ${largest} documents what they are at ${trained} (5% either way)`,
      atLeast: -0.05,
      value: (m) =>
        -Math.abs(m[`content bytes a query, ${sizeLabel(largest)}`]! / m[`content bytes a query, ${first}`]! - 1),
      control: {
        what: 'reading everything, 16 to 256',
        value: (m) =>
          -Math.abs(
            m[`content bytes a query, reading everything, ${sixteen}`]! /
              m[`content bytes a query, reading everything, ${first}`]! -
              1,
          ),
      },
    },
    {
      statement: 'router rows a query are exactly proportional to it',
      atLeast: 0,
      value: (m) => -Math.abs(m[`router rows a query, ${last}`]! - 64 * m[`router rows a query, ${first}`]!),
      control: {
        what: 'the bytes of content, which do not grow with it',
        value: (m) => -Math.abs(m[`content bytes a query, ${last}`]! - 64 * m[`content bytes a query, ${first}`]!),
      },
    },
    {
      statement: 'chained questions: interleaving gains 20 points over one pass',
      atLeast: 0.2,
      value: (m) => m['chained questions, interleaved']! - m['chained questions, one pass']!,
      control: { what: 'one pass against chance (1 of 48)', value: (m) => m['chained questions, one pass']! - 1 / 48 },
    },
    {
      statement: 'and 80 points through 256 names that no training saw, in 1,024 documents',
      atLeast: 0.8,
      value: (m) => m['chains through names, interleaved']! - m['chains through names, one pass']!,
      control: {
        what: 'following another name of the same document',
        value: (m) =>
          m['chains through names, another name of the same document']! - m['chains through names, one pass']!,
      },
    },
    {
      statement: 'with two facts averaged, original text after routing is worth 20 points',
      atLeast: 0.2,
      value: (m) => m[`two facts averaged, then text, ${sixteen}`]! - m[`two facts averaged, ${sixteen}`]!,
      control: {
        what: 'with one fact a chunk, where averaging costs nothing',
        value: (m) => m[`text of what was found, ${sixteen}`]! - m[`MSA, ${sixteen}`]!,
      },
    },
    {
      statement: 'a removed document takes its answer along',
      atLeast: 1,
      value: (m) => m['removed document: its answer is gone']!,
      control: { what: 'another one removed', value: (m) => m['another document removed: its answer is gone']! },
    },
    {
      statement: 'and no other answer; where it was not read logits are equal to the bit',
      atLeast: 1,
      value: (m) =>
        Math.min(
          m['removed document: other answers that stay']!,
          m['removed document: logits equal to the bit where it was not read']!,
        ),
      control: { what: 'their own ones removed', value: (m) => m['their own documents removed: answers that stay']! },
    },
  ],
});

/**
 * The degradation curve: a bank of each size, one after another. A million tokens take about a minute of one core.
 *
 * @public read by scripts/measure-msa.mjs
 */
export async function* msaCurve(
  seed: number,
  open: OpenModelFolder,
  documents: readonly number[],
): AsyncGenerator<Numbers> {
  const model = await openMsa(open, 'tiny-msa', modelOf(seed));
  for (const count of documents) yield measureLarge(model, seed, count);
}
