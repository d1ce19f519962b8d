/**
 * LongMem's side network for tiny-long-backbone, and what its argument about staleness needs: the side network after
 * further training on other facts beside the frozen backbone, and both after the same training with the backbone moving.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { trainLoop } from './loop/train-loop.mjs';

const settings = {
  plain: { steps: 1000 },
  fast: { steps: 1000, peak: 6e-3 },
  asked: { steps: 1000, questions: 32 },
};
const furtherSteps = 100;
/** Segments in the bank from a step on. */
const phases = [
  { from: 0, segments: 1 },
  { from: 200, segments: 2 },
  { from: 350, segments: 4 },
  { from: 500, segments: 8 },
];

export async function train({ library, root, log, work, cut, variant = 'plain' }) {
  const { adamW, cloneParameters, seededRandom, warmupDecay, writeSafetensors } = await library('tensor/index.js');
  const { openFixture } = await library('models/fixture.js');
  const { initialSide, trainSide } = await library('activation/long-memory/longmem/train-side.js');

  const { peak = 3e-3, questions = 16, ...setting } = settings[variant];
  const steps = cut ?? setting.steps;
  const further = Math.min(furtherSteps, steps);
  const folder = join(root, 'data', 'models', 'tiny-long-backbone');
  const { config, parameters: backbone } = await openFixture((name) => readFileSync(join(folder, name)));
  const side = initialSide(config, backbone);
  const random = seededRandom('tiny-long-side-1');
  const optimizer = adamW({
    rate: warmupDecay({ peak, steps, warmupSteps: 50 }),
    betas: [0.9, 0.98],
    decay: 0.01,
    clip: 1,
  });
  let mean = 0;
  const best = await trainLoop(library, {
    name: `side-${variant}`,
    work,
    steps,
    every: Math.min(50, steps),
    parameters: side,
    optimizer,
    log,
    async advance(from, to) {
      const { segments } = phases.findLast((phase) => phase.from <= from);
      mean = segments < 8 ? 100 : 0;
      let loss = 0;
      await trainSide({
        config,
        backbone,
        side,
        segments,
        questions,
        steps: [from, to],
        data: random.split('data'),
        optimizer,
        onStep: (step) => {
          loss += step.loss / (to - from);
        },
      });
      mean += loss;
      return loss;
    },
    // Fewer segments are easier: only states trained on all eight compete.
    score: () => -mean,
  });
  const files = { 'side.safetensors': writeSafetensors(best.parameters) };
  const losses = { side: -best.score };
  for (const moving of [false, true]) {
    const frozenSide = cloneParameters(best.parameters);
    const encoder = cloneParameters(backbone);
    let last = 0;
    await trainSide({
      config,
      backbone: encoder,
      side: frozenSide,
      segments: 4,
      steps: [0, further],
      data: random.split('further data'),
      optimizer: adamW({ rate: 3e-3, betas: [0.9, 0.98], decay: 0.01, clip: 1 }),
      moving,
      onStep: ({ loss }) => {
        last = loss;
      },
    });
    const name = moving ? 'moved' : 'further';
    files[`${name}-side.safetensors`] = writeSafetensors(frozenSide);
    if (moving) files['moved-backbone.safetensors'] = writeSafetensors(encoder);
    losses[name] = last;
    log(`${name}: loss ${last.toFixed(4)} after ${further} further steps`);
  }
  return {
    files,
    provenance: {
      what: 'side network for tiny-long-backbone, and both after further training with the backbone frozen or moving',
      seed: 'tiny-long-side-1',
      recipe:
        `AdamW ${peak} betas 0.9/0.98 decay 0.01 clip 1, 50 warm-up steps, decay over the last 30%, batch 16, ${steps} ` +
        `steps of ${questions} questions about facts in a bank of 1 segment, from step 200 of 2, from step 350 of 4, from ` +
        `step 500 of 8; 8 facts in 64 tokens a segment; backbone frozen; the state with the least loss over 50 steps; ` +
        `further training: ${further} steps at 3e-3 on 4 segments`,
      losses,
    },
  };
}
