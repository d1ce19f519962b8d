/** Looks at the beginning of a source, and of the files in a folder or archive, for recognizing its format. */
import { type ImportSource, type Probe, probedEntries } from './importer.ts';
import { jsonPrefix } from './json-prefix.ts';
import { asObject } from './json-shape.ts';
import { decodeUtf8, join, utf8Stream } from './utf8-stream.ts';

const headBytes = 64 * 1024;

/** Probes a source; for folders, the files nearest to the top first. */
export async function probeSource(source: ImportSource): Promise<Probe> {
  if (source.kind === 'file') return probeFile(source);
  const files = [...(await source.entries())];
  const depth = (name: string): number => name.split('/').length;
  const order = new Map(files.map((file, index) => [file, index]));
  files.sort((a, b) => depth(a.name) - depth(b.name) || (order.get(a) ?? 0) - (order.get(b) ?? 0));
  const readable = files.filter((file) => /\.(json|jsonl|ndjson|md|markdown|txt)$/i.test(file.name));
  const entries: Probe[] = [];
  for (const file of readable.slice(0, probedEntries)) entries.push(await probeFile(file));
  return { name: source.name, kind: 'folder', size: 0, head: '', json: undefined, lines: [], entries };
}

async function probeFile(source: ImportSource): Promise<Probe> {
  let bytes: Uint8Array = new Uint8Array(0);
  for await (const chunk of utf8Stream(source.stream())) {
    bytes = join(bytes, chunk);
    if (bytes.length >= headBytes) break;
  }
  // A cut in the middle of a character must not look like broken text.
  const cut = bytes.length > headBytes ? bytes.subarray(0, lastBoundary(bytes, headBytes)) : bytes;
  const head = decodeUtf8(cut).text;
  const whole = bytes.length < headBytes;
  const lines = wholeLines(head, whole);
  const json = lines.length > 1 ? undefined : jsonPrefix(head);
  return { name: source.name, kind: 'file', size: source.size, head, json, lines, entries: [] };
}

function lastBoundary(bytes: Uint8Array, at: number): number {
  let end = at;
  while (end > 0 && ((bytes[end] as number) & 0xc0) === 0x80) end -= 1;
  return end;
}

/**
 * The objects of a head of JSON lines. Up to a fifth of the lines may be broken; the last line counts only when the
 * file ends with it. A single line cut by the head is completed.
 */
function wholeLines(head: string, whole: boolean): unknown[] {
  if (!head.trimStart().startsWith('{')) return [];
  const split = head.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (!whole && split.length > 1) split.pop();
  if (!whole && split.length === 1) return [jsonPrefix(split[0] as string)].filter((value) => value !== undefined);
  const values: unknown[] = [];
  for (const line of split) {
    try {
      const value: unknown = JSON.parse(line);
      if (asObject(value) !== undefined) values.push(value);
    } catch {
      // Counted by its absence.
    }
  }
  return values.length >= 0.8 * split.length ? values : [];
}

/** The first element of a probed JSON array, the probed object itself, or the first of the probed lines. */
export function firstRecord(probe: Probe): Readonly<Record<string, unknown>> | undefined {
  if (probe.lines.length > 0) return asObject(probe.lines[0]);
  return asObject(Array.isArray(probe.json) ? probe.json[0] : probe.json);
}
