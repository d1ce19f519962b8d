/**
 * Multi-Session Chat and files shaped like it: sessions of two people without names or dates. Reads the original lines
 * (`dialog`, `previous_dialogs`) and the flattened form (`dialogue`, `speaker`, `session_id`).
 */
import type { TurnInput } from '../../kernel/turn.ts';
import { contentId } from './content-id.ts';
import type { Importer } from './importer.ts';
import { asArray, asObject, asObjects, asText, type JsonObject } from './json-shape.ts';
import { firstRecord } from './probe.ts';
import { recordImporter } from './record-importer.ts';

type Said = { readonly speaker: string; readonly text: string };

/** Utterances of one session; where no speaker is named, the two alternate. */
function utterances(dialog: unknown, speakers: readonly unknown[] = []): Said[] {
  return asArray(dialog).flatMap((item, index) => {
    const object = asObject(item);
    const text = asText(item) ?? asText(object?.['text']);
    const named = asText(speakers[index]) ?? asText(object?.['id']);
    const speaker = named ?? `Speaker ${(index % 2) + 1}`;
    return text === undefined || text.trim() === '' ? [] : [{ speaker: speaker.replace(/^bot_?/i, 'Speaker '), text }];
  });
}

type Session = { readonly said: readonly Said[]; readonly number: number; readonly timeBack?: string };

function sessionsOf(record: JsonObject): Session[] {
  const previous = asObjects(record['previous_dialogs']).map((session, index) => {
    const timeBack = asText(session['time_back']);
    const said = utterances(session['dialog']);
    return { said, number: index + 1, ...(timeBack === undefined ? {} : { timeBack }) };
  });
  if ('dialog' in record) return [...previous, { said: utterances(record['dialog']), number: previous.length + 1 }];
  const number = Number(asText(record['session_id']) ?? 1);
  return [{ said: utterances(record['dialogue'], asArray(record['speaker'])), number }];
}

/** The flattened form has one session a record: its dialogue id joins them. */
function conversationName(record: JsonObject, sessions: readonly Session[]): string {
  const id = asText(asObject(record['metadata'])?.['initial_data_id']) ?? asText(record['initial_data_id']);
  const dialogue = asText(record['dialoug_id']) ?? asText(record['dialogue_id']);
  return id ?? dialogue ?? contentId(...sessions.flatMap(({ said }) => said.slice(0, 2).map(({ text }) => text)));
}

function isMsc(record: JsonObject | undefined): record is JsonObject {
  if (record === undefined) return false;
  const dialog = asArray(record['dialog']);
  if (dialog.length > 0) return asText(asObject(dialog[0])?.['text']) !== undefined;
  return typeof asArray(record['dialogue'])[0] === 'string' && Array.isArray(record['speaker']);
}

export const mscImporter: Importer = recordImporter({
  name: 'msc',
  description: 'Multi-Session Chat: lines or an array of dialog with previous_dialogs, or of dialogue with speaker',
  detectFile(probe) {
    const first = firstRecord(probe);
    if (!isMsc(first)) return 0;
    return 'previous_dialogs' in first || 'personas' in first || 'speaker' in first ? 0.95 : 0.7;
  },
  accepts: (path) => /\.(json|jsonl|txt)$/.test(path),
  convert(value) {
    const record = asObject(value);
    if (!isMsc(record)) return undefined;
    const sessions = sessionsOf(record);
    const name = `msc:${conversationName(record, sessions)}`;
    const turns = sessions.flatMap(({ said, number, timeBack }) =>
      said.map(({ speaker, text }, index): TurnInput => {
        const session = `${name}:session-${number}`;
        const meta = timeBack === undefined ? {} : { meta: { timeBack } };
        return { id: `${session}:${index + 1}`, role: 'user', speaker, text, session, ...meta };
      }),
    );
    return { turns };
  },
});
