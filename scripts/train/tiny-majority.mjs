/** TinyMajority: the TinyRecall architecture trained to answer the majority of each key's votes. */
const seed = 'tiny-majority-1';
const steps = 1000;

export async function train({ library, log }) {
  const { seededRandom, warmupDecay, writeSafetensors } = await library('tensor/index.js');
  const { transformerConfig, initialParameters } = await library('models/transformer-config.js');
  const { rowAccuracy, trainTransformer } = await library('models/train-transformer.js');
  const { majorityRuns, majorityVocabulary } = await library('activation/tasks/majority-runs.js');
  const { trainingRow } = await library('activation/tasks/task.js');

  const config = transformerConfig({
    layers: 2,
    hidden: 64,
    heads: 2,
    mlp: 128,
    vocabulary: majorityVocabulary.size,
    activation: 'gelu',
    tokenShift: true,
  });
  const random = seededRandom(seed);
  const parameters = initialParameters(config, random.split('parameters'));
  const rows = (data) => () => trainingRow(majorityRuns(data, { questions: 16 }));
  await trainTransformer({
    config,
    parameters,
    phases: [{ steps, row: rows(random.split('data')) }],
    rate: warmupDecay({ peak: 3e-3, steps, warmupSteps: 100 }),
    onStep: ({ step, loss }) => {
      if (step % 50 === 0 || step === steps - 1) log(`step ${step} loss ${loss.toFixed(4)}`);
    },
  });
  const held = Array.from({ length: 64 }, rows(random.split('evaluation')));
  const accuracy = await rowAccuracy({ config, parameters, rows: held });
  log(`accuracy ${(100 * accuracy).toFixed(1)}%`);
  return {
    files: {
      'model.safetensors': writeSafetensors(parameters),
      'config.json': `${JSON.stringify(config, null, 2)}\n`,
    },
    provenance: {
      what: 'two-layer transformer with a token shift, trained on majority votes',
      seed,
      recipe:
        'AdamW 3e-3 betas 0.9/0.98 decay 0.01 clip 1, 100 warm-up steps, decay over the last 30%, batch 16: 1,000 steps of 16 runs of 5 votes with 16 questions',
      accuracy,
    },
  };
}
