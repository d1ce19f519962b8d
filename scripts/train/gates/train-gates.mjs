/** Trains retention gates for TinyRecall on the durable/ephemeral task: 12 of 40 facts will ever be asked. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { trainLoop } from '../loop/train-loop.mjs';

const batch = 8;
const task = { facts: 40, length: 128, questions: 8, durableKeys: 32, durableFacts: 12 };

/**
 * Gates of one kind, one for each seed.
 *
 * @param setting `steps`; `rate` a number or a schedule, and `described`, its words; `questions` a row (default 8);
 *   `cases` of development (default 24); `budget` M in slots (default 16); `capWeight` lambda (default 3), reached over
 *   `ramp` steps (default 0); `decay` of the weights (default 0)
 */
export async function trainGates({ library, root, log, work, cut, seeds = [1, 2, 3] }, setting) {
  const {
    kind,
    rate,
    described,
    questions = 8,
    cases: count = 24,
    budget = 16,
    capWeight = 3,
    ramp = 0,
    decay = 0,
  } = setting;
  const steps = cut ?? setting.steps;
  const { adamW, seededRandom, writeSafetensors } = await library('tensor/index.js');
  const { openFixture } = await library('models/fixture.js');
  const { keyValueRecall } = await library('activation/tasks/key-value-recall.js');
  const { trainingRow } = await library('activation/tasks/task.js');
  const { initialGate, makeRetentionGate } = await library('activation/retention/retention-gate.js');
  const { trainGate } = await library('activation/retention/train-gate.js');
  const { evaluatePolicies } = await library('activation/evaluate/evaluate-policies.js');
  const { findPolicy } = await library('activation/policies/catalog.js');

  const model = await openFixture((name) => readFileSync(join(root, 'data', 'models', 'tiny-recall', name)));
  const policy = findPolicy(kind === 'shared' ? 'global-retention' : 'trim-kv');
  const files = {};
  const scores = {};
  for (const seed of seeds) {
    const random = seededRandom(`tiny-retention-${seed}`);
    const gate = initialGate(model.config, { kind, width: 32 }, { random: random.split('parameters'), bias: 4 });
    const optimizer = adamW({ rate, clip: 1, decay });
    // Gates are chosen by what matters, recall under real eviction, on cases that no claim uses: a low loss is no proof.
    const development = seededRandom('gate development');
    const cases = Array.from({ length: count }, () => keyValueRecall(development, task));
    const best = await trainLoop(library, {
      name: `${kind}-${seed}`,
      work,
      steps,
      every: Math.min(50, steps),
      parameters: gate,
      optimizer,
      log,
      async advance(from, to) {
        let drawn = 0;
        let loss = 0;
        await trainGate({
          model,
          kind,
          gate,
          steps: to - from,
          budget,
          capWeight: capWeight * Math.min(1, (from + to) / 2 / Math.max(1, ramp)),
          batch,
          optimizer,
          row: () => {
            const step = from + Math.floor(drawn / batch);
            return trainingRow(keyValueRecall(random.split(`row ${step}.${drawn++ % batch}`), { ...task, questions }));
          },
          onStep: (step) => {
            loss += step.loss / (to - from);
          },
        });
        return loss;
      },
      async score() {
        const entries = [{ policy, gate: makeRetentionGate(model.config, gate) }];
        const shares = [0.125, 0.0625];
        const [wide, narrow] = evaluatePolicies({ model, cases, entries, shares, seed: 'development' });
        log(`${kind} seed ${seed}: ${wide.accuracy.toFixed(3)} at 12.5%, ${narrow.accuracy.toFixed(3)} at 6.25%`);
        return (kind === 'shared' ? narrow : wide).accuracy;
      },
    });
    files[`${kind}-${seed}.safetensors`] = writeSafetensors(best.parameters);
    scores[seed] = { step: best.step, recall: best.score };
  }
  return {
    files,
    provenance: {
      what: `retention gates for tiny-recall, ${kind} form`,
      seeds: seeds.map((seed) => `tiny-retention-${seed}`),
      recipe:
        `base model frozen; hidden width 32${kind === 'shared' ? ' a head' : ''}, SiLU, output bias from +4, ` +
        `AdamW ${described}, ${decay > 0 ? `decay ${decay}, ` : ''}clip 1, batch 8, ${steps} steps of 40 facts (12 durable) in 128 tokens with ${questions} ` +
        `questions; divergence from the frozen model at answers plus ${capWeight} times ` +
        `${ramp > 0 ? `(rising from 0 over ${ramp} steps, in stretches of 50) ` : ''}the hinge on effective size ` +
        `above ${budget} slots ${kind === 'shared' ? 'on the mean over heads' : 'summed over heads'}, divided by ` +
        `${budget}; of the states after every 50 steps the one with the best recall under eviction ` +
        `(${kind === 'shared' ? '6.25' : '12.5'}%) on ${count} development cases`,
      chosen: scores,
    },
  };
}
