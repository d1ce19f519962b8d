/**
 * Shapes that leave the process (CLI with `--json`, MCP): as the library's own, with every instant as ISO 8601 text in UTC.
 * What a record's `data` and a turn's `meta` hold is passed on as it was given.
 */
import type { MemoryRecord, Validity } from '../kernel/record.ts';
import type { Turn } from '../kernel/turn.ts';
import type { Choice } from '../memory/choose.ts';
import type {
  Answer,
  ContextResult,
  DiffReport,
  FactVersion,
  ForgetReport,
  Item,
  Profile,
  Stats,
} from '../memory/memory.ts';
import type { AnswerChange } from '../memory/past/answer-change.ts';
import type { Hit, RecallResult } from '../plaintext/recall/types.ts';
import type { Statement, TrackState } from '../plaintext/revise/state/read-states.ts';

/** Replaces the named number fields by ISO text. */
export type Timed<T, K extends keyof T> = Omit<T, K> & { readonly [P in K]: string };

export type WireValidity = { readonly from?: string; readonly to?: string };

/** ISO 8601 in UTC; open ends of time (what a Date cannot hold) as the nearest instant that it can. */
export function iso(at: number): string {
  const bounded = Math.max(-8.64e15, Math.min(8.64e15, at));
  return new Date(Number.isNaN(bounded) ? 0 : bounded).toISOString();
}

export function wireValidity(valid: Validity): WireValidity {
  return {
    ...(valid.from === undefined ? {} : { from: iso(valid.from) }),
    ...(valid.to === undefined ? {} : { to: iso(valid.to) }),
  };
}

export type WireTurn = Timed<Turn, 'at'> & { readonly type: 'turn' };

export function wireTurn(turn: Turn): WireTurn {
  return { type: 'turn', ...turn, at: iso(turn.at) };
}

type WireRecorded = { readonly at: string; readonly until?: string };

export type WireRecord = Omit<MemoryRecord, 'valid' | 'recorded' | 'retention'> & {
  readonly type: 'record';
  readonly valid: WireValidity;
  readonly recorded: WireRecorded;
  readonly retention: Timed<MemoryRecord['retention'], 'usedAt'>;
};

function wireRecorded(recorded: MemoryRecord['recorded']): WireRecorded {
  return { at: iso(recorded.at), ...(recorded.until === undefined ? {} : { until: iso(recorded.until) }) };
}

export function wireRecord(record: MemoryRecord): WireRecord {
  return {
    type: 'record',
    ...record,
    valid: wireValidity(record.valid),
    recorded: wireRecorded(record.recorded),
    retention: { ...record.retention, usedAt: iso(record.retention.usedAt) },
  };
}

/** True for a record, false for a turn. */
export function isRecord(item: Item): item is MemoryRecord {
  return 'version' in item;
}

export function wireItem(item: Item): WireTurn | WireRecord {
  return isRecord(item) ? wireRecord(item) : wireTurn(item);
}

export type WireHit = Timed<Hit, 'at'>;

export function wireHit(hit: Hit): WireHit {
  return { ...hit, at: iso(hit.at) };
}

export type WireRecall = Omit<RecallResult, 'hits' | 'parsed'> & {
  readonly hits: readonly WireHit[];
  readonly parsed?: unknown;
};

export function wireRecall(result: RecallResult): WireRecall {
  const { hits, parsed, ...rest } = result;
  const range = parsed?.range;
  return {
    ...rest,
    hits: hits.map(wireHit),
    ...(parsed === undefined
      ? {}
      : { parsed: { ...parsed, ...(range === undefined ? {} : { range: wireValidity(range) }) } }),
  };
}

export type WireContext = Omit<ContextResult, 'hits'> & { readonly hits: readonly WireHit[] };

export function wireContext(result: ContextResult): WireContext {
  return { ...result, hits: result.hits.map(wireHit) };
}

export type WireAnswer = Omit<Answer, 'evidence' | 'text'> & {
  readonly text: string | null;
  readonly evidence: readonly WireHit[];
};

export function wireAnswer(answer: Answer): WireAnswer {
  return { ...answer, text: answer.text ?? null, evidence: answer.evidence.map(wireHit) };
}

export type WireChoice = Omit<Choice, 'evidence'> & { readonly evidence: readonly WireHit[] };

export function wireChoice(choice: Choice): WireChoice {
  return { ...choice, evidence: choice.evidence.map(wireHit) };
}

