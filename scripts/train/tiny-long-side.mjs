/**
 * LongMem's side network for tiny-long-backbone, and what its argument about staleness needs: the side network after
 * further training on other facts beside the frozen backbone, and both after the same training with the backbone moving.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { trainLoop } from './loop/train-loop.mjs';

const steps = 150;
/** The rate is planned for 250 steps; the loss is at its floor before. */
const planned = 250;
const furtherSteps = 60;
const segments = 8;
const questions = 16;
/** The layer on which this backbone recalls: without its attention it answers nothing, without another's everything. */
const memoryLayer = 0;

export async function train({ library, root, log, work, cut = steps }) {
  const { adamW, cloneParameters, seededRandom, warmupDecay, writeSafetensors } = await library('tensor/index.js');
  const { openFixture } = await library('models/fixture.js');
  const { initialSide, trainSide } = await library('activation/long-memory/longmem/train-side.js');

  const further = Math.min(furtherSteps, cut);
  const folder = join(root, 'data', 'models', 'tiny-long-backbone');
  const { config, parameters: backbone } = await openFixture((name) => readFileSync(join(folder, name)));
  const side = initialSide(config, backbone, memoryLayer);
  const random = seededRandom('tiny-long-side-1');
  const rate = warmupDecay({ peak: 3e-3, steps: planned, warmupSteps: 25 });
  const optimizer = adamW({ rate, betas: [0.9, 0.98], decay: 0.01, clip: 1 });
  let mean = 0;
  const best = await trainLoop(library, {
    name: 'side',
    work,
    steps: cut,
    every: Math.min(50, cut),
    parameters: side,
    optimizer,
    log,
    async advance(from, to) {
      mean = 0;
      await trainSide({
        config,
        backbone,
        side,
        memoryLayer,
        segments,
        questions,
        steps: [from, to],
        data: random.split('data'),
        optimizer,
        onStep: ({ loss }) => {
          mean += loss / (to - from);
        },
      });
      return mean;
    },
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
      memoryLayer,
      segments: 2,
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
        'AdamW 3e-3 betas 0.9/0.98 decay 0.01 clip 1, 25 warm-up steps, batch 16, 150 steps of 16 ' +
        'questions about facts in a bank of 8 segments of 64 tokens with 8 facts each; memory layer 0; backbone frozen; the ' +
        `state with the least mean loss over 50 steps; further training: ${further} steps at 3e-3 on banks of 2 other segments`,
      losses,
    },
  };
}
