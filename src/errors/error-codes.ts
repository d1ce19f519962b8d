/**
 * The closed union of error codes and what each one means outside the process.
 *
 * Adding a code here without mapping it does not compile.
 */

/** How one code is shown over HTTP, over MCP (JSON-RPC) and as a process exit status. */
export type ErrorMapping = {
  readonly http: number;
  readonly mcp: number;
  readonly exit: number;
  readonly meaning: string;
};

/** Every code that a {@link MemoryError} can carry. */
export type ErrorCode =
  | 'invalid_input'
  | 'not_found'
  | 'conflict'
  | 'busy'
  | 'corrupt'
  | 'newer_version'
  | 'read_only'
  | 'refused'
  | 'storage_full'
  | 'unsupported'
  | 'budget_exceeded'
  | 'unavailable'
  | 'incompatible'
  | 'closed'
  | 'locked'
  | 'check_failed'
  | 'aborted'
  | 'internal';

/** Code -> HTTP status, MCP error code, exit status and meaning. */
export const errorMappings: Readonly<Record<ErrorCode, ErrorMapping>> = {
  invalid_input: { http: 400, mcp: -32602, exit: 2, meaning: 'an argument, option or file has the wrong form' },
  not_found: { http: 404, mcp: -32002, exit: 3, meaning: 'no cube, turn, record or file has that name' },
  conflict: { http: 409, mcp: -32009, exit: 4, meaning: 'the cube changed between reading and writing' },
  busy: { http: 503, mcp: -32010, exit: 5, meaning: 'another process holds the lock longer than the wait allows' },
  corrupt: { http: 500, mcp: -32011, exit: 6, meaning: 'stored bytes do not match what was written' },
  newer_version: { http: 409, mcp: -32012, exit: 7, meaning: 'the file was written by a newer version' },
  read_only: { http: 403, mcp: -32013, exit: 8, meaning: 'the cube is open for reading only' },
  refused: { http: 422, mcp: -32014, exit: 9, meaning: 'a policy refuses the write' },
  storage_full: { http: 507, mcp: -32015, exit: 10, meaning: 'the disk or quota is full; nothing was written' },
  unsupported: { http: 501, mcp: -32016, exit: 11, meaning: 'this platform or adapter cannot do that' },
  budget_exceeded: { http: 429, mcp: -32017, exit: 12, meaning: 'a token, call, money or time budget is used up' },
  unavailable: { http: 503, mcp: -32018, exit: 13, meaning: 'an optional part is not installed or not reachable' },
  incompatible: { http: 409, mcp: -32019, exit: 14, meaning: 'vectors or files of different kinds do not mix' },
  closed: { http: 410, mcp: -32020, exit: 15, meaning: 'the cube was closed' },
  locked: { http: 423, mcp: -32022, exit: 16, meaning: 'content is encrypted and its keys are missing or wrong' },
  check_failed: {
    http: 422,
    mcp: -32023,
    exit: 1,
    meaning: 'a check ran to its end, and what it checks does not hold',
  },
  aborted: { http: 499, mcp: -32021, exit: 130, meaning: 'the caller stopped the work' },
  internal: { http: 500, mcp: -32603, exit: 70, meaning: 'a defect in this library' },
};
