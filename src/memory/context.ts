/** `context`: instructions and profile as a stable prefix, what was learned since as deltas, recalled evidence as the tail. */
import type { MemoryRecord } from '../kernel/record.ts';
import { scopeMatches } from '../kernel/scope.ts';
import { type ContextLine, type PackState, packContext } from '../plaintext/recall/pack.ts';
import { isLive } from '../plaintext/revise/fact-state.ts';
import { ownWord } from '../plaintext/trust/trust-policy.ts';
import { checkInput, checkQuery } from './checks.ts';
import type { Engine } from './engine.ts';
import type { ContextOptions, ContextResult } from './memory.ts';
import { readThread, saveThread } from './past/thread-history.ts';
import { recallFrom } from './recall.ts';
import { circumstancesFor, isPlanning } from './state/circumstances.ts';

/** Records with less trust stay out of the prefix: what a document says about the user is evidence, and no profile. */
const trustedFrom = 0.7;
/** Hits offered to the packer; the budget decides how many it takes. */
const offeredHits = 40;
/** Threads whose state is held in memory. */
const mostThreads = 256;

export async function contextFor(engine: Engine, query: string, options: ContextOptions = {}): Promise<ContextResult> {
  checkQuery(query);
  checkInput('context options', options);
  const {
    budgetTokens = 2_000,
    thread: name = options.scope?.session ?? 'default',
    recut = false,
    ...recall
  } = options;
  // One owner's prefix never serves another, whatever the thread is called.
  const thread = JSON.stringify([options.scope?.user ?? '', options.scope?.agent ?? '', name]);
  const result = await recallFrom(engine, query, { limit: offeredHits, ...recall });
  return engine.decide(async () => {
    const previous = await threadState(engine, thread);
    const circumstances = isPlanning(query) ? await circumstancesFor(engine, query, options.scope) : undefined;
    const packed = await packContext(
      {
        instructions: linesOf(engine, 'instruction', options),
        profile: [...linesOf(engine, 'fact', options), ...linesOf(engine, 'preference', options)],
        hits: result.hits,
        ...(circumstances === undefined ? {} : { circumstances }),
      },
      { budgetTokens, recut, quoted: engine.settings.trust.on, ...(previous === undefined ? {} : { previous }) },
    );
    await keepThread(engine, thread, packed.state, previous);
    const byId = new Map(result.hits.map((hit) => [hit.id, hit]));
    engine.noteRecalled([{ text: packed.text, trust: 1 }]);
    return {
      text: packed.text,
      tokens: packed.tokens,
      sections: packed.sections,
      cachedShare: packed.cachedShare,
      hits: packed.hits.flatMap((id) => byId.get(id) ?? []),
      confidence: result.confidence,
      abstain: result.abstain,
      ...(circumstances === undefined ? {} : { circumstances }),
      warnings: [...result.warnings, ...packed.warnings],
    };
  });
}

function linesOf(engine: Engine, kind: 'instruction' | 'fact' | 'preference', options: ContextOptions): ContextLine[] {
  const { scope = {} } = options;
  // A conversation is one thread of a user's memory: what holds for the user holds in it.
  const { session, ...owner } = scope;
  // An order that came in with a web page, or that an assistant gave itself, is not an order.
  const trusted = kind === 'instruction' ? ownWord : trustedFrom;
  return engine.state.facts
    .find(kind, { scope: owner })
    .filter((record) => isLive(record) && record.trust >= trusted && scopeMatches(record.scope, owner))
    .map((record) => ({ id: record.id, text: lineText(record), recordedAt: firstRecorded(engine, record), kind }));
}

function lineText(record: MemoryRecord): string {
  const denied = record.kind === 'fact' && record.data['polarity'] === 'negative';
  // Most sentences say so by themselves: "does not live in Ghent any more".
  return denied && !/\b(?:not|no longer|never|has given up|has recovered)\b/.test(record.text)
    ? `${record.text} (no longer)`
    : record.text;
}

function firstRecorded(engine: Engine, record: MemoryRecord): number {
  return engine.state.facts.versions(record.id)[0]?.recorded.at ?? record.recorded.at;
}

async function threadState(engine: Engine, thread: string): Promise<PackState | undefined> {
  const held = engine.threads.get(thread);
  if (held !== undefined) return held;
  const { readOnly, threadsBefore } = engine.settings;
  if (readOnly && threadsBefore === undefined) return undefined;
  return readThread(engine.cube.store, thread, threadsBefore);
}

/** The stable part is saved when it changed, so that a restart does not cost the provider's cache. */
async function keepThread(
  engine: Engine,
  thread: string,
  state: PackState,
  previous: PackState | undefined,
): Promise<void> {
  const { readOnly, clock } = engine.settings;
  const isSame =
    previous !== undefined && previous.epoch === state.epoch && previous.deltas.length === state.deltas.length;
  // Saved first: what cannot be saved is rendered again, from what it was.
  if (!readOnly && !isSame) await saveThread(engine.cube, thread, { previous, next: state, at: clock.now() });
  engine.threads.delete(thread);
  engine.threads.set(thread, state);
  const oldest = engine.threads.keys().next();
  if (engine.threads.size > mostThreads && oldest.done !== true) engine.threads.delete(oldest.value);
}
