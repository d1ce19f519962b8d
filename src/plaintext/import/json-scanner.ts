/**
 * Cuts a stream of JSON into records without parsing it as a whole: elements of the top-level array, members of the
 * top-level object, or the whole object. Only one record is held at a time, and a broken record does not take the
 * others with it: brackets and strings are followed, and a raw line break inside a string (which JSON forbids) ends
 * the string.
 */
import { concatenate } from './utf8-stream.ts';

export type ScanOptions = {
  /** A top-level object is cut into its members. Default false: it is one record. */
  readonly members?: boolean;
  /** Keys of the top-level object whose arrays are cut into elements; its other members are skipped. */
  readonly split?: readonly string[];
  /** Records nested deeper are skipped with a flaw. Default 200. */
  readonly maxDepth?: number;
  /** Longer records are skipped with a flaw. Default 256 MiB. */
  readonly maxRecordBytes?: number;
};

export type ScannedRecord = {
  /** Empty when the record is flawed beyond parsing. */
  readonly bytes: Uint8Array;
  readonly key?: string;
  readonly line: number;
  readonly byte: number;
  /** Why it cannot be parsed, or why it ended early. */
  readonly flaw?: string;
};

const quote = 0x22;
const backslash = 0x5c;
const newline = 0x0a;
const openArray = 0x5b;
const closeArray = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;
const comma = 0x2c;
const colon = 0x3a;

/** Push chunks, take records; `end` gives the flaw of a file that stops early. */
export class JsonScanner {
  readonly #members: boolean;
  readonly #split: ReadonlySet<string>;
  readonly #maxDepth: number;
  readonly #maxBytes: number;
  readonly #stack: number[] = [];
  /** Records are the values at this depth. */
  #level = 0;
  #inString = false;
  #escaped = false;
  /** Closing brackets and commas at the end of the open string so far. */
  #tail: number[] = [];
  #line = 1;
  #offset = 0;
  #found: ScannedRecord[] = [];
  #pieces: Uint8Array[] | undefined;
  #pieceBytes = 0;
  /** Start of the open record in the current chunk. */
  #from = 0;
  #recordLine = 1;
  #recordByte = 0;
  #flaw: string | undefined;
  #key: string | undefined;
  /** In an object container: the key is read next, or its value. */
  #expectKey = false;
  #readingKey = false;
  #strayReported = false;

  constructor(options: ScanOptions = {}) {
    this.#split = new Set(options.split ?? []);
    this.#members = options.members === true || this.#split.size > 0;
    this.#maxDepth = options.maxDepth ?? 200;
    this.#maxBytes = options.maxRecordBytes ?? 256 * 1024 * 1024;
  }

