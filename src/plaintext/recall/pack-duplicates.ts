/** Evidence that says nothing beyond evidence already taken. */
import type { ContextHit } from './pack-render.ts';

const functionWords = new Set(
  'a an and are as at be been by for from had has have i in is it its me my of on or our that the their them they this to was we were will with you your'.split(
    ' ',
  ),
);

/** Words that carry meaning; numbers and negations are among them, so that an update is no duplicate. */
function contentWords(text: string): ReadonlySet<string> {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => !functionWords.has(word)));
}

function sharesSource(a: ContextHit, b: ContextHit): boolean {
  const mine = new Set([a.id, ...(a.sources ?? [])]);
  return [b.id, ...(b.sources ?? [])].some((id) => mine.has(id));
}

/** Longer evidence hides shorter evidence up to this ratio of content words, or at any ratio within one source. */
const largestRatio = 2;

/** A test for hits in rank order: true when `hit` adds no content word to one that was let through before. */
export function createDuplicateTest(): (hit: ContextHit) => boolean {
  const kept: { readonly hit: ContextHit; readonly words: ReadonlySet<string> }[] = [];
  return (hit) => {
    const words = contentWords(hit.text);
    for (const earlier of kept) {
      if (earlier.hit.id === hit.id) return true;
      if (words.size === 0) {
        if (earlier.hit.text.trim() === hit.text.trim()) return true;
        continue;
      }
      const near = earlier.words.size <= largestRatio * words.size || sharesSource(earlier.hit, hit);
      if (near && [...words].every((word) => earlier.words.has(word))) return true;
    }
    kept.push({ hit, words });
    return false;
  };
}
