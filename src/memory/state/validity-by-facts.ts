/** What facts know of a turn's statements: that one of them has ended since, or that what seemed to end it never was so. */
import type { MemoryRecord } from '../../kernel/record.ts';
import { type FactState, factData, isLive } from '../../plaintext/revise/fact-state.ts';
import { sameValue } from '../../plaintext/revise/normalize-value.ts';
import { neverWas } from '../../plaintext/revise/revise-denial.ts';
import type { Validity } from '../../plaintext/revise/state/read-states.ts';

/** "I used to live there" tells by itself that it is over, and stays true. */
const isFormer = ({ valid }: MemoryRecord): boolean => valid.from === undefined && valid.to !== undefined;

const isOver = (record: MemoryRecord): boolean =>
  record.valid.to !== undefined && (record.status === 'activated' || record.status === 'frozen');

/**
 * The validity of a turn by states, with what facts add: a fact of the turn that has ended makes it stale, and one that
 * a denial opened again makes it hold.
 */
export function withFacts(facts: FactState, turnId: string, byStates: Validity | undefined): Validity | undefined {
  const told = facts
    .statedBy(turnId)
    .filter((record) => factData(record).polarity === 'positive' && !isFormer(facts.versions(record.id)[0] ?? record));
  // A turn that says what followed is not outdated by it: "I moved to Braga in 2021, now I live in Porto".
  const followed = (record: MemoryRecord): boolean =>
    told.some((one) => isLive(one) && factData(one).slot === factData(record).slot);
  const over = told.filter((record) => isOver(record) && !followed(record));
  if (over.length === 0) {
    const reopened = told.some((record) => isLive(record) && record.reason === neverWas);
    return reopened || told.some(isOver) ? undefined : byStates;
  }
  if (byStates?.status === 'stale') return byStates;
  const instead = over.flatMap((record) => {
    const { subject, slot, value } = factData(record);
    return facts
      .find('fact', { subject, slot, scope: record.scope })
      .filter((one) => factData(one).polarity === 'positive' && !sameValue(factData(one).value, value))
      .map(({ text }) => text);
  });
  return {
    status: 'stale',
    statements: over.map(({ text }) => text),
    reason: over[0]?.reason ?? '',
    corrected: [...new Set(instead)],
  };
}
