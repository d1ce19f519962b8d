/** The dense index as byte sections: a JSON header, the scales, the codes. */
import { Buffer } from 'node:buffer';
import { MemoryError } from '../../../errors/index.ts';
import type { RowBlocks } from './row-blocks.ts';

const format = 1;

type Header = {
  readonly format: number;
  readonly space: string;
  readonly dimensions: number;
  readonly bits: number;
  readonly rowsPerBlock: number;
  readonly stride: number;
  readonly size: number;
  /** Block numbers, ascending. */
  readonly blocks: readonly number[];
};

/** Copies all rows out of `rows`. */
export function saveRows(rows: RowBlocks, space: string): Uint8Array[] {
  const order = rows.inOrder();
  const { rowsPerBlock, format: layout } = rows;
  const header: Header = {
    format,
    space,
    dimensions: layout.dimensions,
    bits: layout.bits,
    rowsPerBlock,
    stride: layout.stride,
    size: rows.size,
    blocks: order.map((block) => block.number),
  };
  const codeBytes = rowsPerBlock * layout.stride;
  const scaleBytes = rowsPerBlock * 4;
  const codes = new Uint8Array(order.length * codeBytes);
  const scales = new Uint8Array(order.length * scaleBytes);
  const bytes = rows.arena.bytes;
  for (const [i, block] of order.entries()) {
    codes.set(rows.copyCodes(block), i * codeBytes);
    scales.set(bytes.subarray(block.scalesAt, block.scalesAt + scaleBytes), i * scaleBytes);
  }
  return [Buffer.from(JSON.stringify(header)), scales, codes];
}

/** Replaces the content of `rows` by what {@link saveRows} wrote for the same space, width and precision. */
export function loadRows(rows: RowBlocks, space: string, sections: readonly Uint8Array[]): void {
  const header = parseHeader(sections[0]);
  const { rowsPerBlock, format: layout } = rows;
  const same =
    header.format === format &&
    header.space === space &&
    header.dimensions === layout.dimensions &&
    header.bits === layout.bits &&
    header.rowsPerBlock === rowsPerBlock &&
    header.stride === layout.stride;
  if (!same) {
    throw new MemoryError(
      'incompatible',
      `snapshot of ${header.dimensions} x ${header.bits} bits of ${header.space}, index of ${layout.dimensions} x ${layout.bits} bits of ${space}`,
      { hint: 'derive the vectors again with the configured embedder' },
    );
  }
  const codeBytes = rowsPerBlock * layout.stride;
  const scaleBytes = rowsPerBlock * 4;
  const count = header.blocks.length;
  const [, scales, codes] = sections;
  if (scales?.length !== count * scaleBytes || codes?.length !== count * codeBytes) {
    throw broken(`dense snapshot of ${count} blocks has ${codes?.length ?? 0} bytes of codes`);
  }
  rows.clear();
  for (const [i, number] of header.blocks.entries()) {
    rows.restoreBlock(
      number,
      codes.subarray(i * codeBytes, (i + 1) * codeBytes),
      scales.subarray(i * scaleBytes, (i + 1) * scaleBytes),
    );
  }
  if (rows.size !== header.size) {
    const size = rows.size;
    rows.clear();
    throw broken(`dense snapshot says ${header.size} rows and holds ${size}`);
  }
}

function broken(message: string): MemoryError {
  return new MemoryError('corrupt', message, {
    hint: 'drop the snapshot; the index is derived again from the records',
  });
}

function parseHeader(bytes: Uint8Array | undefined): Header {
  let header: Partial<Header> | null = null;
  try {
    header = JSON.parse(Buffer.from(bytes ?? new Uint8Array(0)).toString('utf8')) as Partial<Header> | null;
  } catch {
    header = null;
  }
  const blocks = header?.blocks;
  const ordered =
    Array.isArray(blocks) && blocks.every((n, i) => Number.isInteger(n) && n >= 0 && (i === 0 || n > blocks[i - 1]));
  if (typeof header?.space !== 'string' || !ordered) throw broken('dense snapshot without a readable header');
  return header as Header;
}
