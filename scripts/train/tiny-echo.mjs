/** TinyEcho: a bidirectional masked-diffusion model that restores masked symbols of a response said twice. */
const seed = 'tiny-echo-1';
const steps = 800;

export async function train({ library, log }) {
  const { seededRandom, warmupDecay, writeSafetensors } = await library('tensor/index.js');
  const { transformerConfig, initialParameters } = await library('models/transformer-config.js');
  const { rowAccuracy, trainTransformer } = await library('models/train-transformer.js');
  const { echoRow, echoVocabulary, echoShape } = await library('activation/tasks/echo.js');

  const config = transformerConfig({
    layers: 2,
    hidden: 64,
    heads: 2,
    mlp: 128,
    vocabulary: echoVocabulary.size,
    activation: 'gelu',
    causal: false,
  });
  const random = seededRandom(seed);
  const parameters = initialParameters(config, random.split('parameters'));
  const data = random.split('data');
  await trainTransformer({
    config,
    parameters,
    phases: [{ steps, row: () => echoRow(data) }],
    rate: warmupDecay({ peak: 3e-3, steps, warmupSteps: 100 }),
    batch: 32,
    onStep: ({ step, loss }) => {
      if (step % 50 === 0 || step === steps - 1) log(`step ${step} loss ${loss.toFixed(4)}`);
    },
  });
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
    files: {
      'model.safetensors': writeSafetensors(parameters),
      'config.json': `${JSON.stringify(config, null, 2)}\n`,
    },
    provenance: {
      what: 'two-layer bidirectional masked-diffusion transformer, trained to say twelve symbols twice',
      seed,
      recipe: `AdamW 3e-3 betas 0.9/0.98 decay 0.01 clip 1, 100 warm-up steps, decay over the last 30%, batch 32, ${steps} steps; a uniformly drawn share of the response is masked`,
      accuracyWhereTwinIsVisible: accuracy,
    },
  };
}
