/** The files that a cube consists of, and copies of them with damage done. */
import { closeSync, copyFileSync, existsSync, openSync, readSync, statSync, truncateSync, writeSync } from 'node:fs';

/** Main file, write-ahead log, expected head. The shared-memory file is made anew by SQLite. */
export const cubeFiles: readonly { readonly suffix: string; readonly what: string }[] = [
  { suffix: '', what: 'file' },
  { suffix: '-wal', what: 'write-ahead log' },
  { suffix: '.head', what: 'expected head' },
];

/** Copies every file of a cube. */
export function copyCube(from: string, to: string): void {
  for (const { suffix } of cubeFiles) if (existsSync(from + suffix)) copyFileSync(from + suffix, to + suffix);
}

/** Turns one bit over. */
export function flipBit(file: string, byte: number, bit: number): void {
  const handle = openSync(file, 'r+');
  try {
    const buffer = Buffer.alloc(1);
    readSync(handle, buffer, 0, 1, byte);
    buffer[0] = (buffer[0] ?? 0) ^ (1 << bit);
    writeSync(handle, buffer, 0, 1, byte);
  } finally {
    closeSync(handle);
  }
}

/** Cuts a file to a number of bytes. */
export function cutFile(file: string, bytes: number): void {
  truncateSync(file, bytes);
}

export function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
