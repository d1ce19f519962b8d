/** Which records deserve a place in a model's cache: what is true now, how much of it is left, and how it was used. */
import { type SegmentCandidate, segmentStrength } from '../../activation/segments/schedule.ts';
import type { MemoryRecord, RecordKind } from '../../kernel/record.ts';
import { type Scope, scopeMatches } from '../../kernel/scope.ts';
import { idleUntil, type RetentionSet, retentionSet } from '../../plaintext/forget/retention.ts';
import { mergeUsage, recentAt, type Usage } from '../../plaintext/forget/usage-ledger.ts';
import { kinds as unitKinds } from '../../plaintext/index/unit-columns.ts';
import { isLive } from '../../plaintext/revise/fact-state.ts';
import type { Engine } from '../engine.ts';
import { type RetentionReport, reportRetention } from '../fading/retention.ts';

/** Kinds that become segments unless told otherwise: the core memory. Events and summaries are many and seldom asked. */
export const segmentKinds: readonly RecordKind[] = [
  'instruction',
  'preference',
  'profile',
  'fact',
  'procedure',
  'block',
];

/** A record that may become a segment. */
export type HotRecord = SegmentCandidate & { readonly record: MemoryRecord; readonly lasts: Lasting };

/** How long something stays fit for the cache. `until` is absent where nothing that is known ends it. */
export type Lasting = { readonly until?: number; readonly why: string };

/** A record version as the model reads it. */
export type Rendered = { readonly record: MemoryRecord; readonly tokens: Int32Array };

export type HotOptions = {
  readonly kinds: readonly RecordKind[];
  readonly scope: Scope | undefined;
  readonly pin: (record: MemoryRecord) => boolean;
  readonly render: (record: MemoryRecord) => Int32Array;
  readonly demoteBelow: number;
};

/**
 * Everything that may be held, oldest version first, so that in a chain what changed last comes last. Rendered versions
 * are kept in `seen` by log position, and what is not there any more is dropped from it. Inside `exclusive` only.
 */
export async function hotRecords(
  engine: Engine,
  options: HotOptions,
  seen: Map<number, Rendered>,
): Promise<readonly HotRecord[]> {
  const { kinds, scope, pin, demoteBelow } = options;
  const now = engine.settings.clock.now();
  const seqs = liveSeqs(engine, kinds);
  for (const seq of seen.keys()) if (!seqs.has(seq)) seen.delete(seq);
  const missing = [...seqs].filter((seq) => !seen.has(seq));
  for (const entry of await engine.cube.at(missing)) {
    if (entry?.kind === 'record') seen.set(entry.seq, { record: entry.record, tokens: options.render(entry.record) });
  }
  const policy = await engine.retention.policy();
  const usage = await engine.retention.usage();
  const set = retentionSet(policy.fade.set, policy.fade.unitMs);
  const found: HotRecord[] = [];
  for (const seq of [...seqs].sort((a, b) => a - b)) {
    const rendered = seen.get(seq);
    if (rendered === undefined) continue;
    const { record, tokens } = rendered;
    if (!holdsAt(record, now) || (scope !== undefined && !scopeMatches(record.scope, scope))) continue;
    const used = useOf(record, usage);
    const report = reportRetention({ item: record, usage: used, centrality: 0, held: false, policy, set, now });
    const recentUses = used === undefined ? 0 : recentAt(used, now);
    const retention = report.fades ? report.retention : 1;
    found.push({
      record,
      source: { id: record.id, version: record.version },
      tokens,
      strength: segmentStrength({ retention, importance: record.importance, recentUses }),
      recentUses,
      usedAt: used?.usedAt ?? 0,
      changedAt: record.recorded.at,
      retention,
      pinned: pin(record),
      lasts: lastingOf(report, { record, set, share: demoteBelow }),
    });
  }
  return found;
}

/** Whether a record holds now: what has a known end holds until then, what has a known beginning from then on. */
function holdsAt(record: MemoryRecord, now: number): boolean {
  const { from, to } = record.valid;
  if (record.kind === 'event') return isLive(record);
  if ((from !== undefined && from > now) || (to !== undefined && to <= now)) return false;
  return isLive(to === undefined ? record : { ...record, valid: from === undefined ? {} : { from } });
}

/** The next moment at which one of these begins or stops to hold, after `now`. */
export function nextTurn(seen: ReadonlyMap<number, Rendered>, now: number): number {
  let next = Number.POSITIVE_INFINITY;
  for (const { record } of seen.values()) {
    if (record.kind === 'event') continue;
    for (const at of [record.valid.from, record.valid.to]) if (at !== undefined && at > now) next = Math.min(next, at);
  }
  return next;
}

/** Uses of a record and of the turns that it came from: recall gives out either, and both say the same. */
export function useOf(record: MemoryRecord, usage: ReadonlyMap<string, Usage>): Usage | undefined {
  const all = [record.id, ...record.sources].flatMap((id) => usage.get(id) ?? []);
  return all.length === 0 ? undefined : all.reduce(mergeUsage);
}

function liveSeqs(engine: Engine, kinds: readonly RecordKind[]): Set<number> {
  const { units } = engine.state.index;
  const wanted = new Set(kinds.map((kind) => unitKinds.indexOf(kind)));
  const seqs = new Set<number>();
  for (let document = 0; document < units.documents; document++) {
    if (units.alive.data[document] !== 1 || !wanted.has(units.kind.data[document]!)) continue;
    seqs.add(units.seq.data[document]!);
  }
  return seqs;
}

/** Until when the record stays above the share at which the scheduler lets go, with nothing more happening. */
export function lastingOf(
  report: RetentionReport,
  of: { readonly record: MemoryRecord; readonly set: RetentionSet; readonly share: number },
): Lasting {
  const { record, set, share } = of;
  const ends = record.valid.to;
  if (report.verdict !== undefined) return { why: `until the next tick: ${report.verdict.reason}` };
  if (!report.fades) {
    return { ...(ends !== undefined && { until: ends }), why: `while it holds: ${report.why}` };
  }
  const fadesAt = report.usedAt + idleUntil(report.signals, share, set);
  return {
    until: Math.min(fadesAt, ends ?? Number.POSITIVE_INFINITY),
    why: `unless it is used again: ${(100 * report.retention).toFixed(0)}% of it is left, and it goes below ${(100 * share).toFixed(0)}%`,
  };
}
