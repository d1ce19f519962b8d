/** Decisions of the revision rules as record versions. */
import type { MemoryRecord, RecordDraft, Validity } from '../kernel/record.ts';
import { type ReviewNote, reviewOf } from '../plaintext/revise/contest.ts';
import type { FactState } from '../plaintext/revise/fact-state.ts';
import { type Revision, revise } from '../plaintext/revise/revise.ts';
import { toldAt } from '../plaintext/revise/told-time.ts';
import { defaultTrustRules, ownWord, type TrustRules } from '../plaintext/trust/trust-policy.ts';
import type { Clock, Ids } from '../ports/index.ts';

export type RevisionPorts = { readonly ids: Ids; readonly clock: Clock; readonly trust?: TrustRules };

/**
 * Decides on drafts one after another, each on the state that the one before left, and gives the versions to write.
 * On return `facts` is as it was: what is committed is applied like everything else that is in the log.
 */
export function reviseDrafts(
  drafts: readonly RecordDraft[],
  facts: FactState,
  ports: RevisionPorts,
): { readonly records: readonly MemoryRecord[]; readonly decisions: readonly Revision[] } {
  const records: MemoryRecord[] = [];
  const decisions: Revision[] = [];
  const undoing: (() => void)[] = [];
  const put = (record: MemoryRecord): void => {
    const before = [...facts.versions(record.id)];
    undoing.push(() => {
      facts.remove(record.id);
      for (const version of before) facts.apply(version);
    });
    facts.apply(record);
    records.push(record);
  };
  for (const draft of drafts) {
    for (const decision of revise([draft], facts, { trustGap: (ports.trust ?? defaultTrustRules).gap })) {
      decisions.push(decision);
      for (const record of versionsFor(decision, facts, ports)) put(record);
    }
  }
  for (const undo of undoing.reverse()) undo();
  return { records, decisions };
}

function versionsFor(decision: Revision, facts: FactState, ports: RevisionPorts): MemoryRecord[] {
  const { draft, reason } = decision;
  const target = decision.target === undefined ? undefined : facts.record(decision.target.id);
  const now = ports.clock.now();
  switch (decision.action) {
    case 'ignore':
      return [];
    case 'add':
      return [unlessDistrusted(newRecord(draft, reason, ports, decision.endsAt), ports)];
    case 'contest':
      return [waiting(newRecord(draft, reason, ports), reason, decision.target?.id)];
    case 'dispute': {
      const added = newRecord(draft, reason, ports);
      return [{ ...added, data: { ...added.data, review: noteFor(reason, decision.target?.id) } }];
    }
    case 'outrank': {
      const added = newRecord(draft, reason, ports);
      if (target === undefined) return [added];
      const sources = [...new Set([...target.sources, ...draft.sources])];
      return [waiting(nextVersion(target, { sources, reason }, now), reason, added.id), added];
    }
    case 'settle': {
      if (target === undefined) return [];
      const review = { ...noteFor(reason), ...reviewOf(target), state: 'settled' as const, at: now };
      const sources = [...new Set([...target.sources, ...draft.sources])];
      return [nextVersion(target, { status: 'archived', data: { ...target.data, review }, sources, reason }, now)];
    }
    case 'confirm': {
      if (target === undefined) return [newRecord(draft, reason, ports)];
      // The same turn derived from a second time is no second piece of evidence.
      if (draft.sources.every((source) => target.sources.includes(source))) return [];
      // What a lesser source repeats, it may have from here: only the user's own word, or a better source, is evidence.
      const { on } = ports.trust ?? defaultTrustRules;
      if (on && (draft.trust < target.trust || (draft.trust < ownWord && draft.trust === target.trust))) return [];
      const evidence = Number(target.data['evidence'] ?? 1) + 1;
      const sources = [...new Set([...target.sources, ...draft.sources])];
      const confidence = 1 - (1 - target.confidence) * (1 - draft.confidence / 2);
      const trust = Math.max(target.trust, draft.trust);
      const { startsAt } = decision;
      // What began at a time that is told now keeps when it was said to hold.
      const since = startsAt === undefined ? {} : { saidAt: toldAt(target) };
      const valid = startsAt === undefined ? target.valid : { ...target.valid, from: startsAt };
      const data = { ...target.data, ...since, evidence };
      return [nextVersion(target, { valid, data, sources, confidence, trust, reason }, now)];
    }
    case 'supersede': {
      const added = newRecord(draft, reason, ports);
      if (target === undefined) return [added];
      const to = decision.endsAt ?? draft.valid.from;
      const valid = to === undefined ? target.valid : until(target.valid, to);
      // What ended it is a source of its end: forgetting that turn undoes the end, and nothing else.
      const sources = [...new Set([...target.sources, ...draft.sources])];
      const ended = nextVersion(target, { valid, sources, reason }, now);
      return [ended, { ...added, data: { ...added.data, supersedes: { id: ended.id, version: ended.version } } }];
    }
    case 'reopen': {
      if (target === undefined) return [];
      const { to: _, ...open } = target.valid;
      const valid = decision.endsAt === undefined ? open : { ...open, to: decision.endsAt };
      const sources = [...new Set([...target.sources, ...draft.sources])];
      return [nextVersion(target, { valid, sources, reason }, now)];
    }
    case 'revoke': {
      if (target === undefined) return [];
      const to = decision.endsAt ?? draft.valid.from ?? now;
      const sources = [...new Set([...target.sources, ...draft.sources])];
      const data = target.kind === 'instruction' ? { ...target.data, state: 'revoked' } : target.data;
      return [nextVersion(target, { valid: until(target.valid, to), data, sources, reason }, now)];
    }
  }
}

/** Over at `to`. What was only said to hold, and is said to have ended before that, began at a time that nobody told. */
const until = ({ from, ...rest }: Validity, to: number): Validity =>
  from === undefined || from > to ? { ...rest, to } : { ...rest, from, to };

const noteFor = (why: string, against?: string): ReviewNote => ({
  state: 'open',
  why,
  against: against === undefined ? [] : [against],
});

/** In quarantine until somebody decides. */
function waiting(record: MemoryRecord, why: string, against?: string): MemoryRecord {
  return { ...record, status: 'quarantined', data: { ...record.data, review: noteFor(why, against) } };
}

function unlessDistrusted(record: MemoryRecord, { trust = defaultTrustRules }: RevisionPorts): MemoryRecord {
  if (record.trust >= trust.quarantineBelow) return record;
  return waiting(record, `trust ${record.trust.toFixed(2)} is below ${trust.quarantineBelow.toFixed(2)}`);
}

function nextVersion(record: MemoryRecord, change: Partial<MemoryRecord>, now: number): MemoryRecord {
  return { ...record, ...change, version: record.version + 1, recorded: { at: now } };
}

/** First version of a record. `endsAt`: it was already over when it arrived. */
export function newRecord(draft: RecordDraft, reason: string, ports: RevisionPorts, endsAt?: number): MemoryRecord {
  const now = ports.clock.now();
  return {
    id: ports.ids.next(draft.kind),
    version: 1,
    kind: draft.kind,
    text: draft.text,
    data: draft.data,
    scope: draft.scope,
    sources: draft.sources,
    from: draft.from ?? [],
    valid: endsAt === undefined ? draft.valid : { ...draft.valid, to: endsAt },
    recorded: { at: now },
    status: 'activated',
    reason,
    confidence: draft.confidence,
    importance: draft.importance,
    trust: draft.trust,
    retention: { strength: 1, usedAt: now, uses: 0, bits: 32 },
  };
}
