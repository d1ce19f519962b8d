/** Scores of the STALE twin, percent: state resolution, premise resistance, policy context, false invalidations. */
import type { StaleScenario } from './stale-scenario.ts';
import type { StaleReply, StaleSubject } from './stale-subject.ts';

export type StaleScores = {
  readonly stateI: number;
  readonly stateII: number;
  readonly premiseI: number;
  readonly premiseII: number;
  readonly policyI: number;
  readonly policyII: number;
  /** Means over both types. */
  readonly state: number;
  readonly premise: number;
  /** Mean of the two state and the two premise cells of a type. */
  readonly typeI: number;
  readonly typeII: number;
  /** Controls whose old statement was dropped or whose true premise was rejected. */
  readonly falseInvalidations: number;
};

export type ScenarioOutcome = {
  readonly scenario: StaleScenario;
  readonly reply: StaleReply;
  readonly state: boolean;
  readonly premise: boolean;
  readonly policy: boolean;
  readonly falseInvalidation: boolean;
};

const bare = (text: string): string =>
  text
    .replace(/[.!]$/, '')
    .replace(/^(?:an?|the|my|on|with) /i, '')
    .toLowerCase();

/** Judges one reply. */
export function judgeReply(scenario: StaleScenario, reply: StaleReply): ScenarioOutcome {
  const answer = reply.answer.toLowerCase();
  const { newValue, oldValue } = scenario;
  const state =
    scenario.kind === 'I' && newValue !== undefined && oldValue !== undefined
      ? answer.includes(bare(newValue)) && (!answer.includes(bare(oldValue)) || bare(newValue).includes(bare(oldValue)))
      : scenario.kind !== 'control'
        ? reply.saysOutdated ||
          (answer.includes(bare(scenario.newText)) && !answer.includes(scenario.oldText.toLowerCase()))
        : answer.includes(scenario.oldText.toLowerCase().replace(/[.!]$/, '').slice(0, 24));
  const shown = reply.plan.toLowerCase();
  return {
    scenario,
    reply,
    state,
    premise: reply.rejectsPremise,
    policy:
      shown.includes(scenario.newText.toLowerCase().slice(0, 20)) &&
      !shown.replaceAll(`no longer: ${scenario.oldText.toLowerCase()}`, '').includes(scenario.oldText.toLowerCase()),
    falseInvalidation: scenario.kind === 'control' && (!reply.oldStands || reply.rejectsPremise),
  };
}

const percent = (outcomes: readonly ScenarioOutcome[], good: (one: ScenarioOutcome) => boolean): number =>
  outcomes.length === 0 ? 0 : (100 * outcomes.filter(good).length) / outcomes.length;

/** Scores over outcomes. */
export function scoreStale(outcomes: readonly ScenarioOutcome[]): StaleScores {
  const of = (kind: string): ScenarioOutcome[] => outcomes.filter(({ scenario }) => scenario.kind === kind);
  const [one, two] = [of('I'), of('II')];
  const stateI = percent(one, ({ state }) => state);
  const stateII = percent(two, ({ state }) => state);
  const premiseI = percent(one, ({ premise }) => premise);
  const premiseII = percent(two, ({ premise }) => premise);
  return {
    stateI,
    stateII,
    premiseI,
    premiseII,
    policyI: percent(one, ({ policy }) => policy),
    policyII: percent(two, ({ policy }) => policy),
    state: (stateI + stateII) / 2,
    premise: (premiseI + premiseII) / 2,
    typeI: (stateI + premiseI) / 2,
    typeII: (stateII + premiseII) / 2,
    falseInvalidations: percent(of('control'), ({ falseInvalidation }) => falseInvalidation),
  };
}

/** Scores of a file's records: cells and means of the types that are in it, with the number of records. */
export function scoreRealStale(
  outcomes: readonly ScenarioOutcome[],
  incomplete: number,
): Readonly<Record<string, number>> {
  const types = (['I', 'II'] as const).filter((type) => outcomes.some(({ scenario }) => scenario.kind === type));
  const scores = scoreStale(outcomes);
  const meanOf = (cell: 'state' | 'premise' | 'policy'): number =>
    types.reduce((sum, type) => sum + scores[`${cell}${type}`], 0) / types.length;
  return {
    records: outcomes.length,
    'records left out, incomplete': incomplete,
    ...Object.fromEntries(
      types.flatMap((type) =>
        (['state', 'premise', 'policy'] as const).map((cell) => [`${cell}${type}`, scores[`${cell}${type}`]]),
      ),
    ),
    state: meanOf('state'),
    premise: meanOf('premise'),
    policy: meanOf('policy'),
  };
}

/** Runs a subject over scenarios. */
export async function runStale(
  subject: StaleSubject,
  scenarios: readonly StaleScenario[],
  signal?: AbortSignal,
): Promise<ScenarioOutcome[]> {
  const outcomes: ScenarioOutcome[] = [];
  for (const scenario of scenarios) {
    signal?.throwIfAborted();
    outcomes.push(judgeReply(scenario, await subject.run(scenario)));
  }
  return outcomes;
}
