/** Dialogues of the Berkeley Function Calling Leaderboard's memory track as turns. The data has no dates. */
import type { TurnInput } from '../../kernel/turn.ts';
import type { Importer } from './importer.ts';
import { asArray, asObject, asText } from './json-shape.ts';
import { firstRecord } from './probe.ts';
import { recordImporter } from './record-importer.ts';

/** Turns of one dialogue (one JSON line); the session is the dialogue's id. Empty when it is no dialogue. */
export function bfclDialogueTurns(dialogue: unknown): TurnInput[] {
  const object = asObject(dialogue);
  const session = asText(object?.['id']);
  if (object === undefined || session === undefined) return [];
  const turns: TurnInput[] = [];
  for (const group of asArray(object['question'])) {
    for (const message of asArray(group)) {
      const text = asText(asObject(message)?.['content']);
      if (text === undefined) continue;
      const role = asObject(message)?.['role'] === 'assistant' ? 'assistant' : 'user';
      turns.push({ id: `${session}:${turns.length}`, role, text, session });
    }
  }
  return turns;
}

/** The dialogues that come before; the benchmark's questions have ids without `prereq` and are not imported. */
function isDialogue(value: unknown): boolean {
  const object = asObject(value);
  return asText(object?.['id'])?.startsWith('memory_prereq_') === true && Array.isArray(object?.['question']);
}

export const bfclImporter: Importer = recordImporter({
  name: 'bfcl',
  description: 'BFCL memory dialogues (memory_prereq_conversation/memory_<scenario>.json)',
  detectFile: (probe) => (isDialogue(firstRecord(probe)) ? 0.95 : 0),
  accepts: (path) => /(^|\/)memory_prereq_conversation\/[^/]+\.json$/.test(path) || /^memory_[a-z]+\.json$/.test(path),
  convert(value) {
    if (!isDialogue(value)) return undefined;
    const turns = bfclDialogueTurns(value);
    return { turns: turns.map((turn) => ({ ...turn, id: `bfcl:${turn.id}`, session: `bfcl:${turn.session}` })) };
  },
});
