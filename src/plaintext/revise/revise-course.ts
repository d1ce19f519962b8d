/** What a decision on a dated statement does to the other values of its slot, so that their course fits together. */
import type { MemoryRecord, RecordDraft } from '../../kernel/record.ts';
import { type FactState, factData, startOf } from './fact-state.ts';
import type { Revision } from './revise.ts';
import { isDated } from './told-time.ts';

/** Changes that go before `revision`; none for most. */
export function courseAround(revision: Revision, state: FactState): Revision[] {
  const { draft, action, startsAt, endsAt } = revision;
  const { subject, slot, cardinality } = factData(draft);
  if (cardinality !== 'single' || !isDated(draft)) return [];
  const target = revision.target === undefined ? undefined : state.record(revision.target.id);
  const others = state
    .find('fact', { subject, slot, scope: draft.scope, ended: true })
    .filter((one) => one.id !== target?.id && one.valid.to !== undefined && factData(one).polarity === 'positive');
  if (action === 'confirm' && startsAt !== undefined && target !== undefined) {
    // It began earlier than was known: what seemed to hold until then ended earlier, too.
    const seemed = others.filter(({ valid }) => valid.to === startOf(target) && (valid.from ?? 0) < startsAt);
    return seemed.map((one) => reopened(draft, one, 'what follows began earlier', startsAt));
  }
  if (action === 'revoke' && target !== undefined && endsAt !== undefined && endsAt < startOf(target)) {
    // It had ended before it was said to hold: what seemed to have ended with it goes on.
    const goesOn = others.filter(({ valid }) => valid.to === startOf(target) && (valid.from ?? 0) >= endsAt);
    return goesOn.map((one) => reopened(draft, one, 'what seemed to follow was over'));
  }
  const { from } = draft.valid;
  if ((action === 'supersede' || (action === 'add' && endsAt === undefined)) && from !== undefined) {
    // "I used to live in Boston" ended, at the latest, when what holds now began.
    const former = others.filter(({ valid }) => valid.from === undefined && valid.to !== undefined && valid.to > from);
    return former.map((one) => reopened(draft, one, 'what follows began earlier', from));
  }
  return [];
}

const reopened = (draft: RecordDraft, { id, version }: MemoryRecord, reason: string, endsAt?: number): Revision => ({
  action: 'reopen',
  draft,
  target: { id, version },
  reason,
  ...(endsAt === undefined ? {} : { endsAt }),
});
