/** `observe`: admit, tell known turns from new ones, derive, commit in durable batches, index. */
import { throwIfAborted } from '../errors/index.ts';
import type { Scope } from '../kernel/scope.ts';
import { toInstant } from '../kernel/time.ts';
import type { SourceClass, Turn, TurnInput } from '../kernel/turn.ts';
import { derivedTurnId, keyedTurnId, turnHash } from '../kernel/turn-identity.ts';
import { admit, type EchoSpan } from '../plaintext/extract/admit.ts';
import { checkInput, checkTurn } from './checks.ts';
import type { Engine } from './engine.ts';
import type { ObserveOptions, ObserveResult } from './memory.ts';

/** Turns per commit: large enough that the flush to disk does not dominate, small enough that readers wait little. */
const batchTurns = 256;

type NewTurn = Omit<Turn, 'seq' | 'cube'>;

const sourceByRole: Readonly<Record<Turn['role'], SourceClass>> = {
  user: 'user',
  assistant: 'assistant',
  tool: 'tool',
  system: 'document',
};

export async function observeTurns(
  engine: Engine,
  given: TurnInput | readonly TurnInput[],
  options: ObserveOptions = {},
): Promise<ObserveResult> {
  const inputs = Array.isArray(given) ? (given as readonly TurnInput[]) : [given as TurnInput];
  inputs.forEach(checkTurn);
  checkInput('observe options', options);
  const neighborTime = timesOfUndated(inputs);
  engine.mustWrite();
  const started = performance.now();
  const ids: (string | undefined)[] = [];
  const refused: { index: number; reason: string }[] = [];
  const warnings: string[] = [];
  const occurrences = new Map<string, number>();
  let added = 0;
  let known = 0;
  let derived = 0;

  for (let from = 0; from < inputs.length; from += batchTurns) {
    throwIfAborted(options.signal);
    const slice = inputs.slice(from, from + batchTurns);
    const turns = new Map<string, NewTurn>();
    const secrets = await idSecretsOf(engine, slice);
    slice.forEach((input, offset) => {
      const index = from + offset;
      const at = neighborTime[index];
      const dated = input.at === undefined && at !== undefined ? { ...input, at } : input;
      const outcome = prepare(engine, dated, {
        index,
        secret: secrets.get(input.user) as Uint8Array,
        key: options.idempotencyKey,
        occurrences,
      });
      if ('reason' in outcome) {
        ids.push(undefined);
        refused.push({ index, reason: outcome.reason });
        engine.settings.notify({
          type: 'turn-refused',
          cube: engine.cube.id,
          id: input.id ?? '',
          reason: outcome.reason,
        });
        return;
      }
      ids.push(outcome.id);
      if (turns.has(outcome.id)) known += 1;
      else turns.set(outcome.id, outcome);
    });
    const batch = [...turns.values()];
    const result = await engine.decide(() => engine.write.observe(engine, batch, options.derive ?? 'now'));
    added += result.added;
    known += batch.length - result.added;
    derived += result.derived;
    warnings.push(...result.warnings);
    await engine.exclusive(() => engine.save());
    options.onProgress?.(Math.min(from + batchTurns, inputs.length), inputs.length);
  }
  engine.settings.notify({
    type: 'turns-observed',
    cube: engine.cube.id,
    count: added,
    ms: performance.now() - started,
  });
  return { ids, added, known, refused, derived, warnings, seq: engine.cube.head.seq };
}

/**
 * An undated turn among dated ones was said when the one before it was (at the start: the one after it), and not now.
 * Where no turn of the call has a time, none gets one here.
 */
function timesOfUndated(inputs: readonly TurnInput[]): (number | undefined)[] {
  const first = inputs.find((input) => input.at !== undefined)?.at;
  let last = first === undefined ? undefined : toInstant(first);
  return inputs.map((input) => {
    if (input.at !== undefined) last = toInstant(input.at);
    return last;
  });
}

/** Where a turn stands in its call, and what its id is made of where it brings none. */
type Place = {
  readonly index: number;
  readonly key: string | undefined;
  readonly secret: Uint8Array;
  readonly occurrences: Map<string, number>;
};

async function idSecretsOf(
  { cube }: Engine,
  inputs: readonly TurnInput[],
): Promise<ReadonlyMap<string | undefined, Uint8Array>> {
  const secrets = new Map<string | undefined, Uint8Array>();
  for (const { user } of inputs) if (!secrets.has(user)) secrets.set(user, await cube.idSecret(user));
  return secrets;
}

function prepare(engine: Engine, input: TurnInput, place: Place): NewTurn | { readonly reason: string } {
  const { settings } = engine;
  const role = input.role ?? 'user';
  const source = input.source ?? sourceByRole[role];
  const told = { text: input.text, role, source, rules: settings.trust };
  const admission = admit(told, settings.admission, engine.recalled());
  if (!admission.admitted) return { reason: admission.reason };
  const zone = input.zone ?? (settings.zone === 'UTC' ? undefined : settings.zone);
  const scope: Scope = {
    ...(input.user === undefined ? {} : { user: input.user }),
    ...(input.agent === undefined ? {} : { agent: input.agent }),
    ...(input.session === undefined ? {} : { session: input.session }),
  };
  const said = {
    scope,
    role,
    ...(input.speaker === undefined ? {} : { speaker: input.speaker }),
    text: admission.text,
    at: input.at === undefined ? settings.clock.now() : toInstant(input.at),
  };
  const hash = turnHash(said);
  return {
    id: input.id ?? turnId(engine, { ...said, hash }, input.at !== undefined, place),
    ...said,
    ...(zone === undefined ? {} : { zone }),
    source,
    trust: admission.trust,
    marks: admission.marks,
    hash,
    ...metaOf(input, admission.echoes),
  };
}

/** The caller's own fields, and which spans of the text are echoes of recall. */
function metaOf(input: TurnInput, echoes: readonly EchoSpan[]): Pick<NewTurn, 'meta'> {
  if (echoes.length === 0) return input.meta === undefined ? {} : { meta: input.meta };
  return { meta: { ...input.meta, echoes: echoes.map(({ start, end }) => [start, end]) } };
}

/** By the caller's key and position; else by content and time, counting repetitions; else (no time given) a fresh one. */
function turnId(
  engine: Engine,
  said: Parameters<typeof derivedTurnId>[0] & { readonly hash: string },
  timed: boolean,
  { index, key, secret, occurrences }: Place,
): string {
  if (key !== undefined) return keyedTurnId(key, index, secret);
  if (!timed) return engine.settings.ids.next('turn');
  const occurrence = occurrences.get(said.hash) ?? 0;
  occurrences.set(said.hash, occurrence + 1);
  return derivedTurnId(said, occurrence, secret);
}
