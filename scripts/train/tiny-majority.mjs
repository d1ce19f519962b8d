/** TinyMajority: the TinyRecall architecture trained to answer the majority of each key's votes. */
import { trainSmallModel } from './loop/small-model.mjs';

const seed = 'tiny-majority-1';

export async function train({ library, log }) {
  const { rowAccuracy } = await library('models/train-transformer.js');
  const { majorityRuns, majorityVocabulary } = await library('activation/tasks/majority-runs.js');
  const { trainingRow } = await library('activation/tasks/task.js');

  const rows = (data) => () => trainingRow(majorityRuns(data, { questions: 16 }));
  const { random, config, parameters, files, recipe } = await trainSmallModel(
    { library, log },
    {
      seed,
      config: { vocabulary: majorityVocabulary.size, tokenShift: true },
      phases: (data) => [{ steps: 1000, row: rows(data) }],
      rows: '1,000 steps of 16 runs of 5 votes with 16 questions',
    },
  );
  const held = Array.from({ length: 64 }, rows(random.split('evaluation')));
  const accuracy = await rowAccuracy({ config, parameters, rows: held });
  log(`accuracy ${(100 * accuracy).toFixed(1)}%`);
  return {
    files,
    provenance: {
      what: 'two-layer transformer with a token shift, trained on majority votes',
      ...{ seed, recipe, accuracy },
    },
  };
}
