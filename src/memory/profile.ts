/** `profile`: what is known and holds now, by subject. */
import type { MemoryRecord } from '../kernel/record.ts';
import { type Scope, scopeMatches } from '../kernel/scope.ts';
import { isLive, startOf } from '../plaintext/revise/fact-state.ts';
import { tracksOf } from '../plaintext/revise/state/read-states.ts';
import type { Engine } from './engine.ts';
import { toFactVersion } from './facts.ts';
import type { Profile } from './memory.ts';
import { statesIn } from './state/memory-state.ts';

/** Facts, preferences and standing instructions that hold now; by importance, then newest first. */
export async function profileOf(engine: Engine, scope: Scope = {}): Promise<Profile> {
  return engine.exclusive(async () => {
    const live = (kind: 'fact' | 'preference' | 'instruction'): MemoryRecord[] =>
      engine.state.facts
        .find(kind, { scope })
        .filter((record) => isLive(record) && scopeMatches(record.scope, scope))
        .sort((a, b) => b.importance - a.importance || startOf(b) - startOf(a) || (a.id < b.id ? -1 : 1));
    const log = engine.state.states;
    return {
      facts: live('fact')
        .filter((record) => record.data['polarity'] !== 'negative')
        .map(toFactVersion),
      preferences: live('preference'),
      instructions: live('instruction'),
      states: log === undefined ? [] : (await statesIn(engine, scope)).flatMap((one) => tracksOf(one, log.schema)),
    };
  });
}
