/** Gives a statement its facet, track, cardinality and bare value. */

import { meets, termsOf } from './concepts.ts';
import { standTogether } from './nearness.ts';
import { isOfNamed, isOfPerson, ownClause, type Reading } from './read-statement.ts';
import { movesThing } from './signs/guards.ts';
import {
  homeSlot,
  isHabit,
  leastShares,
  saidOfPersons,
  slotTerms,
  slotTold,
  type TellingSlot,
  valueSeeds,
} from './signs/sign-statement.ts';
import { isStandingHabit, isStandingValue } from './standing.ts';
import { type Cardinality, type FacetRule, type StateSchema, type TrackPath, userSchema } from './state-schema.ts';
import { isStopWord } from './stop-terms.ts';
import { toldForm } from './told-form.ts';

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
/** True for something that was done once and is over. */
export const isEpisode = (text: string): boolean => episode.test(text) && !goesOn.test(text);
const goesOn = /\b(?:every|each|always|usually|daily|weekly|these days|now|since|on \w+days|still)\b/i;
const habitual = /\b(?:I|we|My|my|[Oo]ur)\b/;

/** Ideas of conditions whose words belong to the value. */
const valueIdeas: ReadonlySet<string> = new Set(['name', 'orgword']);

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
      .filter((one) => !one.startsWith('!') && one !== wanted && !valueIdeas.has(one))
      .flatMap((concept) => [...(reading.concepts.get(concept) ?? [])]),
  );
  return [...new Set(reading.terms.filter((term) => !isStopWord(term) && !cues.has(term)))];
}

/** The facet rule that a statement falls under. */
export function facetRuleOf(reading: Reading, schema: StateSchema = userSchema): FacetRule | undefined {
  if (schema.perspective === 'speaker' && isOfNamed(reading.text)) return undefined;
  const ofPerson = schema.signs !== undefined && schema.perspective === 'speaker' && isOfPerson(reading.text);
  if (schema.signs !== undefined && schema.perspective === 'speaker' && ownClause(reading.text) === '')
    return undefined;
  return schema.facets.find(
    (rule) =>
      !(ofPerson && !saidOfPersons.has(rule.facet)) &&
      !(rule.facet === homeSlot && schema.signs !== undefined && movesThing(reading.text)) &&
      rule.when.some(
        (condition) =>
          meets(condition, reading.concepts) && standTogether(reading, condition, schema.perspective === 'speaker'),
      ) &&
      (rule.event === true || reading.changeSignal || !reading.oneOff) &&
      (rule.value === 'rest' || rule.value.includes('|') || reading.concepts.has(rule.value)) &&
      isBacked(rule, reading, schema),
  );
}

/** Words of a sentence in which those of a rule do not meet by accident. */
const plainWords = 10;

/** In long talk the words of a rule meet by accident: where signs read, the sentence has to be like examples, too, or short. */
function isBacked({ facet }: FacetRule, { text }: Reading, { signs, perspective, slotOf }: StateSchema): boolean {
  if (signs === undefined || perspective !== 'speaker') return true;
  if (slotOf(facet) !== undefined && signs.slotOf(text)?.label === facet) return true;
  return toldForm(text) !== undefined && text.trim().split(/\s+/).length <= plainWords;
}

