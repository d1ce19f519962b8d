/** The table that `bench scbench` prints and docs/activation.md shows: generated tasks on models that ship. */
import { sharedTasks } from '../../../activation/tasks/shared-context.ts';
import { openFixture } from '../../../models/fixture.ts';
import { openGate } from '../../claims/activation/durable-facts.ts';
import { shippedModel } from '../../claims/shipped-model.ts';
import { runSharedContextSuite, type SharedContextRow } from './run-suite.ts';

/** What to run. */
export type GeneratedRequest = {
  /** Contexts a task (default 16). */
  readonly cases?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
};

/** Seed of the table: one of those that settings were chosen on. */
const developmentSeed = 1;

/**
 * Six tasks on one model without gates, and lasting facts among passing ones on another, whose gates are trained: the
 * policies that need a gate have rows there alone.
 */
export async function runGeneratedSuite({
  cases = 16,
  signal,
  onProgress,
}: GeneratedRequest): Promise<SharedContextRow[]> {
  const { model, gate } = await openGate(shippedModel, 'per-head', developmentSeed);
  const gates = { 'trim-kv': gate, 'global-retention': (await openGate(shippedModel, 'shared', developmentSeed)).gate };
  const total = 2 * (sharedTasks.length + 1);
  const fixed = { seed: developmentSeed, cases, ...(signal && { signal }) };
  const shared = runSharedContextSuite({
    ...{ ...fixed, tasks: sharedTasks, model: await openFixture(shippedModel('tiny-shared')) },
    onProgress: (done) => onProgress?.(done, total),
  });
  const lasting = runSharedContextSuite({
    ...{ ...fixed, tasks: ['lasting'], model, gates },
    onProgress: (done) => onProgress?.(total - 2 + done, total),
  });
  return [...shared, ...lasting];
}
