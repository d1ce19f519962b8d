export { type ErrorCode, type ErrorMapping, errorMappings } from './error-codes.ts';
export { isMemoryError, MemoryError, type MemoryErrorOptions, throwIfAborted } from './memory-error.ts';
