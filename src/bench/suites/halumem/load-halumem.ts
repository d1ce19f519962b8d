/** Reads real HaluMem users (JSON lines): sessions with dialogue and memory points; updates name what they replace. */
import {
  createStateProfile,
  observeSession,
  type StateProfile,
  type StateSession,
} from '../../../plaintext/revise/state/index.ts';
import { fieldOf, instantOf, isFields, textOf } from '../stale/record-fields.ts';
import { readJsonLines, wrongFormat } from '../suite-files.ts';
import type { UpdateScores } from './score-updates.ts';

export type HalumemUpdate = { readonly text: string; readonly replaced: readonly string[] };

export type HalumemUser = {
  readonly id: string;
  readonly sessions: readonly { readonly session: StateSession; readonly updates: readonly HalumemUpdate[] }[];
};

const dayMs = 86_400_000;

/** One user; undefined where there are no sessions. */
export function parseHalumemUser(record: unknown, index: number): HalumemUser | undefined {
  if (!isFields(record) || !Array.isArray(record['sessions'])) return undefined;
  const id = textOf(record, ['uuid', 'id']) ?? String(index);
  const sessions = record['sessions'].flatMap((given: unknown, at: number) => {
    if (!isFields(given)) return [];
    const dialogue = Array.isArray(given['dialogue']) ? given['dialogue'] : [];
    const points = Array.isArray(given['memory_points']) ? given['memory_points'] : [];
    const turns = dialogue.flatMap((turn: unknown, n: number) => {
      const text = isFields(turn) ? textOf(turn, ['content']) : undefined;
      if (!isFields(turn) || text === undefined) return [];
      return [{ id: `${id}s${at}t${n}`, role: textOf(turn, ['role']) ?? 'user', text }];
    });
    const updates = points.flatMap((point: unknown) => {
      if (!isFields(point) || String(point['is_update']) !== 'True') return [];
      const text = textOf(point, ['memory_content']);
      const replaced = fieldOf(point, ['original_memories']);
      return text === undefined ? [] : [{ text, replaced: Array.isArray(replaced) ? replaced.map(String) : [] }];
    });
    const session: StateSession = { id: `${id}s${at}`, at: instantOf(given['start_time']) ?? at * dayMs, turns };
    return [{ session, updates }];
  });
  return sessions.length === 0 ? undefined : { id, sessions };
}

/**
 * Users of a file.
 *
 * @throws MemoryError `not_found`, or `invalid_input` when nothing in it is a user.
 */
export async function loadHalumem(path: string): Promise<HalumemUser[]> {
  const users = (await readJsonLines(path)).flatMap((record, index) => parseHalumemUser(record, index) ?? []);
  if (users.length === 0) throw wrongFormat('halumem', path, 'expected users with sessions');
  return users;
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Token F1 of two texts. */
function tokenF1(a: string, b: string): number {
  const [x, y] = [wordsOf(a), wordsOf(b)];
  const left = [...y];
  let common = 0;
  for (const word of x) {
    const at = left.indexOf(word);
    if (at < 0) continue;
    left.splice(at, 1);
    common += 1;
  }
  return common === 0 ? 0 : (2 * common) / (x.length + y.length);
}

/** A text this alike is taken for the same memory; free wording makes this a lower bound. */
const alike = 0.5;

/** Updates of real users, judged by likeness of texts after the session that brought them. */
export async function scoreRealUpdates(users: readonly HalumemUser[]): Promise<UpdateScores> {
  let [correct, omitted, fabricated, total] = [0, 0, 0, 0];
  for (const { sessions } of users) {
    let profile: StateProfile = createStateProfile();
    for (const { session, updates } of sessions) {
      ({ profile } = await observeSession(profile, session));
      const active = profile.items.filter(({ status }) => status === 'ACTIVE').map(({ text }) => text);
      for (const { text, replaced } of updates) {
        total += 1;
        const found = active.some((one) => tokenF1(one, text) >= alike);
        const old = active.some((one) => replaced.some((before) => tokenF1(one, before) >= alike));
        if (found && !old) correct += 1;
        else if (found) fabricated += 1;
        else omitted += 1;
      }
    }
  }
  const percent = (count: number): number => (total === 0 ? 0 : (100 * count) / total);
  return { correct: percent(correct), omitted: percent(omitted), fabricated: percent(fabricated) };
}
