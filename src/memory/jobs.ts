/** Durable background jobs: derivations put off by `observe(..., { derive: 'later' })`. Leases keep two workers apart. */
import { throwIfAborted } from '../errors/index.ts';
import type { Engine } from './engine.ts';

/** How long a worker may take before another one takes over. */
const leaseMs = 60_000;
const mostAttempts = 5;

/** Turns to derive from. */
export type DerivePayload = { readonly job: string; readonly turnIds: readonly string[] };

export async function runJobs(engine: Engine, signal?: AbortSignal): Promise<number> {
  engine.mustWrite();
  const { store } = engine.cube;
  const { clock, ids, notify } = engine.settings;
  const owner = ids.next('worker');
  let done = 0;
  for (;;) {
    throwIfAborted(signal);
    const job = await store.leaseJob(['derive'], owner, clock.now(), leaseMs);
    if (job === undefined) return done;
    const started = performance.now();
    try {
      const payload = JSON.parse(job.payload) as DerivePayload;
      await engine.decide(() => engine.write.deriveLater(engine, payload));
      await store.endJob(job.id, owner, { state: 'done' });
      await store.putBlobs(new Map([[`derived/${payload.job}`, null]]));
      done += 1;
      notify({ type: 'job-finished', cube: engine.cube.id, job: job.kind, ms: performance.now() - started });
    } catch (error) {
      const message = error instanceof Error ? error.message : 'unknown';
      const state = job.attempts >= mostAttempts ? 'failed' : 'waiting';
      await store.endJob(job.id, owner, { state, error: message, dueAt: clock.now() + 1_000 * 2 ** job.attempts });
      notify({ type: 'warning-raised', cube: engine.cube.id, message: `job ${job.kind} failed: ${message}` });
      if (state === 'failed') throw error;
    }
  }
}
