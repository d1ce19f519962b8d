/** Resolves who a clause is about: the speaker, a relation of the speaker, a named person, or the person last mentioned. */
import type { ClauseSubject } from './clauses.ts';
import { entityKey } from './entities.ts';
import type { SpeakerState } from './extract-context.ts';

export type ResolvedSubject = {
  /** Canonical key. */
  readonly key: string;
  /** As it reads in a sentence. */
  readonly display: string;
  /** Factor on confidence. */
  readonly certainty: number;
};

const female =
  /^(?:sister|mother|mom|mum|wife|girlfriend|daughter|aunt|niece|grandmother|grandma|stepmother|stepdaughter)$/;
const male = /^(?:brother|father|dad|husband|boyfriend|son|uncle|nephew|grandfather|grandpa|stepfather|stepson)$/;

/** Undefined where nobody can be meant with enough certainty. A named relation is remembered in `state`. */
export function resolveSubject(subject: ClauseSubject, state: SpeakerState): ResolvedSubject | undefined {
  switch (subject.kind) {
    case 'self':
      return { key: state.key, display: state.display, certainty: subject.plural ? 0.9 : 1 };
    case 'relation': {
      const key = relationKey(subject.relation);
      if (subject.name !== undefined) state.relations.set(key, subject.name);
      const name = subject.name ?? state.relations.get(key);
      const resolved =
        name === undefined
          ? { key: `${state.key}'s ${key}`, display: `${state.display}'s ${key}`, certainty: 1 }
          : { key: entityKey(name), display: name, certainty: 1 };
      state.lastPerson = { ...resolved, gender: female.test(key) ? 'she' : male.test(key) ? 'he' : undefined };
      return resolved;
    }
    case 'name': {
      const key = state.aliases.get(entityKey(subject.name)) ?? entityKey(subject.name);
      if (!state.people.has(key)) return undefined;
      const resolved = { key, display: subject.name, certainty: 0.95 };
      state.lastPerson = { ...resolved, gender: undefined };
      return resolved;
    }
    case 'pronoun': {
      const last = state.lastPerson;
      if (last === undefined || (last.gender !== undefined && last.gender !== subject.pronoun)) return undefined;
      return { key: last.key, display: last.display, certainty: last.gender === undefined ? 0.7 : 0.8 };
    }
    default:
      return undefined;
  }
}

/** One key for each relation: "mom" and "mum" are "mother". */
export function relationKey(relation: string): string {
  const word = relation.toLowerCase();
  if (word === 'mom' || word === 'mum') return 'mother';
  if (word === 'dad') return 'father';
  if (word === 'grandma') return 'grandmother';
  if (word === 'grandpa') return 'grandfather';
  if (word === 'neighbour') return 'neighbor';
  if (word === 'co-worker') return 'coworker';
  return word.startsWith('fianc') ? 'fiance' : word;
}
