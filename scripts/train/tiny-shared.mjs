/** TinyShared: a two-layer decoder with a token shift that answers SCBench's synthetic tasks, all of them. */
import { trainSmallModel } from './loop/small-model.mjs';

const seed = 'tiny-shared-1';
const phases = [
  { steps: 300, length: 32, tokens: 56 },
  { steps: 400, length: 64, tokens: 96 },
];

export async function train({ library, log }) {
  const { makeTransformer } = await library('models/transformer.js');
  const { sharedContextCase, sharedContextRow, sharedTasks, sharedVocabulary } = await library(
    'activation/tasks/shared-context.js',
  );
  const { evaluatePolicies } = await library('activation/evaluate/evaluate-policies.js');
  const { full } = await library('activation/policies/full.js');

  const accuracy = ({ config, parameters, random }, length, count) => {
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
  const described = phases.map(({ steps, length }) => `${steps} steps of ${length} context tokens`).join(', ');
  const trained = await trainSmallModel(
    { library, log },
    {
      seed,
      config: { vocabulary: sharedVocabulary.size, tokenShift: true },
      phases: (data) =>
        phases.map(({ steps, length, tokens }) => ({ steps, row: () => sharedContextRow(data, length, tokens) })),
      rows: `${described}, tasks drawn evenly`,
      onStep: ({ step, ...state }) => {
        if (step > 0 && step % 150 === 0) log(JSON.stringify(accuracy(state, 32, 16)));
      },
    },
  );
  const measured = accuracy(trained, 64, 48);
  log(JSON.stringify(measured));
  return {
    files: trained.files,
    provenance: {
      what: 'two-layer transformer with a token shift, trained on six synthetic tasks over a shared context',
      ...{ seed, recipe: trained.recipe, accuracyAt64: measured },
    },
  };
}
