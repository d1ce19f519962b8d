/** `recall` over the engine: catch up, run the channels, fetch the texts, note what was given out. */
import { isMemoryError } from '../errors/index.ts';
import type { StoredEntry } from '../kernel/entry.ts';
import { recallUnits } from '../plaintext/recall/recall.ts';
import type { Hit, RecallOptions, RecallResult } from '../plaintext/recall/types.ts';
import type { Embedder } from '../ports/index.ts';
import { checkInput, checkQuery } from './checks.ts';
import type { Engine } from './engine.ts';
import { markOutdated } from './state/mark-outdated.ts';
import { turnText } from './units.ts';
import { isFree } from './vectors/embedding-space.ts';

/** How much of its score a faded memory keeps. */
const fadedShare = 0.5;
/** Share of the best score from which a hit counts as used. */
const usedShare = 0.5;

export async function recallFrom(engine: Engine, query: string, options: RecallOptions = {}): Promise<RecallResult> {
  checkQuery(query);
  checkInput('recall options', options);
  const asked = await askedBefore(engine, query, options.signal);
  return engine.exclusive(async () => {
    const started = performance.now();
    const { state, cube, settings } = engine;
    const limit = options.limit ?? 10;
    const faded = await engine.retention.weights();
    const weights = options.archived === true ? faded.deepWeights : faded.weights;
    const lowered = state.faded.size + weights.size;
    const outcome = await recallUnits(
      state.index,
      query,
      { ...options, limit: lowered === 0 ? limit : limit + Math.min(lowered, limit) },
      {
        embedQuery: async (text) =>
          asked.space !== undefined && asked.space === state.embedder?.id
            ? asked.vector
            : await queryVector(state.embedder, text, options.signal),
        ...(state.embedder !== undefined && isFree(state.embedder)
          ? { embedWord: (word) => queryVector(state.embedder, word, options.signal) }
          : {}),
        now: options.now ?? settings.clock.now(),
        zone: settings.zone,
      },
    );
    const ranked = outcome.ranked
      .map((hit) => {
        const factor = (state.faded.has(hit.id) ? fadedShare : 1) * (weights.get(hit.id) ?? 1);
        return factor === 1 ? hit : { ...hit, score: hit.score * factor };
      })
      .filter((hit) => weights.get(hit.id) !== 0)
      .sort((a, b) => b.score - a.score)
      .slice(0, limit);
    const entries = await fetchItems(
      engine,
      ranked.map((hit) => hit.id),
    );
    const found = ranked.flatMap((hit, index): Hit[] => {
      const entry = entries[index];
      const item = entry === undefined ? undefined : toHit(entry);
      if (item === undefined) return [];
      return [{ ...item, score: hit.score, ...(options.explain === true ? { channels: hit.channels } : {}) }];
    });
    const { hits, unread } = await markOutdated(found, state, readInRecall);
    engine.unmarked.note(settings.clock.now(), unread);
    engine.noteRecalled(hits);
    engine.retention.note(usedBy(hits), settings.clock.now());
    const ms = performance.now() - started;
    settings.notify({ type: 'recall-answered', cube: cube.id, hits: hits.length, ms });
    return {
      hits,
      confidence: outcome.confidence,
      abstain: outcome.abstain,
      strategy: outcome.strategy,
      strategyReason: outcome.strategyReason,
      checks: outcome.checks,
      passes: outcome.passes,
      ms,
      warnings: unread ? [...asked.warnings, unreadWarning] : asked.warnings,
      ...(options.explain === true ? { parsed: outcome.parsed, timings: outcome.timings } : {}),
    };
  });
}

/** Statements of a speaker that a recall reads on its way, some milliseconds; more are left to who asks for states. */
const readInRecall = 200;
const unreadWarning =
  'some hits do not say what no longer holds: too many statements of their speakers have not been read yet; `memory.state.tracks()` reads them';

/** Hits that count as used: those near the best one, not the tail that fills the list. */
function usedBy(hits: readonly Hit[]): string[] {
  const least = (hits[0]?.score ?? 0) * usedShare;
  return hits.filter((hit) => hit.score >= least).map((hit) => hit.id);
}

const queryVector = async (
  embedder: Embedder | undefined,
  text: string,
  signal: AbortSignal | undefined,
): Promise<Float32Array | undefined> =>
  (await embedder?.embed([text], { as: 'query', ...(signal === undefined ? {} : { signal }) }))?.[0];

type Asked = {
  readonly space?: string;
  readonly vector?: Float32Array | undefined;
  readonly warnings: readonly string[];
};

/**
 * A model is asked before the memory is held, so that other calls do not wait for it. One that does not answer takes
 * away the dense channel, with a warning, and nothing else.
 */
async function askedBefore(engine: Engine, query: string, signal: AbortSignal | undefined): Promise<Asked> {
  const { embedder } = engine.state;
  if (embedder === undefined) return { warnings: ['no embedder is configured: the dense channel is off'] };
  if (isFree(embedder)) return { warnings: [] };
  try {
    return { space: embedder.id, vector: await queryVector(embedder, query, signal), warnings: [] };
  } catch (error) {
    if (!isMemoryError(error, 'unavailable')) throw error;
    return { space: embedder.id, warnings: [`the dense channel is off: ${error.message}`] };
  }
}

/** Newest versions by id, turns and records alike. */
async function fetchItems(engine: Engine, ids: readonly string[]): Promise<(StoredEntry | undefined)[]> {
  const { units } = engine.state.index;
  const seqs = ids.map((id) => {
    const document = units.find(id);
    return document < 0 ? undefined : units.seq.data[document];
  });
  const found = await engine.cube.at(seqs.flatMap((seq) => (seq === undefined ? [] : [seq])));
  const bySeq = new Map(found.map((entry) => [entry?.seq, entry]));
  return seqs.map((seq) => bySeq.get(seq));
}

/** A stored row as evidence. */
export function toHit(entry: StoredEntry): Omit<Hit, 'score'> | undefined {
  if (entry.kind === 'turn') {
    const { turn } = entry;
    return {
      id: turn.id,
      type: 'turn',
      kind: 'turn',
      text: turnText(turn),
      at: turn.at,
      ...(turn.speaker === undefined ? {} : { speaker: turn.speaker }),
      scope: turn.scope,
      sources: [turn.id],
      trust: turn.trust,
    };
  }
  if (entry.kind !== 'record') return undefined;
  const { record } = entry;
  return {
    id: record.id,
    type: 'record',
    kind: record.kind,
    text: record.text,
    at: record.valid.from ?? record.recorded.at,
    scope: record.scope,
    sources: record.sources,
    trust: record.trust,
  };
}
