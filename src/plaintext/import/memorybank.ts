/** MemoryBank-SiliconFriend: chat diaries by user and day; `history` maps a date to exchanges of query and response. */
import type { TurnInput } from '../../kernel/turn.ts';
import type { Importer } from './importer.ts';
import { asObject, asObjects, asText, type JsonObject } from './json-shape.ts';
import { recordImporter } from './record-importer.ts';
import { readTime } from './timestamps.ts';

/** Exchanges of a day have no time of day; they follow each other by a minute. */
const exchangeGapMs = 60_000;

function diaryTurns(user: string, history: JsonObject): { readonly turns: TurnInput[]; readonly undated: number } {
  const turns: TurnInput[] = [];
  let undated = 0;
  for (const [date, exchanges] of Object.entries(history)) {
    const day = readTime(date)?.at;
    if (day === undefined) undated += 1;
    const session = `memorybank:${user}:${date}`;
    for (const [index, exchange] of asObjects(exchanges).entries()) {
      for (const [offset, role] of (['user', 'assistant'] as const).entries()) {
        const text = asText(exchange[role === 'user' ? 'query' : 'response']);
        if (text === undefined || text.trim() === '') continue;
        const at = day === undefined ? {} : { at: day + index * exchangeGapMs + offset * 1_000 };
        turns.push({ id: `${session}:${index}:${role}`, role, text, ...at, session, user });
      }
    }
  }
  return { turns, undated };
}

export const memorybankImporter: Importer = recordImporter({
  name: 'memorybank',
  description: 'MemoryBank-SiliconFriend memory_bank_*.json, or its folder',
  scan: { members: true },
  detectFile(probe) {
    const first = asObject(Object.values(asObject(probe.json) ?? {})[0]);
    const day = asObjects(Object.values(asObject(first?.['history']) ?? {})[0])[0];
    if (day === undefined) return 0;
    return 'query' in day || 'response' in day ? 0.95 : 0;
  },
  accepts: (path) => /(^|\/)memory_bank[^/]*\.json$/.test(path),
  convert(value, { key }) {
    const person = asObject(value);
    const history = asObject(person?.['history']);
    // People who have not talked yet have no history.
    if (person === undefined || (history === undefined && !('name' in person))) return undefined;
    const { turns, undated } = diaryTurns(key ?? asText(person['name']) ?? 'user', history ?? {});
    return undated === 0 ? { turns } : { turns, problems: [`${undated} days have no readable date`] };
  },
});
