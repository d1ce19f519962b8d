#!/usr/bin/env node
/** The command line program. */
import { fileURLToPath } from 'node:url';
import { apartRunner, isApart, tellMeasured } from './apart.ts';
import { processEnvironment } from './config.ts';
import { run } from './run.ts';
import { processStreams } from './streams.ts';

const stop = new AbortController();
const streams = processStreams(() => stop.abort());

const statusOf = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
let stoppedWith = statusOf.SIGINT as number;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // The second time means: at once.
    if (stop.signal.aborted) process.exit(stoppedWith);
    stoppedWith = statusOf[signal];
    stop.abort();
  });
}

const environment = processEnvironment();
const status = await run({
  words: process.argv.slice(2),
  environment,
  streams,
  stop,
  ...(isApart() ? { onMeasured: tellMeasured() } : { apart: apartRunner(fileURLToPath(import.meta.url), environment) }),
});
process.exitCode = status === statusOf.SIGINT ? stoppedWith : status;
// A terminal that was read from, or a peer that keeps a pipe open, must not hold the process.
process.stdin.unref?.();
