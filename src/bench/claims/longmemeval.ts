/** LongMemEval (arXiv 2410.10813), its knowledge updates, on a twin: the newest value, however many came before it. */
import {
  eagerReader,
  memoryReader,
  relevanceReader,
  scoreUpdateReader,
  type UpdateReader,
} from '../suites/longmemeval/score-updates.ts';
import { updateHaystacks } from '../suites/longmemeval/update-haystacks.ts';
import { developmentUpdates, heldoutUpdates } from '../suites/longmemeval/update-surface.ts';
import type { ClaimDefinition } from './claim-definition.ts';
import { judgeClaim, type Numbers, named } from './judge-claim.ts';

export const longmemevalClaim: ClaimDefinition = {
  system: 'longmemeval',
  tier: 'evaluation',
  claim: 'A value that was renewed over many sessions is answered with what holds now, and what was never told is not.',
  relation: 'held-out wordings, knowledge update: exact match at least 97; the most relevant statement at most 55',
  run: (run) =>
    judgeClaim(
      run,
      [
        {
          statement: 'knowledge update, exact match, held-out wordings',
          atLeast: 97,
          value: (n) => n['held-out: exact'] ?? 0,
          control: { what: 'the most relevant statement', value: (n) => n['relevance: exact'] ?? 100 },
        },
        {
          statement: 'the most relevant statement, exact match',
          atMost: 55,
          value: (n) => n['relevance: exact'] ?? 100,
          control: { what: 'the memory', value: (n) => n['held-out: exact'] ?? 0 },
        },
        {
          statement: 'what was never told is not answered',
          atLeast: 95,
          value: (n) => n['held-out: refused'] ?? 0,
          control: {
            what: 'the statement most like the question, whatever it says',
            value: (n) => n['always answers: refused'] ?? 100,
          },
        },
      ],
      async (seed) => {
        const count = run.quick ? 36 : 180;
        const heldout = updateHaystacks(heldoutUpdates, seed, count);
        const development = updateHaystacks(developmentUpdates, seed, Math.ceil(count / 2));
        const of = async (name: string, read: UpdateReader, on = heldout): Promise<Numbers> =>
          named(name, await scoreUpdateReader(read, on, run.signal));
        return {
          measured: {
            ...(await of('held-out', memoryReader)),
            ...(await of('development', memoryReader, development)),
          },
          baselines: {
            ...(await of('relevance', relevanceReader(heldoutUpdates))),
            ...(await of('always answers', eagerReader)),
          },
        };
      },
    ),
};
