/**
 * Reads real STALE records (a JSON array or JSON lines): haystack sessions, the conflict pair, three probe queries. The
 * published format is described only in outline, so several spellings of each field are taken.
 */
import type { StateSession } from '../../../plaintext/revise/state/index.ts';
import { readJsonLines, wrongFormat } from '../suite-files.ts';
import { type Fields, fieldOf, instantOf, isFields, textOf } from './record-fields.ts';
import type { StaleScenario } from './stale-scenario.ts';

const dayMs = 86_400_000;

function turnsOf(value: unknown, session: string): StateSession['turns'] {
  const list = Array.isArray(value)
    ? value
    : isFields(value)
      ? fieldOf(value, ['messages', 'turns', 'dialogue', 'content'])
      : [];
  return (Array.isArray(list) ? list : []).flatMap((turn, index) => {
    if (!isFields(turn)) return [];
    const text = textOf(turn, ['content', 'text', 'message', 'value']);
    const role = textOf(turn, ['role', 'speaker', 'from']) ?? 'user';
    return text === undefined ? [] : [{ id: `${session}t${index}`, role: role === 'human' ? 'user' : role, text }];
  });
}

function sessionsOf(record: Fields): StateSession[] {
  const sessions = fieldOf(record, ['haystack_sessions', 'sessions', 'haystack', 'context']);
  const dates = fieldOf(record, ['haystack_dates', 'dates', 'timestamps']);
  const list = Array.isArray(sessions) ? sessions : [];
  return list
    .map((session, index): StateSession => {
      const id = isFields(session) ? (textOf(session, ['session_id', 'id']) ?? `s${index}`) : `s${index}`;
      const own = isFields(session)
        ? instantOf(fieldOf(session, ['timestamp', 'date', 'time', 'start_time']))
        : undefined;
      const listed = Array.isArray(dates) ? instantOf(dates[index]) : undefined;
      return { id, at: own ?? listed ?? index * dayMs, turns: turnsOf(session, id) };
    })
    .sort((a, b) => a.at - b.at);
}

/** The question of a probe: state resolution, premise resistance or policy adaptation. */
function probe(record: Fields, names: readonly string[]): string | undefined {
  const probes = fieldOf(record, ['queries', 'probes', 'questions', 'probing_queries']);
  const found = (value: unknown): string | undefined =>
    typeof value === 'string' ? value : isFields(value) ? textOf(value, ['query', 'question', 'text']) : undefined;
  if (isFields(probes)) return found(fieldOf(probes, names));
  for (const one of Array.isArray(probes) ? probes : []) {
    const kind = isFields(one)
      ? textOf(one, ['type', 'dimension', 'probe', 'query_type', 'name'])?.toLowerCase()
      : undefined;
    if (kind !== undefined && names.some((name) => kind === name.toLowerCase() || kind.startsWith(name.toLowerCase())))
      return found(one);
  }
  return textOf(
    record,
    names.flatMap((name) => [name, `${name}_query`, `${name}_question`]),
  );
}

const norm = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim();

/** Session in which a text is said, else undefined. */
function sessionWith(sessions: readonly StateSession[], text: string): string | undefined {
  const wanted = norm(text);
  return sessions.find(({ turns }) => turns.some((turn) => norm(turn.text).includes(wanted)))?.id;
}

/** Type I or II by what the record calls itself; where it does not, II: both are judged alike. */
function kindOf(record: Fields): 'I' | 'II' {
  const type = textOf(record, ['type', 'conflict_type', 'scenario_type', 'category', 'kind']) ?? '';
  if (/^(?:t(?:ype)?[ _-]*)?(?:1|i)$|co-?referential/i.test(type.trim())) return 'I';
  const id = textOf(record, ['id', 'uid', 'scenario_id', 'sample_id']) ?? '';
  return type === '' && /(?:^|[^a-z])t(?:ype)?[ _-]*(?:1|i)(?![a-z0-9])/i.test(id) ? 'I' : 'II';
}

/** One record as a scenario; undefined where a part of it is missing. */
export function parseStaleRecord(record: unknown, index: number): StaleScenario | undefined {
  if (!isFields(record)) return undefined;
  const sessions = sessionsOf(record);
  const pair = fieldOf(record, ['conflict_pair', 'conflict', 'pair']);
  const within = isFields(pair) ? pair : record;
  const oldText = textOf(within, [
    'M_old',
    'm_old',
    'old',
    'old_memory',
    'old_observation',
    'old_state',
    'stale_state',
  ]);
  const newText = textOf(within, [
    'M_new',
    'm_new',
    'new',
    'new_memory',
    'new_observation',
    'new_state',
    'updated_state',
  ]);
  const state = probe(record, ['SR', 'state_resolution', 'dim1', 'state']);
  const premise = probe(record, ['PR', 'premise_resistance', 'dim2', 'premise']);
  const request = probe(record, ['IPA', 'implicit_policy_adaptation', 'dim3', 'policy']);
  if (
    sessions.length < 2 ||
    oldText === undefined ||
    newText === undefined ||
    state === undefined ||
    premise === undefined
  )
    return undefined;
  const id = textOf(record, ['id', 'uid', 'scenario_id', 'sample_id']) ?? String(index);
  return {
    id,
    // Values are free text here, so both types are judged by whether the old statement is called outdated.
    kind: kindOf(record),
    sessions,
    oldSession: textOf(record, ['old_session_id']) ?? sessionWith(sessions, oldText) ?? sessions[0]?.id ?? '',
    newSession: textOf(record, ['new_session_id']) ?? sessionWith(sessions, newText) ?? sessions.at(-1)?.id ?? '',
    oldText,
    newText,
    state,
    premise,
    ...(request === undefined ? {} : { request }),
  };
}

/**
 * Scenarios of a file, and how many of its records lack a part of one.
 *
 * @throws MemoryError `not_found`, or `invalid_input` when no record has the parts of a scenario.
 */
export async function loadStale(
  path: string,
): Promise<{ readonly scenarios: readonly StaleScenario[]; readonly incomplete: number }> {
  const records = await readJsonLines(path);
  const scenarios = records.flatMap((record, index) => parseStaleRecord(record, index) ?? []);
  if (scenarios.length === 0) {
    throw wrongFormat('stale', path, 'expected records with sessions, an old and a new observation and three queries');
  }
  return { scenarios, incomplete: records.length - scenarios.length };
}
