/**
 * What is derived again once something is erased: facts from the turns that say the same, episodes from the turns that
 * are left of them, gists, concepts and scenes from the records that are left of them.
 */
import type { NewEntry } from '../../kernel/entry.ts';
import type { MemoryRecord, RecordDraft } from '../../kernel/record.ts';
import type { EpisodeData } from '../../kernel/record-data.ts';
import type { Turn } from '../../kernel/turn.ts';
import { conceptDrafts } from '../../plaintext/consolidate/concepts.ts';
import { gistDraft } from '../../plaintext/consolidate/gist.ts';
import { sceneDrafts } from '../../plaintext/consolidate/scenes.ts';
import { episodeDraft } from '../../plaintext/extract/episode-draft.ts';
import { isLive } from '../../plaintext/revise/fact-state.ts';
import { notesOf } from '../consolidate.ts';
import type { Engine } from '../engine.ts';
import { newRecord } from '../revisions.ts';
import { mayDerive } from '../write-path.ts';
import type { Closure } from './closure.ts';
import type { Rederived } from './erase-types.ts';

type Group = { readonly form: 'gist' | 'concept' | 'scene'; readonly members: readonly string[] };

/** Ids only, so that it can wait in the cube until the erasure is carried out. */
export type Rederivation = {
  /** Turns from which facts, preferences, instructions and events are extracted again. */
  readonly turns: readonly string[];
  readonly episodes: readonly { readonly boundary: EpisodeData['boundary']; readonly turns: readonly string[] }[];
  readonly groups: readonly Group[];
};

/** A gist of fewer tells nothing that they do not tell. */
const leastMembers = 3;

const formOf = (record: MemoryRecord): Group['form'] | undefined => {
  const { form } = record.data;
  return form === 'gist' || form === 'concept' || form === 'scene' ? form : undefined;
};

export type Planned = {
  readonly plan: Rederivation;
  readonly shown: readonly Rederived[];
  /** Records that consolidation had put away, and that stand for themselves again. */
  readonly alone: ReadonlySet<string>;
  /** New versions of those among them that do not go back to an earlier one anyway. */
  readonly back: readonly NewEntry[];
};

/** What will be derived again, what it is derived from, and which archived records stand for themselves again. */
export async function planRederivation(
  engine: Engine,
  { selected, derived, reverted, versions }: Closure,
): Promise<Planned> {
  const gone = (id: string): boolean => selected.has(id) || derived.has(id);
  const turns = new Set<string>();
  const episodes: { boundary: EpisodeData['boundary']; turns: string[] }[] = [];
  const groups: Group[] = [];
  const shown: Rederived[] = [];
  const alone = new Set<string>();
  for (const [id, { record }] of derived) {
    if (record === undefined) continue;
    const left = [...new Set((versions.get(id) ?? []).flatMap((one) => one.record.sources))].filter(
      (source) => !gone(source),
    );
    const members = memberIds(versions.get(id)?.map((one) => one.record) ?? []).filter((member) => !gone(member));
    const form = formOf(record);
    if (form !== undefined) {
      if (form === 'gist' && members.length < leastMembers) for (const member of members) alone.add(member);
      else if (members.length > 0) {
        groups.push({ form, members });
        shown.push({ id, kind: record.kind, from: members.length });
      }
      continue;
    }
    // Duplicates that were merged into it stand for themselves again.
    for (const member of members) alone.add(member);
    if (left.length === 0) continue;
    if (record.kind === 'episode') {
      episodes.push({ boundary: record.data['boundary'] as EpisodeData['boundary'], turns: left });
    } else for (const source of left) turns.add(source);
    shown.push({ id, kind: record.kind, from: left.length });
  }
  for (const { spoiled, good } of reverted.values()) {
    const before = new Set(memberIds([good.record]));
    for (const member of memberIds(spoiled.map((one) => one.record))) {
      if (!gone(member) && !before.has(member)) alone.add(member);
    }
  }
  return {
    plan: { turns: [...turns], episodes, groups },
    shown,
    alone,
    back: await standAlone(
      engine,
      [...alone].filter((id) => !reverted.has(id)),
    ),
  };
}

function memberIds(records: readonly MemoryRecord[]): string[] {
  return [...new Set(records.flatMap((record) => record.from.map(({ id }) => id)))];
}

/** New versions for what consolidation had put away in favor of something that goes. */
async function standAlone(engine: Engine, ids: readonly string[]): Promise<NewEntry[]> {
  const latest = await engine.cube.latest('record', ids);
  return latest.flatMap((entry): NewEntry[] => {
    if (entry?.kind !== 'record') return [];
    const { record } = entry;
    const putAway = record.status === 'merged' || record.status === 'archived';
    if (!putAway || !record.reason.startsWith('consolidated: ')) return [];
    const reason = 'stands for itself again: what it was consolidated into was erased';
    return [{ kind: 'record', record: { ...record, status: 'activated', version: record.version + 1, reason } }];
  });
}

/**
 * Derives again what `plan` says, in one commit with a marker, so that it happens once; gives the number of records.
 * Inside `exclusive`. Errors: `conflict`: decide again on the newest state.
 */
export async function rederive(engine: Engine, erasure: string, plan: Rederivation): Promise<number> {
  const marker = `derived/${erasure}`;
  const done = await engine.cube.store.blob(marker);
  if (done !== undefined) return Number(new TextDecoder().decode(done));
  const extracted = await engine.write.extractAgain(engine, await livingTurns(engine, plan.turns));
  const drafts: [RecordDraft, string][] = [];
  for (const { boundary, turns } of plan.episodes) {
    const left = await livingTurns(engine, turns);
    if (left.length > 0) drafts.push([episodeDraft(left, boundary), `cut by ${boundary}`]);
  }
  for (const group of plan.groups) drafts.push(...(await draftsOf(engine, group)));
  const made = drafts.map(([draft, reason]) => newRecord(draft, reason, engine.settings));
  const records = [...extracted, ...made];
  await engine.commit(
    records.map((record) => ({ kind: 'record', record })),
    new Map([[marker, new TextEncoder().encode(String(records.length))]]),
  );
  return records.length;
}

async function livingTurns(engine: Engine, ids: readonly string[]): Promise<Turn[]> {
  const entries = await engine.cube.latest('turn', ids);
  const turns = entries.flatMap((entry) =>
    entry?.kind === 'turn' && mayDerive(engine.state.standing(entry.turn.id)) ? [entry.turn] : [],
  );
  return turns.sort((a, b) => a.seq - b.seq);
}

async function draftsOf(engine: Engine, { form, members }: Group): Promise<[RecordDraft, string][]> {
  const latest = await engine.cube.latest('record', members);
  const records = latest.flatMap((entry) => (entry?.kind === 'record' ? [entry.record] : []));
  if (records.length === 0) return [];
  const notes = await notesOf(engine, records);
  const reason = `consolidated: ${form} of ${notes.length} records that are left`;
  if (form === 'gist') return [[gistDraft(notes), reason]];
  const live = notes.filter(({ record }) => record.status === 'activated' || record.status === 'generated');
  const keyed = form === 'concept' ? conceptDrafts(live, isLive) : sceneDrafts(live);
  return keyed.map(({ draft }) => [draft, reason]);
}
