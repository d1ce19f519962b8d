import { describe, expect, it } from 'vitest';
import type { MemoryRecord } from '../../kernel/record.ts';
import type { Turn } from '../../kernel/turn.ts';
import { ExtractContext } from '../extract/extract-context.ts';
import { extractTurns } from '../extract/extract-turns.ts';
import { createFactState } from './fact-state.ts';
import { revise } from './revise.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 0, 5, 9);

/** Extracts and revises what is said on consecutive days; gives what is live at the end. */
function live(...said: readonly string[]): string[] {
  const state = createFactState();
  const context = new ExtractContext();
  let next = 0;
  for (const [index, text] of said.entries()) {
    const turn: Turn = {
      id: `t${index}`,
      cube: 'c',
      scope: {},
      role: 'user',
      text,
      at: start + index * day,
      seq: index,
      source: 'user',
      trust: 1,
      marks: [],
      hash: '',
    };
    for (const draft of extractTurns([turn], context).drafts) {
      for (const { action, target, endsAt } of revise([draft], state)) {
        const known = target === undefined ? undefined : state.record(target.id);
        if (known !== undefined && (action === 'revoke' || action === 'supersede'))
          state.apply({
            ...known,
            version: known.version + 1,
            valid: { ...known.valid, to: endsAt ?? turn.at },
          });
        if (action === 'add' || action === 'supersede') state.apply(recordOf(draft, `r${next++}`, turn.at));
      }
    }
  }
  return state
    .find('fact')
    .map((one) => `${one.data['polarity'] === 'negative' ? '-' : ''}${one.data['slot']} ${one.data['value']}`);
}

function recordOf(draft: Parameters<typeof revise>[0][number], id: string, at: number): MemoryRecord {
  return {
    ...draft,
    id,
    version: 1,
    from: [],
    recorded: { at },
    status: 'activated',
    reason: 'said',
    retention: { strength: 1, usedAt: at, uses: 0, bits: 32 },
  };
}

describe('what is said to be over', () => {
  it.each([
    [['I live in Bristol.', 'I no longer live in Bristol.'], []],
    [['I work as a baker at Siemens.', 'I quit my job.'], []],
    [['I work at Siemens.', 'I was laid off yesterday.'], []],
    [['My wife is called Elena.', 'I am married.', 'We split up.'], []],
    [['I have a dog named Rex.', 'Rex died.'], ['pet.kind a dog']],
    [['I have a dog named Rex.', 'Our dog Rex passed away.'], []],
    [
      ['I have a dog named Rex.', 'I have a dog named Bo.', 'My dog Rex died.'],
      ['pet.kind a dog', 'pet.name Bo'],
    ],
    [['I take bisoprolol 5 mg.', 'I stopped taking bisoprolol.'], []],
    [['I take bisoprolol.', 'The doctor took me off it.'], []],
    [['My bisoprolol dose is 5 mg.', 'I came off the bisoprolol.'], []],
    [
      ['I take bisoprolol.', 'I stopped taking ramipril.'],
      ['health.medication bisoprolol', '-health.medication ramipril'],
    ],
    [['I take bisoprolol.', 'I am no longer on bisoprolol.'], []],
    [['I stopped taking ramipril.'], ['-health.medication ramipril']],
    [['Rex died.'], []],
    [['I quit my job.', 'I work at Bosch.'], ['work.employer Bosch']],
  ])('%j leaves %j', (said, expected) => {
    expect(live(...said).sort()).toEqual([...expected].sort());
  });
});
