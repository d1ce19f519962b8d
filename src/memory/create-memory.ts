/** The `Memory` object over an engine: every verb is a function in a file of its own. */
import { activationTier } from './activation/activation-tier.ts';
import { askMemory } from './ask.ts';
import { chooseFrom } from './choose.ts';
import { consolidateMemory } from './consolidate.ts';
import { contextFor } from './context.ts';
import { backupMemory } from './encryption/backup-memory.ts';
import { memoryKeys } from './encryption/memory-keys.ts';
import type { Engine } from './engine.ts';
import { noteCopy } from './erase/known-copies.ts';
import type { Reapplied } from './erase/reapply.ts';
import { receiptsOf } from './erase/receipts.ts';
import { factQueries } from './facts.ts';
import { holdItems, releaseItems, restoreItems } from './fading/holds.ts';
import { policiesOf } from './fading/policies.ts';
import { tickMemory } from './fading/tick.ts';
import { forget, onErase } from './forget.ts';
import { importLines } from './import-lines.ts';
import { runJobs } from './jobs.ts';
import { diffMemory, exportLines, getItem, listItems, recordHistory } from './list.ts';
import type { Memory } from './memory.ts';
import { observeTurns } from './observe.ts';
import { viewAsOf } from './past/as-of.ts';
import { profileOf } from './profile.ts';
import { recallFrom } from './recall.ts';
import { rememberRecord, updateRecord } from './remember.ts';
import { memoryState } from './state/memory-state.ts';
import { reviewQueue } from './trust/review.ts';
import { embedderControl } from './vectors/reembed.ts';
import { memoryStats, verifyMemory } from './verify.ts';

/** `reapplied`: erasures that opening carried out again. */
export function createMemory(engine: Engine, reapplied: readonly Reapplied[] = []): Memory {
  const { path } = engine.settings;
  const keys = memoryKeys(engine);
  return {
    cube: engine.cube.id,
    ...(path === undefined ? {} : { path }),
    readOnly: engine.settings.readOnly,
    ...(keys === undefined ? {} : { keys }),

    observe: (turns, options) => observeTurns(engine, turns, options),
    remember: (record, options) => rememberRecord(engine, record, options),
    recall: (query, options) => recallFrom(engine, query, options),
    context: (query, options) => contextFor(engine, query, options),
    ask: (query, options) => askMemory(engine, query, options),
    choose: (question, answers, options) => chooseFrom(engine, question, answers, options),
    get: (id) => engine.exclusive(() => getItem(engine, id)),
    list: (options) => engine.exclusive(() => listItems(engine, options)),
    update: (id, patch) => updateRecord(engine, id, patch),
    forget: (selector, options) => forget(engine, selector, options),
    onErase: (hook) => onErase(engine, hook),
    receipts: receiptsOf(engine, reapplied),
    restore: (ids, options) => restoreItems(engine, ids, options),
    hold: (ids, options) => holdItems(engine, ids, options),
    release: (ids, options) => releaseItems(engine, ids, options),
    policies: policiesOf(engine),
    review: reviewQueue(engine),
    tick: (options) => tickMemory(engine, options),
    consolidate: (options) => consolidateMemory(engine, options),
    history: (id) => engine.exclusive(() => recordHistory(engine, id)),
    facts: factQueries(engine),
    diff: (from, to, options) => diffMemory(engine, from, to, options),
    asOf: (point) => viewAsOf(engine, point),
    profile: (scope) => profileOf(engine, scope),
    state: memoryState(engine),
    stats: () => memoryStats(engine),
    export: (options) => exportLines(engine, options?.signal),
    import: (lines, options) => importLines(engine, lines, options?.signal),
    backup: (file, options) => backupTo(engine, file, options),
    noteExport: (file) => engine.exclusive(() => noteCopy(engine, { kind: 'export', path: file })),
    verify: (options) => verifyMemory(engine, options),
    activation: activationTier(engine),
    embedder: embedderControl(engine),
    reindex: (options) =>
      engine.exclusive(async () => {
        engine.mustWrite();
        const started = performance.now();
        await engine.rebuild(options);
        return { units: engine.state.index.size, ms: performance.now() - started };
      }),
    work: (options) => runJobs(engine, options?.signal),
    close: async () => {
      // Segments are saved while the cube can still be written.
      await engine.shelf.close();
      await engine.close();
    },
  };
}

/** The cube notes where its backups are, so that an erasure can reach them. */
async function backupTo(engine: Engine, file: string, options: Parameters<Memory['backup']>[1]): Promise<void> {
  await engine.exclusive(() => backupMemory(engine, file, options));
  const withKeys = options?.withKeys === true ? { withKeys: true } : {};
  await engine.exclusive(() => noteCopy(engine, { kind: 'backup', path: file, ...withKeys }));
}
