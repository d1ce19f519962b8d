/** A user's state over time: write-time revision and premise verification (CUPMem, arXiv 2605.06527). */
export { type CurrentState, currentState, trackState } from './current-state.ts';
export { type ModelRolesOptions, modelRoles } from './model-roles.ts';
export { type Observation, type ObserveOptions, observeSession } from './observe-session.ts';
export { type PlanConstraints, planConstraints } from './plan-constraints.ts';
export type { StateRoles } from './state-roles.ts';
export type { StateSchema, StateSchemaDefinition, TrackPath } from './state-schema.ts';
export {
  createStateProfile,
  type ProfileItem,
  type StateDecision,
  type StateDelta,
  type StateProfile,
  type StateSession,
} from './state-types.ts';
export { type PremiseStatus, type PremiseVerdict, verifyPremise } from './verify-premise.ts';
