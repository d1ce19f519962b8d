/** TinyMSA: a two-layer transformer whose upper layer reads a bank of documents through a learned router. */
import { trainLoop } from './loop/train-loop.mjs';

const settings = {
  /** A chunk holds one fact: the model that ships. */
  fine: { chunk: 2 },
  /** A chunk holds two facts: finds as well, reads badly. */
  coarse: { chunk: 4 },
};
const samples = 8;
const steps = 1500;
const warmup = 100;
/** Documents a sample, questions without and after text, and loss weights, from a step on. */
const phases = [
  { from: 0, documents: 4, plain: 16, texted: 0, weights: { language: 0.1, routing: 1 } },
  { from: warmup, documents: 2, plain: 16, texted: 0 },
  { from: 300, documents: 4, plain: 12, texted: 4 },
  { from: 500, documents: 16, plain: 12, texted: 6 },
];

export async function train({ library, log, work, cut, variant = 'fine', seeds = [1, 2, 3] }) {
  const { adamW, seededRandom, warmupDecay, writeSafetensors } = await library('tensor/index.js');
  const msa = await library('activation/long-memory/msa/train-msa.js');
  const { measureBank } = await library('activation/long-memory/msa/measure-bank.js');

  const { chunk } = settings[variant];
  const config = msa.tinyMsaConfig;
  const files = { 'config.json': `${JSON.stringify(config, null, 2)}\n` };
  const chosen = {};
  for (const seed of seeds) {
    const random = seededRandom(`tiny-msa-${seed}`);
    const parameters = msa.initialMsa(config, random);
    const rate = warmupDecay({ peak: 3e-3, steps, warmupSteps: 30 });
    const optimizer = adamW({ rate, betas: [0.9, 0.98], decay: 0.01, clip: 1 });
    const best = await trainLoop(library, {
      name: `${variant}-${seed}`,
      work,
      steps: cut ?? steps,
      every: Math.min(100, cut ?? steps),
      parameters,
      optimizer,
      log,
      async advance(from, to) {
        const { from: start, weights, ...sizes } = phases.findLast((phase) => phase.from <= from);
        if (from === warmup) msa.readAsRouted(config, parameters);
        let mean = 0;
        await msa.trainMsa({
          config,
          parameters,
          sizes: { samples, ...sizes },
          chunk,
          steps: [from, to],
          ...(weights && { weights }),
          data: random.split('data'),
          optimizer,
          onStep: ({ loss }) => {
            mean += loss / (to - from);
          },
        });
        return mean;
      },
      score() {
        const bank = { parameters, chunk, documents: 64, questions: 24, seed: 'development', link: 'blank' };
        const measured = measureBank(bank);
        const shares = Object.entries(measured).map(([kind, share]) => `${kind} ${share.toFixed(2)}`);
        log(`${variant} ${seed}: ${shares.join(', ')}`);
        return Object.values(measured).reduce((sum, share) => sum + share, 0) / 5;
      },
    });
    files[`model-${seed}.safetensors`] = writeSafetensors(best.parameters);
    chosen[seed] = { step: best.step, score: best.score };
  }
  return {
    files,
    provenance: {
      what: 'two-layer transformer with open tokens, a router, and a memory layer that reads averages of a document',
      seeds: seeds.map((seed) => `tiny-msa-${seed}`),
      recipe:
        'AdamW 3e-3 betas 0.9/0.98 decay 0.01 clip 1, 30 warm-up steps, decay over the last 30%, 8 samples a step, 1,500 ' +
        `steps, chunks of ${chunk} tokens, router temperature 0.1: 100 steps of 0.1 x language + routing loss on 4 ` +
        'documents with 16 questions, then language + 0.1 x routing on 2 documents, from step 300 on 4 documents with 12 ' +
        'questions and 4 after text, from step 500 on 16 documents with 12 and 6; a quarter of the questions are chained, ' +
        'with a mark in place of the name. Of the states after every 100 steps the one with the best mean of ' +
        'finding, reading, reading text and absent questions on a development corpus of 64 documents',
      chosen,
    },
  };
}
