/** CUPMem (arXiv 2605.06527): adjudication when writing, with propagation, and a gate when reading. */
import { createStateProfile, observeSession, type StateProfile } from '../../plaintext/revise/state/index.ts';
import { auc } from '../metrics/statistics.ts';
import { seededRng } from '../seeded-rng.ts';
import { developmentSurface } from '../suites/stale/development-surface.ts';
import { heldoutSurface } from '../suites/stale/heldout-surface.ts';
import { runStale, type ScenarioOutcome, scoreStale } from '../suites/stale/score-stale.ts';
import { appendOnlySubject } from '../suites/stale/stale-baselines.ts';
import { type StaleScenario, staleScenarios } from '../suites/stale/stale-scenario.ts';
import { profileSubject, type StaleSubject } from '../suites/stale/stale-subject.ts';
import type { ClaimDefinition } from './claim-definition.ts';
import { judgeClaim, type Numbers, named } from './judge-claim.ts';

/** Ends everything that came before, whatever it was. */
export const alwaysReplaces: StaleSubject = profileSubject('always replaces', {
  roles: {
    propose: ({ items, deltas }) =>
      items.flatMap((item) =>
        deltas.slice(0, 1).map((delta) => ({ itemId: item.id, deltaId: delta.id, reason: 'newer', confidence: 1 })),
      ),
  },
});

async function profileOf(sessions: StaleScenario['sessions']): Promise<StateProfile> {
  let profile = createStateProfile();
  for (const session of sessions) ({ profile } = await observeSession(profile, session));
  return profile;
}

/**
 * Sessions in another order: the same statements must hold, nothing newer may be ended, nothing may be lost. With
 * `byArrival` every session is dated by its place in that order, as by a memory that takes arrival for time.
 */
async function orderNumbers(scenarios: readonly StaleScenario[], seed: number, byArrival = false): Promise<Numbers> {
  const rng = seededRng(seed);
  let [same, newerEnded, ended, reachable, others, linked] = [0, 0, 0, 0, 0, 0];
  for (const { sessions } of scenarios) {
    const inOrder = await profileOf(sessions);
    const keyed = sessions.map((session) => ({ session, key: rng.next() })).sort((a, b) => a.key - b.key);
    const arriving = keyed.map(({ session }, place) => (byArrival ? { ...session, at: sessions[place]!.at } : session));
    const shuffled = await profileOf(arriving);
    const trueTime = new Map(keyed.map(({ session }, place) => [arriving[place]!.at, session.at]));
    const when = (at: number): number => trueTime.get(at) ?? at;
    const active = ({ items }: StateProfile): string =>
      items
        .filter(({ status }) => status === 'ACTIVE')
        .map(({ text }) => text)
        .sort()
        .join('\n');
    if (active(inOrder) === active(shuffled)) same += 1;
    for (const item of shuffled.items) {
      const hasLink = shuffled.links.some(({ itemId }) => itemId === item.id);
      if (item.status !== 'STALE') {
        others += 1;
        if (hasLink) linked += 1;
        continue;
      }
      ended += 1;
      const by = shuffled.deltas.find(({ id }) => id === item.ended?.deltaId);
      if (by !== undefined && when(by.at) < when(item.lastUpdated)) newerEnded += 1;
      if (item.text.length > 0 && by !== undefined && hasLink) reachable += 1;
    }
  }
  return {
    'same state in any order': (100 * same) / scenarios.length,
    'newer statements ended': newerEnded,
    'ended statements reachable with a link': ended === 0 ? 100 : (100 * reachable) / ended,
    'other statements with a link': (100 * linked) / Math.max(1, others),
  };
}

/** Area under the curve of doubt: stale against still true. */
export function doubtAuc(outcomes: readonly ScenarioOutcome[]): number {
  const of = (control: boolean): number[] =>
    outcomes.filter(({ scenario }) => (scenario.kind === 'control') === control).map(({ reply }) => reply.doubt);
  return auc(of(false), of(true)) ?? 0;
}

