/** Times for data that has none, so that a run repeats exactly: order is kept, a session starts a new day. */
import type { TurnInput } from '../../kernel/turn.ts';

const dayMs = 86_400_000;
const minuteMs = 60_000;
const firstDay = Date.UTC(2024, 0, 1);

/** Gives every turn a time: sessions on consecutive days from 2024-01-01, turns a minute apart. */
export function inventTimes(turns: readonly TurnInput[]): TurnInput[] {
  let day = firstDay - dayMs;
  let next = firstDay;
  let session: string | undefined | null = null;
  return turns.map((turn) => {
    if (turn.session !== session) {
      session = turn.session;
      // A session longer than a day pushes the next one back instead of overlapping it.
      day = Math.max(day + dayMs, Math.ceil(next / dayMs) * dayMs);
      next = day;
    }
    const at = next;
    next += minuteMs;
    return { ...turn, at };
  });
}
