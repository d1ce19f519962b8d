/** Memories without adjudication, to compare with: an append-only log read by similarity, by recency among the similar. */
import { termsOf } from '../../../plaintext/revise/state/concepts.ts';
import { isStopWord } from '../../../plaintext/revise/state/stop-terms.ts';
import type { StaleScenario } from './stale-scenario.ts';
import type { StaleReply, StaleSubject } from './stale-subject.ts';

type Said = { readonly text: string; readonly at: number; readonly terms: ReadonlySet<string> };

/** How many similar statements the reader looks at. */
const looked = 5;

function log(scenario: StaleScenario): Said[] {
  return scenario.sessions.flatMap(({ turns, at }) =>
    turns
      .filter(({ role }) => role === 'user')
      .map(({ text }, index) => ({
        text,
        at: at + index,
        terms: new Set(termsOf(text).filter((term) => !isStopWord(term))),
      })),
  );
}

function similar(question: string, said: readonly Said[]): Said[] {
  const asked = termsOf(question).filter((term) => !isStopWord(term));
  const frequency = new Map<string, number>();
  for (const { terms } of said) for (const term of terms) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  const score = ({ terms }: Said): number =>
    asked
      .filter((term) => terms.has(term))
      .reduce((sum, term) => sum + Math.log(1 + said.length / (frequency.get(term) ?? 1)), 0) /
    Math.sqrt(1 + terms.size);
  return [...said]
    .map((one) => ({ one, score: score(one) }))
    .sort((a, b) => b.score - a.score || b.one.at - a.one.at)
    .slice(0, looked)
    .filter(({ score: found }) => found > 0)
    .map(({ one }) => one);
}

const newest = (said: readonly Said[]): Said | undefined => [...said].sort((a, b) => b.at - a.at)[0];

/** `similarity`: the most similar statement. `newest`: the newest of the similar. `flagging`: also distrusts older ones. */
export function appendOnlySubject(mode: 'similarity' | 'newest' | 'flagging'): StaleSubject {
  const read = (question: string, said: readonly Said[]): { answer: string; newer: boolean } => {
    const found = similar(question, said);
    const chosen = mode === 'similarity' ? found[0] : newest(found);
    return { answer: chosen?.text ?? '', newer: chosen !== undefined && chosen !== found[0] };
  };
  return {
    name:
      mode === 'similarity'
        ? 'similarity only'
        : mode === 'newest'
          ? 'append-only, newest wins'
          : 'append-only, newer hit flags',
    async run(scenario): Promise<StaleReply> {
      const said = log(scenario);
      const state = read(scenario.state, said);
      const premise = read(scenario.premise, said);
      const flags = mode === 'flagging' && premise.newer;
      return {
        answer: state.answer,
        saysOutdated: mode === 'flagging' && state.newer,
        rejectsPremise: flags,
        oldStands: !flags,
        plan: similar(scenario.request ?? scenario.state, said)
          .map(({ text }) => text)
          .join(' '),
        doubt: flags ? 1 : 0,
      };
    },
  };
}
