/** TinyReciteLong: TinyRecite with an 8-letter record in a context of 266 tokens, for budgets of 3%. */
const seed = 'tiny-recite-long-1';
const steps = 500;

export async function train({ library, log }) {
  const { seededRandom, warmupDecay, writeSafetensors } = await library('tensor/index.js');
  const { transformerConfig, initialParameters } = await library('models/transformer-config.js');
  const { rowAccuracy, trainTransformer } = await library('models/train-transformer.js');
  const { longRecite, recite, reciteVocabulary } = await library('activation/tasks/recite.js');
  const { trainingRow } = await library('activation/tasks/task.js');

  const config = transformerConfig({
    layers: 2,
    hidden: 64,
    heads: 2,
    mlp: 128,
    vocabulary: reciteVocabulary.size,
    activation: 'gelu',
    tokenShift: true,
  });
  const random = seededRandom(seed);
  const parameters = initialParameters(config, random.split('parameters'));
  const rows = (data) => () => trainingRow(recite(data, { ...longRecite, given: 0 }));
  await trainTransformer({
    config,
    parameters,
    phases: [{ steps, row: rows(random.split('data')) }],
    rate: warmupDecay({ peak: 3e-3, steps, warmupSteps: 100 }),
    batch: 16,
    onStep: ({ step, loss }) => {
      if (step % 25 === 0 || step === steps - 1) log(`step ${step} loss ${loss.toFixed(4)}`);
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
      what: 'two-layer transformer with a token shift, trained to recite 8 letters over 256 distractors',
      seed,
      recipe: `AdamW 3e-3 betas 0.9/0.98 decay 0.01 clip 1, 100 warm-up steps, decay over the last 30%, batch 16, ${steps} steps`,
      accuracy,
    },
  };
}
