/**
 * Where a subject may be named beside turns and records: rules of the policy and their history, reasons of marks, and
 * reasons of earlier erasures. What can be written anew is; what the hash chain commits to is listed with the reason.
 */
import type { NewEntry } from '../../kernel/entry.ts';
import type { RecordStatus } from '../../kernel/record.ts';
import { statuses } from '../../plaintext/index/unit-columns.ts';
import type { Engine } from '../engine.ts';
import type { Version } from './closure.ts';
import type { NamedBeside } from './erase-types.ts';
import { receiptIds } from './finish-receipt.ts';
import { knownCopies } from './known-copies.ts';
import { allNamesOf, redaction } from './mentions.ts';
import { tracesOf } from './policy-traces.ts';
import { looseForms, loosePattern } from './possible-mentions.ts';

export type Beside = {
  readonly shown: readonly NamedBeside[];
  /** Blobs to write with the erasure. */
  readonly blobs: ReadonlyMap<string, Uint8Array>;
  /** Marks in place of those that named the subject. */
  readonly entries: readonly NewEntry[];
  /** Log positions of the marks that go. */
  readonly seqs: readonly number[];
  /** Digests by which copies are rid of the same rules and reasons. */
  readonly traces: readonly string[];
};

export const nothingBeside: Beside = { shown: [], blobs: new Map(), entries: [], seqs: [], traces: [] };

/** Finds what a text names the subject by. */
export function subjectPattern(engine: Engine, subject: string, nicknames: ReadonlySet<string>): RegExp {
  return loosePattern(looseForms([...allNamesOf(engine, subject), ...nicknames]));
}

/** Nothing is changed. `gone`: turns whose marks go anyway. Inside `exclusive`. */
export async function namedBeside(
  engine: Engine,
  { subject, nicknames }: { readonly subject: string; readonly nicknames: ReadonlySet<string> },
  gone: (id: string) => boolean,
): Promise<Beside> {
  const pattern = subjectPattern(engine, subject, nicknames);
  const names = (text: string): boolean => text.search(pattern) >= 0;
  const policy = await engine.retention.withoutNames({
    subject,
    names,
    rewrite: (text) => text.replace(pattern, redaction),
  });
  const shown: NamedBeside[] = policy.rules.map((rule) => ({
    what: `policy rule ${JSON.stringify(rule.name)}`,
    ...(rule.isScoped
      ? { outcome: 'removed' as const, why: 'it is about the subject alone' }
      : { outcome: 'rewritten' as const, why: 'its name names the subject' }),
  }));
  if (policy.changes > 0) {
    const what = policy.changes === 1 ? 'an entry' : `${policy.changes} entries`;
    shown.push({ what: `${what} in the history of the policy`, outcome: 'rewritten', why: 'they name the subject' });
  }
  const entries: NewEntry[] = [];
  const seqs: number[] = [];
  const why = 'it names the subject';
  for (const [id, mark] of engine.state.marks) {
    if (gone(id) || !names(mark.reason)) continue;
    for (const entry of await engine.cube.versions('mark', id)) {
      if (entry.kind === 'mark' && names(entry.mark.reason)) seqs.push(entry.seq);
    }
    const reason = mark.reason.replace(pattern, redaction);
    entries.push({ kind: 'mark', mark: { ...mark, version: mark.version + 1, reason } });
    shown.push({ id, what: `reason of the mark ${mark.standing}`, outcome: 'rewritten', why });
  }
  for (const { newest, named } of await namedRecords(engine, names, gone)) {
    const { record } = newest;
    seqs.push(...named.map(({ seq }) => seq));
    const reason = record.reason.replace(pattern, redaction);
    entries.push({ kind: 'record', record: { ...record, version: record.version + 1, reason } });
    shown.push({ id: record.id, what: `reason why a record is ${record.status}`, outcome: 'rewritten', why });
  }
  const traces = tracesOf(engine.cube.id, policy.named);
  return { shown: [...shown, ...(await keptTexts(engine, names))], blobs: policy.blobs, entries, seqs, traces };
}

const putAway = ['archived', 'frozen', 'expired', 'merged'].map((status) => statuses.indexOf(status as RecordStatus));
const pageEntries = 500;

/** Records of others that were put away or held for a reason that names the subject, with the versions that say so. */
async function namedRecords(
  engine: Engine,
  names: (text: string) => boolean,
  gone: (id: string) => boolean,
): Promise<{ readonly newest: Version; readonly named: readonly Version[] }[]> {
  const { units } = engine.state.index;
  const found: { newest: Version; named: Version[] }[] = [];
  const ids: string[] = [];
  for (let document = 0; document < units.documents; document++) {
    if (units.alive.data[document] !== 1 || units.kind.data[document] === 0) continue;
    if (putAway.includes(units.status.data[document] as number)) ids.push(units.id(document));
  }
  for (let from = 0; from < ids.length; from += pageEntries) {
    const page = ids.slice(from, from + pageEntries).filter((id) => !gone(id));
    for (const latest of await engine.cube.latest('record', page)) {
      if (latest?.kind !== 'record' || !names(latest.record.reason)) continue;
      const all = await engine.cube.versions('record', latest.record.id);
      const named = all.flatMap((one) =>
        one.kind === 'record' && one.record.version > 1 && names(one.record.reason)
          ? [{ seq: one.seq, record: one.record }]
          : [],
      );
      if (named.length > 0) found.push({ newest: { seq: latest.seq, record: latest.record }, named });
    }
  }
  return found;
}

/** Reasons of earlier erasures, and paths of copies, that name the subject. */
async function keptTexts(engine: Engine, names: (text: string) => boolean): Promise<NamedBeside[]> {
  const kept: NamedBeside[] = [];
  const outcome = 'kept' as const;
  for (const entry of await engine.cube.latest('erasure', await receiptIds(engine))) {
    if (entry?.kind !== 'erasure' || !names(entry.receipt.reason)) continue;
    const why = 'it names the subject, and the hash chain commits to receipts: they are never emptied';
    kept.push({ id: entry.receipt.id, what: 'reason of an earlier erasure', outcome, why });
  }
  for (const { path } of await knownCopies(engine.cube.store)) {
    if (names(path)) kept.push({ what: 'path of a known copy', outcome, why: 'it names the subject: move the file' });
  }
  return kept;
}
