/** When it was said, or which time it mentions, against the time that the question asks about. */
import { isAllowed, type QueryContext } from '../query-context.ts';
import type { Channel } from './channel.ts';

const dayMs = 86_400_000;
/** Most units proposed for a range. */
const proposed = 400;
/** Ranges wider than this say little about a single text. */
const wideMs = 400 * dayMs;

/** 1 inside the range, falling to 1/e at a distance of the range's own length, three days at least. */
function closeness(from: number, to: number, range: { readonly from: number; readonly to: number }): number {
  if (from < range.to && to > range.from) return 1;
  const distance = from >= range.to ? from - range.to : range.from - to;
  const scale = Math.max(3 * dayMs, range.to - range.from);
  return Math.exp(-distance / scale);
}

type Range = { readonly from: number; readonly to: number };

function askedRanges(context: QueryContext): readonly Range[] {
  return context.ranges.filter((range) => range.to - range.from <= wideMs);
}

function closest(from: number, to: number, ranges: readonly Range[]): number {
  let best = 0;
  for (const range of ranges) best = Math.max(best, closeness(from, to, range));
  return best;
}

export const time: Channel = {
  name: 'time',
  about: 'said in, or mentioning, the time that the question asks about',
  propose: (context, _top, candidates) => {
    const ranges = askedRanges(context);
    if (ranges.length === 0) return;
    const inside = (from: number, to: number): boolean => ranges.some((range) => from < range.to && to > range.from);
    // Most units fall outside all ranges: two comparisons settle those.
    const opens = Math.min(...ranges.map((range) => range.from));
    const closes = Math.max(...ranges.map((range) => range.to));
    const { at, mentionDocument, mentionFrom, mentionTo } = context.index.units;
    const size = context.index.documents;
    let left = proposed;
    const add = (document: number): void => {
      if (!isAllowed(context, document)) return;
      candidates.add(document);
      left--;
    };
    for (let i = 0; i < mentionFrom.length && left > 0; i++) {
      const from = mentionFrom.data[i] as number;
      const to = mentionTo.data[i] as number;
      if (from < closes && to > opens && inside(from, to)) add(mentionDocument.data[i] as number);
    }
    for (let d = 0; d < size && left > 0; d++) {
      const said = at.data[d] as number;
      if (said >= opens && said < closes && inside(said, said + 1)) add(d);
    }
  },
  score: ({ context, candidates }) => {
    const out = new Float32Array(candidates.count);
    const ranges = askedRanges(context);
    if (ranges.length === 0) return out;
    const { at, mentionDocument, mentionFrom, mentionTo } = context.index.units;
    for (let place = 0; place < candidates.count; place++) {
      const said = at.data[candidates.documents[place] as number] as number;
      out[place] = 0.8 * closest(said, said + 1, ranges);
    }
    for (let i = 0; i < mentionFrom.length; i++) {
      const place = candidates.place(mentionDocument.data[i] as number);
      if (place < 0) continue;
      const score = closest(mentionFrom.data[i] as number, mentionTo.data[i] as number, ranges);
      if (score > (out[place] as number)) out[place] = score;
    }
    return out;
  },
};
