/** The one error type of the library: a closed code, plain details, and a hint that says what to do. */
import type { ErrorCode } from './error-codes.ts';

const marker = Symbol.for('palimpsest.error');

/** What can be passed when an error is made. */
export type MemoryErrorOptions = {
  /** Facts about this occurrence; never memory content. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** What the caller can do about it, one sentence. */
  readonly hint?: string;
  readonly cause?: unknown;
};

/**
 * Thrown by every part of the library.
 *
 * Two installed copies of the package recognize each other's errors: test with {@link isMemoryError},
 * not with `instanceof`.
 */
export class MemoryError extends Error {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;
  readonly hint: string | undefined;

  constructor(code: ErrorCode, message: string, options: MemoryErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'MemoryError';
    this.code = code;
    this.details = options.details ?? {};
    this.hint = options.hint;
    Object.defineProperty(this, marker, { value: true });
  }
}

/** True when `error` is a {@link MemoryError} of any installed copy and, if given, has that code. */
export function isMemoryError(error: unknown, code?: ErrorCode): error is MemoryError {
  if (typeof error !== 'object' || error === null || !(marker in error)) return false;
  return code === undefined || (error as unknown as MemoryError).code === code;
}

/** Throws `aborted` when the signal has fired. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new MemoryError('aborted', 'stopped by the caller', { cause: signal.reason });
}
