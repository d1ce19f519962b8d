/** What a statement that something is over does to the facts of the slots that it names: it ends them, and adds nothing. */
import type { RecordDraft } from '../../kernel/record.ts';
import { type FactState, factData, startOf } from './fact-state.ts';
import { sameValue, wordCoverage } from './normalize-value.ts';
import type { Revision } from './revise.ts';

/** "Yesterday" begins at midnight: what was told during that day had begun before. */
const dayMs = 86_400_000;

/**
 * Ends the live positive facts of the slots in `data.ends`: all of them where `data.value` is empty, else those whose
 * value holds all words of `data.value` (in an area with a trailing `*`: whose slot's name does). What began after
 * the day that is said, and what is better trusted, stays. Without anything to end the draft is ignored.
 */
export function reviseEnding(draft: RecordDraft, state: FactState, trustGap: number): Revision[] {
  const { subject, value } = factData(draft);
  const slots = (draft.data['ends'] as readonly unknown[]).filter((slot) => typeof slot === 'string');
  const said = draft.valid.from ?? Number.POSITIVE_INFINITY;
  const known = (slot: string) => state.find('fact', { subject, slot, scope: draft.scope });
  // "My dog died" of one of several: which one is unknown while pets with names are left.
  const unclear = slots.includes('pet.kind') && known('pet.name').length > 0;
  const targets = slots
    .flatMap((slot) => known(slot).map((record) => ({ slot, record })))
    .filter(({ slot, record }) => {
      const fact = factData(record);
      if (fact.polarity === 'negative' || startOf(record) >= said + dayMs || draft.trust + trustGap < record.trust)
        return false;
      if (value === '') return true;
      return slot.endsWith('*')
        ? wordCoverage(value, fact.slot.replace(/^[^.]*\./, '')) === 1
        : sameValue(fact.value, value) || wordCoverage(value, fact.value) === 1;
    });
  if (targets.length === 0 || unclear) return [{ action: 'ignore', draft, reason: 'nothing known is said to be over' }];
  return targets.map(({ record }) => ({
    action: 'revoke' as const,
    draft,
    target: { id: record.id, version: record.version },
    reason: 'said to be over',
    ...(Number.isFinite(said) ? { endsAt: Math.max(said, startOf(record) + 1) } : {}),
  }));
}
