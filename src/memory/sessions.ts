/**
 * What extraction and segmentation remember between turns, per user scope and per session. It is a cache: after a
 * restart or a conflict it is rebuilt from the turns that led to it.
 */
import type { StoredEntry } from '../kernel/entry.ts';
import type { RecordDraft } from '../kernel/record.ts';
import type { Turn } from '../kernel/turn.ts';
import type { Annotation } from '../plaintext/extract/annotation.ts';
import { ExtractContext } from '../plaintext/extract/extract-context.ts';
import { extractTurns } from '../plaintext/extract/extract-turns.ts';
import { createSegmenter, type Segmenter } from '../plaintext/extract/segment.ts';
import { kinds } from '../plaintext/index/unit-columns.ts';
import type { Engine } from './engine.ts';
import type { Settings } from './settings.ts';
import { turnText } from './units.ts';

export type Sessions = {
  extract(
    engine: Engine,
    turns: readonly Turn[],
  ): Promise<{
    readonly drafts: readonly RecordDraft[];
    /** Of those turns whose annotation owes nothing to the turns before them, so that the log alone decides the index. */
    readonly annotations: ReadonlyMap<string, Annotation>;
  }>;
  /** Episodes that these turns close. */
  segment(
    engine: Engine,
    turns: readonly Turn[],
    vectors: ReadonlyMap<string, Float32Array>,
  ): Promise<readonly RecordDraft[]>;
  /** Drops what was learned from turns that were not committed. */
  forget(turns: readonly Turn[]): void;
  follow(entries: readonly StoredEntry[]): void;
  /** Drops everything; it is rebuilt from the turns that are left. */
  clear(): void;
};

/** Most contexts and segmenters held; the longest unused is dropped and rebuilt when needed. */
const mostHeld = 64;
/** Turns that a context is rebuilt from. */
const rebuildTurns = 200;

const turnKind = kinds.indexOf('turn');
const userKey = (turn: Turn): string => turn.scope.user ?? '';
const sessionKey = (turn: Turn): string => JSON.stringify([turn.scope.user ?? '', turn.scope.session ?? '']);

export function createSessions(settings: Settings): Sessions {
  const contexts = new Map<string, ExtractContext>();
  const segmenters = new Map<string, Segmenter>();

  const contextFor = async (engine: Engine, turn: Turn): Promise<ExtractContext> => {
    const key = userKey(turn);
    const held = take(contexts, key);
    if (held !== undefined) return held;
    const context = new ExtractContext({ zone: settings.zone });
    const before = await turnsBefore(engine, turn, { count: rebuildTurns });
    extractTurns(before, context);
    hold(contexts, key, context);
    return context;
  };

  const segmenterFor = async (engine: Engine, turn: Turn): Promise<Segmenter> => {
    const key = sessionKey(turn);
    const held = take(segmenters, key);
    if (held !== undefined) return held;
    const segmenter = createSegmenter();
    const { counts, episodeEnds } = engine.state;
    const isNew = turn.scope.session !== undefined && !counts.sessions.has(turn.scope.session);
    const after = episodeEnds.get(key) ?? 0;
    const open = isNew ? [] : await turnsBefore(engine, turn, { count: 20, sameSitting: true, after });
    const vectors = await engine.applying.vectorsAt(
      engine.state.embedder,
      open.map((other) => ({ seq: other.seq, text: turnText(other) })),
    );
    for (const [index, other] of open.entries()) segmenter.push(other, vectors[index]);
    hold(segmenters, key, segmenter);
    return segmenter;
  };

  return {
    async extract(engine, turns) {
      const drafts: RecordDraft[] = [];
      const annotations = new Map<string, Annotation>();
      for (const group of runsOf(turns, userKey)) {
        const context = await contextFor(engine, group[0] as Turn);
        const result = extractTurns(group, context);
        drafts.push(...result.drafts);
        group.forEach((turn, index) => {
          const annotation = result.annotations[index];
          if (annotation !== undefined && !leansOnContext(turn, context)) annotations.set(turn.id, annotation);
        });
      }
      return { drafts, annotations };
    },

    async segment(engine, turns, vectors) {
      const drafts: RecordDraft[] = [];
      for (const turn of turns) {
        const segmenter = await segmenterFor(engine, turn);
        drafts.push(...segmenter.push(turn, vectors.get(turn.id)));
        // A sitting is over when the same user begins another one.
        for (const [key, other] of segmenters) {
          if (other !== segmenter && JSON.parse(key)[0] === userKey(turn)) {
            drafts.push(...other.flush());
            segmenters.delete(key);
          }
        }
      }
      return drafts;
    },

    forget(turns) {
      // Contexts may keep what they learned: the same turns are decided on again right away.
      for (const turn of turns) segmenters.delete(sessionKey(turn));
    },

    clear() {
      contexts.clear();
      segmenters.clear();
    },

    follow(entries) {
      for (const entry of entries) {
        if (entry.kind !== 'turn') continue;
        const context = contexts.get(userKey(entry.turn));
        if (context !== undefined) extractTurns([entry.turn], context);
        segmenters.delete(sessionKey(entry.turn));
      }
    },
  };
}

