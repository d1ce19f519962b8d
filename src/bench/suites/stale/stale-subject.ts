/** What the STALE twin measures: something that reads sessions and answers a state and a premise question. */
import { shippedUserSchema } from '../../../memory/state/shipped-schema.ts';
import {
  createStateProfile,
  currentState,
  type ObserveOptions,
  observeSession,
  planConstraints,
  type StateProfile,
  verifyPremise,
} from '../../../plaintext/revise/state/index.ts';
import type { StaleScenario } from './stale-scenario.ts';

export type StaleReply = {
  /** What it gives for the current state; empty when it has nothing. */
  readonly answer: string;
  /** It says that the old statement no longer holds. */
  readonly saysOutdated: boolean;
  /** The question's premise is rejected. */
  readonly rejectsPremise: boolean;
  /** The old statement is still taken for true. */
  readonly oldStands: boolean;
  /** Context for the open request. */
  readonly plan: string;
  /** Doubt about the old statement, 0 to 1. */
  readonly doubt: number;
};

export type StaleSubject = { readonly name: string; readonly run: (scenario: StaleScenario) => Promise<StaleReply> };

/** The state profile, with parts switched off where `options` say so; `gate: false` answers without premise check. */
export function profileSubject(name: string, options: ObserveOptions & { readonly gate?: boolean } = {}): StaleSubject {
  return {
    name,
    async run(scenario) {
      let profile: StateProfile = createStateProfile();
      const { schema = shippedUserSchema() } = options;
      for (const session of scenario.sessions)
        ({ profile } = await observeSession(profile, session, { ...options, schema }));
      const state = currentState(scenario.state, profile, schema);
      const verdict = verifyPremise(scenario.premise, profile, schema);
      const old = profile.items.filter(
        (item) => item.sessionId === scenario.oldSession && scenario.oldText.includes(item.text),
      );
      const plan = planConstraints(scenario.request ?? scenario.state, profile, schema);
      const answer = state.kind === 'value' ? state.current.map(({ text }) => text).join(' ') : '';
      return {
        answer,
        saysOutdated: state.kind === 'unknown' && state.past.some(({ sessionId }) => sessionId === scenario.oldSession),
        rejectsPremise: options.gate !== false && verdict.status === 'OUTDATED',
        oldStands: old.length === 0 || old.some(({ status }) => status === 'ACTIVE'),
        plan: [...plan.positive, ...plan.negative].join(' '),
        doubt: old.some(({ status }) => status === 'STALE')
          ? 1
          : old.some(({ strength }) => strength === 'WEAK')
            ? 0.5
            : 0,
      };
    },
  };
}
