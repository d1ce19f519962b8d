/** Says exactly why a file or folder cannot be imported, where its content tells. */
import { MemoryError } from '../../errors/index.ts';
import type { ImportSource } from '../../plaintext/import/importer.ts';

const headBytes = 64 * 1024;
const readableName = /\.(json|jsonl|ndjson|md|markdown|txt)$/i;

async function headOf(source: ImportSource): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of source.stream()) {
    parts.push(part.slice(0, headBytes - length));
    length += part.length;
    if (length >= headBytes) break;
  }
  return Buffer.concat(parts);
}

/** True for text in another encoding than UTF-8 (UTF-16 with its mark apart, which is read): no NUL, and no valid UTF-8. */
function isOtherText(head: Uint8Array): boolean {
  if (head.includes(0) || (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff))
    return false;
  try {
    // A character that the head cuts is not wrong.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: head.length === headBytes });
    return false;
  } catch {
    // Latin-1 and its like are mostly letters, unlike compressed or binary data.
    const odd = head.reduce((sum, byte) => sum + (byte < 9 || (byte > 13 && byte < 32) ? 1 : 0), 0);
    return odd <= head.length / 100;
  }
}

function notText(source: ImportSource): MemoryError {
  return new MemoryError('invalid_input', `${source.name} is text, but not UTF-8`, {
    details: { name: source.name, size: source.size },
    hint: 'save it as UTF-8 (it may be Latin-1 or Windows-1252); --format NAME reads it all the same, with replacement characters',
  });
}

/** @throws `invalid_input` for an empty file, and for one of other text when `importer` takes plain text */
export async function refuseUnreadable(source: ImportSource, importer?: string): Promise<void> {
  if (source.kind === 'folder') return;
  if (source.size === 0) {
    throw new MemoryError('invalid_input', `${source.name} is empty`, {
      details: { name: source.name, size: 0 },
      hint: 'there is nothing in it to import',
    });
  }
  if (importer === 'notes' && isOtherText(await headOf(source))) throw notText(source);
}

/** A better error than that the format is not recognized, where one is known; `formats` are the names for `--format`. */
export async function whyUnrecognized(
  source: ImportSource,
  formats: readonly string[],
  cause: MemoryError,
): Promise<MemoryError> {
  const named = `name the format with --format: ${formats.join(', ')}`;
  if (source.kind === 'folder') {
    const files = await source.entries();
    const readable = files.filter((file) => readableName.test(file.name));
    if (readable.length > 0) return withHint(cause, named);
    const what = files.length === 0 ? 'is an empty folder' : 'is a folder with no file that can be imported';
    return new MemoryError('invalid_input', `${source.name} ${what}`, {
      details: { name: source.name, files: files.length },
      hint: 'files are found by their ending (json, jsonl, ndjson, md, markdown, txt); for one file of another name, give its path, and --format NAME if it is not recognized',
      cause,
    });
  }
  const head = await headOf(source);
  if (isOtherText(head)) return notText(source);
  const broken = brokenJson(new TextDecoder().decode(head), source.size > head.length);
  if (broken !== undefined) {
    return new MemoryError('invalid_input', `${source.name} looks like JSON, and is not valid: ${broken}`, {
      details: { name: source.name, size: source.size },
      hint: 'mend the file, or export it again',
      cause,
    });
  }
  return withHint(cause, named);
}

/** Where a text that begins like JSON, or like lines of JSON, stops being it; undefined where it does not, or may go on. */
function brokenJson(text: string, goesOn: boolean): string | undefined {
  const start = text.trimStart();
  if (goesOn || !/^[{[]/.test(start)) return undefined;
  const [line = ''] = start.split('\n');
  for (const part of [start, line]) {
    try {
      JSON.parse(part);
      return undefined;
    } catch (error) {
      // The message may quote the text: only the place is passed on.
      const place = /position \d+(?: \(line \d+ column \d+\))?/.exec((error as Error).message)?.[0];
      if (part === line) return place === undefined ? 'it ends too early' : `it breaks off at ${place}`;
    }
  }
  return undefined;
}

function withHint({ code, message, details }: MemoryError, hint: string): MemoryError {
  return new MemoryError(code, message, { details, hint });
}
