/** An importer from its parts: which files, how they are cut into records, and how one record becomes turns. */
import { MemoryError, throwIfAborted } from '../../errors/index.ts';
import type { RecordInput } from '../../kernel/record.ts';
import type { TurnInput } from '../../kernel/turn.ts';
import { fitRecord, fitTurn } from './fit-item.ts';
import type { Importer, ImportItem, ImportOptions, ImportSource, Position, Probe } from './importer.ts';
import type { ScanOptions } from './json-scanner.ts';
import { jsonRecords, lineRecords, type ParsedRecord } from './parsed-records.ts';

/** What one record becomes. Undefined: it is no record of this format. */
export type Conversion = {
  readonly turns?: readonly TurnInput[];
  readonly records?: readonly RecordInput[];
  /** Losses inside a record that is otherwise read; no content. */
  readonly problems?: readonly string[];
};

export type ConvertContext = {
  /** Path of the file. */
  readonly file: string;
  /** Number of the record in the source, from 1. */
  readonly record: number;
  /** Key of the member, where an object is cut into its members. */
  readonly key?: string;
  /** Zone of times that are written without one. */
  readonly zone?: string;
};

export type RecordImporterParts<State> = {
  readonly name: string;
  readonly description: string;
  /** Score of one file. */
  detectFile(probe: Probe): number;
  /** Score of a folder or archive; default: the best accepted file's, a little lower. */
  detectFolder?(probe: Probe): number;
  /** Files of a folder that are read. Default: those with a `.json` or `.jsonl` extension. */
  accepts?(path: string): boolean;
  /** How JSON is cut. */
  readonly scan?: ScanOptions;
  /** Cuts a file that is no JSON. */
  cut?(chunks: AsyncIterable<Uint8Array>, file: ImportSource): AsyncIterable<ParsedRecord>;
  /** Reads what all records need, before the first. */
  prepare?(files: readonly ImportSource[]): Promise<State>;
  convert(value: unknown, context: ConvertContext, state: State | undefined): Conversion | undefined;
};

/** Builds an importer. */
export function recordImporter<State = undefined>(parts: RecordImporterParts<State>): Importer {
  const accepts = parts.accepts ?? ((path) => /\.(json|jsonl|ndjson)$/i.test(path));
  return {
    name: parts.name,
    description: parts.description,
    detect(probe) {
      if (probe.kind === 'file') return parts.detectFile(probe);
      if (parts.detectFolder !== undefined) return parts.detectFolder(probe);
      const scores = probe.entries.filter((entry) => accepts(entry.name)).map((entry) => parts.detectFile(entry));
      return 0.95 * Math.max(0, ...scores);
    },
    read: (source, options = {}) => readRecords(parts, accepts, source, options),
  };
}

async function* readRecords<State>(
  parts: RecordImporterParts<State>,
  accepts: (path: string) => boolean,
  source: ImportSource,
  options: ImportOptions,
): AsyncGenerator<ImportItem> {
  checkResume(parts.name, options);
  const all = source.kind === 'file' ? [source] : await source.entries();
  const files = source.kind === 'file' ? all : all.filter((entry) => accepts(entry.name));
  if (files.length === 0) {
    throw new MemoryError('invalid_input', `${source.name} holds no file of a ${parts.name} import`, {
      details: { importer: parts.name },
      hint: parts.description,
    });
  }
  const state = await parts.prepare?.(all);
  const after = options.resume?.record ?? 0;
  let record = 0;
  for (const file of files) {
    const cut = parts.cut ?? ((chunks: AsyncIterable<Uint8Array>) => cutJson(chunks, parts.scan));
    for await (const parsed of cut(file.stream(), file)) {
      throwIfAborted(options.signal);
      record += 1;
      if (record <= after) continue;
      const entry = source.kind === 'file' ? {} : { entry: file.name };
      const position: Position = { record, line: parsed.line, byte: parsed.byte, ...entry };
      if (parsed.problem !== undefined) yield problem(position, parsed.problem);
      if (!('value' in parsed)) continue;
      const context = {
        file: file.name,
        record,
        ...(parsed.key === undefined ? {} : { key: parsed.key }),
        ...(options.zone === undefined ? {} : { zone: options.zone }),
      };
      const converted = parts.convert(parsed.value, context, state);
      if (converted === undefined) yield problem(position, `not a ${parts.name} record`);
      else yield* emit(converted, position, options.user);
    }
  }
}

function* emit(converted: Conversion, position: Position, user: string | undefined): Generator<ImportItem> {
  for (const message of converted.problems ?? []) yield problem(position, message);
  const owner = user === undefined ? {} : { user };
  for (const given of converted.turns ?? []) {
    const { turns, problems, notes } = fitTurn({ ...owner, ...given });
    for (const message of problems) yield problem(position, message);
    for (const message of notes ?? []) yield { ...problem(position, message), harmless: true };
    for (const turn of turns) yield { kind: 'turn', turn, position };
  }
  for (const given of converted.records ?? []) {
    const { record, problems } = fitRecord({ ...owner, ...given });
    for (const message of problems) yield problem(position, message);
    if (record !== undefined) yield { kind: 'record', record, position };
  }
}

function problem(position: Position, message: string): Extract<ImportItem, { readonly kind: 'problem' }> {
  const line = position.line === undefined ? '' : ` (line ${position.line})`;
  const entry = position.entry === undefined ? '' : ` of ${position.entry}`;
  return { kind: 'problem', message: `record ${position.record}${line}${entry}: ${message}`, position };
}

function checkResume(name: string, options: ImportOptions): void {
  if (options.resume === undefined || options.resume.importer === name) return;
  throw new MemoryError('invalid_input', `the import was started by ${options.resume.importer}, not by ${name}`, {
    details: { importer: name, started: options.resume.importer },
    hint: 'go on with the same importer, or start anew without a position',
  });
}

/**
 * JSON documents and JSON lines, told apart by their first lines: a line that starts with a brace and is a whole object
 * by itself makes it lines, also when others before it are broken.
 */
async function* cutJson(chunks: AsyncIterable<Uint8Array>, scan: ScanOptions = {}): AsyncGenerator<ParsedRecord> {
  const iterator = chunks[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  const decoder = new TextDecoder();
  let text = '';
  let lineEnds = 0;
  let bytes = 0;
  let array = false;
  let blank = true;
  while (bytes < headBytes && lineEnds < decidingLines && !array) {
    const next = await iterator.next();
    if (next.done === true) break;
    const piece = decoder.decode(next.value, { stream: true });
    if (blank) array = piece.trimStart().startsWith('[');
    blank &&= piece.trim() === '';
    for (let at = piece.indexOf('\n'); at >= 0; at = piece.indexOf('\n', at + 1)) lineEnds += 1;
    head.push(next.value);
    bytes += next.value.length;
    text += piece;
  }
  const whole = async function* (): AsyncGenerator<Uint8Array> {
    yield* head;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  };
  yield* looksLikeLines(text) ? lineRecords(whole()) : jsonRecords(whole(), scan);
}

/** JSON lines can be long: this much is read to find the end of one. */
const headBytes = 8 * 1024 * 1024;
const decidingLines = 5;

function looksLikeLines(text: string): boolean {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.length > 1 && lines.some((line) => line.startsWith('{') && isObject(line));
}

function isObject(line: string): boolean {
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
}
