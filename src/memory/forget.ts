/**
 * Forgetting by hand: a selector names turns and records; what derives from them follows; fade, archive or erase.
 *
 * Archive and fade are reversible and write new versions and marks. Erase removes content (of every version) and
 * leaves a receipt; the hash chain stays verifiable because it holds salted digests only.
 */
import { MemoryError } from '../errors/index.ts';
import type { NewEntry, TurnMark } from '../kernel/entry.ts';
import type { MemoryRecord } from '../kernel/record.ts';
import { toInstant } from '../kernel/time.ts';
import type { ErasureHook, NotedErasure } from '../ports/index.ts';
import { checkInput, checkQuery } from './checks.ts';
import type { Engine } from './engine.ts';
import { beginErasure, completeErasure } from './erase/carry-out.ts';
import { close, type Found, goBack, target } from './erase/closure.ts';
import type { ForgetOptions, ForgetReport, ForgetSelector } from './erase/erase-types.ts';
import { finishReceipt, noteHook } from './erase/finish-receipt.ts';
import { namesOf } from './erase/mentions.ts';
import { type Beside, namedBeside, nothingBeside } from './erase/named-beside.ts';
import type { ReceiptDocument } from './erase/receipt-types.ts';
import { planRederivation } from './erase/rederive.ts';
import { mustBeScope, scopeOf, scopeWarnings } from './erase/scopes.ts';
import { copiesThatName, openCopies, settleCopies } from './erase/settle-copies.ts';
import { recallFrom } from './recall.ts';

/** An earlier erasure, and what of the policy goes with it. */
export type Again = Pick<NotedErasure, 'erasure' | 'selector'> & { readonly beside: Beside };

/** `again`: the earlier erasure that is carried out once more in an older file; its receipt says so. */
export async function forget(
  engine: Engine,
  selector: ForgetSelector,
  options: ForgetOptions = {},
  again?: Again,
): Promise<ForgetReport> {
  // What is erased again may be no more than rules: no ids.
  if (again === undefined) checkInput('forget selector', selector);
  checkInput('forget options', options);
  const { mode = 'archive', dryRun = 'query' in selector, reason = 'forgotten on request' } = options;
  if (options.overrideHold === true && mode !== 'erase') {
    throw new MemoryError('invalid_input', `overrideHold does not go with mode ${mode}`, {
      hint: 'only an erasure that the law demands overrides a legal hold',
    });
  }
  checkMentions(selector, mode, options);
  const named = 'query' in selector ? await namedByQuery(engine, selector) : undefined;

  const report = await engine.decide(() =>
    carryOut(engine, selector, { ...options, mode, dryRun, reason, named, again }),
  );
  if (mode === 'erase') {
    const settled = dryRun || engine.settings.readOnly ? [] : await engine.exclusive(() => settleCopies(engine));
    const open = await engine.exclusive(() => copyWarnings(engine, selector, report));
    if (report.receipt === undefined) return { ...report, settled, warnings: [...report.warnings, ...open] };
    return finished(engine, { ...report, settled }, options.signal);
  }
  return report;
}

async function finished(engine: Engine, report: ForgetReport, signal: AbortSignal | undefined): Promise<ForgetReport> {
  const { receipt = '' } = report;
  // Others get their turn between the steps: what was begun is in the log and will be finished, whoever does it.
  await engine.decide(() => completeErasure(engine));
  const proof = await finishReceipt(engine, receipt, signal);
  const warnings = [...report.warnings, ...(proof === undefined ? [] : warningsOf(proof))];
  return { ...report, hooks: proof?.body.hooks ?? [], ...(proof === undefined ? {} : { proof }), warnings };
}

/** What a dry run, or an erasure that found nothing in the cube, has to say about copies. */
async function copyWarnings(engine: Engine, selector: ForgetSelector, report: ForgetReport): Promise<string[]> {
  if (report.receipt !== undefined) return [];
  const open = new Set([...(await openCopies(engine)).values()].flat());
  const warnings = [...open].map((path) => `${path} is not covered by an earlier erasure`);
  if ('subject' in selector && report.selected.length + report.derived.length === 0) {
    for (const { path, times } of await copiesThatName(engine, namesOf(engine, selector.subject))) {
      warnings.push(`the name stands in ${path}, ${times === 1 ? 'once' : `${times} times`}`);
    }
  }
  return warnings;
}

