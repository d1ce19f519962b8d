/** The one line that every command prints with `--json`: `ok`, `data`, `warnings`, `error`. */
import { isMemoryError, MemoryError } from '../errors/index.ts';

export type EnvelopeError = {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly details?: Readonly<Record<string, unknown>>;
};

export type Envelope = {
  readonly ok: boolean;
  /** The command's result; may be present beside an error (what was kept before it stopped), else `null`. */
  readonly data: unknown;
  readonly warnings: readonly string[];
  readonly error: EnvelopeError | null;
};

/** What a command came to, before it is shown. */
export type Result = { readonly data?: unknown; readonly warnings?: readonly string[]; readonly error?: MemoryError };

/** One line of JSON without a line break at its end. */
export function envelope(result: Result): string {
  const full: Envelope = {
    ok: result.error === undefined,
    data: result.data ?? null,
    warnings: result.warnings ?? [],
    error: result.error === undefined ? null : envelopeError(result.error),
  };
  return JSON.stringify(full);
}

/** The error as plain data. */
export function envelopeError(error: MemoryError): EnvelopeError {
  return {
    code: error.code,
    message: error.message,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    ...(Object.keys(error.details).length === 0 ? {} : { details: error.details }),
  };
}

const systemCodes: Readonly<
  Record<
    string,
    { readonly code: 'not_found' | 'invalid_input' | 'storage_full' | 'refused'; readonly message: string }
  >
> = {
  ENOENT: { code: 'not_found', message: 'no such file or folder' },
  EISDIR: { code: 'invalid_input', message: 'this is a folder, not a file' },
  ENOTDIR: { code: 'invalid_input', message: 'a part of this path is not a folder' },
  ENOSPC: { code: 'storage_full', message: 'the disk is full' },
  EDQUOT: { code: 'storage_full', message: 'the quota is used up' },
  EACCES: { code: 'refused', message: 'the system does not allow access' },
  EPERM: { code: 'refused', message: 'the system does not allow access' },
  EROFS: { code: 'refused', message: 'the file system is read-only' },
};

/** Any thrown value as a {@link MemoryError}; errors of the operating system get the code that fits. */
export function asMemoryError(error: unknown): MemoryError {
  if (isMemoryError(error)) return error;
  if (error instanceof Error) {
    if (error.name === 'AbortError') return new MemoryError('aborted', 'stopped by the caller', { cause: error });
    const { code, path } = error as NodeJS.ErrnoException;
    const known = code === undefined ? undefined : systemCodes[code];
    if (known !== undefined) {
      return new MemoryError(known.code, path === undefined ? known.message : `${known.message}: ${path}`, {
        details: { system: code, ...(path === undefined ? {} : { path }) },
        cause: error,
      });
    }
    return new MemoryError('internal', error.message, {
      hint: 'run it again with --debug and report what it prints',
      cause: error,
    });
  }
  return new MemoryError('internal', String(error));
}
