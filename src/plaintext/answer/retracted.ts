/** "Not Monday, the dentist is on Tuesday": what a later sentence puts right is no evidence any more. */
import type { Candidate } from './evidence-sentences.ts';

const putRight =
  /\bnot (?:on |at |in |for )?(?<old>(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d[\d:.,]*(?: ?[ap]m\b)?)(?!\p{L})/iu;

/** Candidates without those whose day or number a later one of the same matter denies. */
export function withoutRetracted(candidates: readonly Candidate[]): readonly Candidate[] {
  const rights = candidates.flatMap((one) => {
    const old = putRight.exec(one.text)?.groups?.['old'];
    return old === undefined || one.asks ? [] : [{ one, old: old.toLowerCase() }];
  });
  if (rights.length === 0) return candidates;
  return candidates.filter(
    (candidate) =>
      !rights.some(
        ({ one, old }) =>
          one.evidence.hit.at > candidate.evidence.hit.at &&
          candidate.text.toLowerCase().includes(old) &&
          [...one.terms.keys()].some((term) => candidate.terms.has(term)),
      ),
  );
}
