/**
 * LoCoMo samples (arXiv 2402.17753) as turns: two named people, numbered sessions with a date line each, photo
 * captions standing in for photos. Sessions are found by their arrays, since some date keys have no session.
 */
import type { TurnInput } from '../../kernel/turn.ts';
import { contentId } from './content-id.ts';
import type { Importer } from './importer.ts';
import { asObject, asObjects, asText, type JsonObject } from './json-shape.ts';
import { firstRecord } from './probe.ts';
import { recordImporter } from './record-importer.ts';

const monthNames = 'january february march april may june july august september october november december'.split(' ');
/** Within a session, turns are this far apart: the data has the session's time only. */
const turnGapMs = 1_000;

/** `1:56 pm on 8 May, 2023` -> epoch milliseconds (taken as UTC: the data names no zone), or undefined. */
export function parseSessionDate(text: string): number | undefined {
  const match = /^\s*(\d{1,2}):(\d{2})\s*(am|pm)\s+on\s+(\d{1,2})\s+([A-Za-z]+),?\s+(\d{4})\s*$/i.exec(text);
  const month = monthNames.indexOf(match?.[5]?.toLowerCase() ?? '');
  if (match === null || month < 0) return undefined;
  const hour = (Number(match[1]) % 12) + (match[3]?.toLowerCase() === 'pm' ? 12 : 0);
  return Date.UTC(Number(match[6]), month, Number(match[4]), hour, Number(match[2]));
}

/** The session arrays of a sample's `conversation`, in order of their number; empty ones are left out. */
export function locomoSessions(
  conversation: JsonObject,
): { readonly number: number; readonly at: number | undefined; readonly turns: readonly JsonObject[] }[] {
  return Object.keys(conversation)
    .flatMap((key) => {
      const number = /^session_(\d+)$/.exec(key)?.[1];
      const turns = asObjects(conversation[key]);
      if (number === undefined || turns.length === 0) return [];
      const date = asText(conversation[`session_${number}_date_time`]);
      return [{ number: Number(number), at: date === undefined ? undefined : parseSessionDate(date), turns }];
    })
    .sort((a, b) => a.number - b.number);
}

/**
 * Turns of one sample. Both speakers have the role `user`: they are people.
 *
 * @param prefix put before turn ids (`D1:3`) and sessions (`session_1`); default none
 */
export function locomoTurns(sample: JsonObject, prefix = ''): TurnInput[] {
  const conversation = asObject(sample['conversation']) ?? {};
  const turns: TurnInput[] = [];
  for (const session of locomoSessions(conversation)) {
    for (const [index, turn] of session.turns.entries()) {
      const said = asText(turn['text'])?.trim() ?? '';
      const caption = asText(turn['blip_caption']);
      const text = caption === undefined ? said : `${said} [photo: ${caption}]`.trim();
      const speaker = asText(turn['speaker']);
      turns.push({
        id: `${prefix}${asText(turn['dia_id']) ?? `D${session.number}:${index + 1}`}`,
        role: 'user',
        ...(speaker === undefined ? {} : { speaker }),
        text,
        ...(session.at === undefined ? {} : { at: session.at + index * turnGapMs }),
        session: `${prefix}session_${session.number}`,
        ...(caption === undefined ? {} : { meta: { caption } }),
      });
    }
  }
  return turns;
}

/** Samples have a conversation with two speakers and numbered sessions. */
function isSample(value: unknown): boolean {
  const conversation = asObject(asObject(value)?.['conversation']);
  if (conversation === undefined) return false;
  const keys = Object.keys(conversation);
  return 'speaker_a' in conversation || keys.some((key) => /^session_\d+(_date_time)?$/.test(key));
}

export const locomoImporter: Importer = recordImporter({
  name: 'locomo',
  description: 'LoCoMo samples (locomo10.json): conversation with speaker_a, speaker_b and session_<n> arrays',
  detectFile: (probe) => (isSample(firstRecord(probe)) ? 0.95 : 0),
  convert(value) {
    const sample = asObject(value);
    if (sample === undefined || !isSample(sample)) return undefined;
    const undated = locomoSessions(asObject(sample['conversation']) ?? {}).filter(({ at }) => at === undefined).length;
    const name = asText(sample['sample_id']) ?? contentId(locomoTurns(sample)[0]?.text);
    const turns = locomoTurns(sample, `locomo:${name}:`);
    return undated === 0 ? { turns } : { turns, problems: [`${undated} sessions have no readable date`] };
  },
});
