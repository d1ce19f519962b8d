/** Dialogues of the Berkeley Function Calling Leaderboard's memory track as turns. The data has no dates. */
import type { TurnInput } from '../../kernel/turn.ts';
import { asArray, asObject, asText } from './json-shape.ts';

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
