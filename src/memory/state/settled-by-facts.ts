/**
 * Facts know more than a statement does: they were read from the same turn, corrected by hand, or decided in review. A
 * value that is known from what was said gives way to them.
 */
import type { MemoryRecord } from '../../kernel/record.ts';
import type { Scope } from '../../kernel/scope.ts';
import { type FactState, factData, isLive } from '../../plaintext/revise/fact-state.ts';
import { normalizeValue, sameValue, wordCoverage } from '../../plaintext/revise/normalize-value.ts';
import type { KnownValue } from '../../plaintext/revise/state/read-states.ts';

/** Subject of what a user says of themselves. */
const speakerSubject = 'user';

/** A fact that a statement gave, and the one that holds in its place. */
export type Settled = { readonly was: MemoryRecord; readonly now: MemoryRecord };

/** When a fact was first recorded. */
const toldAt = (facts: FactState, { id, recorded }: MemoryRecord): number =>
  facts.versions(id)[0]?.recorded.at ?? recorded.at;

/** Facts from some turns with what holds of their slots by now: the fact itself, or the one that took its place. */
export function settledFrom(facts: FactState, turnIds: readonly string[], scope?: Scope): Settled[] {
  const turns = new Set(turnIds);
  const within = scope === undefined ? {} : { scope };
  return facts
    .find('fact', { subject: speakerSubject, ended: true, ...within })
    .filter(({ sources }) => sources.some((id) => turns.has(id)))
    .flatMap((was): Settled[] => {
      if (isLive(was)) return [{ was, now: was }];
      const { slot } = factData(was);
      const [now, other] = facts
        .find('fact', { subject: speakerSubject, slot, ...within })
        .filter((one) => isLive(one) && one.recorded.at > toldAt(facts, was));
      return now === undefined || other !== undefined ? [] : [{ was, now }];
    });
}

/** The value that a fact gives in the place of what was cut out of a statement; undefined where it is over, and nothing took its place. */
export function settledValue(facts: FactState, known: KnownValue, scope?: Scope): KnownValue | undefined {
  const said = known.value.toLowerCase();
  const over = overtaken(facts, known.value, { turnIds: known.sources, scope });
  if (over !== undefined) {
    const { now } = over;
    return now === undefined
      ? undefined
      : { value: factData(now).value, text: now.text, sources: now.sources, changed: true };
  }
  for (const { was, now } of settledFrom(facts, known.sources, scope)) {
    if (!said.includes(factData(was).value.toLowerCase()) && !(now === was && names(known.value, was))) continue;
    const { value } = factData(now);
    return now === was ? { ...known, value } : { value, text: now.text, sources: now.sources, changed: true };
  }
  return known;
}

/** The one fact that holds by now in the slot of what some turns stated, where it is another. */
export function renewedBy(facts: FactState, turnIds: readonly string[], scope?: Scope): MemoryRecord | undefined {
  const [found, other] = settledFrom(facts, turnIds, scope).filter(
    ({ was, now }) => now !== was && factData(now).polarity === 'positive' && factData(now).cardinality === 'single',
  );
  return other === undefined ? found?.now : undefined;
}

/** A fact that holds no longer, and the one that holds in its place. */
export type Overtaken = { readonly was: MemoryRecord; readonly now: MemoryRecord | undefined };

/**
 * The fact behind a value that some turns state, where it is over; undefined where the value holds, or no fact is behind
 * it. Only values of the speaker's own.
 */
export function overtaken(
  facts: FactState,
  value: string,
  { turnIds, scope }: { readonly turnIds: readonly string[]; readonly scope?: Scope | undefined },
): Overtaken | undefined {
  const speaker = facts.canonical(speakerSubject);
  const stated = turnIds
    .flatMap((id) => facts.statedBy(id))
    .filter((one) => facts.canonical(factData(one).subject) === speaker && names(value, one));
  const [was] = stated;
  if (was === undefined || stated.some((one) => isLive(one) || factData(one).polarity === 'negative')) return undefined;
  const { slot, cardinality } = factData(was);
  const within = scope === undefined ? {} : { scope };
  const live = facts
    .find('fact', { subject: speaker, slot, ...within })
    .filter((one) => isLive(one) && factData(one).polarity === 'positive');
  if (live.some((one) => names(value, one))) return undefined;
  return { was, now: cardinality === 'single' && live.length === 1 ? live[0] : undefined };
}

/** True where an answer is a fact's value, in more or fewer words. */
function names(answer: string, record: MemoryRecord): boolean {
  const { value } = factData(record);
  if (sameValue(answer, value) || wordCoverage(answer, value) === 1) return true;
  // A whole sentence that names it says other things, too.
  if (wordCoverage(value, answer) < 1) return false;
  const begins = normalizeValue(answer).startsWith(normalizeValue(value));
  return begins || answer.split(' ').length <= value.split(' ').length + 2;
}

/** What a question names of some turns that a fact, put in by hand or decided in review, has ended since. */
export function endedByFact(
  facts: FactState,
  question: string,
  { turnIds, scope }: { readonly turnIds: readonly string[]; readonly scope?: Scope | undefined },
): Settled | undefined {
  const asked = question.toLowerCase();
  return settledFrom(facts, turnIds, scope).find(
    ({ was, now }) => now !== was && asked.includes(factData(was).value.toLowerCase()),
  );
}
