/** TinyEcho: a bidirectional masked-diffusion model that restores masked symbols of a response said twice. */
import { trainSmallModel } from './loop/small-model.mjs';

const seed = 'tiny-echo-1';
const steps = 800;

export async function train({ library, log }) {
  const { rowAccuracy } = await library('models/train-transformer.js');
  const { echoRow, echoVocabulary, echoShape } = await library('activation/tasks/echo.js');

  const { random, config, parameters, files, recipe } = await trainSmallModel(
    { library, log },
    {
      seed,
      config: { vocabulary: echoVocabulary.size, causal: false },
      phases: (data) => [{ steps, row: () => echoRow(data) }],
      rows: `${steps} steps; a uniformly drawn share of the response is masked`,
      batch: 32,
    },
  );
  // positions whose twin is visible are determined; the others are free
  const held = random.split('evaluation');
  const rows = Array.from({ length: 128 }, () => echoRow(held)).map((row) => {
    const weights = row.weights.map((weight, t) => {
      const twin = t < echoShape.prompt + echoShape.pairs ? t + echoShape.pairs : t - echoShape.pairs;
      return weight > 0 && row.tokens[twin] !== echoVocabulary.mask ? 1 : 0;
    });
    return { ...row, weights };
  });
  const accuracy = await rowAccuracy({ config, parameters, rows });
  log(`accuracy where the twin is visible ${(100 * accuracy).toFixed(1)}%`);
  return {
    files,
    provenance: {
      what: 'two-layer bidirectional masked-diffusion transformer, trained to say twelve symbols twice',
      ...{ seed, recipe },
      accuracyWhereTwinIsVisible: accuracy,
    },
  };
}
