/** Tracks of people's states for a terminal. */
import type { TrackState } from '../../plaintext/revise/state/read-states.ts';
import { dated, oneLine, type Screen } from '../screen.ts';

/** Past statements shown of a track. */
const mostPast = 3;

/** What holds, what is not known any more, and the newest of what was. */
export function showStates(screen: Screen, states: readonly TrackState[]): void {
  const { paint } = screen;
  if (states.length === 0) screen.line('Nothing is known yet.');
  for (const { track, kind, user, speaker, current, past } of states) {
    const whose = [user, speaker].filter((one) => one !== undefined).join(', ');
    screen.line(
      `${paint.cyan(track)}${whose === '' ? '' : paint.dim(` (${whose})`)}${kind === 'unknown' ? ' unknown' : ''}`,
    );
    for (const { text, at } of current) screen.line(`  ${paint.bold(oneLine(text))} ${paint.dim(dated(at))}`);
    for (const { text, ended } of past.slice(0, mostPast)) {
      const since = ended === undefined ? '' : ` until ${dated(ended.at)}: ${oneLine(ended.by)}`;
      screen.line(`  ${paint.dim(`was: ${oneLine(text)}${since}`)}`);
    }
  }
}
