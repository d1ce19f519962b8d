/** Durable background jobs: derivations put off, ticks, consolidation. Leases keep two workers apart. */
import { throwIfAborted } from '../errors/index.ts';
import type { Job } from '../ports/index.ts';
import { consolidateMemory } from './consolidate.ts';
import type { Engine } from './engine.ts';
import { tickMemory } from './fading/tick.ts';

/** How long a worker may take before another one takes over. */
const leaseMs = 60_000;
const mostAttempts = 5;

/** Turns to derive from. */
export type DerivePayload = { readonly job: string; readonly turnIds: readonly string[] };

/** A tick at the next multiple of `everyMs`; the same one is not added twice, whichever process asks. */
export async function addTickJob(engine: Engine, everyMs: number): Promise<void> {
  const round = Math.floor(engine.settings.clock.now() / everyMs) + 1;
  const job = { id: `tick-${everyMs}-${round}`, kind: 'tick', payload: '{}', dueAt: round * everyMs };
  await engine.cube.store.addJob(job);
}

/** Consolidation as soon as somebody works; a further job follows while groups are left. */
async function addConsolidateJob(engine: Engine): Promise<void> {
  const { ids, clock } = engine.settings;
  await engine.cube.store.addJob({ id: ids.next('job'), kind: 'consolidate', payload: '{}', dueAt: clock.now() });
}

type JobWork = (engine: Engine, job: Job, signal: AbortSignal | undefined) => Promise<void>;

const works: Readonly<Record<string, JobWork>> = {
  async derive(engine, { payload }) {
    await engine.decide(() => engine.write.deriveLater(engine, JSON.parse(payload) as DerivePayload));
  },
  async tick(engine, _job, signal) {
    await tickMemory(engine, signal === undefined ? {} : { signal });
    const { tickEveryMs, consolidate } = await engine.retention.policy();
    if (tickEveryMs !== undefined) await addTickJob(engine, tickEveryMs);
    if (consolidate === true) await addConsolidateJob(engine);
  },
  async consolidate(engine, _job, signal) {
    const { remaining } = await consolidateMemory(engine, signal === undefined ? {} : { signal });
    if (remaining > 0) await addConsolidateJob(engine);
  },
};

export async function runJobs(engine: Engine, signal?: AbortSignal): Promise<number> {
  engine.mustWrite();
  const { store } = engine.cube;
  const { clock, ids, notify } = engine.settings;
  const owner = ids.next('worker');
  let done = 0;
  for (;;) {
    throwIfAborted(signal);
    const job = await store.leaseJob(Object.keys(works), owner, clock.now(), leaseMs);
    if (job === undefined) return done;
    const started = performance.now();
    try {
      await works[job.kind]?.(engine, job, signal);
      await store.endJob(job.id, owner, { state: 'done' });
      if (job.kind === 'derive') await store.putBlobs(new Map([[`derived/${job.id}`, null]]));
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
