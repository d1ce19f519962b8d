/**
 * The erasure itself: one operation that can be cut off anywhere and goes on from there.
 *
 * The receipt and the plan are written first, in one transaction; from then on the cube owes the erasure, and whoever
 * opens it next, or erases next, carries it out. Every step can be repeated.
 */
import type { ErasureReceipt, NewEntry } from '../../kernel/entry.ts';
import type { ErasureClosure } from '../../ports/index.ts';
import type { Engine } from '../engine.ts';
import { snapshotKeyBlob, statesKeyBlob, veiledFolder } from '../snapshot-veil.ts';
import { pendingErasure } from '../vectors/unit-vectors.ts';
import { type Closure, goBack, hookClosure } from './closure.ts';
import { fingerprintsOf, receiptBlob, residueBlob } from './finish-receipt.ts';
import { eraseFromCopies } from './known-copies.ts';
import { isSpokenBy, namesOf, redacted, redaction } from './mentions.ts';
import { type Beside, subjectPattern } from './named-beside.ts';
import { tracesBlob } from './policy-traces.ts';
import { noteOutside } from './reapply.ts';
import { rangesOf } from './receipt.ts';
import type { ReceiptBody } from './receipt-types.ts';
import { planRederivation, type Rederivation, rederive } from './rederive.ts';
import { uncovered } from './settle-copies.ts';

/** An erasure that has its receipt in the log and may not be complete; no content. */
type Plan = {
  readonly id: string;
  readonly receipt: ErasureReceipt;
  /** Log position of the receipt. */
  readonly at: number;
  readonly begunAt: number;
  readonly asked: ReceiptBody['asked'];
  readonly counts: Omit<ReceiptBody['closure'], 'positions' | 'rederived'>;
  readonly removed: Readonly<Record<string, number>>;
  /** What names the subject and stays. */
  readonly kept?: ReceiptBody['kept'];
  readonly closure: ErasureClosure;
  readonly rederivation: Rederivation;
  /** Ids of keys to destroy, once nothing that stays needs them. */
  readonly keys: readonly string[];
  /** All that is erased was sealed with them. */
  readonly sealedAway: boolean;
};

export type ErasureRequest = {
  /** A subject that goes as a whole: its key is destroyed where it has one, and its names are looked for. */
  readonly subject?: string;
  readonly reason: string;
  readonly asked: ReceiptBody['asked'];
  /** Keep fingerprints for a scan. */
  readonly scan: boolean;
  /** What names the subject beside turns and records. */
  readonly beside: Beside;
};

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
/** Blobs that hold words of what is erased and are made again when they are needed. */
const derivedFolders = ['snapshot/', 'context/'] as const;

/** What has to go of these blobs so that no content is left: of a snapshot its key alone, without which it is noise. */
const withoutContent = (names: readonly string[]): readonly string[] =>
  names.filter((name) => !name.startsWith(veiledFolder));

/**
 * Writes receipt and plan; from here on the erasure will be carried out. Gives its id. None may be pending.
 * Inside `exclusive`. Errors: `conflict` (nothing was changed: decide again on the newest state).
 */
