/** HaluMem (arXiv 2511.03506), its update stage, on a twin: the newest value of the user, never one of the assistant's. */
import { developmentHalumem } from '../suites/halumem/development-halumem.ts';
import { heldoutHalumem } from '../suites/halumem/heldout-halumem.ts';
import { loadHalumem, scoreRealUpdates } from '../suites/halumem/load-halumem.ts';
import { appendOnlyUpdates, profileUpdates, scoreUpdates } from '../suites/halumem/score-updates.ts';
import { updateUsers } from '../suites/halumem/update-users.ts';
import type { ClaimDefinition } from './claim-definition.ts';
import { judgeClaim, type Numbers, named } from './judge-claim.ts';

export const halumemClaim: ClaimDefinition = {
  system: 'halumem',
  tier: 'evaluation',
  claim: 'Revision when writing brings updates through without omissions, and keeps out what only the assistant said.',
  relation: 'held-out half, updates: correct at least 95, omitted at most 3, fabricated 0',
  data: 'HaluMem users, JSON lines',
  run: (run) =>
    judgeClaim(
      run,
      [
        {
          statement: 'updates correct, held-out half',
          atLeast: 95,
          value: (n) => n['held-out: correct'] ?? 0,
          control: { what: 'append-only log', value: (n) => n['append-only: correct'] ?? 100 },
        },
        {
          statement: 'updates omitted, held-out half',
          atMost: 3,
          value: (n) => n['held-out: omitted'] ?? 100,
          control: { what: 'append-only log', value: (n) => n['append-only: omitted'] ?? 0 },
        },
        {
          statement: 'updates fabricated, held-out half',
          atMost: 0,
          value: (n) => n['held-out: fabricated'] ?? 100,
          control: { what: 'believing the assistant', value: (n) => n['believing the assistant: fabricated'] ?? 0 },
        },
      ],
      async (seed) => {
        const users = run.quick ? 10 : 40;
        const heldout = updateUsers(heldoutHalumem, { seed, users });
        const development = updateUsers(developmentHalumem, { seed, users });
        const real: Numbers =
          run.data === undefined ? {} : named('real data', await scoreRealUpdates(await loadHalumem(run.data)));
        return {
          measured: {
            ...named('held-out', await scoreUpdates(profileUpdates(), heldout)),
            ...named('development', await scoreUpdates(profileUpdates(), development)),
            ...real,
          },
          baselines: {
            ...named('append-only', await scoreUpdates(appendOnlyUpdates(), heldout)),
            ...named('believing the assistant', await scoreUpdates(profileUpdates('a', { assistant: true }), heldout)),
          },
        };
      },
    ),
};
