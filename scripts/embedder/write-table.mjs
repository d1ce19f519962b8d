/** Writes the table file that src/adapters/embedders/token-table.ts reads. */
import { createHash } from 'node:crypto';

/** Words and their weighted vectors -> file bytes. `scan` is the compiled token-scan module, `format` token-table. */
export function tableBytes({ words, vectors, dimensions, fallbackWeight }, scan, format) {
  const rows = words.length;
  let slots = 1;
  while (slots < 1.6 * rows) slots *= 2;
  const slotTable = new Uint32Array(slots);
  const hashes = new Uint32Array(rows);
  const scales = new Float32Array(rows);
  const codes = new Int8Array(rows * dimensions);
  const seen = new Set();
  for (let i = 0; i < rows; i++) {
    const { a, b } = scan.hashWord(words[i]);
    if (seen.has(b)) throw new Error(`the hash of "${words[i]}" is taken; change the hash`);
    seen.add(b);
    let slot = a & (slots - 1);
    while (slotTable[slot] !== 0) slot = (slot + 1) & (slots - 1);
    slotTable[slot] = i + 1;
    hashes[i] = b;
    const at = i * dimensions;
    let largest = 0;
    for (let d = 0; d < dimensions; d++) largest = Math.max(largest, Math.abs(vectors[at + d]));
    scales[i] = largest / 127;
    for (let d = 0; d < dimensions; d++) codes[at + d] = largest > 0 ? Math.round(vectors[at + d] / scales[i]) : 0;
  }
  const parts = [slotTable, hashes, scales, codes].map((part) => new Uint8Array(part.buffer));
  const digest = createHash('sha256');
  digest.update(String(fallbackWeight));
  for (const part of parts) digest.update(part);
  const header = new Uint8Array(format.tokenTableHeaderBytes);
  const view = new DataView(header.buffer);
  view.setUint32(0, format.tokenTableMagic, true);
  view.setUint32(4, format.tokenTableVersion, true);
  view.setUint32(8, dimensions, true);
  view.setUint32(12, rows, true);
  view.setUint32(16, slots, true);
  view.setFloat32(20, fallbackWeight, true);
  header.set(Buffer.from(digest.digest('hex').slice(0, 8), 'latin1'), 24);
  return Buffer.concat([header, ...parts]);
}