export type WireFact = Omit<FactVersion, 'valid' | 'recorded'> & {
  readonly valid: WireValidity;
  readonly recorded: WireRecorded;
};

export function wireFact(fact: FactVersion): WireFact {
  return { ...fact, valid: wireValidity(fact.valid), recorded: wireRecorded(fact.recorded) };
}

type WireStatement = Timed<Omit<Statement, 'ended'>, 'at'> & {
  readonly ended?: Timed<NonNullable<Statement['ended']>, 'at'>;
};

export type WireTrackState = Omit<TrackState, 'current' | 'past'> & {
  readonly current: readonly WireStatement[];
  readonly past: readonly WireStatement[];
};

export function wireTrackState(state: TrackState): WireTrackState {
  const told = ({ ended, ...rest }: Statement): WireStatement => ({
    ...rest,
    at: iso(rest.at),
    ...(ended === undefined ? {} : { ended: { ...ended, at: iso(ended.at) } }),
  });
  return { ...state, current: state.current.map(told), past: state.past.map(told) };
}

export type WireProfile = {
  readonly facts: readonly WireFact[];
  readonly preferences: readonly WireRecord[];
  readonly instructions: readonly WireRecord[];
  readonly states: readonly WireTrackState[];
};

export function wireProfile(profile: Profile): WireProfile {
  return {
    facts: profile.facts.map(wireFact),
    preferences: profile.preferences.map(wireRecord),
    instructions: profile.instructions.map(wireRecord),
    states: profile.states.map(wireTrackState),
  };
}

type WireTarget = Timed<ForgetReport['selected'][number], 'at'>;

export type WireForget = Omit<ForgetReport, 'selected' | 'derived' | 'reverted' | 'possibleMentions'> & {
  readonly selected: readonly WireTarget[];
  readonly derived: readonly WireTarget[];
  readonly reverted: readonly WireTarget[];
  readonly possibleMentions: readonly WireTarget[];
};

export function wireForget(report: ForgetReport): WireForget {
  const target = (one: ForgetReport['selected'][number]): WireTarget => ({ ...one, at: iso(one.at) });
  return {
    ...report,
    selected: report.selected.map(target),
    derived: report.derived.map(target),
    reverted: report.reverted.map(target),
    possibleMentions: report.possibleMentions.map(target),
  };
}

export type WireDiff = {
  readonly from: string;
  readonly to: string;
  readonly turnsAdded: number;
  readonly added: readonly WireRecord[];
  readonly changed: readonly { readonly before: WireRecord; readonly after: WireRecord }[];
  readonly removed: readonly WireRecord[];
  readonly answer?: WireAnswerChange;
};

type WireAnswerAt = Omit<AnswerChange['before'], 'text'> & { readonly text: string | null };

export type WireAnswerChange = Omit<AnswerChange, 'before' | 'after' | 'because'> & {
  readonly before: WireAnswerAt;
  readonly after: WireAnswerAt;
  readonly because: readonly Timed<AnswerChange['because'][number], 'at'>[];
};

function wireAnswerChange(change: AnswerChange): WireAnswerChange {
  const at = (answer: AnswerChange['before']): WireAnswerAt => ({ ...answer, text: answer.text ?? null });
  return {
    ...change,
    before: at(change.before),
    after: at(change.after),
    because: change.because.map((one) => ({ ...one, at: iso(one.at) })),
  };
}

export function wireDiff(report: DiffReport): WireDiff {
  return {
    from: iso(report.from),
    to: iso(report.to),
    turnsAdded: report.turnsAdded,
    added: report.added.map(wireRecord),
    changed: report.changed.map(({ before, after }) => ({ before: wireRecord(before), after: wireRecord(after) })),
    removed: report.removed.map(wireRecord),
    ...(report.answer === undefined ? {} : { answer: wireAnswerChange(report.answer) }),
  };
}

export type WireStats = Omit<Stats, 'firstAt' | 'lastAt'> & { readonly firstAt?: string; readonly lastAt?: string };

export function wireStats(stats: Stats): WireStats {
  const { firstAt, lastAt, ...rest } = stats;
  return {
    ...rest,
    ...(firstAt === undefined ? {} : { firstAt: iso(firstAt) }),
    ...(lastAt === undefined ? {} : { lastAt: iso(lastAt) }),
  };
}
