/** What is known of each statement of a stream beside its words: what was said before it, of whom, and what fills slots. */
import { tagsOf } from './frame-tags.ts';
import type { FrameToken } from './frame-tokens.ts';
import type { FramedStatement } from './induce-frames.ts';
import { shapedPlace } from './shaped-revision.ts';
import { type SpanContext, widestSpan } from './span-features.ts';

const articles = /^(?:an?|the)$/;

/** A run of words as it is looked up: lower case, without an article before it. */
function runOf(tokens: readonly FrameToken[], from: number, to: number): string {
  const begin = to - from > 1 && articles.test((tokens[from] as FrameToken).lower) ? from + 1 : from;
  let run = '';
  for (let at = begin; at < to; at++) run += ` ${(tokens[at] as FrameToken).lower}`;
  return run;
}

/** All runs of some words that a value may be as long as. */
function* runsIn(tokens: readonly FrameToken[]): Generator<string> {
  for (let from = 0; from < tokens.length; from++) {
    if ((tokens[from] as FrameToken).kind !== 'content') continue;
    let run = '';
    for (let to = from; to < Math.min(tokens.length, from + widestSpan); to++) {
      const token = tokens[to] as FrameToken;
      if (token.kind === 'entity') break;
      run += ` ${token.lower}`;
      if (token.kind === 'content') yield run;
    }
  }
}

/** Contexts of statements, in their order. */
export function spanContexts(framed: readonly FramedStatement[]): SpanContext[] {
  // Where a run was first said, of each and of anybody; and by how many it was said before.
  const said = new Map<string, Map<string, number>>();
  const all = new Map<string, { readonly at: number; readonly entity: string }[]>();
  const fillers = new Set<string>();
  const stems = new Map<string, number>();
  for (const { tokens, arguments: found } of framed) {
    for (const { from, to } of found) fillers.add(runOf(tokens, from, to));
    for (const stem of new Set(tokens.map((token) => token.stem))) stems.set(stem, (stems.get(stem) ?? 0) + 1);
  }
  return framed.map((statement, place): SpanContext => {
    const { tokens, entity = '', arguments: found } = statement;
    const own = said.get(entity) ?? new Map<string, number>();
    said.set(entity, own);
    for (const one of new Set(runsIn(tokens))) {
      if (!own.has(one)) own.set(one, place);
      const firsts = all.get(one);
      if (firsts === undefined) all.set(one, [{ at: place, entity }]);
      else firsts.push({ at: place, entity });
    }
    // Looked up again and again, with neighbors.
    const runs = new Map<number, string>();
    const run = (from: number, to: number): string => {
      const known = runs.get(from * 64 + to);
      if (known !== undefined) return known;
      const made = runOf(tokens, from, to);
      runs.set(from * 64 + to, made);
      return made;
    };
    const shaped = shapedPlace(statement);
    return {
      tokens,
      tags: tagsOf(tokens),
      framed: found.map(({ from, to }) => [from, to] as const),
      shaped: shaped === undefined ? undefined : [shaped.from, shaped.to],
      saidBefore: (from, to) => (own.get(run(from, to)) ?? place) < place,
      saidOfOthers: (from, to) => (all.get(run(from, to)) ?? []).some((one) => one.at < place && one.entity !== entity),
      fills: (from, to) => {
        const own = run(from, to);
        return fillers.has(own) && !found.some((one) => run(one.from, one.to) === own);
      },
      times: (from, to) => all.get(run(from, to))?.length ?? 0,
      share: (at) => (stems.get((tokens[at] as FrameToken).stem) ?? 0) / framed.length,
    };
  });
}
