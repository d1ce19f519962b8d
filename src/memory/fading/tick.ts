/**
 * The memory tick: scores what fades, moves vectors along the precision ladder, carries out the policy's rules, merges
 * use counts. Goes through the cube in pages, so that others get their turn, and a tick that is cut short is simply run
 * again: everything that it does is decided on the present state.
 */
import { throwIfAborted } from '../../errors/index.ts';
import { breathe } from '../../kernel/breathe.ts';
import type { NewEntry } from '../../kernel/entry.ts';
import type { MemoryRecord, RecordKind } from '../../kernel/record.ts';
import type { Turn } from '../../kernel/turn.ts';
import { mixedPrecision } from '../../plaintext/forget/mixed-precision-index.ts';
import type { MemoryPolicy, RuleAction, RuleVerdict } from '../../plaintext/forget/policy.ts';
import { retentionSet, type Zone, zones } from '../../plaintext/forget/retention.ts';
import type { Usage } from '../../plaintext/forget/usage-ledger.ts';
import { checkInput } from '../checks.ts';
import type { Engine } from '../engine.ts';
import { forget, standDown } from '../forget.ts';
import { loggedTurnsOnlyOf } from '../logged-turns.ts';
import { saveSnapshot } from '../snapshots.ts';
import { turnText } from '../units.ts';
import { heldSources, isHeld } from './holds.ts';
import { centralities, type RetentionReport, reportRetention } from './retention.ts';

export type TickOptions = {
  /** Only say what would happen. Default false. */
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
};

export type TickAction = {
  readonly id: string;
  readonly kind: 'turn' | RecordKind;
  readonly rule: string;
  readonly action: RuleAction;
  readonly reason: string;
};

export type TickReport = {
  readonly dryRun: boolean;
  readonly at: number;
  /** Records and turns looked at. */
  readonly looked: number;
  /** Of what fades, by zone. */
  readonly zones: Readonly<Record<Zone, number>>;
  /** Vectors by bits a component, afterwards. */
  readonly precision: Readonly<Record<string, number>>;
  /** Vectors that went to another precision. */
  readonly moved: number;
  /** Bytes of vector rows before and after. */
  readonly vectorBytes: { readonly before: number; readonly after: number };
  /** What rules did (in a dry run: would do). */
  readonly actions: readonly TickAction[];
  /** Left alone because of a legal hold. */
  readonly held: readonly string[];
  readonly ms: number;
};

const pageItems = 500;

type Work = {
  readonly policy: MemoryPolicy;
  readonly usage: ReadonlyMap<string, Usage>;
  readonly central: ReadonlyMap<string, number>;
  readonly now: number;
  readonly dryRun: boolean;
  readonly zones: Record<Zone, number>;
  readonly weights: Map<string, number>;
  readonly deepWeights: Map<string, number>;
  readonly actions: TickAction[];
  readonly held: string[];
  readonly heldTurns: ReadonlySet<string>;
  looked: number;
  moved: number;
};

