/**
 * TinyFlash: a decoder with wide ReLU feed-forward layers, trained with a penalty on their activations so that few
 * neurons fire for a token, and low-rank predictors that say which before the weights are read.
 */
const seed = 'tiny-flash-1';
const steps = 500;
const length = 64;
const activationPenalty = 0.5;

export async function train({ library, log }) {
  const { seededRandom, warmupDecay, writeSafetensors } = await library('tensor/index.js');
  const { transformerConfig, initialParameters } = await library('models/transformer-config.js');
  const { makeTransformer } = await library('models/transformer.js');
  const { trainTransformer } = await library('models/train-transformer.js');
  const { topicRow, topicStream, topicVocabulary } = await library('activation/tasks/topic-stream.js');
  const { trainPredictors } = await library('activation/flash/train-predictor.js');
  const { streamLoss } = await library('activation/flash/stream-loss.js');

  const config = transformerConfig({
    layers: 4,
    hidden: 64,
    heads: 2,
    mlp: 1024,
    vocabulary: topicVocabulary.size,
    activation: 'relu',
  });
  const random = seededRandom(seed);
  const parameters = initialParameters(config, random.split('parameters'));
  const data = random.split('data');
  await trainTransformer({
    config,
    parameters,
    phases: [{ steps, row: () => topicRow(data, length) }],
    rate: warmupDecay({ peak: 3e-3, steps, warmupSteps: 50 }),
    activationPenalty,
    onStep: ({ step, loss }) => {
      if (step % 25 === 0 || step === steps - 1) log(`step ${step} loss with penalty ${loss.toFixed(4)}`);
    },
  });
  const model = makeTransformer(config, parameters);
  const held = random.split('evaluation');
  const { loss, active } = streamLoss(
    model,
    Array.from({ length: 16 }, () => topicStream(held, 128)),
  );
  log(
    `held-out loss ${loss.toFixed(3)} nats, active neurons by layer ${active.map((share) => share.toFixed(3)).join(', ')}`,
  );
  const predictorData = random.split('predictor data');
  const predictors = await trainPredictors({
    model,
    streams: Array.from({ length: 96 }, () => topicStream(predictorData, 128)),
    random: random.split('predictors'),
    onLayer: (line) => log(line),
  });
  return {
    files: {
      'model.safetensors': writeSafetensors(parameters),
      'predictors.safetensors': writeSafetensors(predictors),
      'config.json': `${JSON.stringify(config, null, 2)}\n`,
    },
    provenance: {
      what: 'four-layer transformer with ReLU feed-forward layers of 1,024 neurons and low-rank predictors of which fire',
      seed,
      recipe: `AdamW 3e-3 betas 0.9/0.98 decay 0.01 clip 1, 50 warm-up steps, decay over the last 30%, batch 16, ${steps} steps of ${length} tokens; ${activationPenalty} times the mean activation of each layer added to the loss; predictors of rank 16`,
      heldOutLossNats: loss,
      activeNeuronsByLayer: active,
    },
  };
}