  push(chunk: Uint8Array): ScannedRecord[] {
    this.#found = [];
    this.#from = 0;
    for (let index = 0; index < chunk.length; index += 1) {
      const byte = chunk[index] as number;
      if (this.#inString) this.#stringByte(byte, chunk, index);
      else this.#byte(byte, chunk, index);
      if (byte === newline) this.#line += 1;
    }
    if (this.#pieces !== undefined) this.#keep(chunk.subarray(this.#from));
    this.#offset += chunk.length;
    return this.#found;
  }

  end(): ScannedRecord[] {
    this.#found = [];
    if (this.#pieces !== undefined && this.#stack.length === this.#level && !this.#inString && this.#level === 0) {
      // A scalar at the top level has no closing bracket of its own.
      this.#close(new Uint8Array(0), 0);
    } else if (this.#pieces !== undefined && !this.#readingKey) {
      this.#flaw = 'the file ends inside this record';
      this.#emit(new Uint8Array(0));
    } else if (this.#stack.length > 0) {
      const what = 'the file ends before its last bracket is closed';
      this.#found.push({ bytes: new Uint8Array(0), line: this.#line, byte: this.#offset, flaw: what });
    }
    return this.#found;
  }

  #stringByte(byte: number, chunk: Uint8Array, index: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === backslash) this.#escaped = true;
    else if (byte === quote) this.#endString(chunk, index);
    else if (byte === newline) this.#breakString(chunk, index);
    else if (byte === closeObject || byte === closeArray || byte === comma) {
      if (this.#tail.length === 64) this.#tail = [];
      this.#tail.push(byte);
    } else if (this.#tail.length > 0) this.#tail = [];
  }

  /** A string without its quote has swallowed the brackets at the end of its line: they count after all. */
  #breakString(chunk: Uint8Array, index: number): void {
    const tail = this.#tail;
    this.#tail = [];
    this.#inString = false;
    this.#flaw ??= 'a string is not closed on its line';
    for (const byte of tail) this.#byte(byte, chunk, index);
  }

  #endString(chunk: Uint8Array, index: number): void {
    this.#inString = false;
    if (this.#tail.length > 0) this.#tail = [];
    if (!this.#readingKey) return;
    this.#keep(chunk.subarray(this.#from, index + 1));
    const raw = new TextDecoder().decode(this.#takePieces());
    this.#readingKey = false;
    try {
      this.#key = JSON.parse(raw) as string;
    } catch {
      this.#key = raw;
    }
  }

  #byte(byte: number, chunk: Uint8Array, index: number): void {
    const depth = this.#stack.length;
    if (byte === 0x20 || byte === newline || byte === 0x0d || byte === 0x09) return;
    if (depth === 0 && this.#pieces === undefined) {
      if (byte === comma) return;
      this.#level = byte === openArray || (byte === openObject && this.#members) ? 1 : 0;
      this.#expectKey = byte === openObject && this.#level === 1;
    }
    const container = depth > 0 && depth === this.#level;
    if (container && byte === comma) {
      this.#close(chunk, index);
      this.#expectKey = this.#stack[depth - 1] === openObject;
      return;
    }
    if (container && byte === colon && this.#pieces === undefined) {
      this.#expectKey = false;
      return;
    }
    if (byte === closeArray || byte === closeObject) {
      this.#closeBracket(byte, chunk, index);
      return;
    }
    if (this.#pieces === undefined && depth === this.#level) this.#open(byte, index);
    if (byte === quote) this.#inString = true;
    else if (byte === openArray || byte === openObject) this.#openBracket(byte);
  }

  #openBracket(byte: number): void {
    const splits =
      byte === openArray && this.#stack.length === 1 && this.#level === 1 && this.#split.has(this.#key ?? '');
    this.#stack.push(byte);
    if (splits) {
      this.#level = 2;
      this.#takePieces();
      this.#flaw = undefined;
    }
    if (this.#stack.length > this.#maxDepth) this.#flaw ??= `nested deeper than ${this.#maxDepth} levels`;
  }

  #closeBracket(byte: number, chunk: Uint8Array, index: number): void {
    const opener = byte === closeArray ? openArray : openObject;
    const match = this.#stack.lastIndexOf(opener);
    if (match < 0) {
      this.#stray(index);
      return;
    }
    // A container is closed only from its own level, or by the bracket that cannot belong to anything inside it.
    if (match !== this.#stack.length - 1) this.#flaw ??= 'brackets do not match';
    if (match < this.#level) {
      this.#close(chunk, index);
      this.#stack.length = match;
      if (this.#level === 2) {
        this.#level = 1;
        this.#key = undefined;
      }
      return;
    }
    this.#stack.length = match;
    if (match === this.#level) this.#close(chunk, index + 1);
  }

  #stray(index: number): void {
    if (this.#strayReported) return;
    this.#strayReported = true;
    const flaw = 'a closing bracket without an opening one';
    this.#found.push({ bytes: new Uint8Array(0), line: this.#line, byte: this.#offset + index, flaw });
  }

  #open(byte: number, index: number): void {
    this.#pieces = [];
    this.#pieceBytes = 0;
    this.#from = index;
    if (this.#expectKey && byte === quote) {
      this.#readingKey = true;
      return;
    }
    this.#recordLine = this.#line;
    this.#recordByte = this.#offset + index;
    this.#flaw = undefined;
  }

  /** Ends the open record, if there is one, before `index`. */
  #close(chunk: Uint8Array, index: number): void {
    if (this.#pieces === undefined || this.#readingKey) return;
    this.#emit(chunk.subarray(this.#from, index));
  }

  #emit(last: Uint8Array): void {
    this.#keep(last);
    const bytes = this.#takePieces();
    const skipped = this.#split.size > 0 && this.#level === 1 && this.#stack[0] === openObject;
    const flaw = this.#flaw;
    this.#flaw = undefined;
    if (!skipped) {
      this.#found.push({
        bytes,
        ...(this.#key === undefined || this.#level !== 1 ? {} : { key: this.#key }),
        line: this.#recordLine,
        byte: this.#recordByte,
        ...(flaw === undefined ? {} : { flaw }),
      });
    }
    if (this.#level === 1) this.#key = undefined;
  }

  #keep(piece: Uint8Array): void {
    if (this.#pieces === undefined) return;
    this.#pieceBytes += piece.length;
    if (this.#pieceBytes > this.#maxBytes) {
      this.#flaw ??= `longer than ${this.#maxBytes} bytes`;
      this.#pieces = [];
    } else if (piece.length > 0) {
      // The caller may reuse its chunk.
      this.#pieces.push(piece.slice());
    }
    this.#from = 0;
  }

  #takePieces(): Uint8Array {
    const pieces = this.#pieces ?? [];
    this.#pieces = undefined;
    return concatenate(pieces);
  }
}
