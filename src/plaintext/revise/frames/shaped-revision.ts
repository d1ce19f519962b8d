/** What sentences of known shapes tell, read once for everything that was said, and kept as long as that is. */
import { splitSentences } from '../../extract/sentences.ts';
import { type Revision, readRevision } from '../state/series/read-revision.ts';
import { type Argument, argumentAt } from './compare-statements.ts';
import { tagsOf } from './frame-tags.ts';
import type { MaskedStatement, Told } from './mask-statements.ts';
import { isTimeWord } from './span-features.ts';

/** With the offset of its sentence. */
export type ShapedRevision = Revision & { readonly start: number };

const kept = new WeakMap<Told, readonly ShapedRevision[]>();

/** Revisions in something that was said. */
export function shapedRevisions(told: Told): readonly ShapedRevision[] {
  const known = kept.get(told);
  if (known !== undefined) return known;
  const found = splitSentences(told.text).flatMap(({ start, end, question }): ShapedRevision[] => {
    const revision = question ? undefined : readRevision(told.text.slice(start, end));
    return revision === undefined ? [] : [{ ...revision, start }];
  });
  kept.set(told, found);
  return found;
}

/** The value where the statement has one of the shapes that need no other to be read. */
export function shapedPlace(statement: MaskedStatement): Argument | undefined {
  const [revision] = shapedRevisions(statement.said);
  const name = statement.tokens.find(({ kind }) => kind === 'entity')?.text.toLowerCase() ?? '';
  if (revision === undefined || !name.includes(revision.entity.toLowerCase())) return undefined;
  const { tokens } = statement;
  const start = statement.text.lastIndexOf(revision.value);
  let from = tokens.findIndex((token) => token.start === start);
  let to = tokens.findIndex((token) => token.end === start + revision.value.length) + 1;
  if (from < 0 || to <= from) return undefined;
  // "Full of timber", "the barn for starters".
  if (tokens[from + 1]?.lower === 'of' && tagsOf(tokens)[from] === 'ADJ') from += 2;
  const rest = tokens.findIndex(({ lower }, at) => at > from && at < to && /^(?:for|since|until|because)$/.test(lower));
  if (rest > 0) to = rest;
  const inside = tokens.slice(from, to);
  if (inside.some(({ lower }) => /^(?:,|;|but)$/.test(lower))) return undefined;
  if (inside.every(({ kind, lower }) => kind !== 'content' || isTimeWord(lower))) return undefined;
  return argumentAt(statement, from, to);
}
