/** What is left of one memory and why: the curve, the ladder and the policy applied to a record or a turn. */
import type { MemoryRecord, RecordKind } from '../../kernel/record.ts';
import type { Turn } from '../../kernel/turn.ts';
import { graphParts } from '../../plaintext/forget/centrality.ts';
import { centralityOf, type LadderBits, targetBits } from '../../plaintext/forget/ladder.ts';
import { judge, type MemoryPolicy, type RuleVerdict } from '../../plaintext/forget/policy.ts';
import {
  type RetentionSet,
  type RetentionSignals,
  retentionOf,
  strengthOf,
  type Zone,
  zoneOf,
} from '../../plaintext/forget/retention.ts';
import { salienceOf } from '../../plaintext/forget/salience.ts';
import { recentAt, type Usage } from '../../plaintext/forget/usage-ledger.ts';
import { isLive } from '../../plaintext/revise/fact-state.ts';
import type { DerivedState } from '../derived-state.ts';

/** How a memory stands with respect to fading. */
export type RetentionReport = {
  readonly id: string;
  readonly kind: 'turn' | RecordKind;
  readonly signals: RetentionSignals;
  /** In units of the set. */
  readonly strength: number;
  /** What a unit is worth, milliseconds. */
  readonly unitMs: number;
  readonly usedAt: number;
  /** Share that is left, 0 to 1. */
  readonly retention: number;
  readonly zone: Zone;
  /** False: it keeps its rank and precision whatever the curve says. */
  readonly fades: boolean;
  /** Why it fades or does not. */
  readonly why: string;
  /** Factor on its score from the next tick on. */
  readonly weight: number;
  readonly deepWeight: number;
  /** 0 to 1; 0 where the ladder is off. */
  readonly centrality: number;
  /** Precision that the ladder asks for. */
  readonly targetBits: LadderBits;
  /** A legal hold keeps it. */
  readonly held: boolean;
  /** What a rule does to it at the next tick. */
  readonly verdict?: RuleVerdict;
};

export type RetentionInput = {
  readonly item: Turn | MemoryRecord;
  readonly usage: Usage | undefined;
  readonly centrality: number;
  readonly held: boolean;
  readonly policy: MemoryPolicy;
  readonly set: RetentionSet;
  readonly now: number;
};

export function reportRetention(input: RetentionInput): RetentionReport {
  const { item, usage, centrality, held, policy, set, now } = input;
  const isRecord = 'kind' in item;
  const kind = isRecord ? item.kind : 'turn';
  const at = isRecord ? (item.valid.from ?? item.recorded.at) : item.at;
  const learnedAt = isRecord ? item.recorded.at : item.at;
  const signals: RetentionSignals = {
    uses: usage?.uses ?? 0,
    importance: isRecord ? item.importance : 0.5,
    confirmations: isRecord ? confirmationsOf(item) : 0,
    salience: salienceOf(item.text),
    renewed: usage?.renewed ?? 0,
    trust: item.trust,
    factor: isRecord ? item.retention.strength : 1,
  };
  const usedAt = Math.max(learnedAt, usage?.usedAt ?? 0);
  const retention = retentionOf(signals, now - usedAt, set);
  const zone = zoneOf(retention);
  const [fades, why] = fading(item, kind, policy);
  const ranks = fades && policy.fade.on;
  const verdict = judge(policy, { item, kind, scope: item.scope, at, usedAt, retention }, now);
  return {
    id: item.id,
    kind,
    signals,
    strength: strengthOf(signals, set),
    unitMs: set.unitMs,
    usedAt,
    retention,
    zone,
    fades,
    why,
    weight: ranks ? set.weights[zone] : 1,
    deepWeight: ranks ? set.deepWeights[zone] : 1,
    centrality,
    targetBits: fades && policy.ladder ? targetBits(retention, centrality) : 32,
    held,
    ...(verdict === undefined ? {} : { verdict }),
  };
}

/** Statements beyond the first that said it. */
function confirmationsOf(record: MemoryRecord): number {
  const evidence = Number(record.data['evidence'] ?? 1);
  return Math.max(0, Math.min(10, (Number.isFinite(evidence) ? evidence : 1) - 1));
}

/** Whether the curve applies at all, and why. */
function fading(item: Turn | MemoryRecord, kind: 'turn' | RecordKind, policy: MemoryPolicy): [boolean, string] {
  if (!policy.fade.kinds.includes(kind)) return [false, `the policy does not fade kind ${kind}`];
  if ('kind' in item && item.kind === 'fact' && isLive(item)) return [false, 'a fact does not fade while it holds'];
  if (!policy.fade.on) return [true, `the policy fades kind ${kind} in precision only, not in rank`];
  return [true, `the policy fades kind ${kind} by the set ${policy.fade.set}`];
}

/** Centrality by id of everything in the index: where it stands in the graph, and how often it was used of late. */
export function centralities(
  state: DerivedState,
  usage: ReadonlyMap<string, Usage>,
  now: number,
): ReadonlyMap<string, number> {
  const { units, mentions } = state.index;
  const ids: string[] = [];
  const rows: number[][] = [];
  for (let document = 0; document < units.documents; document++) {
    if (units.alive.data[document] !== 1) continue;
    ids.push(units.id(document));
    const end = mentions.rowEnds.data[document] as number;
    rows.push(Array.from(mentions.rowTerms.data.subarray(mentions.rowStart(document), end)));
  }
  const { pageRank, degree } = graphParts(rows);
  const recent = ids.map((id) => {
    const used = usage.get(id);
    return used === undefined ? 0 : recentAt(used, now);
  });
  const most = recent.reduce((a, b) => Math.max(a, b), 0);
  return new Map(
    ids.map((id, i) => [
      id,
      centralityOf({
        pageRank: pageRank[i] as number,
        degree: degree[i] as number,
        frequency: most === 0 ? 0 : (recent[i] as number) / most,
      }),
    ]),
  );
}
