export { packageVersion } from './package-version.ts';
export { systemClock } from './system-clock.ts';
export { systemEntropy } from './system-entropy.ts';
export { createSystemIds, systemIds } from './system-ids.ts';
export { createSystemRng, systemRng } from './system-rng.ts';
export { systemWorkers } from './system-workers.ts';
