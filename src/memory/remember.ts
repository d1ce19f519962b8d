/** `remember` and `update`: records by hand. What is remembered is logged as a turn of its own, so provenance is uniform. */
import { MemoryError } from '../errors/index.ts';
import type { MemoryRecord, RecordDraft, RecordInput } from '../kernel/record.ts';
import { derivedTurnId, turnHash } from '../kernel/turn-identity.ts';
import { admit } from '../plaintext/extract/admit.ts';
import { checkInput, checkRecord } from './checks.ts';
import type { Engine } from './engine.ts';
import type { RecordPatch } from './memory.ts';
import { reviseDrafts } from './revisions.ts';

export async function rememberRecord(
  engine: Engine,
  input: RecordInput,
  options: { readonly idempotencyKey?: string } = {},
): Promise<MemoryRecord> {
  checkRecord(input);
  engine.mustWrite();
  const { settings, cube } = engine;
  const admission = admit({ text: input.text, role: 'user', source: 'user' }, settings.admission, engine.recalled());
  if (!admission.admitted) {
    throw new MemoryError('refused', admission.reason, { hint: 'change the text or the admission policy' });
  }
  const scope = {
    ...(input.user === undefined ? {} : { user: input.user }),
    ...(input.agent === undefined ? {} : { agent: input.agent }),
    ...(input.session === undefined ? {} : { session: input.session }),
  };
  const at = settings.clock.now();
  const said = { scope, role: 'user' as const, text: admission.text, at };
  const turnId =
    options.idempotencyKey === undefined
      ? settings.ids.next('turn')
      : derivedTurnId({ ...said, at: 0 }, `remember ${options.idempotencyKey}`);

  return engine.decide(async () => {
    const known = await rememberedBefore(engine, turnId);
    if (known !== undefined) return known;
    const draft: RecordDraft = {
      kind: input.kind,
      text: admission.text,
      data: input.data ?? {},
      scope,
      sources: [turnId],
      valid: input.valid ?? { from: at },
      confidence: input.confidence ?? 1,
      importance: input.importance ?? 0.5,
      trust: admission.trust,
    };
    const revised = reviseDrafts([draft], engine.state.facts, settings);
    const turn = {
      ...said,
      id: turnId,
      source: 'user' as const,
      trust: admission.trust,
      marks: admission.marks,
      hash: turnHash(said),
      meta: { remembered: input.kind },
    };
    const stored = await engine.commit([
      { kind: 'turn', turn },
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

/** What an earlier call with the same key wrote. */
async function rememberedBefore(engine: Engine, turnId: string): Promise<MemoryRecord | undefined> {
  const [turn] = await engine.cube.latest('turn', [turnId]);
  if (turn?.kind !== 'turn') return undefined;
  // Its record was appended right behind it, in the same commit.
  const following = await engine.cube.at(Array.from({ length: 8 }, (_, index) => turn.seq + 1 + index));
  const record = following.find((entry) => entry?.kind === 'record' && entry.record.sources.includes(turnId));
  if (record?.kind !== 'record') return undefined;
  const [latest] = await engine.cube.latest('record', [record.record.id]);
  return latest?.kind === 'record' ? latest.record : undefined;
}

export async function updateRecord(engine: Engine, id: string, patch: RecordPatch): Promise<MemoryRecord> {
  checkInput('patch', patch);
  engine.mustWrite();
  return engine.decide(async () => {
    const [entry] = await engine.cube.latest('record', [id]);
    if (entry?.kind !== 'record') {
      const [turn] = await engine.cube.latest('turn', [id]);
      throw new MemoryError(
        turn === undefined ? 'not_found' : 'refused',
        turn === undefined ? 'no record has this id' : 'turns are never changed',
        {
          details: { id: id.slice(0, 80) },
          hint:
            turn === undefined
              ? '`palimpsest list` shows the ids'
              : 'observe the correction as a new turn, or forget this one',
        },
      );
    }
    const { record } = entry;
    if (record.status === 'frozen' && patch.status === undefined) {
      throw new MemoryError('refused', 'this record is frozen', { hint: "update its status to 'activated' first" });
    }
    const { reason = 'updated by hand', ...fields } = patch;
    const set = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    const [stored] = await engine.commit([
      { kind: 'record', record: { ...record, ...set, version: record.version + 1, reason } },
    ]);
    if (stored?.kind !== 'record') throw new MemoryError('internal', 'a record was written and not read back');
    return stored.record;
  });
}
