/**
 * TinyRecall: a two-layer decoder with a token shift that answers `ask key` from facts in its context.
 * Two phases: 8 facts in 32 tokens, then 16 facts in 64 tokens.
 */
import { trainSmallModel } from './loop/small-model.mjs';

const seed = 'tiny-recall-1';

export async function train({ library, log }) {
  const { rowAccuracy } = await library('models/train-transformer.js');
  const { keyValueRecall } = await library('activation/tasks/key-value-recall.js');
  const { recallVocabulary } = await library('activation/tasks/recall-vocabulary.js');
  const { trainingRow } = await library('activation/tasks/task.js');

  const row = (data, facts, length, questions) => () => trainingRow(keyValueRecall(data, { facts, length, questions }));
  const { random, config, parameters, files, recipe } = await trainSmallModel(
    { library, log },
    {
      seed,
      config: { vocabulary: recallVocabulary.size, tokenShift: true },
      phases: (data) => [
        { steps: 200, row: row(data, 8, 32, 8) },
        { steps: 400, row: row(data, 16, 64, 16) },
      ],
      rows: '200 steps of 8 facts in 32 tokens with 8 questions, 400 steps of 16 facts in 64 tokens with 16 questions',
      every: 25,
    },
  );
  const held = random.split('evaluation');
  const measured = {};
  for (const [facts, length, questions] of [
    [16, 64, 16],
    [16, 128, 16],
    [40, 128, 16],
  ]) {
    const rows = Array.from({ length: 64 }, row(held, facts, length, questions));
    const accuracy = await rowAccuracy({ config, parameters, rows });
    measured[`${facts} facts in ${length} tokens`] = accuracy;
    log(`${facts} facts in ${length} tokens: ${(100 * accuracy).toFixed(1)}%`);
  }
  return {
    files,
    provenance: {
      what: 'two-layer transformer with a token shift, trained for key-value recall',
      ...{ seed, recipe, recall: measured },
    },
  };
}
