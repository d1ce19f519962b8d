/**
 * Makes what a file said fit what a memory takes, so that one odd record does not stop an import: names of bounded
 * length without NUL, texts of bounded length, times inside the calendar, zones that exist.
 */
import type { RecordInput } from '../../kernel/record.ts';
import type { TurnInput } from '../../kernel/turn.ts';
import { contentId } from './content-id.ts';

/** Longest text of one turn that is handed on; longer ones become several turns. */
const longestText = 1_000_000;
const longestName = 400;
const earliest = Date.UTC(1, 0, 1);
const latest = Date.UTC(9999, 11, 31);

export type FittedTurns = {
  readonly turns: readonly TurnInput[];
  /** What was lost. */
  readonly problems: readonly string[];
  /** What is whole, but not as it stood there. */
  readonly notes?: readonly string[];
};

/** The turn as it can be observed; several where its text is too long, none where it has no text. */
export function fitTurn(turn: TurnInput): FittedTurns {
  if (turn.text.trim() === '') return { turns: [], problems: [] };
  const problems: string[] = [];
  const { id, session, user, agent, speaker, at, zone, text, ...rest } = turn;
  const fitted = {
    ...rest,
    ...fitName('session', session),
    ...fitName('user', user),
    ...fitName('agent', agent),
    ...(speaker === undefined || speaker.trim() === '' ? {} : { speaker: cleanName(speaker).slice(0, longestName) }),
    ...fitTime(at, problems),
    ...fitZone(zone, problems),
  };
  const ids = (part: number): { id?: string } =>
    id === undefined ? {} : fitName('id', part === 0 ? id : `${id}:part-${part + 1}`);
  if (text.length <= longestText) return { turns: [{ ...fitted, ...ids(0), text }], problems };
  const turns: TurnInput[] = [];
  for (let start = 0; start < text.length; ) {
    const end = cutPoint(text, start);
    turns.push({ ...fitted, ...ids(turns.length), text: text.slice(start, end) });
    start = end;
  }
  return { turns, problems, notes: [`its text of ${text.length} characters became ${turns.length} turns`] };
}

/** The record as it can be remembered; undefined where it has no text. */
export function fitRecord(record: RecordInput): {
  readonly record?: RecordInput;
  readonly problems: readonly string[];
} {
  const text = record.text.trim();
  if (text === '') return { problems: ['it has no text'] };
  const { user, agent, session, valid, ...rest } = record;
  const times = [valid?.from, valid?.to].filter((time) => time !== undefined);
  const fits = times.every((time) => time >= earliest && time <= latest);
  const fitted: RecordInput = {
    ...rest,
    text: text.slice(0, longestText),
    ...fitName('user', user),
    ...fitName('agent', agent),
    ...fitName('session', session),
    ...(valid === undefined || !fits ? {} : { valid }),
  };
  const problems = [
    ...(text.length > longestText ? [`its text of ${text.length} characters was cut`] : []),
    ...(fits ? [] : ['its time lies outside the calendar; it was imported without one']),
  ];
  return { record: fitted, problems };
}

/** Not in the middle of a surrogate pair, and at a line end where one is near. */
function cutPoint(text: string, start: number): number {
  const end = start + longestText;
  if (end >= text.length) return text.length;
  const line = text.lastIndexOf('\n', end);
  if (line > start + longestText / 2) return line + 1;
  const code = text.charCodeAt(end - 1);
  return code >= 0xd800 && code <= 0xdbff ? end - 1 : end;
}

function cleanName(name: string): string {
  return name.toWellFormed().replaceAll('\0', '').trim();
}

/** Long or malformed names are replaced by a hash of themselves, which stays the same from run to run. */
function fitName<K extends string>(key: K, name: string | undefined): { [P in K]?: string } {
  if (name === undefined || name === '') return {};
  const clean = cleanName(name);
  const fits = clean === name && name.length <= longestName;
  return { [key]: fits ? name : `${clean.slice(0, 40)}#${contentId(name)}` } as { [P in K]?: string };
}

function fitTime(at: TurnInput['at'], problems: string[]): Pick<TurnInput, 'at'> {
  if (at === undefined) return {};
  const instant = typeof at === 'number' ? at : new Date(at).getTime();
  if (Number.isFinite(instant) && instant >= earliest && instant <= latest) return { at };
  problems.push('its time lies outside the calendar; it was imported without one');
  return {};
}

function fitZone(zone: string | undefined, problems: string[]): Pick<TurnInput, 'zone'> {
  if (zone === undefined) return {};
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return { zone };
  } catch {
    problems.push('its time zone is unknown and was left out');
    return {};
  }
}
