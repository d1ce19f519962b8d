/**
 * Cuts a stream of turns into episodes where the topic shifts or something surprises (HiMem, arXiv 2601.06377, its
 * dual-channel segmentation by a language model in a form without one). Topic: 1 - cosine between the mean vectors of
 * the last 3 and the next 3 turns above mean + 1 standard deviation of the session. Surprise: mean negative log
 * probability of a turn's words under an n-gram and cache model above mean + 2 standard deviations, a flip of mood, or
 * an announced change of subject. Either is enough; a gap of 30 minutes or a change of session always cuts. Episodes
 * have 2 to 20 turns. Deviations: the look-ahead of 3 turns delays decisions by 3 turns; the statistics need 6 values.
 */
import type { RecordDraft } from '../../kernel/record.ts';
import type { EpisodeData } from '../../kernel/record-data.ts';
import type { Turn } from '../../kernel/turn.ts';
import { episodeDraft } from './episode-draft.ts';
import { blankCode } from './sentences.ts';
import { announcesTurn, createSurpriseModel, moodOf, type SurpriseModel } from './surprise-model.ts';
import { lexicalVector, wordsOf } from './words.ts';

export type SegmenterOptions = {
  /** Turns on each side of a possible boundary. Default 3. */
  readonly window?: number;
  /** Standard deviations above the mean for a topic shift. Default 1. */
  readonly topicDeviations?: number;
  /** Standard deviations above the mean for a surprise. Default 2. */
  readonly surpriseDeviations?: number;
  /** Silence that always cuts, milliseconds. Default 1,800,000. */
  readonly gapMs?: number;
  /** Default 2. */
  readonly minTurns?: number;
  /** Default 20. */
  readonly maxTurns?: number;
  /** Switches a channel off, for comparison. Default both on. */
  readonly channels?: { readonly topic?: boolean; readonly surprise?: boolean };
};

export type Segmenter = {
  /**
   * Takes the next turn; gives the episodes that it closed. `vector`: its embedding, where there is one (all turns of a
   * session with or all without; without, hashed words stand in).
   */
  push(turn: Turn, vector?: Float32Array): readonly RecordDraft[];
  /** Closes what is open, in one session or in all. */
  flush(session?: string): readonly RecordDraft[];
};

type Item = { readonly turn: Turn; readonly vector: Float32Array; readonly surprising: boolean; readonly mood: number };
type Boundary = EpisodeData['boundary'];

/** Running mean and standard deviation (Welford). */
class Running {
  count = 0;
  mean = 0;
  #squares = 0;

  add(value: number): void {
    this.count++;
    const delta = value - this.mean;
    this.mean += delta / this.count;
    this.#squares += delta * (value - this.mean);
  }

