/** `memory.state`: what people said of their circumstances, what of it still holds, and what a question takes for granted. */
import { MemoryError } from '../../errors/index.ts';
import type { Scope } from '../../kernel/scope.ts';
import type { PlanConstraints } from '../../plaintext/revise/state/plan-constraints.ts';
import {
  checkPremise,
  constraintsFor,
  noPremise,
  type PremiseCheck,
  type SubjectState,
  type TrackState,
  tracksOf,
} from '../../plaintext/revise/state/read-states.ts';
import type { StateLog } from '../../plaintext/revise/state/state-log.ts';
import type { StateSchemaDefinition, TrackPath } from '../../plaintext/revise/state/state-schema.ts';
import type { StateConflict } from '../../plaintext/revise/state/state-types.ts';
import { checkQuery } from '../checks.ts';
import type { Engine } from '../engine.ts';

export type StateScope = {
  /** Only the user field counts: a state is a person's, not a session's. */
  readonly scope?: Scope;
};

export type MemoryState = {
  /** What is tracked. */
  readonly schema: StateSchemaDefinition | undefined;
  /** Tracks of which anything is known, by person; with `all` those of which nothing is, too. */
  tracks(options?: StateScope & { readonly all?: boolean }): Promise<readonly TrackState[]>;
  /** One track, or all tracks of an area, by person. Errors: `not_found` for one that the schema has not. */
  get(track: string, options?: StateScope): Promise<readonly TrackState[]>;
  /** What a question takes for granted, checked against what holds. */
  check(question: string, options?: StateScope): Promise<PremiseCheck>;
  /** What a plan has to respect, must not build on, and would have to ask. */
  constraints(request: string, options?: StateScope): Promise<PlanConstraints>;
  /** What rules cannot settle. */
  conflicts(options?: StateScope): Promise<readonly StateConflict[]>;
};

/** People whose states one question without a user scope looks at. */
const mostSubjects = 64;

/** States within a scope, inside `exclusive`; empty where they are switched off. */
export async function statesIn(engine: Engine, scope: Scope = {}): Promise<readonly SubjectState[]> {
  const { states } = engine.state;
  if (states === undefined) return [];
  const subjects = states.subjects(scope.user).slice(0, mostSubjects);
  return Promise.all(subjects.map(async (subject) => ({ subject, profile: await states.profile(subject) })));
}

export function memoryState(engine: Engine): MemoryState {
  const read = <T>(
    { scope }: StateScope,
    give: (states: readonly SubjectState[], log: StateLog) => T,
    none: T,
  ): Promise<T> =>
    engine.exclusive(async () => {
      const log = engine.state.states;
      return log === undefined ? none : give(await statesIn(engine, scope), log);
    });
  return {
    get schema() {
      return engine.state.states?.schema.definition;
    },
    tracks: ({ all = false, ...options } = {}) =>
      read(options, (states, { schema }) => states.flatMap((one) => tracksOf(one, schema, all)), []),
    async get(track, options = {}) {
      checkTrack(engine, track);
      return read(
        options,
        (states, { schema }) =>
          states.flatMap((one) =>
            tracksOf(one, schema, true).filter(({ track: path }) => path === track || path.startsWith(`${track}/`)),
          ),
        [],
      );
    },
    async check(question, options = {}) {
      checkQuery(question);
      return read(options, (states, { schema }) => checkPremise(question, states, schema), noPremise);
    },
    async constraints(request, options = {}) {
      checkQuery(request);
      return read(options, (states, { schema }) => constraintsFor(request, states, schema), noConstraints);
    },
    conflicts: (options = {}) => read(options, (states) => states.flatMap(({ profile }) => profile.conflicts), []),
  };
}

const noConstraints: PlanConstraints = { positive: [], negative: [], unresolved: [] };

function checkTrack(engine: Engine, track: string): void {
  const schema = engine.state.states?.schema;
  if (schema === undefined) {
    throw new MemoryError('invalid_input', 'this memory tracks no states', {
      hint: 'open it without `stateSchema: false`',
    });
  }
  if (schema.has(track as TrackPath) || schema.buckets.some(({ name }) => name === track)) return;
  throw new MemoryError('not_found', `the schema ${schema.name} has no track ${String(track).slice(0, 80)}`, {
    hint: `its areas are ${schema.buckets.map(({ name }) => name).join(', ')}`,
  });
}
