/** What a statement that something never was so does: the value held at no time, and what it had ended holds on. */
import type { MemoryRecord, RecordDraft } from '../../kernel/record.ts';
import { isWeaker } from './contest.ts';
import { type FactState, factData, isLive, startOf } from './fact-state.ts';
import { sameValue } from './normalize-value.ts';
import type { Revision } from './revise.ts';

/** Reason of a version that held at no time. */
export const neverTold = 'denied: it never was so';
/** Reason of a version that holds again, since what had ended it was denied. */
export const neverWas = 'what ended it never was so';

const refOf = ({ id, version }: MemoryRecord): { readonly id: string; readonly version: number } => ({ id, version });

/** Put away by somebody, or waiting for a decision: no part of the course. */
const counts = ({ status }: MemoryRecord): boolean =>
  status === 'activated' || status === 'generated' || status === 'frozen';

/**
 * Takes back the newest value that a draft with `data.denies` names; undefined where nothing that was said before it,
 * and that it is trusted enough to deny, has that value.
 */
export function reviseDenial(draft: RecordDraft, state: FactState, trustGap: number): Revision[] | undefined {
  if (draft.data['denies'] !== true) return undefined;
  const { subject, slot, value } = factData(draft);
  const said = draft.valid.from ?? Number.POSITIVE_INFINITY;
  const known = state
    .find('fact', { subject, slot, scope: draft.scope, ended: true })
    .filter((one) => counts(one) && factData(one).polarity === 'positive');
  const denied = known.findLast(
    (one) => sameValue(factData(one).value, value) && startOf(one) <= said && one.valid.to !== startOf(one),
  );
  if (denied === undefined || isWeaker(draft, denied, trustGap)) return undefined;
  const since = startOf(denied);
  const taken: Revision = {
    action: 'revoke',
    draft,
    target: refOf(denied),
    reason: neverTold,
    endsAt: since,
  };
  if (factData(denied).cardinality === 'multi') return [taken];
  const before = known.findLast((one) => one !== denied && !isLive(one) && one.valid.to === since);
  if (before === undefined) return [taken];
  const { to } = denied.valid;
  return [
    taken,
    {
      action: 'reopen',
      draft,
      target: refOf(before),
      reason: neverWas,
      ...(to === undefined ? {} : { endsAt: to }),
    },
  ];
}
