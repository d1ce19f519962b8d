/** Reads a Palimpsest export line by line, so that it can be given to `memory.import`. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { MemoryError } from '../../errors/index.ts';
import type { ExportLine } from '../../memory/memory.ts';
import type { ImportSource } from '../../plaintext/import/importer.ts';

const headerStart = /^\s*\{[^{}]*"format"\s*:\s*"palimpsest-export"/;

/** True when the file begins with the header of an export. */
export async function isExport(source: ImportSource): Promise<boolean> {
  if (source.kind !== 'file') return false;
  for await (const part of source.stream()) return headerStart.test(new TextDecoder().decode(part.subarray(0, 1_024)));
  return false;
}

/** The lines, parsed; `onLine` is called with the number and the bytes read so far. */
export async function* readExport(
  path: string,
  onLine: (line: number, bytes: number) => void,
): AsyncGenerator<ExportLine> {
  let number = 0;
  let bytes = 0;
  for await (const line of createInterface({
    input: createReadStream(path, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    number++;
    bytes += Buffer.byteLength(line) + 1;
    if (line.trim() === '') continue;
    let parsed: ExportLine;
    try {
      parsed = JSON.parse(line) as ExportLine;
    } catch (cause) {
      throw new MemoryError('invalid_input', `line ${number} of the export is not JSON`, {
        details: { line: number },
        hint: 'the lines before it are in; correct it and import again',
        cause,
      });
    }
    onLine(number, bytes);
    yield parsed;
  }
}
