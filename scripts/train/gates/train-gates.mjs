/** Trains retention gates for TinyRecall on the durable/ephemeral task: 12 of 40 facts will ever be asked. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const seeds = [1, 2, 3];

/** Three gates of one kind; `rate` is a number or a schedule, `described` says it in words. */
export async function trainGates({ library, root, log }, { kind, steps, rate, described }) {
  const { seededRandom, writeSafetensors } = await library('tensor/index.js');
  const { openFixture } = await library('models/fixture.js');
  const { keyValueRecall } = await library('activation/tasks/key-value-recall.js');
  const { trainingRow } = await library('activation/tasks/task.js');
  const { initialGate } = await library('activation/retention/retention-gate.js');
  const { trainGate } = await library('activation/retention/train-gate.js');

  const model = await openFixture((name) => readFileSync(join(root, 'data', 'models', 'tiny-recall', name)));
  const task = { facts: 40, length: 128, questions: 8, durableKeys: 32, durableFacts: 12 };
  const files = {};
  for (const seed of seeds) {
    const random = seededRandom(`tiny-retention-${seed}`);
    const gate = initialGate(model.config, { kind, width: 32 }, { random: random.split('parameters'), bias: 4 });
    const data = random.split('data');
    let mean = 0;
    await trainGate({
      model,
      kind,
      gate,
      steps,
      rate,
      row: () => trainingRow(keyValueRecall(data, task)),
      onStep: ({ step, loss }) => {
        mean += loss / 50;
        if (step % 50 !== 49) return;
        log(`${kind} seed ${seed} step ${step + 1} mean loss ${mean.toFixed(4)}`);
        mean = 0;
      },
    });
    files[`${kind}-${seed}.safetensors`] = writeSafetensors(gate);
  }
  return {
    files,
    provenance: {
      what: `retention gates for tiny-recall, ${kind} form`,
      seeds: seeds.map((seed) => `tiny-retention-${seed}`),
      recipe:
        `base model frozen; hidden width 32${kind === 'shared' ? ' a head' : ''}, SiLU, output bias from +4, ` +
        `AdamW ${described}, clip 1, batch 8, ${steps} steps of 40 facts (12 durable) in 128 tokens with 8 questions; ` +
        'divergence from the frozen model at answers plus 3 times the hinge on effective size above 16 slots ' +
        `${kind === 'shared' ? 'on the mean over heads' : 'summed over heads'}, divided by 16`,
    },
  };
}
