/**
 * Threads that scan a large dense index together with the calling one. They share the memory of the rows; each takes the
 * next few blocks until none are left and keeps the best of what it saw; the caller puts these together. What is kept of
 * equal scores does not depend on the order of rows, so the result is that of one thread, whoever scanned what.
 *
 * The caller never waits for a thread that has not begun: it takes blocks itself, all of them if need be. A thread that
 * fails, or keeps a block too long, ends the crew for good, and the caller scans alone. Where processors are busy with
 * other things a thread is late with what it took: after a scan that was slower than alone the crew rests, longer each
 * time.
 */
import type { Workers } from '../../../ports/index.ts';
import { type Arena, blockBytes, largestK, scratch } from './arena.ts';
import type { Precision } from './codec.ts';
import type { Block } from './row-blocks.ts';
import { scanWorkerScript, word } from './scan-worker.ts';

export type CrewScan = {
  readonly arena: Arena;
  readonly bits: Precision;
  readonly stride: number;
  readonly rowsPerBlock: number;
  /** By ascending ordinal. */
  readonly blocks: readonly Block[];
  readonly k: number;
};

export type ScanCrew = {
  /**
   * Scans all rows of the blocks for the query that lies in the arena's scratch area, and leaves the best `k` there as
   * a scan by one thread does, before `finish`. False when there is nobody to help or it would not pay: nothing is done.
   */
  scan(request: CrewScan): boolean;
  /** Threads that have been started and not ended. */
  readonly size: number;
  /** Times that a thread beside the caller has taken part in a scan. */
  readonly helped: number;
  /** Stops all threads; `scan` then always gives false. */
  close(): void;
};

export type ScanCrewOptions = {
  readonly workers: Workers;
  /** Most threads beside the caller. Default: as many as the machine has to spare, three at most. */
  readonly most?: number;
  /** Bytes of codes from which it pays. Default 16 MiB. */
  readonly fromBytes?: number;
  readonly warn?: (message: string) => void;
  /** Milliseconds that a thread may keep a few blocks. Default 2,000. */
  readonly patienceMs?: number;
};

const mostWorkers = 3;
const paysFrom = 16 * 2 ** 20;
/** Most blocks taken at a time: 2 MiB, a tenth of a millisecond. */
const mostBlocksEach = 8;
/** Turns that each thread should get, so that a late one still finds something to do. */
const turnsEach = 4;
/** Scans that are left to the caller after the first slow one, and at most. */
const firstRest = 8;
const longestRest = 512;
const tableAt = 256;
const mostBlocks = Math.floor((blockBytes - tableAt) / 12);

/** The threads of one arena. */
type Gang = {
  readonly words: Int32Array;
  readonly table: Uint32Array;
  /** Addresses that were taken for them. */
  readonly taken: readonly number[];
  readonly results: readonly { readonly scores: number; readonly ordinals: number }[];
  readonly threads: readonly { stop(): Promise<void> }[];
  generation: number;
};

