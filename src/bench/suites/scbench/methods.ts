/** What SCBench puts side by side, by the stage of a cache's life at which it saves (arXiv 2412.10319). */
import type { RetentionGate } from '../../../activation/engine/kv-cache.ts';
import type { PolicyEntry } from '../../../activation/evaluate/evaluate-policies.ts';
import { adakv } from '../../../activation/policies/adakv.ts';
import { policyCatalog } from '../../../activation/policies/catalog.ts';
import { full } from '../../../activation/policies/full.ts';
import { keyNorm } from '../../../activation/policies/key-norm.ts';
import { kivi } from '../../../activation/policies/kivi.ts';
import { pyramidkv } from '../../../activation/policies/pyramidkv.ts';
import { quest } from '../../../activation/policies/quest.ts';
import { snapkv } from '../../../activation/policies/snapkv.ts';
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

type Labelled = PolicyEntry & { readonly label: string };

/** Settings that fit short contexts, several rows where that shows something; a policy not named here runs with its defaults. */
const settings: Readonly<Record<string, readonly Labelled[]>> = {
  full: [{ label: 'dense', policy: full() }],
  snapkv: [
    { label: 'snapkv', policy: snapkv({ window: 24, ...plain }) },
    { label: 'snapkv, first question known', policy: snapkv({ window: 4, ...plain }), question: 'first' },
  ],
  pyramidkv: [{ label: 'pyramidkv', policy: pyramidkv({ window: 24, ...plain }) }],
  adakv: [{ label: 'adakv', policy: adakv({ window: 24, ...plain }) }],
  'key-norm': [{ label: 'key norm, low', policy: keyNorm() }],
  'key-norm-high': [{ label: 'key norm, high', policy: keyNorm({ keep: 'high' }) }],
  kivi: ([8, 4, 2] as const).map((bits) => ({
    label: `kivi, ${bits} bits`,
    policy: kivi({ bits, residual: 0, group: 32 }),
  })),
  quest: [{ label: 'quest, pages loaded anew', policy: quest({ page: 4, window: 3 }), question: 'known' }],
};

const stages: Readonly<Record<string, CacheStage>> = { full: 'generation', quest: 'loading' };

/** A row, or several, for every policy of the catalog: a new policy is in the table without a line here. */
const fromCatalog: readonly SharedContextMethod[] = Object.entries(policyCatalog).flatMap(([name, { make }]) =>
  (settings[name] ?? [{ label: name, policy: make() }]).map((entry) => ({
    ...{ name: entry.label, stage: stages[name] ?? 'compression', kind: 'policy' as const, entry },
  })),
);
const ofStage = (wanted: CacheStage): readonly SharedContextMethod[] =>
  fromCatalog.filter(({ stage }) => stage === wanted);

/** Every method; those with a budget are run at the shares asked for. */
export const sharedContextMethods: readonly SharedContextMethod[] = [
  ...ofStage('generation'),
  {
    ...{ name: 'a-shape', stage: 'generation', kind: 'sparse-prefill' },
    ...{ shape: { sinks: 4, local: 16 }, questionDense: false },
  },
  {
    ...{ name: 'tri-shape', stage: 'generation', kind: 'sparse-prefill' },
    ...{ shape: { sinks: 4, local: 16 }, questionDense: true },
  },
  ...ofStage('compression'),
  {
    ...{ name: 'chunks reused, positions repaired', stage: 'retrieval', kind: 'chunk-reuse' },
    ...{ chunk: 16, repaired: true },
  },
  {
    ...{ name: 'chunks reused as they were', stage: 'retrieval', kind: 'chunk-reuse' },
    ...{ chunk: 16, repaired: false },
  },
  ...ofStage('loading'),
];

/** Trained gates of a model, by the policy that they were trained for. */
export type GatesByPolicy = Readonly<Record<string, RetentionGate>>;

/** The methods that a model can run, a gate in place where a policy needs one, and the names of those that it cannot. */
export function methodsFor(
  gates: GatesByPolicy,
  methods: readonly SharedContextMethod[] = sharedContextMethods,
): { readonly run: readonly SharedContextMethod[]; readonly withoutGate: readonly string[] } {
  const run: SharedContextMethod[] = [];
  const withoutGate: string[] = [];
  for (const method of methods) {
    if (method.kind !== 'policy' || !method.entry.policy.needs.retention) {
      run.push(method);
      continue;
    }
    const gate = method.entry.gate ?? gates[method.entry.policy.name];
    if (gate === undefined) withoutGate.push(method.name);
    else run.push({ ...method, entry: { ...method.entry, gate } });
  }
  return { run, withoutGate };
}
