/** TinyShared: a two-layer decoder with a token shift that answers SCBench's synthetic tasks, all of them. */
const seed = 'tiny-shared-1';
const phases = [
  { steps: 300, length: 32, tokens: 56 },
  { steps: 400, length: 64, tokens: 96 },
];

export async function train({ library, log }) {
  const { seededRandom, warmupDecay, writeSafetensors } = await library('tensor/index.js');
  const { transformerConfig, initialParameters } = await library('models/transformer-config.js');
  const { makeTransformer } = await library('models/transformer.js');
  const { trainTransformer } = await library('models/train-transformer.js');
  const { sharedContextCase, sharedContextRow, sharedTasks, sharedVocabulary } = await library(
    'activation/tasks/shared-context.js',
  );
  const { evaluatePolicies } = await library('activation/evaluate/evaluate-policies.js');
  const { full } = await library('activation/policies/full.js');

  const config = transformerConfig({
    layers: 2,
    hidden: 64,
    heads: 2,
    mlp: 128,
    vocabulary: sharedVocabulary.size,
    activation: 'gelu',
    tokenShift: true,
  });
  const random = seededRandom(seed);
  const parameters = initialParameters(config, random.split('parameters'));
  const data = random.split('data');
  const accuracy = (length, count) => {
    const model = makeTransformer(config, parameters);
    const held = random.split(`evaluation ${length}`);
    return Object.fromEntries(
      sharedTasks.map((task) => {
        const cases = Array.from({ length: count }, () => sharedContextCase(task, held, { length, questions: 5 }));
        const [row] = evaluatePolicies({ model, cases, entries: [{ policy: full() }], shares: [1], seed: 1 });
        return [task, Math.round(1000 * row.accuracy) / 1000];
      }),
    );
  };
  const steps = phases.reduce((sum, phase) => sum + phase.steps, 0);
  await trainTransformer({
    config,
    parameters,
    phases: phases.map(({ steps: count, length, tokens }) => ({
      steps: count,
      row: () => sharedContextRow(data, length, tokens),
    })),
    rate: warmupDecay({ peak: 3e-3, steps, warmupSteps: 100 }),
    batch: 16,
    onStep: ({ step, loss }) => {
      if (step % 50 === 0 || step === steps - 1) log(`step ${step} loss ${loss.toFixed(4)}`);
      if (step > 0 && step % 150 === 0) log(JSON.stringify(accuracy(32, 16)));
    },
  });
  const measured = accuracy(64, 48);
  log(JSON.stringify(measured));
  return {
    files: {
      'model.safetensors': writeSafetensors(parameters),
      'config.json': `${JSON.stringify(config, null, 2)}\n`,
    },
    provenance: {
      what: 'two-layer transformer with a token shift, trained on six synthetic tasks over a shared context',
      seed,
      recipe: `AdamW 3e-3 betas 0.9/0.98 decay 0.01 clip 1, 100 warm-up steps, decay over the last 30%, batch 16: ${phases.map(({ steps: count, length }) => `${count} steps of ${length} context tokens`).join(', ')}, tasks drawn evenly`,
      accuracyAt64: measured,
    },
  };
}
