/**
 * The loop that every longer training shares: seeded by step, resumable, and keeping the best state as it goes.
 *
 * A run leaves two files in its work folder: `NAME.last.safetensors` (weights, optimizer moments and the step that comes
 * next) and `NAME.best.safetensors` (the weights that scored best on development data so far, with their score). Killed
 * at any moment, the same command continues from the last one; both are written under another name and then renamed.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

function write(path, bytes) {
  writeFileSync(`${path}.part`, bytes);
  renameSync(`${path}.part`, path);
}

/**
 * Trains `parameters` (changed in place) and returns the best ones.
 *
 * @param library imports a module of the library
 * @param run `name` of the files; `work` folder (nothing is written without one); `steps` in all; `every` so many steps
 *   it measures and saves; `advance(from, to)` trains steps from..to-1 and returns their mean loss; `score()` measures on
 *   development data, more is better; `enough` stops early once the score reaches it; `log`
 */
export async function trainLoop(library, run) {
  const { readSafetensors, writeSafetensors, cloneParameters } = await library('tensor/index.js');
  const { name, work, steps, every, parameters, optimizer, advance, score, log, enough = Infinity } = run;
  const at = (kind) => join(work, `${name}.${kind}.safetensors`);
  let from = 0;
  let best = { score: -Infinity, step: 0, parameters: cloneParameters(parameters) };
  if (work !== undefined) mkdirSync(work, { recursive: true });
  if (work !== undefined && existsSync(at('last'))) {
    const { tensors, metadata } = readSafetensors(readFileSync(at('last')));
    const moments = {};
    for (const [key, array] of Object.entries(tensors)) {
      if (key.startsWith('moment/')) moments[key.slice(7)] = array;
      else parameters[key].data.set(array.data);
    }
    from = Number(metadata.step);
    optimizer.restore({ step: from, moments });
    if (existsSync(at('best'))) {
      const saved = readSafetensors(readFileSync(at('best')));
      best = { score: Number(saved.metadata.score), step: Number(saved.metadata.step), parameters: saved.tensors };
    }
    log(`${name}: continues at step ${from}, best so far ${best.score.toFixed(4)}`);
  }
  while (from < steps && best.score < enough) {
    const to = Math.min(steps, from + every);
    const began = performance.now();
    const loss = await advance(from, to);
    const perStep = (performance.now() - began) / (to - from);
    from = to;
    const measured = await score();
    log(`${name}: step ${from} loss ${loss.toFixed(4)} score ${measured.toFixed(4)} (${perStep.toFixed(0)} ms a step)`);
    if (measured >= best.score) {
      best = { score: measured, step: from, parameters: cloneParameters(parameters) };
      if (work !== undefined) {
        write(at('best'), writeSafetensors(best.parameters, { score: String(measured), step: String(from) }));
      }
    }
    if (work !== undefined) {
      const { moments } = optimizer.state();
      const held = Object.fromEntries(Object.entries(moments).map(([key, array]) => [`moment/${key}`, array]));
      write(at('last'), writeSafetensors({ ...parameters, ...held }, { step: String(from) }));
    }
  }
  return best;
}