/** Nobody is started before the first scan that is large enough. */
export function createScanCrew(options: ScanCrewOptions): ScanCrew {
  const { workers, fromBytes = paysFrom, warn = () => {}, patienceMs = 2_000 } = options;
  const most = Math.min(options.most ?? mostWorkers, mostWorkers);
  // One more than asked for would only take turns with the caller.
  const wanted = Math.min(most, options.most === undefined ? workers.spare : Math.max(workers.spare, most));
  const gangs = new Map<Arena, Gang>();
  let ended = wanted === 0;
  let helped = 0;
  let rest = firstRest;
  let resting = 0;

  const close = (): void => {
    ended = true;
    for (const [arena, { threads, taken, words }] of gangs) {
      Atomics.store(words, word.stop, 1);
      Atomics.notify(words, word.generation);
      // A thread writes to its room until it has ended.
      void Promise.all(threads.map((thread) => thread.stop())).then(() => {
        for (const at of taken) arena.give(at);
      });
    }
    gangs.clear();
  };
  const giveUp = (reason: string): void => {
    if (ended) return;
    close();
    warn(`vectors are searched by one thread from here on: ${reason}`);
  };

  const gangOf = (arena: Arena): Gang => {
    const known = gangs.get(arena);
    if (known !== undefined) return known;
    const taken = Array.from({ length: wanted + 1 }, () => arena.take());
    const [controlAt, ...own] = taken as [number, ...number[]];
    const words = new Int32Array(arena.buffer, controlAt, tableAt / 4);
    words.fill(0);
    const results = own.map((at) => ({ scores: at, ordinals: at + 4 * largestK }));
    const shared = { module: arena.module, memory: arena.memory, control: controlAt, table: controlAt + tableAt };
    const threads: { stop(): Promise<void> }[] = [];
    const table = new Uint32Array(arena.buffer, controlAt + tableAt, 3 * mostBlocks);
    const gang = { words, table, taken, results, threads, generation: 0 };
    // Known from here on: one that cannot be started ends those that were.
    gangs.set(arena, gang);
    for (const [slot, places] of results.entries()) {
      threads.push(workers.start(scanWorkerScript, { ...shared, ...places, slot }, giveUp));
    }
    return gang;
  };

  /** Waits until no thread is at work; false when one takes too long. */
  const settled = ({ words }: Gang): boolean => {
    const deadline = performance.now() + patienceMs;
    for (let busy = Atomics.load(words, word.busy); busy > 0; busy = Atomics.load(words, word.busy)) {
      const left = deadline - performance.now();
      if (left <= 0 || Atomics.wait(words, word.busy, busy, left) === 'timed-out') return false;
    }
    return true;
  };

  return {
    get size() {
      return [...gangs.values()].reduce((sum, { threads }) => sum + threads.length, 0);
    },
    get helped() {
      return helped;
    },
    close,
    scan({ arena, bits, stride, rowsPerBlock, blocks, k }) {
      if (ended || blocks.length > mostBlocks || blocks.length * rowsPerBlock * stride < fromBytes) return false;
      if (resting > 0) {
        resting -= 1;
        return false;
      }
      let gang: Gang;
      try {
        gang = gangOf(arena);
      } catch (error) {
        giveUp(error instanceof Error ? error.message : 'threads cannot be started');
        return false;
      }
      const { words, table, results } = gang;
      // From the last block to the first: see the kernel.
      for (let i = 0; i < blocks.length; i++) {
        const { at, scalesAt, number } = blocks[blocks.length - 1 - i]!;
        table[3 * i] = at;
        table[3 * i + 1] = scalesAt;
        table[3 * i + 2] = number * rowsPerBlock;
      }
      const share = Math.floor(blocks.length / (turnsEach * (results.length + 1)));
      const each = Math.max(1, Math.min(mostBlocksEach, share));
      const parameters = [bits, stride, rowsPerBlock, k, scratch.query, scratch.levels, blocks.length, each];
      for (const [i, value] of parameters.entries()) words[word.parameters + i] = value;
      for (let slot = 0; slot < results.length; slot++) Atomics.store(words, word.results + 2 * slot, -1);
      gang.generation = (gang.generation + 1) % word.generations;
      const { generation } = gang;
      Atomics.store(words, word.claim, generation * word.blocks);
      Atomics.store(words, word.generation, generation);
      Atomics.notify(words, word.generation);
      const { kernel } = arena;
      kernel.begin(scratch.scores, scratch.ordinals, k);
      const began = performance.now();
      let own = 0;
      for (let claim = Atomics.load(words, word.claim); ; claim = Atomics.load(words, word.claim)) {
        const from = claim % word.blocks;
        if (from >= blocks.length) break;
        const to = Math.min(blocks.length, from + each);
        if (Atomics.compareExchange(words, word.claim, claim, claim - from + to) !== claim) continue;
        own += to - from;
        for (let i = from; i < to; i++) {
          const [at, scales, first] = [table[3 * i]!, table[3 * i + 1]!, table[3 * i + 2]!];
          kernel.scanRows(bits, at, rowsPerBlock, stride, scales, scratch.query, scratch.levels, first);
        }
      }
      const alone = own === 0 ? Number.POSITIVE_INFINITY : ((performance.now() - began) * blocks.length) / own;
      if (!settled(gang)) {
        giveUp(`a thread took longer than ${patienceMs} ms`);
        return false;
      }
      for (const [slot, { scores, ordinals }] of results.entries()) {
        if (Atomics.load(words, word.results + 2 * slot) !== generation) continue;
        helped += 1;
        const count = Atomics.load(words, word.results + 2 * slot + 1);
        const found = new Float32Array(arena.buffer, scores, count);
        const rows = new Uint32Array(arena.buffer, ordinals, count);
        for (let i = 0; i < count; i++) kernel.offer(found[i]!, rows[i]!);
      }
      if (own < blocks.length && performance.now() - began > alone) {
        resting = rest;
        rest = Math.min(longestRest, 2 * rest);
      } else rest = firstRest;
      return true;
    },
  };
}
