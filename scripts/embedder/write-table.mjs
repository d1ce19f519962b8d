/** Writes the table file that src/adapters/embedders/token-table.ts reads. */
import { createHash } from 'node:crypto';
import { stemmer } from 'stemmer';

/**
 * Words, their weighted meanings (`meaning` components each) and the weights of their spelling -> file bytes.
 * `scan` is the compiled token-scan module, `format` the compiled token-table module.
 */
export function tableBytes({ words, vectors, meaning, spelling, spellingWeights, unknownWeight }, scan, format) {
  const rows = words.length;
  let slots = 1;
  while (slots < 1.6 * rows) slots *= 2;
  const slotTable = new Uint32Array(slots);
  const hashes = new Uint32Array(rows);
  const scales = new Float32Array(rows);
  const seeds = new Uint32Array(rows);
  const codes = new Int8Array(rows * meaning);
  const seen = new Set();
  for (let i = 0; i < rows; i++) {
    const { a, b } = scan.hashWord(words[i]);
    if (seen.has(b)) throw new Error(`the hash of "${words[i]}" is taken; change the hash`);
    seen.add(b);
    let slot = a & (slots - 1);
    while (slotTable[slot] !== 0) slot = (slot + 1) & (slots - 1);
    slotTable[slot] = i + 1;
    hashes[i] = b;
    seeds[i] = scan.hashWord(stemmer(words[i])).a;
    const at = i * meaning;
    let largest = 0;
    for (let d = 0; d < meaning; d++) largest = Math.max(largest, Math.abs(vectors[at + d]));
    scales[i] = largest / 127;
    for (let d = 0; d < meaning; d++) codes[at + d] = largest > 0 ? Math.round(vectors[at + d] / scales[i]) : 0;
  }
  const columns = [slotTable, hashes, scales, Float32Array.from(spellingWeights), seeds, codes];
  const parts = columns.map((part) => new Uint8Array(part.buffer));
  const header = new Uint8Array(format.tokenTableHeaderBytes);
  const view = new DataView(header.buffer);
  view.setUint32(0, format.tokenTableMagic, true);
  view.setUint32(4, format.tokenTableVersion, true);
  view.setUint32(8, meaning, true);
  view.setUint32(12, spelling, true);
  view.setUint32(16, rows, true);
  view.setUint32(20, slots, true);
  view.setFloat32(24, unknownWeight, true);
  const digest = createHash('sha256').update(header);
  for (const part of parts) digest.update(part);
  header.set(Buffer.from(digest.digest('hex').slice(0, 8), 'latin1'), 28);
  return Buffer.concat([header, ...parts]);
}
