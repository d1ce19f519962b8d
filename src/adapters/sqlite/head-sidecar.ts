/**
 * The expected state of a cube (end of the log, number of commits), kept outside the database in `<file>.head`.
 *
 * SQLite takes a damaged frame of its write-ahead log for the end of that log, so a flipped bit there silently costs
 * every commit behind it. The sidecar is written after each commit and therefore may lag behind the database, but is
 * never ahead of it: a database that ends before the sidecar has lost entries. Two fixed slots are written in turn,
 * in place, each with a checksum, so a torn write leaves the other slot. Nothing is flushed on append: after a power
 * loss the sidecar lags, which only makes the comparison weaker.
 */
import { hash } from 'node:crypto';
import { closeSync, constants, fsyncSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import type { CommitMark } from './commit-mark.ts';

const magic = 'PLMPHEAD';
const slotBytes = 128;
const cubeBytes = 16;
const checksumBytes = 32;
/** magic 8, version 4, reserved 4, seq 8, hash 32, cube 16, commits 8. */
const signedBytes = 80;

/** What a sidecar says. */
export type SidecarState =
  | { readonly state: 'missing' | 'unreadable' }
  | { readonly state: 'found'; readonly mark: CommitMark; readonly cubeMatches: boolean };

function cubeMark(cube: string): Buffer {
  return hash('sha256', cube, 'buffer').subarray(0, cubeBytes);
}

function encodeSlot(cube: Buffer, { head, commits }: CommitMark): Buffer {
  const slot = Buffer.alloc(slotBytes);
  slot.write(magic, 0, 'latin1');
  slot.writeUInt32LE(1, 8);
  slot.writeBigUInt64LE(BigInt(head.seq), 16);
  slot.set(head.hash, 24);
  slot.set(cube, 56);
  slot.writeBigUInt64LE(BigInt(commits), 72);
  slot.set(hash('sha256', slot.subarray(0, signedBytes), 'buffer'), signedBytes);
  return slot;
}

function decodeSlot(
  slot: Buffer,
  cube: string,
): { readonly mark: CommitMark; readonly cubeMatches: boolean } | undefined {
  if (slot.length < slotBytes || slot.toString('latin1', 0, 8) !== magic) return undefined;
  const checksum = hash('sha256', slot.subarray(0, signedBytes), 'buffer');
  if (!checksum.equals(slot.subarray(signedBytes, signedBytes + checksumBytes))) return undefined;
  return {
    mark: {
      head: { seq: Number(slot.readBigUInt64LE(16)), hash: new Uint8Array(slot.subarray(24, 56)) },
      commits: Number(slot.readBigUInt64LE(72)),
    },
    cubeMatches: cubeMark(cube).equals(slot.subarray(56, 56 + cubeBytes)),
  };
}

/** Where the sidecar of a database file is. */
export function sidecarPath(databasePath: string): string {
  return `${databasePath}.head`;
}

function readSlots(file: number): Buffer {
  const slots = Buffer.alloc(2 * slotBytes);
  const read = readSync(file, slots, 0, slots.length, 0);
  return slots.subarray(0, read);
}

/** Decoded slots, `undefined` where one is damaged or was never written. */
function slotsOf(bytes: Buffer, cube: string): ReturnType<typeof decodeSlot>[] {
  return [decodeSlot(bytes.subarray(0, slotBytes), cube), decodeSlot(bytes.subarray(slotBytes), cube)];
}

/** Reads the sidecar of a database without opening it for writing. */
export function readSidecar(databasePath: string, cube: string): SidecarState {
  let file: number;
  try {
    file = openSync(sidecarPath(databasePath), 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { state: 'missing' };
    throw error;
  }
  try {
    const found = slotsOf(readSlots(file), cube).filter((slot) => slot !== undefined);
    const newest = found.sort((a, b) => b.mark.commits - a.mark.commits)[0];
    return newest === undefined ? { state: 'unreadable' } : { state: 'found', ...newest };
  } finally {
    closeSync(file);
  }
}

/** The sidecar of an open store. Several processes may hold the same one. */
export class HeadSidecar {
  readonly #cube: Buffer;
  #file: number | undefined;

  /** Opens the sidecar for writing, creating it (readable by its owner only) where there is none. */
  constructor(databasePath: string, cube: string) {
    this.#cube = cubeMark(cube);
    // Neither truncated nor appended to: another process may just have written it.
    this.#file = openSync(sidecarPath(databasePath), constants.O_RDWR | constants.O_CREAT, 0o600);
  }

  /**
   * Notes the state after a commit. Odd commits have one slot and even ones the other, so that processes that write at
   * the same time, and late, can make the sidecar lag by a commit or two but no more.
   */
  advance(mark: CommitMark): void {
    if (this.#file === undefined) return;
    writeSync(this.#file, encodeSlot(this.#cube, mark), 0, slotBytes, mark.commits % 2 === 0 ? 0 : slotBytes);
  }

  /** Makes both slots say `mark`, whatever they said. */
  reset(mark: CommitMark): void {
    if (this.#file === undefined) return;
    const slot = encodeSlot(this.#cube, mark);
    writeSync(this.#file, Buffer.concat([slot, slot]), 0, 2 * slotBytes, 0);
  }

  /** Makes what was noted survive a power loss. */
  flush(): void {
    if (this.#file !== undefined) fsyncSync(this.#file);
  }

  /** Closes the file. */
  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }
}

/** Removes the sidecar of a database file. */
export function removeSidecar(databasePath: string): void {
  rmSync(sidecarPath(databasePath), { force: true });
}
