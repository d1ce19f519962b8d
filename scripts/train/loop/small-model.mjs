/**
 * What the recipes of the small models share: a configuration, parameters from a seed, phases of generated rows under
 * AdamW with a warm-up, and a provenance that says so.
 */

/**
 * Trains a fresh model.
 *
 * @param tools `library` imports a module of the library, `log` takes a line
 * @param recipe `seed`; `config` beside two layers of 64 with GELU; `phases(data)` as `trainTransformer` takes them, given
 *   the random stream of the data; `rows` says in words what a phase trains on; `batch` (default 16); `warmupSteps`
 *   (default 100); `extra` for `trainTransformer`; `every` so many steps the loss is logged (default 50); `onStep`
 * @returns `random` (for evaluation: split it), `config`, `parameters`, the `files` and the sentence `recipe`
 */
export async function trainSmallModel({ library, log }, recipe) {
  const { seededRandom, warmupDecay, writeSafetensors } = await library('tensor/index.js');
  const { transformerConfig, initialParameters } = await library('models/transformer-config.js');
  const { trainTransformer } = await library('models/train-transformer.js');
  const { seed, phases, rows, batch = 16, warmupSteps = 100, extra = {}, every = 50, onStep } = recipe;
  const config = transformerConfig({ layers: 2, hidden: 64, heads: 2, mlp: 128, activation: 'gelu', ...recipe.config });
  const random = seededRandom(seed);
  const parameters = initialParameters(config, random.split('parameters'));
  const listed = phases(random.split('data'));
  const steps = listed.reduce((sum, phase) => sum + phase.steps, 0);
  await trainTransformer({
    ...{ config, parameters, phases: listed, batch, ...extra },
    rate: warmupDecay({ peak: 3e-3, steps, warmupSteps }),
    onStep: ({ step, loss }) => {
      if (step % every === 0 || step === steps - 1) log(`step ${step} loss ${loss.toFixed(4)}`);
      onStep?.({ step, config, parameters, random });
    },
  });
  return {
    ...{ random, config, parameters },
    files: {
      'model.safetensors': writeSafetensors(parameters),
      'config.json': `${JSON.stringify(config, null, 2)}\n`,
    },
    recipe: `AdamW 3e-3 betas 0.9/0.98 decay 0.01 clip 1, ${warmupSteps} warm-up steps, decay over the last 30%, batch ${batch}: ${rows}`,
  };
}