export async function beginErasure(engine: Engine, closure: Closure, request: ErasureRequest): Promise<string> {
  const { selected, derived, reverted, versions, mentioned, possible } = closure;
  const { beside, subject } = request;
  await engine.hooks.remember();
  const seqs = new Set<number>();
  const goneTurns: string[] = [];
  const records: Record<string, number> = {};
  let gone = 0;
  for (const [id, found] of [...selected, ...derived]) {
    if (found.turn === undefined) {
      const all = versions.get(id) ?? [];
      for (const { seq } of all) seqs.add(seq);
      gone += all.length;
      const kind = found.record?.kind ?? 'record';
      records[kind] = (records[kind] ?? 0) + 1;
    } else {
      seqs.add(found.seq);
      goneTurns.push(id);
    }
  }
  for (const { spoiled } of reverted.values()) {
    for (const { seq } of spoiled) seqs.add(seq);
    gone += spoiled.length;
  }
  for (const seq of [...(await markPositions(engine, goneTurns)), ...beside.seqs]) seqs.add(seq);
  const { plan: rederivation, alone, back } = await planRederivation(engine, closure);
  const anew = redactions(engine, closure, request);
  const taken = [...reverted].flatMap(([recordId, one]) => goBack(one, alone.has(recordId)));
  const { ids, clock } = engine.settings;
  const id = ids.next('erasure');
  const receipt = {
    id,
    // It stays: it must not say who is gone.
    reason:
      subject === undefined
        ? request.reason
        : request.reason.replace(subjectPattern(engine, subject, closure.nicknames), redaction),
    selector: request.asked.selector,
    seqs: [...seqs].sort((a, b) => a - b),
  };
  const entries: NewEntry[] = [...taken, ...back, ...anew, ...beside.entries, { kind: 'erasure', receipt }];

  const blobs = new Map<string, Uint8Array | null>(beside.blobs);
  if (beside.traces.length > 0) blobs.set(tracesBlob(id), encode(beside.traces));
  const removed: Record<string, number> = {
    ...countOf('policyRules', beside.shown.filter(({ outcome }) => outcome === 'removed').length),
    ...countOf('rewritten', beside.shown.filter(({ outcome }) => outcome === 'rewritten').length),
  };
  for (const folder of derivedFolders) {
    const names = await engine.cube.store.blobNames(folder);
    for (const name of withoutContent(names)) blobs.set(name, null);
    const content = names.filter((name) => name !== snapshotKeyBlob && name !== statesKeyBlob);
    if (content.length > 0) removed[folder.slice(0, -1)] = content.length;
  }
  if (request.scan) blobs.set(residueBlob(id), await fingerprintsOf(engine, closure, subject));
  const plan: Plan = {
    id,
    receipt,
    at: engine.cube.head.seq + entries.length,
    begunAt: clock.now(),
    asked: request.asked,
    counts: {
      turns: goneTurns.length,
      records,
      versions: gone,
      reverted: taken.length,
      mentioned: mentioned.size,
      ...(subject === undefined ? {} : { possibleMentions: possible.size }),
    },
    removed,
    kept: keptParts(beside),
    closure: hookClosure(closure),
    rederivation: { ...rederivation, turns: [...rederivation.turns, ...anew.map(({ turn }) => turn.id)] },
    ...(await retiredKeys(engine, closure, subject)),
  };
  await engine.commit(entries, blobs.set(pendingErasure, encode(plan)));
  return id;
}

/** A receipt says what stays, and not in which words it names anybody. */
function keptParts({ shown }: Beside): NonNullable<ReceiptBody['kept']> {
  return shown.flatMap(({ id, what, outcome, why }) =>
    outcome === 'kept' ? [{ ...(id === undefined ? {} : { id }), what, why }] : [],
  );
}

/** Keys that are to be destroyed: that of a subject of which nothing stays, and that of what is derived. */
async function retiredKeys(
  engine: Engine,
  { kept, mentioned }: Closure,
  subject: string | undefined,
): Promise<Pick<Plan, 'keys' | 'sealedAway'>> {
  if (engine.keys === undefined) return { keys: [], sealedAway: false };
  const own = subject !== undefined && kept.length === 0 ? await engine.keys.retireSubject(subject) : [];
  const keys = [...own, ...(await engine.keys.retireDerived())];
  // Turns of others are sealed with the keys of others.
  return { keys, sealedAway: own.length > 0 && mentioned.size === 0 };
}

/** Marks of turns go with them: their reasons are somebody's words. */
async function markPositions(engine: Engine, turnIds: readonly string[]): Promise<number[]> {
  const seqs: number[] = [];
  for (const id of turnIds) {
    if (engine.state.markVersion(id) === 0) continue;
    for (const entry of await engine.cube.versions('mark', id)) if (entry.kind === 'mark') seqs.push(entry.seq);
  }
  return seqs;
}

function redactions(
  engine: Engine,
  { selected, mentioned, nicknames }: Closure,
  { subject, asked }: ErasureRequest,
): Extract<NewEntry, { kind: 'turn' }>[] {
  if (subject === undefined || asked.mentions !== 'redact' || mentioned.size === 0) return [];
  const names = namesOf(engine, subject);
  const pattern = subjectPattern(engine, subject, nicknames);
  return [...mentioned].flatMap((id) => {
    const turn = selected.get(id)?.turn;
    return turn === undefined || isSpokenBy(turn, names)
      ? []
      : [{ kind: 'turn' as const, turn: redacted(turn, pattern) }];
  });
}

/**
 * Finishes an erasure whose receipt is in the log; safe to repeat, and nothing to do when none is pending. Gives its id.
 * Inside `exclusive`. Errors: `conflict` (do it again), `busy` (a reader elsewhere keeps old pages alive).
 */
