#!/usr/bin/env node
/** The command line program. */
import { processEnvironment } from './config.ts';
import { run } from './run.ts';
import { processStreams } from './streams.ts';

const stop = new AbortController();
const streams = processStreams(() => stop.abort());

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // The second time means: at once.
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
  });
}

process.exitCode = await run({ words: process.argv.slice(2), environment: processEnvironment(), streams, stop });
// A terminal that was read from, or a peer that keeps a pipe open, must not hold the process.
process.stdin.unref?.();
