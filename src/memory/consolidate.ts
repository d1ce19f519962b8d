/**
 * Consolidation: duplicates into one with counted evidence, what has faded into gists, notes into concepts, and scenes.
 *
 * Rules only: no model is called. Every group is one commit, decided on the newest state, so a run that is cut short
 * leaves whole groups behind and the next one goes on; a run with nothing to do writes nothing. What a gist or a merged
 * fact replaces is archived, with its provenance, and `restore` brings it back.
 */
import { throwIfAborted } from '../errors/index.ts';
import { breathe } from '../kernel/breathe.ts';
import type { NewEntry } from '../kernel/entry.ts';
import type { MemoryRecord, RecordDraft } from '../kernel/record.ts';
import { clusterNotes } from '../plaintext/consolidate/clusters.ts';
import { conceptDrafts, type KeyedDraft } from '../plaintext/consolidate/concepts.ts';
import { findDuplicates } from '../plaintext/consolidate/duplicates.ts';
import { gistDraft } from '../plaintext/consolidate/gist.ts';
import type { Note } from '../plaintext/consolidate/note.ts';
import { sceneDrafts } from '../plaintext/consolidate/scenes.ts';
import { annotate } from '../plaintext/extract/annotate.ts';
import { mixedPrecision } from '../plaintext/forget/mixed-precision-index.ts';
import { retentionSet } from '../plaintext/forget/retention.ts';
import { isLive } from '../plaintext/revise/fact-state.ts';
import { checkInput } from './checks.ts';
import type { Engine } from './engine.ts';
import { comesFromHeld } from './fading/holds.ts';
import { reportRetention } from './fading/retention.ts';
import { newRecord } from './revisions.ts';
import { saveSnapshot } from './snapshots.ts';

export type ConsolidationPart = 'duplicates' | 'gists' | 'concepts' | 'scenes';

export type ConsolidateOptions = {
  /** Default: all four. */
  readonly parts?: readonly ConsolidationPart[];
  /** Groups handled in one run. Default 200. */
  readonly limit?: number;
  /** Only what has at most this share left becomes part of a gist, 0 to 1. Default 0.5. */
  readonly retentionBelow?: number;
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
};

export type ConsolidationGroup = {
  readonly part: ConsolidationPart;
  /** The record that stands for the group; absent in a dry run where it is new. */
  readonly id?: string;
  readonly text: string;
  /** What it was made from. */
  readonly from: readonly string[];
  /** Those of them that were archived or merged away. */
  readonly removed: readonly string[];
};

export type ConsolidationReport = {
  readonly dryRun: boolean;
  readonly groups: readonly ConsolidationGroup[];
  /** Left for the next run. */
  readonly remaining: number;
  readonly removed: {
    /** Records out of default recall. */
    readonly records: number;
    /** Characters of their texts, less those of what stands for them. */
    readonly characters: number;
    /** Bytes of vector rows. */
    readonly vectorBytes: number;
  };
  readonly cost: {
    readonly looked: number;
    readonly written: number;
    readonly modelCalls: number;
    readonly ms: number;
  };
};

const parts: readonly ConsolidationPart[] = ['duplicates', 'gists', 'concepts', 'scenes'];
/** Precision of the vectors of what was archived. */
const archivedBits = 2;

type Plan = {
  readonly part: ConsolidationPart;
  /** What has to be unchanged when the group is written. */
  readonly needs: readonly MemoryRecord[];
  readonly removed: readonly MemoryRecord[];
  /** The record that is changed; a new one is made of `draft`. */
  readonly base?: MemoryRecord;
  readonly change?: Partial<MemoryRecord>;
  readonly draft?: RecordDraft;
  readonly reason: string;
};

