/** The two-level schema of a person's state: the 10 buckets and 33 tracks of CUPMem (arXiv 2605.06527). */
import type { BucketDefinition, StateSchemaDefinition } from '../state-schema.ts';
import { conceptWords } from './user/concept-words.ts';
import { namedBuckets, userBases, userCauses } from './user/dependencies.ts';
import { userFacets } from './user/facets.ts';
import { userPlaces } from './user/places.ts';
import { userSlots } from './user/slots.ts';

const bucket = (name: string, tracks: string): BucketDefinition => ({
  name,
  tracks: tracks.split(' ').map((track) => ({
    name: track.replace('!', ''),
    cardinality: track.endsWith('!') ? 'single' : 'multi',
  })),
});

/** `!` marks tracks with one current value. */
const buckets: readonly BucketDefinition[] = [
  bucket('identity_and_background', 'core_role skill_or_language social_context status_or_affiliation'),
  bucket('stable_preferences', 'enduring_preference habitual_choice value_tendency'),
  bucket('location_and_living', 'current_base! living_arrangement! location_linked_condition'),
  bucket('weather_and_environment', 'current_weather! environmental_condition weather_linked_adjustment'),
  bucket('health_and_mobility', 'current_health! functional_limitation health_linked_adjustment'),
  bucket('work_and_schedule', 'workload schedule_pressure! work_transition standing_commitment'),
  bucket(
    'finance_and_resources',
    'financial_constraint resource_availability resource_linked_adjustment resource_access',
  ),
  bucket('family_and_caregiving', 'caregiving_responsibility household_obligation family_linked_constraint'),
  bucket('routine_and_transport', 'commute_mode! transport_access routine_shift'),
  bucket('current_focus_and_goals', 'primary_focus short_horizon_goal goal_linked_constraint'),
];

export const userSchemaDefinition: StateSchemaDefinition = {
  name: 'user',
  perspective: 'speaker',
  buckets,
  concepts: conceptWords,
  facets: userFacets,
  slots: userSlots,
  causes: userCauses,
  bases: userBases,
  namedBuckets,
  places: userPlaces,
  ownTrack: 'stable_preferences/enduring_preference',
  otherTrack: 'stable_preferences/habitual_choice',
};
