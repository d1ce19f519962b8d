/**
 * What a baseline's check is made of: cells (a policy on a task at a budget), further numbers, and relations between
 * them. Cells are data, so that policies share what they are compared with and every prefill is done once.
 */
import { evaluatePolicies, type PolicyEntry } from '../../../../activation/evaluate/evaluate-policies.ts';
import { fromScores, type ScoredPolicy } from '../../../../activation/policies/from-scores.ts';
import { full } from '../../../../activation/policies/full.ts';
import { h2o } from '../../../../activation/policies/h2o.ts';
import { random } from '../../../../activation/policies/random.ts';
import { snapkv } from '../../../../activation/policies/snapkv.ts';
import { keyValueRecall } from '../../../../activation/tasks/key-value-recall.ts';
import { majorityRuns } from '../../../../activation/tasks/majority-runs.ts';
import { recite } from '../../../../activation/tasks/recite.ts';
import type { TaskCase } from '../../../../activation/tasks/task.ts';
import { openFixture } from '../../../../models/fixture.ts';
import type { Transformer } from '../../../../models/transformer.ts';
import { sampleDistinct, seededRandom } from '../../../../tensor/index.ts';
import type { Numbers, RelationSpec } from '../../judge-claim.ts';
import type { OpenModelFolder } from '../../shipped-model.ts';
import { durableTask } from '../durable-facts.ts';
import { at } from '../measure-policies.ts';

/** `facts`: 16 in 128 tokens; `lasting`: 12 lasting among 28 passing ones; `votes`: MajorityRuns; `recite`: by position. */
export type BaselineTask = 'facts' | 'lasting' | 'votes' | 'recite';

export type LabelledEntry = PolicyEntry & { readonly label: string };

/** One number of the table: equal labels on one task must mean equal entries. */
export type BaselineCell = { readonly task: BaselineTask; readonly share: number; readonly entry: LabelledEntry };

/** Models and cases of one seed. */
export type BaselineGround = {
  readonly seed: number;
  readonly on: Readonly<Record<BaselineTask, { readonly model: Transformer; readonly cases: readonly TaskCase[] }>>;
};

/** One policy's part of the claim. */
export type BaselineCheck = {
  /** Its name in the catalog of policies. */
  readonly policy: string;
  readonly cells: readonly BaselineCell[];
  readonly more?: (ground: BaselineGround) => Numbers;
  readonly relations: readonly RelationSpec[];
};

/** Cells of several entries at several shares. */
export function cells(
  task: BaselineTask,
  shares: readonly number[],
  entries: readonly LabelledEntry[],
): readonly BaselineCell[] {
  return shares.flatMap((share) => entries.map((entry) => ({ task, share, entry })));
}

/** A cell's accuracy. */
export function recalled(m: Numbers, task: BaselineTask, label: string, share: number): number {
  return m[`${task}: ${at(label, share)}`]!;
}

/** Without pooling and without a forced window: what suits facts of one token. */
export const plain = { pooling: 'none', forceWindow: false } as const;

/** Rows that several policies are compared with. */
export const rows: Readonly<Record<'full' | 'random' | 'h2o' | 'h2oAll' | 'snapkv', LabelledEntry>> = {
  full: { label: 'full', policy: full() },
  random: { label: 'random', policy: random() },
  h2o: { label: 'h2o', policy: h2o() },
  h2oAll: { label: 'h2o, all scored', policy: h2o({ recentShare: 0 }) },
  snapkv: { label: 'snapkv 24, no pooling', policy: snapkv({ window: 24, ...plain }) },
};

/** The control of a score: the same numbers dealt to other slots, alike in all heads of a layer. */
export function dealt(policy: ScoredPolicy): ScoredPolicy {
  return fromScores({
    ...policy.parts,
    score: (view, head, budget) => {
      const scores = policy.parts.score(view, head, budget);
      const order = sampleDistinct(view.random.split(`dealt ${head.layer}`), scores.length, scores.length);
      return scores.map((_, i) => scores[order[i]!]!);
    },
  });
}

/** Opens the models and draws fresh cases. */
export async function openGround(
  seed: number,
  open: OpenModelFolder,
  counts: { readonly facts: number; readonly others: number },
): Promise<BaselineGround> {
  const draw = seededRandom(`kv baselines ${seed}`);
  const some = (count: number, name: string, make: (random: typeof draw) => TaskCase): TaskCase[] => {
    const own = draw.split(name);
    return Array.from({ length: count }, () => make(own));
  };
  const recall = await openFixture(open('tiny-recall'));
  const { facts, others } = counts;
  return {
    seed,
    on: {
      facts: {
        model: recall,
        cases: some(facts, 'facts', (random) => keyValueRecall(random, { facts: 16, length: 128, questions: 8 })),
      },
      lasting: { model: recall, cases: some(others, 'lasting', (random) => keyValueRecall(random, durableTask)) },
      votes: {
        model: await openFixture(open('tiny-majority')),
        cases: some(others, 'votes', (random) => majorityRuns(random, { questions: 8 })),
      },
      recite: {
        model: await openFixture(open('tiny-recite')),
        cases: some(others, 'recite', (random) => recite(random)),
      },
    },
  };
}

/** Every cell once, as `task: label @share`, with its slots and bytes; later questions apart where one was known. */
export function measureCells(ground: BaselineGround, wanted: readonly BaselineCell[]): Numbers {
  const groups = new Map<string, Map<string, BaselineCell>>();
  for (const cell of wanted) {
    const key = `${cell.task} ${cell.share}`;
    const group = groups.get(key) ?? new Map<string, BaselineCell>();
    groups.set(key, group.set(cell.entry.label, cell));
  }
  const measures: Record<string, number> = {};
  for (const group of groups.values()) {
    const own = [...group.values()];
    const { task, share } = own[0]!;
    const entries = own.map(({ entry }) => entry);
    for (const row of evaluatePolicies({ ...ground.on[task], entries, shares: [share], seed: ground.seed })) {
      measures[`${task}: ${at(row.label, share)}`] = row.accuracy;
      measures[`${task}: ${at(`${row.label}, slots`, share)}`] = row.entriesPerHead;
      measures[`${task}: ${at(`${row.label}, bytes`, share)}`] = row.bytes / row.fullBytes;
      if (group.get(row.label)!.entry.question !== 'first') continue;
      const [first = 0, ...later] = row.byTurn;
      measures[`${task}: ${at(`${row.label}, first`, share)}`] = first;
      measures[`${task}: ${at(`${row.label}, later`, share)}`] = later.reduce((a, b) => a + b, 0) / later.length;
    }
  }
  return measures;
}
