/** `profile`: what is known and holds now, by subject. */
import type { MemoryRecord } from '../kernel/record.ts';
import { type Scope, scopeMatches } from '../kernel/scope.ts';
import { isLive, startOf } from '../plaintext/revise/fact-state.ts';
import type { Engine } from './engine.ts';
import { toFactVersion } from './facts.ts';
import type { Profile } from './memory.ts';

/** Facts, preferences and standing instructions that hold now; by importance, then newest first. */
export async function profileOf(engine: Engine, scope: Scope = {}): Promise<Profile> {
  return engine.exclusive(async () => {
    const live = (kind: 'fact' | 'preference' | 'instruction'): MemoryRecord[] =>
      engine.state.facts
        .find(kind, { scope })
        .filter((record) => isLive(record) && scopeMatches(record.scope, scope))
        .sort((a, b) => b.importance - a.importance || startOf(b) - startOf(a) || (a.id < b.id ? -1 : 1));
    return {
      facts: live('fact')
        .filter((record) => record.data['polarity'] !== 'negative')
        .map(toFactVersion),
      preferences: live('preference'),
      instructions: live('instruction'),
    };
  });
}
