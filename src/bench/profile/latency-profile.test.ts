import { expect, it } from 'vitest';
import { openBenchIndex } from '../../cli/bench/bench-index.ts';
import { latencyProfile } from './latency-profile.ts';

it('splits a recall into stages that add up to its time, above a floor from bytes and bandwidth', async () => {
  const profile = await latencyProfile({ records: 400, questions: 20, dimensions: 256 }, openBenchIndex);
  expect(profile).toMatchObject({ records: 400, questions: 20 });
  const stages = profile.stages.map(({ stage }) => stage);
  expect(stages).toEqual(expect.arrayContaining(['parse', 'embed', 'scan', 'fuse', 'order', 'rest']));
  const sum = profile.stages.reduce((total, { mean }) => total + mean, 0);
  expect(sum / profile.recallMs.mean).toBeCloseTo(1, 2);
  // At least one row of codes and one set of flags for every turn.
  expect(profile.bytes.vectors).toBeGreaterThanOrEqual(400 * 256);
  expect(profile.bytes.flags).toBeGreaterThanOrEqual(400 * 4);
  expect(profile.bytes.postings).toBeGreaterThan(0);
  expect(profile.vectorSearchMs).toBeGreaterThan(0);
  expect(profile.gigabytesPerS).toBeGreaterThan(0.1);
  expect(profile.floorMs).toBeGreaterThan(0);
  expect(profile.floorMs).toBeLessThan(profile.recallMs.mean);
});
