/**
 * Why an answer changed between two moments: the question is asked at both, and what came in between is searched for
 * the turns, versions and marks that touch the evidence of either answer, or the slot that it speaks of.
 */
import type { StoredEntry } from '../../kernel/entry.ts';
import type { MemoryRecord, RecordKind } from '../../kernel/record.ts';
import type { Scope } from '../../kernel/scope.ts';
import type { Turn } from '../../kernel/turn.ts';
import type { Engine } from '../engine.ts';
import type { Answer } from '../memory.ts';
import { viewAsOf } from './as-of.ts';
import { readFading } from './fading-history.ts';

/** One thing that made the difference. */
export type AnswerCause = {
  /** When memory took it in. */
  readonly at: number;
  readonly id: string;
  readonly kind: 'turn' | RecordKind;
  /** `standing`: a turn was archived, faded, restored, quarantined ...; `faded`: a tick changed what its score counts. */
  readonly what: 'said' | 'learned' | 'changed' | 'standing' | 'faded' | 'erased';
  readonly text: string;
  /** The version before, of what changed. */
  readonly before?: string;
  /** Why, in the words of the version or mark. */
  readonly reason: string;
  /** Turns that the version came from and the one before did not. */
  readonly sources: readonly string[];
};

export type AnswerAt = {
  readonly text: string | undefined;
  readonly found: boolean;
  readonly explanation: string;
  readonly evidence: readonly { readonly id: string; readonly text: string }[];
};

export type AnswerChange = {
  readonly question: string;
  readonly before: AnswerAt;
  readonly after: AnswerAt;
  readonly changed: boolean;
  /** Oldest first; empty where the answer is the same. */
  readonly because: readonly AnswerCause[];
  /** What stands in the way of knowing better: an erasure, another embedder. */
  readonly warnings: readonly string[];
};

/** Both moments exclusive of themselves: what was recorded in [from, to) made the difference. */
export type Span = { readonly from: number; readonly to: number; readonly scope?: Scope };

export async function answerChange(engine: Engine, question: string, span: Span): Promise<AnswerChange> {
  const options = span.scope === undefined ? {} : { scope: span.scope };
  const at = (moment: number) => viewAsOf(engine, { known: moment - 1 }).ask(question, options);
  const before = await at(span.from);
  const after = await at(Math.min(span.to, engine.settings.clock.now() + 1));
  const changed = before.text !== after.text || before.found !== after.found;
  return {
    question,
    before: shown(before),
    after: shown(after),
    changed,
    because: changed ? await engine.exclusive(() => causesOf(engine, [before, after], span)) : [],
    warnings: [...new Set([...before.warnings, ...after.warnings])],
  };
}

const shown = ({ text, found, explanation, evidence }: Answer): AnswerAt => ({
  text,
  found,
  explanation,
  evidence: evidence.map((hit) => ({ id: hit.id, text: hit.text })),
});

/** What touches the answers: their evidence, what came from the same turns, and whatever fills the same slots. */
type Touched = { readonly ids: Set<string>; readonly slots: Set<string> };

const slotOf = ({ kind, data }: MemoryRecord): string | undefined =>
  kind === 'fact' ? JSON.stringify([String(data['subject']).toLowerCase(), data['slot']]) : undefined;

async function causesOf(engine: Engine, answers: readonly Answer[], span: Span): Promise<readonly AnswerCause[]> {
  const evidence = answers.flatMap((answer) => answer.evidence);
  const touched: Touched = {
    ids: new Set(evidence.flatMap((hit) => [hit.id, ...hit.sources])),
    slots: new Set<string>(),
  };
  // Ids of records follow from their sources, and slots from records: the log is read twice.
  for await (const entries of engine.cube.since(0)) {
    for (const entry of entries) if (entry.kind === 'record') note(entry.record, touched);
  }
  const causes: AnswerCause[] = [];
  const versions = new Map<string, MemoryRecord>();
  const turns = new Map<string, Turn>();
  for await (const entries of engine.cube.since(0)) {
    for (const entry of entries) {
      const within = entry.recordedAt >= span.from && entry.recordedAt < span.to;
      const cause = within ? causeOf(entry, touched, { versions, turns }) : undefined;
      if (cause !== undefined) causes.push(cause);
      if (entry.kind === 'record') versions.set(entry.record.id, entry.record);
      if (entry.kind === 'turn') turns.set(entry.turn.id, entry.turn);
    }
  }
  causes.push(...(await fadedCauses(engine, touched, span, { versions, turns })));
  return causes.sort((a, b) => a.at - b.at);
}

function note(record: MemoryRecord, { ids, slots }: Touched): void {
  if (record.kind === 'episode') return;
  if (!ids.has(record.id) && !record.sources.some((source) => ids.has(source))) return;
  const slot = slotOf(record);
  if (slot !== undefined) slots.add(slot);
}

type Known = { readonly versions: ReadonlyMap<string, MemoryRecord>; readonly turns: ReadonlyMap<string, Turn> };

function causeOf(entry: StoredEntry, { ids, slots }: Touched, known: Known): AnswerCause | undefined {
  const at = entry.recordedAt;
  if (entry.kind === 'turn') {
    const { id, text } = entry.turn;
    return ids.has(id) ? { at, id, kind: 'turn', what: 'said', text, reason: 'said then', sources: [] } : undefined;
  }
  if (entry.kind === 'mark') {
    const { id, standing, reason } = entry.mark;
    const turn = known.turns.get(id);
    if (!ids.has(id) || turn === undefined) return undefined;
    return { at, id, kind: 'turn', what: 'standing', text: turn.text, reason: `${standing}: ${reason}`, sources: [] };
  }
  if (entry.kind === 'erasure') {
    const { id, receipt } = { id: entry.receipt.id, receipt: entry.receipt };
    const text = `${receipt.seqs.length} entries were erased`;
    return { at, id, kind: 'turn', what: 'erased', text, reason: receipt.reason, sources: [] };
  }
  if (entry.kind !== 'record' || entry.record.kind === 'episode') return undefined;
  const { record } = entry;
  const slot = slotOf(record);
  if (!ids.has(record.id) && !(slot !== undefined && slots.has(slot))) return undefined;
  const old = known.versions.get(record.id);
  const sources = record.sources.filter((source) => old === undefined || !old.sources.includes(source));
  return {
    at,
    id: record.id,
    kind: record.kind,
    what: old === undefined ? 'learned' : 'changed',
    text: record.text,
    ...(old === undefined ? {} : { before: old.text }),
    reason: record.status === 'activated' ? record.reason : `${record.status}: ${record.reason}`,
    sources,
  };
}

async function fadedCauses(
  engine: Engine,
  { ids }: Touched,
  span: Span,
  known: Known,
): Promise<readonly AnswerCause[]> {
  const before = (await readFading(engine.cube.store, { until: span.from - 1 })).weights;
  const after = (await readFading(engine.cube.store, { until: span.to - 1 })).weights;
  return [...ids].flatMap((id): AnswerCause[] => {
    const [was, is] = [before.weights.get(id) ?? 1, after.weights.get(id) ?? 1];
    const item = known.versions.get(id) ?? known.turns.get(id);
    if (was === is || item === undefined) return [];
    const kind = 'kind' in item ? item.kind : 'turn';
    const reason = `a tick: its score counted ${was}, then ${is}`;
    return [{ at: after.tickedAt, id, kind, what: 'faded', text: item.text, reason, sources: [] }];
  });
}