/** The value as it was written, where it is a word or two; else the whole statement. */
function written(reading: Reading, terms: readonly string[]): string {
  const wanted = new Set(terms);
  const words = reading.text.match(/[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu) ?? [];
  const kept = words.filter((word) => termsOf(word).some((term) => wanted.has(term)));
  return kept.length > 0 && kept.length <= 4 ? kept.join(' ').replace(/\.$/, '') : reading.text;
}

/** The first words of the value that stand together, as they were written; small words may stand between two of them. */
function writtenRun(reading: Reading, terms: readonly string[], seeds: readonly string[] = terms): string {
  const wanted = new Set(terms);
  const sown = new Set(seeds);
  const words = [...reading.text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}'’.&-]*/gu)];
  const own = words.map(([word]) => termsOf(word).some((term) => wanted.has(term)));
  const from = words.findIndex(([word]) => termsOf(word).some((term) => sown.has(term)));
  if (from < 0) return reading.text;
  let to = from;
  for (let at = from + 1; at < words.length && at <= to + 2; at += 1) {
    const between = reading.text.slice((words[to]?.index ?? 0) + (words[to]?.[0].length ?? 0), words[at]?.index);
    if (/[,;:.!?]| and /.test(between.replace(/^\.(?= \p{Lu})/u, ''))) break;
    if (own[at] === true) to = at;
  }
  const [first, last] = [words[from], words[to]];
  if (first === undefined || last === undefined || to - from >= mostValueWords) return reading.text;
  return reading.text.slice(first.index, last.index + last[0].length).replace(/\.$/, '');
}

/** A longer run is no value. */
const mostValueWords = 5;

/** Name of the facet; with what the value belongs to, where a kind has several. */
function facetOf({ facet, of }: FacetRule, reading: Reading): string {
  if (of === undefined) return facet;
  return `${facet}:${[...(reading.concepts.get(of) ?? [])].sort().join(' ')}`;
}

/** A slot that is likely by itself, or that something holds already. */
const toldBefore = (told: TellingSlot | undefined, held: (facet: string) => boolean): TellingSlot | undefined =>
  told === undefined || told.share >= leastShares.slot || held(told.rule.slot) ? told : undefined;

/** Slots whose values come and go with the days. */
const ofDays: ReadonlySet<string> = new Set(['weather', 'health.condition']);

/** The slot and the rule under which a sentence tells a value that stands from then on. */
export function valueTold(
  reading: Reading,
  schema: StateSchema,
  held: (facet: string) => boolean = () => false,
): { readonly told: TellingSlot | undefined; readonly rule: FacetRule | undefined } {
  const told = toldBefore(slotTold(reading, schema, true), held);
  const rule = told?.sure === true ? undefined : facetRuleOf(reading, schema);
  if (schema.signs === undefined || schema.perspective !== 'speaker') return { told, rule };
  const { labels, soft } = schema.signs;
  const likeness = ({ facet }: FacetRule): number => {
    const at = labels.slot.indexOf(facet);
    return at < 0 ? 1 : (soft(reading.text).slot[at] as number);
  };
  const day = told?.rule.kind === 'day' || ofDays.has(told?.rule.slot ?? '');
  const isTold = told !== undefined && isStandingValue(reading.text, { share: told.share, day });
  const isRuled =
    rule !== undefined &&
    isStandingValue(reading.text, { share: told?.share ?? 0, ruled: likeness(rule), day: ofDays.has(rule.facet) });
  return { told: isTold ? told : undefined, rule: isRuled ? rule : undefined };
}

/** Places a statement; undefined when it says nothing of the speaker's lasting state. */
export function placeStatement(
  reading: Reading,
  schema: StateSchema = userSchema,
  held: (facet: string) => boolean = () => false,
): PlacedStatement | undefined {
  const { told, rule } = valueTold(reading, schema, held);
  if (told !== undefined && rule === undefined) {
    const { slot, path, many = false } = told.rule;
    const value = writtenRun(reading, slotTerms(reading, told.rule, schema), valueSeeds(reading, told.rule, schema));
    const single = !many && !reading.additive;
    return {
      path,
      facet: many ? `${slot}:${reading.terms.join(' ')}` : reading.additive ? `${slot}${besideMark}` : slot,
      cardinality: single ? 'single' : 'multi',
      value,
    };
  }
  if (reading.aboutOther) return undefined;
  if (rule !== undefined) {
    const { path, cardinality } = rule;
    const facet = facetOf(rule, reading);
    const value = (rule.value === 'name' ? writtenRun : written)(reading, valueTerms(reading, rule));
    // "Also" puts a value beside the main one; it competes with nothing.
    return reading.additive
      ? { path, facet: `${facet}${besideMark}`, cardinality: 'multi', value }
      : { path, facet, cardinality, value };
  }
  const { ownTrack } = schema.definition;
  const named =
    ownTrack === undefined ? undefined : (possession.exec(reading.text)?.[1] ?? inverted.exec(reading.text)?.[1]);
  const read = schema.signs !== undefined && schema.perspective === 'speaker';
  const basis = schema.signs?.basesOf(reading.text)[0]?.share ?? 0;
  if (
    ownTrack !== undefined &&
    named !== undefined &&
    !reading.oneOff &&
    (!read || isStandingHabit(reading.text, basis))
  ) {
    const [head] = termsOf(named).slice(-1);
    if (head !== undefined && !schema.thesaurus.conceptsOf(termsOf(named)).has('renew')) {
      const favorite = /\bfavou?rite\b/i.test(named) ? 'favorite ' : '';
      return { path: ownTrack, facet: `own:${favorite}${head}`, cardinality: 'single', value: reading.text };
    }
  }
  const path = placeOf(reading, schema);
  if (read && !isStandingHabit(reading.text, basis)) return undefined;
  if (path !== undefined && isHabit(reading, schema))
    return { path, facet: `habit:${reading.terms.join(' ')}`, cardinality: 'multi', value: reading.text };
  const lasting = schema.perspective === 'subject' || (habitual.test(reading.text) && !episode.test(reading.text));
  if (path === undefined || !lasting || reading.oneOff) return undefined;
  return { path, facet: `habit:${reading.terms.join(' ')}`, cardinality: 'multi', value: reading.text };
}

/** The slot or rule of a facet, without what it belongs to. */
export const slotNameOf = (facet: string): string => facet.split(':')[0] as string;

/** Track of a statement that no facet claims; undefined where the schema has none for it. */
export function placeOf(reading: Reading, { definition }: StateSchema = userSchema): TrackPath | undefined {
  const fits = (definition.places ?? []).find(([condition]) => meets(condition, reading.concepts));
  return fits?.[1] ?? definition.otherTrack;
}

/** True for two statements of the same value. */
export function sameStateValue(a: readonly string[], b: readonly string[]): boolean {
  if (a.length === 0 || b.length === 0) return false;
  const other = new Set(b);
  const common = a.filter((term) => other.has(term)).length;
  return common / Math.min(a.length, b.length) >= 0.6;
}
