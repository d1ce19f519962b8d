/** TinyRecite: the TinyRecall architecture trained to write a record again after distractors. */
import { trainSmallModel } from './loop/small-model.mjs';

const seed = 'tiny-recite-1';

export async function train({ library, log }) {
  const { rowAccuracy } = await library('models/train-transformer.js');
  const { recite, reciteVocabulary } = await library('activation/tasks/recite.js');
  const { trainingRow } = await library('activation/tasks/task.js');

  const rows = (data) => () => trainingRow(recite(data, { given: 0 }));
  const { random, config, parameters, files, recipe } = await trainSmallModel(
    { library, log },
    {
      seed,
      config: { vocabulary: reciteVocabulary.size, tokenShift: true },
      phases: (data) => [{ steps: 600, row: rows(data) }],
      rows: '600 steps of a 16-letter record, 64 distractors and the record again',
    },
  );
  const held = Array.from({ length: 64 }, rows(random.split('evaluation')));
  const accuracy = await rowAccuracy({ config, parameters, rows: held });
  log(`accuracy ${(100 * accuracy).toFixed(1)}%`);
  return {
    files,
    provenance: {
      what: 'two-layer transformer with a token shift, trained to recite by position',
      ...{ seed, recipe, accuracy },
    },
  };
}
