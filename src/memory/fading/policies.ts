/** Policies of a cube: reading and setting them, explaining one memory, and the audit log of what happened to which. */
import { MemoryError } from '../../errors/index.ts';
import type { RecordKind } from '../../kernel/record.ts';
import { mixedPrecision } from '../../plaintext/forget/mixed-precision-index.ts';
import { checkPolicy, type MemoryPolicy, type MemoryPolicyInput } from '../../plaintext/forget/policy.ts';
import { retentionSet } from '../../plaintext/forget/retention.ts';
import type { Engine } from '../engine.ts';
import { addTickJob } from '../jobs.ts';
import { getItem } from '../list.ts';
import { heldSources, isHeld } from './holds.ts';
import { centralities, type RetentionReport, reportRetention } from './retention.ts';

/** One line of the audit log, oldest first. */
export type AuditEntry = {
  readonly at: number;
  /** Log position; absent for changes of the policy, which lie beside the log. */
  readonly seq?: number;
  readonly action:
    | 'policy-changed'
    | 'faded'
    | 'archived'
    | 'expired'
    | 'merged'
    | 'restored'
    | 'held'
    | 'released'
    | 'quarantined'
    | 'erased';
  readonly id?: string;
  readonly kind?: 'turn' | RecordKind;
  /** Entries whose content an erasure removed. */
  readonly entries?: number;
  readonly reason: string;
};

export type RetentionExplanation = RetentionReport & {
  /** Status of a record, standing of a turn. */
  readonly status: string;
  /** Precision of its vector in the index; absent without one. */
  readonly bits?: number;
  /** Factor on its score since the last tick. */
  readonly weightNow: number;
  readonly tickedAt?: number;
  /** The same in sentences. */
  readonly sentences: readonly string[];
};

export type MemoryPolicies = {
  current(): Promise<MemoryPolicy>;
  /**
   * Checks and sets the policy; the change is in the audit log. What it leaves out is as by default (rules alone keep
   * the default fading). Nothing is forgotten before the next tick.
   */
  set(policy: MemoryPolicyInput, options?: { readonly reason?: string }): Promise<void>;
  /** What is left of a record or turn, in which zone, at which precision, and what rules will do with it. */
  explain(id: string): Promise<RetentionExplanation>;
  audit(options?: { readonly signal?: AbortSignal }): AsyncIterable<AuditEntry>;
};

export function policiesOf(engine: Engine): MemoryPolicies {
  return {
    current: () => engine.exclusive(() => engine.retention.policy()),
    set: (policy, { reason = 'set by hand' } = {}) =>
      engine.exclusive(async () => {
        engine.mustWrite();
        const checked = checkPolicy(policy);
        await engine.retention.setPolicy(checked, reason);
        if (checked.tickEveryMs !== undefined) await addTickJob(engine, checked.tickEveryMs);
      }),
    explain: (id) => engine.exclusive(() => explain(engine, id)),
    audit: ({ signal } = {}) => audit(engine, signal),
  };
}

async function explain(engine: Engine, id: string): Promise<RetentionExplanation> {
  const item = await getItem(engine, id);
  if (item === undefined) {
    throw new MemoryError('not_found', 'no turn or record has this id', {
      details: { id: String(id).slice(0, 80) },
      hint: '`palimpsest list` shows the ids',
    });
  }
  const { retention, state, settings } = engine;
  const policy = await retention.policy();
  const usage = await retention.usage();
  const weights = await retention.weights();
  const now = settings.clock.now();
  const report = reportRetention({
    item,
    usage: usage.get(id),
    centrality: policy.ladder ? (centralities(state, usage, now).get(id) ?? 0) : 0,
    held: isHeld(engine, item, heldSources(engine)),
    policy,
    set: retentionSet(policy.fade.set, policy.fade.unitMs),
    now,
  });
  const document = state.index.units.find(id);
  const mixed = mixedPrecision(state.index.vectors);
  const bits = document < 0 ? undefined : mixed?.bitsOf(document);
  const status = 'kind' in item ? item.status : state.standing(id);
  const weightNow = weights.weights.get(id) ?? 1;
  return {
    ...report,
    status,
    ...(bits === undefined ? {} : { bits }),
    weightNow,
    ...(weights.tickedAt === 0 ? {} : { tickedAt: weights.tickedAt }),
    sentences: sentencesFor(report, { top: mixed?.top ?? 32, status, bits, weightNow, now }),
  };
}

