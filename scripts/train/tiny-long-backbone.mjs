/** The frozen model behind LongMem: TinyRecall with four layers, trained on single segments only. */
import { trainLoop } from './loop/train-loop.mjs';

const steps = 400;

export async function train({ library, log, work, cut = steps }) {
  const { adamW, seededRandom, warmupDecay, writeSafetensors } = await library('tensor/index.js');
  const { transformerConfig, initialParameters } = await library('models/transformer-config.js');
  const { rowAccuracy, trainTransformer } = await library('models/train-transformer.js');
  const { keyValueRecall } = await library('activation/tasks/key-value-recall.js');
  const { recallVocabulary } = await library('activation/tasks/recall-vocabulary.js');
  const { trainingRow } = await library('activation/tasks/task.js');

  const config = transformerConfig({
    layers: 4,
    hidden: 64,
    heads: 2,
    mlp: 128,
    vocabulary: recallVocabulary.size,
    tokenShift: true,
  });
  const random = seededRandom('tiny-long-backbone-1');
  const parameters = initialParameters(config, random.split('parameters'));
  const rate = warmupDecay({ peak: 3e-3, steps, warmupSteps: 100 });
  const optimizer = adamW({ rate, betas: [0.9, 0.98], decay: 0.01, clip: 1 });
  const batch = 16;
  const sizes = (step) =>
    step < 200 ? { facts: 8, length: 32, questions: 8 } : { facts: 16, length: 64, questions: 16 };
  const held = random.split('evaluation');
  const rows = Array.from({ length: 32 }, () => trainingRow(keyValueRecall(held, sizes(steps))));
  const best = await trainLoop(library, {
    name: 'backbone',
    work,
    steps: cut,
    every: Math.min(100, cut),
    parameters,
    optimizer,
    log,
    async advance(from, to) {
      let drawn = 0;
      const row = () => {
        const step = from + Math.floor(drawn / batch);
        return trainingRow(keyValueRecall(random.split(`row ${step}.${drawn++ % batch}`), sizes(from)));
      };
      const history = await trainTransformer({
        config,
        parameters,
        phases: [{ steps: to - from, row }],
        rate,
        optimizer,
        batch,
      });
      return history.reduce((sum, { loss }) => sum + loss, 0) / history.length;
    },
    score: () => rowAccuracy({ config, parameters, rows }),
  });
  return {
    files: {
      'model.safetensors': writeSafetensors(best.parameters),
      'config.json': `${JSON.stringify(config, null, 2)}\n`,
    },
    provenance: {
      what: 'four-layer transformer with a token shift, trained for key-value recall within one segment',
      seed: 'tiny-long-backbone-1',
      recipe:
        'AdamW 3e-3 betas 0.9/0.98 decay 0.01 clip 1, 100 warm-up steps, decay over the last 30%, batch 16: 200 steps of ' +
        '8 facts in 32 tokens with 8 questions, 200 steps of 16 facts in 64 tokens with 16 questions',
      recall: best.score,
    },
  };
}
