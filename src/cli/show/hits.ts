/** Evidence, as a person reads it: what was said, by whom, when, and where to find it again. */
import type { Hit } from '../../plaintext/recall/types.ts';
import { dated, type Screen } from '../screen.ts';

/** Prints hits with their rank, date, speaker, id and (where known) the channels that found them. */
export function showHits(
  screen: Screen,
  hits: readonly Hit[],
  { maxLines = 3 }: { readonly maxLines?: number } = {},
): void {
  const { paint } = screen;
  for (const [index, hit] of hits.entries()) {
    const rank = String(index + 1).padStart(2);
    const who = hit.speaker ?? (hit.type === 'turn' ? '' : hit.kind);
    screen.line(`${paint.bold(rank)}  ${paint.cyan(dated(hit.at))}${who === '' ? '' : `  ${paint.bold(who)}`}`);
    screen.wrapped(hit.text, { indent: 4, maxLines });
    const found = hit.channels === undefined ? '' : `  ${channelsOf(hit)}`;
    screen.line(`    ${paint.dim(`${sourcesOf(hit)}${found}`)}`);
  }
}

/** `id`, or `id <- source, source` for what is derived. */
export function sourcesOf(hit: Hit): string {
  if (hit.type === 'turn') return hit.id;
  const shown = hit.sources.slice(0, 3).join(', ');
  return `${hit.id} from ${shown}${hit.sources.length > 3 ? ` and ${hit.sources.length - 3} more` : ''}`;
}

/** The channels that ranked it best: `lexical #1, entity #3 and 4 more`. */
export function channelsOf(hit: Hit, most: number = 4): string {
  const votes = [...(hit.channels ?? [])].sort((left, right) => left.rank - right.rank || right.weight - left.weight);
  const shown = votes.slice(0, most).map((vote) => `${vote.channel} #${vote.rank}`);
  return `${shown.join(', ')}${votes.length > most ? ` and ${votes.length - most} more` : ''}`;
}

/** `in memory (86%)`, `probably not in memory (12%)`. */
export function confidenceLine(
  screen: Screen,
  { confidence, abstain }: { readonly confidence: number; readonly abstain: boolean },
): string {
  const percent = `${Math.round(confidence * 100)}%`;
  return abstain
    ? screen.paint.yellow(`probably not in memory (${percent} that it is)`)
    : screen.paint.green(`in memory (${percent} sure)`);
}
