/** The yardstick of TinyMSA: the same weights, trained on to read all documents as one text with running positions. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { trainLoop } from './loop/train-loop.mjs';

const steps = 150;
const sizes = { samples: 8, documents: 16, plain: 12, texted: 0 };

export async function train({ library, root, log, work, cut = steps }) {
  const { adamW, readSafetensors, seededRandom, warmupDecay, writeSafetensors } = await library('tensor/index.js');
  const { tinyMsaConfig, trainMsa } = await library('activation/long-memory/msa/train-msa.js');
  const start = readFileSync(join(root, 'data', 'models', 'tiny-msa', 'model-1.safetensors'));
  const parameters = { ...readSafetensors(start).tensors };
  const rate = warmupDecay({ peak: 2e-3, steps, warmupSteps: 10 });
  const optimizer = adamW({ rate, betas: [0.9, 0.98], decay: 0.01, clip: 1 });
  let mean = 0;
  const best = await trainLoop(library, {
    name: 'global',
    work,
    steps: cut,
    every: Math.min(25, cut),
    parameters,
    optimizer,
    log,
    async advance(from, to) {
      mean = 0;
      await trainMsa({
        config: tinyMsaConfig,
        parameters,
        sizes,
        chunk: 1,
        global: true,
        steps: [from, to],
        data: seededRandom('tiny-msa-global-1'),
        optimizer,
        onStep: ({ loss }) => {
          mean += loss / (to - from);
        },
      });
      return mean;
    },
    score: () => -mean,
  });
  return {
    files: { 'model-1.safetensors': writeSafetensors(best.parameters) },
    provenance: {
      what: 'tiny-msa, trained on to read its documents as one text with running positions and full attention',
      seed: 'tiny-msa-global-1',
      recipe:
        'from tiny-msa model-1, AdamW 2e-3 betas 0.9/0.98 decay 0.01 clip 1, 10 warm-up steps, decay over the last 30%, 150 ' +
        'steps of 8 texts of 16 documents with 12 questions, no router; the state with the least mean loss over 25 steps',
      loss: -best.score,
      step: best.step,
    },
  };
}
