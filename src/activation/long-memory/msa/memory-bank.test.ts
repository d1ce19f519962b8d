import { afterEach, describe, expect, it } from 'vitest';
import { nodeThreads } from '../../../adapters/threads/node-threads.ts';
import { denseMemory } from '../../../models/attention-memory.ts';
import { generate } from '../../../models/generate.ts';
import { withOpenTokens } from '../../../models/open-tokens.ts';
import { makeTransformer } from '../../../models/transformer.ts';
import { initialParameters, transformerConfig } from '../../../models/transformer-config.ts';
import { checkGradients, compileLoss, seededRandom, startTensors } from '../../../tensor/index.ts';
import { askSingle, factCorpus } from '../../tasks/fact-documents.ts';
import { memoryContentTier, packContent, unpackContent } from './content.ts';
import { msaLosses } from './differentiable-msa.ts';
import { askBank, askInterleaved } from './interleave.ts';
import { MemoryBank, type MemoryBankOptions } from './memory-bank.ts';
import { drawSample, initialMsa, readAsRouted, sampleArrays, tinyMsaConfig, trainMsa } from './train-msa.ts';

// Four layers, two of which read the memory, with grouped queries; weights are random, so nothing is remembered well.
const config = transformerConfig({
  ...tinyMsaConfig,
  layers: 4,
  hidden: 32,
  heads: 4,
  kvHeads: 2,
  headSize: 8,
  mlp: 32,
});
const parameters = initialMsa(config, seededRandom('weights'));
const model = withOpenTokens(makeTransformer(config, parameters));
const random = seededRandom('corpus');
const corpus = factCorpus(random, { documents: 40 });
const logSum = (x: Float32Array): number => Math.log(x.reduce((sum, one) => sum + Math.exp(one), 0));
const open: MemoryBank[] = [];
afterEach(async () => {
  for (const bank of open.splice(0)) await bank.close();
});

function filled(options: Partial<MemoryBankOptions> = {}, count = corpus.documents.length): MemoryBank {
  const bank = new MemoryBank({ model, chunk: 2, topK: 4, ...options });
  open.push(bank);
  for (const document of corpus.documents.slice(0, count)) bank.add(document);
  return bank;
}