function checkMentions(selector: ForgetSelector, mode: ForgetOptions['mode'], options: ForgetOptions): void {
  const { mentions, includeMentions } = options;
  const isBySubject = mode === 'erase' && 'subject' in selector;
  const given = mentions !== undefined ? 'mentions' : includeMentions !== undefined ? 'includeMentions' : undefined;
  if (given !== undefined && !isBySubject) {
    throw new MemoryError('invalid_input', `${given} goes with an erasure by subject only`, {
      hint: "forget({ subject }, { mode: 'erase', mentions: 'redact' })",
    });
  }
  const includes = Array.isArray(includeMentions) ? includeMentions.length > 0 : includeMentions === true;
  if (includes && mentions === 'keep') {
    throw new MemoryError('invalid_input', "includeMentions does not go with mentions: 'keep'", {
      hint: 'leave one of them out',
    });
  }
}

type Decided = ForgetOptions & {
  readonly mode: NonNullable<ForgetOptions['mode']>;
  readonly dryRun: boolean;
  readonly reason: string;
  readonly named: ReadonlySet<string> | undefined;
  readonly again: Again | undefined;
};

async function carryOut(engine: Engine, selector: ForgetSelector, options: Decided): Promise<ForgetReport> {
  const { mode, dryRun, reason, overrideHold = false, mentions, includeMentions, scan = true } = options;
  // One at a time: what was cut off is finished before anything is looked for.
  if (mode === 'erase' && !dryRun && !engine.settings.readOnly) await completeErasure(engine);
  const scope = 'subject' in selector ? await scopeOf(engine, selector.subject, options.signal) : undefined;
  if (scope !== undefined) mustBeScope(scope);
  const closure = await close(engine, selector, options);
  const isErasure = mode === 'erase';
  const { subject } = 'subject' in selector && isErasure ? selector : { subject: undefined };
  const { selected, derived, reverted } = closure;
  const isGone = (id: string): boolean => selected.has(id) || derived.has(id) || reverted.has(id);
  const beside =
    subject === undefined
      ? (options.again?.beside ?? nothingBeside)
      : await namedBeside(engine, { subject, nicknames: closure.nicknames }, isGone);
  const isNothing = closure.selected.size + closure.derived.size + beside.blobs.size + beside.seqs.length === 0;
  const report = {
    dryRun,
    mode,
    selected: [...closure.selected].map(target),
    mentioned: [...closure.mentioned],
    possibleMentions: [...closure.possible].map(target),
    derived: [...closure.derived].map(target),
    reverted: [...closure.reverted].flatMap(([id, one]) => (one.newest === one.good ? [] : [target([id, one.good])])),
    rederived: isErasure ? (await planRederivation(engine, closure)).shown : [],
    beside: beside.shown,
    kept: closure.kept,
    warnings: isNothing || scope === undefined ? [] : scopeWarnings(scope),
  };
  if (dryRun || isNothing) return { ...report, seq: engine.cube.head.seq };
  engine.mustWrite();
  if (isErasure) {
    const bySubject = subject === undefined ? {} : { subject };
    const asked = {
      selector: options.again?.selector ?? describeSelector(selector),
      ...(options.again === undefined ? {} : { again: options.again.erasure }),
      overrideHold,
      ...('subject' in selector ? { mentions: mentions ?? ('erase' as const) } : {}),
      ...(scope === undefined || scope.isOwn ? {} : { ownScope: false as const }),
      ...(includeMentions === undefined || includeMentions === false
        ? {}
        : { includeMentions: includeMentions === true ? ('all' as const) : ('some' as const) }),
    };
    const receipt = await beginErasure(engine, closure, { ...bySubject, reason, asked, scan, beside });
    return { ...report, receipt, seq: engine.cube.head.seq };
  }
  const affected = [...closure.selected.values(), ...closure.derived.values()];
  const down = affected.flatMap((found) => standDown(engine, found, mode, reason));
  const back = [...closure.reverted.values()].flatMap((one) => goBack(one));
  if (down.length + back.length > 0) await engine.commit([...down, ...back]);
  return { ...report, seq: engine.cube.head.seq };
}

