/**
 * The file of the static embedder: one row a token, found through an open hash table in the file itself, so that
 * opening is one read and no words are parsed. A row has a meaning (8 bits a component, one scale), and a weight and
 * a seed for the token's spelling (see `static-embedder.ts`).
 *
 * Layout, little-endian: magic, version, components of meaning, components of spelling, rows, slots (u32 each),
 * weight of unknown words (f32), digest (8 bytes of hex), zeros up to 64 bytes; slots (u32: row + 1, or 0); then by
 * row: second hashes (u32), scales (f32), spelling weights (f32), spelling seeds (u32), codes (i8 a component).
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { MemoryError } from '../../errors/index.ts';
import type { TokenHash } from './token-scan.ts';

export type TokenTable = {
  /** Components that are stored. */
  readonly meaning: number;
  /** Components that are made from the spelling. */
  readonly spelling: number;
  readonly rows: number;
  /** Weight of a word that has no row. */
  readonly unknownWeight: number;
  /** First hex digits of the content's SHA-256: names the embedding space. */
  readonly digest: string;
  readonly slots: Uint32Array;
  /** Second hash by row. */
  readonly hashes: Uint32Array;
  readonly scales: Float32Array;
  readonly spellingWeights: Float32Array;
  readonly spellingSeeds: Uint32Array;
  readonly codes: Int8Array;
};

/** "PTBL" */
export const tokenTableMagic = 0x4c425450;
export const tokenTableVersion = 2;
export const tokenTableHeaderBytes = 64;

/** The table that ships with the package, found beside `src` and beside `dist` alike. */
export function shippedTokenTable(): string {
  return fileURLToPath(new URL('../../../data/embedder/static-en.bin', import.meta.url));
}

const open = new Map<string, TokenTable>();

/** Reads a table; the same file is read once a process. */
export function readTokenTable(path: string): TokenTable {
  const known = open.get(path);
  if (known) return known;
  if (!existsSync(path)) {
    throw new MemoryError('unavailable', `no token table at ${path}`, {
      hint: 'install the package again (data/embedder belongs to it), or pass the path of a table',
    });
  }
  const file = readFileSync(path);
  const bytes = file.byteOffset % 4 === 0 ? file : Uint8Array.from(file);
  const table = parseTokenTable(bytes, path);
  open.set(path, table);
  return table;
}

/** Views into the bytes of a table file. */
export function parseTokenTable(bytes: Uint8Array, name: string): TokenTable {
  if (bytes.length < tokenTableHeaderBytes) throw broken(name, `${bytes.length} bytes`);
  const header = new DataView(bytes.buffer, bytes.byteOffset, tokenTableHeaderBytes);
  if (header.getUint32(0, true) !== tokenTableMagic) throw broken(name, 'it does not begin like one');
  const version = header.getUint32(4, true);
  if (version !== tokenTableVersion) {
    throw new MemoryError(
      'newer_version',
      `token table ${name} has version ${version}, known is ${tokenTableVersion}`,
      {
        hint: 'use the table that ships with this version of the package',
      },
    );
  }
  const meaning = header.getUint32(8, true);
  const spelling = header.getUint32(12, true);
  const rows = header.getUint32(16, true);
  const slots = header.getUint32(20, true);
  const expected = tokenTableHeaderBytes + 4 * slots + rows * (16 + meaning);
  if (bytes.length !== expected || slots === 0 || (slots & (slots - 1)) !== 0 || rows >= slots) {
    throw broken(name, `${bytes.length} bytes where ${expected} belong`);
  }
  let at = bytes.byteOffset + tokenTableHeaderBytes;
  const place = (size: number): number => {
    at += size;
    return at - size;
  };
  return {
    meaning,
    spelling,
    rows,
    unknownWeight: header.getFloat32(24, true),
    digest: String.fromCharCode(...bytes.subarray(28, 36)),
    slots: new Uint32Array(bytes.buffer, place(4 * slots), slots),
    hashes: new Uint32Array(bytes.buffer, place(4 * rows), rows),
    scales: new Float32Array(bytes.buffer, place(4 * rows), rows),
    spellingWeights: new Float32Array(bytes.buffer, place(4 * rows), rows),
    spellingSeeds: new Uint32Array(bytes.buffer, place(4 * rows), rows),
    codes: new Int8Array(bytes.buffer, place(rows * meaning), rows * meaning),
  };
}

function broken(name: string, what: string): MemoryError {
  return new MemoryError('corrupt', `${name} is no token table: ${what}`, { hint: 'install the package again' });
}

/** Row of a token, or -1. */
export function findToken(table: TokenTable, token: TokenHash): number {
  const mask = table.slots.length - 1;
  for (let slot = token.a & mask; ; slot = (slot + 1) & mask) {
    const entry = table.slots[slot]!;
    if (entry === 0) return -1;
    if (table.hashes[entry - 1] === token.b) return entry - 1;
  }
}
