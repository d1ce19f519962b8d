/**
 * What an importer is: it recognizes a format by its content and turns a stream of bytes into turns and records,
 * without touching the file system.
 */
import type { RecordInput } from '../../kernel/record.ts';
import type { TurnInput } from '../../kernel/turn.ts';

/** A file, or a folder or archive of files, as bytes. The caller provides it; nothing here opens anything. */
export type ImportSource = {
  /** File or folder name; entries carry their path inside the folder, with `/`. */
  readonly name: string;
  readonly kind: 'file' | 'folder';
  /** Bytes; 0 for folders. */
  readonly size: number;
  /** The bytes from offset `from` (default 0). Fails for folders. */
  stream(from?: number): AsyncIterable<Uint8Array>;
  /** Every file below a folder, in natural order of their paths; empty for files. */
  entries(): Promise<readonly ImportSource[]>;
};

/** Where in the source something was read. */
export type Position = {
  /** Number of the record in the whole source, from 1. */
  readonly record: number;
  /** Line of the file where the record starts, from 1. */
  readonly line?: number;
  /** Byte offset in the file where the record starts. */
  readonly byte?: number;
  /** The file inside a folder or archive. */
  readonly entry?: string;
};

export type ImportItem =
  | { readonly kind: 'turn'; readonly turn: TurnInput; readonly position: Position }
  | { readonly kind: 'record'; readonly record: RecordInput; readonly position: Position }
  /** Something that could not be read, or was read with a loss; everything else goes on. */
  | {
      readonly kind: 'problem';
      readonly message: string;
      readonly position: Position;
      /** Nothing was lost: there is nothing to mend. */
      readonly harmless?: boolean;
    };

/** Where to go on: every record up to and including `record` is skipped. */
export type ResumeToken = { readonly importer: string; readonly record: number };

export type ImportOptions = {
  /** Zone of times that are written without one (IANA name). Default UTC. */
  readonly zone?: string;
  /** Whose memory it is, put on every turn and record that names nobody. */
  readonly user?: string;
  readonly resume?: ResumeToken;
  readonly signal?: AbortSignal;
};

/** The beginning of a source, for recognizing its format. */
export type Probe = {
  readonly name: string;
  readonly kind: 'file' | 'folder';
  readonly size: number;
  /** The first 64 KiB as text; empty for folders. */
  readonly head: string;
  /** The head as JSON, completed where it was cut; undefined when it does not start as JSON. */
  readonly json: unknown;
  /** The whole lines of the head that are JSON objects, when every such line is one. */
  readonly lines: readonly unknown[];
  /** Probes of files in a folder or archive, at most {@link probedEntries}; empty for files. */
  readonly entries: readonly Probe[];
};

/** How many files of a folder are looked into. */
export const probedEntries = 40;

export type Importer = {
  readonly name: string;
  readonly description: string;
  /** How sure it is that this is its format, 0 to 1. */
  detect(probe: Probe): number;
  /**
   * Reads the source in one pass.
   *
   * @throws MemoryError `aborted` when the signal fires
   */
  read(source: ImportSource, options?: ImportOptions): AsyncIterable<ImportItem>;
};
