/**
 * TinyFlash: a decoder with wide ReLU feed-forward layers, trained with a penalty on their activations so that few
 * neurons fire for a token, and low-rank predictors that say which before the weights are read.
 */
import { trainSmallModel } from './loop/small-model.mjs';

const seed = 'tiny-flash-1';
const steps = 500;
const length = 64;
const activationPenalty = 0.5;

export async function train({ library, log }) {
  const { writeSafetensors } = await library('tensor/index.js');
  const { makeTransformer } = await library('models/transformer.js');
  const { topicRow, topicStream, topicVocabulary } = await library('activation/tasks/topic-stream.js');
  const { trainPredictors } = await library('activation/flash/train-predictor.js');
  const { streamLoss } = await library('activation/flash/stream-loss.js');

  const { random, config, parameters, files, recipe } = await trainSmallModel(
    { library, log },
    {
      seed,
      config: { layers: 4, mlp: 1024, vocabulary: topicVocabulary.size, activation: 'relu' },
      phases: (data) => [{ steps, row: () => topicRow(data, length) }],
      rows: `${steps} steps of ${length} tokens`,
      warmupSteps: 50,
      every: 25,
      extra: { activationPenalty },
    },
  );
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
    files: { ...files, 'predictors.safetensors': writeSafetensors(predictors) },
    provenance: {
      what: 'four-layer transformer with ReLU feed-forward layers of 1,024 neurons and low-rank predictors of which fire',
      seed,
      recipe: `${recipe}; ${activationPenalty} times the mean activation of each layer added to the loss; predictors of rank 16`,
      heldOutLossNats: loss,
      activeNeuronsByLayer: active,
    },
  };
}
