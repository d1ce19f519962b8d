/** What a statement that something is over does to the facts of the slots that it names: it ends them, and adds nothing. */
import type { MemoryRecord, RecordDraft } from '../../kernel/record.ts';
import { type FactState, factData, startOf } from './fact-state.ts';
import { sameValue, wordCoverage } from './normalize-value.ts';
import type { Revision } from './revise.ts';
import { isDated, isToldAfter } from './told-time.ts';

/** "Yesterday" begins at midnight: what was told during that day had begun before. */
const dayMs = 86_400_000;

/**
 * Ends the live positive facts of the slots in `data.ends`: all of them where `data.value` is empty, else those whose
 * value holds all words of `data.value` (in an area with a trailing `*`: whose slot's name does). What began after
 * the day that is said, and what is better trusted, stays. Without anything to end the
 * draft is ignored, save for a medicine.
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
      const begun = startOf(record) < said + dayMs || isNews(draft, record);
      if (fact.polarity === 'negative' || !begun || draft.trust + trustGap < record.trust) return false;
      if (value === '') return true;
      return slot.endsWith('*')
        ? wordCoverage(value, fact.slot.replace(/^[^.]*\./, '')) === 1
        : sameValue(fact.value, value) || wordCoverage(value, fact.value) === 1;
    });
  // That a medicine is not taken is worth knowing by itself; a name alone may be anybody's.
  const { slot } = factData(draft);
  if (targets.length === 0 && slot === 'health.medication') {
    const same = known(slot).find((one) => sameValue(factData(one).value, value));
    if (same === undefined) return [{ action: 'add', draft, reason: 'denied, and not known before' }];
    if (factData(same).polarity === 'negative')
      return [{ action: 'confirm', draft, target: { id: same.id, version: same.version }, reason: 'said again' }];
  }
  if (targets.length === 0 || unclear) return [{ action: 'ignore', draft, reason: 'nothing known is said to be over' }];
  return targets.map(({ record }) => ({
    action: 'revoke' as const,
    draft,
    target: { id: record.id, version: record.version },
    reason: 'said to be over',
    ...(Number.isFinite(said) ? { endsAt: isNews(draft, record) ? said : Math.max(said, startOf(record) + 1) } : {}),
  }));
}

/** "I quit last month" ends what was said to hold within that month: it is told later. */
const isNews = (draft: RecordDraft, record: MemoryRecord): boolean =>
  isDated(draft) && !isDated(record) && isToldAfter(draft, record);
