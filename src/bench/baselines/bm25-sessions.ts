/** BM25 with one document a session: its date, then its turns. The anchor for session-level evidence. */
import type { TurnInput } from '../../kernel/turn.ts';
import type { Subject } from '../subject.ts';
import { Bm25Index, baselineText, turnTime } from './bm25-turns.ts';

const dateFormat = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });

/** BM25 over sessions; turns without a session are a session each. */
export function bm25Sessions(): Subject {
  const sessions = new Map<string, TurnInput[]>();
  let index = new Bm25Index();
  const build = (): Bm25Index => {
    const built = new Bm25Index();
    for (const turns of sessions.values()) {
      const at = Math.max(...turns.map(turnTime));
      const date = at === 0 ? '' : `${dateFormat.format(at)}\n`;
      const text = date + turns.map(baselineText).join('\n');
      built.add({ turnIds: turns.map((turn) => turn.id ?? ''), at, text });
    }
    return built;
  };
  return {
    async ingest(turns) {
      for (const turn of turns) {
        const session = turn.session ?? `turn ${turn.id ?? ''}`;
        const list = sessions.get(session) ?? [];
        list.push(turn);
        sessions.set(session, list);
      }
      index = build();
    },
    async recall(query, k) {
      return index.search(query, k);
    },
    async close() {},
  };
}
