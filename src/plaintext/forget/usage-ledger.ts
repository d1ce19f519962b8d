/**
 * How often and when each memory was used. High-rate, mutable state that stays out of the change log: it is counted
 * in memory, written as compact batches under names of their own, and merged by the next tick. Batches add up (uses
 * and renewals), times take the latest; a batch that is lost costs a little strength and nothing else.
 */
import { MemoryError } from '../../errors/index.ts';
import { renewalOf } from './retention.ts';

export type Usage = {
  readonly uses: number;
  /** First and last use counted here, milliseconds since the epoch. */
  readonly firstAt: number;
  readonly usedAt: number;
  /** Uses of late, at `usedAt`: each loses its weight with a time constant of 7 days. */
  readonly recent: number;
  /** What its uses after a pause have added to its strength. */
  readonly renewed: number;
};

const recentMs = 7 * 86_400_000;
const format = 1;
const rowBytes = 4 + 8 + 8 + 4 + 4;

/** `later` counted after (or beside) `earlier`. */
export function mergeUsage(earlier: Usage, later: Usage): Usage {
  const [first, last] = earlier.usedAt <= later.usedAt ? [earlier, later] : [later, earlier];
  return {
    uses: first.uses + last.uses,
    firstAt: Math.min(first.firstAt, last.firstAt),
    usedAt: last.usedAt,
    recent: recentAt(first, last.usedAt) + last.recent,
    renewed: first.renewed + last.renewed + renewalOf(last.firstAt - first.usedAt),
  };
}

/** Uses of late as seen at `now`. */
export function recentAt(usage: Pick<Usage, 'recent' | 'usedAt'>, now: number): number {
  return usage.recent * Math.exp(-Math.max(0, now - usage.usedAt) / recentMs);
}

/** Counts uses until somebody takes them away. */
export type UsageLedger = {
  /** A few map operations an id; nothing is written. */
  note(ids: readonly string[], at: number): void;
  /** Counted and not yet taken. */
  readonly pending: ReadonlyMap<string, Usage>;
  /** Hands the counted uses over and starts from nothing. */
  take(): Map<string, Usage>;
  /** Takes back what `take` gave, or part of it. */
  put(usage: ReadonlyMap<string, Usage>): void;
};

export function createUsageLedger(): UsageLedger {
  let pending = new Map<string, Usage>();
  return {
    note(ids, at) {
      const one: Usage = { uses: 1, firstAt: at, usedAt: at, recent: 1, renewed: 0 };
      for (const id of ids) {
        const before = pending.get(id);
        pending.set(id, before === undefined ? one : mergeUsage(before, one));
      }
    },
    get pending() {
      return pending;
    },
    take() {
      const taken = pending;
      pending = new Map();
      return taken;
    },
    put: (usage) => addUsage(pending, usage),
  };
}

/** Adds all of `more` into `into`. */
export function addUsage(into: Map<string, Usage>, more: ReadonlyMap<string, Usage>): void {
  for (const [id, usage] of more) {
    const before = into.get(id);
    into.set(id, before === undefined ? usage : mergeUsage(before, usage));
  }
}

/** Bytes: format (u8), rows (u32), then per row the id (u16 length, UTF-8), uses (u32), first and last use (f64), recent and renewed (f32). */
export function encodeUsage(usage: ReadonlyMap<string, Usage>): Uint8Array {
  const encoder = new TextEncoder();
  const ids = [...usage.keys()].map((id) => encoder.encode(id));
  const bytes = new Uint8Array(5 + ids.reduce((sum, id) => sum + 2 + id.length + rowBytes, 0));
  const view = new DataView(bytes.buffer);
  bytes[0] = format;
  view.setUint32(1, ids.length, true);
  let at = 5;
  let row = 0;
  for (const one of usage.values()) {
    const id = ids[row++] as Uint8Array;
    view.setUint16(at, id.length, true);
    bytes.set(id, at + 2);
    at += 2 + id.length;
    view.setUint32(at, Math.min(one.uses, 0xffffffff), true);
    view.setFloat64(at + 4, one.firstAt, true);
    view.setFloat64(at + 12, one.usedAt, true);
    view.setFloat32(at + 20, one.recent, true);
    view.setFloat32(at + 24, one.renewed, true);
    at += rowBytes;
  }
  return bytes;
}

/** Reads what {@link encodeUsage} wrote. @throws MemoryError `corrupt` when it is something else. */
export function decodeUsage(bytes: Uint8Array): Map<string, Usage> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const usage = new Map<string, Usage>();
  try {
    if (bytes[0] !== format) throw new RangeError(`format ${bytes[0]}`);
    let at = 5;
    for (let left = view.getUint32(1, true); left > 0; left--) {
      const length = view.getUint16(at, true);
      if (at + 2 + length + rowBytes > bytes.length) throw new RangeError('cut short');
      const id = decoder.decode(bytes.subarray(at + 2, at + 2 + length));
      at += 2 + length;
      usage.set(id, {
        uses: view.getUint32(at, true),
        firstAt: view.getFloat64(at + 4, true),
        usedAt: view.getFloat64(at + 12, true),
        recent: view.getFloat32(at + 20, true),
        renewed: view.getFloat32(at + 24, true),
      });
      at += rowBytes;
    }
    return usage;
  } catch (cause) {
    throw new MemoryError('corrupt', `usage counts of ${bytes.length} bytes cannot be read`, {
      hint: 'nothing to do: counting starts again; only what was used often fades a little faster',
      cause,
    });
  }
}