export const cupmemClaim: ClaimDefinition = {
  system: 'cupmem',
  tier: 'plaintext',
  claim:
    'Adjudicating each write, carrying a change to the areas that rested on it, and gating the read makes stale statements unusable without dropping true ones.',
  relation:
    'development half: premise resistance at least 90 against at most 30 for an append-only log; without the bridge and the global lane Type II falls by 40 or more and Type I by at most 5; 95% of what holds is kept; any order of sessions gives the same state and ends nothing newer',
  run: (run) =>
    judgeClaim(
      run,
      [
        {
          statement: 'premise resistance',
          atLeast: 90,
          value: (n) => n['full: premise'] ?? 0,
          control: { what: 'without the read gate', value: (n) => n['without the gate: premise'] ?? 100 },
        },
        {
          statement: 'append-only premise resistance',
          atMost: 30,
          value: (n) => n['append-only: premise'] ?? 100,
          control: { what: 'the memory', value: (n) => n['full: premise'] ?? 0 },
        },
        {
          statement: 'Type II lost without bridge and global lane',
          atLeast: 40,
          value: (n) => (n['full: typeII'] ?? 0) - (n['no bridge: typeII'] ?? 100),
          control: {
            what: 'without the global lane only',
            value: (n) => (n['full: typeII'] ?? 100) - (n['no global lane: typeII'] ?? 0),
          },
        },
        {
          statement: 'Type I lost without bridge and global lane',
          atMost: 5,
          value: (n) => (n['full: typeI'] ?? 100) - (n['no bridge: typeI'] ?? 0),
          control: {
            what: 'an append-only log read by similarity',
            value: (n) => (n['full: typeI'] ?? 0) - (n['similarity: typeI'] ?? 100),
          },
        },
        {
          statement: 'false invalidations on controls',
          atMost: 5,
          value: (n) => n['full: falseInvalidations'] ?? 100,
          control: { what: 'always replaces', value: (n) => n['always replaces: falseInvalidations'] ?? 0 },
        },
        {
          statement: 'same state in any order of sessions',
          atLeast: 98,
          value: (n) => n['same state in any order'] ?? 0,
          control: {
            what: 'arrival taken for time',
            value: (n) => n['arrival taken for time: same state in any order'] ?? 100,
          },
        },
        {
          statement: 'newer statements ended by older ones',
          atMost: 0,
          value: (n) => n['newer statements ended'] ?? 1,
          control: {
            what: 'arrival taken for time',
            value: (n) => n['arrival taken for time: newer statements ended'] ?? 0,
          },
        },
        {
          statement: 'ended statements that stay reachable',
          atLeast: 100,
          value: (n) => n['ended statements reachable with a link'] ?? 0,
          control: {
            what: 'statements that still hold, which nothing ended',
            value: (n) => n['other statements with a link'] ?? 100,
          },
        },
      ],
      async (seed) => {
        const size = run.quick ? 40 : 100;
        const options = { seed, perType: size, controls: size, fillers: 10 };
        const scenarios = staleScenarios(developmentSurface, options);
        const ordered = scenarios.slice(0, run.quick ? 30 : scenarios.length);
        const score = async (subject: StaleSubject, on = scenarios): Promise<ScenarioOutcome[]> =>
          await runStale(subject, on, run.signal);
        const full = await score(profileSubject('full'));
        const heldout = await score(profileSubject('full'), staleScenarios(heldoutSurface, options));
        const of = async (name: string, subject: StaleSubject): Promise<Numbers> =>
          named(name, scoreStale(await score(subject)));
        return {
          measured: {
            ...named('full', scoreStale(full)),
            'full: doubt AUC': doubtAuc(full),
            ...named('held-out half', scoreStale(heldout)),
            ...(await orderNumbers(ordered, seed)),
          },
          baselines: {
            ...named('arrival taken for time', await orderNumbers(ordered, seed, true)),
            ...(await of('append-only', appendOnlySubject('newest'))),
            ...(await of('similarity', appendOnlySubject('similarity'))),
            ...(await of('no bridge', profileSubject('no bridge', { bridge: false, globalLane: false }))),
            ...(await of('no global lane', profileSubject('no global lane', { globalLane: false }))),
            ...(await of('without the gate', profileSubject('without the gate', { gate: false }))),
            ...(await of('always replaces', alwaysReplaces)),
          },
        };
      },
    ),
};
