/** What every store checks about jobs, and the errors for jobs that are gone or leased to somebody else. */
import { MemoryError } from '../errors/index.ts';
import type { Job, Store } from '../ports/index.ts';
import { checkText } from './check-batch.ts';

/** @throws `invalid_input` when a job cannot be stored unchanged. */
export function checkJob(job: Parameters<Store['addJob']>[0]): void {
  checkText(job.id, 'the id of a job');
  checkText(job.kind, 'the kind of a job');
  checkText(job.payload, 'the payload of a job');
  checkTime(job.dueAt, 'dueAt');
}

/** @throws `invalid_input` unless `value` is a whole number of milliseconds. */
export function checkTime(value: number, what: string): void {
  if (Number.isSafeInteger(value)) return;
  throw new MemoryError('invalid_input', `${what} is ${value}, not a whole number of milliseconds`);
}

/** The error for a job that does not exist. */
export function jobNotFound(id: string): MemoryError {
  return new MemoryError('not_found', `there is no job ${id}`, { details: { id } });
}

/** The error for ending a job that somebody else holds, or nobody. */
export function leaseLost(job: Job, owner: string): MemoryError {
  return new MemoryError('conflict', `job ${job.id} is not leased to ${owner} (state ${job.state})`, {
    details: { id: job.id, owner, state: job.state },
    hint: 'the lease ran out and another process took the job over; drop the result',
  });
}
