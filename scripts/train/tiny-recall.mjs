/**
 * TinyRecall: a two-layer decoder with a token shift that answers `ask key` from facts in its context.
 * Two phases: 8 facts in 32 tokens, then 16 facts in 64 tokens.
 */
const seed = 'tiny-recall-1';

export async function train({ library, log }) {
  const { seededRandom, warmupDecay, writeSafetensors } = await library('tensor/index.js');
  const { transformerConfig, initialParameters } = await library('models/transformer-config.js');
  const { trainTransformer } = await library('models/train-transformer.js');
  const { keyValueRecall } = await library('activation/tasks/key-value-recall.js');
  const { recallVocabulary } = await library('activation/tasks/recall-vocabulary.js');
  const { trainingRow } = await library('activation/tasks/task.js');
  const { rowAccuracy } = await library('models/train-transformer.js');

  const config = transformerConfig({
    layers: 2,
    hidden: 64,
    heads: 2,
    mlp: 128,
    vocabulary: recallVocabulary.size,
    activation: 'gelu',
    tokenShift: true,
  });
  const random = seededRandom(seed);
  const parameters = initialParameters(config, random.split('parameters'));
  const data = random.split('data');
  const row = (facts, length, questions) => () => trainingRow(keyValueRecall(data, { facts, length, questions }));
  const phases = [
    { steps: 200, row: row(8, 32, 8) },
    { steps: 400, row: row(16, 64, 16) },
  ];
  await trainTransformer({
    config,
    parameters,
    phases,
    rate: warmupDecay({ peak: 3e-3, steps: 600, warmupSteps: 100 }),
    onStep: ({ step, loss }) => {
      if (step % 25 === 0 || step === 599) log(`step ${step} loss ${loss.toFixed(4)}`);
    },
  });
  const held = random.split('evaluation');
  const measured = {};
  for (const [facts, length, questions] of [
    [16, 64, 16],
    [16, 128, 16],
    [40, 128, 16],
  ]) {
    const rows = Array.from({ length: 64 }, () => trainingRow(keyValueRecall(held, { facts, length, questions })));
    const accuracy = await rowAccuracy({ config, parameters, rows });
    measured[`${facts} facts in ${length} tokens`] = accuracy;
    log(`${facts} facts in ${length} tokens: ${(100 * accuracy).toFixed(1)}%`);
  }
  return {
    files: {
      'model.safetensors': writeSafetensors(parameters),
      'config.json': `${JSON.stringify(config, null, 2)}\n`,
    },
    provenance: {
      what: 'two-layer transformer with a token shift, trained for key-value recall',
      seed,
      recipe:
        'AdamW 3e-3 betas 0.9/0.98 decay 0.01 clip 1, 100 warm-up steps, decay over the last 30%, batch 16: ' +
        '200 steps of 8 facts in 32 tokens with 8 questions, 400 steps of 16 facts in 64 tokens with 16 questions',
      recall: measured,
    },
  };
}
