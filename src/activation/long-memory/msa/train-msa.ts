/**
 * Trains a transformer and its routers on documents of facts: single and chained questions, with and without the text of
 * documents that were fetched before (the single steps of memory interleaving).
 */
import { initialOpenTokens, openCodeWidth, writeOpenCode } from '../../../models/open-tokens.ts';
import { initialParameters, type TransformerConfig, transformerConfig } from '../../../models/transformer-config.ts';
import {
  adamW,
  compileLoss,
  floatArray,
  type HostArray,
  intArray,
  integerBelow,
  normalArray,
  type Optimizer,
  type ParameterTree,
  requireFloats,
  type SeededRandom,
  startTensors,
} from '../../../tensor/index.ts';
import {
  askAbsent,
  askChained,
  askSingle,
  type DocumentQuestion,
  documentShape,
  documentVocabulary,
  type FactCorpus,
  factCorpus,
} from '../../tasks/fact-documents.ts';
import { type MsaLayout, msaLosses } from './differentiable-msa.ts';

const words = documentVocabulary;

/** The small model that ships: two layers, of which the second reads the memory. */
export const tinyMsaConfig: TransformerConfig = transformerConfig({
  layers: 2,
  hidden: 64,
  heads: 2,
  mlp: 128,
  vocabulary: documentVocabulary.size,
  tokenShift: true,
  tiedHead: true,
});

/** Adds `gain` to the diagonal of a square matrix. */
function addIdentity(matrix: HostArray, gain: number): void {
  const [rows, columns] = matrix.shape as [number, number];
  for (let i = 0; i < Math.min(rows, columns); i++) matrix.data[i * columns + i]! += gain;
}

/**
 * Fresh parameters of model, open tokens and routers. Three starts keep training off a plateau on which it stays for
 * thousands of steps otherwise (measured: loss 2.9 of 2.9 after 240 steps without, 0.3 with them): a layer's router query
 * is a copy of its router key, values and outputs copy what they read, and the head is the embedding.
 */
export function initialMsa(
  config: TransformerConfig,
  random: SeededRandom,
  firstMemoryLayer: number = config.layers / 2,
): Record<string, HostArray> {
  const parameters = {
    ...initialParameters(config, random.split('parameters')),
    ...initialOpenTokens(config, random.split('open tokens')),
  };
  const { embedding } = parameters;
  for (let i = 0; i < embedding!.data.length; i++) embedding!.data[i]! *= 2;
  for (let l = 0; l < config.layers; l++) {
    addIdentity(parameters[`layers.${l}.value`]!, 1);
    addIdentity(parameters[`layers.${l}.output`]!, 0.2);
    if (l < firstMemoryLayer) continue;
    const shape = [config.kvHeads * config.headSize, config.hidden];
    const key = normalArray(random.split(`router ${l}`), shape[0]! * shape[1]!, 0.05);
    parameters[`layers.${l}.routerKey`] = { shape, data: key };
    const groups = config.heads / config.kvHeads;
    const query = new Float32Array(groups * key.length);
    const size = config.headSize * config.hidden;
    for (let h = 0; h < config.heads; h++) {
      const from = Math.floor(h / groups) * size;
      query.set(key.subarray(from, from + size), h * size);
    }
    parameters[`layers.${l}.routerQuery`] = { shape: [config.heads * config.headSize, config.hidden], data: query };
  }
  return parameters;
}

/** After the warm-up: every layer starts to read what the first memory layer's router has learned to find. */
export function readAsRouted(
  config: TransformerConfig,
  parameters: ParameterTree,
  firstMemoryLayer: number = config.layers / 2,
): void {
  const size = config.headSize * config.hidden;
  for (const [name, router, heads] of [
    ['query', 'routerQuery', config.heads],
    ['key', 'routerKey', config.kvHeads],
  ] as const) {
    const source = requireFloats(parameters, `layers.${firstMemoryLayer}.${router}`);
    for (let l = 0; l < config.layers; l++) {
      const target = requireFloats(parameters, `layers.${l}.${name}`);
      for (let h = 0; h < heads; h++) {
        const part = source.subarray(h * size, (h + 1) * size);
        // Inputs have length sqrt(hidden), so this norm makes matching keys stand out by about six logits.
        const scale = Math.sqrt(6 * Math.sqrt(config.headSize)) / Math.hypot(...part);
        for (let i = 0; i < size; i++) target[h * size + i] = scale * part[i]!;
      }
    }
  }
}

