/** What a thread of a scan crew runs, and the words of shared memory by which it and its caller understand each other. */

/** Places among the control words, and how generation and next block share the word that is claimed from. */
export const word = {
  /** Number of the present scan; threads sleep on it. */
  generation: 0,
  /** Generation x `blocks` + the next block that nobody has taken. */
  claim: 1,
  /** Threads at work. */
  busy: 2,
  stop: 3,
  /** Bits, stride, rows a block, k, query, levels, number of blocks, blocks taken at a time. */
  parameters: 4,
  /** For each thread the generation that its results belong to, and their number. */
  results: 16,
  blocks: 32_768,
  generations: 65_536,
} as const;

/**
 * Waits for a scan, counts itself in, takes blocks while there are any of that scan, leaves the best with their number,
 * counts itself out. Claiming compares the generation, so that a thread which wakes up late takes nothing of a later scan
 * with the parameters of an earlier one.
 */
export const scanWorkerScript: string = `
'use strict';
const { workerData } = require('node:worker_threads');
const { module: code, memory, control, table: tableAt, scores, ordinals, slot } = workerData;
const kernel = new WebAssembly.Instance(code, { env: { memory } }).exports;
const words = new Int32Array(memory.buffer, control, 64);
let seen = 0;
for (;;) {
  Atomics.wait(words, ${word.generation}, seen);
  if (Atomics.load(words, ${word.stop}) === 1) break;
  Atomics.add(words, ${word.busy}, 1);
  seen = Atomics.load(words, ${word.generation});
  const [bits, stride, rows, k, query, levels, count, each] = words.subarray(${word.parameters}, ${word.parameters} + 8);
  let begun = false;
  for (;;) {
    const claim = Atomics.load(words, ${word.claim});
    const from = claim % ${word.blocks};
    if (Math.floor(claim / ${word.blocks}) !== seen || from >= count) break;
    const to = Math.min(count, from + each);
    if (Atomics.compareExchange(words, ${word.claim}, claim, claim - from + to) !== claim) continue;
    if (!begun) kernel.begin(scores, ordinals, k);
    begun = true;
    const table = new Uint32Array(memory.buffer, tableAt, 3 * count);
    for (let i = from; i < to; i++) {
      kernel.scanRows(bits, table[3 * i], rows, stride, table[3 * i + 1], query, levels, table[3 * i + 2]);
    }
  }
  if (begun) {
    Atomics.store(words, ${word.results} + 2 * slot + 1, kernel.kept());
    Atomics.store(words, ${word.results} + 2 * slot, seen);
  }
  Atomics.sub(words, ${word.busy}, 1);
  Atomics.notify(words, ${word.busy});
}
`;
