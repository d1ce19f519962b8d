/** `remember` and `update`: records by hand. What is remembered is logged as a turn of its own, so provenance is uniform. */
import { MemoryError, throwIfAborted } from '../errors/index.ts';
import type { MemoryRecord, RecordDraft, RecordInput, RecordRef } from '../kernel/record.ts';
import type { Role, SourceClass } from '../kernel/turn.ts';
import { keyedTurnId, turnHash } from '../kernel/turn-identity.ts';
import { admit } from '../plaintext/extract/admit.ts';
import { checkInput, checkRecord, checkRecordData, checkValidity } from './checks.ts';
import type { Engine } from './engine.ts';
import { comesFromHeld } from './fading/holds.ts';
import { recordLoggedBy } from './logged-turns.ts';
import type { RecordPatch } from './memory.ts';
import { reviseDrafts } from './revisions.ts';
import { quarantineMarks } from './trust/quarantine.ts';

export async function rememberRecord(
  engine: Engine,
  input: RecordInput,
  options: { readonly idempotencyKey?: string; readonly signal?: AbortSignal } = {},
): Promise<MemoryRecord> {
  checkRecord(input);
  throwIfAborted(options.signal);
  engine.mustWrite();
  const { settings, cube } = engine;
  const source = input.source ?? 'user';
  const role = roleBySource[source];
  const told = { text: input.text, role, source, rules: settings.trust };
  const admission = admit(told, settings.admission, engine.recalled());
  if (!admission.admitted) {
    throw new MemoryError('refused', admission.reason, { hint: 'change the text or the admission policy' });
  }
  const scope = {
    ...(input.user === undefined ? {} : { user: input.user }),
    ...(input.agent === undefined ? {} : { agent: input.agent }),
    ...(input.session === undefined ? {} : { session: input.session }),
  };
  const at = settings.clock.now();
  const said = { scope, role, text: admission.text, at };
  const turnId =
    options.idempotencyKey === undefined
      ? settings.ids.next('turn')
      : keyedTurnId(`remember ${options.idempotencyKey}`, 0, await cube.idSecret(input.user));

  return engine.decide(async () => {
    const known = await rememberedBefore(engine, turnId);
    if (known !== undefined) return known;
    const lineage = await lineageOf(engine, input.from ?? []);
    const trust = Math.min(admission.trust, lineage.trust);
    const draft: RecordDraft = {
      kind: input.kind,
      text: admission.text,
      data: dataOf(input, admission.text),
      scope,
      sources: [turnId, ...lineage.turns],
      from: lineage.records,
      valid: input.valid ?? { from: at },
      confidence: input.confidence ?? 1,
      importance: input.importance ?? 0.5,
      trust,
    };
    const revised = reviseDrafts([draft], engine.state.facts, settings);
    const turn = {
      ...said,
      id: turnId,
      source,
      trust,
      marks: admission.marks,
      hash: turnHash(said),
      meta: { remembered: input.kind },
    };
    const marks = await quarantineMarks(engine, [turn]);
    const stored = await engine.commit([
      { kind: 'turn', turn },
      ...marks.map((mark) => ({ kind: 'mark' as const, mark })),
      ...revised.records.map((record) => ({ kind: 'record' as const, record })),
    ]);
    const written = stored.findLast((entry) => entry.kind === 'record' && entry.record.sources.includes(turnId));
    if (written?.kind !== 'record') {
      const why = revised.decisions.map((decision) => decision.reason).join('; ');
      throw new MemoryError('refused', `nothing to remember: ${why || 'the rules found no record in it'}`, {
        details: { cube: cube.id },
        hint: 'give another kind, or set valid.from to the moment since which it holds',
      });
    }
    settings.notify({ type: 'record-stored', cube: cube.id, id: written.record.id, kind: written.record.kind });
    return written.record;
  });
}

/** Who speaks where a source does; a page is read out by nobody. */
const roleBySource: Readonly<Record<SourceClass, Role>> = {
  user: 'user',
  import: 'user',
  assistant: 'assistant',
  tool: 'tool',
  document: 'tool',
  web: 'tool',
};

type Lineage = { readonly trust: number; readonly turns: readonly string[]; readonly records: readonly RecordRef[] };

