/** Where a statement without a facet of its own is kept: the track of a habit, a duty or a circumstance. */
import type { TrackPath } from '../../state-schema.ts';

/** Condition and track, the first that fits. */
export const userPlaces: readonly (readonly [string, TrackPath])[] = [
  ['partnerwords|petword|petcare', 'family_and_caregiving/household_obligation'],
  ['carer|kids|baby', 'family_and_caregiving/caregiving_responsibility'],
  ['bodyarm|bodyleg|bodycore|heavysick injured|heavysick', 'health_and_mobility/functional_limitation'],
  ['intolerant', 'health_and_mobility/health_linked_adjustment'],
  ['car|driving', 'routine_and_transport/transport_access'],
  ['transport workplacego|commutecue', 'routine_and_transport/commute_mode'],
  ['spareroom|local', 'location_and_living/location_linked_condition'],
  ['saving|moneyloss', 'finance_and_resources/resource_availability'],
  ['employment|workplace|nights|jobloss|remote', 'work_and_schedule/standing_commitment'],
  ['airbad', 'weather_and_environment/environmental_condition'],
];
