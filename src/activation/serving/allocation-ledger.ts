/** Books every transient and every resident byte of a server against one arena, by what it is for. */
import { MemoryError } from '../../errors/index.ts';

/** Bytes by kind, now and at their most. */
export type LedgerReport = {
  readonly arenaBytes: number;
  readonly usedBytes: number;
  readonly peakBytes: number;
  readonly kinds: Readonly<Record<string, { readonly usedBytes: number; readonly peakBytes: number }>>;
};

/** An arena of fixed size. */
export class AllocationLedger {
  readonly arenaBytes: number;
  readonly #kinds = new Map<string, { used: number; peak: number }>();
  #used = 0;
  #peak = 0;

  constructor(arenaBytes: number = Number.POSITIVE_INFINITY) {
    this.arenaBytes = arenaBytes;
  }

  /** Bytes that can still be taken. */
  get freeBytes(): number {
    return this.arenaBytes - this.#used;
  }

  /** Books bytes. Throws `budget_exceeded` when the arena does not have them; nothing is booked then. */
  take(kind: string, bytes: number): void {
    if (bytes > this.freeBytes) {
      throw new MemoryError('budget_exceeded', `${bytes} bytes for ${kind}, ${this.freeBytes} of the arena are free`, {
        hint: 'raise arenaBytes, or lower maxLogitRows, tokenBudget or maxSequences',
      });
    }
    const entry = this.#kinds.get(kind) ?? { used: 0, peak: 0 };
    entry.used += bytes;
    entry.peak = Math.max(entry.peak, entry.used);
    this.#kinds.set(kind, entry);
    this.#used += bytes;
    this.#peak = Math.max(this.#peak, this.#used);
  }

  /** Gives bytes back. Throws `RangeError` for more than were taken. */
  give(kind: string, bytes: number): void {
    if (bytes === 0) return;
    const entry = this.#kinds.get(kind);
    if (entry === undefined || entry.used < bytes) throw new RangeError(`${bytes} bytes of ${kind} were never taken`);
    entry.used -= bytes;
    this.#used -= bytes;
  }

  /** Books bytes while `body` runs. */
  during<T>(kind: string, bytes: number, body: () => T): T {
    this.take(kind, bytes);
    try {
      return body();
    } finally {
      this.give(kind, bytes);
    }
  }

  report(): LedgerReport {
    const kinds = [...this.#kinds].map(
      ([kind, { used, peak }]) => [kind, { usedBytes: used, peakBytes: peak }] as const,
    );
    return {
      arenaBytes: this.arenaBytes,
      usedBytes: this.#used,
      peakBytes: this.#peak,
      kinds: Object.fromEntries(kinds),
    };
  }
}
