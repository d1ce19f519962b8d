/**
 * Copies that an erasure could not reach (a drive that was away, a file that somebody had locked) and that are there
 * now: every later erasure tries them again, also one that finds nothing in the cube itself.
 */

import { existsSync } from 'node:fs';
import { readPieces } from '../../adapters/sqlite/file-reader.ts';
import { quotePattern } from '../../kernel/quote-pattern.ts';
import type { ErasureClosure } from '../../ports/index.ts';
import type { Engine } from '../engine.ts';
import { readReceipt, receiptIds, signAnew } from './finish-receipt.ts';
import { eraseFromCopies, knownCopies } from './known-copies.ts';
import type { CopyOutcome } from './receipt-types.ts';

/** Copies of one erasure that are covered now. */
export type SettledCopies = { readonly erasure: string; readonly copies: readonly CopyOutcome[] };

/** Copies that receipts name as not covered, by the ids of their erasures: so that not all receipts need be read. */
const uncoveredBlob = 'erase/uncovered';

/** Copies that receipts name as not covered. */
export async function openCopies(engine: Engine): Promise<ReadonlyMap<string, readonly string[]>> {
  const bytes = await engine.cube.store.blob(uncoveredBlob);
  return bytes === undefined ? readOpenCopies(engine) : new Map(JSON.parse(new TextDecoder().decode(bytes)) as []);
}

/** The blob that notes the copies of one more erasure, or (with `undefined`) of none. */
export async function uncovered(
  engine: Engine,
  erasure: string,
  copies: readonly CopyOutcome[] | undefined,
): Promise<readonly [string, Uint8Array]> {
  const open = new Map(await openCopies(engine));
  const paths = copies?.flatMap(({ path, outcome }) => (outcome === 'not covered' ? [path] : [])) ?? [];
  if (paths.length > 0) open.set(erasure, paths);
  else open.delete(erasure);
  return [uncoveredBlob, new TextEncoder().encode(JSON.stringify([...open]))];
}

async function readOpenCopies(engine: Engine): Promise<ReadonlyMap<string, readonly string[]>> {
  const open = new Map<string, readonly string[]>();
  for (const id of [...(await receiptIds(engine))].sort()) {
    const copies = (await readReceipt(engine, id))?.body.copies ?? [];
    const paths = copies.flatMap(({ path, outcome }) => (outcome === 'not covered' ? [path] : []));
    if (paths.length > 0) open.set(id, paths);
  }
  return open;
}

/** Erases in those copies, notes it on their receipts and signs them anew. Inside `exclusive`. */
export async function settleCopies(engine: Engine): Promise<readonly SettledCopies[]> {
  const settled: SettledCopies[] = [];
  for (const [erasure, open] of await openCopies(engine)) {
    const there = new Set(open.filter((path) => existsSync(path)));
    const saved = there.size === 0 ? undefined : await readReceipt(engine, erasure);
    if (saved === undefined) continue;
    const [noted] = await engine.cube.at([saved.body.chain.seq]);
    // The receipt of a cube that this file has replaced: its erasures were carried out here again.
    if (noted?.kind !== 'erasure' || noted.receipt.id !== erasure) continue;
    const { receipt } = noted;
    const closure = await closureAt(engine, receipt.seqs);
    const outcomes = await eraseFromCopies(engine, { receipt, closure, sealedAway: false }, (path) => there.has(path));
    const covered = outcomes.filter(({ outcome }) => outcome !== 'not covered');
    if (covered.length === 0) continue;
    const now = new Map(covered.map((copy) => [copy.path, { ...copy, why: `${copy.why}, after the scan` }]));
    const before = new Set(saved.body.copies.map(({ path }) => path));
    const copies = [
      ...saved.body.copies.map((copy) => (copy.outcome === 'not covered' ? (now.get(copy.path) ?? copy) : copy)),
      ...[...now.values()].filter(({ path }) => !before.has(path)),
    ];
    await signAnew(engine, erasure, { ...saved.body, copies });
    await engine.cube.store.putBlobs(new Map([await uncovered(engine, erasure, copies)]));
    settled.push({ erasure, copies: covered });
  }
  return settled;
}

/** What stood at these positions: ids, kinds and versions stay when the content goes. */
async function closureAt(engine: Engine, seqs: readonly number[]): Promise<ErasureClosure> {
  const turns: string[] = [];
  const versions = new Map<string, number[]>();
  for (const entry of await engine.cube.at(seqs)) {
    if (entry?.kind !== 'erased') continue;
    if (entry.was === 'turn') turns.push(entry.id);
    if (entry.was === 'record') versions.set(entry.id, [...(versions.get(entry.id) ?? []), entry.version]);
  }
  return { turns, records: [...versions].map(([id, list]) => ({ id, versions: list })) };
}

const overlapBytes = 512;

/** Known copies in which one of these names stands as a word of its own, in any case, and how often. */
export async function copiesThatName(
  engine: Engine,
  names: ReadonlySet<string>,
): Promise<readonly { readonly path: string; readonly times: number }[]> {
  const wanted = [...names].map(quotePattern);
  if (wanted.length === 0) return [];
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${wanted.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
  const found: { path: string; times: number }[] = [];
  for (const { path } of await knownCopies(engine.cube.store)) {
    const places = new Set<number>();
    readPieces(path, overlapBytes, (piece, position) => {
      const text = new TextDecoder().decode(piece);
      for (const { index } of text.matchAll(pattern)) places.add(position + index);
    });
    if (places.size > 0) found.push({ path, times: places.size });
  }
  return found;
}
