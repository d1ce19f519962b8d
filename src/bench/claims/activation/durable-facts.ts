/** What the two retention claims share: the durable/ephemeral task, the trained gates, and the baselines. */

import type { RetentionGate } from '../../../activation/engine/kv-cache.ts';
import type { PolicyEntry } from '../../../activation/evaluate/evaluate-policies.ts';
import { full } from '../../../activation/policies/full.ts';
import { h2o } from '../../../activation/policies/h2o.ts';
import { keyNorm } from '../../../activation/policies/key-norm.ts';
import { random } from '../../../activation/policies/random.ts';
import { snapkv } from '../../../activation/policies/snapkv.ts';
import { streamingLlm } from '../../../activation/policies/streaming-llm.ts';
import { tova } from '../../../activation/policies/tova.ts';
import { type GateKind, makeRetentionGate } from '../../../activation/retention/retention-gate.ts';
import { keyValueRecall } from '../../../activation/tasks/key-value-recall.ts';
import type { TaskCase } from '../../../activation/tasks/task.ts';
import { openFixture } from '../../../models/fixture.ts';
import type { Transformer } from '../../../models/transformer.ts';
import { readSafetensors, seededRandom } from '../../../tensor/index.ts';
import type { OpenModelFolder } from '../shipped-model.ts';

/** 40 facts in 128 tokens, 12 of them with keys that are ever asked. */
export const durableTask = { facts: 40, length: 128, questions: 8, durableKeys: 32, durableFacts: 12 } as const;

const gateFolders: Readonly<Record<GateKind, string>> = {
  'per-head': 'tiny-retention',
  shared: 'tiny-retention-shared',
};

/** Model and one of the trained gates (three were trained; the claim's seed picks one). */
export async function openGate(
  open: OpenModelFolder,
  kind: GateKind,
  seed: number,
): Promise<{ readonly model: Transformer; readonly gate: RetentionGate }> {
  const model = await openFixture(open('tiny-recall'));
  const number = 1 + ((((seed - 1) % 3) + 3) % 3);
  const { tensors } = readSafetensors(await open(gateFolders[kind])(`${kind}-${number}.safetensors`));
  return { model, gate: makeRetentionGate(model.config, tensors) };
}

/** Fresh cases; nothing of them was seen while the gates were trained. */
export function durableCases(seed: number, count: number): TaskCase[] {
  const draw = seededRandom(`durable facts ${seed}`);
  return Array.from({ length: count }, () => keyValueRecall(draw, durableTask));
}

/** Baselines that do not know the question, in their published and in their best settings. */
export const unawareBaselines: readonly PolicyEntry[] = [
  { label: 'random', policy: random() },
  { label: 'streaming', policy: streamingLlm() },
  { label: 'h2o', policy: h2o() },
  { label: 'h2o all scored', policy: h2o({ recentShare: 0 }) },
  { label: 'snapkv 24, no pooling', policy: snapkv({ window: 24, pooling: 'none', forceWindow: false }) },
  { label: 'tova', policy: tova() },
  { label: 'key-norm low', policy: keyNorm() },
  { label: 'key-norm high', policy: keyNorm({ keep: 'high' }) },
];

/** Labels of {@link unawareBaselines}. */
export const unawareLabels: readonly string[] = unawareBaselines.map(({ label, policy }) => label ?? policy.name);

/** The reference and the policy that is told the question. */
export const references: readonly PolicyEntry[] = [
  { label: 'full', policy: full() },
  {
    label: 'snapkv, question known',
    policy: snapkv({ window: 2, pooling: 'none', forceWindow: false }),
    question: 'known',
  },
];
