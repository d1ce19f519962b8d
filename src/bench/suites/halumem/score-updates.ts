/**
 * Updates of the HaluMem-style twin, judged right after the session that brought them, percent: correct (the new
 * value, without the old one), omitted (the old one or nothing), fabricated (a value that the user never gave).
 */
import { quotePattern } from '../../../kernel/quote-pattern.ts';
import {
  createStateProfile,
  currentState,
  observeSession,
  type StateProfile,
  type StateSession,
} from '../../../plaintext/revise/state/index.ts';
import type { UpdatePoint, UpdateUser } from './update-users.ts';

export type UpdateScores = { readonly correct: number; readonly omitted: number; readonly fabricated: number };

/** A memory under test: takes sessions, answers with what holds. */
export type UpdateSubject = {
  readonly name: string;
  readonly open: () => {
    readonly observe: (session: StateSession) => Promise<void>;
    readonly answer: (question: string) => string;
  };
};

/** What the assistant takes for granted of the user ("Since you are vegan, ..."), as if the user had said it. */
function asOwnWords(text: string): string {
  const [granted = text] = text.replace(/^(?:Since|As|When|Because)\s+/, '').split(',');
  return `${granted
    .replace(/[.!?]+$/, '')
    .replace(/\byou are\b/gi, 'I am')
    .replace(/\bYour\b/g, 'My')
    .replace(/\byour\b/g, 'my')
    .replace(/\byou\b/gi, 'I')}.`;
}

/** What the assistant said in a session as a sitting of the user's own, a minute later: one sitting ends nothing of its own. */
function believed({ id, at, turns }: StateSession): StateSession {
  const said = turns.filter(({ role }) => role === 'assistant');
  return {
    id: `${id}-believed`,
    at: at + 60_000,
    turns: said.map((turn) => ({ ...turn, id: `${turn.id}-believed`, role: 'user', text: asOwnWords(turn.text) })),
  };
}

/** The state profile; with `assistant: true` what the assistant says of the user is believed as well. */
export function profileUpdates(name = 'profile', options: { readonly assistant?: boolean } = {}): UpdateSubject {
  return {
    name,
    open() {
      let profile: StateProfile = createStateProfile();
      return {
        async observe(session) {
          ({ profile } = await observeSession(profile, session));
          if (options.assistant === true) ({ profile } = await observeSession(profile, believed(session)));
        },
        answer: (question) =>
          currentState(question, profile)
            .current.map(({ text }) => text)
            .join(' '),
      };
    },
  };
}

/** A log to which everything is appended; it answers with the most similar statement, the oldest of equals. */
export function appendOnlyUpdates(): UpdateSubject {
  return {
    name: 'append-only',
    open() {
      const said: string[] = [];
      return {
        async observe({ turns }) {
          for (const { role, text } of turns) if (role === 'user') said.push(text);
        },
        answer(question) {
          const asked = new Set(question.toLowerCase().match(/\p{L}+/gu));
          const score = (text: string): number =>
            (text.toLowerCase().match(/\p{L}+/gu) ?? []).filter((word) => asked.has(word)).length /
            Math.sqrt(text.length);
          return said.reduce((best, text) => (score(text) > score(best) ? text : best), '');
        },
      };
    },
  };
}

function judge(answer: string, { before, now, planted }: UpdatePoint): keyof UpdateScores {
  const text = answer.toLowerCase();
  const has = (value: string): boolean =>
    new RegExp(`(?<![\\p{L}-])${quotePattern(value.toLowerCase())}(?![\\p{L}-])`, 'u').test(text);
  if (planted.some((value) => value !== before && has(value))) return 'fabricated';
  return has(now) && !has(before) ? 'correct' : 'omitted';
}

/** Runs a subject over users. */
export async function scoreUpdates(subject: UpdateSubject, users: readonly UpdateUser[]): Promise<UpdateScores> {
  const tally = { correct: 0, omitted: 0, fabricated: 0 };
  let total = 0;
  for (const user of users) {
    const memory = subject.open();
    const due = new Map(user.updates.map((update) => [update.sessionId, update]));
    for (const session of user.sessions) {
      await memory.observe(session);
      const update = due.get(session.id);
      if (update === undefined) continue;
      total += 1;
      tally[judge(memory.answer(update.question), update)] += 1;
    }
  }
  const percent = (count: number): number => (total === 0 ? 0 : (100 * count) / total);
  return { correct: percent(tally.correct), omitted: percent(tally.omitted), fabricated: percent(tally.fabricated) };
}