  get deviation(): number {
    return this.count < 2 ? 0 : Math.sqrt(this.#squares / (this.count - 1));
  }
}

type Session = {
  readonly model: SurpriseModel;
  readonly topic: Running;
  readonly surprise: Running;
  /** Turns not yet in a closed episode. */
  items: Item[];
  /** Index into `items` of the first position not yet judged. */
  judged: number;
  boundary: Boundary;
  /** Turns before `items[0]` that still give context to the left. */
  left: Item[];
};

/** A segmenter for any number of interleaved sessions. */
export function createSegmenter(options: SegmenterOptions = {}): Segmenter {
  const window = options.window ?? 3;
  const minTurns = options.minTurns ?? 2;
  const maxTurns = options.maxTurns ?? 20;
  const gapMs = options.gapMs ?? 1_800_000;
  const useTopic = options.channels?.topic ?? true;
  const useSurprise = options.channels?.surprise ?? true;
  const sessions = new Map<string, Session>();

  const open = (boundary: Boundary): Session => ({
    model: createSurpriseModel(),
    topic: new Running(),
    surprise: new Running(),
    items: [],
    judged: 1,
    boundary,
    left: [],
  });

  const close = (session: Session, count: number, next: Boundary): RecordDraft => {
    const closed = session.items.slice(0, count);
    const draft = episodeDraft(
      closed.map((one) => one.turn),
      session.boundary,
    );
    session.left = closed.slice(-window);
    session.items = session.items.slice(count);
    session.judged = 1;
    session.boundary = next;
    return draft;
  };

  /** Judges the boundary before `items[i]`; all of its right window is known. */
  const judge = (session: Session, i: number): Boundary | undefined => {
    const { items, topic } = session;
    const before = [...session.left, ...items.slice(0, i)].slice(-window);
    const after = items.slice(i, i + window);
    const shift = 1 - cosine(meanOf(before), meanOf(after));
    const isShift = topic.count >= 6 && shift > topic.mean + (options.topicDeviations ?? 1) * topic.deviation;
    topic.add(shift);
    if (i < minTurns) return undefined;
    if (useSurprise && items[i]?.surprising === true) return 'surprise';
    return useTopic && isShift ? 'topic' : undefined;
  };

  const settle = (session: Session, all: boolean): RecordDraft[] => {
    const drafts: RecordDraft[] = [];
    while (session.judged < session.items.length && (all || session.judged + window <= session.items.length)) {
      const boundary = judge(session, session.judged);
      const rest = session.items.length - session.judged;
      if (boundary !== undefined && (rest >= minTurns || !all)) drafts.push(close(session, session.judged, boundary));
      else if (session.judged + 1 > maxTurns) drafts.push(close(session, maxTurns, 'length'));
      else session.judged++;
    }
    return drafts;
  };

  const finish = (session: Session, next: Boundary): RecordDraft[] => {
    const drafts = settle(session, true);
    if (session.items.length > 0) drafts.push(close(session, session.items.length, next));
    return drafts;
  };

  return {
    push(turn, vector) {
      const key = turn.scope.session ?? '';
      let session = sessions.get(key);
      const drafts: RecordDraft[] = [];
      if (session === undefined) {
        session = open('start');
        sessions.set(key, session);
      }
      const previous = session.items.at(-1);
      if (previous !== undefined && turn.at - previous.turn.at >= gapMs) {
        drafts.push(...finish(session, 'gap'));
        session.left = [];
      }
      const text = blankCode(turn.text).slice(0, 4_000);
      const words = wordsOf(text);
      const surprise = session.model.next(words);
      const mood = moodOf(text);
      const before = session.items.at(-1)?.mood ?? 0;
      const flip = (mood >= 1 && before <= -1) || (mood <= -1 && before >= 1);
      let surprising = flip || announcesTurn(text);
      if (surprise !== undefined) {
        const { count, mean, deviation } = session.surprise;
        surprising ||= count >= 6 && surprise > mean + (options.surpriseDeviations ?? 2) * deviation;
        session.surprise.add(surprise);
      }
      session.items.push({ turn, vector: vector ?? lexicalVector(words), surprising, mood });
      drafts.push(...settle(session, false));
      return drafts;
    },
    flush(name) {
      const drafts: RecordDraft[] = [];
      for (const [key, session] of sessions) {
        if (name !== undefined && key !== name) continue;
        drafts.push(...finish(session, 'start'));
        sessions.delete(key);
      }
      return drafts;
    },
  };
}

function meanOf(items: readonly Item[]): Float32Array {
  const width = items[0]?.vector.length ?? 0;
  const mean = new Float32Array(width);
  for (const { vector } of items) {
    const norm = Math.sqrt(dot(vector, vector)) || 1;
    for (let i = 0; i < width; i++) mean[i] = (mean[i] ?? 0) + (vector[i] ?? 0) / norm;
  }
  return mean;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function cosine(a: Float32Array, b: Float32Array): number {
  const norms = Math.sqrt(dot(a, a) * dot(b, b));
  return norms === 0 ? 0 : dot(a, b) / norms;
}
