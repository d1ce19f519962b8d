/**
 * The two-level schema of a user's state as data: 10 buckets, 33 tracks, each with one current value or several
 * (CUPMem, arXiv 2605.06527). Another domain (a codebase, a customer account) brings a schema of its own.
 */
import { MemoryError } from '../../../errors/index.ts';

export type Cardinality = 'single' | 'multi';

export type TrackDefinition = { readonly name: string; readonly cardinality: Cardinality };

export type BucketDefinition = { readonly name: string; readonly tracks: readonly TrackDefinition[] };

/** Where an item belongs: `bucket/track`. */
export type TrackPath = `${string}/${string}`;

export type StateSchema = {
  readonly buckets: readonly BucketDefinition[];
  readonly has: (path: TrackPath) => boolean;
  /** Cardinality of a track. @throws MemoryError `not_found` for an unknown one. */
  readonly cardinality: (path: TrackPath) => Cardinality;
};

const bucket = (name: string, tracks: string): BucketDefinition => ({
  name,
  tracks: tracks.split(' ').map((track) => ({
    name: track.replace('!', ''),
    cardinality: track.endsWith('!') ? 'single' : 'multi',
  })),
});

/** The buckets of the paper; `!` marks tracks with one current value. */
export const userBuckets: readonly BucketDefinition[] = [
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

/** Builds a schema. @throws MemoryError `invalid_input` for a track that occurs twice. */
export function createStateSchema(buckets: readonly BucketDefinition[] = userBuckets): StateSchema {
  const tracks = new Map<TrackPath, Cardinality>();
  for (const { name, tracks: own } of buckets) {
    for (const track of own) {
      const path: TrackPath = `${name}/${track.name}`;
      if (tracks.has(path)) {
        throw new MemoryError('invalid_input', `track ${path} is defined twice`, {
          hint: 'give each track its own name',
        });
      }
      tracks.set(path, track.cardinality);
    }
  }
  return {
    buckets,
    has: (path) => tracks.has(path),
    cardinality(path) {
      const found = tracks.get(path);
      if (found === undefined) {
        throw new MemoryError('not_found', `the schema has no track ${path}`, {
          hint: 'add it to the buckets that the schema was made of',
        });
      }
      return found;
    },
  };
}

/** The bucket of a path. */
export function bucketOf(path: TrackPath): string {
  return path.slice(0, path.indexOf('/'));
}
