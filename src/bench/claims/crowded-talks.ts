/**
 * Talks of two in the format and at the size of LoCoMo (arXiv 2402.17753) from short ones: every talk gets the sessions
 * of the others among its own, said by its own two people, on days between its own. What is asked stays what it was.
 */
import { readFileSync } from 'node:fs';
import { locomoSessions, parseSessionDate } from '../../plaintext/import/locomo.ts';
import { seededRandom } from '../../tensor/seeded-random.ts';

type Turn = { readonly speaker: string; readonly dia_id: string; readonly text: string };
type Question = { readonly evidence?: readonly string[] };
export type Talk = {
  readonly sample_id: string;
  readonly conversation: { readonly speaker_a: string; readonly speaker_b: string };
  readonly qa: readonly Question[];
};
type Session = { readonly at: number; readonly own: boolean; readonly turns: readonly Turn[] };

const monthNames = 'January February March April May June July August September October November December'.split(' ');
const marginMs = 20 * 86_400_000;

/** The short talks of this repository: those that recall was developed on, and those that it was not. */
export function shortTalks(): { readonly development: Talk[]; readonly others: Talk[] } {
  // Beside src and dist alike.
  const root = new URL('../../../', import.meta.url);
  const read = (path: string): Talk[] => JSON.parse(readFileSync(new URL(path, root), 'utf8')) as Talk[];
  const fixtures = 'src/plaintext/answer/fixtures';
  return {
    development: [...read('data/talks/two-friends.json'), ...read(`${fixtures}/two-friends-dev.json`)],
    others: read(`${fixtures}/two-friends-heldout.json`),
  };
}

function sessionsOf({ conversation }: Talk): Omit<Session, 'own'>[] {
  return locomoSessions(conversation).map(({ at, turns }) => ({ at: at ?? 0, turns: turns as unknown as Turn[] }));
}

function dateLine(at: number): string {
  const date = new Date(at);
  const hour = date.getUTCHours();
  const minute = `${date.getUTCMinutes()}`.padStart(2, '0');
  const day = `${date.getUTCDate()} ${monthNames[date.getUTCMonth()]}, ${date.getUTCFullYear()}`;
  return `${hour % 12 === 0 ? 12 : hour % 12}:${minute} ${hour < 12 ? 'am' : 'pm'} on ${day}`;
}

/** The talk with the sessions of `others` among its own. */
export function crowdedTalk(talk: Talk, others: readonly Talk[], seed: number): Talk {
  const random = seededRandom(seed);
  const { speaker_a: a, speaker_b: b } = talk.conversation;
  const own = sessionsOf(talk).map((session): Session => ({ ...session, own: true }));
  const from = Math.min(...own.map(({ at }) => at)) - marginMs;
  const to = Math.max(...own.map(({ at }) => at)) + marginMs;
  const fillers = others.flatMap((other): Session[] => {
    const { speaker_a, speaker_b } = other.conversation;
    const turned = random.next() < 0.5;
    const names = new Map([
      [speaker_a, turned ? b : a],
      [speaker_b, turned ? a : b],
    ]);
    const pattern = new RegExp(`\\b(?:${speaker_a}|${speaker_b})\\b`, 'g');
    const rename = (text: string): string => text.replace(pattern, (name) => names.get(name) as string);
    return sessionsOf(other).map(({ turns }) => ({
      at: Math.floor((from + (to - from) * random.next()) / 60_000) * 60_000,
      own: false,
      turns: turns.map((turn) => ({ ...turn, speaker: rename(turn.speaker), text: rename(turn.text) })),
    }));
  });
  const ids = new Map<string, string>();
  const conversation: Record<string, unknown> = { speaker_a: a, speaker_b: b };
  [...own, ...fillers]
    .sort((x, y) => x.at - y.at)
    .forEach((session, s) => {
      conversation[`session_${s + 1}_date_time`] = dateLine(session.at);
      conversation[`session_${s + 1}`] = session.turns.map((turn, t) => {
        const dia_id = `D${s + 1}:${t + 1}`;
        if (session.own) ids.set(turn.dia_id, dia_id);
        return { ...turn, dia_id };
      });
    });
  const qa = talk.qa.map((question) => ({
    ...question,
    evidence: (question.evidence ?? []).map((id) => ids.get(id) as string),
  }));
  if (parseSessionDate(dateLine(from)) === undefined) throw new Error('the date line is not as LoCoMo writes it');
  return { sample_id: talk.sample_id, conversation: conversation as Talk['conversation'], qa };
}
