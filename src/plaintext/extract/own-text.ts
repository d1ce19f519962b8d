/** What of a turn may be learned from. */
import type { Turn } from '../../kernel/turn.ts';

/** False for turns that nothing may be learned from: noise, orders to the reader, what recall gave out, material. */
export function mayDerive(turn: Turn): boolean {
  if (turn.role === 'system' || turn.role === 'tool') return false;
  if (turn.source === 'tool' || turn.source === 'document' || turn.source === 'web') return false;
  if (turn.marks.includes('noise') || turn.marks.includes('instruction')) return false;
  return !turn.marks.includes('recalled') || echoesOf(turn) !== undefined;
}

/** Spans that admission found to be echoes, as `[start, end]` pairs in `meta.echoes`. */
function echoesOf(turn: Turn): readonly (readonly [number, number])[] | undefined {
  const spans = turn.meta?.['echoes'];
  if (!Array.isArray(spans)) return undefined;
  return spans.filter(
    (one): one is readonly [number, number] =>
      Array.isArray(one) && typeof one[0] === 'number' && typeof one[1] === 'number',
  );
}

/** The turn's text with echoes blanked, offsets kept; a line break ends each, so that they join no sentence. */
export function ownText(turn: Turn): string {
  let text = turn.text;
  for (const [start, end] of echoesOf(turn) ?? []) {
    text = `${text.slice(0, start)}${' '.repeat(Math.max(0, end - start - 1))}\n${text.slice(end)}`;
  }
  return text;
}
