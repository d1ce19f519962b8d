import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordStatus } from '../../kernel/record.ts';
import { createCubeIndex } from '../index/cube-index.ts';
import type { Unit } from '../index/unit.ts';
import { allowedUnits } from './allowed-units.ts';
import { parseQuery } from './parse-query.ts';
import { scratchOf } from './scratch.ts';
import type { RecallOptions } from './types.ts';

const shown: Readonly<Record<RecordStatus, (options: RecallOptions, old: boolean) => boolean>> = {
  generated: () => true,
  activated: () => true,
  frozen: () => true,
  merged: () => false,
  erased: () => false,
  archived: ({ archived }) => archived === true,
  expired: (_options, old) => old,
  quarantined: () => false,
};

function unit(id: string, status: RecordStatus, user: string): Unit {
  return {
    id,
    type: 'record',
    kind: 'fact',
    seq: 1,
    at: 0,
    text: `fact ${id}`,
    scope: { user },
    sources: [],
    entities: [],
    times: [],
    valid: {},
    status,
    trust: 1,
  };
}

type Step = { readonly id: string; readonly status: RecordStatus | 'gone'; readonly user: string };
const steps = fc.array(
  fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    status: fc.constantFrom<RecordStatus | 'gone'>('activated', 'archived', 'expired', 'merged', 'frozen', 'gone'),
    user: fc.constantFrom('u', 'v'),
  }),
  { maxLength: 40 },
);

describe('allowed units', () => {
  it('follow every addition, replacement and removal, for every sort of recall', () => {
    fc.assert(
      fc.property(steps, (history: readonly Step[]) => {
        const index = createCubeIndex();
        const live = new Map<string, Step>();
        for (const step of history) {
          if (step.status === 'gone') {
            index.remove([step.id]);
            live.delete(step.id);
          } else {
            index.add([unit(step.id, step.status, step.user)]);
            live.set(step.id, step);
          }
          for (const options of [{}, { archived: true }, { scope: { user: 'u' } }, { kinds: ['turn'] as const }]) {
            for (const question of ['What is it?', 'What was it before it changed?']) {
              const parsed = parseQuery(question, index);
              const old = parsed.intent === 'history' || parsed.intent === 'order';
              const mask = allowedUnits(index, options, parsed, scratchOf(index).allowed);
              const found = [...mask].flatMap((allowed, document) => (allowed === 1 ? [index.units.id(document)] : []));
              const expected = [...live.values()].filter(
                ({ status, user }) =>
                  shown[status as RecordStatus](options, old) &&
                  !('kinds' in options) &&
                  (!('scope' in options) || user === 'u'),
              );
              expect(found.sort()).toEqual(expected.map(({ id }) => id).sort());
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
