/** What SCBench puts side by side, by the stage of a cache's life at which it saves (arXiv 2412.10319). */
import type { PolicyEntry } from '../../../activation/evaluate/evaluate-policies.ts';
import { adakv } from '../../../activation/policies/adakv.ts';
import { cam } from '../../../activation/policies/cam.ts';
import { dapq } from '../../../activation/policies/dapq.ts';
import { full } from '../../../activation/policies/full.ts';
import { h2o } from '../../../activation/policies/h2o.ts';
import { keyNorm } from '../../../activation/policies/key-norm.ts';
import { kivi } from '../../../activation/policies/kivi.ts';
import { kvmerger } from '../../../activation/policies/kvmerger.ts';
import { pyramidkv } from '../../../activation/policies/pyramidkv.ts';
import { quest } from '../../../activation/policies/quest.ts';
import { random } from '../../../activation/policies/random.ts';
import { snapkv } from '../../../activation/policies/snapkv.ts';
import { streamingLlm } from '../../../activation/policies/streaming-llm.ts';
import { think } from '../../../activation/policies/think.ts';
import { tova } from '../../../activation/policies/tova.ts';
import type { SparseShape } from './sparse-prefill.ts';

/** Generation of the cache, compression, retrieval of parts across requests, loading from elsewhere. */
export type CacheStage = 'generation' | 'compression' | 'retrieval' | 'loading';

/** One row of the table. */
export type SharedContextMethod = { readonly name: string; readonly stage: CacheStage } & (
  | { readonly kind: 'policy'; readonly entry: PolicyEntry }
  /** A question sees everything only in the Tri-shape. */
  | { readonly kind: 'sparse-prefill'; readonly shape: SparseShape; readonly questionDense: boolean }
  /** The context in chunks that were read by themselves, at repaired positions or at those that they had. */
  | { readonly kind: 'chunk-reuse'; readonly chunk: number; readonly repaired: boolean }
);

const plain = { pooling: 'none', forceWindow: false } as const;
const policy = (stage: CacheStage, entry: PolicyEntry & { readonly label: string }): SharedContextMethod => ({
  ...{ name: entry.label, stage, kind: 'policy', entry },
});

/** Every method; those with a budget are run at the shares asked for. */
export const sharedContextMethods: readonly SharedContextMethod[] = [
  policy('generation', { label: 'dense', policy: full() }),
  {
    ...{ name: 'a-shape', stage: 'generation', kind: 'sparse-prefill' },
    ...{ shape: { sinks: 4, local: 16 }, questionDense: false },
  },
  {
    ...{ name: 'tri-shape', stage: 'generation', kind: 'sparse-prefill' },
    ...{ shape: { sinks: 4, local: 16 }, questionDense: true },
  },
  policy('compression', { label: 'random', policy: random() }),
  policy('compression', { label: 'streaming-llm', policy: streamingLlm() }),
  policy('compression', { label: 'h2o', policy: h2o() }),
  policy('compression', { label: 'tova', policy: tova() }),
  policy('compression', { label: 'snapkv', policy: snapkv({ window: 24, ...plain }) }),
  policy('compression', {
    label: 'snapkv, first question known',
    policy: snapkv({ window: 4, ...plain }),
    question: 'first',
  }),
  policy('compression', { label: 'pyramidkv', policy: pyramidkv({ window: 24, ...plain }) }),
  policy('compression', { label: 'adakv', policy: adakv({ window: 24, ...plain }) }),
  policy('compression', { label: 'key norm, low', policy: keyNorm() }),
  policy('compression', { label: 'key norm, high', policy: keyNorm({ keep: 'high' }) }),
  policy('compression', { label: 'cam', policy: cam() }),
  policy('compression', { label: 'dapq', policy: dapq() }),
  policy('compression', { label: 'kvmerger', policy: kvmerger() }),
  policy('compression', { label: 'think', policy: think() }),
  ...([8, 4, 2] as const).map((bits) =>
    policy('compression', { label: `kivi, ${bits} bits`, policy: kivi({ bits, residual: 0, group: 32 }) }),
  ),
  {
    ...{ name: 'chunks reused, positions repaired', stage: 'retrieval', kind: 'chunk-reuse' },
    ...{ chunk: 16, repaired: true },
  },
  {
    ...{ name: 'chunks reused as they were', stage: 'retrieval', kind: 'chunk-reuse' },
    ...{ chunk: 16, repaired: false },
  },
  policy('loading', {
    label: 'quest, pages loaded anew',
    policy: quest({ page: 4, window: 3 }),
    question: 'known',
  }),
];
