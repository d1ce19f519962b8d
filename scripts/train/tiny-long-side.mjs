/**
 * LongMem's side network for tiny-long-backbone, and what its argument about staleness needs: the side network after
 * further training beside the frozen backbone, and a backbone that was trained on with a side network that follows it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { trainLoop } from './loop/train-loop.mjs';

const steps = 150;
/** The rate is planned for 250 steps; the loss is at its floor before. */
const planned = 250;
/** Then tokens are found by chunks as well; the rate is planned for 150 steps, and recall is flat before. */
const chunkSteps = 100;
const chunkPlanned = 150;
const chunk = 4;
const movingSteps = 100;
const furtherSteps = 25;
const segments = 8;
const questions = 16;
/** The layer on which this backbone recalls: without its attention it answers nothing, without another's everything. */
const memoryLayer = 0;

export async function train({ library, root, log, work, cut = steps }) {
  const { adamW, cloneParameters, seededRandom, warmupDecay, writeSafetensors } = await library('tensor/index.js');
  const { openFixture } = await library('models/fixture.js');
  const { trainTransformer } = await library('models/train-transformer.js');
  const { initialSide, trainSide } = await library('activation/long-memory/longmem/train-side.js');
  const { measureSide } = await library('activation/long-memory/longmem/measure-side.js');
  const { keyValueRecall } = await library('activation/tasks/key-value-recall.js');
  const { recallVocabulary: words } = await library('activation/tasks/recall-vocabulary.js');
  const { trainingRow } = await library('activation/tasks/task.js');

  const most = (wanted) => Math.min(wanted, cut);
  const folder = join(root, 'data', 'models', 'tiny-long-backbone');
  const frozen = await openFixture((name) => readFileSync(join(folder, name)));
  const { config, parameters: backbone } = frozen;
  const random = seededRandom('tiny-long-side-1');
  const shared = { config, memoryLayer, questions };
  const optimizerOf = (rate) => adamW({ rate, betas: [0.9, 0.98], decay: 0.01, clip: 1 });

  const side = initialSide(config, backbone, memoryLayer);
  const readingOptimizer = optimizerOf(warmupDecay({ peak: 3e-3, steps: planned, warmupSteps: 25 }));
  let mean = 0;
  const reading = await trainLoop(library, {
    name: 'side',
    work,
    steps: most(steps),
    every: most(50),
    parameters: side,
    optimizer: readingOptimizer,
    log,
    async advance(from, to) {
      mean = 0;
      await trainSide({
        ...{ ...shared, backbone, side, segments, steps: [from, to], data: random.split('data') },
        optimizer: readingOptimizer,
        onStep: ({ loss }) => {
          mean += loss / (to - from);
        },
      });
      return mean;
    },
    score: () => -mean,
  });
  const searching = cloneParameters(reading.parameters);
  const searchingOptimizer = optimizerOf(
    warmupDecay({ peak: 2e-3, steps: chunkPlanned, warmupSteps: 10, decayShare: 0.5 }),
  );
  const best = await trainLoop(library, {
    name: 'side-chunks',
    work,
    steps: most(chunkSteps),
    every: most(25),
    parameters: searching,
    optimizer: searchingOptimizer,
    log,
    async advance(from, to) {
      let loss = 0;
      await trainSide({
        ...{
          ...shared,
          backbone,
          side: searching,
          segments,
          chunk,
          steps: [from, to],
          data: random.split('chunk data'),
        },
        optimizer: searchingOptimizer,
        onStep: (step) => {
          loss += step.loss / (to - from);
        },
      });
      return loss;
    },
    score: () => measureSide({ backbone: frozen, side: searching, memoryLayer, chunk, seed: 'development' }),
  });
  const files = { 'side.safetensors': writeSafetensors(best.parameters) };

  // Other data: facts told the other way round, asked from value to key, among those told as before.
  const turned = ({ tokens, ...row }) => ({
    ...row,
    tokens: tokens.map((token) => {
      if (token >= words.keyFrom && token < words.keyFrom + words.keys) return token - words.keyFrom + words.valueFrom;
      const isValue = token >= words.valueFrom && token < words.valueFrom + words.values;
      return isValue ? token - words.valueFrom + words.keyFrom : token;
    }),
  });
  const moved = cloneParameters(backbone);
  let drawn = 0;
  const history = await trainTransformer({
    config,
    parameters: moved,
    phases: [
      {
        steps: most(movingSteps),
        row() {
          const sizes = { facts: 16, length: 64, questions: 16 };
          const row = trainingRow(keyValueRecall(random.split(`other ${drawn}`), sizes));
          return drawn++ % 2 === 0 ? row : turned(row);
        },
      },
    ],
    optimizer: optimizerOf(3e-3),
    batch: 8,
  });
  log(`moved backbone: loss ${history.at(-1).loss.toFixed(4)} after ${most(movingSteps)} steps`);
  files['moved-backbone.safetensors'] = writeSafetensors(moved);
  const losses = { reading: -reading.score, 'moved backbone': history.at(-1).loss };
  for (const [name, encoder] of Object.entries({ further: backbone, moved })) {
    const following = cloneParameters(best.parameters);
    let loss = 0;
    await trainSide({
      ...{ ...shared, backbone: encoder, side: following, segments, chunk },
      ...{ steps: [0, most(furtherSteps)], data: random.split('further data'), optimizer: optimizerOf(2e-3) },
      onStep: (step) => {
        loss = step.loss;
      },
    });
    files[`${name}-side.safetensors`] = writeSafetensors(following);
    losses[name] = loss;
    log(`${name}: loss ${loss.toFixed(4)} after ${most(furtherSteps)} further steps`);
  }
  return {
    files,
    provenance: {
      what: 'side network for tiny-long-backbone, the same after further training, and a backbone trained on with its own',
      seed: 'tiny-long-side-1',
      recipe:
        'AdamW 3e-3 betas 0.9/0.98 decay 0.01 clip 1, 25 warm-up steps, batch 16, 150 steps of 16 questions about facts in ' +
        'a bank of 8 segments of 64 tokens with 8 facts each; memory layer 0; backbone frozen; the state with the least mean ' +
        `loss over 50 steps; then ${chunkSteps} steps at 2e-3 (10 warm-up, falling from step 75 as if to end at step 150) in half of whose rows ` +
        `a token's logit is raised by the sum over its chunk of ${chunk}; of the states after every 25 the one with the best ` +
        `recall by searched chunks on development streams. Moved backbone: ${movingSteps} steps of 8 rows at 3e-3 on single segments, in ` +
        `half of them facts told and asked the other way round. Further and moved side network: ${furtherSteps} steps at 2e-3`,
      recall: best.score,
      step: best.step,
      losses,
    },
  };
}
