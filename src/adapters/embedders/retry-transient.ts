/** Tries again what failed for a reason that passes: a busy server, a limit on calls, a broken connection. */
import { type MemoryError, throwIfAborted } from '../../errors/index.ts';

/** Why an attempt failed, and whether trying again can help. */
export type Failure = {
  readonly error: MemoryError;
  readonly transient: boolean;
  /** Asked for by the server. */
  readonly retryAfterMs?: number;
};

export type RetryOptions = {
  /** Tries in all. Default 5. */
  readonly attempts?: number;
  /** Wait before the second try, doubled before each further one. Default 250. */
  readonly firstDelayMs?: number;
  /** Longest wait; a server that asks for more is not tried again. Default 20,000. */
  readonly maxDelayMs?: number;
  /** Replaced in tests. */
  readonly sleep?: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
};

/**
 * Runs `task` until it succeeds, fails for good, or has been tried often enough.
 *
 * Errors: what `explain` makes of the last failure; `aborted` when the signal fires, also while waiting.
 */
export async function retryTransient<T>(
  task: () => Promise<T>,
  explain: (error: unknown) => Failure,
  options: RetryOptions & { readonly signal?: AbortSignal | undefined } = {},
): Promise<T> {
  const { attempts = 5, firstDelayMs = 250, maxDelayMs = 20_000, sleep = sleepFor, signal } = options;
  for (let attempt = 1; ; attempt += 1) {
    throwIfAborted(signal);
    try {
      return await task();
    } catch (error) {
      throwIfAborted(signal);
      const failure = explain(error);
      const wait = Math.max(Math.min(firstDelayMs * 2 ** (attempt - 1), maxDelayMs), failure.retryAfterMs ?? 0);
      if (!failure.transient || attempt >= attempts || wait > maxDelayMs) throw failure.error;
      await sleep(wait, signal);
    }
  }
}

/** HTTP statuses that pass: time-outs, limits on calls, and servers in trouble. */
export function isTransientStatus(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || (status >= 500 && status !== 501);
}

/** Milliseconds of a `Retry-After` header: seconds, or a date (against `now`). */
export function retryAfterMs(header: string | null | undefined, now: number): number | undefined {
  if (header === null || header === undefined || header.trim() === '') return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

/** True for what `fetch` throws when no answer came: refused, reset, unknown host, timed out. */
export function isNetworkError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'TimeoutError') return true;
  if (error instanceof TypeError && /fetch failed|network|terminated/i.test(error.message)) return true;
  const code = (error as { readonly code?: unknown }).code;
  return typeof code === 'string' && /^(E[A-Z]+|UND_ERR_[A-Z_]+)$/.test(code);
}

async function sleepFor(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done);
  });
}