export async function tickMemory(engine: Engine, options: TickOptions = {}): Promise<TickReport> {
  checkInput('tick options', options);
  const { dryRun = false, signal } = options;
  if (!dryRun) engine.mustWrite();
  const started = performance.now();
  const { retention, settings } = engine;
  const policy = await retention.policy();
  const usage = await retention.usage();
  const now = settings.clock.now();
  const { ids, central } = await engine.exclusive(async () => ({
    ids: await idsFor(engine, policy),
    central: policy.ladder ? centralities(engine.state, usage, now) : new Map<string, number>(),
  }));
  const before = rowBytes(engine);
  const work: Work = {
    policy,
    usage,
    central,
    now,
    dryRun,
    zones: Object.fromEntries(zones.map((zone) => [zone, 0])) as Record<Zone, number>,
    weights: new Map(),
    deepWeights: new Map(),
    actions: [],
    held: [],
    heldTurns: heldSources(engine),
    looked: 0,
    moved: 0,
  };
  for (let from = 0; from < ids.length; from += pageItems) {
    await breathe();
    throwIfAborted(signal);
    await engine.exclusive(() => tickPage(engine, ids.slice(from, from + pageItems), work));
  }
  if (!dryRun) {
    await eraseByRule(engine, work, signal);
    await engine.exclusive(async () => {
      const { units } = engine.state.index;
      await retention.settle((id) => units.find(id) >= 0, {
        tickedAt: now,
        weights: work.weights,
        deepWeights: work.deepWeights,
      });
      // The log did not move, but what the snapshot holds has.
      if (work.moved > 0) await saveSnapshot(engine.cube, engine.state, engine.settings.entropy);
    });
  }
  const counts = mixedPrecision(engine.state.index.vectors)?.counts() ?? new Map();
  return {
    dryRun,
    at: now,
    looked: work.looked,
    zones: work.zones,
    precision: Object.fromEntries([...counts].map(([bits, count]) => [String(bits), count])),
    moved: work.moved,
    vectorBytes: { before, after: rowBytes(engine) },
    actions: work.actions,
    held: work.held,
    ms: performance.now() - started,
  };
}

const rowBytes = (engine: Engine): number => mixedPrecision(engine.state.index.vectors)?.rowBytes ?? 0;

/** Records always; turns and episodes only where the policy speaks of them. */
async function idsFor(engine: Engine, policy: MemoryPolicy): Promise<readonly string[]> {
  const named = new Set<string>([
    ...(policy.fade.on || policy.ladder ? policy.fade.kinds : []),
    ...policy.rules.flatMap((rule) => rule.kinds ?? []),
  ]);
  const { units } = engine.state.index;
  const ids: string[] = [];
  for (let document = 0; document < units.documents; document++) {
    if (units.alive.data[document] !== 1) continue;
    if (units.kind.data[document] !== 0 || named.has('turn')) ids.push(units.id(document));
  }
  if (named.has('episode')) {
    const episodes = new Set<string>();
    for await (const entries of engine.cube.since(0)) {
      for (const entry of entries) {
        if (entry.kind === 'record' && entry.record.kind === 'episode') episodes.add(entry.record.id);
      }
    }
    ids.push(...episodes);
  }
  return ids;
}

type Looked = { readonly item: Turn | MemoryRecord; readonly seq: number; readonly report: RetentionReport };

/** Inside `exclusive`. */
async function tickPage(engine: Engine, ids: readonly string[], work: Work): Promise<void> {
  const set = retentionSet(work.policy.fade.set, work.policy.fade.unitMs);
  const records = await engine.cube.latest('record', ids);
  const turns = await engine.cube.latest(
    'turn',
    ids.filter((_, index) => records[index] === undefined),
  );
  const looked: Looked[] = [];
  for (const entry of [...records, ...turns]) {
    const item = entry?.kind === 'record' ? entry.record : entry?.kind === 'turn' ? entry.turn : undefined;
    if (entry === undefined || item === undefined) continue;
    const held = isHeld(engine, item, work.heldTurns);
    const report = reportRetention({
      item,
      usage: work.usage.get(item.id),
      centrality: work.central.get(item.id) ?? 0,
      held,
      policy: work.policy,
      set,
      now: work.now,
    });
    looked.push({ item, seq: entry.seq, report });
    if (report.fades) {
      work.zones[report.zone] += 1;
      if (report.weight !== 1 || report.deepWeight !== 1) {
        work.weights.set(item.id, report.weight);
        work.deepWeights.set(item.id, report.deepWeight);
      }
    }
  }
  work.looked += looked.length;
  const entries: NewEntry[] = [];
  const putAway: MemoryRecord[] = [];
  for (const { item, report } of looked) {
    const { verdict } = report;
    if (verdict === undefined || isDone(engine, item, verdict)) continue;
    if (report.held) {
      work.held.push(item.id);
      continue;
    }
    work.actions.push({ id: item.id, kind: report.kind, ...verdict });
    if (!work.dryRun && verdict.action !== 'erase') {
      entries.push(...entriesFor(engine, item, verdict));
      if (verdict.action !== 'fade' && 'kind' in item) putAway.push(item);
    }
  }
  if (work.dryRun) return;
  const gone = new Set(putAway.map(({ id }) => id));
  for (const found of await loggedTurnsOnlyOf(engine, putAway, (id) => gone.has(id))) {
    entries.push(...standDown(engine, found, 'archive', 'the record that it logs was put away'));
  }
  await moveVectors(engine, looked, work);
  if (entries.length > 0) await engine.commit(entries);
}