/** Sizes of a training sample. */
export type MsaSample = {
  readonly samples: number;
  readonly documents: number;
  /** Questions without text. */
  readonly plain: number;
  /** Questions after the text of two documents (0: none). */
  readonly texted: number;
};

/** One question as it is trained. */
export type Asked = {
  readonly question: DocumentQuestion;
  readonly tokens: Int32Array;
  readonly target: number;
  /** Document to be routed to; `undefined` for none. */
  readonly gold: number | undefined;
  readonly hidden: readonly number[];
};

function drawPlain(random: SeededRandom, corpus: FactCorpus, chained: boolean): Asked {
  const draw = random.next();
  const question =
    draw < 0.25 && chained
      ? askChained(random, corpus)
      : draw < 0.375
        ? askAbsent(random, corpus)
        : askSingle(random, corpus);
  const target = question.kind === 'chained' ? words.more : question.answer;
  return { question, tokens: question.prompt, target, gold: question.documents[0], hidden: [] };
}

/** A question after the text of its first document and of another, in either order; both are hidden from memory. */
function drawTexted(random: SeededRandom, corpus: FactCorpus): Asked {
  const chained = random.next() < 0.5;
  const question = chained ? askChained(random, corpus) : askSingle(random, corpus);
  const [first, second] = question.documents as [number, number | undefined];
  let other = first;
  while (other === first || other === second) other = integerBelow(random, corpus.documents.length);
  const given = random.next() < 0.5 ? [first, other] : [other, first];
  const tokens = Int32Array.from([...given.flatMap((d) => [...corpus.documents[d]!.tokens]), ...question.prompt]);
  return { question, tokens, target: question.answer, gold: chained ? second : undefined, hidden: given };
}

/** Token arrays of one kind of rows, closed and open parts apart. */
function tokenArrays(name: string, rows: readonly Int32Array[]): Record<string, HostArray> {
  const length = rows[0]!.length;
  const count = rows.length * length;
  const closed = new Int32Array(count);
  const before = new Int32Array(count);
  const codes = new Float32Array(count * openCodeWidth);
  const codesBefore = new Float32Array(count * openCodeWidth);
  const open = new Float32Array(count);
  const openBefore = new Float32Array(count);
  rows.forEach((row, r) => {
    for (let t = 0; t < length; t++) {
      const at = r * length + t;
      const token = row[t]!;
      if (token < words.size) closed[at] = token;
      else {
        open[at] = 1;
        writeOpenCode(token, codes, at * openCodeWidth);
      }
      const previous = t === 0 ? 0 : row[t - 1]!;
      if (previous < words.size) before[at] = previous;
      else {
        openBefore[at] = 1;
        writeOpenCode(previous, codesBefore, at * openCodeWidth);
      }
    }
  });
  const shape = [rows.length, length];
  return {
    [`${name}.tokens`]: intArray(shape, closed),
    [`${name}.previous`]: intArray(shape, before),
    [`${name}.codes`]: floatArray([...shape, openCodeWidth], codes),
    [`${name}.previousCodes`]: floatArray([...shape, openCodeWidth], codesBefore),
    [`${name}.open`]: floatArray([...shape, 1], open),
    [`${name}.previousOpen`]: floatArray([...shape, 1], openBefore),
  };
}

function queryArrays(
  name: string,
  asked: readonly Asked[],
  sizes: { readonly samples: number; readonly documents: number },
): Record<string, HostArray> {
  const { samples, documents } = sizes;
  const each = asked.length / samples;
  const hidden = new Float32Array(asked.length * documents);
  const gold = new Float32Array(asked.length * documents);
  const target = new Float32Array(asked.length * words.size);
  const routed = asked.filter((one) => one.gold !== undefined).length;
  asked.forEach((one, n) => {
    for (const d of one.hidden) if (d < documents) hidden[n * documents + d] = -1e9;
    if (one.gold !== undefined && one.gold < documents) gold[n * documents + one.gold] = 1 / routed;
    target[n * words.size + one.target] = 1 / asked.length;
  });
  return {
    ...tokenArrays(
      name,
      asked.map(({ tokens }) => tokens),
    ),
    [`${name}.hidden`]: floatArray([samples, 1, each, documents], hidden),
    [`${name}.gold`]: floatArray([samples, each, documents], gold),
    [`${name}.target`]: floatArray([asked.length, words.size], target),
  };
}