/** Names that were learned earlier, and blanked echoes, make an annotation that the text alone does not give. */
function leansOnContext(turn: Turn, context: ExtractContext): boolean {
  if (turn.meta?.['echoes'] !== undefined) return true;
  if (context.aliases.size === 0) return false;
  const text = turn.text.toLowerCase();
  for (const alias of context.aliases.keys()) if (text.includes(alias)) return true;
  return false;
}

function take<T>(map: Map<string, T>, key: string): T | undefined {
  const value = map.get(key);
  if (value === undefined) return undefined;
  map.delete(key);
  map.set(key, value);
  return value;
}

function hold<T>(map: Map<string, T>, key: string, value: T): void {
  map.set(key, value);
  const oldest = map.keys().next();
  if (map.size > mostHeld && oldest.done !== true) map.delete(oldest.value);
}

/** Consecutive turns with the same key. */
function runsOf(turns: readonly Turn[], key: (turn: Turn) => string): Turn[][] {
  const runs: Turn[][] = [];
  let last: string | undefined;
  for (const turn of turns) {
    const current = key(turn);
    if (current === last) runs.at(-1)?.push(turn);
    else runs.push([turn]);
    last = current;
  }
  return runs;
}

type Looked = {
  readonly count: number;
  /** Only turns of its session, beside those of its user. Default false. */
  readonly sameSitting?: boolean;
  /** Log position at which to stop looking. Default 0. */
  readonly after?: number;
};

/** Log positions that are looked back over. */
const lookedBack = 2_000;

/**
 * The last turns of the same user before `turn`, oldest first. The index says where they are, so that nothing else is
 * read: where sittings take turns, most have nothing open.
 */
async function turnsBefore(engine: Engine, turn: Turn, looked: Looked): Promise<Turn[]> {
  const { count, sameSitting = false, after = 0 } = looked;
  const { units } = engine.state.index;
  const last = Math.min(turn.seq - 1, engine.cube.head.seq);
  const first = Math.max(after, last - lookedBack);
  const { user = '', session = '' } = turn.scope;
  const seqs: number[] = [];
  for (let document = 0; document < units.documents; document++) {
    const seq = units.seq.data[document] as number;
    if (seq <= first || seq > last || units.alive.data[document] !== 1) continue;
    if (units.kind.data[document] !== turnKind || (units.name(units.user, document) ?? '') !== user) continue;
    if (!sameSitting || (units.name(units.session, document) ?? '') === session) seqs.push(seq);
  }
  seqs.sort((a, b) => a - b);
  const entries = await engine.cube.at(seqs.slice(-count));
  return entries.flatMap((entry) => (entry?.kind === 'turn' ? [entry.turn] : []));
}