export async function consolidateMemory(
  engine: Engine,
  options: ConsolidateOptions = {},
): Promise<ConsolidationReport> {
  checkInput('consolidate options', options);
  const { dryRun = false, limit = 200, retentionBelow = 0.5, signal } = options;
  if (!dryRun) engine.mustWrite();
  const started = performance.now();
  const wanted = new Set(options.parts ?? parts);
  const bytesBefore = vectorBytes(engine);
  const groups: ConsolidationGroup[] = [];
  let remaining = 0;
  let looked = 0;
  let written = 0;
  let characters = 0;

  for (const part of parts) {
    if (!wanted.has(part)) continue;
    // Each part plans on what the one before has left.
    const { plans, size } = await engine.exclusive(() => plan(engine, part, retentionBelow, signal));
    looked = Math.max(looked, size);
    for (const one of plans) {
      await breathe();
      throwIfAborted(signal);
      if (groups.length >= limit) {
        remaining += 1;
        continue;
      }
      const done = dryRun ? preview(one) : await engine.decide(() => carryOut(engine, one));
      if (done === undefined) continue;
      groups.push(done.group);
      written += done.written;
      characters += one.removed.reduce((sum, record) => sum + record.text.length, 0);
      if (one.draft !== undefined && one.base === undefined) characters -= one.draft.text.length;
    }
  }
  if (written > 0)
    await engine.exclusive(async () => void (await saveSnapshot(engine.cube, engine.state, engine.settings.entropy)));
  return {
    dryRun,
    groups,
    remaining,
    removed: {
      records: groups.reduce((sum, group) => sum + group.removed.length, 0),
      characters,
      vectorBytes: bytesBefore - vectorBytes(engine),
    },
    cost: { looked, written, modelCalls: 0, ms: performance.now() - started },
  };
}

const vectorBytes = (engine: Engine): number => mixedPrecision(engine.state.index.vectors)?.rowBytes ?? 0;

/** Inside `exclusive`. */
async function plan(
  engine: Engine,
  part: ConsolidationPart,
  retentionBelow: number,
  signal: AbortSignal | undefined,
): Promise<{ readonly plans: readonly Plan[]; readonly size: number }> {
  const newest = new Map<string, MemoryRecord>();
  for await (const entries of engine.cube.since(0, signal)) {
    for (const entry of entries) {
      if (entry.kind === 'record') newest.set(entry.record.id, entry.record);
      else if (entry.kind === 'erased') newest.delete(entry.id);
    }
  }
  const records = [...newest.values()].filter(
    (record) => (record.status === 'activated' || record.status === 'generated') && !comesFromHeld(engine, [record]),
  );
  const plans = await plansFor(engine, part, records, retentionBelow);
  return { plans, size: records.length };
}

async function plansFor(
  engine: Engine,
  part: ConsolidationPart,
  records: readonly MemoryRecord[],
  retentionBelow: number,
): Promise<readonly Plan[]> {
  if (part === 'duplicates') {
    return findDuplicates(records).map(({ kept, merged, change }) => ({
      part,
      needs: [kept, ...merged],
      removed: merged,
      base: kept,
      change,
      reason: `consolidated: ${merged.length + 1} records say the same`,
    }));
  }
  if (part === 'gists') {
    const faded = (await notesOf(engine, records.filter(canFade))).filter((note) => note.retention < retentionBelow);
    const episodes = faded.filter(({ record }) => record.kind === 'episode');
    const notes = faded.filter(({ record }) => record.kind !== 'episode');
    return [...clusterNotes(episodes), ...clusterNotes(notes)].map((cluster) => {
      const members = cluster.map(({ record }) => record);
      return {
        part,
        needs: members,
        removed: members,
        draft: gistDraft(cluster),
        reason: `consolidated: gist of ${members.length} ${members[0]?.kind === 'episode' ? 'episodes' : 'notes'}`,
      };
    });
  }
  const notes = await notesOf(
    engine,
    records.filter(({ kind }) => kind !== 'concept' && kind !== 'episode'),
  );
  const keyed = part === 'concepts' ? conceptDrafts(notes, isLive) : sceneDrafts(notes);
  const known = new Map(
    records.filter(({ kind }) => kind === 'concept').map((record) => [String(record.data['key']), record]),
  );
  return keyed.flatMap((one) => keyedPlan(part, one, known.get(one.key)));
}

/** Nothing where the same record stands already. */
function keyedPlan(part: ConsolidationPart, { draft }: KeyedDraft, known: MemoryRecord | undefined): readonly Plan[] {
  const refs = (of: Pick<MemoryRecord, 'from'>): string => JSON.stringify(of.from.map(({ id }) => id).sort());
  const reason = `consolidated: ${part === 'concepts' ? 'concept' : 'scene'} of ${draft.from?.length ?? 0} notes`;
  if (known === undefined) return [{ part, needs: [], removed: [], draft, reason }];
  if (known.text === draft.text && refs(known) === refs({ from: draft.from ?? [] })) return [];
  const { kind, scope, ...change } = draft;
  return [{ part, needs: [known], removed: [], base: known, change, reason }];
}

/** What may be archived once a gist stands for it: never what holds now, nor the core memory. */
function canFade(record: MemoryRecord): boolean {
  if (record.kind === 'episode' || record.kind === 'event') return true;
  return record.kind === 'fact' && !isLive(record);
}