/** What whoever erases has to know at once. */
function warningsOf({ body, signature }: ReceiptDocument): string[] {
  const { scan, hooks, copies } = body;
  const found = scan === undefined ? 0 : scan.hits.text + scan.hits.words + scan.hits.vectors;
  const open = copies.filter(({ outcome }) => outcome === 'not covered');
  const owed = hooks.filter(({ state }) => state === 'owed');
  return [
    ...(found === 0 ? [] : [`the scan found residue in ${found} places, for example: ${scan?.places[0] ?? ''}`]),
    ...open.map(({ path, why }) => `${path} is not covered: ${why}`),
    ...owed.map(({ name }) => `${name} did not erase what it has (it is not there, or it failed); it is owed a call`),
    ...(signature === undefined ? ['the receipt is not signed: this memory has no signing key'] : []),
  ];
}

async function namedByQuery(
  engine: Engine,
  selector: Extract<ForgetSelector, { query: string }>,
): Promise<ReadonlySet<string>> {
  checkQuery(selector.query);
  const { threshold = 0.5, limit = 50 } = selector;
  const { hits } = await recallFrom(engine, selector.query, { limit });
  const best = hits[0]?.score ?? 0;
  return new Set(hits.filter((hit) => hit.score >= threshold * best).map((hit) => hit.id));
}

/** What a receipt may say about a selector: never the query's text, which is memory content. */
function describeSelector(selector: ForgetSelector): string {
  if ('ids' in selector) return `${selector.ids.length} ids`;
  if ('query' in selector) return 'query';
  if ('before' in selector) return `before ${new Date(toInstant(selector.before)).toISOString()}`;
  if ('source' in selector) return 'source';
  return 'subject' in selector ? 'subject' : 'session';
}

/** The entry that takes one thing out of recall (archive) or lowers its rank (fade). */
export function standDown(engine: Engine, found: Found, mode: 'fade' | 'archive', reason: string): NewEntry[] {
  if (found.turn !== undefined) {
    const standing = mode === 'fade' ? 'faded' : 'archived';
    const before = engine.state.standing(found.turn.id);
    // Archived is further down than faded: fading brings nothing back.
    if (before === standing || before === 'archived') return [];
    if (mode === 'fade' && before === 'quarantined') return [];
    const mark: TurnMark = {
      id: found.turn.id,
      version: engine.state.markVersion(found.turn.id) + 1,
      standing,
      reason,
    };
    return [{ kind: 'mark', mark }];
  }
  if (found.record === undefined) return [];
  const { record } = found;
  if (record.status === 'archived') return [];
  const change: Partial<MemoryRecord> =
    mode === 'fade'
      ? { retention: { ...record.retention, strength: record.retention.strength / 4 } }
      : { status: 'archived' };
  return [{ kind: 'record', record: { ...record, ...change, version: record.version + 1, reason } }];
}

/** Registers a hook, and calls it at once for the erasures that it has missed. */
export function onErase(engine: Engine, hook: ErasureHook): () => void {
  const unregister = engine.hooks.register(hook);
  const settle = engine.exclusive(async () => {
    if (engine.settings.readOnly) return;
    await engine.hooks.remember();
    for (const { erasure, outcome } of await engine.hooks.settle()) await noteHook(engine, erasure, outcome);
  });
  // Whoever registers does not wait for it: what fails is owed as before.
  settle.catch((error: unknown) => {
    const message = `erasures that hook ${hook.name} missed are still owed: ${error instanceof Error ? error.message : 'unknown'}`;
    engine.settings.notify({ type: 'warning-raised', cube: engine.cube.id, message });
  });
  return unregister;
}