/** What a record is made of: it is trusted no more than the least of it. */
async function lineageOf(engine: Engine, ids: readonly string[]): Promise<Lineage> {
  if (ids.length === 0) return { trust: 1, turns: [], records: [] };
  const records = await engine.cube.latest('record', ids);
  const turns = await engine.cube.latest('turn', ids);
  let trust = 1;
  const sources = new Set<string>();
  const refs: RecordRef[] = [];
  ids.forEach((id, place) => {
    const [record, turn] = [records[place], turns[place]];
    if (record?.kind === 'record') {
      trust = Math.min(trust, record.record.trust);
      refs.push({ id, version: record.record.version });
      for (const source of record.record.sources) sources.add(source);
    } else if (turn?.kind === 'turn') {
      trust = Math.min(trust, turn.turn.trust);
      sources.add(id);
    } else {
      throw new MemoryError('not_found', 'no turn or record has one of the ids in `from`', {
        details: { id: id.slice(0, 80) },
        hint: '`palimpsest list` shows the ids; nothing was remembered',
      });
    }
  });
  return { trust, turns: [...sources], records: refs };
}

/** A fact without a slot is a note about the user: it stands beside others and ends none. */
function dataOf(input: RecordInput, text: string): Readonly<Record<string, unknown>> {
  if (input.kind !== 'fact') return input.data ?? {};
  const note = { subject: 'user', slot: 'attribute.note', value: text, cardinality: 'multi' };
  const isSlot = input.data?.['slot'] !== undefined;
  return { polarity: 'positive', ...(isSlot ? { cardinality: 'single' } : note), ...input.data };
}

/** What an earlier call with the same key wrote. */
async function rememberedBefore(engine: Engine, turnId: string): Promise<MemoryRecord | undefined> {
  const [turn] = await engine.cube.latest('turn', [turnId]);
  if (turn?.kind !== 'turn') return undefined;
  const record = await recordLoggedBy(engine, { seq: turn.seq, turn: turn.turn });
  if (record === undefined) return undefined;
  const [latest] = await engine.cube.latest('record', [record.id]);
  return latest?.kind === 'record' ? latest.record : undefined;
}

export async function updateRecord(engine: Engine, id: string, patch: RecordPatch): Promise<MemoryRecord> {
  checkInput('patch', patch);
  engine.mustWrite();
  return engine.decide(async () => {
    const record = await recordToChange(engine, id);
    const [stored] = await engine.commit([{ kind: 'record', record: patched(engine, record, patch) }]);
    if (stored?.kind !== 'record') throw new MemoryError('internal', 'a record was written and not read back');
    return stored.record;
  });
}

async function recordToChange(engine: Engine, id: string): Promise<MemoryRecord> {
  const [entry] = await engine.cube.latest('record', [id]);
  if (entry?.kind === 'record') {
    if (entry.record.status !== 'frozen' && !comesFromHeld(engine, [entry.record])) return entry.record;
    throw new MemoryError('refused', 'a legal hold keeps this record as it is', { hint: 'release it first' });
  }
  const [turn] = await engine.cube.latest('turn', [id]);
  const details = { id: id.slice(0, 80) };
  if (turn === undefined) {
    throw new MemoryError('not_found', 'no record has this id', { details, hint: '`palimpsest list` shows the ids' });
  }
  throw new MemoryError('refused', 'turns are never changed', {
    details,
    hint: 'observe the correction as a new turn, or forget this one',
  });
}

/** The next version. What is written by hand passes the same admission as what is observed. */
function patched(engine: Engine, record: MemoryRecord, patch: RecordPatch): MemoryRecord {
  const { reason = 'updated by hand', text, data, ...fields } = patch;
  const next = {
    ...record,
    ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
    data: { ...record.data, ...data },
    text: text === undefined ? textFor(record, data) : admitted(engine, text),
    version: record.version + 1,
    reason,
  };
  const value = record.data['value'];
  // A sentence that still says the old value may be reworded alone.
  if (
    record.kind === 'fact' &&
    typeof value === 'string' &&
    data?.['value'] === undefined &&
    !next.text.includes(value)
  ) {
    throw new MemoryError('invalid_input', 'patch: the text of a fact changes with its value', {
      hint: "give both, for example { text: 'The user lives in Bath.', data: { value: 'Bath' } }",
    });
  }
  checkRecordData(next.kind, next.data);
  checkValidity(next.valid);
  return next;
}

/** The sentence of a fact follows its value where that stands in it once. */
function textFor(record: MemoryRecord, data: RecordPatch['data']): string {
  const [before, after] = [record.data['value'], data?.['value']];
  if (record.kind !== 'fact' || typeof before !== 'string' || typeof after !== 'string' || before === after) {
    return record.text;
  }
  const parts = record.text.split(before);
  if (parts.length === 2) return parts.join(after);
  throw new MemoryError('invalid_input', 'patch: the value of a fact changes with its text', {
    hint: 'give the text, too',
  });
}

function admitted(engine: Engine, text: string): string {
  const admission = admit({ text, role: 'user', source: 'user' }, engine.settings.admission, engine.recalled());
  if (admission.admitted) return admission.text;
  throw new MemoryError('refused', admission.reason, { hint: 'change the text or the admission policy' });
}