/** Corpora and the questions about them, kind by kind. */
export type DrawnSample = {
  readonly corpora: readonly FactCorpus[];
  readonly plain: readonly Asked[];
  readonly texted: readonly Asked[];
};

/** Draws a sample; without `chained` all questions need one document. */
export function drawSample(random: SeededRandom, sizes: MsaSample, chained = true): DrawnSample {
  const corpora = Array.from({ length: sizes.samples }, () =>
    factCorpus(random, { documents: sizes.documents, link: 'blank' }),
  );
  const draw = (count: number, one: (corpus: FactCorpus) => Asked): Asked[] =>
    corpora.flatMap((corpus) => Array.from({ length: count }, () => one(corpus)));
  return {
    corpora,
    plain: draw(sizes.plain, (corpus) => drawPlain(random, corpus, chained)),
    texted: draw(sizes.texted, (corpus) => drawTexted(random, corpus)),
  };
}

/** The arrays that the loss reads. With `global` all documents of a sample are one text, read with running positions. */
export function sampleArrays({ corpora, plain, texted }: DrawnSample, global = false): Record<string, HostArray> {
  const documents = corpora.flatMap((corpus) => {
    const texts = corpus.documents.map(({ tokens }) => tokens);
    return global ? [Int32Array.from(texts.flatMap((tokens) => [...tokens]))] : texts;
  });
  const shape = { samples: corpora.length, documents: global ? 1 : corpora[0]!.documents.length };
  return {
    ...tokenArrays('documents', documents),
    ...queryArrays('plain', plain, shape),
    ...(texted.length > 0 && queryArrays('texted', texted, shape)),
  };
}

/** Settings of the training. */
export type MsaTraining = {
  readonly config: TransformerConfig;
  /** Model, open-token and router parameters, changed in place. */
  readonly parameters: ParameterTree;
  readonly sizes: MsaSample;
  readonly chunk: number;
  /** Documents that a query will be given: the position of its first token (default 4). */
  readonly topK?: number;
  /** The baseline: documents as one text with running positions, read token by token, no router. */
  readonly global?: boolean;
  /** Steps from..to-1 of the training; the data of a step depend on its number and the seed alone. */
  readonly steps: readonly [from: number, to: number];
  /** Weights of the two losses (default: the paper's main phase, 1 and 0.1; its warm-up has 0.1 and 1). */
  readonly weights?: { readonly language: number; readonly routing: number };
  /** Of the router's softmax (default 0.1). */
  readonly temperature?: number;
  readonly data: SeededRandom;
  /** Default: AdamW 3e-3, betas (0.9, 0.98), decay 0.01, clip 1. */
  readonly optimizer?: Optimizer;
  readonly onStep?: (step: { readonly step: number; readonly loss: number }) => void;
};

/** Runs a stretch of training. */
export async function trainMsa(options: MsaTraining): Promise<void> {
  const { config, parameters, sizes, chunk, topK = 4, global = false, temperature = 0.1, weights, data } = options;
  await startTensors();
  const layout: MsaLayout = {
    config,
    firstMemoryLayer: config.layers / 2,
    chunk: global ? 1 : chunk,
    offset: global ? sizes.documents * documentShape.length : topK,
  };
  const kinds = sizes.texted > 0 ? ['plain', 'texted'] : ['plain'];
  const queries = kinds.map((name) => ({ name, routing: 1 }));
  const compiled = compileLoss((p, b) => {
    const { language, routing } = msaLosses(
      layout,
      { parameters: p, batch: b },
      { samples: sizes.samples, queries, temperature },
    );
    return language
      .mul(b('languageWeight'))
      .add(routing.mul(b('routingWeight')))
      .reshape([]);
  });
  const optimizer = options.optimizer ?? adamW({ rate: 3e-3, betas: [0.9, 0.98], decay: 0.01, clip: 1 });
  for (let step = options.steps[0]; step < options.steps[1]; step++) {
    const { loss, gradients } = await compiled.differentiate(parameters, {
      ...sampleArrays(drawSample(data.split(`step ${step}`), sizes, !global), global),
      languageWeight: floatArray([1], Float32Array.of(weights?.language ?? 1)),
      routingWeight: floatArray([1], Float32Array.of(global ? 0 : (weights?.routing ?? 0.1))),
    });
    optimizer.update(parameters, gradients);
    options.onStep?.({ step, loss });
  }
  compiled.dispose();
}