/** A rule that has had its effect does not fire again. */
function isDone(engine: Engine, item: Turn | MemoryRecord, verdict: RuleVerdict): boolean {
  if (verdict.action === 'erase') return false;
  if (verdict.action === 'fade' && engine.state.faded.has(item.id)) return true;
  const standing = 'kind' in item ? item.status : engine.state.standing(item.id);
  if (verdict.action === 'fade' && standing === 'quarantined') return true;
  if (!('kind' in item)) return standing === 'archived';
  return item.status === 'archived' || item.status === 'expired' || item.status === 'merged';
}

function entriesFor(engine: Engine, item: Turn | MemoryRecord, { rule, action, reason }: RuleVerdict): NewEntry[] {
  const why = `policy ${rule}: ${reason}`;
  if (action === 'expire' && 'kind' in item) {
    return [{ kind: 'record', record: { ...item, status: 'expired', version: item.version + 1, reason: why } }];
  }
  const found = 'kind' in item ? { seq: 0, record: item } : { seq: item.seq, turn: item };
  return standDown(engine, found, action === 'fade' ? 'fade' : 'archive', why);
}

/** Puts vectors on the rung that they are to have, up or down, from the originals. */
async function moveVectors(engine: Engine, looked: readonly Looked[], work: Work): Promise<void> {
  const { index, embedder } = engine.state;
  const mixed = mixedPrecision(index.vectors);
  if (mixed === undefined) return;
  const wrong = looked.flatMap(({ item, seq, report }) => {
    const document = index.units.find(item.id);
    const has = document < 0 ? undefined : mixed.bitsOf(document);
    const wanted = Math.min(report.targetBits, mixed.top) as RetentionReport['targetBits'];
    if (has === undefined || has === wanted) return [];
    return [{ document, wanted, seq, text: 'kind' in item ? item.text : turnText(item) }];
  });
  if (wrong.length === 0) return;
  const vectors = await engine.applying.vectorsAt(embedder, wrong);
  const bits = new Map<number, RetentionReport['targetBits']>();
  wrong.forEach(({ document, wanted, seq }, i) => {
    const vector = vectors[i];
    if (vector === undefined) return;
    mixed.setPrecision(document, wanted, vector);
    bits.set(seq, wanted);
    work.moved += 1;
  });
  await engine.retention.noteMoves(bits);
}

/** Erasures, in one operation a rule, so that the receipts say why. */
async function eraseByRule(engine: Engine, work: Work, signal: AbortSignal | undefined): Promise<void> {
  const byRule = new Map<string, string[]>();
  for (const { id, rule, action } of work.actions) {
    if (action === 'erase') byRule.set(rule, [...(byRule.get(rule) ?? []), id]);
  }
  for (const [rule, named] of byRule) {
    const ids: string[] = [];
    // An earlier rule may have taken some with it.
    for (const id of named) {
      const [record] = await engine.cube.latest('record', [id]);
      const [turn] = await engine.cube.latest('turn', [id]);
      if (record?.kind === 'record' || turn?.kind === 'turn') ids.push(id);
    }
    if (ids.length === 0) continue;
    await forget(
      engine,
      { ids },
      { mode: 'erase', dryRun: false, reason: `policy ${rule}`, ...(signal === undefined ? {} : { signal }) },
    );
  }
}