export async function completeErasure(engine: Engine): Promise<string | undefined> {
  const { store } = engine.cube;
  const pending = await store.blob(pendingErasure);
  if (pending === undefined) return undefined;
  const plan = decodePlan(pending);
  const { seqs } = plan.receipt;
  await engine.cube.erase(seqs);
  await noteOutside(engine, plan.receipt);
  const ids = new Set([...plan.closure.turns, ...plan.closure.records.map(({ id }) => id)]);
  const isGone = (id: string): boolean => ids.has(id) && engine.state.index.units.find(id) < 0;
  // A vector says much about its text: it goes with it, in every embedding space.
  const vectors = await engine.vectors.store.without(seqs);
  const uses = await engine.retention.without(isGone);
  // What another process wrote before it noticed.
  const late = (await Promise.all(derivedFolders.map((folder) => store.blobNames(folder)))).flat();
  const leftOver = withoutContent(late).map((name) => [name, null] as const);
  const blobs = new Map([...vectors, ...uses, ...leftOver]);
  if (blobs.size > 0) await store.putBlobs(blobs);
  const segments = await engine.shelf.erase(plan.closure);
  const rederived = await rederiveOnce(engine, plan);
  const hooks = await engine.hooks.run(plan.id, plan.closure);
  if (plan.keys.length > 0) {
    await engine.keys?.resealDerived({ snapshots: false });
    await engine.keys?.destroy(plan.keys);
  }
  const copies = await eraseFromCopies(engine, plan);
  // What was overwritten is still in the write-ahead log.
  await store.compact({ rewrite: false });
  const body = await receiptBody(engine, plan, {
    hooks: segments === undefined ? hooks : [segments, ...hooks],
    copies,
    rederived,
    removed: { ...plan.removed, ...countOf('vectors', vectors.size), ...countOf('uses', uses.size) },
  });
  await store.putBlobs(
    new Map([
      [receiptBlob(plan.id), encode({ body })],
      await uncovered(engine, plan.id, copies),
      [pendingErasure, null],
      [`derived/${plan.id}`, null],
    ]),
  );
  return plan.id;
}

const countOf = (what: string, count: number): Record<string, number> => (count === 0 ? {} : { [what]: count });

async function receiptBody(
  engine: Engine,
  plan: Plan,
  done: Pick<ReceiptBody, 'hooks' | 'copies' | 'removed'> & { readonly rederived: number },
): Promise<ReceiptBody> {
  const [change] = await engine.cube.store.changes(plan.at - 1, 1);
  const { rederived, ...rest } = done;
  return {
    format: 'palimpsest-erasure-receipt',
    version: 1,
    id: plan.id,
    cube: engine.cube.id,
    asked: plan.asked,
    begunAt: new Date(plan.begunAt).toISOString(),
    completedAt: new Date(engine.settings.clock.now()).toISOString(),
    closure: { ...plan.counts, rederived, positions: rangesOf(plan.receipt.seqs) },
    ...rest,
    keysDestroyed: plan.keys,
    ...(plan.kept === undefined || plan.kept.length === 0 ? {} : { kept: plan.kept }),
    learned,
    scanWhy: 'not made yet',
    chain: { seq: plan.at, hash: Buffer.from(change?.hash ?? []).toString('hex') },
  };
}

/** What learns from content, and what an erasure does to it. */
const learned: ReceiptBody['learned'] = [
  { what: 'document frequencies, mean length, tables of words and names', outcome: 'computed anew without it' },
  { what: 'use counts and fading weights', outcome: 'removed with what they counted' },
  { what: 'contexts of extraction and of open sittings', outcome: 'dropped; made again from the turns that are left' },
  { what: 'calibration of confidence, weights of the ranking', outcome: 'not learned from this cube' },
];

async function rederiveOnce(engine: Engine, { id, rederivation }: Plan): Promise<number> {
  const { turns, episodes, groups } = rederivation;
  if (turns.length + episodes.length + groups.length === 0) return 0;
  // Another process may have finished the whole erasure meanwhile: its receipt is there then.
  if ((await engine.cube.store.blob(receiptBlob(id))) !== undefined) return 0;
  return rederive(engine, id, rederivation);
}

/** Earlier versions wrote the positions alone. */
function decodePlan(bytes: Uint8Array): Plan {
  const saved = JSON.parse(new TextDecoder().decode(bytes)) as Plan | readonly number[];
  if (!Array.isArray(saved)) return saved as Plan;
  const id = 'erasure';
  return {
    id,
    receipt: { id, reason: '', selector: '', seqs: saved as readonly number[] },
    at: 1,
    begunAt: 0,
    asked: { selector: '', overrideHold: false },
    counts: { turns: 0, records: {}, versions: 0, reverted: 0, mentioned: 0 },
    removed: {},
    closure: { turns: [], records: [] },
    rederivation: { turns: [], episodes: [], groups: [] },
    keys: [],
    sealedAway: false,
  };
}
