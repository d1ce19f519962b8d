/**
 * WebAssembly memory for dense rows: blocks of one size in a few shared memories, with the scan kernel beside them.
 *
 * Every memory reserves gigabytes of address space and an engine allows about a hundred, so the indexes of a process
 * share them; blocks of one size can be handed out, freed and reused without moving a row, so growth never copies.
 */
import { Buffer } from 'node:buffer';
import { MemoryError } from '../../../errors/index.ts';
import { denseScanWasm } from './dense-scan-wasm.ts';

/** The compiled functions of assembly/dense-scan.ts; addresses and sizes in bytes. */
export type ScanKernel = {
  begin(scores: number, ordinals: number, k: number): void;
  offer(score: number, ordinal: number): void;
  kept(): number;
  finish(): number;
  scanF32(at: number, rows: number, stride: number, scales: number, query: number, first: number): void;
  scanI8(at: number, rows: number, stride: number, scales: number, query: number, first: number): void;
  scanI4(at: number, rows: number, stride: number, scales: number, query: number, levels: number, first: number): void;
  scanI2(at: number, rows: number, stride: number, scales: number, query: number, levels: number, first: number): void;
  scanBits(at: number, rows: number, words: number, scales: number, query: number, first: number): void;
  scanAllowed(
    bits: number,
    at: number,
    rows: number,
    stride: number,
    scales: number,
    query: number,
    levels: number,
    bitmap: number,
    first: number,
  ): void;
  countBits(at: number, rows: number, words: number, scales: number, query: number, histogram: number): void;
  takeNearest(histogram: number, bins: number, width: number): void;
  scanRows(
    bits: number,
    at: number,
    rows: number,
    stride: number,
    scales: number,
    query: number,
    levels: number,
    first: number,
  ): void;
  listNear(
    at: number,
    rows: number,
    stride: number,
    scales: number,
    signs: number,
    queryBits: number,
    first: number,
    list: number,
    room: number,
    length: number,
  ): number;
  listAllowed(
    at: number,
    rows: number,
    stride: number,
    scales: number,
    bitmap: number,
    first: number,
    list: number,
    room: number,
  ): number;
  scoreList(list: number, room: number, length: number, stride: number, query: number): void;
  offerList(list: number, room: number, length: number): void;
  turnEven(at: number, bytes: number): void;
  dotRow(bits: number, row: number, stride: number, query: number, levels: number): number;
  signBits(at: number, rows: number, stride: number, out: number): void;
  plainRead(at: number, bytes: number): number;
};

/** Most rows that one search can keep. */
export const largestK: number = 16_384;
/** Most components of a vector. */
export const largestDimensions: number = 8_192;
/** Bytes of one block. */
export const blockBytes: number = 262_144;

type Scratch = {
  /** Scores of the best rows, f32. */
  readonly scores: number;
  /** Ordinals of the best rows, u32. */
  readonly ordinals: number;
  readonly query: number;
  readonly queryBits: number;
  /** Reconstruction levels, 16 x i8. */
  readonly levels: number;
  /** Allowed rows of one block. */
  readonly bitmap: number;
  /** Rows by differing sign bits, u32. */
  readonly histogram: number;
  /** Addresses (u32), scales or scores (f32) and ordinals (u32) of listed rows, `listRoom` bytes each. */
  readonly list: number;
};

/** Fixed places in the first part of every memory, used by one search at a time (searches do not interleave). */
export const scratch: Scratch = {
  scores: 0,
  ordinals: 4 * largestK,
  query: 8 * largestK,
  queryBits: 8 * largestK + 4 * largestDimensions,
  levels: 8 * largestK + 5 * largestDimensions,
  bitmap: 8 * largestK + 5 * largestDimensions + 64,
  // A block has at most blockBytes / 12 rows, so its bitmap takes less than 4 KiB.
  histogram: 8 * largestK + 5 * largestDimensions + 64 + 4096,
  list: 8 * largestK + 9 * largestDimensions + 64 + 4096 + 64,
};

/** Room for `largestK` rows, and for three more that fill up the last group of four. */
export const listRoom: number = 4 * largestK + 16;

const scratchBytes = 458_752;
const pageBytes = 65_536;
const largestBytes = 65_535 * pageBytes;

// The part of the WebAssembly interface that is used here; the language library without the DOM does not declare it.
type WasmMemory = { readonly buffer: SharedArrayBuffer; grow(pages: number): number };
type WasmInterface = {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (size: {
    readonly initial: number;
    readonly maximum: number;
    readonly shared: true;
  }) => WasmMemory;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
};
const wasm = (globalThis as unknown as { readonly WebAssembly: WasmInterface }).WebAssembly;

/**
 * One WebAssembly memory with its kernel, shared with the threads of a scan crew. When a block is taken the memory may
 * grow: views that were made before do not see what is added.
 */
export class Arena {
  readonly kernel: ScanKernel;
  /** For instances of the kernel in other threads. */
  readonly module: object;
  readonly memory: WasmMemory;
  readonly #free: number[] = [];
  #used: number = scratchBytes;
  #bytes: Uint8Array<SharedArrayBuffer>;

  constructor(module: object) {
    this.module = module;
    this.memory = new wasm.Memory({ initial: scratchBytes / pageBytes, maximum: 65_536, shared: true });
    this.#bytes = new Uint8Array(this.memory.buffer);
    const instance = new wasm.Instance(module, { env: { memory: this.memory } });
    this.kernel = instance.exports as unknown as ScanKernel;
  }

  /** The whole memory as bytes, all of it until the next `take`. */
  get bytes(): Uint8Array<SharedArrayBuffer> {
    return this.#bytes;
  }

  get buffer(): SharedArrayBuffer {
    return this.#bytes.buffer;
  }

  /** Bytes that could still be handed out. */
  get room(): number {
    return largestBytes - this.#used + this.#free.length * blockBytes;
  }

  /** Address of a block of `blockBytes` zeros. */
  take(): number {
    const reused = this.#free.pop();
    if (reused !== undefined) return reused;
    if (this.#used + blockBytes > largestBytes) {
      throw new MemoryError('unsupported', `dense index larger than ${Math.round(largestBytes / 2 ** 30)} GiB`, {
        hint: 'split the memory into several cubes, or use rows of fewer bits',
      });
    }
    const missing = this.#used + blockBytes - this.memory.buffer.byteLength;
    if (missing > 0) {
      try {
        this.memory.grow(Math.ceil(missing / pageBytes));
      } catch (cause) {
        throw new MemoryError('unavailable', `no memory for another ${blockBytes} bytes of vectors`, {
          hint: 'close cubes that are not in use, or give the process more memory',
          cause,
        });
      }
      this.#bytes = new Uint8Array(this.memory.buffer);
    }
    const at = this.#used;
    this.#used += blockBytes;
    return at;
  }

  /** Takes a block back and wipes it. */
  give(at: number): void {
    this.bytes.fill(0, at, at + blockBytes);
    this.#free.push(at);
  }
}

let compiled: object | undefined;
const arenas: Arena[] = [];

/** The shared memory with the most room; a further one is made when none has a gigabyte left. */
export function chooseArena(): Arena {
  let best: Arena | undefined;
  for (const arena of arenas) if (!best || arena.room > best.room) best = arena;
  if (best && best.room >= 2 ** 30) return best;
  compiled ??= new wasm.Module(new Uint8Array(Buffer.from(denseScanWasm, 'base64')));
  const arena = new Arena(compiled);
  arenas.push(arena);
  return arena;
}
