/** Gives a statement its facet, track, cardinality and bare value. */

import { conceptsOf, meets, termsOf } from './concepts.ts';
import { type FacetRule, userFacets } from './facets.ts';
import { placeOf } from './item-place.ts';
import type { Reading } from './read-statement.ts';
import type { Cardinality, TrackPath } from './state-schema.ts';
import { isStopWord } from './stop-terms.ts';

export type PlacedStatement = {
  readonly path: TrackPath;
  readonly facet: string;
  readonly cardinality: Cardinality;
  readonly value: string;
};

const possession = /\b[Mm]y ((?:[\w-]+ ){0,2}?[\w-]+?)(?: called| named)?(?: is| are| was|:) (?!(?:not|so|very|too)\b)/;
const inverted = /\b(?:is|are) my ((?:[\w-]+ ){0,2}?[\w-]+)\s*(?:[.,!]|$)/i;
/** Ends the facet of a value that was said to come on top. */
export const besideMark = ':also';

/** Told of the past: an episode, not a habit. */
const episode =
  /\b(?:I|[Ww]e) (?:just |only |finally |even |also )?(?!(?:used|need|signed|retired|grew up)\b)(?:\w{2,}ed|went|saw|had|read a|bought|got|made|met|ate|took|lost|found|told|heard|came|gave|flew|slept|wrote|sang|won|spent|felt|thought|was (?!born))\b/;
const habitual = /\b(?:I|we|My|my|[Oo]ur)\b/;

/** Terms of the value: those of the rule's idea, else what cues and little words leave. */
export function valueTerms(reading: Reading, rule: FacetRule | undefined): string[] {
  const wanted = rule?.value ?? 'rest';
  if (wanted === 'name') return reading.names.flatMap(termsOf);
  if (wanted !== 'rest') {
    const found = wanted.split('|').flatMap((concept) => [...(reading.concepts.get(concept) ?? [])]);
    if (found.length > 0) return [...new Set(found)];
  }
  const cues = new Set(
    [...(rule?.when ?? []), ...(rule?.asked ?? []), 'renew', 'additive', 'usual', 'mainly']
      .flatMap((condition) => condition.split(/[ |]/))
      .filter((one) => !one.startsWith('!') && one !== wanted)
      .flatMap((concept) => [...(reading.concepts.get(concept) ?? [])]),
  );
  return [...new Set(reading.terms.filter((term) => !isStopWord(term) && !cues.has(term)))];
}

/** The facet rule that a statement falls under. */
export function facetRuleOf(reading: Reading, rules: readonly FacetRule[] = userFacets): FacetRule | undefined {
  return rules.find(
    (rule) =>
      (rule.event === true || !reading.oneOff || reading.changeSignal) &&
      rule.when.some((condition) => meets(condition, reading.concepts)) &&
      (rule.value === 'rest' || rule.value.includes('|') || reading.concepts.has(rule.value)),
  );
}

/** The value as it was written, where it is a word or two; else the whole statement. */
function written(reading: Reading, terms: readonly string[]): string {
  const wanted = new Set(terms);
  const words = reading.text.match(/[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu) ?? [];
  const kept = words.filter((word) => termsOf(word).some((term) => wanted.has(term)));
  return kept.length > 0 && kept.length <= 4 ? kept.join(' ').replace(/\.$/, '') : reading.text;
}

/** Places a statement; undefined when it says nothing of the speaker's lasting state. */
export function placeStatement(
  reading: Reading,
  rules: readonly FacetRule[] = userFacets,
): PlacedStatement | undefined {
  const rule = facetRuleOf(reading, rules);
  if (rule !== undefined) {
    const { path, facet, cardinality } = rule;
    const value = written(reading, valueTerms(reading, rule));
    // "Also" puts a value beside the main one; it competes with nothing.
    return reading.additive
      ? { path, facet: `${facet}${besideMark}`, cardinality: 'multi', value }
      : { path, facet, cardinality, value };
  }
  if (reading.oneOff) return undefined;
  const named = possession.exec(reading.text)?.[1] ?? inverted.exec(reading.text)?.[1];
  if (named !== undefined) {
    const [head] = termsOf(named).slice(-1);
    const nounConcepts = conceptsOf(termsOf(named));
    if (head !== undefined && !nounConcepts.has('renew')) {
      const favorite = /\bfavou?rite\b/i.test(named) ? 'favorite ' : '';
      return {
        path: 'stable_preferences/enduring_preference',
        facet: `own:${favorite}${head}`,
        cardinality: 'single',
        value: reading.text,
      };
    }
  }
  if (!habitual.test(reading.text) || episode.test(reading.text)) return undefined;
  return {
    path: placeOf(reading),
    facet: `habit:${reading.terms.join(' ')}`,
    cardinality: 'multi',
    value: reading.text,
  };
}

/** True for two statements of the same value. */
export function sameStateValue(a: readonly string[], b: readonly string[]): boolean {
  if (a.length === 0 || b.length === 0) return false;
  const other = new Set(b);
  const common = a.filter((term) => other.has(term)).length;
  return common / Math.min(a.length, b.length) >= 0.6;
}
