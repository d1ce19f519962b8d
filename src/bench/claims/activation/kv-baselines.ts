/** The known cache policies that everything else is measured against: what each does, and where it loses. */
import type { ClaimDefinition } from '../claim-definition.ts';
import { seededClaim } from '../seeded-claim.ts';
import { adakvCheck } from './baselines/adakv.ts';
import { type BaselineCheck, measureCells, openGround } from './baselines/baseline.ts';
import { camCheck } from './baselines/cam.ts';
import { fullCheck } from './baselines/full.ts';
import { h2oCheck } from './baselines/h2o.ts';
import { keyNormCheck } from './baselines/key-norm.ts';
import { kiviCheck } from './baselines/kivi.ts';
import { pyramidkvCheck } from './baselines/pyramidkv.ts';
import { randomCheck } from './baselines/random.ts';
import { snapkvCheck } from './baselines/snapkv.ts';
import { streamingLlmCheck } from './baselines/streaming-llm.ts';
import { tovaCheck } from './baselines/tova.ts';

/** One check a policy. */
export const baselineChecks: readonly BaselineCheck[] = [
  fullCheck,
  streamingLlmCheck,
  randomCheck,
  h2oCheck,
  tovaCheck,
  snapkvCheck,
  pyramidkvCheck,
  adakvCheck,
  keyNormCheck,
  camCheck,
  kiviCheck,
];

export const kvBaselinesClaim: ClaimDefinition = seededClaim({
  system: 'kv-baselines',
  tier: 'activation',
  source:
    'arXiv 2309.17453, 2306.14048, 2401.06104, 2404.14469, 2406.02069, 2407.11550, 2406.11430, 2402.02750; CaM, ICML 2024',
  claim:
    'Eleven known policies do what their authors say where their idea fits, and lose where it does not: none is a stub.',
  setting:
    'tiny-recall, 16 facts in 128 tokens (24 contexts x 8 questions) and 40 facts, 12 of them lasting; tiny-majority; tiny-recite (16 contexts each); streams of 512 tokens; question unknown unless said',
  async measure(seed, open) {
    const ground = await openGround(seed, open, { facts: 24, others: 16 });
    const cells = measureCells(
      ground,
      baselineChecks.flatMap((check) => check.cells),
    );
    return Object.assign({}, cells, ...baselineChecks.map(({ more }) => more?.(ground) ?? {}));
  },
  relations: baselineChecks.flatMap(({ relations }) => relations),
});
