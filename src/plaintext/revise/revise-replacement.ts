/** What "X for Y" does: Y takes the place of X in the slot in which X is known, and in none where it is not. */
import type { RecordDraft } from '../../kernel/record.ts';
import { isWeaker } from './contest.ts';
import { type FactState, factData, startOf } from './fact-state.ts';
import { sameValue, wordCoverage } from './normalize-value.ts';
import type { Revision } from './revise.ts';

/** Slots of things and people that one exchanges; a name or an age is put right in other words. */
const exchanged =
  /^(?:home|work\.employer|possession|relation|health\.(?:doctor|specialist|medication)|routine|service|hobby|skill|favorite|attribute|education\.(?:school|major))\b/;

/** Undefined where the draft names a slot. */
export function reviseReplacement(draft: RecordDraft, state: FactState, trustGap: number): Revision | undefined {
  const { subject, slot, value } = factData(draft);
  const { replaces } = draft.data;
  if (slot !== '*' || typeof replaces !== 'string') return undefined;
  const fits = state.find('fact', { subject, scope: draft.scope }).filter((one) => {
    const fact = factData(one);
    if (fact.polarity === 'negative' || !exchanged.test(fact.slot)) return false;
    return sameValue(fact.value, replaces) || wordCoverage(replaces, fact.value) === 1;
  });
  const [target, other] = fits;
  if (target === undefined || other !== undefined)
    return { action: 'ignore', draft, reason: 'nothing known, or more than one thing, is said to be replaced' };
  if (isWeaker(draft, target, trustGap)) return { action: 'ignore', draft, reason: 'replaces a better trusted fact' };
  const known = factData(target);
  const said = draft.valid.from ?? startOf(target) + 1;
  // The article of the old value tells how the new one is written.
  const article =
    /^(?:an? )/i.test(known.value) && !/^(?:an? |the )/i.test(value) ? (/^[aeiou]/i.test(value) ? 'an ' : 'a ') : '';
  const fresh = `${article}${value}`;
  const { replaces: _, ...data } = draft.data;
  return {
    action: 'supersede',
    draft: {
      ...draft,
      text: target.text.includes(known.value)
        ? target.text.replace(known.value, fresh).replace(/ \(since [^)]*\)/, '')
        : draft.text,
      data: { ...data, slot: known.slot, value: fresh, cardinality: known.cardinality },
    },
    target: { id: target.id, version: target.version },
    reason: 'said to be replaced',
    endsAt: Math.max(said, startOf(target) + 1),
  };
}