describe('memory bank', () => {
  it('routes in every memory layer by the best mean cosine of a chunk', () => {
    const bank = filled();
    const { prompt } = askSingle(seededRandom(3), corpus);
    const memory = bank.attach();
    const normedOf: Float32Array[] = [];
    model.forward({
      tokens: prompt,
      memory,
      positions: memory.offset,
      logits: 'none',
      hooks: {
        onProjection: ({ layer, normed }) => {
          normedOf[layer] = normed.slice();
        },
      },
    });
    const unit = (x: Float32Array): Float32Array => x.map((v) => v / Math.hypot(...x));
    const project = (name: string, layer: number, x: Float32Array, head: number): Float32Array => {
      const { data } = parameters[`layers.${layer}.${name}`]!;
      return Float32Array.from({ length: 8 }, (_, o) =>
        x.reduce((sum, v, i) => sum + v * data[(head * 8 + o) * 32 + i]!, 0),
      );
    };
    for (const layer of [2, 3]) {
      const scores = corpus.documents.map(({ tokens }) => {
        const rows: Float32Array[] = [];
        model.forward({
          tokens,
          memory: denseMemory(model.layout, model.rope),
          logits: 'none',
          hooks: {
            onProjection: (event) => {
              if (event.layer === layer)
                for (let t = 0; t < 12; t++) rows.push(event.normed.slice(32 * t, 32 * t + 32));
            },
          },
        });
        let best = -Infinity;
        for (let chunk = 0; chunk < 6; chunk++) {
          for (let t = 0; t < prompt.length; t++) {
            let mean = 0;
            for (let h = 0; h < 4; h++) {
              const query = unit(project('routerQuery', layer, normedOf[layer]!.slice(32 * t, 32 * t + 32), h));
              const [a, b] = [0, 1].map((n) => project('routerKey', layer, rows[2 * chunk + n]!, Math.floor(h / 2)));
              const key = unit(a!.map((x, i) => (x + b![i]!) / 2));
              mean += query.reduce((sum, x, i) => sum + x * key[i]!, 0) / 4;
            }
            best = Math.max(best, mean);
          }
        }
        return best;
      });
      const expected = scores
        .map((score, d) => ({ score, id: `document ${d}` }))
        .sort((a, b) => b.score - a.score)
        .slice(0, 4);
      const routed = memory.routed().filter(({ perLayer }) => perLayer[layer - 2] !== undefined);
      routed.sort((a, b) => b.perLayer[layer - 2]! - a.perLayer[layer - 2]!);
      expect(routed.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
      expected.forEach(({ score }, n) => {
        expect(routed[n]!.perLayer[layer - 2]!).toBeCloseTo(score, 4);
      });
    }
  });

  it('adds and removes exactly: nothing else changes, and no trace stays', () => {
    const content = memoryContentTier();
    const bank = filled({ content });
    const other = filled({}, 25);
    const questions = Array.from({ length: 12 }, (_, n) => askSingle(seededRandom(n), corpus).prompt);
    const ask = (of: MemoryBank): number[][] => questions.map((prompt) => Array.from(askBank(of, prompt).logits));
    const before = ask(other);
    const bytes = bank.stats().contentBytes;
    // 15 of 40 documents go, and later so many that rows move together.
    for (let d = 25; d < 40; d++) bank.remove(`document ${d}`);
    expect(ask(bank)).toEqual(before);
    expect(bank.stats().contentBytes).toBe((bytes * 25) / 40);
    for (let d = 24; d >= 3; d--) bank.remove(`document ${d}`);
    expect(ask(bank)).toEqual(ask(filled({}, 3)));
    expect(bank.ids()).toEqual(['document 0', 'document 1', 'document 2']);
    bank.add(corpus.documents[7]!);
    expect(bank.textOf('document 7')).toEqual(corpus.documents[7]!.tokens);
    expect(bank.stats()).toMatchObject({ documents: 4, tokens: 48, chunks: 2 * 4 * 6 });
  });

  it('reads only what it routed to, whatever the size, and counts it', () => {
    const { prompt } = askSingle(seededRandom(1), corpus);
    const fetched = [10, 40].map((count) => {
      const bank = filled({}, count);
      askBank(bank, prompt);
      const { bytesFetched, rowsScanned, scans } = bank.stats();
      expect({ rowsScanned, scans }).toEqual({ rowsScanned: 2 * 6 * count, scans: 2 });
      return bytesFetched;
    });
    // two layers x four documents x six chunks x keys and values x two heads of eight numbers x two bytes
    expect(fetched).toEqual([2 * 4 * 6 * 2 * 16 * 2, 2 * 4 * 6 * 2 * 16 * 2]);
  });

  it('gives the same routes and logits with threads', () => {
    const alone = filled();
    const together = filled({ threads: { start: nodeThreads, count: 3 } });
    for (let n = 0; n < 10; n++) {
      const { prompt } = askSingle(seededRandom(`threads ${n}`), corpus);
      expect(together.route(prompt)).toEqual(alone.route(prompt));
      expect(askBank(together, prompt)).toEqual(askBank(alone, prompt));
    }
    expect(together.stats().rowsScanned).toBe(alone.stats().rowsScanned);
  });

  it('attaches given documents, leaves out excluded ones, and serves a generation', () => {
    const bank = filled();
    const { prompt } = askSingle(seededRandom(2), corpus);
    const best = bank.route(prompt)[0]!.id;
    expect(bank.route(prompt, { exclude: [best] }).map(({ id }) => id)).not.toContain(best);
    expect(bank.route(prompt, { topK: 7 }).length).toBeGreaterThanOrEqual(7);
    const memory = bank.attach({ ids: [best] });
    const tokens = [...generate({ model, memory, prompt, position: memory.offset, maxTokens: 3, random })];
    expect(tokens).toHaveLength(3);
    expect(memory.routed().map(({ id }) => id)).toEqual([best]);
    expect(askBank(bank, prompt, { ids: [] }).routed).toEqual([]);
  });

  it('asks again with what was said while that is a name, and stops', () => {
    const bank = filled();
    const { prompt } = askSingle(seededRandom(2), corpus);
    const first = askBank(bank, prompt, { routingTokens: 1 });
    const second = askBank(bank, Int32Array.of(...prompt, 1, first.token), { routingTokens: 1 });
    const next = (token: number, asked: Int32Array): Int32Array => Int32Array.of(...asked, 1, token);
    const followed = askInterleaved(bank, prompt, { next, rounds: 2 });
    expect(followed.steps.map(({ token }) => token)).toEqual([first.token, second.token]);
    expect(followed.logits).toEqual(second.logits);
    expect(askInterleaved(bank, prompt, { next: () => undefined }).steps).toHaveLength(1);
    const read = askBank(bank, prompt, { text: ['document 3', 'document 4'] });
    expect(read.routed).not.toContain('document 3');
  });

  it('reads only what scores near the best where a margin is set', () => {
    const bank = filled({ firstMemoryLayer: 3 });
    const { prompt } = askSingle(seededRandom(2), corpus);
    const [first, second, third] = bank.route(prompt, { topK: 3 }).map(({ perLayer }) => perLayer[0]!);
    const within = (margin: number): number[] =>
      bank.route(prompt, { topK: 3, margin }).flatMap(({ perLayer: [score] }) => (score === undefined ? [] : [score]));
    expect(within((first! - second!) / 2)).toEqual([first]);
    expect(within((first! - second! + first! - third!) / 2)).toEqual([first, second]);
    expect(within(2)).toEqual([first, second, third]);
    expect(filled({ firstMemoryLayer: 3, margin: 0 }).route(prompt)).toHaveLength(1);
    expect(() => filled({ margin: Number.NaN })).toThrow(/margin NaN/);
  });

  it('says which chunk it found, and gives its text', () => {
    const bank = filled({ firstMemoryLayer: 3 });
    const { prompt } = askSingle(seededRandom(3), corpus);
    const [best] = bank.route(prompt, { routingTokens: 1 });
    const score = (chunk: number): number => {
      const one = new MemoryBank({ model, chunk: 2, topK: 1, firstMemoryLayer: 3 });
      one.add({ id: 'x', tokens: bank.textOf(best!.id).slice(0, 2 * (chunk + 1)) });
      return one.route(prompt, { routingTokens: 1 })[0]!.score;
    };
    // the document up to the chunk scores what the whole does, the document before it less
    expect(score(best!.chunk!)).toBeCloseTo(best!.score, 5);
    if (best!.chunk! > 0) expect(score(best!.chunk! - 1)).toBeLessThan(best!.score);
    const { matched } = askBank(bank, prompt, { routingTokens: 1 });
    expect(matched).toEqual({ id: best!.id, tokens: bank.chunkOf(best!.id, best!.chunk!) });
    expect(askBank(bank, prompt, { ids: [best!.id] }).matched).toBeUndefined();
    expect(askBank(bank, prompt, { ids: [] }).matched).toBeUndefined();
    expect(() => bank.chunkOf(best!.id, 6)).toThrow(/no chunk 6/);
  });

  it('refuses what it cannot do, and keeps what it has', () => {
    const bank = filled({}, 2);
    expect(() => bank.add(corpus.documents[0]!)).toThrow(/a document document 0 already/);
    expect(() => bank.add({ id: 'x', tokens: new Int32Array(0) })).toThrow(/no tokens/);
    expect(() => bank.remove('y')).toThrow(/no document y/);
    expect(() => bank.attach({ ids: ['y'] })).toThrow(/no document y/);
    expect(() => new MemoryBank({ model, chunk: 0 })).toThrow(/whole numbers above 0/);
    const plain = makeTransformer(config, initialParameters(config, random));
    expect(() => new MemoryBank({ model: plain })).toThrow(/no router for layer 2/);
    const full: MemoryBankOptions['content'] = {
      ...memoryContentTier(),
      write: () => {
        throw new Error('the disk is full');
      },
    };
    const unlucky = new MemoryBank({ model, chunk: 2, topK: 4, content: full });
    expect(() => unlucky.add(corpus.documents[0]!)).toThrow(/disk is full/);
    expect(unlucky.size).toBe(0);
    expect(unlucky.route(Int32Array.of(1, 200))).toEqual([]);
    expect(() => unpackContent(packContent({ keys: new Float32Array(3), values: new Float32Array(3) }), 2)).toThrow(
      /does not hold rows/,
    );
  });
});

describe('training', () => {
  it('computes what the bank computes, and gradients that finite differences confirm', async () => {
    await startTensors();
    const sample = drawSample(seededRandom('batch'), { samples: 1, documents: 5, plain: 6, texted: 3 });
    const batch = sampleArrays(sample);
    const queries = [
      { name: 'plain', routing: 1 },
      { name: 'texted', routing: 1 },
    ];
    const layout = { config, firstMemoryLayer: 2, chunk: 2, offset: 4 };
    const compiled = compileLoss((p, b) => {
      const of = { samples: 1, queries, temperature: 0.5 };
      const { language, routing } = msaLosses(layout, { parameters: p, batch: b }, of);
      return language.add(routing);
    });
    const { loss, gradients } = await compiled.differentiate(parameters, batch);
    const bank = new MemoryBank({ model, chunk: 2, topK: 4 });
    for (const document of sample.corpora[0]!.documents) bank.add(document);
    let expected = 0;
    for (const [name, asked] of [
      ['plain', sample.plain],
      ['texted', sample.texted],
    ] as const) {
      const gold = batch[`${name}.gold`]!.data;
      asked.forEach(({ tokens, target, hidden }, n) => {
        const text = hidden.map((d) => `document ${d}`);
        const memory = bank.attach({ routingTokens: 1, topK: 5, exclude: text });
        const logits = model.forward({ tokens, memory, positions: memory.offset }).data as Float32Array;
        expected -= (logits[target]! - logSum(logits)) / asked.length;
        for (const layer of [0, 1]) {
          const scores = new Float32Array(5).fill(-Infinity);
          for (const { id, perLayer } of memory.routed()) scores[Number(id.slice(9))] = perLayer[layer]! / 0.5;
          scores.forEach((x, d) => {
            if (gold[n * 5 + d]! > 0) expected -= (gold[n * 5 + d]! * (x - logSum(scores))) / 2;
          });
        }
      });
    }
    // The bank keeps keys and values in half precision.
    expect(loss).toBeCloseTo(expected, 2);
    const evaluate = (p: typeof parameters): Promise<number> => compiled.evaluate(p, batch);
    const { worst, where } = await checkGradients({
      parameters,
      gradients,
      loss: evaluate,
      random,
      perArray: 1,
      step: 3e-3,
    });
    expect(worst, where).toBeLessThan(0.05);
    compiled.dispose();
  }, 60_000);

  it('teaches the router in a few steps, and repeats itself from a seed', async () => {
    const tiny = transformerConfig({ ...tinyMsaConfig, hidden: 32, headSize: 16, mlp: 32 });
    const learn = async (steps: number): Promise<number[]> => {
      const fresh = initialMsa(tiny, seededRandom('learner'));
      const losses: number[] = [];
      await trainMsa({
        config: tiny,
        parameters: fresh,
        sizes: { samples: 4, documents: 4, plain: 16, texted: 0 },
        chunk: 2,
        steps: [0, steps],
        weights: { language: 0, routing: 1 },
        data: seededRandom('data'),
        onStep: ({ loss }) => losses.push(loss),
      });
      readAsRouted(tiny, fresh);
      expect(fresh['layers.0.query']!.data.every(Number.isFinite)).toBe(true);
      return losses;
    };
    const losses = await learn(60);
    const last = losses.slice(-5).reduce((a, b) => a + b) / 5;
    expect(last).toBeLessThan(0.8 * Math.log(4));
    expect(await learn(4)).toEqual(losses.slice(0, 4));
  }, 60_000);
});
