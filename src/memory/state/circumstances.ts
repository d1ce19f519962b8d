/** What a plan has to respect: put before the evidence where somebody asks for one. */
import type { Scope } from '../../kernel/scope.ts';
import { classifyQuestion } from '../../plaintext/recall/intent.ts';
import type { PlanConstraints } from '../../plaintext/revise/state/plan-constraints.ts';
import { constraintsFor } from '../../plaintext/revise/state/read-states.ts';
import type { Engine } from '../engine.ts';
import { statesIn } from './memory-state.ts';

const planning =
  /\b(?:plan|planning|organi[sz]e|arrange|schedule|book|pack|prepare|put together|sketch|draft|design|propose|pick|choose|set up|come up with|find me|order me|remind me|write me|make me|give me|routine|itinerary|checklist|shopping list|menu)\b/i;

/** Asks for something to be done or proposed, rather than for what was. */
export function isPlanning(query: string): boolean {
  const { intent } = classifyQuestion(query);
  return intent === 'advice' || (intent !== 'history' && intent !== 'count' && planning.test(query));
}

/** Inside `exclusive`; undefined where nothing is known. */
export async function circumstancesFor(
  engine: Engine,
  query: string,
  scope?: Scope,
): Promise<PlanConstraints | undefined> {
  const log = engine.state.states;
  if (log === undefined) return undefined;
  const found = constraintsFor(query, await statesIn(engine, scope), log.schema);
  const any = found.positive.length + found.negative.length + found.unresolved.length > 0;
  return any ? found : undefined;
}
