/**
 * Checks that the tensor library gives the same numbers on WebGPU as on WebAssembly.
 *
 *   node scripts/check-webgpu.mjs [--library DIR]      (DIR: a built library, default dist)
 *
 * Node.js has no `navigator.gpu` of its own: the `webgpu` package (Dawn) brings one where the machine has a real driver.
 * Where there is no package or no adapter it prints a line that begins with "skipped" and ends with status 0; a
 * difference or a failure ends with status 1. Compared are the loss and the gradients of whole training steps, and the
 * time of a step.
 */
import { execFileSync } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { values: options } = parseArgs({ options: { library: { type: 'string' }, device: { type: 'string' } } });
const built = resolve(options.library ?? join(root, 'dist'));
const library = async (path) => import(pathToFileURL(join(built, path)).href);
/** Largest difference allowed, relative to the largest number of an array. */
const allowed = 5e-3;
/** Numbers of every gradient that are compared. */
const probes = 64;

const plain = { layers: 2, hidden: 64, heads: 2, mlp: 128, vocabulary: 100 };
const variants = {
  'gelu, token shift': { config: { ...plain, tokenShift: true }, length: 65, batch: 16 },
  'swiglu, grouped queries': {
    config: { ...plain, heads: 4, kvHeads: 2, activation: 'swiglu' },
    length: 65,
    batch: 16,
  },
  'relu, tied head, head norm': {
    config: { ...plain, activation: 'relu', tiedHead: true, headNorm: true },
    length: 33,
    batch: 8,
  },
  'bidirectional, biases': { config: { ...plain, causal: false, projectionBias: true }, length: 33, batch: 8 },
  'wider, for the time': { config: { ...plain, hidden: 192, heads: 6, mlp: 384 }, length: 129, batch: 16 },
};

async function findAdapter() {
  try {
    const { create, globals } = await import('webgpu');
    Object.assign(globalThis, globals);
    // The tensor library reads the user agent as well.
    const navigator = { gpu: create([]), userAgent: 'node' };
    Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true, writable: true });
  } catch (error) {
    return { missing: `the webgpu package does not load (${String(error.message).split('\n')[0]})` };
  }
  const adapter = await globalThis.navigator.gpu.requestAdapter();
  if (adapter === null) return { missing: 'no WebGPU adapter: a real driver is needed' };
  const { vendor, architecture, device, description } = adapter.info ?? {};
  return { name: [vendor, architecture, device, description].filter(Boolean).join(' ') };
}

/** One training step of every variant on one device: loss, probed gradients, median time of a step. */
async function measure(device) {
  const { compileLoss, integerBelow, seededRandom, startTensors } = await library('tensor/index.js');
  const { transformerConfig, initialParameters } = await library('models/transformer-config.js');
  const { crossEntropy, differentiableLogits } = await library('models/differentiable-transformer.js');
  const { trainingBatch } = await library('models/train-transformer.js');
  const used = await startTensors(device);
  if (used !== device) throw new Error(`asked for ${device}, got ${used}`);
  const results = {};
  for (const [name, { config: shape, length, batch: count }] of Object.entries(variants)) {
    try {
      const config = transformerConfig(shape);
      const parameters = initialParameters(config, seededRandom(name), 0.1);
      const random = seededRandom('rows');
      const rows = Array.from({ length: count }, () => ({
        tokens: Int32Array.from({ length }, () => integerBelow(random, config.vocabulary)),
        weights: new Float32Array(length).fill(1),
      }));
      const batch = trainingBatch(config.causal ? rows : rows.map((row) => ({ ...row, targets: row.tokens })));
      const compiled = compileLoss((p, b) => crossEntropy(differentiableLogits(config, p, b), b));
      const { loss, gradients } = await compiled.differentiate(parameters, batch);
      const times = [];
      for (let n = 0; n < 3; n++) {
        const began = performance.now();
        await compiled.differentiate(parameters, batch);
        times.push(performance.now() - began);
      }
      const probed = Object.entries(gradients).map(([key, { data }]) => {
        const stride = Math.max(1, Math.floor(data.length / probes));
        const largest = data.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
        return [key, { largest, values: Array.from(data).filter((_, i) => i % stride === 0) }];
      });
      results[name] = { loss, gradients: Object.fromEntries(probed), stepMs: times.sort((a, b) => a - b)[1] };
      compiled.dispose();
    } catch (error) {
      results[name] = { failed: String(error.stack ?? error) };
    }
  }
  return results;
}

/** Largest difference between two results, relative to the largest number of its array. */
function compare(expected, found) {
  let worst = Math.abs(found.loss - expected.loss) / Math.abs(expected.loss);
  let where = 'loss';
  for (const [key, { largest, values }] of Object.entries(expected.gradients)) {
    values.forEach((value, i) => {
      const difference = Math.abs(value - found.gradients[key].values[i]) / Math.max(largest, 1e-9);
      if (!(difference <= worst)) {
        worst = difference;
        where = `gradient of ${key}`;
      }
    });
  }
  return { worst, where };
}

if (options.device !== undefined) {
  process.stdout.write(JSON.stringify(await measure(options.device)), () => process.exit(0));
} else {
  const found = await findAdapter();
  if (found.missing !== undefined) {
    console.log(`skipped  WebGPU against WebAssembly: ${found.missing}`);
    process.exit(0);
  }
  console.log(`adapter  ${found.name}`);
  const gpu = await measure('webgpu');
  // The library runs on one device a process, so the other one gets a process of its own.
  const self = fileURLToPath(import.meta.url);
  const text = execFileSync(process.execPath, [self, '--device', 'wasm', '--library', built], { maxBuffer: 1 << 28 });
  const wasm = JSON.parse(text.toString());
  let bad = 0;
  for (const name of Object.keys(variants)) {
    const failed = gpu[name].failed ?? wasm[name].failed;
    if (failed !== undefined) {
      bad++;
      console.log(`FAILED   ${name}: ${failed}`);
      continue;
    }
    const { worst, where } = compare(wasm[name], gpu[name]);
    const agrees = worst <= allowed;
    if (!agrees) bad++;
    console.log(
      `${agrees ? 'agrees  ' : 'DIFFERS '} ${name}: loss ${wasm[name].loss.toFixed(6)} and ${gpu[name].loss.toFixed(6)}, ` +
        `worst ${worst.toExponential(1)} (${where}); a step ${wasm[name].stepMs.toFixed(0)} ms on wasm, ` +
        `${gpu[name].stepMs.toFixed(0)} ms on webgpu`,
    );
  }
  console.log(bad === 0 ? 'both paths agree' : `${bad} of ${Object.keys(variants).length} do not agree`);
  process.exit(bad === 0 ? 0 : 1);
}