export async function notesOf(engine: Engine, records: readonly MemoryRecord[]): Promise<readonly Note[]> {
  const policy = await engine.retention.policy();
  const usage = await engine.retention.usage();
  const set = retentionSet(policy.fade.set, policy.fade.unitMs);
  const now = engine.settings.clock.now();
  return records.map((record) => {
    const report = reportRetention({
      item: record,
      usage: usage.get(record.id),
      centrality: 0,
      held: false,
      policy,
      set,
      now,
    });
    return { record, entities: entitiesOf(engine, record), retention: report.retention };
  });
}

/** Names and topic words; and, of a record about somebody, its subject. */
function entitiesOf(engine: Engine, record: MemoryRecord): readonly string[] {
  const topic = record.kind === 'episode' ? (record.data['topic'] as readonly string[] | undefined) : undefined;
  const subject = record.data['subject'];
  const own = typeof subject === 'string' && subject !== '' && subject !== 'user' ? [subject.toLowerCase()] : [];
  return [...new Set([...own, ...namesIn(engine, record), ...(topic ?? [])])];
}

/** From the index, where the record is in it. */
function namesIn(engine: Engine, record: MemoryRecord): readonly string[] {
  const { units, mentions, entities } = engine.state.index;
  const document = units.find(record.id);
  if (document < 0) {
    const seen = annotate(record.text, { at: record.valid.from ?? record.recorded.at });
    return seen.entities.map((mention) => mention.name);
  }
  const numbers = mentions.rowTerms.data.subarray(mentions.rowStart(document), mentions.rowEnds.data[document]);
  return Array.from(numbers, (number) => entities.text(number));
}

type Done = { readonly group: ConsolidationGroup; readonly written: number };

function preview(one: Plan): Done {
  const from = (one.draft?.from ?? one.needs).map(({ id }) => id);
  const text = one.draft?.text ?? one.change?.text ?? one.base?.text ?? '';
  const id = one.base === undefined ? {} : { id: one.base.id };
  return { group: { part: one.part, ...id, text, from, removed: one.removed.map((record) => record.id) }, written: 0 };
}

/** Inside `decide`. Nothing where one of the group has changed since it was planned. */
async function carryOut(engine: Engine, one: Plan): Promise<Done | undefined> {
  const latest = await engine.cube.latest(
    'record',
    one.needs.map(({ id }) => id),
  );
  const same = latest.every(
    (entry, index) => entry?.kind === 'record' && entry.record.version === one.needs[index]?.version,
  );
  if (!same) return undefined;
  const { reason } = one;
  const made =
    one.base !== undefined
      ? { ...one.base, ...one.change, version: one.base.version + 1, reason }
      : one.draft === undefined
        ? undefined
        : newRecord(one.draft, reason, engine.settings);
  if (made === undefined) return undefined;
  const status = one.part === 'duplicates' ? 'merged' : 'archived';
  const entries: NewEntry[] = [
    { kind: 'record', record: made },
    ...one.removed.map((record): NewEntry => {
      const why = `consolidated: ${status === 'merged' ? 'merged into' : 'told by'} ${made.id}`;
      return { kind: 'record', record: { ...record, status, version: record.version + 1, reason: why } };
    }),
  ];
  const stored = await engine.commit(entries);
  await lowerVectors(
    engine,
    stored.flatMap((entry) => (entry.kind === 'record' && entry.record.id !== made.id ? [entry] : [])),
  );
  const { group } = preview(one);
  return { group: { ...group, id: made.id }, written: stored.length };
}

/** Vectors of what was archived go to the lowest rung; the next version or tick brings them back up. */
async function lowerVectors(
  engine: Engine,
  entries: readonly { readonly seq: number; readonly record: MemoryRecord }[],
): Promise<void> {
  const { index, embedder } = engine.state;
  const mixed = mixedPrecision(index.vectors);
  if (mixed === undefined) return;
  const rows = entries.flatMap(({ seq, record }) => {
    const document = index.units.find(record.id);
    return document >= 0 && mixed.bitsOf(document) !== undefined ? [{ document, seq, text: record.text }] : [];
  });
  const vectors = await engine.applying.vectorsAt(embedder, rows);
  rows.forEach(({ document }, i) => {
    const vector = vectors[i];
    if (vector !== undefined) mixed.setPrecision(document, archivedBits, vector);
  });
  await engine.retention.noteMoves(new Map(rows.map(({ seq }) => [seq, archivedBits])));
}