function sentencesFor(
  report: RetentionReport,
  more: {
    readonly top: number;
    readonly status: string;
    readonly bits: number | undefined;
    readonly weightNow: number;
    readonly now: number;
  },
): string[] {
  const { signals } = report;
  const wanted = report.targetBits > more.top ? `${more.top}, the finest held in memory` : report.targetBits;
  const days = (ms: number): string => `${(ms / 86_400_000).toFixed(1)} days`;
  return [
    `it is ${more.status}${report.held ? ': a legal hold keeps it from every policy' : ''}`,
    `${report.why}${report.fades ? '' : ', so it keeps its rank and its precision'}`,
    `used ${signals.uses} times, last ${days(Math.max(0, more.now - report.usedAt))} ago`,
    `strength ${report.strength.toFixed(2)} units of ${days(report.unitMs)}, from ${signals.uses} uses, importance ${signals.importance.toFixed(2)}, ${signals.confirmations} confirmations, emotion ${signals.salience.toFixed(2)}, pauses ${signals.renewed.toFixed(2)}, trust ${signals.trust.toFixed(2)}`,
    `${(100 * report.retention).toFixed(1)}% is left: zone ${report.zone}`,
    ...(report.fades ? [`its score counts ${more.weightNow}; from the next tick on ${report.weight}`] : []),
    ...(more.bits === undefined ? [] : [`its vector has ${more.bits} bits a component; the ladder asks for ${wanted}`]),
    report.verdict === undefined
      ? 'no rule applies to it'
      : `rule ${report.verdict.rule} will ${report.verdict.action} it: ${report.verdict.reason}`,
  ];
}

async function* audit(engine: Engine, signal: AbortSignal | undefined): AsyncIterable<AuditEntry> {
  const changes = [...(await engine.exclusive(() => engine.retention.policyChanges()))];
  const until = (at: number): AuditEntry[] => {
    const due: AuditEntry[] = [];
    while (changes[0] !== undefined && changes[0].at <= at) {
      const { at: when, reason } = changes.shift() as (typeof changes)[number];
      due.push({ at: when, action: 'policy-changed', reason });
    }
    return due;
  };
  /** Status of records and standing of turns so far. */
  const before = new Map<string, string>();
  const weak = new Set<string>();
  for await (const entries of engine.cube.since(0, signal)) {
    for (const entry of entries) {
      const at = entry.recordedAt;
      const { seq } = entry;
      if (entry.kind === 'record') {
        const { record } = entry;
        const { id, kind, reason, status } = record;
        const was = before.get(id);
        before.set(id, status);
        const faded = record.retention.strength < 0.5;
        const action =
          was === undefined && status === 'quarantined'
            ? 'quarantined'
            : was === undefined || was === status
              ? faded && !weak.has(id) && was !== undefined
                ? 'faded'
                : undefined
              : actionOf(was, status);
        if (faded) weak.add(id);
        else weak.delete(id);
        if (action !== undefined) {
          yield* until(at);
          yield { at, seq, action, id, kind, reason };
        }
      } else if (entry.kind === 'mark') {
        const { id, standing, reason } = entry.mark;
        const action = standing === 'faded' ? 'faded' : actionOf(before.get(id) ?? 'active', standing);
        before.set(id, standing);
        if (action !== undefined) {
          yield* until(at);
          yield { at, seq, action, id, kind: 'turn', reason };
        }
      } else if (entry.kind === 'erasure') {
        yield* until(at);
        yield { at, seq, action: 'erased', entries: entry.receipt.seqs.length, reason: entry.receipt.reason };
      }
    }
  }
  yield* until(Number.POSITIVE_INFINITY);
}

function actionOf(was: string, is: string): AuditEntry['action'] | undefined {
  if (was === is) return undefined;
  if (is === 'frozen') return 'held';
  if (is === 'archived' || is === 'expired' || is === 'merged' || is === 'quarantined') return is;
  if (is === 'activated' || is === 'active') return was === 'frozen' || was === 'quarantined' ? 'released' : 'restored';
  return undefined;
}
