/**
 * Facts know more than a statement does: they were read from the same turn, corrected by hand, or decided in review. A
 * value that is known from what was said gives way to them.
 */
import type { MemoryRecord } from '../../kernel/record.ts';
import type { Scope } from '../../kernel/scope.ts';
import { type FactState, factData, isLive } from '../../plaintext/revise/fact-state.ts';
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

/** The value that a fact gives in the place of what was cut out of a statement. */
export function settledValue(facts: FactState, known: KnownValue, scope?: Scope): KnownValue {
  const said = known.value.toLowerCase();
  for (const { was, now } of settledFrom(facts, known.sources, scope)) {
    if (!said.includes(factData(was).value.toLowerCase())) continue;
    const { value } = factData(now);
    return now === was ? { ...known, value } : { value, text: now.text, sources: now.sources, changed: true };
  }
  return known;
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
