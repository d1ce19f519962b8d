/** What sentences of known shapes tell, read once for everything that was said, and kept as long as that is. */
import { splitSentences } from '../../extract/sentences.ts';
import { type Revision, readRevision } from '../state/series/read-revision.ts';
import type { Told } from './mask-statements.ts';

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
