/** Yes or no by inference from facts: who lives in Bruges does not live in Ghent, and who sees somebody is not single. */
import type { MemoryRecord } from '../../kernel/record.ts';
import { type FactState, factData, isLive } from '../revise/fact-state.ts';
import { sameValue, wordCoverage } from '../revise/normalize-value.ts';
import { slotQuestion } from './slot-questions.ts';

export type InferredAnswer = {
  readonly yes: boolean;
  /** Facts that say so. */
  readonly records: readonly MemoryRecord[];
};

/** Slots of which another value rules out the one that is named. */
const exclusive =
  /^(?:home\.city|work\.employer|identity\.age|possession\.vehicle|service\.bank|routine\.gym|routine\.commute)$/;
/** A vegetarian may be vegan; who eats fish is neither. */
const plants = /\b(?:vegan|vegetarian)\b/i;
const eatsFish = /\bpescatarian\b/i;
const coupled = /\b(?:married|engaged|seeing|dating|relationship|taken)\b/i;
const apart = /\b(?:single|divorced|widowed|separated)\b/i;

/** `subject`: whose facts. Undefined where facts say neither. */
export function inferredAnswer(
  question: string,
  facts: FactState,
  { subject, scope }: { readonly subject: string; readonly scope?: MemoryRecord['scope'] },
): InferredAnswer | undefined {
  const asked = slotQuestion(question);
  if (asked === undefined) return undefined;
  for (const slot of asked.slots) {
    const known = facts
      .find('fact', { subject, slot, ended: true, ...(scope === undefined ? {} : { scope }) })
      .filter(
        ({ status, valid }) =>
          status !== 'archived' && status !== 'merged' && (valid.to === undefined || valid.to !== valid.from),
      );
    const found = fromSlot(slot, asked.named, known);
    if (found !== undefined) return found;
  }
  return undefined;
}

function fromSlot(slot: string, named: string, known: readonly MemoryRecord[]): InferredAnswer | undefined {
  const said = known.filter((one) => factData(one).polarity === 'positive');
  const live = said.filter(isLive);
  const is = (record: MemoryRecord): boolean => names(slot, named, factData(record).value);
  const holding = live.filter(is);
  if (holding.length > 0) return { yes: true, records: holding };
  const other = live.filter((record) => rulesOut(slot, named, factData(record)));
  if (other.length > 0) return { yes: false, records: other };
  if (slot === 'relation.status' && live.length > 0) return undefined;
  const denied = known.filter((one) => factData(one).polarity === 'negative' && isLive(one) && is(one));
  const over = [...denied, ...said.filter((record) => !isLive(record) && is(record))];
  return over.length > 0 ? { yes: false, records: over } : undefined;
}

function names(slot: string, named: string, value: string): boolean {
  if (slot === 'relation.status') {
    if (
      /^(?:in a relationship|dating someone|dating|seeing (?:someone|somebody|anyone)|taken|girlfriend|boyfriend|partner)$/i.test(
        named,
      )
    )
      return coupled.test(value);
    return sameValue(named, value) || wordCoverage(named, value) === 1;
  }
  if (slot === 'hobby.group' && /^an? /i.test(named))
    return wordCoverage(named, value) > 0 || !/\b(?:band|choir|orchestra|team)\b/i.test(value);
  return sameValue(named, value) || wordCoverage(named, value) === 1;
}

function rulesOut(
  slot: string,
  named: string,
  { value, cardinality }: { readonly value: string; readonly cardinality: string },
): boolean {
  if (slot === 'relation.status')
    return /^single$/i.test(named)
      ? coupled.test(value)
      : coupled.test(named) || /^(?:girlfriend|boyfriend|partner)$/i.test(named)
        ? apart.test(value) || coupled.test(value)
        : false;
  if (slot === 'health.diet')
    return eatsFish.test(named) ? plants.test(value) : plants.test(named) && eatsFish.test(value);
  if (/^(?:relation|favorite|attribute|contact)\./.test(slot) || slot === 'identity.name')
    return cardinality === 'single';
  return exclusive.test(slot);
}
