/**
 * Checks that the tensor library gives the same numbers on WebGPU as on WebAssembly.
 *
 *   node scripts/check-webgpu.mjs [--library DIR]
 *
 * Node.js has no `navigator.gpu` of its own: the `webgpu` package (Dawn) brings one where the machine has a real driver.
 * Where there is no package or no adapter it prints a line that begins with "skipped" and ends with status 0; a
 * difference ends with status 1. The loss and the gradients of a whole transformer step are compared, and its time.
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
const allowed = 2e-3;

async function findAdapter() {
  try {
    const { create, globals } = await import('webgpu');
    Object.assign(globalThis, globals);
    const navigator = { gpu: create([]) };
    Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true, writable: true });
  } catch (error) {
    return { missing: `the webgpu package does not load (${String(error.message).split('\n')[0]})` };
  }
  const adapter = await globalThis.navigator.gpu.requestAdapter();
  if (adapter === null) return { missing: 'no WebGPU adapter: a real driver is needed' };
  const { vendor, architecture, device, description } = adapter.info ?? {};
  return { name: [vendor, architecture, device, description].filter(Boolean).join(' ') };
}

/** One training step of a small transformer on this process's device, as plain arrays. */
async function measure(device) {
  const { compileLoss, integerBelow, seededRandom, startTensors } = await library('tensor/index.js');
  const { transformerConfig, initialParameters } = await library('models/transformer-config.js');
  const { crossEntropy, differentiableLogits } = await library('models/differentiable-transformer.js');
  const { trainingBatch } = await library('models/train-transformer.js');
  const used = await startTensors(device);
  if (used !== device) throw new Error(`asked for ${device}, got ${used}`);
  const config = transformerConfig({
    layers: 2,
    hidden: 64,
    heads: 4,
    kvHeads: 2,
    mlp: 128,
    vocabulary: 100,
    activation: 'swiglu',
    tokenShift: true,
  });
  const parameters = initialParameters(config, seededRandom('webgpu'), 0.2);
  const random = seededRandom('rows');
  const rows = Array.from({ length: 16 }, () => ({
    tokens: Int32Array.from({ length: 65 }, () => integerBelow(random, 100)),
    weights: new Float32Array(65).fill(1),
  }));
  const batch = trainingBatch(rows);
  const compiled = compileLoss((p, b) => crossEntropy(differentiableLogits(config, p, b), b));
  const { loss, gradients } = await compiled.differentiate(parameters, batch);
  const times = [];
  for (let n = 0; n < 5; n++) {
    const began = performance.now();
    await compiled.differentiate(parameters, batch);
    times.push(performance.now() - began);
  }
  const arrays = Object.fromEntries(Object.entries(gradients).map(([name, { data }]) => [name, Array.from(data)]));
  return { loss, arrays, stepMs: times.sort((a, b) => a - b)[2] };
}

if (options.device === 'wasm') {
  console.log(JSON.stringify(await measure('wasm')));
} else {
  const found = await findAdapter();
  if (found.missing !== undefined) {
    console.log(`skipped  WebGPU against WebAssembly: ${found.missing}`);
    process.exit(0);
  }
  // The library runs on one device a process, so the other one gets a process of its own.
  const self = fileURLToPath(import.meta.url);
  const text = execFileSync(process.execPath, [self, '--device', 'wasm', '--library', built], { maxBuffer: 1 << 28 });
  const wasm = JSON.parse(text.toString());
  const gpu = await measure('webgpu');
  let worst = Math.abs(gpu.loss - wasm.loss) / Math.abs(wasm.loss);
  let where = 'loss';
  for (const [name, expected] of Object.entries(wasm.arrays)) {
    const largest = Math.max(...expected.map(Math.abs));
    expected.forEach((value, i) => {
      const difference = Math.abs(value - gpu.arrays[name][i]) / largest;
      if (!(difference <= worst)) {
        worst = difference;
        where = `gradient of ${name}`;
      }
    });
  }
  console.log(`adapter  ${found.name}`);
  console.log(`loss     wasm ${wasm.loss.toFixed(6)}  webgpu ${gpu.loss.toFixed(6)}`);
  console.log(`worst    ${worst.toExponential(2)} of the largest number, in the ${where} (allowed ${allowed})`);
  console.log(`step     wasm ${wasm.stepMs.toFixed(1)} ms  webgpu ${gpu.stepMs.toFixed(1)} ms`);
  const agree = worst <= allowed;
  console.log(agree ? 'both paths agree' : 'the paths DISAGREE');
  process.exit(agree ? 0 : 1);
}
